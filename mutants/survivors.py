"""Mutants that may survive, each with a reason: `survivors.toml`."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mutants.sites import Mutant

FILE: Final = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One mutant that no test need kill; known by its lines, so that it may move within its file."""

    file: str
    original: str
    mutated: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """Whether this is the mutant."""
        return (self.file, self.original, self.mutated) == (mutant.path, *mutant.lines)


def read_accepted(path: Path = FILE) -> list[Accepted]:
    """Every accepted survivor. Raises ValueError for one without a reason."""
    accepted = [Accepted(**row) for row in tomllib.loads(path.read_text("utf-8")).get("survivor", [])]
    for each in accepted:
        if not each.reason.strip():
            raise ValueError(f"{path.name}: a survivor of {each.file} has no reason")
    return accepted


def reason_of(mutant: Mutant, accepted: Iterable[Accepted]) -> str | None:
    """Why this mutant may survive, or None where nobody said so."""
    return next((each.reason for each in accepted if each.is_of(mutant)), None)


def as_row(mutant: Mutant) -> str:
    """What to write into the file, but for the reason."""
    values = {"file": mutant.path, "original": mutant.lines[0], "mutated": mutant.lines[1], "reason": ""}
    rows = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["[[survivor]]", *rows]) + "\n"
