"""A rider's list of reports, and one of them."""

import json

import pytest
from hypothesis import given

from domain.reporting.reports import Status
from playground.entities import parse_html, utf16_length
from services.reporting.views import ReportsView, ReportView
from tests.sample_views import (
    HOSTILE,
    LANGUAGES,
    NOW,
    event,
    locale,
    report,
    rider,
)
from texts.base.callbacks import Press, Verb, encode
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
    events = tuple(event("resolve", words, target=status) for status in Status)
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
    assert not reports.report(view, locale()).buttons


def test_a_rejected_report_says_why() -> None:
    rejected = event("reject", detail=json.dumps({"reason": "unclear"}), target=Status.REJECTED)
    view = ReportView(report(status=Status.REJECTED), None, is_own=True, events=(rejected,), points=0, now=NOW)
    assert locale().plain("reject_told.unclear") in reports.report(view, locale()).text
