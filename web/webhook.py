"""The webhook for Telegram's updates: it answers 200 only once an update is on disk, else 503 and gets it again."""

import hmac
import json
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from domain.errors import QianshaoError

_MOST_BYTES = 1024 * 1024
_HEADER = "x-telegram-bot-api-secret-token"

Receive = Callable[[dict[str, object]], Awaitable[None]]


def webhook(path: str, secret: str, receive: Receive) -> Starlette:
    """Build the web application that Telegram calls.

    Args:
        path: The path of the webhook's address.
        secret: The expected value of `X-Telegram-Bot-Api-Secret-Token`; requests without it get 403.
        receive: Stores an update; it returns once the update is on disk, or raises QianshaoError or OSError.
    """

    async def update(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return PlainTextResponse("wrong secret", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        parsed = _parsed(body)
        if parsed is None:
            return PlainTextResponse("not an update", 400)
        try:
            await receive(parsed)
        except (QianshaoError, OSError):
            return PlainTextResponse("not stored", 503)
        return Response()

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(path, update, methods=["POST"]), Route("/health", health)])


async def _body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    return body


def _parsed(body: bytes) -> dict[str, object] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and type(update.get("update_id")) is int else None
