"""Each promise of what is looked up is seen to be broken where a few answers break it, and kept where they keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.week.asking import Asked
from tests.week.city import DAY, HOUR, MINUTE
from tests.week.figures import count
from tests.week.ledger import Happened, Ledger, Told
from tests.week.looking import unlooked
from tests.week.stories import CARD, GROUP, NOON, NUMBER, RIDER, SUPERVISORS, Story, begun, broken, ledger
from tests.week.wire import Face, Note

LI, WANG = 61, 62
LIST, FOUND, FIGURES = "📋 要办的 · {} 件", "🔎 “{}”", "📊 路灯所\n"
COUNTS = (
    "收到 {received} · 受理 {accepted} · 不予受理 0\n"
    "办结 0 · 骑手确认 0 · 返工 0 · 退单 0\n"
    "⏰ 曾超期 {overdue} · 未结 1"
)
ROW: Mapping[str, Any] = {
    "note": "路灯不亮", "category": "street_light", "community": "east", "holder": "李", "due_at": None,
    "respond_by": NOON + HOUR,
}  # fmt: skip
OUR_CARD = (GROUP, 100)
"""Where the card of the ticket stands."""

Answered = tuple[Asked, Note]


def asked(
    text: str, says: str, at: float = 30, *, gone: float | None = None, by: int = LI, n: int = 1, **more: Any
) -> Answered:
    """Somebody looked something up in the group, and this was the answer."""
    when = NOON + int(at * MINUTE)
    face = Face(when, says, "", **({"entities": 1} | more))
    note = Note(GROUP, 500 + n, 400 + n, [face], None if gone is None else NOON + int(gone * MINUTE))
    return Asked(when, by, text), note


def with_answers(story: Story, *answers: Answered, minutes: float = 60, **more: Any) -> Ledger:
    """What a ticket's life has left with these answers."""
    story = replace(story, row={**ROW, **story.row}, notes=[*story.notes, *(note for _, note in answers)])
    looked_up = {(note.chat, note.reply_to): each for each, note in answers}
    return ledger(story, minutes=minutes, asked=looked_up, riders={RIDER: "飞毛腿1"}, **more)


def elsewhere() -> Story:
    """A ticket that the group has never had."""
    story = begun()
    return replace(story, events=[replace(event, queue="water") for event in story.events])


HERE: Mapping[str, Any] = {"links": (OUR_CARD,)}

KEPT = {
    "a list of what there is": (begun(), [asked("/tickets", LIST.format(1), **HERE)]),
    "of what waits": (begun(), [asked("/tickets 待受理", "📋 待受理 · 1 件", **HERE)]),
    "of what was accepted later": (begun().came(40, "accepted"), [asked("/tickets 待受理", "📋 待受理 · 1 件")]),
    "of one colleague": (begun().came(5, "accepted"), [asked("/tickets 我的", "📋 李 手上的 · 1 件")]),
    "two of different kinds": (begun(),
        [asked("/tickets", LIST.format(1)), asked("/figures", FIGURES, n=2), asked(NUMBER, CARD, n=3)]),
    "the newest of one kind": (begun(),
        [asked("/tickets", LIST.format(1), gone=32), asked(f"/find {NUMBER}", FOUND.format(NUMBER), 31, n=2, **HERE)]),
    "of two colleagues": (begun(),
        [asked("/tickets", LIST.format(1)), asked("/tickets", LIST.format(1), 31, n=2, by=WANG)]),
    "found by words": (begun(), [asked("/find 路灯不亮", FOUND.format("路灯不亮"), **HERE)]),
    "not found where it is not known": (elsewhere(), [asked(f"/find {NUMBER}", FOUND.format(NUMBER))]),
    "its number where it is not known": (elsewhere(), [asked(NUMBER, f"{NUMBER} 不归本群")]),
    "refused": (begun(), [asked("/groups", "⚠️ 只有管理员能做", gone=31)]),
}  # fmt: skip

BROKEN = {
    "twice in a list": ("listed_twice", begun(), [asked("/tickets", LIST.format(1), links=(OUR_CARD, OUR_CARD))]),
    "by link and by command": ("listed_twice",
        begun(), [asked("/tickets", LIST.format(1) + "\n/ticket_2610_0001", **HERE)]),
    "twice on a board": ("listed_twice", begun(), [asked("/board", "🗒 路灯所\n", links=(OUR_CARD, OUR_CARD))]),
    "more links than Telegram shows": ("listed_twice", begun(), [asked("/board", "🗒 路灯所\n", entities=101)]),
    "a rider's name": ("riders_named", begun(), [asked("/rider 0001", "飞毛腿1 报了 1 件")]),
    "a rider's number": ("riders_named", begun(), [asked(NUMBER, "上报人 50", mentions=(RIDER,))]),
    "too many in a list": ("miscounted", begun(), [asked("/tickets", LIST.format(2))]),
    "too few in a list": ("miscounted", begun(), [asked("/tickets", LIST.format(0))]),
    "held and to be done": ("miscounted", begun().came(5, "on_hold"), [asked("/tickets", LIST.format(1))]),
    "another's": ("miscounted", begun().came(5, "accepted"), [asked("/tickets 我的", "📋 王 手上的 · 1 件")]),
    "of another category": ("miscounted", begun(), [asked("/tickets 井盖", "📋 要办的 · 井盖 · 1 件")]),
    "overdue before its limit": ("miscounted",
        replace(begun(), row={"due_at": NOON + DAY}), [asked("/tickets 超期", "📋 超期 · 1 件")]),
    "shown to others": ("unseemly", elsewhere(), [asked(NUMBER, CARD)]),
    "listed for others": ("unseemly", elsewhere(), [asked("/find 路灯不亮", FOUND.format("路灯不亮"), **HERE)]),
    "not found by its number": ("unfound", begun(), [asked(f"/find {NUMBER}", FOUND.format(NUMBER))]),
    "not found by its words": ("unfound", begun(), [asked("/find 路灯不亮", FOUND.format("路灯不亮"))]),
    "two of one kind": ("answers_left", begun(),
        [asked("/tickets", LIST.format(1)), asked("/find 井盖", FOUND.format("井盖"), 31, n=2)]),
}  # fmt: skip


@pytest.mark.parametrize("kept", KEPT)
def test_answers_that_keep_all_promises_break_none(kept: str) -> None:
    story, answers = KEPT[kept]
    assert broken(with_answers(story, *answers)) == {}


@pytest.mark.parametrize("how", BROKEN)
def test_answers_that_break_a_promise_are_seen(how: str) -> None:
    invariant, story, answers = BROKEN[how]
    assert invariant in broken(with_answers(story, *answers))


@pytest.mark.parametrize("what", ["/tickets", "/find 井盖", "/figures", NUMBER, "/help", "/groups"])
@pytest.mark.parametrize(("gone", "is_broken"), [(None, True), (24 * 60 + 35, False)])
def test_nothing_that_was_looked_up_stands_for_more_than_a_day(
    what: str, gone: float | None, *, is_broken: bool
) -> None:
    it = with_answers(begun(), asked(what, "…", gone=gone), minutes=30 * 60)
    assert ("answers_left" in broken(it)) is is_broken


def test_a_list_from_before_an_outage_goes_when_it_is_over() -> None:
    out = [(GROUP, NOON + HOUR, NOON + 30 * HOUR)]
    for hours, is_broken in ((50, False), (60, True)):
        it = with_answers(begun(), asked("/tickets", LIST.format(1)), minutes=hours * 60, deaf=out)
        assert ("answers_left" in broken(it)) is is_broken


def month(queue: str = "lighting", **otherwise: int) -> Told:
    """The figures of the month in which the ticket came, all right but these."""
    figures: dict[str, int | None] = dict.fromkeys(FIGURES_TOLD, 0)
    figures |= {"received": 1, "open": 1, "median_response": None, "median_repair": None} | otherwise
    return Told("lighting", "2026-10", NOON - DAY, NOON + 20 * DAY, {queue: figures}, figures)


FIGURES_TOLD = (
    "received", "accepted", "rejected", "resolved", "confirmed", "bounced", "reopened", "promised", "resolved_in_time",
    "fell_overdue", "overdue", "open", "answered_in_time",
)  # fmt: skip


def test_figures_that_are_right_are_taken() -> None:
    it = with_answers(begun(), told=[month()])
    assert broken(it) == {}
    assert broken(with_answers(elsewhere(), told=[month(received=0, open=0), month("water")])) == {}


@pytest.mark.parametrize("name", [*FIGURES_TOLD, "median_response", "median_repair"])
def test_each_figure_that_is_wrong_is_seen(name: str) -> None:
    assert "wrong_figures" in broken(with_answers(begun(), told=[month("lighting", **{name: 7})]))


def test_the_sum_of_queues_must_be_that_of_all() -> None:
    wrong = replace(month(), total={**month().total, "received": 2})
    assert "wrong_figures" in broken(with_answers(begun(), told=[wrong]))


@pytest.mark.parametrize(("overdue", "is_broken"), [(0, False), (1, True)])
def test_a_limit_that_is_yet_to_come_is_not_missed(overdue: int, *, is_broken: bool) -> None:
    story = replace(begun(), row={"due_at": NOON + DAY})
    assert ("wrong_figures" in broken(with_answers(story, told=[month(overdue=overdue)]))) is is_broken


@pytest.mark.parametrize(("accepted", "is_broken"), [(0, False), (1, True)])
def test_what_a_group_reads_of_figures_must_have_happened_by_then(accepted: int, *, is_broken: bool) -> None:
    story = begun().came(40, "accepted", "accept")
    says = FIGURES + COUNTS.format(received=1, accepted=accepted, overdue=0)
    it = with_answers(story, asked("/figures month", says), told=[])
    it = replace(it, told=[replace(month(), queues={})])
    assert ("wrong_figures_said" in broken(it)) is is_broken


STEPS: Sequence[tuple[Story, dict[str, int]]] = (
    (begun().came(5, "accepted", "accept"), {"received": 1, "accepted": 1, "promised": 1, "answered_in_time": 1}),
    (begun().came(90, "accepted", "accept"), {"accepted": 1, "answered_in_time": 0}),
    (begun().came(5, "accepted", "accept").came(9, "resolved", "resolve").came(20, "reopened", "not_fixed")
        .came(30, "accepted", "accept"), {"accepted": 2, "promised": 1, "resolved": 1, "reopened": 1, "open": 1}),
    (begun().came(5, "rejected", "reject").came(6, "routed", "undo"), {"rejected": 0, "open": 1}),
    (begun().came(5, "rejected", "reject"), {"rejected": 1, "open": 0}),
    (replace(begun().came(90, "resolved", "resolve"), row={"overdue_at": NOON + HOUR}),
        {"resolved": 1, "resolved_in_time": 0, "fell_overdue": 1, "overdue": 1}),
)  # fmt: skip


@pytest.mark.parametrize(("story", "counts"), STEPS)
def test_what_happened_is_counted_as_the_page_of_figures_says(story: Story, counts: dict[str, int]) -> None:
    found = count(with_answers(story, minutes=120), "lighting", NOON - DAY, NOON + DAY).counts
    assert {name: found[name] for name in counts} == counts


def test_a_bounce_counts_where_it_came_from_and_where_it_went() -> None:
    story = begun()
    story.events.append(Happened(NOON + MINUTE, "bounced", "triage", "bounce"))
    it = with_answers(story)
    assert count(it, "lighting", NOON, NOON + DAY).counts["bounced"] == 1
    there = count(it, "triage", NOON, NOON + DAY).counts
    assert (there["received"], there["bounced"], there["open"]) == (1, 0, 1)


def test_the_supervisors_board_must_tell_of_each_queue() -> None:
    names = {"路灯所": "lighting"}
    for line, is_broken in (("路灯所：待受理 1", False), ("路灯所：待受理 2", True), ("", True)):
        boards = {GROUP: "🗒 路灯所\n待受理 1 · 处置中 0 · 超期 0 · 挂账 0", SUPERVISORS: f"🗒 督办\n{line}"}
        story = begun()
        story = replace(story, row={"due_at": NOON + DAY})
        for chat, says in boards.items():
            story.said(1, says, chat=chat)
        assert ("lying_boards" in broken(with_answers(story, names=names))) is is_broken


def test_a_week_in_which_nothing_was_looked_up_proves_nothing() -> None:
    found = {*unlooked(with_answers(begun(), asked("/tickets", LIST.format(1))))}
    assert {"nobody asked /find", "nobody asked /rider", "nothing was found"} <= found
    assert not {"nobody asked /tickets", "no list was shown"} & found
