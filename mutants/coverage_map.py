"""Which tests reach a line: traced in one run of the tests, kept as long as sources and tests are the same."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from textwrap import dedent
from typing import Final

from coverage import CoverageData

from mutants.quick import DRAWN_TEST, TOLD
from mutants.trees import CACHE, Tree, copies, fingerprint

TRACED: Final = "tests"
_LIMIT_S: Final = 3600
_ENDED_WELL: Final = (0, 1)
"""pytest's codes: all passed, or some failed; those are left out."""


@dataclass(frozen=True, eq=False)
class CoverageMap:
    """Lines, and the tests that reach them."""

    root: Path
    data: CoverageData
    seconds: Mapping[str, float]
    """Every test that may be chosen, and how long it took."""
    failing: Sequence[str]
    """Those that fail without any mutant."""

    def reaching(self, path: str, lines: Iterable[int]) -> set[str]:
        """The tests that reach one of these lines; a part of a test's process counts as the test."""
        by_line = self._by_line(path)
        return {name for line in lines for name in by_line.get(line, ()) if name in self.seconds}

    @cache  # noqa: B019  there is one map in a run
    def _by_line(self, path: str) -> dict[int, list[str]]:
        return self.data.contexts_by_lineno(str(self.root / path))


def read_map(traced: Sequence[str], jobs: int, slowest_s: float) -> CoverageMap:
    """The map of these tests, traced now unless it was before."""
    folder = CACHE / f"map-{fingerprint()}-{name_of(traced)}"
    if not (folder / "tests.json").exists():
        _forget_others(folder)
        folder.mkdir(parents=True)
        _trace(folder, traced, jobs)
    told = json.loads((folder / "tests.json").read_text("utf-8"))
    data = CoverageData(str(folder / "lines"))
    data.read()
    seconds = {name: taken for name, taken in told["passed"].items() if taken <= slowest_s}
    return CoverageMap(Path(told["root"]), data, seconds, told["failing"])


def name_of(traced: Sequence[str]) -> str:
    """A short name for a choice of tests."""
    return sha256("\0".join(traced).encode()).hexdigest()[:8]


def _forget_others(folder: Path) -> None:
    """Of sources that are gone, and of this folder what an interrupted run left."""
    for other in CACHE.glob("map-*"):
        if other == folder or not other.name.startswith(f"map-{fingerprint()}"):
            shutil.rmtree(other)
    for trials in CACHE.glob("trials-*"):
        if not trials.name.startswith(f"trials-{fingerprint()}"):
            trials.unlink()


def _trace(folder: Path, traced: Sequence[str], jobs: int) -> None:
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    print(f"tracing {' '.join(traced)}", file=sys.stderr)
    with copies(1) as (tree,):
        parts, told = folder / "parts", folder / "told.json"
        parts.mkdir()
        settings = _settings(tree, parts)
        (folder / "coveragerc").write_text(settings, "utf-8")
        ran = tree.pytest(
            ["-p", "mutants.tracing", "-n", str(jobs), "--dist", "worksteal", *traced],
            {"COVERAGE_PROCESS_START": str(folder / "coveragerc"), TOLD: str(told)},
            _LIMIT_S,
        )
        if ran.code not in _ENDED_WELL:
            raise SystemExit(f"the tests could not be traced\n{ran.said[-3000:]}")
        _keep(folder, tree, json.loads(told.read_text("utf-8")))


def _settings(tree: Tree, parts: Path) -> str:
    """Coverage's configuration: every room of the copy, the test's name as the context of what it starts."""
    rooms = sorted(path.parent for path in tree.root.glob("*/__init__.py") if path.parent.name != "mutants")
    sources = "\n".join(f"    {room}" for room in rooms)
    head = dedent(f"""\
        [run]
        parallel = true
        core = ctrace
        data_file = {parts}/lines
        context = ${{{DRAWN_TEST}-}}
        disable_warnings = module-not-measured, no-data-collected, module-not-imported
        source =
        """)
    return f"{head}{sources}\n"


def _keep(folder: Path, tree: Tree, told: Mapping[str, object]) -> None:
    whole = CoverageData(str(folder / "lines"))
    for path in sorted((folder / "parts").iterdir()):
        part = CoverageData(str(path))
        part.read()
        whole.update(part)
    whole.close()
    shutil.rmtree(folder / "parts")
    (folder / "tests.json").write_text(json.dumps({"root": str(tree.root), **told}), "utf-8")
