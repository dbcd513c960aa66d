"""A pytest plugin: notes for each test which lines it reaches, how long it takes and whether it passes.

Coverage runs already, in this process and in every Python it starts; here it only hears of the test.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from coverage import Coverage

from mutants.quick import DRAWN_TEST, TOLD, draw_alike

_LEFT_OUT: Final = (
    "tests/structure/test_shape.py",  # about the text of files
    "tests/flow/test_installed.py",  # about a wheel
    "tests/flow/test_benchmarks.py",
    "tests/unit/mutants/",
)
_LEFT_OUT_MARKS: Final = ("browser", "kill")
_SERVER: Final = "postgres"
_seconds: Final[dict[str, float]] = {}
_failed: Final[set[str]] = set()
_skipped: Final[set[str]] = set()


def pytest_sessionstart() -> None:
    """Draw the same examples in every run."""
    draw_alike()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow to start, and what says nothing of the product."""
    out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in set(out)]


def _is_left_out(item: pytest.Item) -> bool:
    """SQLite stands for both engines: a server for each mutant would take longer than its tests."""
    return (
        item.nodeid.startswith(_LEFT_OUT)
        or any(item.get_closest_marker(mark) for mark in _LEFT_OUT_MARKS)
        or any(_SERVER in name for name in (item.name, *getattr(item, "fixturenames", ())))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Say to coverage, and to processes that the test starts, whose lines these are."""
    running = Coverage.current()
    assert running is not None  # noqa: S101  its configuration stands in the environment
    running.switch_context(item.nodeid)
    os.environ[DRAWN_TEST] = item.nodeid
    try:
        return (yield)
    finally:
        running.switch_context("")
        os.environ.pop(DRAWN_TEST)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up set-up, call and tear-down."""
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0) + report.duration
    if not report.passed:
        (_failed if report.failed else _skipped).add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Save what coverage has; whoever hears of all tests writes them down."""
    if (running := Coverage.current()) is not None:
        running.save()
    if not hasattr(session.config, "workerinput"):
        passed = {name: seconds for name, seconds in _seconds.items() if name not in _failed | _skipped}
        Path(os.environ[TOLD]).write_text(json.dumps({"passed": passed, "failing": sorted(_failed)}), "utf-8")
