"""The web door of the running bot."""

import asyncio

import structlog

from services.deps import Deps

log = structlog.get_logger()


class Door:
    """Serves the pages of links on an address of this machine; None for none."""

    def __init__(self, deps: Deps, listen: str | None) -> None:
        self.deps = deps
        self.listening = asyncio.Event()
        self._listen = listen

    async def run(self) -> None:
        """Serve until cancelled.

        Raises:
            bot.serving.CannotListen: The address is taken, or is not this machine's.
        """
        if self._listen is None:
            await asyncio.Event().wait()
            return
        from bot.serving import serve  # noqa: PLC0415  the web server is loaded only where there is a door
        from web.door import door  # noqa: PLC0415

        log.info("door_open", listen=self._listen, address=self.deps.public_url)
        await serve(door(lambda: self.deps), self._listen, self.listening)
