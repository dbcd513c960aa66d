"""One ticket as staff look it up: all that is known of it, and all that happened to it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.errors import NoQueueHere, Stale
from domain.reporting.numbers import ReportNumber, number_of_any, recent_months, serials_in
from domain.reporting.photos import TOGETHER
from domain.reporting.reports import ActorKind, Event, Report
from domain.tickets.group_commands import GroupKind
from domain.tickets.lookups import TicketShown, TicketUnseen, Unseen
from domain.tickets.messages import Album, TicketCard
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import beside_card_key, looked_up_in, removal, ticket_key, to_group
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import groups, settling
from services.tickets.asking import Asking, asking_of, may_see
from services.tickets.merging import joined_photos
from services.tickets.roles import REPORTER
from services.tickets.views import TicketView, ticket_view


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A ticket with its history.

    Attributes:
        ticket: What its card shows.
        kinds: What the group is that asks.
        roles: The roles of its riders, as `services.tickets.roles` numbers them, by their ids.
        numbers: The numbers of the tickets that events name, by their ids.
        card: Its card where it stands now; None if it has none.
        clips: How many voice messages and videos it has.
        page: The page that is asked for, which may be gone.
        menu: The menu of supervisors' keys that is open: `reject`, or `assign.2` for a page of queues.
    """

    ticket: TicketView
    kinds: frozenset[GroupKind]
    roles: Mapping[int, int]
    numbers: Mapping[int, str]
    card: LiveMessage | None
    clips: int
    page: int
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for something, and where: a group, its topic, and the message that is to be answered."""

    chat_id: int
    thread_id: int | None
    user_id: int
    message_id: int


async def number_at(tx: Transaction, chat_id: int, message_id: int) -> str:
    """Return the number of the report that a message of ours is about, "" if it is about none."""
    message = await tx.messages.at(chat_id, message_id)
    report = await tx.reports.get(message.report_id) if message is not None and message.report_id is not None else None
    return str(report.number) if report is not None else ""


async def named(tx: Transaction, deps: Deps, words: str) -> Report | None:
    """Return the report of this district whose number words name, None if there is none."""
    return await _first(tx, [number for number in _meant(deps, words) if number.prefix == deps.district.prefix])


async def _first(tx: Transaction, numbers: Sequence[ReportNumber]) -> Report | None:
    found = [await tx.reports.by_number(number.month, number.serial) for number in numbers]
    return next((each for each in found if each is not None), None)


async def look_up(tx: Transaction, deps: Deps, asker: Asker, words: str) -> None:
    """Show a group the ticket that these words name, or say why not; do nothing in a group in which no queue works."""
    asking = await asking_of(tx, deps, asker.chat_id, asker.thread_id)
    if not asking.is_linked:
        return
    answer = await _answer(tx, deps, asking, asker, _meant(deps, words))
    told = replace(answer, reply_to=asker.message_id)
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, told, silent=True)


def _meant(deps: Deps, words: str) -> list[ReportNumber]:
    """Return the number that words name; of a serial alone that of this month, then that of the month before."""
    prefix, recent = deps.district.prefix, recent_months(deps.clock.now(), deps.district.timezone)
    whole = [number for word in words.split() if (number := number_of_any(word, prefix)) is not None]
    return whole[:1] or [ReportNumber(prefix, month, serial) for serial in serials_in(words)[:1] for month in recent]


async def _answer(
    tx: Transaction, deps: Deps, asking: Asking, asker: Asker, numbers: Sequence[ReportNumber]
) -> TicketShown | TicketUnseen:
    if not numbers:
        return TicketUnseen(Unseen.NO_NUMBER)
    named = str(numbers[0])
    if numbers[0].prefix != deps.district.prefix:
        return TicketUnseen(Unseen.OTHER_DISTRICT, named)
    report = await _first(tx, numbers)
    if report is None:
        return TicketUnseen(Unseen.UNKNOWN, named)
    if not may_see(asking, report, await tx.reports.events(report.id)):
        return TicketUnseen(Unseen.OTHERS, str(report.number), report.queue)
    return TicketShown(report_id=report.id, chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id)


async def place_of(tx: Transaction, deps: Deps, chat_id: int, message_id: int) -> tuple[int | None, Asking]:
    """Return the topic in which a pressed answer stands, and what is asked about from there.

    Raises:
        Stale: It is no answer of ours that stands, or the group has become a supergroup, whose messages are others.
        NoQueueHere: No queue works in the group any more.
    """
    message = await tx.messages.at(chat_id, message_id)
    thread_id = looked_up_in(message.key) if message is not None and message.live else None
    if thread_id is None or await tx.queues.present_chat(chat_id) != chat_id:
        raise Stale
    asking = await asking_of(tx, deps, chat_id, thread_id or None)
    if not asking.is_linked:
        raise NoQueueHere
    return thread_id or None, asking


async def seen(tx: Transaction, asking: Asking, report_id: int) -> Report:
    """Return a ticket that is looked at again. Raises `Stale` if it may not be any more."""
    report = await tx.reports.get(report_id)
    if report is None or not may_see(asking, report, await tx.reports.events(report_id)):
        raise Stale
    return report


async def show_album(tx: Transaction, deps: Deps, report: Report, chat_id: int, thread_id: int | None) -> None:
    """Send a ticket's photos where it is looked at, once a minute; they stand there for a day at most."""
    now, count = deps.clock.now(), len(report.photos) + len(await joined_photos(tx, report))
    here = QueueChat(report.queue, chat_id, thread_id, linked_at=0)
    for page in range(-(-count // TOGETHER) or 1):
        key = beside_card_key(report.id, f"album {page} of {count} in {chat_id} {thread_id}", now)
        await tx.outbox.put(to_group(deps, here, Album(report.id, report.queue, page), key, silent=True))
    await tx.timers.put(Timer(TimerKind.ASKED_FOR, round_key(report.id, now), now + settling.ASKED_FOR_MS))


async def take_back(tx: Transaction, deps: Deps, key: str) -> None:
    """Take away what was looked up a day ago; `key` is that of the timer."""
    chat_id, message_id = map(int, key.split(":"))
    if await tx.queues.present_chat(chat_id) == chat_id:  # in the old chat of a supergroup nothing can be deleted
        await tx.outbox.put(removal(chat_id, message_id, deps.clock.now()))


@gather.register
async def history_view(meaning: TicketShown, reading: Reading) -> HistoryView | None:
    """Return a ticket with its history; None if it is gone, or no queue works in the group any more."""
    tx, deps = reading.tx, reading.deps
    report = await tx.reports.get(meaning.report_id)
    asking = await asking_of(tx, deps, meaning.chat_id, meaning.thread_id)
    if report is None or not asking.is_linked:
        return None
    ticket = await ticket_view(TicketCard(report.id, report.queue), reading)
    if ticket is None:
        return None
    return HistoryView(
        ticket,
        asking.kinds,
        {report.rider_id: REPORTER} | {each: at for at, each in enumerate(await tx.reports.witnesses(report.id), 1)},
        await _numbers(tx, ticket.events),
        await tx.messages.of_key(ticket_key(report.id, report.queue)),
        len(await tx.clips.of_report(report.id)),
        meaning.page,
        meaning.menu,
    )


async def _numbers(tx: Transaction, events: Sequence[Event]) -> dict[int, str]:
    found = [await tx.reports.get(number) for number in dict.fromkeys(_named(events))]
    return {report.id: str(report.number) for report in found if report is not None}


def _named(events: Iterable[Event]) -> Iterable[int]:
    for event in events:
        detail = json.loads(event.detail) if event.detail else {}
        if event.actor.kind is not ActorKind.RIDER:
            yield from (int(detail[name]) for name in ("original", "part") if name in detail)
