"""Words that ask for a station, and words that say more and are for something else."""

import pytest

from domain.district.stations import Amenity
from domain.programme.station_words import asks_for_station


@pytest.mark.parametrize(
    ("text", "amenity"),
    [("驿站", None), ("蜂巢在哪", None), ("附近有驿站吗？", None), ("哪里有厕所", Amenity.TOILET),
     ("附近有没有厕所", Amenity.TOILET), ("哪里有充电的地方", Amenity.CHARGING), ("充电", Amenity.CHARGING),
     ("热水", Amenity.WATER), ("哪儿能充电", Amenity.CHARGING),
     ("toilet", Amenity.TOILET), ("Where is the nearest toilet?", Amenity.TOILET), ("charging", Amenity.CHARGING)],
)  # fmt: skip
def test_they_ask_for_it(text: str, amenity: Amenity | None) -> None:
    assert asks_for_station(text) == (frozenset() if amenity is None else {amenity})


@pytest.mark.parametrize(
    "text",
    ["", "厕所堵了", "楼道充电", "有人在楼道充电", "热水管爆了", "能换充电券不", "驿站关门了", "火车站",
     "toilet water everywhere", "充电桩没电充不了", "德州站"],
)  # fmt: skip
def test_they_say_something_else(text: str) -> None:
    assert asks_for_station(text) is None
