"""The poster of an activity: staff have it drawn to print, with the code by which riders sign up."""

from dataclasses import dataclass

from domain.programme.activities import Activity, ActivityState
from domain.programme.activity_staff_messages import ActivityPosterMade
from services.gathering import Reading, gather
from services.programme.activities import address_of


@dataclass(frozen=True, slots=True)
class PosterView:
    """An open activity, and the address that opens it for riders."""

    activity: Activity
    url: str


@gather.register
async def poster_view(meaning: ActivityPosterMade, reading: Reading) -> PosterView | None:
    """Return the activity as it is now; None where riders can't sign up any more."""
    activity = await reading.tx.activities.get(meaning.activity_id)
    if activity is None or activity.state is not ActivityState.OPEN or activity.ends_at <= reading.deps.clock.now():
        return None
    return PosterView(activity, address_of(reading.deps, activity))
