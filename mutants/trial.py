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
from mutants.quick import CHOSEN, LATE, RUNNING
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

        A test kills only where it passes alone on the untouched source, and one that took too long does so again
        alone; otherwise the others are asked.
        """
        began = monotonic()
        chosen = selection.without(self.unsteady)
        if not chosen.seconds:
            return Trial(Verdict.NOT_COVERED)
        verdict, killer = _against(tree, mutant, chosen.seconds)
        if killer in chosen.seconds:
            alone = {killer: chosen.seconds[killer]}
            if verdict is Verdict.TIMED_OUT and _against(tree, mutant, alone)[0] is Verdict.SURVIVED:
                self.unsteady.add(killer)
            if not self._is_steady(tree, alone):
                return self.tried(tree, mutant, selection)
        return Trial(verdict, monotonic() - began, len(chosen.seconds), chosen.left_out, killer)

    def _is_steady(self, tree: Tree, alone: Mapping[str, float]) -> bool:
        (test,) = alone
        if test not in self._steady | self.unsteady:
            ended = _run(tree, alone)
            with self._lock:
                (self._steady if ended.code == _PASSED else self.unsteady).add(test)
        return test not in self.unsteady


def _against(tree: Tree, mutant: Mutant, seconds: Mapping[str, float]) -> tuple[Verdict, str]:
    tree.put(mutant.path, mutant.after)
    try:
        return judged(_run(tree, seconds), seconds)
    finally:
        tree.put(mutant.path, mutant.before)


def judged(ended: Ended, chosen: Iterable[str]) -> tuple[Verdict, str]:
    """The verdict, and the test that failed or the words with which the tests could not even be read."""
    if ended.code is None:
        return Verdict.TIMED_OUT, ended.said
    if ended.code in {_PASSED, _NONE_RAN}:
        return Verdict.SURVIVED, ""
    failed = _FAILED.search(ended.said)
    said = failed[1] if failed else f"ended with {ended.code}"
    names = [name for name in chosen if said == name or said.startswith(f"{name} - ")]
    return Verdict.KILLED, max(names, key=len, default=said)


def _run(tree: Tree, seconds: Mapping[str, float]) -> Ended:
    """How pytest ended, without a code also where one test took too long."""
    with TemporaryDirectory(prefix="qianshao-trial-") as folder:
        chosen, late, running = (Path(folder) / name for name in ("chosen.json", "late", "running"))
        chosen.write_text(json.dumps(dict(seconds)), "utf-8")
        files = sorted({name.partition("::")[0] for name in seconds})
        limit_s = 2 * COLLECTING_S + PATIENCE_S + TIMES * sum(seconds.values())
        words = ["-x", "-p", "mutants.choosing", *files]
        ended = tree.pytest(words, {CHOSEN: str(chosen), LATE: str(late), RUNNING: str(running)}, limit_s)
        if ended.code is not None and not (late.exists() and late.stat().st_size):
            return ended
        return Ended(None, running.read_text("utf-8") if running.exists() else "")
