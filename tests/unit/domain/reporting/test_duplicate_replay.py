"""A history replayed: each report ranked with what was known by then, and with nothing of what came after."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from domain.reporting.duplicate_replay import DEFAULT_POINT_REPORTS, PastReport, ReplayResult, moments, replay
from domain.reporting.duplicates import Reach

HOUR, DAY = 3_600_000, 86_400_000
METRE = 1 / 111_195


def report(
    name: str, category: str = "lamp", metres: float = 0, at: int = 0, closed: int | None = None, lat: float = 42.0
) -> PastReport:
    return PastReport(name, category, lat + metres * METRE, -71.0, at, closed)


def replayed(reports: list[PastReport], pairs: list[tuple[str, str]], days: float = 14) -> ReplayResult:
    return replay(reports, pairs, lambda _: Reach(50, days))


def counted(outcome: ReplayResult) -> tuple[int, int, int, int]:
    return outcome.pairs_scored, outcome.listed, outcome.first, outcome.pairs_outside


def test_the_elder_is_looked_for_in_the_list_of_the_younger_whichever_is_named_first() -> None:
    reports = [report("b", at=HOUR), report("a")]
    for pair in (("b", "a"), ("a", "b")):
        outcome = replayed(reports, [pair])
        assert counted(outcome) == (1, 1, 1, 0)
        assert outcome.lengths == {0: 1, 1: 1}


@pytest.mark.parametrize(
    ("elder", "scored"),
    [
        (report("a", metres=49), 1),
        (report("a", metres=51), 0),
        (report("a", at=-14 * DAY + 2 * HOUR), 1),
        (report("a", at=-14 * DAY), 0),
        (report("a", closed=2 * HOUR), 1),
        (report("a", closed=HOUR), 0),
        (report("a", closed=HOUR // 2), 0),
    ],
)
def test_pairs_out_of_reach_or_closed_by_then_are_not_scored(elder: PastReport, scored: int) -> None:
    outcome = replayed([elder, report("b", at=HOUR)], [("b", "a")])
    assert (outcome.pairs_scored, outcome.pairs_outside) == (scored, 1 - scored)
    assert outcome.lengths[1] == scored


def test_pairs_that_name_no_report_are_outside() -> None:
    pairs = [("b", "x"), ("x", "y"), ("a", "a"), ("b", "a"), ("a", "b")]
    assert counted(replayed([report("a"), report("b", at=1)], pairs)) == (1, 1, 1, 3)


def test_first_is_only_who_stands_first() -> None:
    reports = [report("far", metres=40), report("near", at=10), report("c", at=HOUR)]
    assert counted(replayed(reports, [("c", "far")])) == (1, 1, 0, 0)
    assert counted(replayed(reports, [("c", "near")])) == (1, 1, 1, 0)


def test_a_category_s_own_reach_holds() -> None:
    reports = [report("a", metres=80), report("b", "tree", at=HOUR), report("c", at=HOUR)]
    outcome = replay(reports, [("b", "a"), ("c", "a")], lambda category: Reach(100 if category == "tree" else 50, 14))
    assert (outcome.pairs_scored, outcome.pairs_outside) == (1, 1)


def test_a_default_point_counts_nowhere() -> None:
    default = [report(f"d{number}", lat=0.5) for number in range(DEFAULT_POINT_REPORTS)]
    usual = [report("a"), report("b", at=HOUR)]
    outcome = replayed([*default, *usual], [("b", "a"), ("d1", "d0"), ("b", "d0")])
    assert (outcome.at_default_point, outcome.lengths.total()) == (DEFAULT_POINT_REPORTS, 2)
    assert counted(outcome) == (1, 1, 1, 2)
    outcome = replayed([*default[1:], *usual], [("d1", "d2")])
    assert (outcome.at_default_point, outcome.pairs_scored) == (0, 1)


def test_what_is_known_to_be_repeated_comes_before_what_repeats_it() -> None:
    reports = [report("a", metres=10), report("b", at=30 * HOUR), report("c", at=31 * HOUR)]
    assert counted(replayed(reports, [("c", "a")])) == (1, 1, 0, 0)
    assert counted(replayed(reports, [("c", "a"), ("b", "a")])) == (2, 2, 2, 0)


def town(seed: int, count: int = 400) -> tuple[list[PastReport], dict[int, list[int]]]:
    """Reports at few spots, of few categories, and those of two of them that repeat the one before."""
    chance = random.Random(seed)  # noqa: S311  a town, no secret
    reports: list[PastReport] = []
    elders: dict[int, list[int]] = {}
    for number in range(count):
        spot, at = chance.randrange(60), number * HOUR
        one = report(str(number), chance.choice("abcd"), metres=spot * 1000 + chance.choice([0, 9, 30]), at=at)
        near = [place for place, each in enumerate(reports) if abs(each.lat - one.lat) < 50 * METRE]
        confused = [place for place in near if {one.category, reports[place].category} <= set("ab")]
        reports.append(replace(one, closed_at=at + chance.randrange(1, 300) * HOUR))
        if confused:
            elders[number] = confused[-1:]
    return reports, elders


Lists = list[tuple[tuple[int, ...], tuple[int, ...]]]


def lists(reports: list[PastReport], elders: dict[int, list[int]]) -> Lists:
    return [(moment.candidates, moment.listed) for moment in moments(reports, elders, lambda _: Reach(50, 14))]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_comes_later_changes_a_list(seed: int) -> None:
    reports, elders = town(seed)
    known = {place: found for place, found in elders.items() if place < 200}
    assert lists(reports, elders)[:200] == lists(reports[:200], known)


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_is_not_known_before_its_younger_has_been_ranked(seed: int) -> None:
    reports, elders = town(seed)
    for place in list(elders)[::5]:
        before = {each: found for each, found in elders.items() if each < place}
        assert lists(reports[: place + 1], elders) == lists(reports[: place + 1], before)


@pytest.mark.parametrize("seed", range(3))
def test_when_a_report_was_closed_tells_only_that_it_was_open_until_then(seed: int) -> None:
    reports, elders = town(seed)
    end = reports[200].submitted_at
    still_open = [
        each if each.closed_at and each.closed_at <= end else replace(each, closed_at=None) for each in reports
    ]
    assert lists(still_open, elders)[:201] == lists(reports, elders)[:201]


def test_what_was_learned_is_used_afterwards() -> None:
    reports, elders = town(0)
    assert lists(reports, elders) != lists(reports, {})


@pytest.mark.parametrize(("lengths", "share", "length"), [
    ({}, 0.5, 0), ({}, 0.9, 0), ({0: 1, 3: 1}, 0.5, 0), ({0: 1, 3: 1}, 0.51, 3), ({0: 9, 2: 1}, 0.9, 0),
    ({0: 9, 2: 1}, 0.91, 2), ({1: 10}, 0.5, 1),
])  # fmt: skip
def test_a_share_of_the_lists_is_no_longer_than_its_length(lengths: dict[int, int], share: float, length: int) -> None:
    assert ReplayResult(lengths=Counter(lengths)).length(share) == length
