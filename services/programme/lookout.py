"""Riders on the lookout for missing persons: whether they are, and where they were in the last two hours."""

from dataclasses import dataclass, replace
from typing import Final

from domain.errors import ConsentMissing
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.lookout import KEPT_MS, as_whereabouts
from domain.programme.lookout_messages import LookoutShown
from domain.programme.missing_messages import MissingPersonCalled
from domain.programme.sighting_messages import LookoutMuted
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people.riders import welcome
from services.ports.transaction import Transaction

_SLOT_MS: Final = 10 * 60_000


@dataclass(frozen=True, slots=True)
class LookoutView:
    """Whether a rider is on the lookout."""

    on: bool


async def show(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Say what the lookout is, with the key to it; who has not agreed to the terms is shown them."""
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    await answer(tx, deps, rider, LookoutShown())


async def turn(tx: Transaction, deps: Deps, rider: Rider, *, on: bool, edits: int) -> None:
    """Have a rider on the lookout from now on, or no more, and show so in the message that asked.

    Raises:
        ConsentMissing: They have not agreed to the current terms; to turn it off takes no agreement.
    """
    if on and not rider.agreed(deps.terms):
        raise ConsentMissing
    await _turn(tx, rider, on=on)
    await answer(tx, deps, rider, LookoutShown(edits=edits))


async def mute(tx: Transaction, deps: Deps, rider: Rider, missing_id: int, edits: int) -> None:
    """Let a rider hear of missing persons no more; the message that told of one, `edits`, loses its keys."""
    await _turn(tx, rider, on=False)
    if await tx.missing_persons.was_told(missing_id, rider.id):
        await answer(tx, deps, rider, MissingPersonCalled(missing_id, edits=edits))
    await answer(tx, deps, rider, LookoutMuted())


async def _turn(tx: Transaction, rider: Rider, *, on: bool) -> None:
    await tx.riders.save(replace(rider, lookout=on))
    if not on:
        await tx.whereabouts.forget(rider.id)


async def note(tx: Transaction, deps: Deps, chat_id: int, place: Position) -> None:
    """Keep where the rider of a private chat is, if they are on the lookout and it was measured lately."""
    rider, now = await tx.riders.by_chat(chat_id), deps.clock.now()
    if rider is None or not rider.lookout or not rider.agreed(deps.terms):
        return
    here = as_whereabouts(rider.id, place, now)
    if here is None:
        return
    await tx.whereabouts.note(here)
    slot = (here.at + KEPT_MS) // _SLOT_MS + 1
    await tx.timers.put(Timer(TimerKind.WHEREABOUTS, str(slot), slot * _SLOT_MS))


async def purge(tx: Transaction, deps: Deps, _: str) -> None:
    """Remove, by its timer, where riders were more than two hours ago."""
    await tx.whereabouts.purge(deps.clock.now() - KEPT_MS)


@gather.register
async def lookout_view(meaning: LookoutShown, reading: Reading) -> LookoutView | None:
    """Return whether the reader is on the lookout; None in a group."""
    del meaning
    return None if reading.rider is None else LookoutView(reading.rider.lookout)
