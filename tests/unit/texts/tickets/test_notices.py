"""What groups are told beside their cards."""

import pytest
from hypothesis import given

from domain.messages import Notice
from domain.reporting.reports import Status
from domain.tickets.messages import AddedLater, HalfTime, HandedOver, LongOverdueTold, Nudge, OverdueTold
from playground.entities import parse_html, utf16_length
from services.tickets.views import TicketMessageView
from tests.sample_views import (
    HOSTILE,
    LANGUAGES,
    locale,
    report,
    told,
)
from texts.base.telling import tell
from texts.tickets.reminders import nudge


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [OverdueTold(1), LongOverdueTold(1)])
def test_supervisors_hear_what_is_late_and_whose_it_is(notice: Notice, language: str) -> None:
    text = told(notice, language).text
    assert "DC-2611-0042" in text
    assert locale(language).queue("lighting") in text


@pytest.mark.parametrize(("status", "said"), [(Status.ROUTED, "还没受理"), (Status.ACCEPTED, "还没办结")])
def test_a_reminder_names_what_where_and_what_is_due(status: Status, said: str) -> None:
    told = nudge(TicketMessageView(HalfTime(1, "lighting"), report(status=status, note="2 号楼的灯")), locale())
    assert f"路灯不亮（2 号楼）{said}" in told.text


def test_who_added_photos_alone_is_said_to_have_added_photos() -> None:
    texts = [nudge(TicketMessageView(AddedLater(1, "gas", words), report()), locale()).text for words in ("", "还漏")]
    assert ["照片" in text for text in texts] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
@given(name=HOSTILE)
def test_whoever_gets_a_ticket_is_called_by_name(language: str, name: str) -> None:
    told = HandedOver(1, "gas", to=77, called=name, by=name)
    screen = tell(told, TicketMessageView(told, report()), locale(language))
    assert "tg://user?id=77" in screen.text
    text, _ = parse_html(screen.text)
    assert "DC-2611-0042" in text
    assert utf16_length(text) <= 300


@pytest.mark.parametrize("kind", [kind for kind in Nudge.__subclasses__() if kind.name != HandedOver.name])
@pytest.mark.parametrize("language", LANGUAGES)
@given(words=HOSTILE)
def test_a_nudge_names_its_ticket_and_stays_short(language: str, kind: type[Nudge], words: str) -> None:
    text, _ = parse_html(nudge(TicketMessageView(kind(1, "gas", words), report()), locale(language)).text)
    assert "DC-2611-0042" in text
    assert utf16_length(text) <= 1024
