"""What is learned when staff merge two reports: a repeat within reach, else two categories that are mistaken."""

from dataclasses import replace

import pytest

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.reporting.duplicates import SAME, Experience, Sign, Tally, category_pair
from domain.reporting.reports import Report
from services.tickets import duplicates
from tests.sample_views import HOUR, report
from tests.usecases import HERE, START, Case

DAY = 24 * HOUR
LIGHT, SNOW = "street_light", "snow_ice"
PAIR = category_pair(LIGHT, LIGHT)


def north(metres: float) -> Position:
    return replace(HERE, lat=HERE.lat + metres / METRES_PER_DEGREE)


def pair(*, metres: float = 0, age: int = 0, elder: str = LIGHT, younger: str = LIGHT) -> tuple[Report, Report]:
    """Two reports so far and so long apart; the elder has the greater id."""
    return (
        report(id=2, category=elder, submitted_at=START - age, position=HERE),
        report(id=1, category=younger, submitted_at=START, position=north(metres)),
    )


async def learned(case: Case, category: str = LIGHT) -> Experience:
    return await case.database.read(lambda tx: tx.duplicates.experience(category))


@pytest.mark.parametrize(
    ("metres", "age", "is_within"),
    [
        (0, 0, True),
        (39.99, 30 * DAY, True),
        (40.01, 0, False),
        (0, 30 * DAY + 1, False),
    ],
)
async def test_a_merge_teaches_a_repeat_only_within_the_categorys_radius_and_days(
    case: Case, metres: float, age: int, *, is_within: bool
) -> None:
    await case.do(duplicates.learn_merge, *pair(metres=metres, age=age))
    known = await learned(case)
    assert known[SAME] == (Tally(0, 1) if is_within else Tally(0, 0))
    assert known[PAIR] == (Tally(0, 1) if is_within else Tally(0, 0))


async def test_the_order_in_which_two_reports_are_named_does_not_matter(case: Case) -> None:
    elder, younger = pair(age=25 * HOUR)
    await case.do(duplicates.learn_merge, elder, younger)
    await case.do(duplicates.learn_merge, younger, elder)
    known = await learned(case)
    assert known[Sign("age", "3")] == Tally(0, 2)
    assert known[Sign("distance", "0")] == Tally(0, 2)


async def test_the_younger_report_is_the_repeat_and_its_category_says_how_far(case: Case) -> None:
    apart = {"metres": 60, "age": 4 * DAY}
    await case.do(duplicates.learn_merge, *pair(elder=LIGHT, younger="snow_ice", **apart))
    known = await learned(case, "snow_ice")
    assert known[category_pair(LIGHT, "snow_ice")] == Tally(1, 1)
    await case.do(duplicates.learn_merge, *pair(elder="snow_ice", younger=LIGHT, metres=30, age=4 * DAY))
    assert (await learned(case))[category_pair(LIGHT, "snow_ice")] == Tally(1, 2)


async def test_of_two_in_one_millisecond_the_greater_id_is_the_younger(case: Case) -> None:
    one, other = pair(metres=60, elder=SNOW, younger=LIGHT)
    await case.do(duplicates.learn_merge, one, other)
    assert (await learned(case))[category_pair(LIGHT, SNOW)] == Tally(0, 1)


async def test_a_category_that_the_district_gave_up_teaches_nothing(case: Case) -> None:
    await case.do(duplicates.learn_merge, *pair(age=1, younger="given_up"))
    assert (await learned(case))[category_pair(LIGHT, "given_up")] == Tally(0, 0)


async def test_out_of_reach_two_categories_are_learned_to_be_mistaken(case: Case) -> None:
    await case.do(duplicates.learn_merge, *pair(metres=500, elder="pothole"))
    known = await learned(case)
    assert known.confuses(LIGHT, "pothole")
    assert known[category_pair("pothole", LIGHT)] == Tally(1, 1)


async def test_a_confusion_is_learned_of_two_categories_and_not_of_one(case: Case) -> None:
    await case.database.write(lambda tx: duplicates.learn_confusion(tx, LIGHT, LIGHT))
    assert (await learned(case))[PAIR] == Tally(0, 0)
    await case.database.write(lambda tx: duplicates.learn_confusion(tx, LIGHT, "pothole"))
    assert (await learned(case)).confuses("pothole", LIGHT)
