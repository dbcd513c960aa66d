"""The algebra of levels: more is never less, and what is missing is just enough."""

from hypothesis import given
from hypothesis import strategies as st

from domain.district.badges import LEVELS, Badges, Criteria, DeedName, Honour, Knight
from domain.programme.badges import Badge, BadgeReason, Trace, nearest, standings

COUNT = st.integers(0, 40)
RISING = st.lists(COUNT, min_size=3, max_size=3).map(lambda some: tuple(sorted(some)))
CRITERIA = st.builds(Criteria, RISING, RISING, st.just(frozenset({"accepted"})))


@given(CRITERIA, COUNT, COUNT, COUNT, COUNT)
def test_who_does_more_reaches_no_less(criteria: Criteria, trainings: int, deeds: int, more: int, others: int) -> None:
    assert criteria.reached(trainings, deeds) <= criteria.reached(trainings + more, deeds + others)


@given(CRITERIA, COUNT, COUNT, st.sampled_from(LEVELS))
def test_what_is_missing_is_just_enough(criteria: Criteria, trainings: int, deeds: int, level: int) -> None:
    lacks, lacking = criteria.missing(level, trainings, deeds)
    assert criteria.reached(trainings + lacks, deeds + lacking) >= level
    if lacks:
        assert criteria.missing(level, trainings + lacks - 1, deeds + lacking) == (1, 0)
    if lacking:
        assert criteria.missing(level, trainings + lacks, deeds + lacking - 1) == (0, 1)


@given(CRITERIA, COUNT, COUNT)
def test_what_was_given_is_a_ladder_that_goes_on_where_it_ends(criteria: Criteria, trainings: int, deeds: int) -> None:
    badges = Badges({Knight.FLAME: criteria})
    earned: dict[tuple[str, str | None], int] = {("accepted", "pothole"): deeds, ("witness", "pothole"): 9}
    (before,) = standings(badges, [], {Knight.FLAME: trainings, Knight.FLASH: 9}, earned)
    given = [Badge(1, Knight.FLAME, level, 1) for level in before.reached]
    assert [each.level for each in given] == list(LEVELS[: criteria.reached(trainings, deeds)])
    (after,) = standings(badges, given, {Knight.FLAME: trainings}, earned)
    assert after.reached == ()
    assert after.level == len(given)
    assert (after.next is None) == (len(given) == len(LEVELS))
    assert after.next is None or after.missing != (0, 0)


def test_a_level_that_was_taken_back_holds_up_those_above_it() -> None:
    badges = Badges({Knight.FLAME: Criteria((1, 2, 3), (0, 0, 0))})
    given = [Badge(1, Knight.FLAME, 1, 1), Badge(1, Knight.FLAME, 2, 1).traced(Trace(2, 9, "", BadgeReason.FALSE))]
    (known,) = standings(badges, given, {Knight.FLAME: 3}, {})
    assert (known.level, known.reached, known.next) == (1, (), None)
    assert known.taken == given[1]


def test_deeds_of_a_category_are_those_for_its_reports() -> None:
    criteria = Criteria((0, 0, 0), (1, 2, 3), frozenset({"accepted"}), frozenset({"pothole"}))
    assert criteria.counted({("accepted", "pothole"): 2, ("accepted", None): 3, ("witness", "pothole"): 4}) == 2


def test_what_is_near_was_begun_and_lacks_little() -> None:
    deed = DeedName("件", "deed", "deeds")
    criteria = Criteria((0, 0, 0), (5, 10, 20), frozenset({"accepted"}), deed=deed)
    badges = Badges({Knight.FLAME: Criteria((1, 2, 3), (0, 0, 0)), Knight.PIONEER: criteria})
    assert nearest(standings(badges, [], {}, {})) is None
    near = nearest(standings(badges, [], {}, {("accepted", "pothole"): 2}))
    assert near is not None
    assert (near.knight, near.missing) == (Knight.PIONEER, (0, 3))
    assert nearest(standings(badges, [], {}, {("accepted", "pothole"): 1})) is None


def test_an_honour_takes_so_many_badges_of_a_level() -> None:
    levels = {Knight.FLAME: 2, Knight.FLASH: 1}
    assert Honour(2, 1).is_met(levels)
    assert not Honour(2, 2).is_met(levels)
    assert not Honour(3, 1).is_met(levels)
