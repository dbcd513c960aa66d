"""The screen of points."""

import pytest

from domain.people.points import Entry, Merit
from services.people.views import PointsView
from tests.sample_views import (
    LANGUAGES,
    NOW,
    locale,
    report,
)
from texts.people.points import points


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_tell_what_each_was_for(language: str) -> None:
    entries = tuple((Entry(merit, 7, 1, merit, 2, "2026-11-24", NOW), report().number) for merit in Merit)
    text = points(PointsView(14, entries), locale(language)).text
    assert "14" in text
    assert all(locale(language).plain(f"merit.{merit}") in text for merit in Merit)
    assert points(PointsView(0, ()), locale(language)).text
