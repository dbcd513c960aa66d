"""Cancelling by command: the only unfinished draft at once; of several the rider says which, or all."""

from dataclasses import dataclass

from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.messages import CancelAsked, DraftReminder, NothingToCancel
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, removal
from services.ports.transaction import Transaction
from services.reporting import drafts


@dataclass(frozen=True, slots=True)
class UnfinishedView:
    """A rider's unfinished drafts, the oldest first, each with what it lacks (`services.reporting.drafts.missing`)."""

    drafts: tuple[tuple[Draft, tuple[str, ...]], ...]


@gather.register
async def unfinished_view(_meaning: CancelAsked | DraftReminder, reading: Reading) -> UnfinishedView | None:
    """Return what the reader has not finished; None if that is nothing."""
    if reading.rider is None:
        return None
    found = await reading.tx.drafts.unfinished_of(reading.rider.id)
    lacking = tuple((draft, drafts.missing(reading.deps, draft)) for draft in found)
    return UnfinishedView(lacking) if lacking else None


async def cancel_one(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Cancel the rider's only unfinished draft; ask which if there are several, and say so if there is none."""
    unfinished = await tx.drafts.unfinished_of(rider.id)
    if len(unfinished) == 1:
        await drafts.end(tx, deps, rider, unfinished[0], DraftStage.CANCELLED)
    else:
        await answer(tx, deps, rider, CancelAsked() if unfinished else NothingToCancel())


async def cancel_this(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, asked_id: int) -> None:
    """Cancel the draft that was named in answer to the question, our message `asked_id`, which goes.

    Raises:
        DraftGone, NotTheirs: See `services.reporting.drafts.own_unfinished`.
    """
    draft = await drafts.own_unfinished(tx, rider, draft_id)
    await drafts.end(tx, deps, rider, draft, DraftStage.CANCELLED)
    await tx.outbox.put(removal(rider.chat_id, asked_id, deps.clock.now()))


async def cancel_all(tx: Transaction, deps: Deps, rider: Rider, asked_id: int) -> None:
    """Cancel all of the rider's unfinished drafts; the question, our message `asked_id`, goes."""
    unfinished = await tx.drafts.unfinished_of(rider.id)
    for draft in sorted(unfinished, key=lambda each: each.stage is not DraftStage.ASIDE):  # else one ended opens them
        await drafts.end(tx, deps, rider, draft, DraftStage.CANCELLED)
    await tx.outbox.put(removal(rider.chat_id, asked_id, deps.clock.now()))
