"""What lists, boards, searches and other answers in groups must have kept, reckoned from what stood there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tests.week.city import DAY, MINUTE
from tests.week.ledger import (
    FINAL,
    RUNNING,
    STANDING_IN,
    UNACCEPTED,
    Ledger,
    Ticket,
    is_board,
    is_card,
)
from tests.week.riders import SAID
from tests.week.wire import Face, Note

MOST_ENTITIES: Final = 100
"""Telegram shows no more links and bold words of a message."""

REMOVED_WITHIN: Final = 15 * MINUTE
"""What is taken away waits behind all that somebody waits for."""

LISTS: Final = {
    "要办的": RUNNING, "待受理": UNACCEPTED, "超期": RUNNING, "挂账": frozenset({"on_hold"}),
    "近期已结": FINAL | {"resolved"},
}  # fmt: skip
"""The statuses of each list by its title."""

_MINE: Final = RUNNING | {"on_hold"}
_TITLE: Final = re.compile(r"📋 (.+) · (\d+) 件")
_OF: Final = re.compile(r"(.+) 手上的")
_FOUND: Final = re.compile("🔎 “.+”")
_COMMAND: Final = re.compile(r"/ticket_(\d{4})_(\d{4,})")
_NUMBER: Final = re.compile(r"DC-(\d{4}-\d{4,})")
_LONG_NUMBER: Final = re.compile(r"\d{6,}")
_LIST, _SEARCH = "📋", "🔎"
_WORDS: Final = frozenset(what for what, _ in SAID)
_KINDS: Final = {"/find": "/tickets", "/ticket": "number"}
"""What is of one kind with something else that is asked for: of each kind one answer stands."""

_STAYS: Final = frozenset({"/board", "/rider"})
"""What is asked for and stands on."""


def tickets_in(it: Ledger, face: Face) -> list[str]:
    """Return the tickets that a list or a board names, by links to their cards or by commands."""
    cards = (it.chronicle.notes.get(link) for link in face.links)
    linked = [number for card in cards if card is not None for number in _NUMBER.findall(card.first)[:1]]
    return linked + ["-".join(each) for each in _COMMAND.findall(face.text)]


def _lists(it: Ledger) -> Iterator[tuple[Note, Face]]:
    """Iterate over all that lists and boards of groups ever said."""
    for note in it.chronicle.notes.values():
        if note.chat < 0:
            yield from (
                (note, face) for face in note.faces if face.text.startswith((_LIST, _SEARCH)) or is_board(face.text)
            )


def listed_twice(it: Ledger) -> Iterator[str]:
    """No list and no board names a ticket twice, or has more entities than Telegram shows."""
    for note, face in _lists(it):
        where = f"{it.queue_of.get(note.chat)} at {face.at}"
        for number, times in Counter(tickets_in(it, face)).items():
            if times > 1:
                yield f"{number} stands {times} times in {where}: {face.text[:40]!r}"
        if face.entities > MOST_ENTITIES:
            yield f"{face.entities} entities in {where}: {face.text[:40]!r}"


def riders_named(it: Ledger) -> Iterator[str]:
    """No message of the bot in a group says who a rider is."""
    names = re.compile("|".join(map(re.escape, sorted(it.riders.values(), reverse=True))) or "(?!)")
    for note in it.chronicle.notes.values():
        for face in note.faces if note.chat < 0 else ():
            numbers = {*face.mentions, *map(int, _LONG_NUMBER.findall(face.text))}
            if names.search(face.text + face.keys) or numbers & it.riders.keys():
                yield f"a rider is named in {it.queue_of.get(note.chat)}: {face.text[:60]!r}"


def answers_left(it: Ledger) -> Iterator[str]:
    """Of each kind of answer one stands that a person asked for, and none after a day."""
    by_kind: dict[tuple[int, int, str], list[Note]] = defaultdict(list)
    for place, asked in it.asked.items():
        note, kind = it.answers.get(place), asked.text.split()[0].partition("_")[0]
        if note is None or kind in _STAYS or is_board(note.last.text):
            continue
        at = it.by_then(note.chat, note.at, DAY + REMOVED_WITHIN)
        if at < it.now and note.stands(at):
            yield f"{asked.text} of {asked.person} still stands a day after {note.at} in {it.queue_of.get(note.chat)}"
        if it.pressed.get((note.chat, note.id), {asked.person}) == {asked.person} and note.faces[0].entities:
            by_kind[note.chat, asked.person, _kind(kind)].append(note)
    for (chat, person, kind), notes in by_kind.items():
        for n, note in enumerate(notes[1:]):
            if notes[n].stands(at := it.by_then(chat, note.at, REMOVED_WITHIN)) and note.stands(at) and at < it.now:
                yield f"two answers to {kind} of {person} stand at {at} in {it.queue_of.get(chat)}"


def _kind(command: str) -> str:
    return _KINDS.get(command, command if command.startswith("/") else "number")


def miscounted(it: Ledger) -> Iterator[str]:
    """The title of a list says how many tickets it has, reckoned from their history and rows."""
    for place, note in it.answers.items():
        queue = it.queue_of.get(place[0])
        for face in note.faces if queue is not None else ():
            title = _TITLE.match(face.text)
            if title is None or queue is None or (queue in STANDING_IN and not _all_there(it, face.at)):
                continue
            least, most = _counted(it, queue, title[1], face.at)
            if not least <= int(title[2]) <= most:
                yield f"{queue} at {face.at} says {title[0]!r}, not {least} to {most}"


def _all_there(it: Ledger, at: int) -> bool:
    """Whether no queue was without its group then but those that never had one, and triage had its own."""
    return not any(since <= at <= until for where, since, until in it.deaf if where is not None and until < it.now)


def _counted(it: Ledger, queue: str, title: str, at: int) -> tuple[int, int]:
    """Return how few and how many tickets a list may have had then, as rows are known as they are at the end alone."""
    may_be = [{*_fits(it, ticket, queue, title, at)} for ticket in it.tickets.values()]
    return sum(each == {True} for each in may_be), sum(True in each for each in may_be)


def _fits(it: Ledger, ticket: Ticket, queue: str, title: str, at: int) -> Iterator[bool]:
    """Yield whether a ticket belonged in a list: several answers where it changed at that moment, or since."""
    which, *filters = title.split(" · ")
    holder = _OF.fullmatch(which)
    statuses = _MINE if holder else LISTS[which]
    reads_row = bool(holder or filters or which == "超期")
    for event in {ticket.at(at - 1), ticket.at(at)}:
        is_in = event is not None and event.status in statuses and event.queue in queues_of(it, queue)
        if not is_in or not reads_row:
            yield is_in
        elif ticket.events[-1].at >= at:
            yield from (True, False)
        else:
            row, named = ticket.row, {it.names.get(each, each) for each in filters}
            is_theirs = holder is None or row["holder"] == holder[1]
            is_late = which != "超期" or (row["due_at"] is not None and row["due_at"] <= at)
            yield is_theirs and is_late and named <= {row["category"], row["community"]}


def queues_of(it: Ledger, queue: str) -> frozenset[str]:
    """Return the queues about whose tickets a group asks."""
    if queue == "supervisors":
        return frozenset({*it.queue_of.values(), *it.homeless})
    return frozenset({queue, *(it.homeless if queue == "triage" else ())})


def unseemly(it: Ledger) -> Iterator[str]:
    """No answer in a group shows a ticket that the group may not see: those that it has or had."""
    for place, note in it.answers.items():
        queue = it.queue_of.get(place[0])
        for face in note.faces if queue is not None and queue not in STANDING_IN else ():
            shown = tickets_in(it, face) if face.text.startswith((_LIST, _SEARCH)) else []
            shown += _NUMBER.findall(face.text)[:1] if is_card(face.text) else []
            for number in shown:
                if number in it.tickets and not _may_see(it.tickets[number], queue, face.at):
                    yield f"{queue} is shown {number} at {face.at}: {face.text[:40]!r}"


def _may_see(ticket: Ticket, queue: str | None, at: int) -> bool:
    return any(event.queue == queue for event in ticket.events if event.at <= at)


def unfound(it: Ledger) -> Iterator[str]:
    """A ticket is found by its number and by the words with which it was reported, where its group may see it."""
    for place, asked in it.asked.items():
        queue, note, words = it.queue_of.get(place[0]), it.answers.get(place), asked.text.removeprefix("/find ")
        if queue is None or note is None or words == asked.text or not note.first.startswith(_SEARCH):
            continue
        found = {*tickets_in(it, note.faces[0])}
        if "›" in note.faces[0].keys:
            continue
        for number, ticket in it.tickets.items():
            is_known = ticket.events[0].at < asked.at and (
                queue in STANDING_IN or _may_see(ticket, queue, asked.at - 1)
            )
            if is_known and number not in found and _has(ticket, words):
                yield f"{queue} does not find {number} by {words!r} at {asked.at}"


def _has(ticket: Ticket, words: str) -> bool:
    return words == f"DC-{ticket.number}" or (words in _WORDS and words in ticket.row["note"])


def unlooked(it: Ledger) -> Iterator[str]:
    """What a week must have had looked up for these promises to have been tried."""
    asked = Counter(each.text.split()[0] for each in it.asked.values())
    answered = [note.first for note in it.answers.values()]
    missing = {"/tickets", "/find", "/figures", "/board", "/help", "/rider", "/groups", "/ticket"} - asked.keys()
    yield from (f"nobody asked {each}" for each in sorted(missing))
    if not any(_FOUND.match(text) and "\n" in text for text in answered):
        yield "nothing was found"
    if not any(_TITLE.match(text) for text in answered):
        yield "no list was shown"


LOOKING: Final[Sequence[Any]] = (listed_twice, riders_named, answers_left, miscounted, unseemly, unfound)
"""What holds of all that is looked up."""
