"""What became of an activity, told once in the group of who held it, when it is over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.messages import Precedence
from domain.programme.activities import Activity, SignUpState
from domain.programme.activity_staff_messages import ActivityEnded
from services.deps import Deps
from services.gathering import Reading, gather
from services.group_keys import activity_ended_key
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.tickets.lateness import is_day


@dataclass(frozen=True, slots=True)
class EndedView:
    """An activity that is over, how many riders are in each state, and how many checked in more than once."""

    activity: Activity
    counts: Mapping[SignUpState, int]
    again: int


async def tell(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Tell the group of who held an activity what became of it; nobody where they have no group."""
    group = await tx.queues.chat(activity.queue)
    if group is None:
        return
    ended, key = ActivityEnded(activity_id=activity.id), activity_ended_key(activity.id)
    told = to_group(deps, group, ended, key, Precedence.STATUS)
    await tx.outbox.put(replace(told, silent=not is_day(deps, deps.clock.now())))


@gather.register
async def ended_view(meaning: ActivityEnded, reading: Reading) -> EndedView | None:
    """Return an activity with who came to it; None where it is gone."""
    tx = reading.tx
    activity = await tx.activities.get(meaning.activity_id)
    if activity is None:
        return None
    return EndedView(activity, await tx.activities.counts(activity.id), await tx.activities.came_again(activity.id))
