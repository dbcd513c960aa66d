"""What a week must have kept, reckoned from what stood in the chats and from the database's rows alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.week.city import DAY, HOUR, MINUTE
from tests.week.figures import wrong_figures, wrong_figures_said
from tests.week.ledger import (
    ENDS,
    FINAL,
    GRACE,
    NEW_LIMIT,
    OF_TIME,
    RUNNING,
    STILL,
    UNACCEPTED,
    Ledger,
    Ticket,
    is_board,
    is_card,
    kind_of,
)
from tests.week.looking import LOOKING, queues_of, unlooked
from tests.week.wire import Note

NEXT_STEPS: Final = {"resolved": "auto_close", "on_hold": "hold_over"}
"""The timers that end a status by themselves."""

AT_MOST: Final = 1.3
"""Messages of the bot that stand a day after a ticket was closed, for each ticket of a busy group."""

BUSY: Final = 15
"""So many closed tickets make a group busy."""

IN_A_MINUTE: Final = 20
ANSWERED_WITHIN: Final = 15 * MINUTE
"""The limit of the first answer of all that is urgent."""

TOLD_WITHIN: Final = 12 * HOUR
"""Riders are told of what can wait when their day begins, and after the two minutes of an undo."""

_REPEATED: Final = frozenset({"nudge_unaccepted", "late.unanswered"})


def without_next_step(it: Ledger) -> Iterator[str]:
    """Each open ticket has a card with keys in a group, each status that ends by itself the timer of its end.

    An urgent one that nobody has accepted has the timer of its next rung.
    """
    by_report = defaultdict(set)
    for kind, key, _ in it.timers:
        by_report[key.split(":")[0]].add(kind)
    for number, ticket in it.tickets.items():
        status, kinds = ticket.status, by_report[str(ticket.row["id"])]
        if status in FINAL:
            if ticket.row["closed_at"] is None:
                yield f"{number} is {status} and was never closed"
            continue
        if (needed := NEXT_STEPS.get(status)) is not None and needed not in kinds:
            yield f"{number} is {status} without {needed}"
        if ticket.row["urgent"] and status in UNACCEPTED and "unaccepted" not in kinds:
            yield f"{number} is {status} and urgent, and nobody will hear of it again"
        if status in RUNNING | {"on_hold"} and not _has_card(it, number):
            yield f"{number} is {status}, and no card with keys stands anywhere"


def _has_card(it: Ledger, number: str) -> bool:
    return any(
        note.chat < 0 and note.stands(it.now) and note.last.keys and is_card(note.last.text)
        for note in it.notes[number]
        if number in it.about(note, note.last)
    )


def reminded_in_vain(it: Ledger) -> Iterator[str]:
    """No reminder is sent, or stands on, where its cause is gone."""
    for number, ticket in it.tickets.items():
        for note in it.of_time(number):
            kind = it.kinds[note.chat, note.id]
            caused = OF_TIME.get(kind)
            if caused is None or note.chat > 0:
                continue
            then = (note.at, note.at - GRACE - it.delay(note.chat, note.at - HOUR, note.at))
            if not any((event := ticket.at(at)) is not None and event.status in caused for at in then):
                yield f"{number} {kind} at {note.at} in {it.queue_of.get(note.chat)}, where it has no cause"
            gone = next(
                (event.at for event in ticket.events if event.at > note.at and event.status not in caused), None
            )
            if gone is not None and _stands_at(it, note, it.by_then(note.chat, gone)):
                yield f"{number} {kind} stands on since {gone} in {it.queue_of.get(note.chat)}: {note.last.text[:40]}"


def _stands_at(it: Ledger, note: Note, at: int) -> bool:
    return at < it.now and note.stands(at) and not is_remains(note, at) and not _is_answered(it, note, at)


def _is_answered(it: Ledger, note: Note, at: int) -> bool:
    """Whether supervisors read in place of a call for somebody what became of the urgent ticket."""
    return it.queue_of.get(note.chat) == "supervisors" and kind_of(note.face(at).text) is None


def is_remains(note: Note, at: int) -> bool:
    """Whether only a line is left of a message that was too old to be deleted."""
    face = note.face(at)
    return face is not note.faces[0] and "\n" not in face.text and not face.keys and at - note.at > 2 * DAY - HOUR


def reminded_twice(it: Ledger) -> Iterator[str]:
    """One reminder of a ticket is alive at a time in a chat, and each kind comes once for a limit."""
    for number, ticket in it.tickets.items():
        by_chat: dict[int, list[Note]] = defaultdict(list)
        for note in it.of_time(number):
            if note.chat < 0:
                by_chat[note.chat].append(note)
        for chat, notes in by_chat.items():
            where = it.queue_of.get(chat)
            for one, other in pairwise(notes):
                if _stands_at(it, one, it.by_then(chat, other.at)):
                    yield f"{number} two reminders at once in {where}: {one.first[:30]} | {other.first[:30]}"
            yield from (f"{number} {kind} again in {where}" for kind in _again(it, ticket, notes))


def _again(it: Ledger, ticket: Ticket, notes: Sequence[Note]) -> list[str]:
    """Return the kinds of reminder that came more than once for a limit, but that nobody has an urgent one."""
    turns = [event.at for event in ticket.events if event.action in NEW_LIMIT]
    said = Counter((it.kinds[note.chat, note.id], sum(turn <= note.at for turn in turns)) for note in notes)
    return [kind for (kind, _), times in said.items() if times > 1 and kind not in _REPEATED]


def running_while_held(it: Ledger) -> Iterator[str]:
    """Clocks stand still where the status says so, and the fact that a limit passed is not noted meanwhile."""
    for number, ticket in it.tickets.items():
        stopped, still = ticket.row["stopped_at"] is not None, ticket.status in STILL
        if stopped is not still:
            yield f"{number} is {ticket.status} and stopped_at is {ticket.row['stopped_at']}"
        overdue = ticket.row["overdue_at"]
        for since, until in ticket.spans(STILL, it.now):
            if overdue is not None and since + 1000 < overdue < until - 1000:
                yield f"{number} became overdue at {overdue} within its rest of {since} to {until}"


def untold(it: Ledger) -> Iterator[str]:
    """Each end reaches the reporter and each witness, but who brought it about and who blocked the bot."""
    for number, ticket in it.tickets.items():
        if not ticket.events or (told := ENDS.get(ticket.status)) is None:
            continue
        end = ticket.ended
        for rider in sorted({ticket.row["rider_id"], *ticket.witnesses} - {end.actor} - it.silent):
            by_then = it.by_then(rider, end.at, TOLD_WITHIN)
            heard = (face for note in it.chronicle.of(rider) for face in note.faces if end.at <= face.at <= by_then)
            if by_then < it.now and not any(kind_of(face.text) == told for face in heard):
                yield f"{number} ended {ticket.status} at {end.at}, and rider {rider} was not told"


def silent_though_urgent(it: Ledger) -> Iterator[str]:
    """While nobody has accepted an urgent ticket, somebody hears of it at least once in its limit."""
    for number, ticket in it.tickets.items():
        if not ticket.row["urgent"]:
            continue
        became = max((event.at for event in ticket.events if event.action == "correct"), default=0)
        for began, until in ticket.spans(UNACCEPTED, it.now):
            since = max(began, became)
            heard = sorted(note.at for note in it.notes[number] if since <= note.at <= until and note.chat < 0)
            for one, other in zip([since, *heard], [*heard, until], strict=True):
                if other > it.by_then(0, one, ANSWERED_WITHIN + GRACE):
                    yield f"{number} silent for {(other - one) // MINUTE} min from {one}"
                    break


def too_much_traffic(it: Ledger) -> Iterator[str]:
    """No group gets more than twenty messages in a minute, edits included, and Telegram never had to say so."""
    by_chat: dict[int, list[int]] = defaultdict(list)
    for chat, at in it.chronicle.traffic:
        if chat < 0:
            by_chat[chat].append(at)
    for chat, times in by_chat.items():
        for first, last in zip(times, times[IN_A_MINUTE:], strict=False):
            if last - first < MINUTE:
                yield f"{it.queue_of.get(chat)} got {IN_A_MINUTE + 1} messages in a minute at {first}"
                break
    for at in it.too_fast:  # budgets begin anew with the process
        if not any(started <= at < started + MINUTE for started in it.started):
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


def left_standing(it: Ledger) -> list[Left]:
    """Return what stands in each group."""
    found = []
    for chat, queue in it.queue_of.items():
        tickets = messages = remains = 0
        for number, ticket in it.tickets.items():
            at = (ticket.row["closed_at"] or it.now) + DAY
            ours = [note for note in it.notes[number] if note.chat == chat]
            if ticket.status not in FINAL or at > it.now or not ours or ticket.row["queue"] != queue:
                continue
            standing = [note for note in ours if note.stands(at)]
            line = [note for note in standing if is_remains(note, at)]
            about = [note for note in standing if note not in line and number in it.about(note, note.face(at))]
            tickets, messages, remains = tickets + 1, messages + len(about), remains + len(line)
        if tickets:
            found.append(Left(queue, tickets, messages, remains))
    return found


def standing(it: Ledger, queue: str) -> Iterator[str]:
    """Tell what stands of each ticket of a group a day after it was closed."""
    for number, ticket in it.tickets.items():
        at = (ticket.row["closed_at"] or it.now) + DAY
        if at >= it.now or ticket.row["queue"] != queue:
            continue
        for note in it.notes[number]:
            if it.queue_of.get(note.chat) == queue and note.stands(at) and number in it.about(note, note.face(at)):
                yield f"{number} {note.id}: {note.face(at).text[:60]!r} | {note.face(at).keys[:20]!r}"


def crowded(it: Ledger) -> Iterator[str]:
    """In a busy group few messages stand of a ticket a day after it was closed."""
    for left in left_standing(it):
        if left.tickets >= BUSY and left.for_each > AT_MOST:
            yield f"{left.queue}: {left.messages} messages of {left.tickets} tickets closed a day ago"


def lying_boards(it: Ledger) -> Iterator[str]:
    """One board stands in each group, and after quiet says what there is to do; supervisors' tells of each queue."""
    for chat, queue in it.queue_of.items() if it.has_boards else ():
        boards = [note for note in it.chronicle.of(chat) if is_board(note.last.text) and note.stands(it.now)]
        if len(boards) != 1:
            yield f"{len(boards)} boards stand in {queue}"
            continue
        said = boards[0].last.text
        for line in _district(it) if queue == "supervisors" else _counts(it, queue):
            if line not in said:
                yield f"the board of {queue} does not say {line!r}: {said[:80]!r}"


def _counts(it: Ledger, queue: str) -> Iterator[str]:
    """Yield the line of a board that counts a group's tickets; who looks after riders reads it where there are some."""
    counts = _to_do(it, queues_of(it, queue))
    if queue != _SERVICE or any(counts.values()):
        yield " · ".join(f"{what} {count}" for what, count in counts.items())


def _district(it: Ledger) -> Iterator[str]:
    """Yield the lines of the supervisors' board that count what each queue has to do."""
    for name, queue in it.names.items():
        counts = _to_do(it, {queue})
        counts = {what: counts[what] for what in ("超期", *counts) if counts[what]}
        if counts:
            yield f"{name}：{' · '.join(f'{what} {count}' for what, count in counts.items())}"


def _to_do(it: Ledger, queues: Collection[str]) -> dict[str, int]:
    there = [ticket for ticket in it.tickets.values() if ticket.row["queue"] in queues]
    counted = {what: sum(ticket.status in some for ticket in there) for what, some in _KINDS.items()}
    late = sum(ticket.status in RUNNING and (ticket.row["due_at"] or it.now) < it.now for ticket in there)
    return counted | {"超期": late}


_SERVICE: Final = "rider-service"

_KINDS: Final = {
    "待受理": UNACCEPTED, "处置中": RUNNING - UNACCEPTED, "超期": RUNNING, "挂账": frozenset({"on_hold"}),
}  # fmt: skip
"""What a board counts, in its order; of what is running that which is overdue is counted."""


def set_aside(it: Ledger) -> Iterator[str]:
    """No update and no message was given up."""
    yield from it.parked


INVARIANTS: Final[Sequence[Callable[[Ledger], Iterator[str]]]] = (
    without_next_step, reminded_in_vain, reminded_twice, running_while_held, untold, silent_though_urgent,
    too_much_traffic, crowded, lying_boards, set_aside, wrong_figures, wrong_figures_said, *LOOKING,
)  # fmt: skip


def unreached(it: Ledger) -> Iterator[str]:
    """What a week must have had for its promises to have been tried: each end, each kind of reminder, a busy group."""
    ended = {ticket.status for ticket in it.tickets.values()}
    yield from (f"no ticket ended {end}" for end in FINAL - ended)
    yield from (f"no {kind} was told" for kind in OF_TIME.keys() - set(it.kinds.values()))
    if not it.has_boards:
        yield "no board was sent"
    if not any(left.tickets >= BUSY for left in left_standing(it)):
        yield "no group was busy"
    if not any(event.status == "on_hold" for ticket in it.tickets.values() for event in ticket.events):
        yield "nothing was held"
    yield from unlooked(it)


def course(it: Ledger, number: str) -> Iterator[str]:
    """Tell what happened to a ticket, and what the bot said of it in groups, in order."""
    ticket = it.tickets.get(number)
    if ticket is None:
        return
    told = [(event.at, f"-> {event.status} ({event.action}) in {event.queue}") for event in ticket.events]
    for note in it.notes[number]:
        where = it.queue_of.get(note.chat, str(note.chat))
        told += [(face.at, f"   {where} {note.id}: {face.text[:50]!r} | {face.keys[:30]!r}") for face in note.faces]
        if note.deleted_at is not None:
            told.append((note.deleted_at, f"   {where} {note.id}: deleted"))
    for at, what in sorted(told, key=lambda each: each[0]):
        yield f"{(at - ticket.row['submitted_at']) / MINUTE:9.2f} min {what}"
