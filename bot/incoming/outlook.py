"""What a process knows of updates that wait: where to look for them, and when, so that none is looked for in vain."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from services.ports.inbox import Lane

LOOK_EVERY_MS: Final = 30_000
"""The command line tells the process of a SQLite database nothing."""

_BETWEEN_LOOKS_MS: Final = 200
_AT_SOONEST_MS: Final = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to look on in a lane: behind which update (`seq`), and whether for the newest first this time."""

    after: int = 0
    newest: bool = False


@dataclass(slots=True)
class Outlook:
    """Where updates may wait that could be claimed; times are in ms UTC.

    Attributes:
        lanes: Lanes in which some may be due, with the spot to look on from.
        followed: Updates in hand (`seq`) behind which others wait.
        ended: Such updates whose work has ended.
        due: When to look everywhere.
    """

    lanes: dict[Lane, Spot] = field(default_factory=dict)
    followed: set[int] = field(default_factory=set)
    ended: list[int] = field(default_factory=list)
    due: int = 0
    _looked_at: int = 0
    _heard: bool = False

    def look_everywhere(self) -> None:
        """Expect updates anywhere, as this process does not know what has changed."""
        self.lanes = dict.fromkeys(Lane, Spot())

    def hear(self, in_hand: Iterable[int]) -> None:
        """Others have stored or released updates, perhaps behind those that are in hand here."""
        self.followed.update(in_hand)
        self._heard = True
        self.due = min(self.due, self._looked_at + _BETWEEN_LOOKS_MS)

    def wait_in(self, lanes: Collection[Lane]) -> None:
        """New updates of these lanes wait."""
        for lane in lanes:
            self.lanes.setdefault(lane, Spot())

    def end(self, seq: int) -> None:
        """The work on an update has ended, so its line may go on."""
        if seq in self.followed:
            self.followed.discard(seq)
            self.ended.append(seq)

    def expects(self, free: Collection[Lane], now: int) -> bool:
        """Return whether to look for updates now, as these lanes have places."""
        if now >= self.due or now < self._looked_at:
            self.look_everywhere()
            self.due = now + LOOK_EVERY_MS
        return bool(free) and (bool(self.ended) or any(lane in free for lane in self.lanes))

    def take(self) -> tuple[dict[Lane, Spot], list[int]]:
        """Return where to look and which lines may go on; what is told meanwhile is for the next look."""
        taken = self.lanes, self.ended
        self.lanes, self.ended, self._heard = {}, [], False
        return taken

    def keep(self, left: Mapping[Lane, Spot]) -> None:
        """Note in which lanes more may be due."""
        for lane, spot in left.items():
            self.lanes.setdefault(lane, spot)

    def looked(self, now: int, due: int | None) -> None:
        """Note that lanes were looked through, and when the next update is due."""
        self._looked_at, farthest = now, now + LOOK_EVERY_MS
        self.due = farthest if due is None else min(max(due, now + _AT_SOONEST_MS), farthest)
        if self._heard:
            self.due = min(self.due, now + _BETWEEN_LOOKS_MS)
