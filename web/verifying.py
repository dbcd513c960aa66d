"""The page that verifies delay slips, for anybody; it asks the database, and wrong codes are counted."""

from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.errors import QianshaoError
from services.deps import Deps
from services.ports.transaction import Database
from services.programme import verifying
from texts.programme.slip_pages import SlipPage, form_page, slip_page, slow_page, unknown_page
from web.pages import AGAIN_S, HEAD, POLICY, locale_of, template

AT_MOST: Final = 60
PERIOD_MS: Final = 60_000
_CODE_AT_MOST: Final = 40
"""How many letters of what is asked about are looked at."""

_HEAD: Final = HEAD | {"content-security-policy": f"{POLICY} 'self'; frame-ancestors 'none'"}


class WrongCodes:
    """Counts wrong codes by the minute, of all who ask as one, as a proxy hides who they are."""

    def __init__(self) -> None:
        self._begun = self._met = 0

    def too_many(self, now: int) -> bool:
        """Count one at `now` (ms UTC), and return whether there have been more than a minute allows."""
        if not 0 <= now - self._begun < PERIOD_MS:
            self._begun, self._met = now, 0
        self._met += 1
        return self._met > AT_MOST


class Verifying:
    """Answers who asks about a code; one that is right is answered however many were wrong."""

    def __init__(self, deps: Callable[[], Deps], database: Database) -> None:
        self._deps = deps
        self._database = database
        self._wrong = WrongCodes()

    async def answer(self, request: Request) -> Response:
        """Return the form, or what is known of the code in the path or behind `?code=`."""
        deps = self._deps()
        locale = locale_of(deps, request)
        words = request.path_params.get("code") or request.query_params.get("code", "")
        if not words:
            return _page(form_page(locale))
        try:
            seen = await verifying.look(self._database, deps, words[:_CODE_AT_MOST])
        except (QianshaoError, OSError):
            return Response(status_code=503, headers={"retry-after": str(AGAIN_S)})
        if seen is not None:
            return _page(slip_page(seen, locale))
        if self._wrong.too_many(deps.clock.now()):
            return _page(slow_page(locale), 429, {"retry-after": str(PERIOD_MS // 1000)})
        return _page(unknown_page(locale), 404)


def _page(page: SlipPage, status: int = 200, more: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(template("verify.html").render(page=page), status, {**_HEAD, **(more or {})})
