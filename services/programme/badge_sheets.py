"""What supervisors see of a rider's badges, and do with them: take one back for a reason, give it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.district.badges import LEVELS
from domain.errors import RiderLeft, Stale
from domain.programme.badge_messages import BadgeTold, RiderBadges
from domain.programme.badges import BadgeReason, Knight, Standing, Trace
from domain.reporting.reports import Report
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group
from services.people import deeds
from services.people.standings import standings_of
from services.ports.transaction import Transaction
from services.programme import badges, honours
from services.rider_keys import badge_told_key
from services.tickets import rider_sheets
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Staff


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """The badges of a report's rider; `acts` is how many acts there are against them, as their sheet's keys say."""

    notice: RiderBadges
    report: Report
    standings: tuple[Standing, ...]
    acts: int


@gather.register
async def badge_sheet(meaning: RiderBadges, reading: Reading) -> BadgeSheet | None:
    """Return the badges of a report's rider as things are now; None if there is no such report."""
    tx, report = reading.tx, await reading.tx.reports.get(meaning.report)
    if report is None:
        return None
    known = await standings_of(tx, reading.deps, report.rider_id)
    return BadgeSheet(meaning, report, known, len(await tx.sanctions.of_rider(report.rider_id)))


async def press(
    tx: Transaction, deps: Deps, staff: Staff, chat_id: int, message_id: int, report_id: int, chosen: str
) -> str:
    """Carry out what a key below a rider's badges chooses; return what was done, "" if there is more to choose.

    `chosen` is a badge and what becomes of it, as far as that is chosen: "", `flame.2`, `flame.2.absent`,
    `flame.2.again`.

    Raises:
        SupervisorsOnly: The chat is not the supervisors' group.
        Stale: The message is no such sheet, or the key none of its keys.
        OwnReports: See `services.tickets.rider_sheets.pressed_report`.
        RiderLeft: The rider has erased themselves.
    """
    group = await supervisors_group(tx, deps, chat_id)
    report = await rider_sheets.pressed_report(tx, staff, chat_id, message_id, report_id)
    if chosen not in _STEPS:
        raise Stale
    act = _STEPS[chosen]
    done = await _act(tx, deps, staff, report, act) if act is not None else ""
    shown = RiderBadges(report.id, "" if act is not None else chosen, edits=message_id)
    await tx.outbox.put(to_group(deps, group, shown))
    return done


async def _act(tx: Transaction, deps: Deps, staff: Staff, report: Report, act: "_Act") -> str:
    """Take a badge back or give it again, and tell the rider; return what was done."""
    rider, now = await tx.riders.get(report.rider_id), deps.clock.now()
    if rider is None:
        raise RiderLeft
    known = next((each for each in await standings_of(tx, deps, rider.id) if each.knight is act.knight), None)
    badge = None if known is None else known.taken if act.reason is None else known.held
    trace = Trace(now, staff.user_id, staff.name, act.reason)
    if badge is None or badge.level != act.level or not await tx.badges.trace(badge.traced(trace)):
        return OUTDATED
    reason = act.reason.value if act.reason is not None else ""
    told, key = BadgeTold(act.knight.value, act.level, reason), badge_told_key(rider.id, act.knight, act.level, now)
    await tx.outbox.put(badges.quiet(deps, rider, told, key))
    await honours.withdraw(tx, deps, rider.id)
    await deeds.mark(tx, deps, rider.id)
    return TAKEN if act.reason is not None else GIVEN


TAKEN, GIVEN, OUTDATED = "taken", "given", "outdated"
"""What was done; or nothing, as somebody has done something meanwhile."""

AGAIN: Final = "again"


@dataclass(frozen=True, slots=True)
class _Act:
    """What becomes of a badge: it is taken back for a reason, or given again, without one."""

    knight: Knight
    level: int
    reason: BadgeReason | None


_STEPS: Final[Mapping[str, _Act | None]] = {
    "": None,
    **{f"{knight}.{level}": None for knight in Knight for level in LEVELS},
    **{
        f"{knight}.{level}.{reason or AGAIN}": _Act(knight, level, reason)
        for knight in Knight
        for level in LEVELS
        for reason in (None, *BadgeReason)
    },
}
"""Every choice that a key may stand for."""
