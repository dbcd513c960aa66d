"""Riders sign up for activities, wait for a seat, cancel; whoever gives or frees a seat meets the others first."""

from dataclasses import replace

from domain.errors import ConsentMissing
from domain.people.riders import Rider
from domain.programme.activities import (
    HAS_PLACE,
    STILL_COMES,
    Activity,
    ActivityState,
    SignUp,
    SignUpState,
    seats_taken,
)
from domain.programme.activity_errors import (
    ActivityCancelled,
    ActivityFull,
    ActivityGone,
    ActivityOver,
    CameAlready,
    NotSignedUp,
)
from services.deps import Deps
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import activity_news
from services.tickets import boards


async def sign_up(tx: Transaction, deps: Deps, rider: Rider, activity_id: int) -> SignUp:
    """Give a rider a seat, or a place on the waiting list; who has one keeps it.

    Until the end somebody may still sign up where a seat is free; from the start on nobody waits for one, as whoever
    would move up could not come in time. Who cancelled and comes back keeps the number, and goes to the list's end.

    Raises:
        ActivityGone, ActivityCancelled, ActivityOver: See `running`.
        ActivityFull: It has begun, and no seat is free.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
        Barred: They are banned.
    """
    sanctions.refuse_banned(deps, rider)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    await tx.activities.meet(activity_id)
    activity, now = await running(tx, deps, activity_id), deps.clock.now()
    own = await tx.activities.sign_up_of(activity.id, rider.id)
    if own is not None and own.state in HAS_PLACE:
        return own
    has_seat = await has_free_seat(tx, activity)
    if not has_seat and now >= activity.starts_at:
        raise ActivityFull
    state = SignUpState.SIGNED_UP if has_seat else SignUpState.WAITING
    number = own.number if own is not None else await tx.activities.next_number(activity.id)
    made = SignUp(own.id if own is not None else deps.ids.new(), activity.id, rider.id, number, state, now)
    await tx.activities.save_sign_up(made)
    await boards.redraw_service(tx, deps, activity.queue)
    return made


async def cancel(tx: Transaction, deps: Deps, rider: Rider, activity_id: int) -> None:
    """Give back a rider's seat or place on the waiting list; whoever waits first moves up, and is told.

    Raises:
        ActivityGone, ActivityCancelled, ActivityOver: See `running`.
        CameAlready: They have checked in.
        NotSignedUp: They have neither.
    """
    await tx.activities.meet(activity_id)
    activity = await running(tx, deps, activity_id)
    own = await tx.activities.sign_up_of(activity.id, rider.id)
    if own is None or own.state not in HAS_PLACE:
        raise NotSignedUp
    if own.state is SignUpState.CAME:
        raise CameAlready
    await tx.activities.save_sign_up(replace(own, state=SignUpState.CANCELLED))
    await fill(tx, deps, activity)


async def fill(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Let as many move up from the waiting list as there are seats, in their order, and tell them.

    It is called, too, when staff change the seats: the activity is saved with them already. Nobody loses a seat by
    that. Who is banned or has left meanwhile is passed over. Once it has begun nobody moves up by this, but by coming.
    """
    await tx.activities.meet(activity.id)
    await boards.redraw_service(tx, deps, activity.queue)
    if activity.state is not ActivityState.OPEN or deps.clock.now() >= activity.starts_at:
        return
    while await has_free_seat(tx, activity):
        first = await tx.activities.first_waiting(activity.id)
        if first is None:
            return
        state = SignUpState.SIGNED_UP if await _may_come(tx, deps, first) else SignUpState.CANCELLED
        await tx.activities.save_sign_up(replace(first, state=state))
        if state is SignUpState.SIGNED_UP:
            await activity_news.tell_seat(tx, deps, activity, first)


async def leave(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Free the seats of a rider who is banned or leaves, and their places on waiting lists, and give them on."""
    for activity, own in await tx.activities.of_rider(rider_id, deps.clock.now()):
        if activity.state is ActivityState.OPEN and own.state in STILL_COMES:
            await tx.activities.meet(activity.id)
            await tx.activities.save_sign_up(replace(own, state=SignUpState.CANCELLED))
            await fill(tx, deps, activity)


async def leave_banned(tx: Transaction, deps: Deps, key: str) -> None:
    """Free the seats of a rider who was banned, and still is; the key is the rider's id and when that was."""
    rider = await tx.riders.get(int(key.partition(":")[0]))
    if rider is not None and sanctions.is_banned(deps, rider):
        await leave(tx, deps, rider.id)


async def running(tx: Transaction, deps: Deps, activity_id: int) -> Activity:
    """Return an activity for which riders can sign up now.

    Raises:
        ActivityGone: There is none that riders may know of.
        ActivityCancelled: It was cancelled.
        ActivityOver: It has ended.
    """
    activity = await tx.activities.get(activity_id)
    if activity is None or activity.state is ActivityState.DRAFT:
        raise ActivityGone
    if activity.state is ActivityState.CANCELLED:
        raise ActivityCancelled
    if activity.state is ActivityState.OVER or deps.clock.now() >= activity.ends_at:
        raise ActivityOver
    return activity


async def has_free_seat(tx: Transaction, activity: Activity) -> bool:
    """Return whether somebody else can come; meet at the activity before."""
    if activity.seats is None:
        return True
    return seats_taken(await tx.activities.counts(activity.id)) < activity.seats


async def _may_come(tx: Transaction, deps: Deps, sign_up: SignUp) -> bool:
    rider = await tx.riders.get(sign_up.rider_id)
    return rider is not None and not rider.has_left and rider.reachable and not sanctions.is_banned(deps, rider)
