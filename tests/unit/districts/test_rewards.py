"""A price list as offices keep it: days as spreadsheets write them, what is not handed out any more."""

from datetime import date
from pathlib import Path

import pytest

from districts.rewards import FILE, read_rewards
from domain.district.problems import Problem

HEAD = "id,zh,en,points,where,stock,from,to\n"


@pytest.mark.parametrize("day", ["2026-12-31", "2026/12/31", "2026年12月31日", "46387"])
def test_days_are_read_as_spreadsheets_write_them(tmp_path: Path, day: str) -> None:
    (tmp_path / FILE).write_text(f"{HEAD}water,水,Water,10,desk,,,{day}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_rewards(tmp_path, {"desk"}, problems)["water"].last == date(2026, 12, 31)
    assert problems == []


def test_a_stock_of_none_stops_a_reward(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"{HEAD}water,水,Water,10,desk,0,,\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_rewards(tmp_path, {"desk"}, problems)["water"].stock == 0
    assert problems == []
