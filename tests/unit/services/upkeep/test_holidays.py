"""A year without holidays is told to the supervisors once a month while it lasts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.timers import TimerKind
from services.upkeep import holidays
from tests.tables import timers
from tests.usecases import GROUPS, Case

SUPERVISORS = GROUPS["supervisors"]


async def heard(case: Case) -> list[str]:
    return [call.text.partition("\n")[0] for call in await case.told(SUPERVISORS)]


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


async def test_a_file_that_ends_this_year_is_told_from_october_on_once_a_month(case: Case) -> None:
    case.clock.at = at("2026-09-15T01:00")
    for _ in range(3):
        await case.do(holidays.plan_next)
    told = []
    for _ in range(110):
        await case.passes(days=1)
        await case.do(holidays.plan_next)  # the bot starts anew each day
        told += [(datetime.fromtimestamp(case.clock.at / 1000, UTC).date(), text) for text in await heard(case)]
    assert [day for day, _ in told] == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert all("2027 年的节假日" in text for _, text in told)


async def test_once_they_are_there_nothing_is_told(case: Case) -> None:
    case.clock.at = at("2026-11-30T01:00")
    await case.do(holidays.plan_next)
    calendar = case.deps.district.calendar
    known = replace(calendar, holidays=calendar.holidays | {date(2027, 1, 1)})
    deps = replace(case.deps, district=replace(case.deps.district, calendar=known))
    await case.database.write(lambda tx: holidays.look(tx, deps, "2026-11"))
    assert await heard(case) == []
    assert [timer.key for timer in timers(case, TimerKind.HOLIDAYS)] == ["2026-11", "2026-12"]
