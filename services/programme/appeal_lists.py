"""Appeals as groups list them: what they have to see to; for supervisors counts, and what several riders say."""

from dataclasses import dataclass
from typing import Final

from domain.programme.appeal_errors import NoAppeals
from domain.programme.appeal_messages import AppealFigures, AppealsOfGroup
from domain.programme.appeals import ALIKE_DAYS, ALIKE_FROM, Alike, Appeal, Counted
from domain.tickets.lookups import LookedUp
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.programme.appeals import desk_of, show_staff
from services.programme.holders import services_here, supervises
from services.rider_keys import appeal_ticket_key
from services.tickets import groups
from services.tickets.lookups import Asker

A_PAGE: Final = 8
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class GroupAppealsView:
    """A page, from 0, of the open appeals that a group sees to.

    Attributes:
        has_more: Whether there are more.
        by: Whom it was asked for by.
        hands_over: Whether they have any, to be handed over.
    """

    appeals: tuple[Appeal, ...]
    page: int
    has_more: bool
    by: int
    hands_over: bool
    supervises: bool
    now: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Counts by kind and stage, and what several riders say of one place."""

    counts: tuple[Counted, ...]
    alike: tuple[Alike, ...]


async def show_list(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Show a group what it has to see to; supervisors who see to none read figures. Raises NoAppeals elsewhere."""
    where = (asker.chat_id, asker.thread_id)
    above = await supervises(tx, deps, *where)
    if not above and not await services_here(tx, deps, *where):
        raise NoAppeals
    kind = AppealsOfGroup if not above or await queues_of(tx, deps, asker.chat_id) else AppealFigures
    shown: LookedUp = kind(
        chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id
    )
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, shown, silent=True)


async def open_card(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    """Send the card anew, below all else in the group."""
    before = await tx.messages.of_key(appeal_ticket_key(appeal.id))
    if before is not None:
        await tx.messages.forget(before.chat_id, before.message_id)
        await tx.outbox.put(removal(before.chat_id, before.message_id))
    await show_staff(tx, deps, appeal)


async def queues_of(tx: Transaction, deps: Deps, chat_id: int) -> list[str]:
    """Return the queues with open appeals to which a group sees."""
    present, found = await tx.queues.present_chat(chat_id), list[str]()
    for queue in await tx.appeals.open_queues():
        desk = await desk_of(tx, deps, queue)
        if desk is not None and desk.chat_id == present:
            found.append(queue)
    return found


@gather.register
async def list_view(meaning: AppealsOfGroup, reading: Reading) -> GroupAppealsView | None:
    """Return a page of what a group has to see to; None where no queue of a service works there any more."""
    tx, deps, where = reading.tx, reading.deps, (meaning.chat_id, meaning.thread_id)
    above = await supervises(tx, deps, *where)
    if not above and not await services_here(tx, deps, *where):
        return None
    now, queues = deps.clock.now(), await queues_of(tx, deps, meaning.chat_id)
    found = await tx.appeals.open_of(queues, meaning.by, now, meaning.page * A_PAGE, A_PAGE + 1)
    has_any = bool(found) and bool(await tx.appeals.held(queues, meaning.by, meaning.chat_id, 1))
    return GroupAppealsView(tuple(found[:A_PAGE]), meaning.page, len(found) > A_PAGE, meaning.by, has_any, above, now)


@gather.register
async def figures_view(meaning: AppealFigures, reading: Reading) -> FiguresView | None:
    """Return the figures of 90 days; None in any other group than the supervisors'."""
    if not await supervises(reading.tx, reading.deps, meaning.chat_id, meaning.thread_id):
        return None
    since = reading.deps.clock.now() - ALIKE_DAYS * _DAY_MS
    counts, alike = await reading.tx.appeals.counts(since), await reading.tx.appeals.alike(since, ALIKE_FROM)
    return FiguresView(tuple(counts), tuple(alike))
