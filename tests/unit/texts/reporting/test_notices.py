"""What riders are told of their reports."""

from dataclasses import replace

import pytest
from hypothesis import given

from domain.geo.place_names import Nearby
from domain.reporting.messages import FromStaff, LongClosedTold, ResolvedTold, StatusTold, Unsupported
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Status
from domain.tickets.lifecycle import TRANSITIONS, Action, Effect, RejectReason
from playground.entities import parse_html, utf16_length
from services.gathering import ReportNoticeView
from services.reporting.resolved import ResolvedView, before_and_after
from tests.sample_views import (
    HOSTILE,
    HOUR,
    LANGUAGES,
    LARGEST_ID,
    NOW,
    labels,
    locale,
    photo,
    report,
    rider,
    told,
)
from texts.base.callbacks import Press, Verb, decode
from texts.base.telling import tell
from texts.reporting.notices import UNSUPPORTED

TOLD = sorted(
    {row.target for row in TRANSITIONS if Effect.TELL_RIDERS in row.effects and isinstance(row.target, Status)}
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", TOLD)
def test_riders_are_told_of_every_change_with_its_words(status: Status, language: str) -> None:
    text = told(StatusTold(1, status.value, "等<配件>"), language, report(status=status)).text
    assert locale(language).category("street_light") in text
    assert locale(language).community("C7") in text
    assert "等&lt;配件&gt;" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [StatusTold(1, "accepted"), LongClosedTold(1, "street_light")])
def test_a_notice_names_the_road(notice: StatusTold | LongClosedTold, language: str) -> None:
    text = tell(notice, ReportNoticeView(notice, report(), None, Nearby("解放大道")), locale(language)).text
    assert "解放大道" in text


@pytest.mark.parametrize("reason", RejectReason)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rejection_tells_the_rider_why(reason: RejectReason, language: str) -> None:
    text = told(StatusTold(1, "rejected", reason=reason.value), language).text
    assert locale(language).plain(f"reject_told.{reason}") in text


def test_a_hold_tells_until_when_and_an_assignment_to_whom() -> None:
    until = NOW + 50 * HOUR
    text = told(StatusTold(1, "on_hold", "等配件", until=until)).text
    assert locale().day(until) in text
    assert text.count("等配件") == 1
    assert ":" not in text, "no hour is promised"
    assert locale().day(until) in told(StatusTold(1, "on_hold", until=until, brief=True)).text
    assert locale().queue("gas") in told(StatusTold(1, "routed", queue="gas")).text


def test_a_duplicate_leads_to_the_report_it_repeats() -> None:
    notice = StatusTold(1, "duplicate")
    assert "/report_2611_0042" in tell(notice, ReportNoticeView(notice, report(), report()), locale()).text


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=HOSTILE)
def test_a_resolved_report_shows_its_after_photo_and_asks_whether_it_is(language: str, words: str) -> None:
    photos = (replace(photo(1), rider_id=8), photo(2, PhotoRole.AFTER))
    screen = told(ResolvedTold(1, words), language, report(status=Status.RESOLVED, photos=photos))
    assert [shown.id for shown in screen.photos] == [2]
    asked = [decode(button.press) for row in screen.buttons for button in row]
    assert asked == [Press(Verb.ANSWER, LARGEST_ID, action) for action in (Action.FIXED, Action.NOT_FIXED)]
    assert utf16_length(parse_html(screen.text)[0]) <= 1024


PRIVATE = [each.slug for each in locale().district.catalogue.values() if not each.may_show]


def test_the_reporter_sees_before_and_after_and_nobody_else_the_before() -> None:
    theirs = replace(photo(1), rider_id=7)
    added = replace(photo(2, PhotoRole.ADDED), rider_id=8)
    photos = (added, theirs, photo(3, PhotoRole.AFTER), photo(4, PhotoRole.AFTER))
    resolved = report(status=Status.RESOLVED, photos=photos)
    assert [each.id for each in told(ResolvedTold(1), about=resolved).photos] == [1, 4]
    assert [each.id for each in told(ResolvedTold(1), about=resolved, reader=rider(id=8)).photos] == [4]
    assert not told(ResolvedTold(1), about=report(status=Status.RESOLVED, photos=(theirs,))).photos


@pytest.mark.parametrize("slug", [*PRIVATE, "gone_from_the_catalogue"])
def test_nobody_but_the_reporter_sees_pictures_of_what_is_private(slug: str) -> None:
    photos = (replace(photo(1), rider_id=7), photo(2, PhotoRole.AFTER))
    resolved = report(status=Status.RESOLVED, photos=photos, category=slug, may_be_shown=True)
    catalogue = locale().district.catalogue
    assert [each.id for each in before_and_after(resolved, rider(id=7), catalogue.get(slug))] == [1, 2]
    assert not before_and_after(resolved, rider(id=8), catalogue.get(slug))


def test_a_photo_that_names_nobody_is_its_drafts() -> None:
    old = replace(photo(1), draft_id=LARGEST_ID)
    resolved = report(status=Status.RESOLVED, photos=(old, replace(photo(2), draft_id=3), photo(3, PhotoRole.AFTER)))
    assert [each.id for each in told(ResolvedTold(1), about=resolved).photos] == [1, 3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_says_what_an_answer_earns_if_it_earns_anything(language: str) -> None:
    notice, resolved = ResolvedTold(1), report(status=Status.RESOLVED)
    assert "+5" in tell(notice, ResolvedView(notice, resolved, points=5), locale(language)).text
    assert "+" not in tell(notice, ResolvedView(notice, resolved), locale(language)).text


def test_the_answer_keys_are_named_as_people_know_them_and_go_once_it_is_answered() -> None:
    resolved = report(status=Status.RESOLVED)
    assert [label[2:] for label in labels(told(ResolvedTold(1), "zh", resolved))] == ["修好了", "没修好"]
    assert [label[2:] for label in labels(told(ResolvedTold(1), "en", resolved))] == ["Fixed", "Not fixed"]
    assert not told(ResolvedTold(1), about=report(status=Status.CONFIRMED)).buttons


@given(words=HOSTILE)
def test_a_word_from_staff_brings_its_photo_and_no_name(words: str) -> None:
    about = report(photos=(photo(1), photo(5, PhotoRole.AFTER)), holder="王师傅")
    screen = told(FromStaff(1, words, 5), "zh", about)
    assert [shown.id for shown in screen.photos] == [5]
    assert utf16_length(parse_html(screen.text)[0]) <= 1024
    assert "王师傅" not in told(FromStaff(1, "好"), "zh", about).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [*sorted(UNSUPPORTED), "something new"])
def test_what_cannot_be_taken_is_answered_in_a_sentence(what: str, language: str) -> None:
    assert told(Unsupported(what), language).text


def test_names_that_the_district_gave_up_do_not_break_a_screen() -> None:
    gone = report(category="was_once", community="C99")
    said = told(StatusTold(1, "accepted", queue="was-a-queue"), about=gone).text
    assert "已取消的类别（已撤销的社区）：<b>已撤销的单位</b>" in said
