"""The signals that wake loops after a commit."""

import asyncio
from collections.abc import Iterable

from storage.session import Kind


class Signal:
    """Set by commits that added something of one kind.

    A loop clears it, looks for work, then waits. A commit between looking and waiting sets it again, so none is missed.
    """

    def __init__(self) -> None:
        self._is_set = False
        self._waiting: set[asyncio.Future[None]] = set()

    def set(self) -> None:
        """Wake the waiting loop."""
        self._is_set = True
        for waiting in self._waiting:
            _end(waiting)

    def clear(self) -> None:
        """Clear the signal; call this before looking for work."""
        self._is_set = False

    async def wait(self, timeout_s: float | None = None) -> None:
        """Return once the signal is set, or after this many seconds."""
        if self._is_set:
            return
        loop = asyncio.get_running_loop()
        waiting = loop.create_future()
        over = None if timeout_s is None else loop.call_later(timeout_s, _end, waiting)
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.remove(waiting)
            if over is not None:
                over.cancel()


def _end(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


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
