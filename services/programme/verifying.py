"""Verifying a delay slip: whether it holds is worked out when somebody asks, from what became of the report by then."""

from dataclasses import dataclass

from domain.geo.place_names import Nearby
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.codes import code_in
from domain.programme.slip_messages import SlipMade, SlipUnknown, SlipVerified, VerifyHow
from domain.programme.slips import Slip, Standing
from domain.reporting.reports import Report, Status
from domain.tickets.course import as_riders_know
from domain.tickets.lifecycle import RejectReason
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import answer
from services.people import pacing
from services.ports.transaction import Database, Transaction
from services.tickets import proof
from services.tickets.views import rejected_as


@dataclass(frozen=True, slots=True)
class SlipView:
    """A slip as it stands.

    Attributes:
        report: What was helped with, and where.
        is_private: Whether no more of it is said than the community.
        nearby: The road or landmark there, None where it is not known, or private.
        bot: The username of the bot that verifies it, "" for none.
        page: The address of the page that does, "" for none.
    """

    slip: Slip
    report: Report
    standing: Standing
    is_private: bool
    nearby: Nearby | None
    bot: str = ""
    page: str = ""


async def verify(tx: Transaction, deps: Deps, rider: Rider, words: str) -> None:
    """Say whether the slip whose code these words are holds, to anybody; without words, say how that is asked.

    Raises:
        TooManyCodes: They have tried as many codes as an hour allows, good ones or bad.
    """
    if not words:
        await answer(tx, deps, rider, VerifyHow())
        return
    await pacing.spend(tx, deps, Pace.CODES, rider.chat_id)
    slip = await _made(tx, deps, words)
    await answer(tx, deps, rider, SlipVerified(slip.id) if slip is not None else SlipUnknown())


async def look(database: Database, deps: Deps, words: str) -> SlipView | None:
    """Return the slip whose code these words are; None where there is none, or none any more.

    Raises what the database raises where it can't be reached.
    """

    async def work(tx: Transaction) -> SlipView | None:
        slip = await _made(tx, deps, words)
        return await view_of(tx, deps, slip) if slip is not None else None

    return await database.read(work) if code_in(words) else None


async def _made(tx: Transaction, deps: Deps, words: str) -> Slip | None:
    code = code_in(words)
    slip = await tx.slips.of_code(code) if code else None
    return slip if slip is not None and slip.made_at is not None and deps.clock.now() < slip.ends_at else None


async def view_of(tx: Transaction, deps: Deps, slip: Slip) -> SlipView | None:
    """Return a slip as it stands; None where its report is gone."""
    report = await tx.reports.get(slip.report_id)
    if report is None:
        return None
    is_private = proof.is_private(deps, report)
    return SlipView(
        slip,
        report,
        await standing_of(tx, report),
        is_private,
        None if is_private else await geocoding.nearby(tx, deps, report.position),
        deps.bot,
        f"{deps.public_url}/verify/{slip.code}" if deps.public_url else "",
    )


async def standing_of(tx: Transaction, report: Report) -> Standing:
    """Return whether slips for a report hold, as its riders know it: what staff can still undo has not happened.

    One that was merged into another is as false as that.
    """
    known, passed = as_riders_know(report), {report.id}
    if known.status is Status.WITHDRAWN:
        return Standing.WITHDRAWN
    while known.status is Status.DUPLICATE and known.original is not None and known.original not in passed:
        passed.add(known.original)
        original = await tx.reports.get(known.original)
        if original is None:
            break
        known = as_riders_know(original)
    if known.status is not Status.REJECTED:
        return Standing.HOLDS
    reason = rejected_as(await tx.reports.events(known.id))
    return Standing.FALSE if reason is RejectReason.FALSE else Standing.HOLDS


@gather.register
async def slip_view(meaning: SlipMade | SlipVerified, reading: Reading) -> SlipView | None:
    """Return a slip that was made; None where it is gone, or in a group."""
    slip = await reading.tx.slips.get(meaning.slip_id)
    if slip is None or slip.made_at is None or reading.rider is None:
        return None
    return await view_of(reading.tx, reading.deps, slip)
