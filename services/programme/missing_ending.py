"""A call about a missing person ends, by staff, by time or with its report, and what riders were sent is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import Stale
from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.programme.missing_messages import MissingEnded, MissingPersonOver
from domain.programme.missing_persons import OVER, MissingPerson, MissingState
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.missing_keys import missing_ended_key, missing_key, missing_over_key, rider_of_missing_key
from services.outgoing import removal, to_group, to_rider
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.programme import sightings
from services.programme.missing_holders import group_of_call, supervisors
from services.programme.missing_persons import drop, drop_photo

AT_ONCE: Final = 200
"""From how many riders a call is taken back in one transaction."""

_OF_REPORT: Final = {"report": MissingState.CALLED_OFF, "found": MissingState.FOUND}
"""What becomes of a call whose report is closed or resolved, by what its timer says."""


@dataclass(frozen=True, slots=True)
class OverView:
    """A call that is over, and whether the rider who reads that saw something."""

    missing: MissingPerson
    saw: bool


async def end(tx: Transaction, deps: Deps, missing: MissingPerson, state: MissingState) -> None:
    """End a call as what has become of it; a draft, of which nobody was told, is dropped.

    Raises:
        Stale: It is no end.
    """
    if state not in OVER:
        raise Stale
    if missing.state is MissingState.DRAFT:
        await drop(tx, missing)
        return
    now = deps.clock.now()
    over = replace(missing, state=state, closed_at=now, description="", photo_id=None, asked_by=0, asked_m=0)
    await tx.missing_persons.save(over)
    await drop_photo(tx, missing)
    await sightings.forget_case(tx, deps, missing.id)
    await tx.timers.put(_back_timer(over, 0, now))
    await _tell_groups(tx, deps, over)


async def _tell_groups(tx: Transaction, deps: Deps, missing: MissingPerson) -> None:
    """Tell the group that made a call, and the supervisors, and take back there what was looked up."""
    groups = [await group_of_call(tx, deps, missing), await supervisors(tx, deps)]
    for group in {each.chat_id: each for each in groups if each is not None}.values():
        told = MissingEnded(missing_id=missing.id)
        key = missing_ended_key(missing.id, group.chat_id)
        await tx.outbox.put(to_group(deps, group, told, key, Precedence.STATUS))
        for message in await tx.messages.missing_looked_up(group.chat_id):
            await tx.outbox.put(removal(group.chat_id, message.message_id, erases=True))


async def _end_of_report(tx: Transaction, deps: Deps, report_id: int, state: MissingState) -> None:
    """End the call that was begun of a report which is resolved or closed now."""
    missing = await tx.missing_persons.of_report(report_id)
    if missing is not None:
        await end(tx, deps, missing, state)


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """End a call, by its time or with its report, or take back what the next riders were sent of one that is over."""
    what, about_id, about = key.split(":")
    if what in _OF_REPORT:
        await _end_of_report(tx, deps, int(about_id), _OF_REPORT[what])
        return
    missing = await tx.missing_persons.get(int(about_id))
    if missing is None:
        return
    if what == "end" and missing.state not in OVER and missing.until == int(about):
        await end(tx, deps, missing, MissingState.ENDED)
    elif what == "back" and missing.state in OVER:
        await _take_back(tx, deps, missing, int(about))


async def _take_back(tx: Transaction, deps: Deps, missing: MissingPerson, after: int) -> None:
    riders = await tx.missing_persons.told(missing.id, after, AT_ONCE)
    for rider in riders:
        message = await tx.messages.of_key(missing_key(missing.id, rider.id))
        if message is not None:
            await _take_from(tx, deps, missing, rider, message)
    if len(riders) == AT_ONCE:
        await tx.timers.put(_back_timer(missing, riders[-1].id, deps.clock.now()))


async def _take_from(tx: Transaction, deps: Deps, missing: MissingPerson, rider: Rider, message: LiveMessage) -> None:
    """Delete what a rider was sent, or empty it where it is too old for that, and say that it is over."""
    await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True))
    over, key = MissingPersonOver(missing.id), missing_over_key(missing.id, rider.id)
    await tx.outbox.put(to_rider(deps, rider, over, key, Precedence.STATUS))


async def arrived(tx: Transaction, deps: Deps, outgoing: Outgoing, messages: Sequence[LiveMessage]) -> None:
    """Take back at once what told a rider of a call that was over when it arrived; do nothing of other messages."""
    ids = rider_of_missing_key(outgoing.key)
    if ids is None or not messages:
        return
    missing, rider = await tx.missing_persons.get(ids[0]), await tx.riders.get(ids[1])
    if missing is not None and rider is not None and missing.state in OVER:
        await _take_from(tx, deps, missing, rider, messages[0])


def _back_timer(missing: MissingPerson, after: int, due_at: int) -> Timer:
    return Timer(TimerKind.MISSING, f"back:{missing.id}:{after}", due_at)


@gather.register
async def over_view(meaning: MissingPersonOver, reading: Reading) -> OverView | None:
    """Return the call that is over, and whether its reader saw something; None in a group."""
    missing = await reading.tx.missing_persons.get(meaning.missing_id)
    if missing is None or missing.state not in OVER or reading.rider is None:
        return None
    return OverView(missing, await reading.tx.sightings.last_of(missing.id, reading.rider.id) is not None)


@gather.register
async def ended_view(meaning: MissingEnded, reading: Reading) -> tuple[MissingPerson, int] | None:
    """Return the call that is over, and how many riders were told of it."""
    missing = await reading.tx.missing_persons.get(meaning.missing_id)
    return (
        None
        if missing is None or missing.state not in OVER
        else (missing, await reading.tx.missing_persons.count_told(missing.id))
    )
