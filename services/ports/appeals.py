"""The repository of riders' appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.programme.appeals import Alike, Appeal, AppealWeek, Counted, Line, Said


@dataclass(frozen=True, slots=True)
class BoardAppeal:
    """An appeal on a board, the message of its card in that group, and how many appeals are to be seen to in all."""

    appeal: Appeal
    card_message: int | None
    in_all: int


class Appeals(Protocol):
    """The repository of riders' appeals, and of what was said in them."""

    async def get(self, appeal_id: int) -> Appeal | None:
        """Return the appeal with this id, or None."""

    async def save(self, appeal: Appeal) -> None:
        """Insert an appeal, or keep what it is now."""

    async def drop(self, appeal_id: int) -> None:
        """Remove a draft with all that was said in it; one that was sent keeps its row."""

    async def next_serial(self, month: str) -> int:
        """Count up the numbers of a month, such as `2612`, from 1."""

    async def of_rider(self, rider_id: int) -> list[Appeal]:
        """Return a rider's appeals, the newest first, drafts among them."""

    async def open_queues(self) -> list[str]:
        """Return the queues that have open appeals, in order of their ids; they may be gone from the district."""

    async def open_of(self, queues: Sequence[str], holder_id: int, now: int, offset: int, limit: int) -> list[Appeal]:
        """Return a page of the open appeals of queues.

        What is overdue `now` (ms UTC) comes first; of the same, what nobody has comes before the holder's own.
        """

    async def on_board(self, queues: Sequence[str], chat_id: int, now: int, limit: int) -> list[BoardAppeal]:
        """Return the appeals of queues in which staff owe something, with the cards that stand in a group.

        What is overdue `now` (ms UTC) comes first, then what nobody has, then what has gone up.
        """

    async def held(self, queues: Sequence[str], holder_id: int, chat_id: int, limit: int) -> list[BoardAppeal]:
        """Return the open appeals of queues that one of the staff has, those due first in front, with their cards."""

    async def counts(self, since: int) -> list[Counted]:
        """Return how many of those sent since then (ms UTC) there are of each kind in each stage."""

    async def alike(self, since: int, least: int) -> list[Alike]:
        """Return the kinds and places of which at least so many riders have spoken since then (ms UTC), most first."""

    async def week(self, queue: str, since: int, until: int) -> AppealWeek:
        """Return what came to a queue and ended in a span (ms UTC, without its end); of all queues for ""."""

    async def say(self, line: Line) -> None:
        """Insert something that was said, or change its words."""

    async def lines(self, appeal_id: int) -> list[Line]:
        """Return all that was said in an appeal, in order."""

    async def line(self, line_id: int) -> Line | None:
        """Return one thing that was said, or None."""

    async def sort(self, line_id: int, said: Said) -> bool:
        """Keep what a line that waits is for; return False for one that waits no more."""
