"""Which open reports a new one may repeat: nearer, fresher, likelier ones first, and short lists."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.duplicates import (
    _SCALES,
    DIFFERENT,
    LISTS,
    SAME,
    SHOWN_AT_MOST,
    Candidate,
    Experience,
    Ranked,
    Reach,
    Sign,
    Tally,
    _Scale,
    category_pair,
    cut,
    lesson_of_candidates,
    lesson_of_confusion,
    lesson_of_duplicate,
    lesson_of_list,
    rank,
)

HOUR = 3_600_000
RADIUS = 50.0
REACH = Reach(RADIUS, 14)

SIGNS = [
    *(Sign("distance", str(step)) for step in range(4)),
    *(Sign("age", str(step)) for step in range(6)),
    *(Sign("photo", str(step)) for step in range(2)),
    *(category_pair(one, other) for one in "ab" for other in "abc"),
    SAME,
    DIFFERENT,
]
tallies = st.builds(Tally, st.integers(0, 100_000), st.integers(0, 100_000))
experiences = st.dictionaries(st.sampled_from(SIGNS), tallies).map(Experience)
candidates = st.builds(
    Candidate,
    st.integers(0, 999),
    st.sampled_from("abc"),
    st.floats(0, RADIUS),
    st.integers(0, 400 * HOUR),
    st.none() | st.integers(0, 128),
)


def candidate(
    number: int = 1, category: str = "a", distance: float = 20, hours: float = 5, bits: int | None = None
) -> Candidate:
    return Candidate(number, category, distance, round(hours * HOUR), bits)


def score(each: Candidate, experience: Experience | None = None) -> float:
    return rank("a", REACH, [each], experience or Experience())[0].score


def ids(*several: Candidate, experience: Experience | None = None) -> list[int]:
    return [each.candidate.id for each in rank("a", REACH, several, experience or Experience())]


@given(experiences, candidates, st.floats(0, RADIUS))
def test_what_is_nearer_never_counts_less(experience: Experience, one: Candidate, nearer: float) -> None:
    other = Candidate(one.id, one.category, min(nearer, one.distance_m), one.age_ms, one.differing_bits)
    assert score(other, experience) >= score(one, experience)


@given(experiences, candidates, st.integers(0, 400 * HOUR))
def test_what_is_fresher_never_counts_less(experience: Experience, one: Candidate, fresher: int) -> None:
    other = Candidate(one.id, one.category, one.distance_m, min(fresher, one.age_ms), one.differing_bits)
    assert score(other, experience) >= score(one, experience)


@given(experiences, candidates, st.integers(0, 128))
def test_what_looks_liker_never_counts_less(experience: Experience, one: Candidate, bits: int) -> None:
    liker, other = sorted((bits, one.differing_bits or 0))
    scores = [
        score(Candidate(one.id, one.category, one.distance_m, one.age_ms, each), experience) for each in (liker, other)
    ]
    assert scores[0] >= scores[1]


@given(experiences, st.lists(candidates, max_size=8))
def test_a_ranking_keeps_every_candidate_whatever_their_order(experience: Experience, several: list[Candidate]) -> None:
    ranked = rank("a", REACH, several, experience)
    assert sorted(each.candidate.id for each in ranked) == sorted(each.id for each in several)
    assert all(math.isfinite(each.score) for each in ranked)
    again = rank("a", REACH, several[::-1], experience)
    assert [each.score for each in again] == pytest.approx([each.score for each in ranked])
    assert len(cut(ranked, experience)) <= SHOWN_AT_MOST


def test_before_anything_is_known_category_place_time_and_photo_count() -> None:
    near, far, old = candidate(1, distance=1), candidate(2, distance=45), candidate(3, distance=1, hours=200)
    other, alike = candidate(4, "b", distance=1), candidate(5, "b", distance=45, hours=200, bits=3)
    assert ids(far, near)[0] == near.id
    assert ids(old, near)[0] == near.id
    assert ids(other, far)[0] == far.id
    assert score(alike) > score(far)
    assert score(candidate(bits=40)) < score(candidate())


def test_of_those_equally_likely_the_eldest_comes_first() -> None:
    assert ids(candidate(1, hours=0.1), candidate(2, hours=0.5), candidate(3, hours=0.2)) == [2, 3, 1]


def test_where_many_stand_each_is_less_likely() -> None:
    alone = score(candidate())
    crowded = rank("a", REACH, [candidate(number) for number in range(4)], Experience())
    assert crowded[0].score == pytest.approx(alone - math.log(4))
    mixed = rank("a", REACH, [candidate(1), candidate(2, "b")], Experience())
    assert mixed[0].score == pytest.approx(alone), "another category is no other_position"


def test_what_is_confused_is_learned_from_repeats_and_corrections() -> None:
    far = candidate(1, "b", distance=45, hours=100)
    assert not cut(rank("a", REACH, [far], Experience()), Experience())
    lessons: list[Callable[[], dict[Sign, Tally]]] = [
        lambda: dict(lesson_of_candidates("a", RADIUS, [candidate(7, "b")], {7})),
        lambda: dict(lesson_of_confusion("b", "a")),
    ]
    for lesson in lessons:
        experience = Experience()
        before = score(far, experience)
        for _ in range(6):
            experience.add(lesson())
        assert score(far, experience) > before + 2
        assert cut(rank("a", REACH, [far], experience), experience)


def test_what_only_stands_near_by_is_not_taken_for_a_repeat() -> None:
    experience, before = Experience(), score(candidate(1, "b"))
    for _ in range(200):
        experience.add(lesson_of_candidates("a", RADIUS, [candidate(7, "b")], set()))
    assert score(candidate(1, "b"), experience) < before - 1


def test_a_repeat_learned_later_equals_one_known_at_once() -> None:
    one, other = candidate(1), candidate(2, "b", distance=3)
    at_once = Experience().add(lesson_of_candidates("a", RADIUS, [one, other], {2}))
    later = Experience().add(lesson_of_candidates("a", RADIUS, [one, other], set()))
    later.add(lesson_of_duplicate("a", RADIUS, other))
    assert all(at_once[sign] == later[sign] for sign in SIGNS)


def test_a_category_is_not_confused_with_itself() -> None:
    assert lesson_of_confusion("a", "a") == {}


def test_a_list_has_three_at_most_and_none_that_is_unlikely() -> None:
    ranked = [Ranked(1.0 - place, candidate(place)) for place in range(5)]
    assert [each.candidate.id for each in cut(ranked, Experience())] == [0, 1, 2]
    assert cut([Ranked(-3.6, candidate())], Experience()) == []
    assert len(cut([Ranked(-3.4, candidate())], Experience())) == 1


@pytest.mark.parametrize("crowd", [2, 3, 30])
def test_in_the_densest_city_nine_lists_of_ten_have_one_candidate_at_most(crowd: int) -> None:
    experience, followed = Experience(), 0
    ranked = rank("a", REACH, [candidate(number, distance=0, hours=0) for number in range(crowd)], experience)
    for number in range(1, 1001):
        listed = len(cut(ranked, experience))
        experience.add(lesson_of_list(listed))
        followed += listed > 1
        assert listed, "the first is not bound by the budget"
        assert followed <= 0.09 * number + 8
    assert experience[LISTS] == Tally(1000, followed)
    assert followed >= 80, "and the budget is used"


def test_where_categories_are_told_apart_another_one_counts_only_once_it_was_confused() -> None:
    told_apart, experience = Reach(RADIUS, 14, told_apart=True), Experience()
    same, other = candidate(1, distance=45, hours=100), candidate(2, "b", distance=0, hours=0)

    def found() -> list[int]:
        return [each.candidate.id for each in cut(rank("a", told_apart, [same, other], experience), experience)]

    assert found() == [1]
    experience.add(lesson_of_candidates("a", RADIUS, [candidate(7, "b")], set()))
    assert found() == [1], "a chance is no confusion"
    experience.add(lesson_of_confusion("a", "b"))
    assert found() == [2, 1]


@pytest.mark.parametrize("scale", _SCALES.values(), ids=_SCALES)
def test_what_is_expected_at_first_is_percentages_of_every_step(scale: _Scale) -> None:
    for weights in (scale.duplicates, scale.others):
        assert len(weights) == len(scale.limits) + 1
        assert sum(weights) == pytest.approx(100)
    assert list(scale.limits) == sorted(scale.limits)
