"""What a machine wrote down is named so wherever a note is shown."""

import pytest

from domain.reporting.drafts import NotePart
from services.reporting.views import ReportView
from tests.sample_views import LANGUAGES, NOW, draft, draft_view, locale, report, ticket_view
from texts.reporting import reports
from texts.reporting.drafts import draft_card
from texts.tickets.tickets import ticket_card

HEARD = {"zh": "🎤 听写：", "en": "🎤 Heard: "}
PARTS = (NotePart(1, "路灯不亮", dictated=True), NotePart(2, "在东门"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_on_the_card_the_ticket_and_in_the_report(language: str) -> None:
    drawn = draft(note_parts=PARTS)
    kept = report(note=drawn.note)
    shown = (
        draft_card(draft_view(drawn), locale(language)),
        ticket_card(ticket_view(kept), locale(language)),
        reports.report(ReportView(kept, None, is_own=True, events=(), points=0, now=NOW), locale(language)),
    )
    for screen in shown:
        assert f"{HEARD[language]}路灯不亮\n在东门" in screen.text
        assert screen.text.count("🎤") == 1


def test_typed_words_bear_no_mark() -> None:
    assert "🎤" not in draft_card(draft_view(draft(note_parts=PARTS[1:])), locale()).text
