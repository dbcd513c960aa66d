"""Places on boards, and that nobody's figures can be taken out of them."""

from dataclasses import replace
from typing import Any

import pytest

from domain.programme.rankings import Board, Did, Mate, Measure, Place, places, ranked
from domain.programme.teams import Stay


def did(rider: int, team: str = "east", company: str | None = None, **what: Any) -> Did:
    return replace(Did(rider, rider, team, company, shows=False, reports=4, fixed=2, checks=0), **what)


def team_of(count: int, team: str = "east", company: str | None = None, *, first: int = 1, **what: int) -> list[Did]:
    return [did(first + number, team, company, **what) for number in range(count)]


def of(board: Board, measure: Measure, found: list[Place]) -> list[tuple[str, int, int]]:
    return [(each.id, each.place, each.figure) for each in found if (each.board, each.measure) == (board, measure)]


def test_a_team_has_a_place_from_five_who_reported_on() -> None:
    assert of(Board.TEAM, Measure.SHARE, places(team_of(4))) == []
    assert of(Board.TEAM, Measure.SHARE, places(team_of(5))) == [("east", 1, 50)]


def test_stays_of_one_rider_and_riders_who_only_looked_make_no_five() -> None:
    twice = [*team_of(4), replace(did(4), stay_id=99)]
    looked = [*team_of(4), did(5, reports=0, fixed=0, checks=3)]
    assert places(twice) == places(looked) == []


def test_checks_are_told_for_each_of_five_who_looked() -> None:
    assert of(Board.TEAM, Measure.CHECKS, places([*team_of(4, checks=9), did(5)])) == []
    assert of(Board.TEAM, Measure.CHECKS, places([*team_of(4, checks=4), did(5, checks=6)])) == [("east", 1, 4)]


@pytest.mark.parametrize(("fixed", "figure"), [(4, 95), (0, 5)])
def test_all_and_nothing_are_not_told_as_such(fixed: int, figure: int) -> None:
    assert of(Board.TEAM, Measure.SHARE, places(team_of(5, fixed=fixed))) == [("east", 1, figure)]


def test_equals_share_a_place_and_the_next_one_is_left_out() -> None:
    found = places([
        *team_of(5, "a", fixed=1), *team_of(5, "b", first=11, fixed=3), *team_of(5, "c", first=21, fixed=3),
    ])  # fmt: skip
    assert of(Board.TEAM, Measure.SHARE, found) == [("b", 1, 75), ("c", 1, 75), ("a", 3, 25)]


def test_a_few_riders_of_a_company_can_t_be_told_by_taking_its_teams_away() -> None:
    big = team_of(5, "big", "acme", fixed=1)
    alone = team_of(1, "small", "acme", first=11, reports=40, fixed=40)
    enough = team_of(5, "small", "acme", first=11, fixed=3)
    assert of(Board.COMPANY, Measure.SHARE, places([*big, *alone])) == [("acme", 1, 25)]
    assert of(Board.COMPANY, Measure.SHARE, places([*big, *enough])) == [("acme", 1, 50)]
    assert of(Board.COMPANY, Measure.SHARE, places([*alone, *team_of(3, "other", "acme", first=31)])) == []


def test_who_was_in_a_ranked_team_too_makes_no_five_beside_it() -> None:
    big = team_of(5, "big", "acme", fixed=1)
    moved = [*team_of(3, "small", "acme", fixed=4), did(11, "other", "acme"), did(12, "other", "acme")]
    assert of(Board.COMPANY, Measure.SHARE, places([*big, *moved])) == [("acme", 1, 25)]


def test_small_teams_of_a_company_count_together_from_five_on() -> None:
    small = [*team_of(3, "a", "acme"), *team_of(3, "b", "acme", first=11)]
    assert places(small) == [Place(Board.COMPANY, Measure.SHARE, "acme", 1, 50)]


def mate(number: int, reports: int = 4, fixed: int = 2, checks: int = 0) -> Mate:
    return Mate(Stay(number, number, "east", number, 1), reports, fixed, checks)


def test_riders_are_ranked_from_five_on_by_share_and_by_checks() -> None:
    mates = [mate(number, fixed=number % 4, checks=number) for number in (5, 1, 4, 2, 3)]
    assert ranked(mates[:4], Measure.SHARE) == []
    assert [(place, each.stay.number) for place, each in ranked(mates, Measure.SHARE)] == [
        (1, 3), (2, 2), (3, 1), (3, 5), (5, 4)
    ]  # fmt: skip
    assert [each.stay.number for _, each in ranked(mates, Measure.CHECKS)] == [5, 4, 3, 2, 1]


def test_two_reports_and_no_check_give_no_place() -> None:
    mates = [*(mate(number, checks=1) for number in range(1, 5)), mate(5, reports=2, fixed=2)]
    assert ranked(mates, Measure.SHARE) == ranked(mates, Measure.CHECKS) == []
