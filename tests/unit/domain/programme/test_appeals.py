"""The table of an appeal's steps, and what staff owe."""

from dataclasses import replace

import pytest

from domain.district.catalogue import Clock, Span
from domain.programme.appeals import (
    ENDED,
    OPEN,
    STEPS,
    Act,
    Appeal,
    AppealKind,
    By,
    Due,
    Line,
    Said,
    Stage,
    acts_of,
    answer_within,
    brings,
    due,
    step,
    words_of,
)

SENT = Appeal(1, 7, "service", AppealKind.PAY, Stage.COLLECTED, 1, 1, "2612", 7, answer_by=5, plan_by=6)


def test_each_act_leads_from_a_stage_once() -> None:
    led = [(each.act, each.who, source) for each in STEPS for source in each.sources]
    assert len(led) == len(set(led))
    assert {each.act for each in STEPS} == set(Act)


def test_nothing_leads_on_from_an_end() -> None:
    assert not any(each.sources & ENDED for each in STEPS)
    assert {Stage.DRAFT} | OPEN | ENDED == set(Stage)


@pytest.mark.parametrize(
    ("act", "source", "who", "target"),
    [
        (Act.SEND, Stage.DRAFT, By.RIDER, Stage.COLLECTED),
        (Act.PLAN, Stage.COLLECTED, By.STAFF, Stage.PLANNED),
        (Act.PLAN, Stage.PLANNED, By.STAFF, Stage.PLANNED),
        (Act.RESULT, Stage.COLLECTED, By.STAFF, Stage.FOLLOWED),
        (Act.AGAIN, Stage.FOLLOWED, By.RIDER, Stage.COLLECTED),
        (Act.NOT, Stage.FOLLOWED, By.RIDER, Stage.CLOSED),
        (Act.MOVE, Stage.PLANNED, By.STAFF, Stage.COLLECTED),
    ],
)
def test_a_step_leads_where_the_table_says(act: Act, source: Stage, who: By, target: Stage) -> None:
    row = step(act, source, who)
    assert row is not None
    assert row.target is target


def test_nobody_takes_anothers_step() -> None:
    assert step(Act.PLAN, Stage.COLLECTED, By.RIDER) is None
    assert step(Act.SATISFIED, Stage.FOLLOWED, By.STAFF) is None
    assert step(Act.WITHDRAW, Stage.PLANNED, By.RIDER) is None
    assert acts_of(Stage.FOLLOWED, By.STAFF) == (Act.TAKE,)
    assert acts_of(Stage.CLOSED, By.STAFF) == ()


def test_what_staff_owe_next() -> None:
    assert due(SENT) == (Due.ANSWER, 5)
    assert due(replace(SENT, holder_id=9)) == (Due.PLAN, 6)
    assert due(replace(SENT, stage=Stage.PLANNED, until=8)) == (Due.RESULT, 8)
    assert due(replace(SENT, stage=Stage.FOLLOWED, until=8)) is None
    assert due(replace(SENT, answer_by=None)) is None


def test_an_injury_is_answered_within_hours() -> None:
    assert answer_within(AppealKind.INJURY) == (Span(4, "h"), Clock.WORK_HOURS)
    assert answer_within(AppealKind.PAY) == answer_within(None) == (Span(1, "d"), Clock.WORK_DAYS)


def test_words_and_files_are_those_of_the_kinds_asked_for() -> None:
    first = Line(1, 1, 1, Said.OPENED, "一", 11, photo_id=3)
    second = replace(first, id=2, said=Said.ADDED, words="二", photo_id=None, clip_id=4)
    staffs = replace(first, id=3, said=Said.RESULT, words="三", photo_id=5, by_id=9)
    lines = (first, replace(first, id=4, words=""), second, staffs)
    assert words_of(lines, Said.OPENED) == "一"
    assert words_of(lines, Said.OPENED, Said.ADDED) == "一\n二"
    assert brings(lines) == (2, 1)
