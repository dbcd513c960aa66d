"""A rider's list of reports, and one of them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from domain.geo.place_names import Nearby
from domain.reporting.reports import Status
from playground.entities import parse_html, utf16_length
from services.reporting.views import ReportsView, ReportView
from tests.sample_views import (
    HERE,
    HOSTILE,
    LANGUAGES,
    NOW,
    event,
    locale,
    photo,
    report,
    rider,
)
from texts.base.callbacks import Press, Verb, encode
from texts.base.screen import SHEET
from texts.reporting import reports


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_each_report_and_to_the_pages_beside(language: str) -> None:
    listed = (report(), report(rider_id=8))
    screen = reports.reports(ReportsView(rider(), listed, 1, has_more=True), locale(language))
    assert screen.text.count("/report_2611_0042") == 2
    assert [button.press for button in screen.buttons[0]] == [
        encode(Press(Verb.REPORTS_PAGE, 0, page)) for page in ("0", "2")
    ]
    assert not reports.reports(ReportsView(rider(), listed, 0, has_more=False), locale(language)).buttons
    assert reports.reports(ReportsView(rider(), (), 0, has_more=False), locale(language)).text


@pytest.mark.parametrize("language", LANGUAGES)
@given(note=HOSTILE, words=HOSTILE)
def test_one_report_fits_and_tells_its_story(language: str, note: str, words: str) -> None:
    events = tuple(event("hold", words, target=status) for status in Status)
    view = ReportView(report(note=note, status=Status.RESOLVED), None, is_own=True, events=events, points=5, now=NOW)
    screen = reports.report(view, locale(language))
    assert utf16_length(parse_html(screen.text)[0]) <= 4096
    assert locale(language).status(Status.WITHDRAWN) in screen.text
    assert len(screen.buttons[0]) == 2


@pytest.mark.parametrize(("steps", "told"), [(8, False), (9, True)])
def test_steps_that_are_left_out_are_counted(steps: int, *, told: bool) -> None:
    events = tuple(event("resolve", target=Status.RESOLVED) for _ in range(steps))
    view = ReportView(report(), None, is_own=True, events=events, points=0, now=NOW)
    assert ("更早还有 1 步" in reports.report(view, locale()).text) == told


def test_a_witness_can_answer_but_not_withdraw() -> None:
    view = ReportView(report(), None, is_own=False, events=(), points=0, now=NOW)
    assert [key.text for row in reports.report(view, locale()).buttons for key in row] == ["🧾 延误证明"]


def test_a_slip_is_offered_for_a_week_and_for_nothing_that_was_rejected() -> None:
    for seen, now in ((report(), NOW + 8 * 86_400_000), (report(status=Status.REJECTED), NOW)):
        view = ReportView(seen, None, is_own=True, events=(), points=0, now=now)
        assert "延误证明" not in repr(reports.report(view, locale()).buttons)


@pytest.mark.parametrize(("language", "day"), [("zh", "11/24"), ("en", "24/11")])
def test_a_line_of_the_list_names_the_place_before_the_number(language: str, day: str) -> None:
    screen = reports.reports(ReportsView(rider(), (report(),), 0, has_more=False), locale(language))
    line = screen.text.splitlines()[-1]
    said = locale(language)
    parts = ("⏳", said.category_short("street_light"), "新华街道", said.status(Status.ROUTED), day)
    assert [line.index(part) for part in parts] == sorted(line.index(part) for part in parts)
    assert line.endswith("/report_2611_0042")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_own", [True, False])
def test_where_the_position_comes_from_is_its_reporters_alone(language: str, *, is_own: bool) -> None:
    routed = event("route", source=Status.SUBMITTED, target=Status.ROUTED)
    shown = report(position=replace(HERE, accuracy_m=8, datum="gcj02"))
    view = ReportView(shown, None, is_own, (routed,), points=0, now=NOW, nearby=Nearby("解放大道"))
    text = reports.report(view, locale(language)).text
    assert "解放大道" in text
    for part in ("37.44250, 116.30750", "GCJ-02", locale(language).plain("source.exif")):
        assert (part in text) is is_own
    assert locale(language).plain("report.reported" if is_own else "report.reported_by_other") in text
    assert locale(language).status(Status.ROUTED) in text, "what is next"


@pytest.mark.parametrize(("note", "apart"), [("路灯不亮", False), ("说" * 1_000, True)])
def test_a_note_stands_whole_and_the_photos_above_what_no_caption_holds(note: str, *, apart: bool) -> None:
    photos = tuple(photo(number) for number in range(6))
    view = ReportView(report(note=note, photos=photos), None, is_own=True, events=(), points=0, now=NOW)
    screen = reports.report(view, locale())
    assert note in screen.text
    assert len(screen.photos) == SHEET
    assert screen.apart is apart
    assert "6" in screen.text


def test_a_rejected_report_says_why() -> None:
    rejected = event("reject", detail=json.dumps({"reason": "unclear"}), target=Status.REJECTED)
    view = ReportView(report(status=Status.REJECTED), None, is_own=True, events=(rejected,), points=0, now=NOW)
    assert locale().plain("reject_told.unclear") in reports.report(view, locale()).text
