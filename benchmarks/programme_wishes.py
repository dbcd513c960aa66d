"""A city's wishes, and their screens."""

from collections.abc import Iterator
from typing import Any, Final

from benchmarks.growth_life import DAY_MS, NOW
from benchmarks.growth_year import SUPERVISORS_GROUP, Rows
from domain.messages import Meaning
from domain.programme.wish_messages import WishesShown, WishShown
from domain.programme.wish_staff_messages import WishCard

_STAGES: Final = ("listed", "adopted", "thanked", "lapsed", "asked")
_QUEUE: Final = "rider-service"


def wish_rows(riders: int) -> Rows:
    """Return two wishes of each rider, in turn in each stage; the next rider has taken those that are taken."""
    return {"wish": list(_wishes(riders))}


def _wishes(riders: int) -> Iterator[tuple[Any, ...]]:
    for each in range(1, 2 * riders + 1):
        rider, stage = 1 + each // 2 % riders, _STAGES[each % len(_STAGES)]
        is_taken = stage in {"adopted", "thanked"}
        closed_at = NOW if stage in {"thanked", "lapsed"} else None
        yield (
            each, rider, _QUEUE, NOW, stage, "2611", each, "想要一副防风手套", None, "", NOW, NOW + 30 * DAY_MS,
            "rider" if is_taken else None, 1 + rider % riders if is_taken else None, "", NOW if is_taken else None,
            NOW if is_taken else None, "", None, "", None, "", "", closed_at,
        )  # fmt: skip


def wish_screens(rider: int) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown to a rider, and to staff."""
    return {
        "/wish": (rider, WishesShown()),
        "a page of /wish": (rider, WishesShown(1_000)),
        "a wish": (rider, WishShown(5)),
        "a wish before staff": (SUPERVISORS_GROUP, WishCard(5, "adopt")),
    }
