"""The boards of the places where queues work: one where somebody works, drawn again by what changes there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.messages import Outgoing, Precedence
from domain.people.paces import Pace
from domain.tickets.boards import (
    GROWN_OLD_MS,
    PAUSE_MS,
    Board,
    BoardClosed,
    Pinning,
    Place,
    board_key,
    is_board_key,
    pin_key,
)
from domain.tickets.fitness import Lack
from domain.tickets.lists import Which
from domain.tickets.reminders import UNANSWERED
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import removal, to_group
from services.ports.live_messages import LiveMessage
from services.ports.tickets import TicketCounts, TicketLine, TicketsAsked
from services.ports.transaction import Transaction
from services.tickets.service_boards import ServiceDay, service_day
from services.tickets.standing_in import is_within_reach, looked_after

LINES: Final = 30
"""The most tickets on a board: three screens of a phone."""

URGENT_LINES: Final = 10
"""The most urgent tickets on the supervisors' board."""

_COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Overview:
    """What the supervisors' board says of the whole district.

    Attributes:
        counts: Those of the queues that have open tickets.
        urgent: Urgent tickets that nobody has accepted; `more_urgent` are left out.
        homeless: How many queues have no group.
    """

    counts: tuple[tuple[str, TicketCounts], ...]
    urgent: tuple[TicketLine, ...]
    more_urgent: int
    homeless: int


@dataclass(frozen=True, slots=True)
class BoardView:
    """What is to be done in a place.

    Attributes:
        board: Which board.
        seated: The queues that work there.
        others: Whether tickets of other queues stand there, too.
        counts: Those of all tickets that stand there.
        lines: The most pressing tickets; `more` are left out.
        overview: What supervisors see of the district, where they work there.
        service: What those have to do who look after riders, where they work there.
        now: The current time, ms UTC.
    """

    board: Board
    seated: tuple[str, ...]
    others: bool
    counts: TicketCounts
    lines: tuple[TicketLine, ...]
    more: int
    overview: Overview | None
    service: ServiceDay | None
    now: int


async def redraw(tx: Transaction, deps: Deps, group: QueueChat | None) -> None:
    """Have the board of a group's place drawn after a pause, as a ticket has changed there, and the supervisors'."""
    key = board_key(_place_of(group)) if group is not None else ""
    supervisors = deps.district.supervisors
    await tx.outbox.redraw(key, supervisors.id if supervisors is not None else "", deps.clock.now() + PAUSE_MS)


async def redraw_service(tx: Transaction, deps: Deps, queue: str) -> None:
    """Have the board of a service queue's own group drawn after a pause: an appeal, wish or activity has changed."""
    group = await tx.queues.chat(queue)
    if group is not None:
        await tx.outbox.redraw(board_key(_place_of(group)), "", deps.clock.now() + PAUSE_MS)


async def settle(tx: Transaction, deps: Deps) -> None:
    """Give each place where queues work a board, draw those that stand, and close those where none works any more."""
    seats = {_place_of(chat): chat for chat in reversed(await tx.queues.chats())}
    standing = await tx.boards.places()
    for place in standing:
        if place not in seats:
            await _close(tx, deps, place)
        else:
            await tx.outbox.redraw(board_key(place), "", deps.clock.now() + PAUSE_MS)
    for place in [place for place in seats if place not in standing]:
        await tx.boards.add(place)
        await tx.outbox.put(_board(deps, seats[place]))


async def bring_down(tx: Transaction, deps: Deps, here: Place, message_id: int) -> bool:
    """Send the board of a place again below this message, once in ten seconds; return False where there is none."""
    chats = {_place_of(chat): chat for chat in await tx.queues.of_chat(here.chat_id)}
    if here not in chats or not await tx.boards.has(here):
        return False
    now = deps.clock.now()
    spent = await tx.paces.spend(f"{Pace.BOARD}:{here.chat_id}:{here.thread_id or 0}", now, PAUSE_MS)
    if spent.used == 1:
        await tx.outbox.put(_board(deps, chats[here], Precedence.ANSWER, below=message_id))
    return True


async def arrived(tx: Transaction, deps: Deps, board: Board, message: LiveMessage, *, loose: bool, ages: bool) -> None:
    """Have a board that was sent or edited pinned if it is `loose`, and drawn again once what stands on it has aged.

    One that was closed while it was on its way is closed again.
    """
    place = Place(board.chat_id, board.thread_id)
    if not await tx.boards.has(place):
        await _leave(tx, deps, message)
        return
    if loose and not {Lack.PIN, Lack.ADMINISTRATOR} & {*await tx.queues.lacks(message.chat_id)}:
        await tx.outbox.put(_pinning(deps, message))
    if ages:
        await tx.outbox.redraw(board_key(place), "", deps.clock.now() + GROWN_OLD_MS)


async def _close(tx: Transaction, deps: Deps, place: Place) -> None:
    await tx.boards.drop(place)
    await tx.outbox.discard(board_key(place))
    message = await tx.messages.of_key(board_key(place))
    if message is not None:
        await _leave(tx, deps, message)


async def _leave(tx: Transaction, deps: Deps, message: LiveMessage) -> None:
    """Take a board's content off its message, and the pin; nothing can be done where the bot is not any more."""
    await tx.messages.put(replace(message, live=False), deps.clock.now())
    if await is_within_reach(tx, message.chat_id):
        key = f"{board_key(Place(message.chat_id, None))}:{message.message_id}"
        closed = Outgoing(key, message.chat_id, None, Precedence.STATUS, BoardClosed(message.message_id))
        await tx.outbox.put(closed)
        await tx.outbox.put(_pinning(deps, message, ends=True))


def outlived(message_id: int, chat_id: int, now: int) -> Outgoing:
    """Return the removal of a board of which there is a newer one; one that is too old for that loses its content."""
    return removal(chat_id, message_id, now, erases=True, over="", replaced=True)


async def emptied(tx: Transaction, deps: Deps, chat_id: int, message_id: int) -> None:
    """Take the pin off a message that lost its content, if it was a board: what is deleted needs no such thing."""
    message = await tx.messages.at(chat_id, message_id)
    if message is not None and is_board_key(message.key):
        await tx.outbox.put(_pinning(deps, message, ends=True))


def _board(deps: Deps, seat: QueueChat, precedence: Precedence = Precedence.BOARD, below: int = 0) -> Outgoing:
    meaning, key = Board(seat.chat_id, seat.thread_id, below), board_key(_place_of(seat))
    outgoing = to_group(deps, seat, meaning, key, precedence, silent=True)
    return outgoing if precedence is Precedence.ANSWER else replace(outgoing, not_before=deps.clock.now())


def _pinning(deps: Deps, message: LiveMessage, *, ends: bool = False) -> Outgoing:
    now = deps.clock.now()
    meaning = Pinning(message.message_id, ends)
    key = pin_key(message.chat_id, meaning, now)
    return Outgoing(key, message.chat_id, None, Precedence.BOARD, meaning, not_before=now)


def _place_of(group: QueueChat) -> Place:
    return Place(group.chat_id, group.thread_id)


@gather.register
async def board_view(meaning: Board, reading: Reading) -> BoardView | None:
    """Return what is to be done in a place as it is now; None if no queue works there any more."""
    tx, deps, now = reading.tx, reading.deps, reading.deps.clock.now()
    here = Place(meaning.chat_id, meaning.thread_id)
    seated = tuple(chat.queue for chat in await tx.queues.chats() if _place_of(chat) == here)
    if not seated:
        return None
    queues = tuple(dict.fromkeys([each for queue in seated for each in await looked_after(tx, deps, queue)]))
    asked = TicketsAsked(queues)
    lines = await tx.tickets.listed(asked, now, LINES)
    left = await tx.tickets.count(asked, now, _COUNTED) - LINES if len(lines) == LINES else 0
    counts = _sum([*(await tx.tickets.counts(queues, now)).values()])
    supervisors = deps.district.supervisors
    overview = await _overview(tx, deps, now) if supervisors is not None and supervisors.id in seated else None
    service = await service_day(tx, deps, seated, meaning.chat_id)
    return BoardView(meaning, seated, len(queues) > 1, counts, tuple(lines), left, overview, service, now)


async def _overview(tx: Transaction, deps: Deps, now: int) -> Overview:
    queues = tuple(dict.fromkeys([*deps.district.queues, *await tx.reports.busy_queues()]))
    seated = {chat.queue for chat in await tx.queues.chats()}
    counts = await tx.tickets.counts(queues, now)
    waiting = await tx.tickets.listed(TicketsAsked(queues, Which.WAITING), now, URGENT_LINES)
    urgent = tuple(line for line in waiting if line.urgent and line.status in UNANSWERED)
    more = sum(each.unaccepted for each in counts.values()) - len(urgent)
    homeless = len(queues) - len(seated.intersection(queues))
    return Overview(tuple(counts.items()), urgent, max(0, more), homeless)


def _sum(counts: Sequence[TicketCounts]) -> TicketCounts:
    return TicketCounts(
        waiting=sum(each.waiting for each in counts),
        in_work=sum(each.in_work for each in counts),
        overdue=sum(each.overdue for each in counts),
        on_hold=sum(each.on_hold for each in counts),
        unaccepted=sum(each.unaccepted for each in counts),
    )


@gather.register
async def board_closed_view(meaning: BoardClosed, reading: Reading) -> BoardClosed:
    """Return the meaning itself, which needs nothing else."""
    del reading
    return meaning


@gather.register
async def pinning_view(meaning: Pinning, reading: Reading) -> Pinning:
    """Return the meaning itself, which needs nothing else."""
    del reading
    return meaning
