"""What a machine wrote down is named so wherever a note is shown."""

import pytest

from domain.reporting.drafts import NotePart, marked
from domain.reporting.reports import Actor, ActorKind
from domain.tickets.messages import AddedLater
from services.reporting.views import ReportView
from services.tickets.roles import REPORTER, Said
from services.tickets.views import ReopenedView, TicketMessageView
from tests.sample_views import LANGUAGES, NOW, draft, draft_view, event, locale, report, ticket_view
from texts.base.screen import Screen
from texts.reporting import reports
from texts.reporting.drafts import draft_card
from texts.tickets.reminders import nudge, reopened
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
        assert f"{HEARD[language]}路灯不亮 在东门" in screen.text.replace("\n", " ")  # one line on the card
        assert screen.text.count("🎤") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_in_what_staff_read_of_additions(language: str) -> None:
    words, kept = marked("还是不亮", dictated=True), report()
    said = event("added", words, actor=Actor(ActorKind.RIDER, 7))
    told: tuple[Screen, ...] = (
        nudge(TicketMessageView(AddedLater(1, "lighting", words), kept), locale(language)),
        reopened(ReopenedView(kept, (Said(REPORTER, words),), ()), locale(language)),
        ticket_card(ticket_view(kept, events=(said,)), locale(language)),
    )
    assert [f"{HEARD[language]}还是不亮" in screen.text for screen in told] == [True] * 3


def test_typed_words_bear_no_mark() -> None:
    assert "🎤" not in draft_card(draft_view(draft(note_parts=PARTS[1:])), locale()).text
