"""The updates in hand: what is under way in each lane, and how many more it takes."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from typing import Any, Final

from services.ports.inbox import InboxItem, Lane

_FILES_OF_ALL: Final = 4


def places_for(workers: int) -> Mapping[Lane, int]:
    """Return how many updates of each lane are handled at once; a file takes the memory of many messages."""
    return {Lane.QUICK: workers, Lane.WORDS: workers, Lane.FILES: max(1, workers // _FILES_OF_ALL)}


class InHand:
    """Tasks by update, with the lane that each takes a place of."""

    def __init__(self, places: Mapping[Lane, int]) -> None:
        self._free = dict(places)
        self._under_way: dict[int, asyncio.Task[None]] = {}

    @property
    def tasks(self) -> list["asyncio.Task[None]"]:
        """All tasks under way."""
        return list(self._under_way.values())

    def free(self) -> dict[Lane, int]:
        """Return the free places of each lane that has any."""
        return {lane: places for lane, places in self._free.items() if places > 0}

    def reserve(self, lanes: Iterable[Lane]) -> Counter[Lane]:
        """Take free places for updates of these lanes, one for each as far as there are any, and return how many."""
        wanted = Counter(lanes)
        taken = Counter({lane: min(count, max(self._free[lane], 0)) for lane, count in wanted.items()})
        for lane, count in taken.items():
            self._free[lane] -= count
        return taken

    def give_back(self, reserved: Mapping[Lane, int]) -> None:
        """Free places that were reserved."""
        for lane, count in reserved.items():
            self._free[lane] += count

    def start(
        self,
        item: InboxItem,
        work: Coroutine[Any, Any, None],
        ended: Callable[[InboxItem, "asyncio.Task[None]"], None],
    ) -> None:
        """Begin to work on an update, and call `ended` at its end."""

        def end(task: "asyncio.Task[None]") -> None:
            del self._under_way[item.seq]
            self._free[item.lane] += 1
            ended(item, task)

        self._free[item.lane] -= 1
        self._under_way[item.seq] = task = asyncio.create_task(work)
        task.add_done_callback(end)

    def __contains__(self, seq: int) -> bool:
        """Return whether the update of this `seq` is under way."""
        return seq in self._under_way

    def __iter__(self) -> Iterator[int]:
        """Yield the `seq` of each update under way."""
        return iter(tuple(self._under_way))
