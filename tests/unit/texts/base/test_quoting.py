"""The kind: in every message to others, words of a person stand in a quote and names within their line."""

import pytest

from domain.geo.place_names import Nearby
from domain.messages import MEANINGS
from domain.reporting.messages import FromStaff, ResolvedTold, StatusTold
from domain.reporting.reports import Actor, ActorKind, Status
from domain.tickets.lifecycle import Action
from domain.tickets.messages import AddedLater, Nudge, Reopened
from domain.tickets.staff import Prompt, PromptStage
from playground.entities import format_text, parse_html, utf16_length
from services.reporting.views import ReportView
from services.tickets.roles import REPORTER, Said
from services.tickets.views import PromptView, ReopenedView, TicketMessageView
from tests.sample_views import HOUR, LANGUAGES, NOW, draft, draft_view, event, locale, report, ticket_view, told
from texts.base.quoting import quoted
from texts.base.screen import Screen
from texts.base.telling import tell
from texts.base.wording import without_markup
from texts.reporting.drafts import draft_card
from texts.reporting.reports import report as report_page
from texts.tickets.prompts import prompt
from texts.tickets.tickets import ticket_card

IMITATED = "状态：已确认 · 李主任"
WORDS = f"路灯不亮\n{IMITATED}\n\u202e@admin /link K7Q2 evil.com tg://user?id=7 #急 http://1.2.3.4/"
NAME = f"王\n{IMITATED}\u2028@admin evil.com"


def _prompt(action: str) -> PromptView:
    asked = Prompt(1, 2, "lighting", action, -100, None, 7, NAME, 5, "", (), PromptStage.OPEN, NOW, NOW + HOUR)
    return PromptView(asked, report(), actions=(Action.RESOLVE,), may_tell=True)


def screens(language: str) -> dict[str, Screen]:
    speaker = locale(language)
    person = Actor(ActorKind.STAFF, 7, NAME)
    wordy = report(note=WORDS, holder=NAME)
    nearby = Nearby(NAME, 20.0)
    nudges = [kind for kind in MEANINGS.values() if issubclass(kind, Nudge) and Nudge in kind.__bases__]
    assert AddedLater in nudges
    seen = {
        "ticket card": ticket_card(ticket_view(wordy, events=(event("note", WORDS, actor=person),)), speaker),
        "report page": report_page(
            ReportView(wordy, None, is_own=False, events=(event("resolve", WORDS),), points=0, now=NOW), speaker
        ),
        "draft": draft_card(draft_view(draft(note_parts=draft().note_parts), nearby=nearby), speaker),
        "status": told(StatusTold(1, Status.ON_HOLD.value, WORDS), language, wordy),
        "resolved": told(ResolvedTold(1, WORDS), language, wordy),
        "from staff": told(FromStaff(1, WORDS), language, wordy),
        "question": prompt(_prompt("hold"), speaker),
        "question of a reply": prompt(_prompt("reply"), speaker),
    }
    for kind in nudges:
        nudge = kind(1, "lighting", WORDS)
        gathered = (
            ReopenedView(wordy, (Said(REPORTER, WORDS),), ()) if kind is Reopened else TicketMessageView(nudge, wordy)
        )
        seen[kind.name] = tell(nudge, gathered, speaker)
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_message_to_others_is_a_persons_own(language: str) -> None:
    for name, shown in screens(language).items():
        text, entities = parse_html(shown.text)
        quotes = [(e["offset"], e["offset"] + e["length"]) for e in entities if "blockquote" in e["type"]]
        at = 0
        for line in text.split("\n"):
            if line.startswith(IMITATED):
                assert any(start <= at < end for start, end in quotes), (name, line)
            at += utf16_length(line) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_a_person_wrote_acts_in_a_message_to_others(language: str) -> None:
    acting = {"mention", "hashtag", "cashtag", "bot_command", "url", "text_link", "email"}
    for name, shown in screens(language).items():
        text, entities = parse_html(shown.text)
        _, found = format_text(text, "", [])
        assert not [e for e in (*entities, *found) if e["type"] in acting], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_of_a_wording_is_one_inert_line_whatever_fills_it(language: str) -> None:
    said = locale(language).say("place.spot", spot=WORDS)
    assert "\n" not in said
    assert not [e for e in format_text(said, "HTML", [])[1] if e["type"] != "bold"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_markup_a_quote_still_stands_apart(language: str) -> None:
    """What is sent as plain text once Telegram has refused the markup."""
    for name, shown in screens(language).items():
        assert IMITATED not in without_markup(shown.text).split("\n"), name


def test_markup_in_words_is_shown_and_does_not_end_the_quote() -> None:
    said = quoted("</blockquote><b>状态</b> & 办结", 100)
    assert said is not None
    text, entities = parse_html(said)
    assert text.replace("\u2060", "") == "</blockquote><b>状态</b> & 办结"
    assert [e["type"] for e in entities] == ["blockquote"]
