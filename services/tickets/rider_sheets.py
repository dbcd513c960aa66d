"""What supervisors see of a report's rider, and do against them, in the supervisors' own group."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.errors import AlreadyDone, NoSuchTicket, OwnReports, Stale
from domain.people.sanctions import DAYS, RiderRecord, Sanction, SanctionKind, SanctionReason
from domain.reporting.reports import Report
from domain.tickets.messages import RiderShown
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group
from services.people import sanctions
from services.people.sanctions import Act
from services.ports.transaction import Transaction
from services.supervisor_keys import report_of_rider_sheet, rider_sheet_key
from services.tickets import lookups
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Staff

NOBODY: Final = 0
"""The rider of reports that were imported."""

CHOOSES: Final = (SanctionKind.MUTE, SanctionKind.BAN)
"""What needs a reason and an end."""

OUTDATED: Final = "outdated"
"""In place of what was done: somebody has done something meanwhile."""


@dataclass(frozen=True, slots=True)
class RiderSheet:
    """What is known of a report's rider.

    Attributes:
        is_imported: Whether there never was a rider.
        is_gone: Whether they have erased themselves.
        acts: What was done against them, in order.
        now: ms UTC.
    """

    notice: RiderShown
    report: Report
    is_imported: bool
    is_gone: bool
    record: RiderRecord
    points: int
    acts: tuple[Sanction, ...]
    now: int

    @property
    def in_force(self) -> Sanction | None:
        """What holds now."""
        return self.acts[-1] if self.acts and self.acts[-1].is_in_force(self.now) else None


@gather.register
async def rider_sheet(meaning: RiderShown, reading: Reading) -> RiderSheet | None:
    """Return what is known of a report's rider; None if there is no such report."""
    tx = reading.tx
    report = await tx.reports.get(meaning.report)
    if report is None:
        return None
    return RiderSheet(
        meaning,
        report,
        report.rider_id == NOBODY,
        await tx.riders.get(report.rider_id) is None,
        await tx.sanctions.record(report.rider_id),
        await tx.ledger.balance(report.rider_id),
        tuple(await tx.sanctions.of_rider(report.rider_id)),
        reading.deps.clock.now(),
    )


async def show(tx: Transaction, deps: Deps, staff: Staff, chat_id: int, words: str, message_id: int) -> None:
    """Show the rider of the report whose number these words are, below the message that asked.

    Raises:
        SupervisorsOnly: The chat is not the supervisors' group.
        NoSuchTicket: The words name no report of this district.
        OwnReports: See `_report_for`.
    """
    group = await supervisors_group(tx, deps, chat_id)
    report = await _report_for(tx, staff, await lookups.named(tx, deps, words))
    key = rider_sheet_key(report.id, message_id)
    await tx.outbox.put(to_group(deps, group, RiderShown(report.id, reply_to=message_id), key))


async def _report_for(tx: Transaction, staff: Staff, report: Report | None) -> Report:
    """Return the report if this supervisor may deal with its rider.

    Raises:
        NoSuchTicket: There is none.
        OwnReports: They reported or witnessed it, or are its rider.
    """
    if report is None:
        raise NoSuchTicket
    mine = await tx.riders.by_chat(staff.user_id)
    if mine is not None and (mine.id == report.rider_id or await tx.reports.concerns(report.id, mine.id)):
        raise OwnReports
    return report


async def press(
    tx: Transaction, deps: Deps, staff: Staff, chat_id: int, message_id: int, report_id: int, chosen: str
) -> str:
    """Carry out what a key below a rider's sheet chooses; return what was done, "" if there is more to choose.

    `chosen` is how many acts there were when the key was offered, then what, why and for how many days, as far as that
    is chosen: `2`, `2.lift`, `2.mute`, `2.mute.insults`, `2.mute.insults.7`.

    Raises:
        SupervisorsOnly: The chat is not the supervisors' group.
        Stale: The message is no such sheet, or the key none of its keys.
        AlreadyDone: There is nothing to lift.
        RiderLeft: The rider has erased themselves.
        OwnReports: See `_report_for`.
    """
    group = await supervisors_group(tx, deps, chat_id)
    report = await pressed_report(tx, staff, chat_id, message_id, report_id)
    acts = await tx.sanctions.of_rider(report.rider_id)
    seen, _, step = chosen.partition(".")
    act = _act_of(step)
    if seen != str(len(acts)):
        await tx.outbox.put(to_group(deps, group, RiderShown(report.id, edits=message_id)))
        return OUTDATED
    if act is not None:
        await _act(tx, deps, staff, report, acts, act)
    shown = RiderShown(report.id, "" if act is not None else step, edits=message_id)
    await tx.outbox.put(to_group(deps, group, shown))
    return act.kind.value if act is not None else ""


async def pressed_report(tx: Transaction, staff: Staff, chat_id: int, message_id: int, report_id: int) -> Report:
    """Return the report of a pressed sheet of its rider's.

    Raises:
        Stale: The message is no such sheet.
        NoSuchTicket, OwnReports: See `_report_for`.
    """
    pressed = await tx.messages.at(chat_id, message_id)
    if pressed is None or report_of_rider_sheet(pressed.key) != report_id:
        raise Stale
    return await _report_for(tx, staff, await tx.reports.get(report_id))


async def _act(tx: Transaction, deps: Deps, staff: Staff, report: Report, acts: list[Sanction], act: Act) -> None:
    if act.kind is SanctionKind.LIFT:
        if not acts or not acts[-1].is_in_force(deps.clock.now()):
            raise AlreadyDone
        await sanctions.lift(tx, deps, staff.actor, acts[-1], report.id)
        return
    await sanctions.impose(tx, deps, staff.actor, report.rider_id, report.id, act)


def _act_of(step: str) -> Act | None:
    """Return what a key does; None if it only opens what else is to be chosen.

    Raises:
        Stale: It is no key of ours.
    """
    if step not in _STEPS:
        raise Stale
    return _STEPS[step]


_STEPS: Final[Mapping[str, Act | None]] = {
    "": None,
    SanctionKind.LIFT.value: Act(SanctionKind.LIFT),
    **{kind.value: None for kind in CHOOSES},
    **{f"{kind}.{reason}": None for kind in CHOOSES for reason in SanctionReason},
    **{
        f"{kind}.{reason}.{days}": Act(kind, reason, days)
        for kind in CHOOSES
        for reason in SanctionReason
        for days in DAYS
    },
}
"""Every choice that a key may stand for."""
