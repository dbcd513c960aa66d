"""How mistakes are shown in a terminal and in JSON."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from domain.problems import Problem, Severity
from texts.problems import problem_text, summary_text

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def print_mistakes(problems: Iterable[Problem], language: str, *, to_stderr: bool = False) -> None:
    """Print each mistake with file, place and remedy, then how many there are."""
    console = Console(stderr=to_stderr, soft_wrap=True, highlight=False)
    counts: Counter[Severity] = Counter()
    for problem in problems:
        counts[problem.severity] += 1
        said = problem_text(problem, language)
        where = ", ".join(filter(None, (said.file, said.place)))
        console.print(Text.assemble((said.severity, _COLOURS[problem.severity]), "  ", (where, "bold")))
        console.print(Text(f"    {said.message}"))
        console.print(Text(f"    → {said.remedy}", style="green"))
    console.print(Text(summary_text(counts[Severity.ERROR], counts[Severity.WARNING], language)))


def mistakes_document(problems: Iterable[Problem], language: str) -> dict[str, Any]:
    """The same for programs: counts, and each mistake with its words and its parts."""
    counts: Counter[Severity] = Counter(problem.severity for problem in problems)
    return {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "problems": [
            {
                **asdict(problem_text(problem, language)),
                "severity": problem.severity.value,
                "code": problem.code,
                "line": problem.place.line,
                "feature": problem.place.feature,
                "key": problem.place.key,
            }
            for problem in problems
        ],
    }
