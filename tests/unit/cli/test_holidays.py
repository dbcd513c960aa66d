"""A year's holidays as the command prints them, from a package that need not be there."""

import sys
import tomllib
from datetime import date
from types import ModuleType
from typing import Any

import pytest
import typer

from cli.holidays import holidays

OFF = {date(2026, 1, 1): "New Year's Day", date(2027, 1, 1): "New Year's Day", date(2027, 2, 6): "Spring Festival"}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that knows two years."""
    package: Any = ModuleType("chinese_calendar")
    package.constants = ModuleType("chinese_calendar.constants")
    package.__version__, package.constants.holidays = "1.12.0", OFF
    package.constants.workdays = {date(2027, 2, 20): "Spring Festival", date(2026, 1, 4): "New Year's Day"}
    monkeypatch.setitem(sys.modules, "chinese_calendar", package)
    monkeypatch.setitem(sys.modules, "chinese_calendar.constants", package.constants)


@pytest.mark.usefixtures("known")
def test_the_days_of_a_year_can_be_pasted_into_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    holidays(2027)
    off, on = capsys.readouterr().out.split("# 2027: workdays")
    assert tomllib.loads(f"days = [\n{off}]")["days"] == [date(2027, 1, 1), date(2027, 2, 6)]
    assert tomllib.loads(f"days = [{on}]")["days"] == [date(2027, 2, 20)]
    assert "# Spring Festival" in off


@pytest.mark.usefixtures("known")
def test_a_year_that_is_not_announced_says_which_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        holidays(2028)
    assert ended.value.exit_code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "2026–2027" in said.err
    assert "2028" in said.err


def test_without_the_package_it_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(typer.Exit) as ended:
        holidays(2027)
    assert ended.value.exit_code == 1
    assert 'pip install "qianshao[holidays]"' in capsys.readouterr().err


def test_the_package_knows_what_the_sample_calendar_says(capsys: pytest.CaptureFixture[str]) -> None:
    holidays(2026)
    assert "2026-09-20, 2026-10-10" in capsys.readouterr().out
