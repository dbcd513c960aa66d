"""Wording of problems in files and settings: where, what, and the remedy."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.district.problems import BadValue, InFile, Problem
from domain.secrets import blotted
from texts.base.wording import visible, words_of


@dataclass(frozen=True, slots=True)
class ProblemText:
    """A problem in the words of one language."""

    severity: str
    file: str
    place: str
    message: str
    remedy: str


def problem_text(problem: Problem, language: str) -> ProblemText:
    """Return a problem in `zh` or `en`.

    Raises:
        KeyError: The code has no wording.
    """
    words = words_of(language)
    details = _visible({"key": problem.place.key or "", **problem.details})
    return ProblemText(
        severity=words.plain(f"severity.{problem.severity}"),
        file=visible(problem.file),
        place=place_text(problem.place, language),
        message=words.plain(f"problem.{problem.code}", **details),
        remedy=words.plain(f"remedy.{problem.code}", **details),
    )


def message_text(refused: BadValue, language: str) -> str:
    """Return only the sentence of a refused value, without file and remedy.

    Raises:
        KeyError: The code has no wording.
    """
    return words_of(language).plain(f"problem.{refused.code}", **_visible(refused.details))


def summary_text(errors: int, warnings: int, language: str) -> str:
    """Return how many problems there are."""
    words = words_of(language)
    if not errors and not warnings:
        return words.plain("mistakes.none")
    return words.plain("mistakes.count", errors=errors, warnings=warnings)


def place_text(place: InFile, language: str) -> str:
    """Return line, feature and key, as far as they are known."""
    words = words_of(language)
    numbers = {"line": place.line, "feature": place.feature}
    said = [words.plain(f"in_file.{name}", **{name: at}) for name, at in numbers.items() if at is not None]
    said += [] if place.key is None else [place.key]
    return visible(words.plain("in_file.between").join(said))


def _visible(details: Mapping[str, str]) -> Mapping[str, str]:
    return {name: visible(blotted(value)) for name, value in details.items()}
