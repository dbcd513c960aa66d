"""What riders are told of the activities that they signed up for, each once, in batches; and when one is over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.messages import Precedence
from domain.programme.activities import STILL_COMES, Activity, ActivityState, SignUp, SignUpState
from domain.programme.activity_messages import ActivityTold, News
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from services.programme import activity_summaries
from services.rider_keys import activity_told_key
from services.tickets.lateness import is_day

AT_ONCE: Final = 200
"""How many riders are told in one transaction."""

_BEFORE_MS: Final = {News.DAY: 24 * 3_600_000, News.HOUR: 3_600_000}
_END: Final = "end"
_SIGNED_UP: Final = (SignUpState.SIGNED_UP,)
CONCERNS: Final[Mapping[News, tuple[SignUpState, ...]]] = {
    News.DAY: _SIGNED_UP,
    News.HOUR: _SIGNED_UP,
    News.MOVED: STILL_COMES,
    News.CANCELLED: STILL_COMES,
    News.SEAT: _SIGNED_UP,
}
"""Who is told what."""


async def plan(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Set the timers of the reminders that are still to come, and of the end; each revision has its own.

    It is called when an activity opens; `tell_moved` calls it, too. Timers of an earlier revision do nothing.
    """
    now = deps.clock.now()
    timers = [_timer(activity, news, 0, activity.starts_at - before) for news, before in _BEFORE_MS.items()]
    ahead = [each for each in timers if each.due_at > now]
    await tx.timers.put_all([*ahead, _timer(activity, _END, 0, activity.ends_at)])


async def tell_moved(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Tell all who are signed up or wait that time or place is another now, and remind them of that anew.

    The activity is saved already, under a higher revision.
    """
    await plan(tx, deps, activity)
    await tx.timers.put(_timer(activity, News.MOVED, 0, deps.clock.now()))


async def tell_cancelled(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Tell all who are signed up or wait that it was called off; it is saved as such already."""
    await tx.timers.put(_timer(activity, News.CANCELLED, 0, deps.clock.now()))


async def tell_seat(tx: Transaction, deps: Deps, activity: Activity, sign_up: SignUp) -> None:
    """Tell a rider who waited since `sign_up.at` that a seat is theirs."""
    key = activity_told_key(activity.id, sign_up.at, News.SEAT, sign_up.id)
    await _tell(tx, deps, ActivityTold(activity.id, News.SEAT, activity.revision), sign_up, key)


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell the next riders a piece of news, if it still is true, or end an activity whose time is over."""
    activity_id, revision, what, after = key.split(":")
    activity = await tx.activities.get(int(activity_id))
    if activity is None or activity.revision != int(revision):
        return
    if what == _END:
        await end(tx, deps, activity)
        return
    news = News(what)
    if not is_true(activity, news, deps.clock.now()):
        return
    told = await tx.activities.sign_ups(activity.id, CONCERNS[news], int(after), AT_ONCE)
    for each in told:
        once = activity_told_key(activity.id, activity.revision, news, each.id)
        await _tell(tx, deps, ActivityTold(activity.id, news, activity.revision), each, once)
    if len(told) == AT_ONCE:
        await tx.timers.put(_timer(activity, news, told[-1].number, deps.clock.now()))


async def end(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """End an activity whose time is over: who was signed up and did not come is noted, and loses nothing by it.

    Who held it is told what became of it.
    """
    if activity.state is not ActivityState.OPEN or activity.ends_at > deps.clock.now():
        return
    await tx.activities.meet(activity.id)
    await tx.activities.save(replace(activity, state=ActivityState.OVER))
    await tx.activities.note_no_shows(activity.id)
    await activity_summaries.tell(tx, deps, activity)


def is_true(activity: Activity, news: News, now: int) -> bool:
    """Return whether a piece of news of an activity as it stands is still worth telling at a time (ms UTC)."""
    if news is News.CANCELLED:
        return activity.state is ActivityState.CANCELLED
    if activity.state is not ActivityState.OPEN or now >= activity.ends_at:
        return False
    if news is News.DAY:
        return now < activity.starts_at - _BEFORE_MS[News.HOUR]
    return news is not News.HOUR or now < activity.starts_at


async def _tell(tx: Transaction, deps: Deps, told: ActivityTold, sign_up: SignUp, key: str) -> None:
    rider = await tx.riders.get(sign_up.rider_id)
    if rider is None or not rider.reachable or rider.has_left:
        return
    outgoing = to_rider(deps, rider, told, key, Precedence.STATUS)
    await tx.outbox.put(replace(outgoing, silent=not is_day(deps, deps.clock.now())))


def _timer(activity: Activity, what: str, after: int, due_at: int) -> Timer:
    return Timer(TimerKind.ACTIVITY, f"{activity.id}:{activity.revision}:{what}:{after}", due_at)


@dataclass(frozen=True, slots=True)
class NewsView:
    """A piece of news of an activity, for a rider who signed up for it."""

    news: News
    activity: Activity
    sign_up: SignUp


@gather.register
async def news_view(meaning: ActivityTold, reading: Reading) -> NewsView | None:
    """Return the news with the activity as it is now; None where it is not true any more, or does not concern them."""
    tx, rider, news = reading.tx, reading.rider, News(meaning.news)
    activity = await tx.activities.get(meaning.activity_id)
    own = await tx.activities.sign_up_of(meaning.activity_id, rider.id) if rider is not None else None
    if activity is None or own is None or activity.revision != meaning.revision:
        return None
    concerns = own.state in CONCERNS[news] and is_true(activity, news, reading.deps.clock.now())
    return NewsView(news, activity, own) if concerns else None
