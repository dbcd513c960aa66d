"""The question which of two places it is: both can be told apart, by their lines and by their keys."""

from dataclasses import replace

import pytest

from domain.geo.place_names import Nearby
from services.reporting.views import DraftView, OtherPosition
from tests.sample_views import HERE, HOUR, LANGUAGES, NOW, draft, draft_view, labels, locale
from texts.base.wording import without_markup
from texts.reporting.drafts import draft_card

OTHER = replace(HERE, lat=37.46, taken_at=NOW - 2 * HOUR)


def asked(here: str | None, there: str | None) -> DraftView:
    """Two photos' places, with the names of the roads there."""
    other_position = OtherPosition(OTHER, 1946, "C7", Nearby(there, 30) if there else None)
    return draft_view(
        draft(other_position=OTHER), other_position=other_position, nearby=Nearby(here, 5) if here else None
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_names_what_is_near_its_source_and_its_age(language: str) -> None:
    said = without_markup(draft_card(asked("湖滨北路", "大学路"), locale(language)).text)
    _, first = said.split("①")
    first, second = first.split("②")
    for line, road, position in ((first, "湖滨北路", HERE), (second, "大学路", OTHER)):
        assert road in line
        assert locale(language).plain("source.exif") in line
        assert locale(language).ago(position.taken_at or 0, NOW) in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("here", "there"), [("湖滨北路", "大学路"), ("湖滨北路", None), (None, None), ("大学路", "大学路")]
)
def test_the_keys_of_two_photos_differ(language: str, here: str | None, there: str | None) -> None:
    first, second = labels(draft_card(asked(here, there), locale(language)))[:2]
    assert (first[0], second[0]) == ("①", "②")
    assert first[1:] != second[1:]
    if here != there:
        assert (here or "") in first
        assert (there or "") in second


def test_along_one_road_the_keys_name_the_communities() -> None:
    view = asked("大学路", "大学路")
    assert view.other_position
    first, second = labels(
        draft_card(replace(view, other_position=replace(view.other_position, community="C8")), locale())
    )[:2]
    assert first.endswith(f"：{locale().community('C7')}")
    assert second.endswith(f"：{locale().community('C8')}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_sources_the_keys_name_these(language: str) -> None:
    other_position = replace(OTHER, source="live")
    view = draft_view(draft(other_position=other_position), other_position=OtherPosition(other_position, 1946, "C7"))
    first, second = labels(draft_card(view, locale(language)))[:2]
    assert first == f"① {locale(language).plain('use_source.exif')}"
    assert second == f"② {locale(language).plain('use_source.live')}"
