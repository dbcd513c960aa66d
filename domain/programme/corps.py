"""The knights' service corps: an activity calls the riders of a colour, each once a day at most."""

from dataclasses import dataclass

from domain.programme.activities import Activity, ActivityState


@dataclass(frozen=True, slots=True)
class Call:
    """Whom an activity calls at a time (ms UTC), on a day of the district, `2026-11-24`.

    Attributes:
        knight: The colour, of whatever level, that they hold.
        community: Where they have reported or checked something after `since` (ms UTC); "" for anywhere, or nowhere.
    """

    activity_id: int
    knight: str
    community: str
    since: int
    now: int
    day: str


@dataclass(frozen=True, slots=True)
class Called:
    """That a rider was called to an activity, on a day of the district, at a time (ms UTC)."""

    rider_id: int
    day: str
    activity_id: int
    at: int


def is_to_come(activity: Activity, now: int) -> bool:
    """Return whether riders may be called to an activity at a time (ms UTC): it is open and has not begun."""
    return activity.state is ActivityState.OPEN and now < activity.starts_at
