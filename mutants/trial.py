"""One mutant against its tests."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic
from typing import Final

from mutants.choosing import COLLECTING_S, PATIENCE_S, TIMES
from mutants.quick import CHOSEN, LATE
from mutants.selection import Selection
from mutants.sites import Mutant
from mutants.trees import Ended, Tree

_FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (.+)$", re.MULTILINE)
_PASSED, _NONE_RAN = 0, 5
"""pytest's codes."""


class Verdict(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    NOT_COVERED = "not covered"


@dataclass(frozen=True, slots=True)
class Trial:
    """A verdict, and what led to it."""

    verdict: Verdict
    seconds: float = 0
    tests: int = 0
    left_out: int = 0
    killer: str = ""


class Court:
    """Tries mutants; knows which tests can be relied on."""

    def __init__(self) -> None:
        self.unsteady: set[str] = set()
        self._steady: set[str] = set()
        self._lock = Lock()

    def tried(self, tree: Tree, mutant: Mutant, selection: Selection) -> Trial:
        """Run the tests of a mutant in this copy.

        A test kills only where it passes alone on the untouched source; otherwise the others are asked.
        """
        began = monotonic()
        chosen = selection.without(self.unsteady)
        if not chosen.seconds:
            return Trial(Verdict.NOT_COVERED)
        tree.put(mutant.path, mutant.after)
        try:
            ended, late = _run(tree, chosen.seconds)
        finally:
            tree.put(mutant.path, mutant.before)
        verdict, killer = judged(ended, chosen.seconds, late=late)
        if killer in chosen.seconds and not self._is_steady(tree, killer, chosen.seconds[killer]):
            return self.tried(tree, mutant, selection)
        return Trial(verdict, monotonic() - began, len(chosen.seconds), chosen.left_out, killer)

    def _is_steady(self, tree: Tree, test: str, seconds: float) -> bool:
        if test not in self._steady | self.unsteady:
            ended, late = _run(tree, {test: seconds})
            with self._lock:
                (self._steady if ended.code == _PASSED and not late else self.unsteady).add(test)
        return test in self._steady


def judged(ended: Ended, chosen: Iterable[str], *, late: bool) -> tuple[Verdict, str]:
    """The verdict, and the test that failed or the words with which the tests could not even be read."""
    if ended.code is None or late:
        return Verdict.TIMED_OUT, ""
    if ended.code in {_PASSED, _NONE_RAN}:
        return Verdict.SURVIVED, ""
    failed = _FAILED.search(ended.said)
    said = failed[1] if failed else f"ended with {ended.code}"
    names = [name for name in chosen if said == name or said.startswith(f"{name} - ")]
    return Verdict.KILLED, max(names, key=len, default=said)


def _run(tree: Tree, seconds: Mapping[str, float]) -> tuple[Ended, bool]:
    """How pytest ended, and whether a test took too long."""
    with TemporaryDirectory(prefix="qianshao-trial-") as folder:
        chosen, late = Path(folder) / "chosen.json", Path(folder) / "late"
        chosen.write_text(json.dumps(dict(seconds)), "utf-8")
        files = sorted({name.partition("::")[0] for name in seconds})
        limit_s = 2 * COLLECTING_S + PATIENCE_S + TIMES * sum(seconds.values())
        words = ["-x", "-p", "mutants.choosing", *files]
        ended = tree.pytest(words, {CHOSEN: str(chosen), LATE: str(late)}, limit_s)
        return ended, late.exists() and late.stat().st_size > 0
