"""Who came to an activity: checked in once, by the code at the door or by staff, which earns points and a training."""

from dataclasses import dataclass, replace

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.activities import Activity, ActivityState, CameBy, SignUp, SignUpState
from domain.programme.activity_errors import DoorNotOpen, NoSeat, NotCame, NotSignedUp
from domain.programme.door_codes import OPENS_BEFORE_MS
from services.deps import Deps
from services.people import awarding, covering, sanctions
from services.ports.transaction import Transaction
from services.programme import trainings
from services.programme.sign_ups import has_free_seat, running


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A rider who came: their sign-up, the points that this gave, and whether they had checked in before."""

    sign_up: SignUp
    points: int
    again: bool


async def check_in(tx: Transaction, deps: Deps, activity: Activity, rider: Rider, by: CameBy) -> CheckedIn:
    """Note that a rider came, once, with points and the training; once more is counted, and gives nothing.

    Who waits moves in where a seat is free.

    Raises:
        ActivityGone, ActivityCancelled, ActivityOver: See `sign_ups.running`.
        DoorNotOpen: It is more than an hour before the start.
        NotSignedUp: They are not signed up, or are banned.
        NoSeat: They wait, and no seat is free.
    """
    await tx.activities.meet(activity.id)
    activity, now = await running(tx, deps, activity.id), deps.clock.now()
    if now < activity.starts_at - OPENS_BEFORE_MS:
        raise DoorNotOpen
    own = await tx.activities.sign_up_of(activity.id, rider.id)
    if own is None or own.state is SignUpState.CANCELLED or sanctions.is_banned(deps, rider):
        raise NotSignedUp
    if own.state is SignUpState.CAME:
        own = replace(own, again=own.again + 1)
        await tx.activities.save_sign_up(own)
        return CheckedIn(own, 0, again=True)
    if own.state is SignUpState.WAITING and not await has_free_seat(tx, activity):
        raise NoSeat
    own = replace(own, state=SignUpState.CAME, came_at=now, came_by=by)
    await tx.activities.save_sign_up(own)
    return CheckedIn(own, await _credit(tx, deps, activity, rider.id), again=False)


async def undo_check_in(tx: Transaction, deps: Deps, activity: Activity, number: int) -> SignUp:
    """Take back that who has this number came, with the points and the training; the seat stays theirs.

    Raises NotCame where they have not checked in.
    """
    await tx.activities.meet(activity.id)
    own = await tx.activities.numbered(activity.id, number)
    if own is None or own.state is not SignUpState.CAME:
        raise NotCame
    state = SignUpState.NO_SHOW if activity.state is ActivityState.OVER else SignUpState.SIGNED_UP
    own = replace(own, state=state, came_at=None, came_by=None, again=0)
    await tx.activities.save_sign_up(own)
    await _take_back(tx, deps, activity, own.rider_id)
    return own


def cause_of(activity: Activity, rider_id: int) -> str:
    """Return the cause under which a rider earns points and a training by an activity."""
    return f"{Merit.ACTIVITY.value}:{activity.id}:{rider_id}"


async def _credit(tx: Transaction, deps: Deps, activity: Activity, rider_id: int) -> int:
    """Give the activity's points and its training, and return the points that were given."""
    cause = cause_of(activity, rider_id)
    if activity.badge:
        await trainings.complete(tx, deps, rider_id, activity.badge, cause)
    if not activity.points:
        return 0
    unused, _ = await _causes(tx, cause)
    return await awarding.give(tx, deps, rider_id, Merit.ACTIVITY, activity.points, unused)


async def _take_back(tx: Transaction, deps: Deps, activity: Activity, rider_id: int) -> None:
    """Take back what the last check-in gave: entries stay, so another with what it gave is added."""
    cause = cause_of(activity, rider_id)
    await trainings.take_back(tx, deps, rider_id, cause)
    _, given = await _causes(tx, cause)
    if given is None or not given.points:
        return
    taken = Entry(
        f"{Merit.TAKEN_BACK.value}:{given.cause}",
        rider_id,
        None,
        Merit.TAKEN_BACK,
        -given.points,
        deps.today.isoformat(),
        deps.clock.now(),
    )
    await tx.ledger.add(taken)
    await covering.cover(tx, deps, rider_id)


async def _causes(tx: Transaction, cause: str) -> tuple[str, Entry | None]:
    """Return the cause for the next check-in of a rider, and the entry of the one before, if there was one.

    A second one, after staff took the first back, has a cause of its own: `activity:ID:RIDER:2`.
    """
    last, times, unused = None, 1, cause
    while (entry := await tx.ledger.of_cause(unused)) is not None:
        last, times = entry, times + 1
        unused = f"{cause}:{times}"
    return unused, last
