"""Files that come late, as their download failed at first: they are announced, and join what they belonged to."""

from typing import Final

from domain.people.riders import Rider
from domain.reporting.drafts import UNFINISHED, Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import CancelledBefore, FileAwaited
from services.deps import Deps
from services.outgoing import awaited_key, draft_card, to_rider
from services.ports.inbox import InboxItem, Lane
from services.ports.transaction import Transaction
from services.reporting import additions, joining, subjects

_LASTS_MS: Final = 15_000


async def await_file(tx: Transaction, deps: Deps, item: InboxItem) -> None:
    """Say on the rider's card that a file of theirs is tried again, and in words once that lasts."""
    rider = await tx.riders.by_chat(item.chat_id) if item.lane is Lane.FILES and item.chat_id > 0 else None
    if rider is None:
        return
    await show_awaited(tx, deps, rider)
    if item.failing_since and deps.clock.now() >= item.failing_since + _LASTS_MS:
        await tx.outbox.put(to_rider(deps, rider, FileAwaited(), awaited_key(item.seq)))


async def show_awaited(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show on the card of the rider's newest open draft how many files are still to come."""
    opened = await tx.drafts.open_of(rider.id)
    if opened and rider.agreed(deps.terms):
        newest = max(opened, key=lambda draft: draft.heard_at)
        await tx.outbox.put(draft_card(deps, rider, newest.id))


async def join(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, failing_since: int) -> bool:
    """Add a file to the report that its draft has become meanwhile; return False if it belongs to none that has ended.

    So it is with what came late as it failed at first, and with the last part of an album. A draft that its rider has
    cancelled takes its late files along, and says so, but for one that names a problem which the draft was not of.

    Raises:
        NoSuchReport, AlsoSeen, ReportClosed, TooMany: See `services.reporting.additions.take`.
    """
    ended = await _ended_draft(tx, deps, rider, message, failing_since)
    report = await tx.reports.get(ended.report_id) if ended is not None and ended.report_id is not None else None
    if report is not None:
        about = subjects.Subject(await subjects.followed(tx, rider, report))
        return await additions.take(tx, deps, rider, about, message)
    if ended is None or ended.stage is not DraftStage.CANCELLED:
        return False
    if joining.problem_of(deps, message) not in {None, ended.category}:
        return False
    await additions.answer(tx, deps, rider, CancelledBefore(reply_to=message.message_id), message)
    return True


async def _ended_draft(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, failing_since: int
) -> Draft | None:
    """Return the draft that has ended to which a message belongs: by its album, else as it would have joined it."""
    for part in await tx.heard.of_album(rider.chat_id, message.album):
        draft = await tx.drafts.get(part.draft_id) if part.draft_id is not None else None
        if draft is not None and draft.stage not in UNFINISHED:
            return draft
    if not failing_since:
        return None
    ended = [
        each for each in await tx.drafts.ended_since(rider.id, failing_since) if each.stage is not DraftStage.MERGED
    ]
    decision = await joining.decision_of(tx, deps, rider, message, ended=ended)
    return decision.draft if decision.draft in ended else None
