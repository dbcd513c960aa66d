import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Incomplete, Refused
from domain.messages import Notice, ReportNotice
from domain.people.messages import Help, LanguageAsked, Welcome
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.reporting.messages import FromStaff, RefusalTold, ResolvedTold, StatusTold, Unsupported
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import TRANSITIONS, Action, Effect, RejectReason
from domain.tickets.messages import LongOverdueTold, Nudge, OverdueTold
from domain.tickets.staff import Prompt, PromptStage
from domain.week.messages import DigestMuted
from playground.entities import parse_html, utf16_length
from services.gathering import NoticeView, ReportNoticeView
from services.people.views import PointsView
from services.reporting.views import ReportsView, ReportView
from services.tickets.views import PromptView, TicketMessageView
from tests.sample_views import (
    HOUR,
    LANGUAGES,
    LARGEST_ID,
    NOW,
    district,
    event,
    labels,
    locale,
    photo,
    report,
    rider,
)
from texts.base.callbacks import Press, Verb, decode, encode
from texts.base.screen import Screen
from texts.base.telling import tell
from texts.people.points import points
from texts.reporting import reports
from texts.reporting.notices import UNSUPPORTED
from texts.reporting.refusals import refusal
from texts.tickets import prompts
from texts.tickets.notices import nudge


def refusals(kind: type[Refused] = Refused) -> set[type[Refused]]:
    return {kind}.union(*(refusals(subclass) for subclass in kind.__subclasses__()))


HOSTILE = st.text(max_size=4096) | st.text("<>&\"'😀👩‍🚒é\n", max_size=4096)
TOLD = sorted({row.target for row in TRANSITIONS if Effect.TELL_RIDERS in row.effects})


def told(notice: Notice, language: str = "zh", about: Report | None = None, reader: Rider | None = None) -> Screen:
    if isinstance(notice, ReportNotice):
        return tell(notice, ReportNoticeView(notice, about or report(), None), locale(language))
    return tell(notice, NoticeView(notice, reader or rider()), locale(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_what_matters_and_asks_for_consent(language: str) -> None:
    screen = told(Welcome(), language)
    for part in ("110", "119", "120", district().privacy_contact, "Telegram", "18" if language == "zh" else "adults"):
        assert part in screen.text
    assert any(("同意" if language == "zh" else "I agree") in label for label in labels(screen))
    assert not told(Welcome(agreed=True), language).buttons


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", TOLD)
def test_riders_are_told_of_every_change_with_its_words(status: Status, language: str) -> None:
    text = told(StatusTold(1, status.value, "等<配件>"), language, report(status=status)).text
    assert "DC-2611-0042" in text
    assert "等&lt;配件&gt;" in text


@pytest.mark.parametrize("reason", RejectReason)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rejection_tells_the_rider_why(reason: RejectReason, language: str) -> None:
    text = told(StatusTold(1, "rejected", reason=reason.value), language).text
    assert locale(language).plain(f"reject_told.{reason}") in text


def test_a_hold_tells_until_when_and_an_assignment_to_whom() -> None:
    until = NOW + 50 * HOUR
    assert locale().stamp(until) in told(StatusTold(1, "on_hold", until=until)).text
    assert locale().queue("gas") in told(StatusTold(1, "routed", queue="gas")).text


def test_a_duplicate_leads_to_the_report_it_repeats() -> None:
    notice = StatusTold(1, "duplicate")
    assert "/report_2611_0042" in tell(notice, ReportNoticeView(notice, report(), report()), locale()).text


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=HOSTILE)
def test_a_resolved_report_shows_its_after_photo_and_asks_whether_it_is(language: str, words: str) -> None:
    photos = (photo(1), photo(2, PhotoRole.AFTER))
    screen = told(ResolvedTold(1, words), language, report(status=Status.RESOLVED, photos=photos))
    assert [shown.id for shown in screen.photos] == [2]
    asked = [decode(button.press) for row in screen.buttons for button in row]
    assert asked == [Press(Verb.ANSWER, LARGEST_ID, action) for action in (Action.FIXED, Action.NOT_FIXED)]
    assert utf16_length(parse_html(screen.text)[0]) <= 1024


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
@pytest.mark.parametrize("notice", [OverdueTold(1), LongOverdueTold(1)])
def test_supervisors_hear_what_is_late_and_whose_it_is(notice: Notice, language: str) -> None:
    text = told(notice, language).text
    assert "DC-2611-0042" in text
    assert locale(language).queue("lighting") in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [*sorted(UNSUPPORTED), "something new"])
def test_what_cannot_be_taken_is_answered_in_a_sentence(what: str, language: str) -> None:
    assert told(Unsupported(what), language).text


def test_the_help_offers_to_report_the_words() -> None:
    assert any("就报这个" in label for label in labels(told(Help())))
    assert any("Report this" in label for label in labels(told(Help(), "en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choice_of_language_names_each_in_itself(language: str) -> None:
    assert labels(told(LanguageAsked(), language)) == ["中文", "English"]


def test_muting_says_what_is_so_now() -> None:
    assert told(DigestMuted(), reader=rider(muted=True)).text != told(DigestMuted()).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(refusals(), key=str))
def test_every_refusal_fits_an_alert(kind: type[Refused], language: str) -> None:
    missing = ("photo", "category", "place", "old_place", "answer")
    error = Incomplete(missing) if kind is Incomplete else kind("broken")
    said = refusal(error, locale(language))
    assert 0 < utf16_length(said) <= 200
    assert "{" not in said


def test_what_is_missing_is_named() -> None:
    assert refusal(Incomplete(("category", "place")), locale()) == "还差：类别、位置"
    assert (
        refusal(Incomplete(("category", "place")), locale())
        in told(RefusalTold("Incomplete", ("category", "place"))).text
    )


@pytest.mark.parametrize("kind", Nudge.__subclasses__())
@pytest.mark.parametrize("language", LANGUAGES)
@given(words=HOSTILE)
def test_a_nudge_names_its_ticket_and_stays_short(language: str, kind: type[Nudge], words: str) -> None:
    text, _ = parse_html(nudge(TicketMessageView(kind(1, "gas", words), report()), locale(language)).text)
    assert "DC-2611-0042" in text
    assert utf16_length(text) <= 1024


def _asked(action: str, name: str = "王<师傅>", *, may_resolve: bool = True) -> PromptView:
    prompt = Prompt(
        LARGEST_ID, 1, "lighting", action, -100, None, 5_000_000_000, name, 77, "", (), PromptStage.OPEN, NOW, NOW
    )
    return PromptView(prompt, report(), may_resolve)


@pytest.mark.parametrize("action", ["bounce", "hold", "resolve", "duplicate"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_mentions_who_pressed(action: str, language: str) -> None:
    screen = prompts.prompt(_asked(action), locale(language))
    text, entities = parse_html(screen.text)
    assert "王<师傅>" in text
    assert any("5000000000" in str(entity) for entity in entities)
    assert screen.replies_to == 77
    assert 0 < utf16_length(screen.asks) <= 64


@pytest.mark.parametrize(("language", "wordings"), [
    ("zh", ["已解决", "转给上报人", "内部备注"]),
    ("en", ["Resolved", "Send to the rider", "Note for staff"]),
])  # fmt: skip
def test_a_reply_to_the_card_offers_only_what_is_allowed_now(language: str, wordings: list[str]) -> None:
    offered = labels(prompts.prompt(_asked("reply"), locale(language)))
    assert all(wording in label for wording, label in zip(wordings, offered, strict=True))
    offered = labels(prompts.prompt(_asked("reply", may_resolve=False), locale(language)))
    assert all(wording in label for wording, label in zip(wordings[1:], offered, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_tell_what_each_was_for(language: str) -> None:
    entries = tuple((Entry(merit, 7, 1, merit, 2, "2026-11-24", NOW), report()) for merit in Merit)
    text = points(PointsView(14, entries), locale(language)).text
    assert "14" in text
    assert all(locale(language).plain(f"merit.{merit}") in text for merit in Merit)
    assert points(PointsView(0, ()), locale(language)).text


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
    assert locale(language).plain(f"status.{Status.WITHDRAWN}") in screen.text
    assert len(screen.buttons[0]) == 2


def test_a_witness_can_answer_but_not_withdraw() -> None:
    view = ReportView(report(), None, is_own=False, events=(), points=0, now=NOW)
    assert not reports.report(view, locale()).buttons


def test_a_rejected_report_says_why() -> None:
    rejected = event("reject", detail=json.dumps({"reason": "unclear"}), target=Status.REJECTED)
    view = ReportView(report(status=Status.REJECTED), None, is_own=True, events=(rejected,), points=0, now=NOW)
    assert locale().plain("reject_told.unclear") in reports.report(view, locale()).text


def test_names_that_the_district_gave_up_do_not_break_a_screen() -> None:
    gone = report(category="was_once", community="C99")
    assert "was_once" in told(StatusTold(1, "accepted", queue="was-a-queue"), about=gone).text
