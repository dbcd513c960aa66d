"""Verdicts on disk: what was tried is not tried again while sources, tests and this tool are the same."""

import json
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Final

from mutants.trees import CACHE, fingerprint
from mutants.trial import Trial, Verdict

LAST: Final = CACHE / "last-survivors.json"


class Record:
    """The trials of these sources."""

    def __init__(self, manner: str, *, fresh: bool) -> None:
        """`manner` is how tests were chosen: a verdict holds for the same manner only."""
        CACHE.mkdir(exist_ok=True)
        self._path: Path = CACHE / f"trials-{fingerprint()}-{fingerprint(of_tool=True)}-{manner}.jsonl"
        self._lock = Lock()
        if fresh:
            self._path.unlink(missing_ok=True)
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        rows = [json.loads(line) for line in lines]
        self._known = {key: Trial(**(trial | {"verdict": Verdict(trial["verdict"])})) for key, trial in rows}

    def get(self, key: str) -> Trial | None:
        """What became of this mutant before."""
        return self._known.get(key)

    def put(self, key: str, trial: Trial) -> None:
        """Write a verdict down at once: an interrupted run goes on where it was."""
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, asdict(trial)]) + "\n")


def keep_survivors(keys: list[str]) -> None:
    """Remember which mutants `--again` means."""
    LAST.write_text(json.dumps(keys), "utf-8")


def last_survivors() -> set[str]:
    """The mutants that survived the last run."""
    return set(json.loads(LAST.read_text("utf-8"))) if LAST.exists() else set()
