import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.district import District
from domain.district.routing import Queue, Reason, ReasonKind, Router, Rule
from domain.geo.datums import to_wgs84
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Status
from domain.tickets.lifecycle import FINAL, Action, RejectReason
from domain.tickets.messages import TicketCard
from playground.entities import parse_html, utf16_length
from services.tickets import routes
from services.tickets.views import TicketView
from tests.sample_views import (
    HERE,
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
    ticket_view,
)
from texts.base.callbacks import LONGEST, Press, Verb, decode, meant
from texts.base.locale import Locale
from texts.base.telling import tell
from texts.tickets.tickets import ticket_card

HOSTILE = st.text(max_size=4096) | st.text("<>&\"'😀👩‍🚒é\n", max_size=4096)
TRANSITIONS = {
    Action.ACCEPT: ("受理", "Accept"),
    Action.START: ("开始处置", "Start"),
    Action.RESOLVE: ("已解决", "Resolved"),
    Action.BOUNCE: ("退回", "Not ours"),
    Action.REJECT: ("不予受理", "Reject"),
    Action.HOLD: ("挂账", "On hold"),
    Action.TAKE: ("我来", "Take"),
    Action.HAND_OVER: ("转给同事", "Hand over"),
    Action.DUPLICATE: ("合并", "Merge"),
}


def presses(view: TicketView, speaker: Locale | None = None) -> list[Press]:
    buttons = [button for row in ticket_card(view, speaker or locale()).buttons for button in row]
    assert all(len(button.press.encode()) <= LONGEST for button in buttons)
    read = [decode(button.press) for button in buttons if button.press]
    return [press for press in read if press is not None]


@pytest.mark.parametrize("language", LANGUAGES)
@given(note=HOSTILE, words=HOSTILE, name=HOSTILE)
def test_whatever_people_write_the_caption_fits_and_its_html_is_whole(
    language: str, note: str, words: str, name: str
) -> None:
    crowded = report(
        note=note,
        urgent=True,
        holder=name,
        overdue_at=NOW,
        witnesses=12,
        reopenings=3,
        status=Status.ON_HOLD,
        hold_until=NOW + HOUR,
        category="construction_hazard",
    )
    commented = event("noted", words, actor=Actor(ActorKind.STAFF, 1, name))
    text, _ = parse_html(ticket_card(ticket_view(crowded, events=(commented,)), locale(language)).text)
    assert utf16_length(text) <= 1024


def test_a_long_note_ends_in_an_ellipsis_and_fills_the_caption() -> None:
    text, _ = parse_html(ticket_card(ticket_view(report(note="灯" * 4096)), locale()).text)
    assert text.endswith("灯…")
    assert utf16_length(text) == 1024


def test_a_short_note_stands_whole() -> None:
    assert (
        "3 号楼 <b> & 灯灭" in parse_html(ticket_card(ticket_view(report(note="3 号楼 <b> & 灯灭")), locale()).text)[0]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_what_where_when_and_why(language: str) -> None:
    speaker = locale(language)
    late = report(witnesses=2, holder="王师傅", overdue_at=NOW, due_at=NOW, urgent=True)
    text = ticket_card(ticket_view(late, events=(event("noted", "等配件"),)), speaker).text
    for part in (
        "DC-2611-0042",
        speaker.category("street_light"),
        speaker.community("C7"),
        speaker.stamp(late.submitted_at),
        speaker.stamp(late.due_at or 0),
        speaker.plain("why_here.own_queue", community=speaker.community("C7")),
        speaker.plain("ticket.witnesses", count=2),
        "王师傅",
        "等配件",
    ):
        assert part in text
    assert speaker.say("ticket.overdue") in text
    extended = replace(late, due_at=NOW + 1)
    text = ticket_card(ticket_view(extended), speaker).text
    assert speaker.say("ticket.was_overdue") in text
    assert speaker.say("ticket.overdue") not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_until_somebody_accepts_the_card_says_by_when_to(language: str) -> None:
    speaker = locale(language)
    by = speaker.stamp(NOW + HOUR)
    waiting, accepted = (
        ticket_card(ticket_view(report(respond_by=NOW + HOUR, status=status)), speaker).text
        for status in (Status.ROUTED, Status.ACCEPTED)
    )
    assert (by in waiting, by in accepted) == (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hold_names_its_last_day_with_the_day_of_the_week(language: str) -> None:
    held = report(status=Status.ON_HOLD, hold_until=NOW)
    text = ticket_card(ticket_view(held), locale(language)).text
    assert locale(language).weekday(NOW) in text
    assert "周" in locale("zh").weekday(NOW)


def test_a_ticket_that_was_sent_back_says_by_whom_and_why_and_says_it_once() -> None:
    reason = routes.encode(Reason(ReasonKind.BOUNCED, "street_light", "C7"))
    events = (event("route", queue="lighting"), event("bounce", "归供电公司", target=Status.BOUNCED, queue="triage"))
    back = report(status=Status.BOUNCED, queue="triage", route_reason=reason)
    text = ticket_card(ticket_view(back, "triage", events=events), locale()).text
    assert f"派单依据：{locale().queue('lighting')} 王师傅 退回：“归供电公司”" in text
    assert text.count("归供电公司") == 1


def test_words_of_another_unit_name_it_and_those_of_ones_own_do_not() -> None:
    events = (event("route", queue="gas"), event("noted", "已关阀", queue="gas"))
    assert f"{locale().queue('gas')} 王师傅：" in ticket_card(ticket_view(report(), events=events), locale()).text
    own = ticket_card(ticket_view(report(), events=(event("noted", "等配件"),)), locale()).text
    assert "💬 王师傅：" in own


def test_a_rule_is_worded_by_what_it_gives_to_whom() -> None:
    for community, said in ((None, "路灯不亮归"), ("C7", "的路灯不亮归")):
        rule = Rule(3, "lighting", category="street_light", community=community)
        kept = routes.encode(Reason(ReasonKind.RULE, "street_light", "C7", rule))
        text = ticket_card(ticket_view(report(route_reason=kept)), locale()).text
        assert f"{said}{locale().queue('lighting')}" in text


def test_an_overdue_ticket_that_was_resolved_still_says_that_it_was() -> None:
    text = ticket_card(ticket_view(report(status=Status.RESOLVED, overdue_at=NOW)), locale()).text
    assert locale().say("ticket.overdue") not in text
    assert locale().say("ticket.was_overdue") in text


@pytest.mark.parametrize("status", Status)
def test_the_keyboard_is_what_is_open_to_the_queue(status: Status) -> None:
    at = report(status=status, closed_at=NOW if status in FINAL else None, former=Status.ROUTED)
    shown, more = ([press for press in presses(ticket_view(each)) if press.verb is Verb.ACT] for each in (
        at, replace(at, card_menu="more")
    ))  # fmt: skip
    hidden = [press for press in more if press not in shown]
    assert {press.argument for press in (*shown, *hidden)} == {*ticket_view(at).actions}
    assert all(press.offered is status for press in (*shown, *hidden))
    assert {press.argument for press in shown} <= ({Action.UNDO} if status in FINAL else set(Action))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("queue", ["lighting", "triage"])
def test_the_keyboard_is_three_rows_at_most(language: str, status: Status, queue: str) -> None:
    for photos in ((photo(1),), (photo(1), photo(2))):
        shown = report(status=status, queue=queue, photos=photos)
        rows = tell(TicketCard(shown.id, queue), ticket_view(shown), locale(language)).buttons
        assert len(rows) <= 3
        assert all(len(row) <= 3 for row in rows)


@pytest.mark.parametrize(("action", "wordings"), TRANSITIONS.items())
def test_the_labels_of_transitions_are_those_that_people_know(action: Action, wordings: tuple[str, str]) -> None:
    for language, wording in zip(LANGUAGES, wordings, strict=True):
        assert wording in locale(language).plain(f"action.{action}")


def test_triage_alone_may_assign_and_both_may_correct() -> None:
    def offered(queue: str) -> set[str]:
        views = [ticket_view(report(queue=queue, card_menu=menu)) for menu in ("", "more")]
        return {press.argument for view in views for press in presses(view) if press.verb is Verb.ACT}

    assert {"assign", "correct", "relocate", "split"} <= offered("triage")
    assert {"correct", "relocate", "split"} <= offered("lighting")
    assert "assign" not in offered("lighting")


def test_rejecting_asks_for_one_of_the_reasons_or_back() -> None:
    chosen = presses(ticket_view(report(card_menu="reject")))
    assert [press.argument for press in chosen if press.verb is Verb.REASON] == list(RejectReason)
    assert Press(Verb.CHOICE, LARGEST_ID) in chosen


def test_assigning_offers_that_of_the_rules_and_the_communitys_own_first_and_never_triage_or_supervisors() -> None:
    chosen = presses(ticket_view(report(queue="triage", card_menu="assign")))
    queues = [press.argument for press in chosen if press.verb is Verb.QUEUE]
    assert queues[0] == "lighting"
    assert set(queues[1:3]) == {"committee-east", "property-centre"}
    assert set(queues) == set(district().queues) - {"triage", "supervisors"}


def test_correcting_offers_the_other_categories() -> None:
    chosen = presses(ticket_view(report(queue="triage", card_menu="category")))
    slugs = {press.argument for press in chosen if press.verb is Verb.CORRECT}
    assert slugs == set(district().catalogue) - {"street_light"}


def test_a_choice_that_leads_nowhere_from_this_status_gives_way_to_the_transitions() -> None:
    chosen = presses(ticket_view(report(status=Status.IN_PROGRESS, card_menu="reject")))
    assert Verb.REASON not in {press.verb for press in chosen}


def test_a_city_of_queues_with_long_ids_still_fits_on_the_card() -> None:
    queues = [
        Queue(f"{'committee-of-a-very-long-street' * 2}{n:03}"[-64:], "居委会", "c", "community") for n in range(300)
    ]
    city = _with_queues(*queues)
    speaker = replace(locale(), district=city)
    view = replace(ticket_view(report(queue="triage", card_menu="assign")), queue=city.triage, current=city.triage)
    chosen = [press for press in presses(view, speaker) if press.verb is Verb.QUEUE]
    assert len(chosen) == 40
    assert len({meant(press.argument, city.queues) for press in chosen} - {None}) == 40


def test_a_queue_that_lost_the_ticket_sees_where_it_went() -> None:
    screen = ticket_card(ticket_view(report(queue="triage"), queue="lighting"), locale())
    assert locale().queue("triage") in screen.text
    assert not screen.buttons


def test_the_map_opens_at_the_place_in_its_own_datum() -> None:
    urls = [button.url for row in ticket_card(ticket_view(), locale()).buttons for button in row if button.url]
    asked = parse_qs(urlsplit(urls[0]).query)
    lng, lat = (float(part) for part in asked["position"][0].split(","))
    assert to_wgs84(lat, lng, "gcj02") == pytest.approx((HERE.lat, HERE.lng), abs=1e-6)
    assert asked["coordinate"] == ["gaode"]


def test_the_card_shows_up_to_four_photos_of_the_problem_and_offers_all_of_them() -> None:
    photos = (photo(9, PhotoRole.AFTER), *(photo(number) for number in range(1, 7)))
    screen = ticket_card(ticket_view(report(photos=photos)), locale())
    assert [shown.id for shown in screen.photos] == [1, 2, 3, 4]
    assert any("(7)" in label for label in labels(screen))
    assert not any("照片" in label for label in labels(ticket_card(ticket_view(), locale())))


@pytest.mark.parametrize("reason", RejectReason)
def test_a_rejected_ticket_says_why(reason: RejectReason) -> None:
    rejected = event("reject", detail=json.dumps({"reason": reason.value}))
    text = ticket_card(ticket_view(report(status=Status.REJECTED), events=(rejected,)), locale()).text
    assert locale().plain(f"reject.{reason}") in text


def test_a_rider_who_adds_words_stays_nameless() -> None:
    added = event("added", "还是不亮", actor=Actor(ActorKind.RIDER, 7, "张三"))
    text = ticket_card(ticket_view(events=(added,)), locale()).text
    assert "还是不亮" in text
    assert "张三" not in text


def _with_queues(*queues: Queue) -> District:
    known = district()
    router = Router.of((*known.queues.values(), *queues), known.router.rules_anywhere, known.calendar)
    return replace(known, router=router)


def city(queues: int) -> Locale:
    """A locale whose district has so many queues to choose from."""
    known = district()
    router = known.router
    more = {f"q{n}": Queue(f"q{n}", f"第{n}社区", f"C{n}", "community", communities=(f"x{n}",)) for n in range(queues)}
    kept = {router.triage.id: router.triage}
    return replace(locale(), district=replace(known, router=Router.of((kept | more).values(), (), known.calendar)))


def test_every_queue_can_be_chosen_a_page_at_a_time() -> None:
    chosen: list[str] = []
    for page, around in enumerate((["find", "1"], ["find", "0", "2"], ["find", "1"])):
        here = report(queue="triage", status=Status.ROUTED, card_menu=f"assign.{page}")
        pressed = presses(ticket_view(here, "triage"), city(100))
        assert [press.argument for press in pressed if press.verb is Verb.QUEUES_PAGE] == around
        chosen += [press.argument for press in pressed if press.verb is Verb.QUEUE]
    assert sorted(chosen) == sorted(f"q{n}" for n in range(100))


def test_a_page_says_how_many_are_before_and_behind_it() -> None:
    view = ticket_view(report(queue="triage", status=Status.ROUTED, card_menu="assign.1"), "triage")
    keys = [button.text for row in ticket_card(view, city(100)).buttons for button in row]
    assert [key for key in keys if "个" in key] == ["◀ 前面 40 个", "还有 20 个 ▶"]
