"""The rest of a photo store that hangs: one asks whether it answers again, the others need not wait to be refused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

SECONDS: Final = 30.0
_REST_S: Final = 10.0


class StoreRest:
    """Limits the time of each request; after one that hung, most others are refused at once until one succeeds."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._hangs = False
        self._ask_again_at = 0.0

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[None]:
        """Ask within the body.

        Raises:
            TimeoutError: The body took too long, or the store hung a moment ago.
        """
        if self._hangs:
            if monotonic() < self._ask_again_at:
                raise TimeoutError("it does not answer")
            self._ask_again_at = monotonic() + self._seconds
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except TimeoutError:
            self._hangs, self._ask_again_at = True, monotonic() + _REST_S
            raise
        self._hangs = False
