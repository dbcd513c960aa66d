"""What a week has left: the rows of its tickets, and which messages of the bot were about which of them when."""

import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from domain.district.district import District
from tests.week.asking import Asked, Asking
from tests.week.city import MINUTE, City
from tests.week.riders import CALLED
from tests.week.wire import Chronicle, Face, Note
from texts.base.wording import read_texts

FINAL: Final = frozenset({"confirmed", "closed_unconfirmed", "rejected", "duplicate", "withdrawn"})
STILL: Final = FINAL | {"on_hold", "resolved"}
"""Statuses in which clocks stand still; like all here they are written anew, not the product's own."""

UNACCEPTED: Final = frozenset({"submitted", "routed", "bounced", "reopened"})
RUNNING: Final = frozenset({"accepted", "in_progress"}) | UNACCEPTED

OF_TIME: Final = {
    "nudge_half_time": RUNNING, "nudge_overdue": RUNNING, "nudge_unanswered": UNACCEPTED,
    "nudge_unaccepted": UNACCEPTED, "late.overdue": RUNNING, "late.unanswered": UNACCEPTED,
    "late.long_overdue": RUNNING,
}  # fmt: skip
"""Reminders by the name of their wording, and the statuses in which they have a cause."""

ENDS: Final = {
    "rejected": "told.rejected", "duplicate": "told.duplicate", "confirmed": "told.confirmed",
    "closed_unconfirmed": "told.closed_unconfirmed", "withdrawn": "told.withdrawn",
}  # fmt: skip
"""How riders are told of an end that others have brought about."""

NEW_LIMIT: Final = frozenset({
    "route", "assign", "move", "not_fixed", "resume", "hold", "extend", "undo", "correct", "relocate", "resettle",
    "bounce",
})  # fmt: skip
"""What gives a ticket other limits."""

STANDING_IN: Final = frozenset({"triage", "supervisors"})
"""Queues whose groups tell of others' tickets, too."""

GRACE: Final = 3 * MINUTE
"""What delivery may take: gathering for a minute, a call that failed and was told to wait."""

_LIST: Final = "reminders.title"
_STATUS: Final = "ticket.status"
_BOARD: Final = "🗒"
_AUDIT: Final = "🧾"
_NUMBER: Final = re.compile(r"DC-(\d{4}-\d{4,})")
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a ticket: what it came to, in which queue, by which action of whom."""

    at: int
    status: str
    queue: str
    action: str = ""
    actor: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A report's row, its riders, and what happened to it."""

    row: dict[str, Any]
    events: Sequence[Happened]
    witnesses: Sequence[int] = ()

    @property
    def number(self) -> str:
        """Its number without the prefix."""
        return f"{self.row['month']}-{self.row['serial']:04d}"

    @property
    def status(self) -> str:
        """Its status at the end."""
        return str(self.row["status"])

    def at(self, when: int) -> Happened | None:
        """Return the last event until a time."""
        index = bisect_right([event.at for event in self.events], when) - 1
        return self.events[index] if index >= 0 else None

    @property
    def ended(self) -> Happened:
        """Return the event that brought it into its last status."""
        before = [n for n, event in enumerate(self.events) if event.status != self.events[-1].status]
        return self.events[before[-1] + 1 if before else 0]

    def spans(self, statuses: Iterable[str], end: int) -> Iterator[tuple[int, int]]:
        """Iterate over the spans of time in which it was in one of these statuses."""
        since: int | None = None
        for event in self.events:
            if event.status in statuses and since is None:
                since = event.at
            elif event.status not in statuses and since is not None:
                yield since, event.at
                since = None
        if since is not None:
            yield since, end


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a period that one queue's group is told, by queue and in all; `start` and `end` are ms UTC."""

    asks: str
    period: str
    start: int
    end: int
    queues: Mapping[str, Mapping[str, int | None]]
    total: Mapping[str, int | None]


@dataclass
class Ledger:
    """What is reckoned with.

    Attributes:
        now: When the reckoning is made, ms UTC.
        queue_of: The queues of groups by chat.
        deaf: The times when the bot did not run, or was not in one chat.
        timers: Those that have not fired: kind, key, when due.
        parked: What was given up.
        silent: Riders who have blocked the bot.
        too_fast: When Telegram refused a call as too many.
        started: When the bot was started.
        asked: What was looked up in groups, by chat and message; `pressed` is who pressed keys of an answer.
        told: The figures of each group.
        riders: What riders are called, by their ids.
        homeless: Queues without a group.
        names: Categories, communities and queues by their names.
    """

    chronicle: Chronicle
    tickets: dict[str, Ticket]
    now: int
    queue_of: dict[int, str]
    deaf: Sequence[tuple[int | None, int, int]] = ()
    timers: Sequence[tuple[str, str, int]] = ()
    parked: Sequence[str] = ()
    silent: frozenset[int] = frozenset()
    too_fast: Sequence[int] = ()
    started: Sequence[int] = ()
    asked: Mapping[tuple[int, int], Asked] = field(default_factory=dict)
    pressed: Mapping[tuple[int, int], set[int]] = field(default_factory=dict)
    told: Sequence[Told] = ()
    riders: Mapping[int, str] = field(default_factory=dict)
    homeless: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    answers: dict[tuple[int, int], Note] = field(init=False, default_factory=dict)
    notes: dict[str, list[Note]] = field(init=False, default_factory=lambda: defaultdict(list))
    kinds: dict[tuple[int, int], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for note in self.chronicle.notes.values():
            if (place := (note.chat, note.reply_to or 0)) in self.asked:
                self.answers[place] = note
            for number in sorted({number for face in note.faces for number in self.about(note, face)}):
                self.notes[number].append(note)
            if (kind := kind_of(note.first)) is not None:
                self.kinds[note.chat, note.id] = kind

    @property
    def has_boards(self) -> bool:
        """Whether any group has a board."""
        return any(is_board(note.last.text) for note in self.chronicle.notes.values())

    def about(self, note: Note, face: Face) -> set[str]:
        """Return the tickets of which a message says this: what it names first, or answers; all of a list."""
        if is_board(face.text) or self.is_looked_up(note):
            return set()
        numbers = _NUMBER.findall(face.text)
        if is_list(face.text):
            return {*numbers, *self._linked(face)} & self.tickets.keys()
        named = set(numbers[:1]) or self._linked(face)
        if not named and note.reply_to and (answered := self.chronicle.notes.get((note.chat, note.reply_to))):
            named = self.about(answered, answered.faces[0])
        return named & self.tickets.keys()

    def is_looked_up(self, note: Note) -> bool:
        """Whether this answers what somebody looked up, or came of a key below such an answer."""
        return (note.chat, note.reply_to or 0) in self.asked or note.first.startswith(_AUDIT)

    def _linked(self, face: Face) -> set[str]:
        cards = (self.chronicle.notes.get(link) for link in face.links)
        return {number for card in cards if card is not None for number in _NUMBER.findall(card.first)[:1]}

    def delay(self, chat: int | None, since: int, until: int) -> int:
        """Return how long of a span the bot did not run, or was not in this chat."""
        spans = [(start, end) for where, start, end in self.deaf if where in {None, chat}]
        return sum(max(0, min(end, until) - max(start, since)) for start, end in spans)

    def by_then(self, chat: int, since: int, within: int = GRACE) -> int:
        """Return when so much time has passed in which the bot could act in a chat."""
        until = since + within
        for start, end in sorted((start, end) for where, start, end in self.deaf if where in {None, chat}):
            if start <= until and end > since:
                until += end - max(start, since)
        return until

    def of_time(self, number: str) -> list[Note]:
        """Return the reminders of a ticket that time has brought, without lists."""
        return [note for note in self.notes[number] if (note.chat, note.id) in self.kinds]


def read_ledger(
    city: City, deaf: Sequence[tuple[int | None, int, int]], asking: Asking, told: Sequence[Told]
) -> Ledger:
    """Read what a city's week has left, but for the figures, which are `told`."""
    with closing(sqlite3.connect(city.config.storage.database.removeprefix("sqlite:///"))) as base:
        base.row_factory = sqlite3.Row
        tickets = _tickets(base)
        timers = [tuple(row) for row in base.execute("select kind, key, due_at from timer where fired_at is null")]
        parked = [row[0] for table in ("inbox", "outbox")
                  for row in base.execute(f"select error from {table} where state = 'parked'")]  # noqa: S608  two names of ours  # fmt: skip
    return Ledger(
        city.chronicle, tickets, city.clock.at, {chat.id: queue for queue, chat in city.groups.items()}, deaf, timers,
        parked, frozenset(one.id for one in city.world.chats.people.values() if one.blocked), city.wire.too_fast,
        city.started, asking.asked, asking.pressed, told,
        {one.id: one.first_name for one in city.world.chats.people.values() if one.first_name.startswith(CALLED)},
        frozenset(city.district.queues) - frozenset(city.groups), _names_of(city.district),
    )  # fmt: skip


def _names_of(district: District) -> dict[str, str]:
    named = {each.zh: each.slug for each in district.catalogue.values()}
    named |= {each.zh: each.id for each in district.queues.values()}
    return named | {each.name: each.id for each in district.communities.values()}


def _tickets(base: sqlite3.Connection) -> dict[str, Ticket]:
    events: dict[int, list[Happened]] = defaultdict(list)
    for row in base.execute("select * from event order by at, id"):
        happened = Happened(row["at"], row["target"], row["queue"], row["action"], row["actor_id"])
        events[row["report_id"]].append(happened)
    witnesses: dict[int, list[int]] = defaultdict(list)
    for row in base.execute("select * from witness"):
        witnesses[row["report_id"]].append(row["rider_id"])
    found = [Ticket(dict(row), events[row["id"]], witnesses[row["id"]]) for row in base.execute("select * from report")]
    return {ticket.number: ticket for ticket in found}


_UNACCEPTED_TOO: Final = ".unaccepted"
_NAMES: Final = frozenset({*OF_TIME, *(kind + _UNACCEPTED_TOO for kind in OF_TIME), *ENDS.values(), _LIST, _STATUS})


@cache
def _wordings() -> dict[str, list["re.Pattern[str]"]]:
    found = defaultdict(list)
    for language in ("zh", "en"):
        texts = read_texts(language)
        for name in sorted(_NAMES & texts.keys()):
            parts = re.split(r"\{\w+\}", _TAG.sub("", texts[name]))
            pattern = re.compile(".+?".join(map(re.escape, parts)), re.DOTALL)
            found[name.removesuffix(_UNACCEPTED_TOO)].append(pattern)
    return found


def _says(name: str, text: str) -> bool:
    return any(pattern.match(text) for pattern in _wordings()[name])


@cache
def kind_of(text: str) -> str | None:
    """Return the wording of a reminder, or of an end that a rider is told of, by its text."""
    return next((name for name in (*OF_TIME, *ENDS.values()) if _says(name, text)), None)


@cache
def is_list(text: str) -> bool:
    """Whether this is a list of reminders."""
    return _says(_LIST, text)


def is_board(text: str) -> bool:
    """Whether this is the board of a group; one that was closed is a line."""
    return text.startswith(_BOARD) and "\n" in text


@cache
def is_card(text: str) -> bool:
    """Whether this is a ticket's card: it says the status in a line of its own."""
    return any(_says(_STATUS, line) for line in text.split("\n"))
