"""Answers that are not Telegram's: the page of a proxy in between is a passing error of the network."""

import json
from http import HTTPStatus
from typing import Any, Final

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

UNREADABLE: Final = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is raised where a record of Telegram's is read that is of another version of the Bot API, or no such record."""


class NotTelegram(NetworkError):
    """Something in between answered in Telegram's place.

    Attributes:
        status: The HTTP status, 0 if it is not known.
    """

    def __init__(self, status: int = 0) -> None:
        super().__init__(f"the answer is not Telegram's ({status or 'no JSON'})")
        self.status = status

    @property
    def refused(self) -> bool:
        """Whether the request went no further, so that it had no effect."""
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR


def told_by_telegram(status: int, body: bytes) -> tuple[int, bytes]:
    """Return an answer as it came.

    Raises:
        NotTelegram: It reports an error, but not in Telegram's form.
    """
    if status >= HTTPStatus.MULTIPLE_CHOICES and not _in_form(_json(body)):
        raise NotTelegram(status)
    return status, body


def read_answer(payload: bytes) -> dict[str, Any]:
    """Return the JSON of an answer; the library would log what is none as an error with a traceback.

    Raises:
        NotTelegram: It is no answer in Telegram's form, such as the JSON of a gateway.
    """
    answer = _json(payload)
    if not isinstance(answer, dict) or not _in_form(answer):
        raise NotTelegram
    return answer


class ProxiedRequest(HTTPXRequest):
    """The library's HTTP client, which knows all kinds of proxy, and what a proxy says in its own name."""

    parse_json_payload = staticmethod(read_answer)

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request; raises `NotTelegram` besides the library's own errors."""
        return told_by_telegram(*await super().do_request(*args, **kwargs))


def _in_form(answer: object) -> bool:
    """Return whether an answer is as Telegram's are: it says whether the call succeeded, and then what it gave."""
    return isinstance(answer, dict) and (answer.get("ok") is False or "result" in answer)


def _json(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except ValueError:
        return None
