"""Imported history: each record once, numbered in its own month, and nobody hears of it."""

from datetime import UTC, datetime

import pytest

from domain.geo.positions import Position
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from services.tickets import routes
from services.upkeep import history
from services.upkeep.history import NOBODY, Record, past_report
from tests.sample_views import HOUR
from tests.tables import rows_of, timers, waiting
from tests.usecases import HERE, START, Case, spot

OCTOBER = int(datetime(2026, 10, 31, 15, 59, 59, 999_000, tzinfo=UTC).timestamp() * 1000)
"""The last millisecond of the district's October."""


def record(case: Case, key: str = "a", at: int = START, category: str = "street_light", **changes: object) -> Record:
    values: dict[str, object] = {
        "key": key, "at": at, "category": case.deps.district.catalogue[category], "position": HERE,
        "status": Status.CONFIRMED, "closed_at": at + HOUR, "note": "路灯不亮",
    }  # fmt: skip
    return Record(**(values | changes))  # type: ignore[arg-type]


async def keep(case: Case, *reports: tuple[str, Report], source: str = "old") -> int:
    return await case.database.write(lambda tx: history.keep(tx, source, reports, START))


def past(case: Case, number: int, at: int = START) -> tuple[str, Report]:
    key = f"key {number}"
    return key, past_report(case.deps.district, number, record(case, key, at))


async def test_a_record_becomes_the_report_that_it_would_have_been(case: Case) -> None:
    report = past_report(case.deps.district, 5, record(case))
    assert (report.id, report.rider_id, report.number) == (5, NOBODY, ReportNumber("DC", "2611", 1))
    assert (report.status, report.category, report.note, report.position) == (
        Status.CONFIRMED, "street_light", "路灯不亮", HERE,
    )  # fmt: skip
    assert (report.community, report.queue, report.urgent) == ("C6", "lighting", False)
    assert routes.decode(report.route_reason).kind.value == "rule"
    assert (report.submitted_at, report.resolved_at, report.closed_at) == (START, START + HOUR, START + HOUR)


async def test_an_open_record_is_neither_resolved_nor_closed(case: Case) -> None:
    opened = record(case, status=Status.ROUTED, closed_at=None, category="gas_leak")
    report = past_report(case.deps.district, 5, opened)
    assert (report.status, report.resolved_at, report.closed_at, report.urgent) == (Status.ROUTED, None, None, True)


async def test_a_record_outside_every_community_was_triages(case: Case) -> None:
    outside = Position(38.5, 116.3, "wgs84", "import")
    report = past_report(case.deps.district, 5, record(case, position=outside))
    assert (report.community, report.queue) == (None, "triage")


@pytest.mark.parametrize(("at", "month"), [(OCTOBER, "2610"), (OCTOBER + 1, "2611")])
async def test_a_record_is_of_the_districts_month(case: Case, at: int, month: str) -> None:
    assert past_report(case.deps.district, 5, record(case, at=at)).number.month == month


async def test_the_rule_of_its_own_hour_routed_it(case: Case) -> None:
    noon, night = START + 2 * HOUR, START + 14 * HOUR
    queues = [
        past_report(case.deps.district, 5, record(case, at=at, category="snow_ice")).queue for at in (noon, night)
    ]
    assert queues == ["committee-west", "city-management"]


async def test_records_are_numbered_in_order_within_their_months_after_those_there(case: Case) -> None:
    await case.submitted()
    kept = [past(case, 11, OCTOBER), past(case, 12), past(case, 13), past(case, 14, OCTOBER)]
    assert await keep(case, *kept) == 4
    numbers = rows_of(case, "select id, month, serial from report where id < 100 order by id")
    assert [(row["id"], row["month"], row["serial"]) for row in numbers] == [
        (11, "2610", 1), (12, "2611", 2), (13, "2611", 3), (14, "2610", 2),
    ]  # fmt: skip
    later = await case.submitted(at=spot(1))
    assert later.number.serial == 4


async def test_a_record_is_kept_once_and_takes_no_number_again(case: Case) -> None:
    await keep(case, past(case, 11))
    again = past_report(case.deps.district, 21, record(case, "key 11"))
    assert await keep(case, ("key 11", again), past(case, 12)) == 1
    numbers = rows_of(case, "select id, serial from report order by id")
    assert [(row["id"], row["serial"]) for row in numbers] == [(11, 1), (12, 2)]


async def test_the_same_key_of_another_system_is_another_record(case: Case) -> None:
    await keep(case, past(case, 11))
    other = past_report(case.deps.district, 12, record(case, "key 11"))
    assert await keep(case, ("key 11", other), source="another") == 1


async def test_nobody_is_told_nothing_is_timed_and_nothing_earned(case: Case) -> None:
    await keep(case, past(case, 11))
    assert (waiting(case), timers(case)) == ([], [])
    assert rows_of(case, "select * from ledger") == []
    assert rows_of(case, "select * from event") == []
    assert await case.database.read(lambda tx: tx.riders.get(NOBODY)) is None


async def test_nothing_new_is_no_error(case: Case) -> None:
    assert await keep(case) == 0
