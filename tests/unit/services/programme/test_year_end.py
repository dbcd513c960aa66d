"""Points that end with the year: told twice, ended once, and only those that are old."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.timers import TimerKind
from services.programme import year_end
from services.upkeep import timers
from tests.usecases import Case


def at(case: Case, year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=case.deps.district.timezone).timestamp() * 1000)


@pytest.fixture
async def rider(case: Case) -> Rider:
    case.deps = replace(case.deps, awards=replace(case.deps.awards, end_with_year=True))
    case.scheduler = replace(case.scheduler, deps=case.deps)
    rider = await case.rider()
    report = await case.submitted(by=rider)
    merits = (("old", 30, 2025), ("new", 7, 2026))
    for cause, points, year in merits:
        entry = Entry(cause, rider.id, report.id, Merit.ANSWERED, points, f"{year}-06-01", at(case, year, 6, 1))
        await case.database.write(lambda tx, entry=entry: tx.ledger.add(entry))  # type: ignore[misc]
    await spends(case, rider, 10)
    await case.told()
    return rider


async def spends(case: Case, rider: Rider, points: int) -> None:
    now = case.clock.at
    spent = Entry(f"spent:{now}:{points}", rider.id, None, Merit.SPENT, -points, "2026-11-24", now)
    await case.database.write(lambda tx: tx.ledger.add(spent))


async def heard(case: Case, rider: Rider) -> list[str]:
    return [call.text for call in await case.told(rider.chat_id) if "到期" in call.text]


async def test_old_points_end_after_two_notices_and_new_ones_stay(case: Case, rider: Rider) -> None:
    balance = await case.balance(rider)
    await case.do(timers.start)
    await case.passes(days=(at(case, 2026, 12, 2) - case.clock.at) / 86_400_000)
    assert ["20 分" in text for text in await heard(case, rider)] == [True]
    await spends(case, rider, 5)
    await case.passes(days=23)
    assert ["15 分" in text and "12月31日" in text for text in await heard(case, rider)] == [True]
    await case.passes(days=10)
    assert await case.balance(rider) == balance - 5 - 15
    assert await heard(case, rider) == []
    due = await case.database.read(lambda tx: tx.timers.due(at(case, 2027, 12, 2), 1000))
    assert [timer.key for timer in due if timer.kind is TimerKind.POINTS_END] == ["30:2027:0:0"]


async def test_after_an_outage_they_are_told_once_and_end_a_week_later(case: Case, rider: Rider) -> None:
    balance = await case.balance(rider)
    await case.do(timers.start)
    case.clock.at = at(case, 2027, 1, 5)
    await case.passes(seconds=1)
    assert len(await heard(case, rider)) == 1
    assert await case.balance(rider) == balance
    await case.passes(days=7)
    assert await case.balance(rider) == balance - 20


async def test_nothing_ends_where_the_operator_does_not_want_it(case: Case, rider: Rider) -> None:
    case.deps = replace(case.deps, awards=replace(case.deps.awards, end_with_year=False))
    case.scheduler = replace(case.scheduler, deps=case.deps)
    await case.do(year_end.plan_next)
    balance = await case.balance(rider)
    await case.passes(days=45)
    assert (await case.balance(rider), await heard(case, rider)) == (balance, [])
