"""Staff call riders about a missing person: those near where they were last seen, farther out, and who came since."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import Nameless, Stale
from domain.messages import Outgoing, Precedence
from domain.programme.lookout import Near, Search
from domain.programme.missing_errors import (
    MissingIncomplete,
    MissingNoLonger,
    NobodyMissing,
    SecondNeeded,
    TooManyMissing,
)
from domain.programme.missing_messages import MissingCallAsked, MissingCard, MissingPersonCalled
from domain.programme.missing_persons import ALONE_M, OPEN_AT_MOST, RADII, STANDING, MissingPerson, MissingState
from domain.reporting.photos import Photo
from domain.tickets.staff import NAMELESS
from services.deps import Deps
from services.gathering import Reading, gather
from services.missing_keys import missing_key
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.programme.missing_holders import holds, open_there, supervisors
from services.programme.missing_persons import end_timer, lacks

_HOUR_MS: Final = 3_600_000
LONGEST_MS: Final = 7 * 24 * _HOUR_MS
"""How long a call lasts at most, however often it is made longer."""


@dataclass(frozen=True, slots=True)
class MissingCallView:
    """A call before it is made, or widened: how many riders it would reach now, and what they will read.

    Attributes:
        missing: As it would be once they are called.
        needs_second: Whether somebody else has to agree to it.
    """

    missing: MissingPerson
    photo: Photo | None
    reaches: int
    needs_second: bool


@dataclass(frozen=True, slots=True)
class CalledView:
    """A missing person as riders are told of them; `answers` says whether the keys to answer stand below."""

    missing: MissingPerson
    photo: Photo | None
    answers: bool


def check(missing: MissingPerson, radius_m: int) -> None:
    """Check that riders can be called as far as this.

    Raises:
        Stale: It is no radius that there is, or less far than riders were called already.
        MissingIncomplete: Something that they have to be told is not said yet.
    """
    if radius_m not in RADII or (missing.state is MissingState.OPEN and radius_m < missing.radius_m):
        raise Stale
    if lacks(missing):
        raise MissingIncomplete


async def ask(tx: Transaction, missing: MissingPerson, radius_m: int, staff_id: int) -> None:
    """Keep who asks to call riders as far as this, before they are. Raises as `check`."""
    check(missing, radius_m)
    await tx.missing_persons.save(replace(missing, asked_by=staff_id, asked_m=radius_m))


async def call(tx: Transaction, deps: Deps, missing: MissingPerson, radius_m: int, staff_id: int) -> int:
    """Open a call, or widen one, and tell the riders whom it reaches beyond those who were told; return how many.

    Raises:
        Stale, MissingIncomplete: As `check`; Stale, too, where it was not asked for as far as this.
        TooManyMissing: As many calls of this group are open as there may be.
        SecondNeeded, Nameless: Somebody else, whose name is known, has to agree to it.
    """
    check(missing, radius_m)
    if missing.asked_m != radius_m:
        raise Stale
    if _needs_second(missing, radius_m):
        _agree(missing, staff_id)
    if missing.state is MissingState.DRAFT and await open_there(tx, deps, missing) >= OPEN_AT_MOST:
        raise TooManyMissing
    called = _opened(deps, replace(missing, radius_m=radius_m, asked_by=0, asked_m=0), staff_id)
    await tx.missing_persons.save(called)
    if missing.state is MissingState.DRAFT:
        await tx.timers.put(end_timer(called))
        await _tell_supervisors(tx, deps, called)
    return await tell_near(tx, deps, called)


def _needs_second(missing: MissingPerson, radius_m: int) -> bool:
    """Return whether a second person agrees to a radius: one that is wide, and wider than was agreed to."""
    is_agreed = missing.state is MissingState.OPEN and radius_m == missing.radius_m
    return radius_m > ALONE_M and not is_agreed


def _agree(missing: MissingPerson, staff_id: int) -> None:
    if NAMELESS in {staff_id, missing.asked_by}:
        raise Nameless
    if staff_id == missing.asked_by:
        raise SecondNeeded


def _opened(deps: Deps, missing: MissingPerson, staff_id: int) -> MissingPerson:
    if missing.state is MissingState.OPEN:
        return missing
    now = deps.clock.now()
    until = now + missing.hours * _HOUR_MS
    return replace(missing, state=MissingState.OPEN, opened_by=staff_id, opened_at=now, until=until)


async def tell_near(tx: Transaction, deps: Deps, missing: MissingPerson) -> int:
    """Tell riders who are near and were not told, and return how many."""
    now = deps.clock.now()
    near = await tx.whereabouts.within(_search(missing, now), deps.terms)
    await tx.missing_persons.note_told(missing.id, [each.rider_id for each in near], now)
    await tx.outbox.put_new(_told(deps, missing, near))
    return len(near)


def _search(missing: MissingPerson, now: int) -> Search:
    """Return whom a call looks for. Raises NobodyMissing where nobody knows where."""
    if missing.position is None:
        raise NobodyMissing
    place = missing.position
    return Search(missing.id, place.lat, place.lng, missing.radius_m, missing.knight, now)


def _told(deps: Deps, missing: MissingPerson, near: Iterable[Near]) -> list[Outgoing]:
    usual, meaning = deps.district.default_language, MissingPersonCalled(missing.id)
    return [
        Outgoing(
            missing_key(missing.id, each.rider_id), each.chat_id, None, Precedence.URGENT, meaning,
            language=each.language or usual,
        )
        for each in near
    ]  # fmt: skip


async def _tell_supervisors(tx: Transaction, deps: Deps, missing: MissingPerson) -> None:
    """Show the supervisors a call that another group has opened."""
    there = await supervisors(tx, deps)
    if there is None or await _is_theirs(tx, there.chat_id, missing.queue):
        return
    card = MissingCard(missing_id=missing.id, chat_id=there.chat_id, thread_id=there.thread_id, by=missing.id)
    await tx.outbox.put(to_group(deps, there, card, precedence=Precedence.URGENT))


async def _is_theirs(tx: Transaction, chat_id: int, queue: str) -> bool:
    return queue in {chat.queue for chat in await tx.queues.of_chat(chat_id)}


async def lengthen(tx: Transaction, deps: Deps, missing: MissingPerson, hours: int) -> None:
    """Let an open call last so many hours from now, a week in all at most. Raises MissingNoLonger."""
    until = min(deps.clock.now() + hours * _HOUR_MS, (missing.opened_at or 0) + LONGEST_MS)
    if until <= missing.until:
        raise MissingNoLonger
    longer = replace(missing, until=until, hours=hours)
    await tx.missing_persons.save(longer)
    await tx.timers.put(end_timer(longer))


@gather.register
async def call_view(meaning: MissingCallAsked, reading: Reading) -> MissingCallView | None:
    """Return how many riders a call would reach now; None where it is another group's, or can't be made any more."""
    tx, deps = reading.tx, reading.deps
    missing = await tx.missing_persons.get(meaning.missing_id)
    if missing is None or missing.state not in STANDING or lacks(missing):
        return None
    if not await holds(tx, deps, meaning.chat_id, meaning.thread_id, missing.queue):
        return None
    wide = _opened(deps, replace(missing, radius_m=meaning.radius_m), missing.made_by)
    reaches = await tx.whereabouts.count_within(_search(wide, deps.clock.now()), deps.terms)
    return MissingCallView(wide, await photo_of(tx, missing), reaches, _needs_second(missing, meaning.radius_m))


@gather.register
async def called_view(meaning: MissingPersonCalled, reading: Reading) -> CalledView | None:
    """Return who is missing; None once that is over, so that nobody is told after it, nor who wants no more of it."""
    missing, rider = await reading.tx.missing_persons.get(meaning.missing_id), reading.rider
    if missing is None or missing.state is not MissingState.OPEN or rider is None:
        return None
    if not rider.lookout and meaning.edits is None:
        return None
    return CalledView(missing, await photo_of(reading.tx, missing), rider.lookout)


async def photo_of(tx: Transaction, missing: MissingPerson) -> Photo | None:
    """Return the photo of a call, None for none."""
    photos = await tx.photos.by_ids([missing.photo_id] if missing.photo_id is not None else [])
    return photos[0] if photos else None
