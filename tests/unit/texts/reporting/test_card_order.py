"""What stands where on the card of a draft, and that nothing stands on it twice."""

from dataclasses import replace

import pytest

from domain.geo.place_names import Nearby
from domain.geo.positions import Position
from domain.reporting.drafts import Draft, DraftMenu, DraftStage, NotePart
from domain.reporting.reports import Status
from services.reporting.views import DraftView, LocationKeyView
from tests.sample_views import HERE, HOUR, LANGUAGES, LARGEST_ID, NOW, district, draft, draft_view, locale, report
from texts.base.wording import without_markup
from texts.reporting.drafts import draft_card, location_key
from texts.reporting.receipts import card_of_draft

DAY = 24 * HOUR
VAGUE = Position(37.4425, 116.3075, "wgs84", "place", 1600, NOW)


def said(language: str, drawn: Draft | None = None, **changes: object) -> str:
    """The card's words."""
    return without_markup(draft_card(draft_view(drawn, **changes), locale(language)).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_one_line_cut_to_fit_and_stands_with_the_number_of_photos(language: str) -> None:
    fields = draft(note_parts=(NotePart(1, "路灯不亮"), NotePart(2, "照片：没有"), NotePart(3, "很危险" * 60)))
    (line,) = (line for line in said(language, fields, awaited=2).splitlines() if line.startswith("✏️"))
    assert line.startswith("✏️ 路灯不亮 照片")
    assert "… · 📷 1" in line
    assert "⏳ 2" in line
    open_menu = said(language, replace(fields, menu=DraftMenu.NOTE))
    assert open_menu.count("很危险") > line.count("很危险")


def test_the_exact_spot_stands_with_the_place_instead_of_the_road() -> None:
    spot = "3号楼2单元门口"
    where = said("zh", draft(note_parts=(NotePart(1, f"{spot}路灯不亮"),)), nearby=Nearby("解放大道", 5)).splitlines()[
        1
    ]
    assert where == f"📍 新华街道，{spot}（照片定位，3分钟前）"
    assert said("zh", nearby=Nearby("解放大道", 5)).splitlines()[1] == "📍 新华街道，解放大道旁（照片定位，3分钟前）"
    assert (
        said("en", nearby=Nearby("解放大道", 30)).splitlines()[1]
        == "📍 新华街道, 30 m from 解放大道 (photo GPS, 3 minutes ago)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("urgent", [True, False])
def test_advice_is_the_next_step_of_a_draft_that_lacks_nothing(language: str, *, urgent: bool) -> None:
    slug, known = next(
        (slug, each) for slug, each in district().catalogue.items() if each.advice_zh and each.urgent is urgent
    )
    advice = f"💡 {known.advice_zh if language == 'zh' else known.advice_en}"
    assert said(language, draft(category=slug)).splitlines()[-1] == advice
    assert (advice in said(language, draft(category=slug), missing=("photo",))) is urgent


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_menu_stands_last_and_asks_nothing_else(language: str) -> None:
    speaker = locale(language)
    text = said(language, draft(menu=DraftMenu.CATALOGUE))
    assert text.splitlines()[-1] == speaker.plain("menu.catalogue").strip()
    assert without_markup(speaker.plain("draft.ready")) not in text
    lacking = said(language, draft(menu=DraftMenu.CATALOGUE, category=None), missing=("category",))
    assert lacking.splitlines()[-1] == speaker.plain("menu.catalogue").strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vague_place_is_told_once_and_a_location_recommended(language: str) -> None:
    speaker = locale(language)
    text = said(language, draft(position=VAGUE))
    assert without_markup(speaker.plain("draft.ready_vague")) in text
    assert without_markup(speaker.plain("draft.ready")) not in text
    assert without_markup(speaker.plain("draft.ready_vague")) not in said(language, draft(position=HERE))
    asked = location_key(LocationKeyView(wanted=True), speaker).text
    assert not any(word in asked for word in ("不知道", "not known", "unknown"))


@pytest.mark.parametrize(
    ("age", "zh", "en"),
    [
        (30 * HOUR, "位置是1天前的", "from 1 day ago"),
        (90 * DAY, "位置是3个月前的", "from 3 months ago"),
        (3652 * DAY, "位置是10年前的", "from 10 years ago"),
    ],
)
def test_an_old_place_is_as_old_as_it_is(age: int, zh: str, en: str) -> None:
    old = draft(position=replace(HERE, taken_at=NOW - age))
    assert zh in said("zh", old, missing=("old_place",))
    assert en in said("en", old, missing=("old_place",))


@pytest.mark.parametrize(("language", "kilometres"), [("zh", "公里"), ("en", "km")])
def test_far_outside_every_community_it_is_told_how_far(language: str, kilometres: str) -> None:
    away = replace(HERE, lat=37.4825)
    text = said(language, draft(position=away, community=None))
    told = f"{district().away_m(away.lat, away.lng) / 1000:.1f} {kilometres}"
    assert told in text
    far = replace(HERE, lat=38.4425)
    text = said(language, draft(position=far, community=None), missing=("far_outside",))
    told = f"{district().away_m(far.lat, far.lng) / 1000:.0f} {kilometres}"
    assert told in text
    assert "12345" in text
    beside = said(language, draft(community=None))
    assert locale(language).plain("place.outside") in beside
    assert kilometres not in beside


@pytest.mark.parametrize(("language", "first"), [("zh", "↩️ 已撤回 DC-2611-0042"), ("en", "↩️ Withdrawn: DC-2611-0042")])
def test_the_receipt_of_a_withdrawn_report_says_so_first(language: str, first: str) -> None:
    text = without_markup(card_of_draft(_withdrawn(), locale(language)).text)
    assert text.splitlines()[0] == first
    assert "✅" not in text


def _withdrawn() -> DraftView:
    submitted = draft(stage=DraftStage.SUBMITTED, report_id=LARGEST_ID)
    return draft_view(submitted, report=report(status=Status.WITHDRAWN))
