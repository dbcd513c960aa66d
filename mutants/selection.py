"""Which tests a mutant meets: those that reach it, as many as its time allows."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from mutants.sites import Mutant
from mutants.statements import Statement, statements_of

_OF_TABLES: Final = "tests/structure/"
"""These tests read every table."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Tests by how long they take, and how many more there would have been."""

    seconds: Mapping[str, float]
    left_out: int = 0

    def without(self, unsteady: Iterable[str]) -> "Selection":
        """These tests but those."""
        return Selection({name: self.seconds[name] for name in self.seconds.keys() - set(unsteady)}, self.left_out)


class Reached(Protocol):
    """Who reaches a line."""

    @property
    def seconds(self) -> Mapping[str, float]:
        """Every test, and how long it takes."""

    def reaching(self, path: str, lines: Iterable[int]) -> set[str]:
        """The tests that reach one of these lines."""


class Selector:
    """Finds tests by the lines they reach.

    What runs at import no test reaches alone: a table, a default, a field. There the tests count that reach a
    function which uses the name, or one that uses what was made of it; and those of the tables.
    """

    def __init__(self, root: Path, reached: Reached, budget_s: float) -> None:
        self._reached = reached
        self._budget_s = budget_s
        self._by_path: dict[str, list[Statement]] = {}
        self._by_word: dict[str, list[Statement]] = defaultdict(list)
        for path in sorted(each for room in root.glob("*/__init__.py") for each in room.parent.glob("**/*.py")):
            if not path.relative_to(root).as_posix().startswith(("mutants/", "benchmarks/")):
                self._read(path.relative_to(root).as_posix(), path)

    def _read(self, name: str, path: Path) -> None:
        self._by_path[name] = statements_of(name, ast.parse(path.read_bytes()))
        for statement in self._by_path[name]:
            for word in statement.uses:
                self._by_word[word].append(statement)

    def tests_of(self, mutant: Mutant) -> Selection:
        """The tests that this mutant meets."""
        statement = self._statement(mutant)
        found = self._reaching(statement)
        if statement.at_import:
            found |= self._near(mutant.path)
        return within(self._budget_s, {name: self._reached.seconds[name] for name in found})

    def _statement(self, mutant: Mutant) -> Statement:
        """The innermost one whose lines hold the mutant's."""
        holding = [each for each in self._by_path[mutant.path] if mutant.line in each.lines]
        return min(reversed(holding), key=lambda each: len(each.lines))

    def _reaching(self, statement: Statement) -> set[str]:
        """Also at import: a table may hold functions."""
        found = self._reached.reaching(statement.path, (*statement.lines, *statement.inside))
        using: set[str] = set()
        for word in statement.defines:
            using = using or self._using(word)
        return found | using

    def _using(self, word: str) -> set[str]:
        """The tests that reach a use of this name, or of what is made of it at import."""
        waiting, known, found = [word], {word}, set[str]()
        while waiting:
            for use in self._by_word.get(waiting.pop(), ()):
                found |= set() if use.at_import else self._reached.reaching(use.path, use.lines)
                new = set(use.defines[:1]) - known
                known |= new
                waiting += new
        return found

    def _near(self, path: str) -> set[str]:
        """The tests of tables, and the unit tests that stand where the file stands."""
        folders = (_OF_TABLES, f"tests/unit/{PurePosixPath(path).parent}/")
        return {name for name in self._reached.seconds if name.startswith(folders)}


def within(budget_s: float, seconds: Mapping[str, float]) -> Selection:
    """As many tests as fit, the fastest of every file before the second of any."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for name in sorted(seconds, key=lambda each: (seconds[each], each)):
        by_file[name.partition("::")[0]].append(name)
    chosen: dict[str, float] = {}
    left_s = budget_s
    for name in (each for row in zip_longest(*by_file.values()) for each in row if each is not None):
        if seconds[name] <= left_s:
            chosen[name] = seconds[name]
            left_s -= seconds[name]
    return Selection(chosen, len(seconds) - len(chosen))
