"""What is said of a mistake in the configuration or in a district's files: where it is, what it is, what to do."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.district.problems import InFile, Problem, Severity
from texts.base.visible import visible

_TABLE = Path(__file__).with_suffix(".toml")

_PLACE: Mapping[str, Mapping[str, str]] = {
    "zh": {"line": "第 {line} 行", "feature": "第 {feature} 个要素", "key": "{key}", "between": "，"},
    "en": {"line": "line {line}", "feature": "feature {feature}", "key": "{key}", "between": ", "},
}
_SEVERITY: Mapping[str, Mapping[Severity, str]] = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
}
_SUMMARY = {
    "zh": "{errors} 个错误，{warnings} 个警告",
    "en": "errors: {errors}, warnings: {warnings}",
}
_ALL_WELL = {"zh": "没有发现问题", "en": "no mistakes found"}


@dataclass(frozen=True, slots=True)
class ProblemText:
    """A mistake in the words of one language."""

    severity: str
    file: str
    place: str
    message: str
    remedy: str


def problem_text(problem: Problem, language: str) -> ProblemText:
    """Render one mistake in ``zh`` or ``en``."""
    wording = wordings()[problem.code]
    details = _visible({"key": problem.place.key or "", **problem.details})
    return ProblemText(
        severity=_SEVERITY[language][problem.severity],
        file=visible(problem.file),
        place=place_text(problem.place, language),
        message=wording[language].format_map(details),
        remedy=wording[f"remedy_{language}"].format_map(details),
    )


def message_text(code: str, details: Mapping[str, str], language: str) -> str:
    """The bare sentence of a mistake that stands in no file."""
    return wordings()[code][language].format_map(_visible(details))


def summary_text(errors: int, warnings: int, language: str) -> str:
    """How many mistakes there are."""
    if not errors and not warnings:
        return _ALL_WELL[language]
    return _SUMMARY[language].format(errors=errors, warnings=warnings)


@cache
def wordings() -> Mapping[str, Mapping[str, str]]:
    """The wording of every code: ``zh``, ``en``, ``remedy_zh``, ``remedy_en``."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def place_text(place: InFile, language: str) -> str:
    """Where in a file."""
    words = _PLACE[language]
    parts = {"line": place.line, "feature": place.feature, "key": place.key}
    said = [words[name].format(**{name: value}) for name, value in parts.items() if value is not None]
    return visible(words["between"].join(said))


def _visible(details: Mapping[str, str]) -> Mapping[str, str]:
    return {name: visible(value) for name, value in details.items()}
