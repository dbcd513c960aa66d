import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from domain.district.problems import Problem, Severity
from domain.district.routing import ReasonKind
from domain.people.points import Merit
from files.config import Config
from files.config_file import read_config
from tests.sources import PRODUCT, dotted, nodes
from texts.base.wording import read_texts

ROOT = Path(__file__).parents[2]
READERS = ("domain", "files", "districts", "lab", "cli", "bot", "places", "services/programme")
"""The rooms that read files of an operator's and find mistakes in them."""
EXAMPLE = ROOT / "config.example.toml"
SETTINGS = {
    (section.name, setting.name): setting.default
    for section in fields(Config)
    for setting in fields(getattr(Config(), section.name))
}
_AS_TOML: dict[type, Callable[[Any], object]] = {type(Path()): str, tuple: list}
"""What a default is in a file, where that is another type."""
SHOWN_COMMENTED = {name for name, default in SETTINGS.items() if default is None}


def example(text: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(text)


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    stated = {
        (section, name): value
        for section, table in example(EXAMPLE.read_text(encoding="utf-8")).items()
        for name, value in table.items()
    }
    expected = {
        name: _AS_TOML[type(default)](default) if type(default) in _AS_TOML else default
        for name, default in SETTINGS.items()
        if name not in SHOWN_COMMENTED
    }
    assert stated == expected


def test_settings_without_a_default_stand_there_as_comments_that_work(tmp_path: Path) -> None:
    text = re.sub(r"^# (\w+ = )", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    stated = {(section, name) for section, table in example(text).items() for name in table}
    assert stated == set(SETTINGS)
    problems: list[Problem] = []
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    config = read_config(tmp_path / "config.toml", problems)
    assert not problems
    assert config
    assert config.telegram.token_file == tmp_path / "token"


def test_the_example_is_accepted_as_it_stands() -> None:
    problems: list[Problem] = []
    config = read_config(EXAMPLE, problems)
    assert not problems
    assert config
    assert config.limits == Config().limits


def test_every_setting_is_read_somewhere() -> None:
    """A merit's points are read by its name."""
    called = {"points": "awards"}
    read = {dotted(node) for _, node in nodes(*PRODUCT)} | {f"awards.{merit}" for merit in Merit}
    wanted = {f"{called.get(section, section)}.{name}" for section, name in SETTINGS}
    assert not {name for name in wanted if not any(f".{each}".endswith(f".{name}") for each in read)}


def codes_in_source() -> set[str]:
    """Every literal that follows ``Problem(``, ``BadValue(``, ``report(`` and the like."""
    called = re.compile(r'(?:Problem|BadValue|report|warn|_note|_known)\((?:problems, )?\s*"([a-z0-9_]+)"')
    return set(called.findall(sources()))


def sources() -> str:
    return "".join(source.read_text(encoding="utf-8") for room in READERS for source in ROOT.glob(f"{room}/**/*.py"))


def worded(section: str) -> set[str]:
    """What is worded under `section.`, without that beginning."""
    return {key.removeprefix(f"{section}.") for key in read_texts("zh") if key.startswith(f"{section}.")}


def test_every_mistake_has_its_wording_and_its_remedy() -> None:
    assert len(codes_in_source()) > 40
    assert codes_in_source() <= worded("problem")
    assert worded("problem") == worded("remedy")


@pytest.mark.parametrize("section", ["problem", "evaluation"])
def test_no_wording_of_a_mistake_or_figure_is_left_over(section: str) -> None:
    """A figure stands in a document as a key or as a field; some are true or false."""
    named = worded(section) - {"true", "false"}
    code = sources()
    assert not {name for name in named if not re.search(rf'"{name}"|^    {name}: ', code, re.MULTILINE)}


def test_every_reason_and_severity_has_its_wording() -> None:
    assert worded("route") == set(ReasonKind)
    assert worded("severity") == set(Severity)
