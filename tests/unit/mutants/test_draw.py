import pytest

from mutants.sites import draw
from mutants.source import Source

FILES = [
    Source("domain/one.py", b"def f(a, b):\n    if a < b:\n        return a + 1\n    return b - 1\n"),
    Source("domain/two.py", b"LIMIT = 10\nDAYS = (1, 2)\n"),
]


def test_a_seed_draws_the_same_again() -> None:
    assert draw(FILES, 7, 4) == draw(FILES, 7, 4)
    assert len({tuple(each.key for each in draw(FILES, seed, 3)) for seed in range(9)}) > 1


def test_no_place_is_drawn_twice_and_no_more_than_there_are() -> None:
    drawn = draw(FILES, 1, 1000)
    assert len(drawn) == len({each.key for each in drawn}) == 12


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_as_are_asked_for(count: int) -> None:
    assert len(draw(FILES, 1, count)) == count


def test_a_mutant_knows_its_line() -> None:
    assert {(each.path, each.line) for each in draw(FILES, 1, 100) if each.lines[0].startswith("DAYS")} == {
        ("domain/two.py", 2)
    }
