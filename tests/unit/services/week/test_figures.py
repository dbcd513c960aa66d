"""What a group is shown of its figures: which queues, which period, and what counts in it."""

import pytest

from domain.tickets.lifecycle import Action
from domain.week.messages import FiguresShown
from domain.week.weeks import Month, Period, Week
from services.tickets import groups
from services.week import figures
from services.week.figures import FiguresView
from tests.sample_views import HOUR
from tests.usecases import GROUPS, START, Case, spot


async def shown(case: Case, queue: str = "lighting", period: str = "2026-W48") -> FiguresView | None:
    view: FiguresView | None = await case.view(FiguresShown(chat_id=GROUPS[queue], period=period))
    return view


async def test_a_groups_figures_are_those_of_its_queue(case: Case) -> None:
    fixed = await case.resolved(await case.accepted(await case.submitted()))
    await case.answered(fixed, await case.rider())
    await case.submitted("pothole", at=spot(1))
    view = await shown(case)
    assert view is not None
    ((queue, counted),) = view.queues
    assert (queue.id, counted, view.of_district, view.is_running) == ("lighting", view.total, False, True)
    assert (counted.received, counted.accepted, counted.resolved, counted.confirmed, counted.open) == (1, 1, 1, 1, 0)
    assert (counted.promised, counted.answered_in_time, counted.resolved_in_time, counted.fell_overdue) == (1, 1, 1, 0)


async def test_a_late_answer_and_a_late_repair_are_not_in_time(case: Case) -> None:
    report = await case.submitted()
    await case.passes(milliseconds=(report.due_at or 0) + HOUR - case.clock.at)
    await case.resolved(await case.accepted(await case.now(report)))
    view = await shown(case, period=str(figures.period_in(case.deps, "")))
    assert view is not None
    assert (view.total.promised, view.total.answered_in_time) == (1, 0)
    assert (view.total.resolved, view.total.resolved_in_time) == (1, 0)


async def test_a_rejection_that_was_undone_is_none(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.REJECT, reason="false")
    assert (await shown(case)).total.rejected == 1  # type: ignore[union-attr]
    await case.moved(report, Action.UNDO)
    assert (await shown(case)).total.rejected == 0  # type: ignore[union-attr]


async def test_a_limit_that_the_running_period_has_yet_to_reach_is_not_missed(case: Case) -> None:
    report = await case.submitted()
    period = str(figures.period_in(case.deps, "month"))
    view = await shown(case, period=period)
    assert view is not None
    assert report.due_at is not None
    assert (view.total.open, view.total.overdue) == (1, 0)
    case.clock.at = report.due_at
    late = await shown(case, period=period)
    assert late is not None
    assert late.total.overdue == 1


async def test_supervisors_see_the_district_the_most_overdue_first(case: Case) -> None:
    late = await case.submitted()
    await case.submitted("pothole", at=spot(1))
    await case.passes(milliseconds=(late.due_at or 0) + HOUR - case.clock.at)
    view = await shown(case, "supervisors", str(figures.period_in(case.deps, "month")))
    assert view is not None
    assert view.of_district
    assert "supervisors" not in [queue.id for queue, _ in view.queues]
    counts = [counted.overdue for _, counted in view.queues]
    assert (sum(counts), counts) == (view.total.overdue, sorted(counts, reverse=True))


async def test_triage_counts_what_it_looks_after(case: Case) -> None:
    await case.do(groups.lose, GROUPS["lighting"])
    await case.submitted()
    view = await shown(case, "triage")
    assert view is not None
    assert [queue.id for queue, counted in view.queues if counted.received] == ["lighting"]
    assert view.total.received == 1
    assert await shown(case, "lighting") is None


async def test_a_running_week_that_ends_in_the_next_month_leads_to_the_month_of_today(case: Case) -> None:
    case.clock.at = START + 6 * 24 * HOUR  # Monday, 30 November
    view = await shown(case, period=str(figures.period_in(case.deps, "week")))
    assert view is not None
    assert (view.period, view.other) == (Week(2026, 49), Month(2026, 11))


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("", Week(2026, 48)),
        ("week", Week(2026, 48)),
        (" Last Week ", Week(2026, 47)),
        ("上周", Week(2026, 47)),
        ("month", Month(2026, 11)),
        ("上月", Month(2026, 10)),
        ("2026-w46", Week(2026, 46)),
        ("2025-12", Month(2025, 12)),
        ("2026-12", None),
        ("2026-13", None),
        ("2026-W54", None),
        ("9999-12", None),
        ("9999-W52", None),
        ("0001-01", None),
        ("明年", None),
        ("%s'; drop", None),
    ],
)
def test_periods_are_named_as_people_do(case: Case, words: str, period: Period | None) -> None:
    assert case.clock.at == START
    assert figures.period_in(case.deps, words) == period


def test_periods_follow_each_other() -> None:
    assert Month(2026, 12).shifted(1) == Month(2027, 1)
    assert Month(2026, 1).shifted(-1) == Month(2025, 12)
    assert Week(2026, 53).shifted(1) == Week(2027, 1)
    assert [str(day) for day in Month(2028, 2).days] == ["2028-02-01", "2028-02-29"]
