"""The signals that wake loops after a commit."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from storage.session import Kind


class Signal:
    """Set by commits that added something of one kind.

    A loop clears it, looks for work, then waits. A commit between looking and waiting sets it again, so none is missed.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wake the waiting loop."""
        self._event.set()

    def clear(self) -> None:
        """Clear the signal; call this before looking for work."""
        self._event.clear()

    async def wait(self, timeout_s: float | None = None) -> None:
        """Return once the signal is set, or after this many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._event.wait()


class Signals:
    """One signal per kind."""

    def __init__(self) -> None:
        self._signals = {kind: Signal() for kind in Kind}

    def __getitem__(self, kind: Kind) -> Signal:
        return self._signals[kind]

    def set(self, kinds: Iterable[Kind]) -> None:
        """Set the signals of these kinds."""
        for kind in kinds:
            self._signals[kind].set()
