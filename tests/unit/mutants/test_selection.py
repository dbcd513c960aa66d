import ast
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest

from mutants.selection import Selector, within
from mutants.sites import Mutant
from mutants.statements import statements_of

LIMITS = dedent(
    """\
    HOURS = 24
    MINUTES = HOURS * 60

    class Limits:
        days: int = 7

    def passed(minutes, more=5):
        if minutes > MINUTES + more:
            return True
        return False

    def week(limits):
        try:
            return limits.days
        except ValueError:
            return 0
    """
)
SECONDS = {
    "tests/flow/test_a.py::test_late": 3.0,
    "tests/flow/test_a.py::test_week": 2.0,
    "tests/unit/domain/test_limits.py::test_near": 0.1,
    "tests/unit/bot/test_far.py::test_far": 0.1,
    "tests/structure/test_tables.py::test_tables": 0.1,
}
LATE, WEEK, NEAR, FAR, TABLES = SECONDS
REACHED = {8: LATE, 9: LATE, 13: WEEK, 14: WEEK}


class Traced:
    seconds = SECONDS

    def reaching(self, path: str, lines: Iterable[int]) -> set[str]:
        assert path == "domain/limits.py"
        return {REACHED[line] for line in lines if line in REACHED}


@pytest.fixture
def selector(tmp_path: Path) -> Selector:
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain" / "__init__.py").touch()
    (tmp_path / "domain" / "limits.py").write_text(LIMITS, encoding="utf-8")
    return Selector(tmp_path, Traced(), 120)


@pytest.mark.parametrize(
    ("line", "tests"),
    [
        (8, {LATE}),
        (9, {LATE}),
        (10, set()),
        (13, {WEEK}),
        (14, {WEEK}),
        (15, {WEEK}),
        (1, {LATE, NEAR, TABLES}),
        (2, {LATE, NEAR, TABLES}),
        (5, {WEEK, NEAR, TABLES}),
        (7, {LATE, NEAR, TABLES}),
    ],
)
def test_tests_are_chosen_by_line_or_by_name(selector: Selector, line: int, tests: set[str]) -> None:
    assert set(selector.tests_of(Mutant("domain/limits.py", line, b"", b"")).seconds) == tests


def test_every_file_has_its_fastest_test_before_any_has_two() -> None:
    seconds = {"a::1": 1.0, "a::2": 2.0, "b::1": 4.0, "c::1": 60.0}
    chosen = within(6, seconds)
    assert dict(chosen.seconds) == {"a::1": 1.0, "b::1": 4.0}
    assert chosen.left_out == 2
    assert within(100, seconds).left_out == 0
    assert set(within(100, seconds).without({"c::1"}).seconds) == {"a::1", "a::2", "b::1"}


def test_a_statement_knows_its_names_and_when_it_runs() -> None:
    (table, function, inner) = statements_of("a.py", ast.parse("A: B = C(d=1)\ndef f(x: Y = Z):\n    g()"))
    assert [each.uses for each in (table, function, inner)] == [{"C", "d"}, {"Z"}, {"g"}]
    assert [each.defines for each in (table, function, inner)] == [("A",), ("f",), ()]
    assert [each.at_import for each in (table, function, inner)] == [True, True, False]
    assert [list(each.inside) for each in (table, function, inner)] == [[], [3], []]
