"""What a run is told as: a table of the rooms, every survivor with its lines, and whether that is good enough."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mutants.sites import Mutant
from mutants.survivors import Accepted, as_row, reason_of
from mutants.trial import Trial, Verdict

SHARE: Final = 0.9
_DEAD: Final = (Verdict.KILLED, Verdict.TIMED_OUT)
Tried = tuple[Mutant, Trial]


@dataclass(frozen=True)
class Result:
    """All trials of a run beside the accepted survivors."""

    tried: Sequence[Tried]
    accepted: Sequence[Accepted]

    @property
    def share(self) -> float:
        """The killed of all, also of those that nobody could kill."""
        return sum(trial.verdict in _DEAD for _, trial in self.tried) / max(1, len(self.tried))

    @property
    def survivors(self) -> list[Tried]:
        """Those that no test killed or none reaches."""
        return [(mutant, trial) for mutant, trial in self.tried if trial.verdict not in _DEAD]

    @property
    def unexplained(self) -> list[Mutant]:
        """Survivors without a reason."""
        return [mutant for mutant, _ in self.survivors if reason_of(mutant, self.accepted) is None]

    @property
    def is_good(self) -> bool:
        """Whether enough were killed and every survivor has its reason."""
        return self.share >= SHARE and not self.unexplained


def show(result: Result, console: Console) -> None:
    """Print it."""
    console.print(_table(result))
    for mutant, trial in result.survivors:
        console.print(_told(mutant, trial, result.accepted))
    for each in _outlived(result):
        console.print(f"[yellow]killed now, its row can go:[/yellow] {escape(each.file)}: {escape(each.mutated)}")
    if result.unexplained:
        console.print("\nKill these with a test, or give them a reason in mutants/survivors.toml:\n", style="bold")
        console.print("\n".join(map(as_row, result.unexplained)), markup=False, highlight=False, soft_wrap=True)
    seconds = sum(trial.seconds for _, trial in result.tried)
    console.print(
        f"{result.share:.0%} of {len(result.tried)} killed, at least {SHARE:.0%} wanted; {seconds:.0f} s of tests"
    )


def _table(result: Result) -> Table:
    table = Table("room", *Verdict, "of", title="Mutants")
    rooms = [mutant.path.partition("/")[0] for mutant, _ in result.tried]
    counts = Counter((room, trial.verdict) for room, (_, trial) in zip(rooms, result.tried, strict=True))
    for room, total in Counter(rooms).items():
        table.add_row(room, *(str(counts[room, verdict]) for verdict in Verdict), str(total))
    totals = Counter(trial.verdict for _, trial in result.tried)
    table.add_section()
    table.add_row("all", *(str(totals[verdict]) for verdict in Verdict), str(len(result.tried)))
    return table


def _told(mutant: Mutant, trial: Trial, accepted: Sequence[Accepted]) -> str:
    head = f"\n[bold]{mutant.path}:{mutant.line}[/bold] {trial.verdict}, {trial.tests} tests"
    more = f", {trial.left_out} more would not have fitted" if trial.left_out else ""
    taken, put = (
        "\n".join(f"[{colour}]  {sign} {escape(line)}[/{colour}]" for line in lines.splitlines())
        for sign, colour, lines in zip("-+", ("red", "green"), mutant.lines, strict=True)
    )
    reason = reason_of(mutant, accepted)
    why = f"  [dim]{escape(reason)}[/dim]" if reason is not None else "  [red]no reason given[/red]"
    return "\n".join(filter(None, [head + more, taken, put, why]))


def _outlived(result: Result) -> list[Accepted]:
    dead = [mutant for mutant, trial in result.tried if trial.verdict in _DEAD]
    return [each for each in result.accepted if any(each.is_of(mutant) for mutant in dead)]
