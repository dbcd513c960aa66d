"""The refusals of the playground: those a bot reads, and those a person's client reads."""


class Refusal(Exception):
    """A Bot API answer with ``"ok": false``: HTTP status, description and response parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Page(Refusal):
    """An answer that is a page of HTML, as a proxy in between gives."""

    def __init__(self, code: int) -> None:
        super().__init__(code, "a page of HTML")


def bad_request(text: str) -> Refusal:
    """Return the 400 for ``text``, its first letter made small unless it is a server constant.

    Source: Client.cpp, ``fail_query_with_error``: ``MESSAGE_TOO_LONG`` stays, ``Message ...`` does not.
    """
    if len(text) < 2 or not (text[1] == "_" or "A" <= text[1] <= "Z"):  # noqa: PLR2004  the second letter
        text = text[:1].lower() + text[1:]
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """Return the 403 for ``text``."""
    return Refusal(403, f"Forbidden: {text}")


class Impossible(Exception):
    """Something that a person asked for cannot happen (status 400 at ``/play``)."""


class Absent(Impossible):
    """What a person asked about does not exist (status 404 at ``/play``)."""
