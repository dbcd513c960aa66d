"""What a queue and the district read of their week."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.routing import Queue
from domain.reporting.reports import Status
from domain.tickets.staff import QueueChat
from domain.week.weeks import Week
from playground.entities import parse_html, utf16_length
from services.ports.tickets import TicketLine
from services.ports.weeks import NOTHING, Dot, Hotspot, QueueFigures
from services.week.queue_weeks import DistrictWeekView, FiguresTableView, QueueWeekView
from tests.sample_views import HOUR, LANGUAGES, LARGEST_ID, NOW, district, locale
from texts.week.digests import figures_table
from texts.week.district_digest import district_digest
from texts.week.queue_digest import queue_digest

WEEK = Week(2026, 46)
GROUP = QueueChat("lighting", -1_000_000_000_005, None, 0)
FIGURES = QueueFigures(received=14, first_received=11, accepted=9, resolved=4, late=3, waited=(12 * 60_000,), open=7)
BEFORE = replace(FIGURES, resolved=6, late=1)


def ticket(number: int = 1, **changes: object) -> TicketLine:
    made = TicketLine(
        id=number, prefix="DC", month="2611", serial=number, status=Status.ROUTED, category="pothole",
        community=next(iter(district().boundaries.communities)), note="", spot=None, queue="lighting", urgent=False,
        holder="", submitted_at=NOW - 21 * 24 * HOUR, respond_by=None, due_at=NOW - 21 * 24 * HOUR, overdue_at=None,
        hold_until=None, resolved_at=None, closed_at=None, card_chat=GROUP.chat_id, card_message=77,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def trend(figures: QueueFigures = FIGURES, before: QueueFigures = BEFORE) -> tuple[tuple[Week, QueueFigures], ...]:
    weeks = [WEEK.shifted(back) for back in range(-11, 1)]
    return tuple(zip(weeks, [NOTHING] * 10 + [before, figures], strict=True))


def queue_view(**changes: object) -> QueueWeekView:
    made = QueueWeekView(
        WEEK, is_last=True, queue=district().queues["lighting"], others=(), figures=FIGURES, trend=trend(),
        usual=30 * 60_000, categories=(("pothole", 8), ("street_light_out", 3)), pressing=(ticket(),), more=0,
        group=GROUP, now=NOW,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def district_view(**changes: object) -> DistrictWeekView:
    queues = tuple(
        (district().queues[name], replace(FIGURES, late=late))
        for name, late in (("lighting", 6), ("gas", 3), ("drainage", 3), ("triage", 1))
    )
    made = DistrictWeekView(
        WEEK, is_last=True, queues=queues, figures=FIGURES, trend=trend(), categories=(("pothole", 8),),
        urgent=(ticket(category="gas_leak", urgent=True),), more_urgent=0,
        hotspots=(Hotspot(next(iter(district().boundaries.communities)), "pothole", 4), Hotspot("x", "pothole", 1)),
        open=(), dots=(Dot(37.4, 116.3, "pothole", None),), now=NOW,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_queues_week_is_a_sentence_and_what_must_be_chased() -> None:
    text = queue_digest(queue_view(), locale()).text
    title, heading, chased = text.splitlines()
    assert title == (
        f"📊 <b>{locale().queue('lighting')} 上周（11月9日至15日）</b>：来 14 件，办好 4 件（前一周 6 件），"
        "一般 12分钟受理（各单位一般 30分钟） 👍"
    )
    assert heading == "⏰ <b>该催的 1 件</b>（点开就到卡片）："
    assert '<a href="https://t.me/c/5/77">' in chased


def test_a_queue_slower_than_others_is_not_praised_and_one_that_answered_nothing_has_no_time() -> None:
    assert "👍" not in queue_digest(queue_view(usual=60_000), locale()).text
    assert "受理" not in queue_digest(queue_view(figures=replace(FIGURES, waited=())), locale()).text
    alone = queue_digest(queue_view(usual=None), locale()).text
    assert "一般 12分钟受理" in alone
    assert "👍" not in alone


def test_what_was_rejected_and_sent_back_counts_and_what_there_was_not_is_not_named() -> None:
    plain = queue_digest(queue_view(), locale()).text
    assert not any(word in plain for word in ("不予受理", "退单", "骑手说"))
    ended = replace(FIGURES, rejected=2, bounced=1, confirmed=3)
    assert "不予受理 2 · 退单 1 · 骑手说修好 3 · 没修好 0" in queue_digest(queue_view(figures=ended), locale()).text


def test_what_was_undone_after_its_week_takes_nothing_away_on_a_screen() -> None:
    assert "不予受理" not in queue_digest(queue_view(figures=replace(FIGURES, rejected=-1)), locale()).text


def test_without_anything_overdue_it_says_so() -> None:
    assert queue_digest(queue_view(pressing=()), locale()).text.splitlines()[-1] == "现在没有超期的。"


def test_what_a_queue_stands_in_for_is_named_five_at_most() -> None:
    others = tuple((Queue(f"q{each}", f"甲{each}", f"A{each}", "community"), FIGURES) for each in range(7))
    idle = (Queue("idle", "闲", "Idle", "community"), NOTHING)
    text = queue_digest(queue_view(others=(*others, idle)), locale()).text
    assert [f"甲{each}：来 14" in text for each in range(7)] == [True] * 5 + [False] * 2
    assert "还有 2 个单位" in text
    assert "闲" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_queue_that_asks_for_an_empty_week_hears_that_it_was_one(language: str) -> None:
    view = queue_view(figures=NOTHING, pressing=())
    assert view.is_empty
    assert queue_digest(view, locale(language)).poster is None


def test_the_districts_week_is_a_sentence_three_names_urgent_tickets_and_hotspots() -> None:
    lines = district_digest(district_view(), locale()).text.splitlines()
    names = [locale().queue(name) for name in ("lighting", "gas", "drainage")]
    assert lines[0].endswith("来 11 件，办好 4 件，超期 3 件（+2）")
    assert lines[1] == f"🔥 超期最多：{names[0]} 6 件、{names[1]} 3 件、{names[2]} 3 件"
    assert lines[2].startswith('🚨 没人接的急件：<a href="https://t.me/c/5/77">')
    assert "3周" in lines[2]
    assert lines[3].count("（") == 1  # one report is no hotspot


def test_a_change_of_nothing_is_not_told() -> None:
    before = replace(BEFORE, late=FIGURES.late)
    assert (
        district_digest(district_view(trend=trend(before=before)), locale()).text.splitlines()[0].endswith("超期 3 件")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_queues_that_had_tickets_stand_in_the_table(language: str) -> None:
    queues = tuple((Queue(f"q{each}", f"甲{each}", f"A{each}", "community"), FIGURES) for each in range(300))
    screen = figures_table(FiguresTableView(WEEK, is_last=True, queues=queues), locale(language))
    assert "300" in screen.text
    assert "甲299" in repr(screen.poster) or "A299" in repr(screen.poster)


@given(st.text(max_size=60), st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_both_are_captions_whatever_the_names_and_figures(name: str, count: int, language: str) -> None:
    figures = replace(FIGURES, received=count, resolved=count, late=count, rejected=count, bounced=count)
    queue = Queue("q", name, name, "community")
    line = ticket(LARGEST_ID, community=name, category=name, spot=name, holder=name)
    view = queue_view(queue=queue, others=((queue, figures),) * 9, figures=figures, pressing=(line,) * 5, more=count)
    whole = district_view(
        queues=((queue, figures),) * 9, figures=figures, urgent=(line,) * 5, more_urgent=count,
        hotspots=(Hotspot(name, name, count),) * 9, categories=((name, count),) * 9,
    )  # fmt: skip
    for screen in (queue_digest(view, locale(language)), district_digest(whole, locale(language))):
        assert utf16_length(parse_html(screen.text)[0]) <= 1024
