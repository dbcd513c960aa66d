"""Activities of two years in a city, and their screens for riders and for the staff who hold them."""

from collections.abc import Iterator
from typing import Any, Final

from benchmarks.growth_life import DAY_MS, NOW
from benchmarks.growth_year import FIRST_GROUP, Rows
from domain.messages import Meaning
from domain.programme.activity_messages import ActivitiesShown, ActivityShown
from domain.programme.activity_staff_messages import ActivitiesOfGroup, ActivityCard

QUEUE: Final = "rider-service"
_OVER, _TO_COME, _EACH, _LARGEST = 540, 60, 100, 2_000
_NEXT: Final = _OVER + 1
"""The largest one, which is next; the first rider signed up for each."""

_HOUR: Final = 3_600_000


def activity_rows(riders: int) -> Rows:
    """Return activities that are over and to come, and who signed up for them."""
    return {"activity": list(_activities()), "sign_up": list(_sign_ups(riders))}


def _activities() -> Iterator[tuple[Any, ...]]:
    for each in range(1, _OVER + _TO_COME + 1):
        starts = NOW + (each - _OVER) * DAY_MS
        state, seats = ("over" if each <= _OVER else "open"), 2 * _LARGEST
        yield (
            each, QUEUE, "training", state, f"培训{each}", f"Training {each}", "", starts, starts + 2 * _HOUR, "",
            "文化宫", 37.45, 116.3, "", seats, '["zh"]', "flame", 5, "", 0, "", NOW - DAY_MS, 5, 0,
        )  # fmt: skip


def _sign_ups(riders: int) -> Iterator[tuple[Any, ...]]:
    key = 0
    for each in range(1, _OVER + _TO_COME + 1):
        for number in range(1, min(riders - 1, _LARGEST if each == _NEXT else _EACH) + 1):
            key += 1
            rider = 1 if number == 1 else 2 + (number + 7 * each) % (riders - 1)
            state = "came" if each <= _OVER else "signed_up"
            yield key, each, rider, number, state, NOW, None, None, 0


def activity_screens(queues: tuple[str, ...], rider: int) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown, and to whom: the first rider signed up for everything."""
    group = FIRST_GROUP - queues.index(QUEUE)
    return {
        "/activities of the busiest rider": (1, ActivitiesShown()),
        "/activities of a usual rider": (rider, ActivitiesShown()),
        "an activity of the busiest rider": (1, ActivityShown(_NEXT)),
        "/activities of the staff": (group, ActivitiesOfGroup(chat_id=group)),
        "an activity's card": (group, ActivityCard(activity_id=_NEXT, chat_id=group)),
        "the list at the door": (group, ActivityCard(activity_id=_NEXT, menu="door.1000", chat_id=group)),
    }
