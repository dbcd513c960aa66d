"""What came of reading the district's files anew, as an answer in the supervisors' group."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from domain.district.problems import InFile, Problem, Severity
from domain.tickets.lookups import LookedUp
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import groups
from services.upkeep.district_plan import Difference, Moved, Why

PROBLEMS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What came of it: problems, where nothing was taken up, or what changes; neither where the files are the same."""

    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    moved: tuple[Moved, ...] = ()

    def told(self) -> str:
        """Return it as JSON, its first problems alone."""
        return json.dumps({
            "problems": [asdict(each) for each in self.problems[:PROBLEMS_SHOWN]],
            "differences": [asdict(each) for each in self.differences],
            "moved": [asdict(each) for each in self.moved],
        })  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReloadShown(LookedUp, name="reload_shown"):
    """What came of reading the district's files anew, as `Reloaded` tells it; `left_out` more problems are not told."""

    told: str
    left_out: int = 0


def reloaded_of(told: str) -> Reloaded:
    """Return what `Reloaded.told` has told."""
    kept = json.loads(told)
    return Reloaded(
        tuple(
            Problem(**{**each, "place": InFile(**each["place"]), "severity": Severity(each["severity"])})
            for each in kept["problems"]
        ),
        tuple(Difference(each["kind"], *map(tuple, _ids(each))) for each in kept["differences"]),
        tuple(Moved(**{**each, "why": Why(each["why"]), "numbers": tuple(each["numbers"])}) for each in kept["moved"]),
    )


def _ids(difference: dict[str, list[str]]) -> Sequence[list[str]]:
    return [difference[how] for how in ("added", "gone", "changed")]


async def show(tx: Transaction, deps: Deps, shown: ReloadShown) -> None:
    """Answer where it was asked for, which by the new files may be the supervisors' group no more."""
    await groups.tell(tx, deps, shown.chat_id, shown.thread_id, shown, silent=True)
