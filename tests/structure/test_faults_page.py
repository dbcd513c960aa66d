"""docs/faults.md names a test for each fault, and that test exists."""

import re

from tests.sources import ROOT

PAGE = ROOT / "docs" / "faults.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _rows() -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.endswith("| test |")]


def test_every_row_names_a_test() -> None:
    assert not [row for row in _rows() if not _TEST.search(row)]


def test_every_named_test_exists() -> None:
    named = {found for row in _rows() for found in _TEST.findall(row)}
    gone = [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not (ROOT / path).is_file() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert not gone
