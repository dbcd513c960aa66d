"""Keys of geocoders stand in the environment; a missing one is told before the start."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.geocoding import KEY_VARIABLES, check_keys
from domain.district.problems import Problem
from files.config import Config


def told(geocoders: Sequence[str]) -> list[str]:
    problems: list[Problem] = []
    config = Config()
    check_keys(replace(config, places=replace(config.places, geocoders=tuple(geocoders))), "config.toml", problems)
    return [problem.details["variable"] for problem in problems]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in KEY_VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)


def test_each_geocoder_that_wants_a_key_and_has_none_is_told() -> None:
    assert told(["amap", "nominatim", "tianditu"]) == ["QIANSHAO_AMAP_KEY", "QIANSHAO_TIANDITU_KEY"]


@pytest.mark.parametrize(("key", "missing"), [("k", []), ("  ", ["QIANSHAO_AMAP_KEY"])])
def test_a_key_of_blanks_is_none(monkeypatch: pytest.MonkeyPatch, key: str, missing: list[str]) -> None:
    monkeypatch.setenv("QIANSHAO_AMAP_KEY", key)
    assert told(["amap"]) == missing


def test_nominatim_wants_no_key() -> None:
    assert told(["nominatim"]) == []
