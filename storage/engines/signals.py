"""What wakes the loops that wait for a commit."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from storage.session import Kind


class Signal:
    """Raised by commits that brought something of one kind.

    A loop clears it, then looks, then waits: a commit between looking and waiting raises it again, so that no
    wake is lost.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wake whoever waits."""
        self._event.set()

    def clear(self) -> None:
        """To be called before looking for work."""
        self._event.clear()

    async def wait(self, timeout_s: float | None = None) -> None:
        """Return once it is set, or after this many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._event.wait()


class Signals:
    """A signal for each kind."""

    def __init__(self) -> None:
        self._signals = {kind: Signal() for kind in Kind}

    def __getitem__(self, kind: Kind) -> Signal:
        return self._signals[kind]

    def set(self, kinds: Iterable[Kind]) -> None:
        """Wake those who wait for these."""
        for kind in kinds:
            self._signals[kind].set()
