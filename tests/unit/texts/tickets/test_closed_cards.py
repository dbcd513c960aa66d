from dataclasses import replace

import pytest

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import FINAL
from domain.tickets.messages import PlainTicketCard, TicketCard
from tests.sample_views import LANGUAGES, NOW, event, locale, photo, report, ticket_view
from texts.base.telling import tell

CLOSED = sorted(FINAL)


def ended(status: Status, **changes: object) -> Report:
    return report(status=status, closed_at=NOW, holder="王师傅", witnesses=2, note="三号楼", **changes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", CLOSED)
@pytest.mark.parametrize("meaning", [TicketCard, PlainTicketCard])
def test_a_closed_ticket_is_two_lines_without_keys(
    language: str, status: Status, meaning: type[TicketCard | PlainTicketCard]
) -> None:
    closed, speaker = ended(status), locale(language)
    screen = tell(meaning(closed.id, closed.queue), ticket_view(closed), speaker)
    what, where = screen.text.splitlines()
    said = speaker.plain(f"ticket_status.{status}")
    for part in ("DC-2611-0042", speaker.category("street_light"), said, speaker.stamp(NOW), "王师傅"):
        assert part in what
    assert speaker.community("C7") in where
    assert not screen.buttons
    assert "三号楼" not in screen.text


@pytest.mark.parametrize("status", sorted(set(Status) - FINAL))
def test_an_open_ticket_keeps_its_card(status: Status) -> None:
    shown = report(status=status)
    screen = tell(TicketCard(shown.id, shown.queue), ticket_view(shown), locale())
    assert len(screen.text.splitlines()) > 2
    assert screen.buttons


def test_a_closed_ticket_keeps_its_photos_and_so_its_message() -> None:
    closed = ended(Status.CONFIRMED, photos=(photo(1), photo(2)))
    assert len(tell(TicketCard(closed.id, closed.queue), ticket_view(closed), locale()).photos) == 2


def test_it_says_why_it_was_rejected_and_what_it_was_merged_into() -> None:
    rejected = ended(Status.REJECTED)
    why = event("reject", detail='{"reason": "false"}')
    said = tell(TicketCard(rejected.id, rejected.queue), ticket_view(rejected, events=(why,)), locale()).text
    assert locale().plain("reject.false") in said
    merged = ended(Status.DUPLICATE, original=1)
    original = replace(report(), number=ReportNumber("DC", "2611", 7))
    view = replace(ticket_view(merged), original=original)
    assert "并入 DC-2611-0007" in tell(TicketCard(merged.id, merged.queue), view, locale()).text


@pytest.mark.parametrize(("language", "said"), [("zh", "还没人接"), ("en", "nobody has it yet")])
def test_a_card_names_who_has_it(language: str, said: str) -> None:
    shown = report(status=Status.ROUTED)
    card = TicketCard(shown.id, shown.queue)
    assert said in tell(card, ticket_view(shown), locale(language)).text
    taken = replace(shown, status=Status.ACCEPTED, holder="李主任")
    text = tell(card, ticket_view(taken), locale(language)).text
    assert "李主任" in text
    assert said not in text
