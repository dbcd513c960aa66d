"""``python -m mutants``: changes the program in a hundred places, one at a time, and sees whether a test notices."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from rich.console import Console

from mutants.coverage_map import TRACED, name_of, read_map
from mutants.record import Record, keep_survivors, last_survivors
from mutants.report import Result, Tried, show
from mutants.selection import Selection, Selector
from mutants.sites import Mutant, draw, sources
from mutants.survivors import read_accepted
from mutants.trees import ROOT, Tree, copies
from mutants.trial import Court, Trial

_ERRORS = Console(stderr=True)


def main() -> int:
    """Draw, try, tell; 1 where too many survive or one without a reason."""
    options = _options()
    drawn = draw(sources(ROOT, options.only), options.seed, options.count)
    if options.again:
        drawn = [mutant for mutant in drawn if mutant.key in last_survivors()]
    if options.list:
        for mutant in drawn:
            print(mutant.path, mutant.line, *mutant.lines, sep="\t")
        return 0
    result = Result(_tried(drawn, options), read_accepted())
    if not options.again:
        keep_survivors([mutant.key for mutant, _ in result.survivors])
    show(result, Console(width=120))
    return 0 if result.is_good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=(__doc__ or "").partition(": ")[2])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--only", action="append", default=[], metavar="PATH", help="a folder or a file")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=120, metavar="S", help="seconds of tests for each mutant")
    parser.add_argument("--slowest", type=float, default=20, metavar="S", help="leave out tests that take longer")
    parser.add_argument("--traced", nargs="+", default=[TRACED], metavar="TESTS", help="the tests to choose from")
    parser.add_argument("--again", action="store_true", help="only those that survived the last run")
    parser.add_argument("--fresh", action="store_true", help="try also what was tried before")
    parser.add_argument("--list", action="store_true", help="draw only")
    return parser.parse_args()


def _tried(drawn: Sequence[Mutant], options: argparse.Namespace) -> list[Tried]:
    reached = read_map(options.traced, options.jobs, options.slowest)
    for name in reached.failing:
        _ERRORS.print(f"left out, it fails without a mutant: {name}", style="yellow", markup=False, soft_wrap=True)
    selector = Selector(ROOT, reached, options.budget)
    work = [(mutant, selector.tests_of(mutant)) for mutant in drawn]
    manner = f"{name_of(options.traced)}-{options.budget:g}-{options.slowest:g}"
    with _bench(options.jobs) as bench:
        return bench.tried(work, Record(manner, fresh=options.fresh))


class _Bench:
    """Copies of the tree, each used by one trial at a time."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._court = Court()
        self._count = len(trees)
        self._free: SimpleQueue[Tree] = SimpleQueue()
        for tree in trees:
            self._free.put(tree)

    def tried(self, work: Sequence[tuple[Mutant, Selection]], record: Record) -> list[Tried]:
        pool = ThreadPoolExecutor(self._count)
        waiting = [pool.submit(self._one, *each, record) for each in work]
        try:
            return [(mutant, each.result()) for (mutant, _), each in zip(work, waiting, strict=True)]
        finally:
            pool.shutdown(cancel_futures=True)  # whoever interrupts waits for the trials under way only

    def _one(self, mutant: Mutant, selection: Selection, record: Record) -> Trial:
        if (known := record.get(mutant.key)) is not None:
            return known
        tree = self._free.get()
        try:
            trial = self._court.tried(tree, mutant, selection)
        finally:
            self._free.put(tree)
        record.put(mutant.key, trial)
        line = f"{trial.seconds:6.1f} s  {trial.verdict:11}  {mutant.path}:{mutant.line}  {trial.killer}"
        _ERRORS.print(line, markup=False, highlight=False, soft_wrap=True)
        return trial


@contextmanager
def _bench(jobs: int) -> Iterator[_Bench]:
    with copies(jobs) as trees:
        yield _Bench(trees)


if __name__ == "__main__":
    sys.exit(main())
