"""Delay slips: a rider whom helping made late takes along what the bot recorded of it, for their platform."""

import re
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import ConsentMissing, Stale
from domain.people.riders import Rider
from domain.programme.slip_messages import SlipAsked, SlipMade, SlipNameAsked, SlipsShown
from domain.programme.slips import (
    HAD_FOR_MS,
    NAME_LONGEST,
    OPEN_MS,
    Deed,
    Done,
    Slip,
    SlipNameUnfit,
    SlipTooOld,
    Standing,
    stay_around,
)
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, removal, to_rider
from services.people import sanctions
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme.verifying import SlipView, standing_of, view_of
from services.reporting import witnessing
from services.rider_keys import slip_name_key, slip_of_name_key

DEEDS_A_PAGE: Final = 8

_NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·-](?=[^\W\d_]))*")
"""Letters and characters with a sign between them: no figure, which may number a person; no point, @ or line end."""


@dataclass(frozen=True, slots=True)
class DeedView:
    """A deed on a report, whether slips for it hold, and whether the rider has one."""

    done: Done
    report: Report
    standing: Standing
    is_made: bool


@dataclass(frozen=True, slots=True)
class SlipsView:
    """A page, from 0, of a rider's deeds of the last days, newest first."""

    deeds: tuple[DeedView, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SlipAskedView:
    """What would stand on a slip.

    Attributes:
        minutes: How much longer than recorded the rider may say that they stayed.
        next_at: When the rider can have another slip, ms UTC; None where that is now.
    """

    seen: SlipView
    minutes: tuple[int, ...]
    next_at: int | None

    @property
    def may_be_made(self) -> bool:
        """Whether the rider can have it now."""
        return self.seen.slip.made_at is None and self.seen.standing is Standing.HOLDS and self.next_at is None


async def show_list(tx: Transaction, deps: Deps, rider: Rider, page: int = 0, edits: int | None = None) -> None:
    """Show a rider a page of the deeds for which they can have a slip."""
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    await answer(tx, deps, rider, SlipsShown(page, edits=edits))


async def show(tx: Transaction, deps: Deps, rider: Rider, report_id: int, deed: Deed) -> None:
    """Show the slip for a deed, or what would stand on it.

    Raises:
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
        Barred: They are banned.
        NoSuchReport: They have nothing to do with the report.
        SlipTooOld: They did nothing of this kind there of late.
    """
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider)
    slip = await tx.slips.of_deed(rider.id, report_id, deed)
    if slip is not None and slip.made_at is not None:
        await answer(tx, deps, rider, SlipMade(slip.id))
        return
    slip = await _opened(tx, deps, rider, slip, await _deed(tx, deps, rider, report_id, deed))
    await tx.slips.save(slip)
    await answer(tx, deps, rider, SlipAsked(slip.id))


async def _deed(tx: Transaction, deps: Deps, rider: Rider, report_id: int, deed: Deed) -> Done:
    lately = await tx.slips.deeds(rider.id, deps.clock.now() - HAD_FOR_MS)
    done = next((each for each in lately if (each.report_id, each.deed) == (report_id, deed)), None)
    if done is None:
        await witnessing.addressed(tx, rider, report_id)
        raise SlipTooOld
    return done


async def _opened(tx: Transaction, deps: Deps, rider: Rider, former: Slip | None, done: Done) -> Slip:
    now, stay = deps.clock.now(), stay_around(done.at, await tx.slips.acts(rider.id, done.report_id))
    if former is not None:
        return replace(former.as_recorded(stay, now), ends_at=now + OPEN_MS)
    return Slip(
        id=deps.ids.new(),
        code=deps.ids.code(),
        rider_id=rider.id,
        report_id=done.report_id,
        deed=done.deed,
        from_at=stay.from_at,
        to_at=stay.to_at,
        ends_at=now + OPEN_MS,
    )


async def say_stayed(tx: Transaction, deps: Deps, rider: Rider, slip_id: int, minutes: int, edits: int) -> None:
    """Put on a slip how much longer than recorded the rider says that they stayed; beyond now nothing is put.

    Raises:
        Stale: It is none of theirs, or gone.
    """
    slip = await _own(tx, deps, rider, slip_id)
    if slip.made_at is None and minutes in {0, *slip.fitting(deps.clock.now())}:
        await tx.slips.save(replace(slip, minutes=minutes))
    await answer(tx, deps, rider, SlipAsked(slip.id, edits=edits))


async def ask_name(tx: Transaction, deps: Deps, rider: Rider, slip_id: int, edits: int) -> None:
    """Ask what name is to stand on a slip. Raises Stale, as `say_stayed`."""
    slip = await _own(tx, deps, rider, slip_id)
    if slip.made_at is not None:
        await answer(tx, deps, rider, SlipAsked(slip.id, edits=edits))
        return
    key = slip_name_key(slip.id, deps.ids.new())
    await tx.outbox.put(to_rider(deps, rider, SlipNameAsked(slip.id), key))


async def take_name(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Put a name on a slip where a message replies to the question for it; return whether it does.

    Raises:
        SlipNameUnfit: It is no name: too long, with figures, a link.
        Stale: As `say_stayed`.
    """
    asked = await tx.messages.at(rider.chat_id, message.replied_to) if message.replied_to is not None else None
    slip_id = slip_of_name_key(asked.key) if asked is not None else None
    if asked is None or slip_id is None:
        return False
    slip, name = await _own(tx, deps, rider, slip_id), " ".join(message.text.split())
    if len(name) > NAME_LONGEST or not _NAME.fullmatch(name):
        raise SlipNameUnfit
    if slip.made_at is None:
        await tx.slips.save(replace(slip, name=name))
    await tx.outbox.put(removal(rider.chat_id, asked.message_id))
    await answer(tx, deps, rider, SlipAsked(slip.id))
    return True


async def drop_name(tx: Transaction, deps: Deps, rider: Rider, slip_id: int, edits: int) -> None:
    """Take the name off a slip that is not made yet. Raises Stale, as `say_stayed`."""
    slip = await _own(tx, deps, rider, slip_id)
    if slip.made_at is None:
        await tx.slips.save(replace(slip, name=""))
    await answer(tx, deps, rider, SlipAsked(slip.id, edits=edits))


async def make(tx: Transaction, deps: Deps, rider: Rider, slip_id: int, edits: int) -> bool:
    """Make a slip, which nothing changes any more, and show it; return False where it can't be had, as its card says.

    Raises:
        ConsentMissing, Barred: As `show`.
        Stale: As `say_stayed`.
    """
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider)
    slip = await _own(tx, deps, rider, slip_id)
    asked = await _asked(tx, deps, slip)
    if asked is not None and asked.may_be_made:
        slip = asked.seen.slip.made(deps.clock.now())
        await tx.slips.save(slip)
    await answer(tx, deps, rider, SlipAsked(slip.id, edits=edits))
    if slip.made_at is not None:
        await answer(tx, deps, rider, SlipMade(slip.id))
    return slip.made_at is not None


async def _own(tx: Transaction, deps: Deps, rider: Rider, slip_id: int) -> Slip:
    """Return a rider's slip, with the record of now as long as it is not made."""
    slip = await tx.slips.get(slip_id)
    if slip is None or slip.rider_id != rider.id:
        raise Stale
    return await _recorded(tx, deps, slip)


async def _recorded(tx: Transaction, deps: Deps, slip: Slip) -> Slip:
    if slip.made_at is not None:
        return slip
    stay = stay_around(slip.from_at, await tx.slips.acts(slip.rider_id, slip.report_id))
    return slip.as_recorded(stay, deps.clock.now())


async def _asked(tx: Transaction, deps: Deps, slip: Slip) -> SlipAskedView | None:
    now, seen = deps.clock.now(), await view_of(tx, deps, slip)
    if seen is None:
        return None
    made = [each.made_at or 0 for each in await tx.slips.of_rider(slip.rider_id)]
    lately = [at for at in made if at > now - HAD_FOR_MS]
    allowed = deps.limits.slips_per_week
    next_at = lately[allowed - 1] + HAD_FOR_MS if len(lately) >= allowed else None
    return SlipAskedView(seen, slip.fitting(now), next_at)


@gather.register
async def slips_view(meaning: SlipsShown, reading: Reading) -> SlipsView | None:
    """Return a page of a rider's deeds, as things are now; None in a group."""
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    done = await tx.slips.deeds(rider.id, reading.deps.clock.now() - HAD_FOR_MS)
    pages = -(-len(done) // DEEDS_A_PAGE) or 1
    page = min(meaning.page, pages - 1)
    made = {(each.report_id, each.deed) for each in await tx.slips.of_rider(rider.id)}
    shown = []
    for each in done[page * DEEDS_A_PAGE : (page + 1) * DEEDS_A_PAGE]:
        report = await tx.reports.get(each.report_id)
        if report is not None:
            is_made = (each.report_id, each.deed) in made
            shown.append(DeedView(each, report, await standing_of(tx, report), is_made))
    return SlipsView(tuple(shown), page, pages)


@gather.register
async def slip_asked_view(meaning: SlipAsked, reading: Reading) -> SlipAskedView | None:
    """Return what would stand on a slip; None where it is gone, or in a group."""
    slip = await reading.tx.slips.get(meaning.slip_id)
    if slip is None or reading.rider is None:
        return None
    return await _asked(reading.tx, reading.deps, await _recorded(reading.tx, reading.deps, slip))
