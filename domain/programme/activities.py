"""Activities for riders: when, where and for how many they are, who signed up, and who came."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TITLE_LONGEST: Final = 40
"""Characters of an activity's title."""

NOTE_LONGEST: Final = 300
"""Characters of what is said of it."""

PLACE_LONGEST: Final = 60
"""Characters of a place in words."""


OFF_LONGEST: Final = 100
"""Characters of a reason in words for calling it off."""


class ActivityState(StrEnum):
    """What has become of an activity. Riders see it from `open` on."""

    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"
    OVER = "over"


class OffReason(StrEnum):
    """Why an activity is called off, as prepared; all else is said in words."""

    WEATHER = "weather"
    PLACE = "place"
    TOO_FEW = "too_few"
    STAFF = "staff"


EDITABLE: Final = frozenset({ActivityState.DRAFT, ActivityState.OPEN})
"""In which staff may change it or call it off."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity.

    Attributes:
        queue: Who holds it: a queue of kind service.
        kind: A kind of the district's list, such as `training`.
        zh, en: The title; either may be "" as long as the other is not.
        note: What else is said of it, "" for nothing.
        starts_at, ends_at: ms UTC; 0 while a draft has none.
        station: The station at which it is, "" for another place.
        place: The place in words: those of staff, or the station's name of then.
        lat, lng: WGS-84; None where nobody gave a position.
        community: The community of the position, "" for none.
        seats: How many can come; None for as many as want to.
        languages: The languages that are spoken there.
        badge: The colour for which it counts as a training, "" for none.
        points: What whoever came earns.
        calls: The colour whose riders are called, "" for none; the others may come all the same.
        revision: Raised when time or place change, so that what was said of them before is known as old.
        door: The secret by which the page at its door is found, "" until staff ask for it.
        at: When it was begun, or last changed as a draft, ms UTC.
        staff_id: Who began it, 0 where it came by a file.
        off_reason, off_words: Why it was called off, by one of both; None and "" while it was not, or nobody said why.
        called_at: When riders were called to it as it stands, ms UTC; None while nobody was.
    """

    id: int
    queue: str
    kind: str
    state: ActivityState
    zh: str
    en: str
    note: str
    starts_at: int
    ends_at: int
    station: str
    place: str
    lat: float | None
    lng: float | None
    community: str
    seats: int | None
    languages: tuple[str, ...]
    badge: str
    points: int
    calls: str
    revision: int
    door: str
    at: int
    staff_id: int
    off_reason: OffReason | None = None
    off_words: str = ""
    called_at: int | None = None


class SignUpState(StrEnum):
    """What a rider has to do with an activity."""

    SIGNED_UP = "signed_up"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    CAME = "came"
    NO_SHOW = "no_show"


class CameBy(StrEnum):
    """How it is known that a rider came: by the code at the door, or by staff."""

    CODE = "code"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class SignUp:
    """A rider's place in an activity, one for each of both.

    Attributes:
        number: By which staff know them there, from 1; never given twice in an activity.
        at: When they signed up last, ms UTC: the order of the waiting list.
        came_at: When they checked in, ms UTC; None while they have not.
        came_by: How that is known.
        again: How often they checked in once more.
    """

    id: int
    activity_id: int
    rider_id: int
    number: int
    state: SignUpState
    at: int
    came_at: int | None = None
    came_by: CameBy | None = None
    again: int = 0


@dataclass(frozen=True, slots=True)
class Attended:
    """An activity, how many riders had a seat at it, and how many of them came."""

    activity: Activity
    signed_up: int
    came: int


HOLDS_SEAT: Final = frozenset({SignUpState.SIGNED_UP, SignUpState.CAME})
"""Who takes a seat."""

HAS_PLACE: Final = HOLDS_SEAT | {SignUpState.WAITING}
"""Who has a seat or waits for one."""


STILL_COMES: Final = (SignUpState.SIGNED_UP, SignUpState.WAITING)
"""Who has not come yet and may: they hear of another time or place, and that it is called off."""


def seats_taken(counts: Mapping[SignUpState, int]) -> int:
    """Return how many seats are taken where so many riders are in each state."""
    return sum(counts.get(state, 0) for state in HOLDS_SEAT)


def still_coming(counts: Mapping[SignUpState, int]) -> int:
    """Return how many riders may still come where so many are in each state."""
    return sum(counts.get(state, 0) for state in STILL_COMES)
