"""``python -m benchmarks``: measures everything in one run and prints a table of ratios."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from benchmarks import (
    annual,
    backlog,
    categorise,
    due,
    exports,
    flood,
    gazetteer,
    growth,
    hostile,
    intake,
    monday,
    near,
    over_http,
    photo_hash,
    positions,
    posters,
    programme,
    report_path,
    route,
    spots,
    startup,
    storm,
    week,
    workers,
)
from benchmarks.figures import Figure, Scope
from benchmarks.table import table_of
from bot.logs import configure

BENCHMARKS: Mapping[str, Callable[[Scope], list[Figure]]] = {
    "report_path": report_path.measure,
    "over_http": over_http.measure,
    "flood": flood.measure,
    "backlog": backlog.measure,
    "due": due.measure,
    "route": route.measure,
    "near": near.measure,
    "intake": intake.measure,
    "hostile": hostile.measure,
    "photo_hash": photo_hash.measure,
    "categorise": categorise.measure,
    "gazetteer": gazetteer.measure,
    "spots": spots.measure,
    "positions": positions.measure,
    "startup": startup.measure,
    "storm": storm.measure,
    "growth": growth.measure,
    "posters": posters.measure,
    "exports": exports.measure,
    "programme": programme.measure,
    "year": annual.measure,
    "week": week.measure,
    "monday": monday.measure,
    "workers": workers.measure,
}


def main() -> None:
    """Measure, print, and write as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measures everything in one run.")
    parser.add_argument("--only", choices=list(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="measure less, in less than a minute")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    options = parser.parse_args()
    configure("warning", "console")
    names = [options.only] if options.only else list(BENCHMARKS)
    figures = {name: _measured(name, quick=options.quick) for name in names}
    Console(width=160).print(table_of(figures))
    if options.json is not None:
        options.json.write_text(json.dumps(_document(figures), ensure_ascii=False, indent=2) + "\n", "utf-8")


def _measured(name: str, *, quick: bool) -> list[Figure]:
    Console(stderr=True).print(f"measuring {name}", style="dim")
    with TemporaryDirectory(prefix="qianshao-bench-") as folder:
        return BENCHMARKS[name](Scope(quick, Path(folder)))


def _document(figures: Mapping[str, list[Figure]]) -> list[dict[str, Any]]:
    return [
        {
            "benchmark": name,
            **asdict(figure),
            "ratio": figure.ratio,
            "aim": str(figure.aim) if figure.aim else None,
            "met": figure.met,
        }
        for name, some in figures.items()
        for figure in some
    ]


if __name__ == "__main__":
    main()
