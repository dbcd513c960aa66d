"""docs/lifecycle.md says what the table of a report's life says, in a word for each thing of the table."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from domain.tickets.lifecycle import Condition, Effect, Need, Role, To
from lab import lifecycle_page
from tests.sources import ROOT

PAGE = ROOT / "docs" / "lifecycle.md"


def test_the_page_is_what_the_table_says() -> None:
    said = "write it anew: python -m lab.lifecycle_page > docs/lifecycle.md"
    assert PAGE.read_text(encoding="utf-8") == lifecycle_page.page(), said


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (lifecycle_page.ROLES, Role),
        (lifecycle_page.TARGETS, To),
        (lifecycle_page.NEEDS, Need),
        (lifecycle_page.CONDITIONS, Condition),
        (lifecycle_page.EFFECTS, Effect),
    ],
)
def test_each_thing_of_the_table_has_words_of_its_own(told: Mapping[StrEnum, str], kind: type[StrEnum]) -> None:
    assert set(told) == set(kind)
    assert len(set(told.values())) == len(told)


@pytest.mark.parametrize("page", ["architecture.md", "adding.md"])
def test_whoever_changes_the_table_is_led_to_the_page(page: str) -> None:
    assert "lifecycle.md" in (PAGE.parent / page).read_text(encoding="utf-8")
