"""Voice messages and videos as staff get them: each as a reply to the ticket's card, once in each group."""

from dataclasses import dataclass, replace

from domain.messages import Precedence
from domain.reporting.clips import Clip
from domain.reporting.reports import Report
from domain.tickets.messages import TicketClip
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import clip_key, to_group
from services.ports.transaction import Transaction
from services.tickets.roles import role_of
from services.tickets.standing_in import group_of


@dataclass(frozen=True, slots=True)
class TicketClipView:
    """A voice message or video of a ticket's report, and the role of the rider who sent it."""

    report: Report
    clip: Clip
    role: int | None


@gather.register
async def ticket_clip_view(meaning: TicketClip, reading: Reading) -> TicketClipView | None:
    """Return the clip and its report; None if either is gone meanwhile."""
    report, clip = await reading.tx.reports.get(meaning.report_id), await reading.tx.clips.get(meaning.clip_id)
    if report is None or clip is None:
        return None
    return TicketClipView(report, clip, await role_of(reading.tx, report, clip.rider_id))


async def show_clips(tx: Transaction, deps: Deps, report: Report, *, again: str = "") -> None:
    """Queue the report's clips for the group that has the ticket; what was sent there is sent once more for `again`."""
    for clip in await tx.clips.of_report(report.id):
        await show_clip(tx, deps, report, clip.id, again=again)


async def show_clip(tx: Transaction, deps: Deps, report: Report, clip_id: int, *, again: str = "") -> None:
    """Queue one clip of the report for the group that has the ticket, without a sound: its card or nudge has one."""
    group = await group_of(tx, deps, report.queue)
    if group is None:
        return
    seen_as, key = replace(group, queue=report.queue), clip_key(clip_id, report.queue, group.chat_id)
    key = f"{key}:{again}" if again else key
    shown = TicketClip(report.id, report.queue, clip_id)
    await tx.outbox.put(to_group(deps, seen_as, shown, key, Precedence.TICKET, silent=True))
