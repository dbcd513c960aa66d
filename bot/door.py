"""The web door of the running bot."""

import asyncio
from typing import Final

import structlog

from services.deps import Deps
from services.ports.transaction import Database

log = structlog.get_logger()

_AGAIN_S: Final = 10


class Door:
    """Serves the pages of links on an address of this machine; None for none."""

    def __init__(self, deps: Deps, database: Database, listen: str | None) -> None:
        self.deps = deps
        self._database = database
        self.listening = asyncio.Event()
        self._listen = listen

    async def run(self) -> None:
        """Serve until cancelled.

        Where another process has the address, riders are served all the same, and the door is tried again: of several
        with one configuration one opens it, and another one when that ends.
        """
        if self._listen is None:
            await asyncio.Event().wait()
            return
        from bot.serving import CannotListen, serve  # noqa: PLC0415  the web server is loaded only where there is a door
        from web.door import door  # noqa: PLC0415

        log.info("door_opens", listen=self._listen, address=self.deps.public_url)
        said = ""
        while True:
            try:
                await serve(door(lambda: self.deps, self._database), self._listen, self.listening)
            except CannotListen as error:
                if str(error) != said:
                    said = str(error)
                    log.warning("door_closed", error=said)
                await asyncio.sleep(_AGAIN_S)
