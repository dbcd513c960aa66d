"""The updates in hand: what is under way in each lane, and how many more it takes."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping
from typing import Any, Final

from services.ports.inbox import InboxItem, Lane

_FILES_OF_ALL: Final = 4


def places_for(workers: int) -> Mapping[Lane, int]:
    """Return how many updates of each lane are handled at once; a file takes the memory of many messages."""
    return {Lane.QUICK: workers, Lane.WORDS: workers, Lane.FILES: max(1, workers // _FILES_OF_ALL)}


class InHand:
    """Tasks by update, with the lane that each takes a place of."""

    def __init__(self, places: Mapping[Lane, int]) -> None:
        self._places = places
        self._under_way: dict[int, tuple[Lane, asyncio.Task[None]]] = {}

    @property
    def tasks(self) -> list["asyncio.Task[None]"]:
        """All tasks under way."""
        return [task for _, task in self._under_way.values()]

    def free(self) -> dict[Lane, int]:
        """Return the free places of each lane that has any."""
        taken = Counter(lane for lane, _ in self._under_way.values())
        return {lane: places - taken[lane] for lane, places in self._places.items() if places > taken[lane]}

    def start(self, item: InboxItem, work: Coroutine[Any, Any, None]) -> None:
        """Begin to work on an update."""
        self._under_way[item.seq] = item.lane, asyncio.create_task(work)

    def __contains__(self, item: InboxItem) -> bool:
        """Return whether this update is under way."""
        return item.seq in self._under_way

    def finish(self) -> None:
        """Take out what has ended; raise its error."""
        for seq in [seq for seq, (_, task) in self._under_way.items() if task.done()]:
            self._under_way.pop(seq)[1].result()
