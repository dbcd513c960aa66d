"""The figures of a period that has ended are counted once, in the night after it, and do not change any more."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.week.messages import Digest, FiguresShown
from domain.week.weeks import Month, Period, Week, span_of
from services.ports.transaction import Transaction
from services.ports.weeks import NOTHING, QueueFigures
from services.upkeep import timers as upkeep
from services.week import keeping
from tests.usecases import GROUPS, Case, spot

MONDAY_NIGHT = int(datetime(2026, 11, 29, 20, tzinfo=UTC).timestamp() * 1000)
"""Four in the morning on the Monday after the case begins."""
DAY = 24 * 3_600_000
W48 = Week(2026, 48)


async def kept(case: Case, period: Period) -> dict[str, QueueFigures] | None:
    span = span_of(period, case.deps.district.timezone)
    figures = (await case.database.read(lambda tx: tx.weeks.kept([span]))).get(span)
    return None if figures is None else dict(figures)


async def counted(case: Case, period: Period) -> dict[str, QueueFigures]:
    span = span_of(period, case.deps.district.timezone)
    return dict(await case.database.read(lambda tx: tx.weeks.queues(span)))


async def goes_to(case: Case, at: int) -> None:
    await case.do(upkeep.start)
    await case.passes(milliseconds=at - case.clock.at)


async def test_a_week_is_kept_in_the_night_after_it_as_it_was_counted(case: Case) -> None:
    await case.resolved(await case.accepted(await case.submitted()))
    await case.submitted("pothole", at=spot(1))
    await goes_to(case, MONDAY_NIGHT - DAY)
    assert await kept(case, W48) is None
    await goes_to(case, MONDAY_NIGHT)
    assert await kept(case, W48) == await counted(case, W48)
    assert sum(each.received for each in (await kept(case, W48) or {}).values()) == 2


async def test_the_first_night_keeps_what_a_trend_shows_and_the_last_two_months(case: Case) -> None:
    await goes_to(case, MONDAY_NIGHT - 5 * DAY)
    months: list[Period] = [Month(2026, 10), Month(2026, 9)]
    ended: list[Period] = [Week(2026, 47).shifted(-back) for back in range(13)]
    assert [await kept(case, each) for each in [*ended, *months]] == [{}] * 15
    assert await kept(case, Week(2026, 47).shifted(-13)) is None
    assert await kept(case, Month(2026, 11)) is None
    assert await case.do(keeping.unkept) is None


async def test_what_is_kept_is_shown_and_does_not_change(case: Case) -> None:
    await case.submitted()
    span = span_of(W48, case.deps.district.timezone)
    as_kept = {
        "lighting": replace(NOTHING, received=41, waited=(60_000, 180_000)),
        "gone": replace(NOTHING, received=1),
    }
    await case.database.write(lambda tx: tx.weeks.keep(span, as_kept))
    case.clock.at = MONDAY_NIGHT
    view = await case.view(Digest("queue:lighting", str(W48)))
    assert (view.figures.received, view.trend[-1][1].received, view.figures.median_response) == (41, 41, 120_000)
    assert (await case.view(Digest("district", str(W48)))).figures.received == 42
    shown = await case.view(FiguresShown(chat_id=GROUPS["lighting"], period=str(W48)))
    assert shown.total.received == 41
    whole = await case.view(FiguresShown(chat_id=GROUPS["supervisors"], period=str(W48)))
    assert whole.total.received == 42


async def test_the_running_week_is_counted_whatever_was_kept_before(case: Case) -> None:
    await goes_to(case, MONDAY_NIGHT - 5 * DAY)
    await case.submitted()
    shown = await case.view(FiguresShown(chat_id=GROUPS["lighting"], period=str(W48)))
    assert (shown.total.received, shown.is_running) == (1, True)


async def test_each_period_is_counted_once(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    spans: list[object] = []

    async def noting(tx: Transaction, deps: object) -> object:
        found = await unkept(tx, deps)  # type: ignore[arg-type]
        if found is not None:
            spans.append(found)
        return found

    unkept = keeping.unkept
    monkeypatch.setattr("bot.scheduler.keeping.unkept", noting)
    await goes_to(case, MONDAY_NIGHT + 7 * DAY)
    assert len(spans) == len({*spans}) == 15 + 2 + 1  # the first night, two Mondays, the first of December
