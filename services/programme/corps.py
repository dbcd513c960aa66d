"""Staff call the riders of a colour to an activity: once for each time that it has, in batches, by day alone."""

from dataclasses import dataclass, replace
from typing import Final

from domain.errors import ConsentMissing, Stale
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.programme.activities import HAS_PLACE, Activity
from domain.programme.activity_errors import CallTooLate
from domain.programme.badge_messages import BadgesShown
from domain.programme.corps import Call, Called, is_to_come
from domain.programme.corps_messages import ActivityCallAsked, ActivityCalled, CallLeft, CallsTold
from domain.timers import Timer, TimerKind
from domain.week.weeks import day_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import activities
from services.programme.activities import Listed, listed
from services.programme.holders import holds
from services.rider_keys import called_key
from services.tickets.lateness import next_day

AT_ONCE: Final = 200
"""How many riders who hold the colour are looked at in one transaction."""

_LATELY_MS: Final = 90 * 86_400_000


@dataclass(frozen=True, slots=True)
class CallView:
    """A call before staff: how many riders it would reach from `told_at` on (ms UTC), the morning if it `is_night`."""

    activity: Activity
    reaches: int
    told_at: int
    is_night: bool


def agreed(activity: Activity) -> str:
    """Return what the key to a call carries, so that it calls nobody else, nor to another time."""
    return f"call.{activity.revision}.{activity.calls}"


def check(deps: Deps, activity: Activity) -> int:
    """Return from when on riders would be told of a call (ms UTC).

    Raises:
        Stale: It calls no colour that the district has.
        CallTooLate: It has begun, or will before they could be told by day.
    """
    if not _gives(deps, activity):
        raise Stale
    told_at = next_day(deps, deps.clock.now())
    if not is_to_come(activity, told_at):
        raise CallTooLate
    return told_at


async def call(tx: Transaction, deps: Deps, activity: Activity, said: str) -> bool:
    """Call the riders of an activity's colour, once for each time that it has; return False if they were.

    `said` is what the pressed key carries. Raises Stale, CallTooLate as `check`; Stale, too, where another time or
    colour was agreed to.
    """
    if activity.called_at is not None:
        return False
    told_at = check(deps, activity)
    if said != agreed(activity):
        raise Stale
    await tx.activities.meet(activity.id)
    await tx.activities.save(replace(activity, called_at=deps.clock.now()))
    await tx.timers.put(_timer(activity, 0, told_at))
    return True


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Call the next riders, if they still are to be; at night it goes on by day."""
    activity_id, revision, after, _ = map(int, key.split(":"))
    activity, now = await _standing(tx, deps, activity_id, revision), deps.clock.now()
    if activity is None:
        return
    by_day = next_day(deps, now)
    if by_day > now:
        await tx.timers.put(_timer(activity, after, by_day))
        return
    last = await tx.corps.last_holder(activity.calls, after, AT_ONCE)
    if last is None:
        return
    call = call_of(deps, activity, now)
    for rider in await tx.corps.to_call(call, after, last):
        if await tx.corps.note(Called(rider.id, call.day, activity.id, now)):
            told, once = ActivityCalled(activity.id, revision), called_key(activity.id, revision, rider.id)
            await tx.outbox.put(to_rider(deps, rider, told, once, Precedence.DIGEST))
    await tx.timers.put(_timer(activity, last, now))


async def _standing(tx: Transaction, deps: Deps, activity_id: int, revision: int) -> Activity | None:
    """Return an activity to which riders may still be called as it stood at a revision; None for any other."""
    activity = await tx.activities.get(activity_id)
    if activity is None or activity.revision != revision or not _gives(deps, activity):
        return None
    return activity if is_to_come(activity, deps.clock.now()) else None


def _gives(deps: Deps, activity: Activity) -> bool:
    """Return whether the district gives the badge whose riders an activity calls."""
    return activity.calls in deps.district.badges.knights


def call_of(deps: Deps, activity: Activity, at: int) -> Call:
    """Return whom an activity calls at a time (ms UTC).

    A unit of some communities, or one that is gone, calls those of the community where it is, if that is known; a
    unit of the whole district calls all.
    """
    queue = deps.district.queues.get(activity.queue)
    is_everywhere = queue is not None and not queue.communities
    community = "" if is_everywhere else activity.community
    day = day_of(at, deps.district.timezone).isoformat()
    return Call(activity.id, activity.calls, community, at - _LATELY_MS, at, day)


def _timer(activity: Activity, after: int, due_at: int) -> Timer:
    return Timer(TimerKind.CALL, f"{activity.id}:{activity.revision}:{after}:{due_at}", due_at)


async def decline(tx: Transaction, deps: Deps, rider: Rider, activity_id: int, edits: int) -> None:
    """Take the keys of a call away, and keep nothing of that; who has a place meanwhile is shown it.

    Raises ActivityGone, ConsentMissing.
    """
    await activities.known(tx, deps, rider, activity_id)
    own = await tx.activities.sign_up_of(activity_id, rider.id)
    if own is not None and own.state in HAS_PLACE:
        await activities.show(tx, deps, rider, activity_id, edits)
        return
    await answer(tx, deps, rider, CallLeft(activity_id, edits=edits))


async def turn(tx: Transaction, deps: Deps, rider: Rider, *, on: bool, badges: int | None) -> None:
    """Call a rider from now on, or no more, and say so: in the message of their `badges`, else below the call.

    Raises ConsentMissing.
    """
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    await tx.riders.save(replace(rider, calls=on))
    told = CallsTold(on) if badges is None else BadgesShown(edits=badges)
    await answer(tx, deps, rider, told)


@gather.register
async def call_view(meaning: ActivityCallAsked, reading: Reading) -> CallView | None:
    """Return how many riders a call would reach now; None where it is another group's, or can't be made any more."""
    tx, deps = reading.tx, reading.deps
    activity = await tx.activities.get(meaning.activity_id)
    if activity is None or not _gives(deps, activity):
        return None
    if not await holds(tx, deps, meaning.chat_id, meaning.thread_id, activity.queue):
        return None
    now = deps.clock.now()
    told_at = next_day(deps, now)
    reaches = await tx.corps.reaches(call_of(deps, activity, told_at))
    return CallView(activity, reaches, told_at, is_night=told_at > now)


@gather.register
async def called_view(meaning: ActivityCalled, reading: Reading) -> Listed | None:
    """Return the call as things are now; None where it is over, or does not concern the rider any more."""
    tx, deps, rider = reading.tx, reading.deps, reading.rider
    activity = await _standing(tx, deps, meaning.activity_id, meaning.revision)
    if activity is None or rider is None or not rider.calls or sanctions.is_banned(deps, rider):
        return None
    own = await tx.activities.sign_up_of(activity.id, rider.id)
    return None if own is not None else await listed(tx, activity, None)


@gather.register
async def left_view(meaning: CallLeft, reading: Reading) -> Activity | None:
    """Return the activity to which a rider does not come; None where it is gone."""
    return await reading.tx.activities.get(meaning.activity_id)
