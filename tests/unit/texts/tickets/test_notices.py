"""What groups are told beside their cards."""

import pytest
from hypothesis import given

from domain.messages import Notice
from domain.tickets.messages import LongOverdueTold, Nudge, OverdueTold
from playground.entities import parse_html, utf16_length
from services.tickets.views import TicketMessageView
from tests.sample_views import (
    HOSTILE,
    LANGUAGES,
    locale,
    report,
    told,
)
from texts.tickets.notices import nudge


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [OverdueTold(1), LongOverdueTold(1)])
def test_supervisors_hear_what_is_late_and_whose_it_is(notice: Notice, language: str) -> None:
    text = told(notice, language).text
    assert "DC-2611-0042" in text
    assert locale(language).queue("lighting") in text


@pytest.mark.parametrize("kind", Nudge.__subclasses__())
@pytest.mark.parametrize("language", LANGUAGES)
@given(words=HOSTILE)
def test_a_nudge_names_its_ticket_and_stays_short(language: str, kind: type[Nudge], words: str) -> None:
    text, _ = parse_html(nudge(TicketMessageView(kind(1, "gas", words), report()), locale(language)).text)
    assert "DC-2611-0042" in text
    assert utf16_length(text) <= 1024
