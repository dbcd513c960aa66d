"""Lists of a group's tickets: what needs somebody, or what else is asked for, a page at a time."""

from dataclasses import dataclass, replace
from typing import Final

from domain.tickets.list_words import understand
from domain.tickets.lists import Which
from domain.tickets.lookups import TicketsList, TicketsUnclear
from domain.tickets.staff import NAMELESS
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.tickets import TicketLine, TicketsAsked
from services.ports.transaction import Transaction
from services.tickets import groups
from services.tickets.asking import Asking, asking_of
from services.tickets.list_names import names_of
from services.tickets.lookups import Asker, place_of
from services.tickets.ticket_actions import Staff

ON_A_PAGE: Final = 10
COUNTED: Final = 1000
"""Tickets are counted up to so many, and no page goes farther."""


@dataclass(frozen=True, slots=True)
class TicketsView:
    """A page of a list.

    Attributes:
        asked: What was asked for, with the page that is shown: of those that are gone the last one.
        count: How many tickets the list has, up to `COUNTED`.
        holder: The name of whose tickets these are; "" if it is not known.
        of_several: Whether tickets of several queues are in it.
        now: The current time, ms UTC.
    """

    asked: TicketsList
    lines: tuple[TicketLine, ...]
    count: int
    holder: str
    of_several: bool
    now: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return -(-self.count // ON_A_PAGE) or 1


async def list_tickets(tx: Transaction, deps: Deps, asker: Asker, called: str, words: str) -> None:
    """Answer with the list that these words name, or ask which is meant; `called` is the name of who asks."""
    said = understand(words, names_of(deps.district))
    answer: TicketsList | TicketsUnclear
    if len(said.options) == 1:
        ((category, community),) = said.options
        is_mine = said.which is Which.MINE
        answer = TicketsList(
            which=said.which,
            holder=asker.user_id if is_mine else NAMELESS,
            called=called if is_mine else "",
            category=category,
            community=community,
            chat_id=asker.chat_id,
        )
    else:
        answer = TicketsUnclear(which=said.which, words=said.words, options=said.options, chat_id=asker.chat_id)
    here = replace(answer, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id)
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, here, silent=True)


async def turn(tx: Transaction, deps: Deps, staff: Staff, asked: TicketsList, chat_id: int, message_id: int) -> None:
    """Show another list or page in place of the one whose key was pressed.

    A list of one person's tickets stays theirs; asked for anew, it is of who pressed.

    Raises:
        Stale, NoQueueHere: See `services.tickets.lookups.place_of`.
    """
    thread_id, _ = await place_of(tx, deps, chat_id, message_id)
    if asked.which == Which.MINE and asked.holder == NAMELESS:
        asked = replace(asked, holder=staff.user_id)
    called = staff.name if asked.holder == staff.user_id else ""
    here = replace(asked, called=called, chat_id=chat_id, thread_id=thread_id, by=staff.user_id, edits=message_id)
    await groups.tell(tx, deps, chat_id, thread_id, here, silent=True)


@gather.register
async def tickets_view(meaning: TicketsList, reading: Reading) -> TicketsView | None:
    """Return the page as things are now; None if no queue works in the group any more."""
    tx, deps, now = reading.tx, reading.deps, reading.deps.clock.now()
    asking = await asking_of(tx, deps, meaning.chat_id, meaning.thread_id)
    if not asking.is_linked:
        return None
    queues = await _queues(tx, deps, asking)
    which = Which(meaning.which)
    if which is Which.MINE and meaning.holder == NAMELESS:
        return TicketsView(meaning, (), 0, "", of_several=False, now=now)
    asked = TicketsAsked(queues, which, meaning.holder or None, meaning.category or None, meaning.community or None)
    count = await tx.tickets.count(asked, now, COUNTED)
    page = min(meaning.page, (count - 1) // ON_A_PAGE) if count else 0
    lines = await tx.tickets.listed(asked, now, ON_A_PAGE, page * ON_A_PAGE)
    holder = meaning.called or next((line.holder for line in lines), "") if which is Which.MINE else ""
    return TicketsView(replace(meaning, page=page), tuple(lines), count, holder, len(queues) > 1, now)


async def _queues(tx: Transaction, deps: Deps, asking: Asking) -> tuple[str, ...]:
    """Return the queues that are asked about; of all, also those that the district's file no longer has."""
    if asking.queues is not None:
        return asking.queues
    return tuple(dict.fromkeys([*deps.district.queues, *await tx.reports.busy_queues()]))
