"""What a week must have kept, reckoned from what stood in the chats and from the database's rows alone."""

import re
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Final

from tests.week.city import DAY, HOUR, MINUTE, City
from tests.week.wire import Note
from texts.base.wording import read_texts

FINAL: Final = frozenset({"confirmed", "closed_unconfirmed", "rejected", "duplicate", "withdrawn"})
STILL: Final = FINAL | {"on_hold", "resolved"}
"""Statuses in which clocks stand still."""

UNACCEPTED: Final = frozenset({"submitted", "routed", "bounced", "reopened"})
RUNNING: Final = frozenset({"accepted", "in_progress"}) | UNACCEPTED

OF_TIME: Final = {
    "nudge_half_time": RUNNING, "nudge_overdue": RUNNING, "nudge_unanswered": UNACCEPTED,
    "nudge_unaccepted": UNACCEPTED, "late.overdue": RUNNING, "late.unanswered": UNACCEPTED,
    "late.long_overdue": RUNNING,
}  # fmt: skip
"""Reminders by the beginning of their wording's name, and the statuses in which they have a cause."""

ENDS: Final = {"rejected": "told.rejected", "duplicate": "told.duplicate", "confirmed": "told.confirmed",
               "closed_unconfirmed": "told.closed_unconfirmed"}  # fmt: skip

NEXT_STEPS: Final = {"resolved": "auto_close", "on_hold": "hold_over"}
AT_MOST: Final = 1.3
"""Messages of the bot that stand a day after a ticket was closed, for each ticket of a busy group."""

BUSY: Final = 15
"""So many closed tickets make a group busy."""

IN_A_MINUTE: Final = 20
GRACE: Final = 3 * MINUTE
"""What delivery may take: gathering for a minute, a call that failed and was told to wait."""

TOLD_WITHIN: Final = 40 * HOUR
"""Riders are told of what can wait when their day begins, and after the two minutes of an undo."""

_NUMBER: Final = re.compile(r"DC-(\d{4}-\d{4,})")
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A report's row, its riders, and what happened to it: (when, status, queue, action)."""

    row: dict[str, Any]
    events: Sequence[tuple[int, str, str, str, int]]
    witnesses: Sequence[int]

    @property
    def number(self) -> str:
        """Its number without the prefix."""
        return f"{self.row['month']}-{self.row['serial']:04d}"

    def at(self, when: int) -> tuple[str, str]:
        """Return its status and its queue at a time."""
        index = bisect_right([event[0] for event in self.events], when) - 1
        return (self.events[index][1], self.events[index][2]) if index >= 0 else ("", "")

    @property
    def ended(self) -> tuple[int, int]:
        """Return when it came into its last status, and who brought it there."""
        before = [n for n, event in enumerate(self.events) if event[1] != self.events[-1][1]]
        at, *_, actor = self.events[before[-1] + 1 if before else 0]
        return at, actor

    def spans(self, statuses: Iterable[str], end: int) -> Iterator[tuple[int, int]]:
        """Iterate over the spans of time in which it was in one of these statuses."""
        since: int | None = None
        for at, status, *_ in self.events:
            if status in statuses and since is None:
                since = at
            elif status not in statuses and since is not None:
                yield since, at
                since = None
        if since is not None:
            yield since, end


@dataclass
class Reckoning:
    """The tickets of a city with the messages of each in groups, and when the bot could not be heard in a chat."""

    city: City
    deaf: Sequence[tuple[int | None, int, int]]
    tickets: dict[str, Ticket] = field(default_factory=dict)
    timers: Sequence[tuple[str, str, int]] = ()
    notes: dict[str, list[Note]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    queue_of: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read()
        self.queue_of = {chat.id: queue for queue, chat in self.city.groups.items()}
        for note in self.city.chronicle.notes.values():
            for number in self._about(note):
                self.notes[number].append(note)
            if (kind := kind_of(note.first)) is not None:
                self.kinds[note.chat, note.id] = kind

    def _read(self) -> None:
        base = sqlite3.connect(self.city.config.storage.database.removeprefix("sqlite:///"))
        base.row_factory = sqlite3.Row
        events: dict[int, list[tuple[int, str, str, str, int]]] = defaultdict(list)
        for row in base.execute("select * from event order by at, id"):
            events[row["report_id"]].append((row["at"], row["target"], row["queue"], row["action"], row["actor_id"]))
        witnesses: dict[int, list[int]] = defaultdict(list)
        for row in base.execute("select * from witness"):
            witnesses[row["report_id"]].append(row["rider_id"])
        for row in base.execute("select * from report"):
            ticket = Ticket(dict(row), events[row["id"]], witnesses[row["id"]])
            self.tickets[ticket.number] = ticket
        self.timers = [tuple(row) for row in base.execute("select kind, key, due_at from timer where fired_at is null")]
        base.close()

    def _about(self, note: Note) -> set[str]:
        """Return the tickets that a message is about: by number, by what it answers, by what it links to."""
        named = {found for face in note.faces for found in _NUMBER.findall(face.text)}
        if not named and note.reply_to and (answered := self.city.chronicle.notes.get((note.chat, note.reply_to))):
            named = self._about(answered)
        linked = {link for face in note.faces for link in face.links}
        for link in linked:
            if (card := self.city.chronicle.notes.get(link)) and card is not note:
                named |= {found for face in card.faces for found in _NUMBER.findall(face.text)}
        return named & self.tickets.keys()

    def delay(self, chat: int | None, since: int, until: int) -> int:
        """Return how long of a span the bot did not run, or was not in this chat."""
        spans = [(start, end) for where, start, end in self.deaf if where in {None, chat}]
        return sum(max(0, min(end, until) - max(start, since)) for start, end in spans)

    def of_time(self, number: str) -> list[Note]:
        """Return the reminders of a ticket that time has brought, without lists."""
        return [note for note in self.notes[number] if (note.chat, note.id) in self.kinds]


@cache
def _wordings() -> Sequence[tuple[str, "re.Pattern[str]"]]:
    found = []
    for language in ("zh", "en"):
        for name, text in read_texts(language).items():
            if any(name.startswith(kind) for kind in (*OF_TIME, *ENDS.values())):
                parts = re.split(r"\{\w+\}", _TAG.sub("", text))
                found.append(
                    (name.removesuffix(".unaccepted"), re.compile(".+?".join(map(re.escape, parts)), re.DOTALL))
                )
    return found


def kind_of(text: str) -> str | None:
    """Return the wording of a reminder, or of an end that a rider is told of, by its text."""
    return next((name for name, pattern in _wordings() if pattern.match(text)), None)


def without_next_step(it: Reckoning) -> Iterator[str]:
    """Each open ticket has a card with keys in a group; resolved and held ones have the timer of their end."""
    by_report = defaultdict(set)
    for kind, key, _ in it.timers:
        by_report[key.split(":")[0]].add(kind)
    for number, ticket in it.tickets.items():
        status, kinds = ticket.row["status"], by_report[str(ticket.row["id"])]
        if status in FINAL:
            if ticket.row["closed_at"] is None:
                yield f"{number} is {status} and was never closed"
        elif (needed := NEXT_STEPS.get(status)) is not None:
            if needed not in kinds:
                yield f"{number} is {status} without {needed}"
        elif not any(note.last.keys for note in _standing(it, number)):
            yield f"{number} is {status}, and no card with keys stands anywhere"


def _standing(it: Reckoning, number: str) -> list[Note]:
    return [note for note in it.notes[number] if note.chat < 0 and note.stands(it.city.clock.at)]


def reminded_in_vain(it: Reckoning) -> Iterator[str]:
    """No reminder is sent, or stands on, where its cause is gone."""
    for number, ticket in it.tickets.items():
        for note in it.of_time(number):
            kind = it.kinds[note.chat, note.id]
            caused = OF_TIME.get(kind)
            if caused is None or note.chat > 0:
                continue
            before = ticket.at(note.at - GRACE - it.delay(note.chat, note.at - HOUR, note.at))[0]
            if ticket.at(note.at)[0] not in caused and before not in caused:
                yield f"{number} {kind} at {note.at} in {it.queue_of.get(note.chat)}, though {ticket.at(note.at)[0]}"
            gone = next((at for at, status, *_ in ticket.events if at > note.at and status not in caused), None)
            if gone is not None and _stands_on(it, note, gone):
                yield f"{number} {kind} stands on since {gone} in {it.queue_of.get(note.chat)}: {note.last.text[:40]}"


def _stands_on(it: Reckoning, note: Note, gone: int) -> bool:
    if any(where == note.chat and start <= gone <= end for where, start, end in it.deaf):
        return False  # a removed bot withdraws nothing, and what it left there stays when it is back
    until = gone + GRACE
    until += it.delay(note.chat, gone, it.city.clock.at)
    return until < it.city.clock.at and note.stands(until) and not is_remains(note, until)


def is_remains(note: Note, at: int) -> bool:
    """Whether only a line is left of a message that was too old to be deleted."""
    face = note.face(at)
    return face is not note.faces[0] and "\n" not in face.text and not face.keys and at - note.at > 2 * DAY - HOUR


def reminded_twice(it: Reckoning) -> Iterator[str]:
    """One reminder of a ticket is alive at a time in a chat, and each kind comes once for a limit."""
    for number, ticket in it.tickets.items():
        by_chat: dict[int, list[Note]] = defaultdict(list)
        for note in it.of_time(number):
            if note.chat < 0:
                by_chat[note.chat].append(note)
        for chat, notes in by_chat.items():
            where = it.queue_of.get(chat)
            for one, other in pairwise(notes):
                if _both_stand(it, one, other):
                    yield f"{number} two reminders at once in {where}: {one.first[:30]} | {other.first[:30]}"
            yield from (f"{number} {kind} again in {where}" for kind in _again(it, ticket, notes))


def _both_stand(it: Reckoning, one: Note, other: Note) -> bool:
    until = other.at + GRACE + it.delay(one.chat, other.at, other.at + DAY)
    return one.stands(until) and not is_remains(one, until)


def _again(it: Reckoning, ticket: Ticket, notes: Sequence[Note]) -> list[str]:
    """Return the kinds of reminder that came more than once for a limit, but that nobody has an urgent one."""
    turns = [at for at, *_, action, _ in ticket.events if action in _NEW_LIMIT]
    said = Counter((it.kinds[note.chat, note.id], bisect_right(turns, note.at)) for note in notes)
    return [kind for (kind, _), times in said.items() if times > 1 and kind not in _REPEATED]


_NEW_LIMIT: Final = frozenset(
    {"route", "assign", "move", "not_fixed", "resume", "hold", "extend", "undo", "correct", "bounce"}
)
_REPEATED: Final = frozenset({"nudge_unaccepted", "late.unanswered"})


def running_while_held(it: Reckoning) -> Iterator[str]:
    """Clocks stand still where the status says so, and the fact that a limit passed is not noted meanwhile."""
    for number, ticket in it.tickets.items():
        stopped, still = ticket.row["stopped_at"] is not None, ticket.row["status"] in STILL
        if stopped is not still:
            yield f"{number} is {ticket.row['status']} and stopped_at is {ticket.row['stopped_at']}"
        overdue = ticket.row["overdue_at"]
        for since, until in ticket.spans(STILL, it.city.clock.at):
            if overdue is not None and since + 1000 < overdue < until - 1000:
                yield f"{number} became overdue at {overdue} within its rest of {since} to {until}"


def untold(it: Reckoning) -> Iterator[str]:
    """Each end reaches the reporter and each witness, but who brought it about and who blocked the bot."""
    for number, ticket in it.tickets.items():
        if not ticket.events or (told := ENDS.get(ticket.events[-1][1])) is None:
            continue
        at, actor = ticket.ended
        for rider in {ticket.row["rider_id"], *ticket.witnesses} - {actor}:
            person = it.city.world.chats.people.get(rider)
            if person is None or person.blocked or it.city.clock.at - at < TOLD_WITHIN:
                continue
            heard = [note for note in it.city.chronicle.of(rider) for face in note.faces
                     if at <= face.at <= at + TOLD_WITHIN and kind_of(face.text) == told]  # fmt: skip
            if not heard:
                yield f"{number} ended {ticket.events[-1][1]} at {at}, and rider {rider} was not told"


def silent_though_urgent(it: Reckoning) -> Iterator[str]:
    """While nobody has accepted an urgent ticket, somebody hears of it at least once in its limit."""
    for number, ticket in it.tickets.items():
        if not ticket.row["urgent"]:
            continue
        limit = 15 * MINUTE
        became = max((at for at, *_, action, _ in ticket.events if action == "correct"), default=0)
        for began, until in ticket.spans(UNACCEPTED, it.city.clock.at):
            since = max(began, became)
            heard = sorted(note.at for note in it.notes[number] if since <= note.at <= until and _speaks(note))
            for one, other in zip([since, *heard], [*heard, until], strict=True):
                if other - one > limit + GRACE + it.delay(None, one, other):
                    yield f"{number} {ticket.at(one)} silent for {(other - one) // MINUTE} min from {one}"
                    break


def _speaks(note: Note) -> bool:
    return note.chat < 0 or "🚨" in note.first


def too_much_traffic(it: Reckoning) -> Iterator[str]:
    """No group gets more than twenty messages in a minute, edits included, and Telegram never had to say so."""
    by_chat: dict[int, list[int]] = defaultdict(list)
    for chat, at in it.city.chronicle.traffic:
        if chat < 0:
            by_chat[chat].append(at)
    for chat, times in by_chat.items():
        for first, last in zip(times, times[IN_A_MINUTE:], strict=False):
            if last - first < MINUTE:
                yield f"{it.queue_of.get(chat)} got {IN_A_MINUTE + 1} messages in a minute at {first}"
                break
    for at in it.city.wire.too_fast:  # budgets begin anew with the process
        if not any(started <= at < started + MINUTE for started in it.city.started):
            yield f"Telegram refused a call as too many at {at}"


@dataclass(frozen=True, slots=True)
class Left:
    """What stands in a group of tickets that were closed a day ago: tickets, messages, one-line remains."""

    queue: str
    tickets: int
    messages: int
    remains: int

    @property
    def for_each(self) -> float:
        """Messages for each ticket."""
        return self.messages / self.tickets


def left_standing(it: Reckoning) -> list[Left]:
    """Return what stands in each group."""
    found = []
    for chat, queue in it.queue_of.items():
        tickets = messages = remains = 0
        for number, ticket in it.tickets.items():
            at = (ticket.row["closed_at"] or it.city.clock.at) + DAY
            ours = [note for note in it.notes[number] if note.chat == chat]
            if ticket.row["status"] not in FINAL or at > it.city.clock.at or not ours or ticket.row["queue"] != queue:
                continue
            standing = [note for note in ours if note.stands(at)]
            line = [note for note in standing if is_remains(note, at)]
            tickets, messages, remains = tickets + 1, messages + len(standing) - len(line), remains + len(line)
        if tickets:
            found.append(Left(queue, tickets, messages, remains))
    return found


def crowded(it: Reckoning) -> Iterator[str]:
    """In a busy group few messages stand of a ticket a day after it was closed."""
    for left in left_standing(it):
        if left.tickets >= BUSY and left.for_each > AT_MOST:
            yield f"{left.queue}: {left.messages} messages of {left.tickets} tickets closed a day ago"


def set_aside(it: Reckoning) -> Iterator[str]:
    """No update and no message was given up."""
    base = sqlite3.connect(it.city.config.storage.database.removeprefix("sqlite:///"))
    for table in ("inbox", "outbox"):
        for row in base.execute(f"select error, count(*) from {table} where state = 'parked' group by error"):  # noqa: S608  two names of ours
            yield f"{table}: {row}"
    base.close()


INVARIANTS: Final = (
    without_next_step, reminded_in_vain, reminded_twice, running_while_held, untold, silent_though_urgent,
    too_much_traffic, crowded, set_aside,
)  # fmt: skip


def course(it: Reckoning, number: str) -> Iterator[str]:
    """Tell what happened to a ticket, and what the bot said of it in groups, in order."""
    ticket = it.tickets.get(number)
    if ticket is None:
        return
    told = [(at, f"-> {status} ({action}) in {queue}") for at, status, queue, action, _ in ticket.events]
    for note in it.notes[number]:
        where = it.queue_of.get(note.chat, str(note.chat))
        told += [(face.at, f"   {where} {note.id}: {face.text[:50]!r} | {face.keys[:30]!r}") for face in note.faces]
        if note.deleted_at is not None:
            told.append((note.deleted_at, f"   {where} {note.id}: deleted"))
    for at, what in sorted(told, key=lambda each: each[0]):
        yield f"{(at - ticket.row['submitted_at']) / MINUTE:9.2f} min {what}"
