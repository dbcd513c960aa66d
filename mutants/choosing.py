"""A pytest plugin: runs the chosen tests, the fastest first, and ends the process when one takes too long."""

import faulthandler
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

import pytest

from mutants.quick import CHOSEN, LATE, RUNNING, draw_alike

COLLECTING_S: Final = 90
PATIENCE_S: Final = 15
TIMES: Final = 5
"""A test may take so many times as long as it did, and the patience besides."""

_chosen: Final[dict[str, float]] = {}
_late: Final[list[TextIO]] = []


def pytest_sessionstart() -> None:
    """Read what to run, and watch from here on."""
    _chosen.update(json.loads(Path(os.environ[CHOSEN]).read_text("utf-8")))
    _late.append(Path(os.environ[LATE]).open("w", encoding="utf-8"))  # noqa: SIM115  open to the end
    draw_alike()
    _watch(COLLECTING_S)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the chosen; where a mutant changed what stands in the brackets, every case of that test."""
    missing = {_function(name) for name in _chosen.keys() - {item.nodeid for item in items}}
    kept = [item for item in items if item.nodeid in _chosen or _function(item.nodeid) in missing]
    kept.sort(key=lambda item: _chosen.get(item.nodeid, 0))
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A watch of its own for each test: it ends the process from outside, whatever the test does."""
    Path(os.environ[RUNNING]).write_text(item.nodeid, "utf-8")
    _watch(PATIENCE_S + TIMES * _chosen.get(item.nodeid, 0))
    try:
        return (yield)
    finally:
        _watch(COLLECTING_S)


def pytest_unconfigure() -> None:
    """Watch no longer."""
    faulthandler.cancel_dump_traceback_later()


def _watch(seconds: float) -> None:
    faulthandler.dump_traceback_later(seconds, exit=True, file=_late[0])


def _function(name: str) -> str:
    return name.partition("[")[0]
