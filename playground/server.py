"""The playground as one web application: both faces and the chat page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from playground.api import BotFace
from playground.doors import Doors
from playground.play import PeopleFace
from playground.webhook import Webhook
from playground.world import Playground

_PAGE = Path(__file__).parent / "page"


class _ChatId(Convertor[int]):
    """Chat ids in addresses: groups have negative ones."""

    regex = "-?[0-9]+"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("chat", _ChatId())


def build(world: Playground) -> Starlette:
    """Return the application of one playground."""
    webhook = Webhook(world)
    bot = BotFace(world, webhook)

    @asynccontextmanager
    async def live(_app: Starlette) -> AsyncIterator[None]:
        yield
        world.close()
        await webhook.close()

    routes: list[Route | Mount] = [
        Route("/bot{token}/{method}", bot.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", bot.download),
        Mount("/play", routes=PeopleFace(world).routes()),
    ]
    if _PAGE.is_dir():
        routes.append(Mount("/", StaticFiles(directory=_PAGE, html=True)))
    return Starlette(routes=routes, lifespan=live, middleware=[Middleware(Doors)])
