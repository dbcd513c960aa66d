"""Who can't be told that an activity is tomorrow gives the seat to who waits."""

from dataclasses import replace

from domain.programme.activities import Activity, SignUp, SignUpState
from domain.programme.activity_messages import News
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import activity_news, sign_ups


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Do what a timer of an activity is for; with the reminder of the day before, give on the seats of the unreached.

    Who has blocked the bot keeps the seat as long as nobody waits for one, and may sign up anew once they are back.
    """
    activity_id, revision, what, after = key.split(":")
    activity = await tx.activities.get(int(activity_id)) if what == News.DAY else None
    if activity is not None and activity.revision == int(revision):
        await _give_on(tx, deps, activity, int(after))
    await activity_news.go_on(tx, deps, key)


async def _give_on(tx: Transaction, deps: Deps, activity: Activity, after: int) -> None:
    if not activity_news.is_true(activity, News.DAY, deps.clock.now()):
        return
    await tx.activities.meet(activity.id)
    for own in await tx.activities.sign_ups(activity.id, (SignUpState.SIGNED_UP,), after, activity_news.AT_ONCE):
        if await tx.activities.first_waiting(activity.id) is None:
            return
        if await _is_unreached(tx, own):
            await tx.activities.save_sign_up(replace(own, state=SignUpState.CANCELLED))
            await sign_ups.fill(tx, deps, activity)


async def _is_unreached(tx: Transaction, own: SignUp) -> bool:
    rider = await tx.riders.get(own.rider_id)
    return rider is None or not rider.reachable
