"""A district's time zone is one that the machine knows under its usual name."""

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from districts.identity import FILE, read_identity
from districts.shipped import SAMPLE
from domain.district.problems import Problem


def read(folder: Path, name: str) -> tuple[ZoneInfo, list[Problem]]:
    """The zone of a district that names this one, and what is wrong with it."""
    shutil.copy(SAMPLE / FILE, folder)
    file = folder / FILE
    file.write_text(file.read_text("utf-8").replace("Asia/Shanghai", name), "utf-8")
    problems: list[Problem] = []
    identity = read_identity(folder, problems)
    assert identity is not None
    return identity.timezone, problems


def test_every_zone_of_the_machine_is_known(tmp_path: Path) -> None:
    for name in sorted(available_timezones())[::20]:
        assert read(tmp_path, name) == (ZoneInfo(name), [])


@pytest.mark.parametrize(
    "name", ["Asia/Shanghia", "Asia", "../Asia/Tokyo", "right/UTC", "posix/UTC", "posixrules", "上海"]
)
def test_what_is_no_zone_or_another_kind_of_one_is_refused(tmp_path: Path, name: str) -> None:
    _, problems = read(tmp_path, name)
    assert [problem.code for problem in problems] == ["unknown_timezone"]
