"""Honour letters: who may have one is put before the supervisors, and one of them signs it, once."""

from dataclasses import dataclass, replace

from domain.errors import AlreadyDone, Stale
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.programme.badge_messages import HonourAsked, HonourLetter
from domain.programme.badges import Honoured, OwnHonour, Standing
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_group, to_rider
from services.people.standings import standings_of
from services.ports.transaction import Transaction
from services.rider_keys import letter_key
from services.supervisor_keys import honour_key
from services.tickets.supervisors import own_group, supervisors_group
from services.tickets.ticket_actions import Staff


@dataclass(frozen=True, slots=True)
class HonourAskedView:
    """Who may have an honour letter, and their badges; None where nobody may any more."""

    honour: Honoured | None
    standings: tuple[Standing, ...] = ()


async def ask(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Put a rider who may have an honour letter before the supervisors, once."""
    group = await own_group(tx, deps)
    if group is None or not _is_met(deps, await standings_of(tx, deps, rider_id)):
        return
    made = Honoured(deps.ids.new(), rider_id, deps.clock.now())
    if await tx.badges.add_honour(made):
        await tx.outbox.put(to_group(deps, group, HonourAsked(made.id), honour_key(made.id), Precedence.STATUS))


async def withdraw(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Take back the question whether a rider gets a letter, where they may have none any more; a signed one stays."""
    asked = await tx.badges.honour_of(rider_id)
    if asked is None or asked.signed_at is not None or _is_met(deps, await standings_of(tx, deps, rider_id)):
        return
    await tx.badges.drop_honour(asked.id)
    await _redraw(tx, deps, asked.id)


def _is_met(deps: Deps, known: tuple[Standing, ...]) -> bool:
    honour = deps.district.badges.honour
    return honour is not None and honour.is_met({each.knight: each.level for each in known})


async def sign(tx: Transaction, deps: Deps, staff: Staff, chat_id: int, honour_id: int) -> bool:
    """Sign a rider's honour letter, and send it to them.

    Returns False, and draws the question again, where the rider has left or has not the badges any more.

    Raises:
        SupervisorsOnly: The chat is not the supervisors' group.
        AlreadyDone: A colleague has signed it.
        OwnHonour: It is the supervisor's own.
    """
    await supervisors_group(tx, deps, chat_id)
    asked = await tx.badges.honour(honour_id)
    rider = await tx.riders.get(asked.rider_id) if asked is not None else None
    if asked is not None and asked.signed_at is not None:
        raise AlreadyDone
    if asked is None or rider is None or not _is_met(deps, await standings_of(tx, deps, rider.id)):
        await _redraw(tx, deps, honour_id)
        return False
    if rider.chat_id == staff.user_id:
        raise OwnHonour
    year = deps.today.year
    signed = replace(
        asked, year=year, number=await tx.badges.newest_letter(year) + 1, signed_at=deps.clock.now(),
        signed_by=staff.user_id, signed_name=staff.name,
    )  # fmt: skip
    if not await tx.badges.sign(signed):
        raise AlreadyDone
    await _redraw(tx, deps, honour_id)
    await tx.outbox.put(to_rider(deps, rider, HonourLetter(), letter_key(honour_id), Precedence.STATUS))
    return True


async def _redraw(tx: Transaction, deps: Deps, honour_id: int) -> None:
    group = await own_group(tx, deps)
    if group is not None:
        await tx.outbox.put(to_group(deps, group, HonourAsked(honour_id), honour_key(honour_id), Precedence.STATUS))


async def show_letter(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Send a rider their letter again. Raises `Stale` where there is none."""
    letter = await tx.badges.honour_of(rider.id)
    if letter is None or letter.signed_at is None:
        raise Stale
    await answer(tx, deps, rider, HonourLetter())


@gather.register
async def honour_asked_view(meaning: HonourAsked, reading: Reading) -> HonourAskedView:
    """Return who may have an honour letter, and how far they are with their badges."""
    asked = await reading.tx.badges.honour(meaning.honour_id)
    if asked is None:
        return HonourAskedView(None)
    return HonourAskedView(asked, await standings_of(reading.tx, reading.deps, asked.rider_id))


@gather.register
async def honour_letter_view(meaning: HonourLetter, reading: Reading) -> Honoured | None:
    """Return a rider's letter that was signed; None where there is none."""
    del meaning
    letter = await reading.tx.badges.honour_of(reading.rider.id) if reading.rider is not None else None
    return letter if letter is not None and letter.signed_at is not None else None
