"""What a rider reads of their week, and what never stands there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from domain.week.messages import DigestTimes
from domain.week.slots import SLOTS
from domain.week.weeks import Week
from playground.entities import parse_html, utf16_length
from services.ports.weeks import Dot, RiderFigures, RiderReport
from services.week.rider_weeks import RiderWeekView
from tests.sample_views import HOUR, LANGUAGES, LARGEST_ID, NOW, labels, locale, photo, report, rider, told
from texts.base.callbacks import Press, Verb, decode
from texts.base.screen import Screen
from texts.week.rider_digest import rider_digest

WEEK = Week(2026, 46)
NONE = RiderFigures(submitted=0, fixed=(), waiting=(), asked=(), open=0, asks=0, points=0, balance=88)


def line(number: int = 1, status: Status = Status.ROUTED, **changes: object) -> RiderReport:
    base = report()
    made = RiderReport(
        id=number,
        number=base.number,
        category="pothole",
        community=base.community,
        queue="lighting",
        status=status,
        lat=37.44,
        lng=116.3,
        submitted_at=NOW - 72 * HOUR,
        due_at=NOW + 24 * HOUR,
        overdue_at=None,
        resolved_at=None,
        witnesses=0,
        may_be_shown=False,
        has_pictures=False,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def view(figures: RiderFigures = NONE, **changes: object) -> RiderWeekView:
    made = RiderWeekView(
        WEEK,
        is_last=True,
        rider=rider(),
        figures=figures,
        best=None,
        near=None,
        photos=(),
        pictured=None,
        dots=(),
        now=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def shown(figures: RiderFigures = NONE, language: str = "zh", **changes: object) -> Screen:
    return rider_digest(view(figures, **changes), locale(language))


def presses(screen: Screen) -> list[Press]:
    return [press for row in screen.buttons for key in row if (press := decode(key.press)) is not None]


def test_a_week_is_told_in_five_lines() -> None:
    best, late = line(1, Status.CONFIRMED, witnesses=3), line(2, due_at=NOW - 25 * HOUR)
    figures = replace(
        NONE,
        submitted=5,
        fixed=(best, line(3, Status.RESOLVED)),
        waiting=(late,),
        open=1,
        asked=(line(3),),
        asks=1,
        points=17,
    )
    where = locale().community(best.community)
    assert shown(figures, best=best).text.splitlines() == [
        "📊 <b>上周（11月9日至15日）</b>：你报了 5 件，修好 2 件，⭐ +17（共 88）",
        f"🎉 修好了：{where} 坑洼、路坏了，还有 3 位骑手也看到过",
        f"⏳ 还没人接：{where} 坑洼、路坏了，超期 1天，已催",
        "👀 1 件等你看一眼，修好了没有：",
        f"① {where} 坑洼、路坏了",
    ]


def test_a_part_of_which_there_is_nothing_is_left_out() -> None:
    assert shown(replace(NONE, points=2)).text == "📊 <b>上周（11月9日至15日）</b>：⭐ +2（共 88）"
    waits = shown(replace(NONE, waiting=(line(status=Status.ACCEPTED),), open=1)).text
    assert waits.splitlines()[0] == "📊 <b>上周（11月9日至15日）</b>：你没有新报的"
    assert "在修" in waits
    assert "超期" not in waits


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ROUTED, "还没人接"),
        (Status.REOPENED, "还没人接"),
        (Status.BOUNCED, "还没人接"),
        (Status.IN_PROGRESS, "在修"),
        (Status.ON_HOLD, "先记着"),
    ],
)
def test_who_has_what_waits(status: Status, words: str) -> None:
    text = shown(replace(NONE, waiting=(line(status=status, due_at=NOW - HOUR),), open=1)).text
    assert words in text
    assert ("已催" in text) is (status is not Status.ON_HOLD)


def test_three_of_many_are_named_and_the_rest_is_counted() -> None:
    many = tuple(line(number) for number in range(20))
    text = shown(replace(NONE, waiting=many, open=31, asked=many, asks=25)).text
    assert text.count("还没人接") == 3
    assert "还有 28 件" in text
    assert "25 件等你看一眼" in text
    assert [mark in text for mark in "①②③④"] == [True, True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_question_has_its_two_keys(language: str, count: int) -> None:
    asked = tuple(line(number, Status.RESOLVED) for number in range(1, count + 1))
    screen = shown(replace(NONE, asked=asked, asks=count), language)
    answers = [press for press in presses(screen) if press.verb is Verb.WEEK_ANSWER]
    assert [(each.id, each.argument) for each in answers] == [
        (number, f"{action}.2026-W46") for number in range(1, count + 1) for action in (Action.FIXED, Action.NOT_FIXED)
    ]
    assert len({*labels(screen)}) == len(labels(screen))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_shows_what_the_photos_are_of(language: str) -> None:
    best, near = line(1, Status.CONFIRMED), line(2, Status.CONFIRMED, category="street_light_out", community=None)
    photos = (photo(), photo(2, PhotoRole.AFTER))
    figures = replace(NONE, submitted=1, fixed=(best,))
    for pictured in (best, near):
        screen = shown(figures, language, best=best, near=near, photos=photos, pictured=pictured)
        assert screen.photos == photos
        assert locale(language).category(pictured.category) in repr(screen.poster)
    without = shown(figures, language, best=best, dots=(Dot(37.4, 116.3, "pothole", None),))
    assert without.photos == ()
    assert "37.4" in repr(without.poster)


def test_a_picture_has_no_number_of_nothing_and_without_any_there_is_none() -> None:
    waits = replace(NONE, waiting=(line(),), open=1)
    assert shown(waits).poster is None
    tiles = shown(replace(waits, submitted=2)).poster.parts[0].tiles  # type: ignore[union-attr]
    assert [(each.label, each.value) for each in tiles] == [("你报了", "2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_for_an_empty_week_hears_that_it_was_one(language: str) -> None:
    screen = shown(language=language)
    assert screen.poster is None
    assert "88" not in screen.text
    assert {press.verb for press in presses(screen)} == {Verb.MUTE, Verb.DIGEST_TIME}


@pytest.mark.parametrize("muted", [True, False])
def test_the_digest_can_be_turned_off_and_on(*, muted: bool) -> None:
    (press,) = [each for each in presses(shown(rider=rider(muted=muted))) if each.verb is Verb.MUTE]
    assert press.argument == ("0" if muted else "1")


@given(st.text(max_size=80), st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_it_is_a_caption_whatever_the_names_and_figures(community: str, count: int, language: str) -> None:
    each = line(LARGEST_ID, Status.ROUTED, community=community, category=community, queue=community, witnesses=count)
    figures = RiderFigures(count, (each,) * 9, (each,) * 20, (each,) * 20, count, count, count, count)
    screen = shown(figures, language, best=each, near=each)
    assert utf16_length(parse_html(screen.text)[0]) <= 1024
    assert all(len(key.press.encode()) <= 64 for row in screen.buttons for key in row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slot", [9, 4 * 24 + 18])
def test_the_hours_of_the_week_are_offered_and_the_present_one_is_marked(language: str, slot: int) -> None:
    screen = told(DigestTimes(), language, reader=rider(digest_slot=slot))
    offered = [press.argument for press in presses(screen)]
    assert {*offered} <= {*map(str, SLOTS), "off"}
    assert offered.count(str(slot)) == 2  # its day and its hour
    assert [label for label in labels(screen) if label.startswith("• ")] == [
        label for label, press in zip(labels(screen), presses(screen), strict=True) if press.argument == str(slot)
    ]
    off = told(DigestTimes(), language, reader=rider(digest_slot=slot, muted=True))
    assert off.text != screen.text
    assert presses(off)[-1].argument == str(slot)
