"""The benchmarks run and tell what they found."""

import asyncio
import json
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent


async def test_a_quick_benchmark_gives_a_table_and_the_same_as_json(tmp_path: Path) -> None:
    told = tmp_path / "figures.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks", "--quick", "--only", "route", "--json", told,
        cwd=_ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    table, _ = await process.communicate()
    assert process.returncode == 0

    figures = json.loads(told.read_text("utf-8"))
    assert {figure["benchmark"] for figure in figures} == {"route"}
    for figure in figures:
        assert figure["what"] in table.decode()
        assert figure["ratio"] == figure["value"] / figure["beside"]
