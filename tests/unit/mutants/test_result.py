import io
import tomllib
from pathlib import Path

import pytest
from rich.console import Console

from mutants.report import Result, show
from mutants.sites import Mutant
from mutants.survivors import FILE, Accepted, as_row, read_accepted
from mutants.trial import Trial, Verdict

MUTANT = Mutant("domain/some.py", 2, b"a = 1\nb = 'x'\n", b"a = 1\nb = 'xXX'\n")
ACCEPTED = Accepted("domain/some.py", "b = 'x'", "b = 'xXX'", "Nobody reads it.")
KILLED, SURVIVED = Trial(Verdict.KILLED, killer="tests/a.py::test_a"), Trial(Verdict.SURVIVED, tests=3, left_out=2)


def shown(result: Result) -> str:
    told = io.StringIO()
    show(result, Console(file=told, width=120))
    return told.getvalue()


@pytest.mark.parametrize("verdict", [Verdict.SURVIVED, Verdict.NOT_COVERED])
def test_a_survivor_needs_a_reason(verdict: Verdict) -> None:
    tried = [(MUTANT, Trial(verdict)), *[(MUTANT, KILLED)] * 9]
    assert not Result(tried, []).is_good
    assert Result(tried, [ACCEPTED]).is_good


def test_too_many_survivors_are_too_many_with_reasons_too() -> None:
    result = Result([*[(MUTANT, SURVIVED)] * 2, *[(MUTANT, KILLED)] * 9], [ACCEPTED])
    assert not result.unexplained
    assert not result.is_good


def test_what_took_too_long_is_killed() -> None:
    assert Result([(MUTANT, Trial(Verdict.TIMED_OUT))], []).share == 1


def test_a_survivor_is_shown_with_its_lines_and_a_row_to_fill_in() -> None:
    told = shown(Result([(MUTANT, SURVIVED)], []))
    assert "domain/some.py:2 survived, 3 tests, 2 more would not have fitted" in told
    assert "-  b = 'x'" in told.replace("  - ", "-  ")
    assert as_row(MUTANT) in told


def test_a_row_that_is_filled_in_is_the_mutants(tmp_path: Path) -> None:
    row = tomllib.loads(as_row(MUTANT))["survivor"][0]
    assert Accepted(**row).is_of(MUTANT)
    path = tmp_path / "survivors.toml"
    path.write_text(as_row(MUTANT), encoding="utf-8")
    with pytest.raises(ValueError, match="no reason"):
        read_accepted(path)
    path.write_text(as_row(MUTANT).replace('reason = ""', 'reason = "Equal."'), encoding="utf-8")
    assert read_accepted(path)[0].reason == "Equal."


def test_an_accepted_survivor_that_is_killed_now_can_go() -> None:
    assert "its row can go" in shown(Result([(MUTANT, KILLED)], [ACCEPTED]))


def test_every_accepted_survivor_has_a_reason_and_a_file() -> None:
    for each in read_accepted():
        assert (FILE.parents[1] / each.file).is_file()
