"""Messages that were set aside: whom that is told, and what takes their place."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from domain.messages import Meaning, Outgoing
from domain.tickets.messages import PlainTicketCard, TicketCard, Undelivered
from services.deps import Deps
from services.gathering import Reading, gather
from services.group_keys import undelivered_key
from services.ports.outbox import Parked, Sending
from services.ports.transaction import Transaction
from services.tickets import groups
from services.tickets.unseen import hurry

SHOWN = 15
"""The most messages on the supervisors' list."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A message that was set aside, and the number of the report that it is about, else ""."""

    parked: Parked
    number: str


@dataclass(frozen=True, slots=True)
class UndeliveredView:
    """What was set aside on one day, newest first; `more` tells whether some are left out."""

    messages: tuple[SetAside, ...]
    more: bool


async def set_aside(tx: Transaction, deps: Deps, sending: Sending, error: str) -> None:
    """Set a message aside, put a plain card in place of a ticket's, and list it in the supervisors' group.

    What was to go to that group itself is left to the log and to ``qianshao parked``.
    """
    outgoing, now = sending.outgoing, deps.clock.now()
    await tx.outbox.park(sending, error, now, _plainly(outgoing))
    since = _day_of(deps, now)
    await groups.tell_supervisors(tx, deps, Undelivered(since), undelivered_key(since), about=outgoing.chat_id)
    if isinstance(outgoing.meaning, TicketCard | PlainTicketCard):
        report = await tx.reports.get(outgoing.meaning.report_id)
        if report is not None and report.queue == outgoing.meaning.queue:
            await hurry(tx, deps, report, f"parked.{now}")


async def numbered(tx: Transaction, parked: Parked) -> SetAside:
    """Return a message that was set aside with the number of its report."""
    return SetAside(parked, await _number(tx, parked.sending.outgoing.meaning))


@gather.register
async def undelivered_view(meaning: Undelivered, reading: Reading) -> UndeliveredView | None:
    """Return what was set aside that day; None if nothing is left of it."""
    found = await reading.tx.outbox.parked(SHOWN + 1)
    of_day = [await numbered(reading.tx, each) for each in found if each.at >= meaning.since]
    return UndeliveredView(tuple(of_day[:SHOWN]), len(of_day) > SHOWN) if of_day else None


def _plainly(outgoing: Outgoing) -> Outgoing | None:
    meaning = outgoing.meaning
    if not isinstance(meaning, TicketCard):
        return None
    return replace(outgoing, meaning=PlainTicketCard(meaning.report_id, meaning.queue))


async def _number(tx: Transaction, meaning: Meaning) -> str:
    """Return the number of the report; a draft and its report share their id."""
    report_id = getattr(meaning, "report_id", None) or getattr(meaning, "draft_id", None)
    report = await tx.reports.get(report_id) if report_id else None
    return str(report.number) if report else ""


def _day_of(deps: Deps, now: int) -> int:
    """Return when the district's day began, ms UTC."""
    zone = deps.district.timezone
    day = datetime.fromtimestamp(now / 1000, zone).date()
    return int(datetime.combine(day, time(), zone).timestamp() * 1000)
