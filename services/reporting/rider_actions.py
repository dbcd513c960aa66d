"""Riders' actions on a report: they withdraw it, or answer whether it is fixed."""

from domain.errors import SentBack, TooLate
from domain.people.riders import Rider
from domain.reporting.messages import ReportShown
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import Action, Role
from services.deps import Deps
from services.outgoing import talk_key, to_rider
from services.people import sanctions
from services.ports.transaction import Transaction
from services.reporting import asked_again
from services.reporting.witnessing import addressed, visible
from services.tickets.changing import Request, change_status
from services.tickets.impartiality import refuse_staff

_MINUTE = 60_000


async def show_progress(tx: Transaction, deps: Deps, rider: Rider, report_id: int, receipt: int) -> None:
    """Show a report below its receipt, as the command of its number does; once a minute, however often it is asked.

    Raises:
        NoSuchReport: The rider is neither its reporter nor a witness.
    """
    report = await visible(tx, rider, report_id)
    key = talk_key(rider, f"progress:{report.id}", deps.clock.now())
    await tx.outbox.put(to_rider(deps, rider, ReportShown(report.id, reply_to=receipt), key))


async def withdraw(tx: Transaction, deps: Deps, rider: Rider, report_id: int) -> Report:
    """Withdraw a report and return it.

    Raises:
        TooLate: It was submitted more than five minutes ago, or accepted.
        NotAllowed: The rider is only a witness.
        NoSuchReport: The rider is neither its reporter nor a witness.
        AlreadyDone, NoLongerPossible: See `services.tickets.changing.open_row`.
    """
    report = await visible(tx, rider, report_id)
    within = deps.clock.now() - report.submitted_at <= deps.limits.withdraw_minutes * _MINUTE
    if report.status is not Status.WITHDRAWN and (not within or report.accepted_at is not None):
        raise TooLate
    request = Request(Action.WITHDRAW, _actor(rider), role_of(rider, report), offered=Status.ROUTED)
    return await change_status(tx, deps, report, request)


async def answer_fixed(
    tx: Transaction, deps: Deps, rider: Rider, report_id: int, action: Action, words: str = ""
) -> Report:
    """Record the answer *fixed* or *not fixed* of the reporter, a witness or who was asked on the spot.

    For 30 days after it was resolved both are heard, whatever was answered before or if it closed by itself. Whoever
    says that it is not fixed without words is asked what is wrong.

    Raises:
        AlreadyDone, NoLongerPossible, LongClosed, WordsNeeded: See `services.tickets.changing.change_status`.
        SentBack: It was sent back as not fixed already.
        NoSuchReport: The rider is neither its reporter nor a witness, and was not asked.
        ActedAsStaff: The rider acted on it as staff.
        Barred: The rider is banned.
    """
    report, role = await _answered_as(tx, rider, report_id)
    sanctions.refuse_banned(deps, rider)
    await refuse_staff(tx, rider, report)
    if (report.status, action) == (Status.REOPENED, Action.FIXED):
        raise SentBack
    request = Request(action, _actor(rider), role, words, offered=Status.RESOLVED)
    answered = await change_status(tx, deps, report, request)
    if action is Action.NOT_FIXED and role is not Role.CHECKER and not words and not sanctions.is_silenced(deps, rider):
        await asked_again.ask(tx, deps, rider, answered)
    return answered


def role_of(rider: Rider, report: Report) -> Role:
    """Return the rider's role: reporter of the report, else witness."""
    return Role.REPORTER if report.rider_id == rider.id else Role.WITNESS


async def _answered_as(tx: Transaction, rider: Rider, report_id: int) -> tuple[Report, Role]:
    """Return a report and the role in which this rider says whether it is fixed.

    Raises:
        NoSuchReport: They have nothing to do with it, and were not asked.
    """
    report = await addressed(tx, rider, report_id)
    is_theirs = report.rider_id == rider.id or await tx.reports.is_witness(report.id, rider.id)
    return report, role_of(rider, report) if is_theirs else Role.CHECKER


def _actor(rider: Rider) -> Actor:
    return Actor(ActorKind.RIDER, rider.id)
