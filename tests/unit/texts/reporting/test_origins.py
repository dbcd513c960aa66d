"""Where a position comes from and how sure it is, as the cards say it."""

from dataclasses import replace

import pytest

from domain.geo.position_conflict import RANKS
from domain.geo.positions import Position
from domain.reporting.drafts import DraftMenu
from services.reporting.views import OtherPosition
from services.upkeep.history import SOURCE
from tests.sample_views import HERE, LANGUAGES, MINUTE, NOW, draft, draft_view, labels, locale, report, ticket_view
from texts.base.wording import read_texts, without_markup
from texts.reporting.drafts import draft_card
from texts.reporting.origins import distance, origin
from texts.tickets.tickets import ticket_card

GIVEN = Position(37.45, 116.31, "wgs84", "location", 30, NOW - MINUTE)


@pytest.mark.parametrize(
    ("position", "zh", "en"),
    [
        (GIVEN, "你发的位置，1分钟前", "location you sent, 1 minute ago"),
        (replace(GIVEN, source="live", accuracy_m=None), "实时位置，1分钟前", "live location, 1 minute ago"),
        (
            replace(GIVEN, source="exif", datum="gcj02", accuracy_m=1200, taken_at=None),
            "照片定位，时间未知",
            "photo GPS, time unknown",
        ),
    ],
)
def test_an_origin_is_source_and_age_without_accuracy_and_datum(position: Position, zh: str, en: str) -> None:
    assert origin(position, NOW, locale("zh")) == zh
    assert origin(position, NOW, locale("en")) == en


@pytest.mark.parametrize(("metres", "said"), [(0.4, "0 m"), (999.4, "999 m"), (999.6, "1.0 km"), (2149, "2.1 km")])
def test_distances(metres: float, said: str) -> None:
    assert distance(metres, locale("en")) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_can_be_chosen_and_told_to_staff(language: str) -> None:
    texts = read_texts(language)
    of_drafts = set(RANKS)
    for prefix, sources in (("use_source", of_drafts), ("source_staff", of_drafts | {SOURCE})):
        assert {key.removeprefix(f"{prefix}.") for key in texts if key.startswith(f"{prefix}.")} == sources


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_places_stand_on_the_card_while_they_are_asked_about_and_then_one(language: str) -> None:
    drawn = draft(other_position=GIVEN)
    other_position = OtherPosition(GIVEN, 1500, None)
    asked = draft_card(draft_view(drawn, other_position=other_position), locale(language))
    said = without_markup(asked.text)
    assert [line[0] for line in said.splitlines()[-2:]] == ["①", "②"]
    assert "37.4" not in said
    assert [label[0] for label in labels(asked)[:2]] == ["①", "②"]
    settled = draft_card(draft_view(replace(drawn, place_chosen=True), other_position=other_position), locale(language))
    assert "②" not in without_markup(settled.text)
    assert not any(label.startswith(("①", "②", "✓")) for label in labels(settled))
    menu = draft_card(
        draft_view(replace(drawn, place_chosen=True, menu=DraftMenu.PLACE), other_position=other_position),
        locale(language),
    )
    assert labels(menu)[0].startswith("✓")


def test_staff_read_datum_and_accuracy_which_riders_do_not() -> None:
    converted = replace(HERE, datum="gcj02", accuracy_m=1200)
    assert "±1.2 公里 · GCJ-02 换算" in ticket_card(ticket_view(report(position=converted)), locale("zh")).text
    for word in ("±", "GCJ", "37.4"):
        assert word not in draft_card(draft_view(draft(position=converted)), locale("zh")).text


def test_staff_read_source_and_accuracy_in_the_line_of_the_place() -> None:
    seen = ticket_card(ticket_view(report(position=replace(HERE, accuracy_m=8.4))), locale("zh"))
    assert "（37.44250, 116.30750）· 照片 GPS · ±8 米" in without_markup(seen.text)


def test_the_spot_stands_on_the_ticket_on_its_own_line() -> None:
    seen = ticket_card(ticket_view(report(note="3号楼2单元门口路灯不亮")), locale("zh"))
    assert "具体位置：3号楼2单元门口" in without_markup(seen.text).splitlines()
