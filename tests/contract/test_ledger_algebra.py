"""Any sequence of events, repeats included, leaves the ledger where a model of a few lines says."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.clock import TimeOrderedIds
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.people.points import Awards, Merit
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report
from services.deps import Deps, Limits
from services.people.awarding import award, take_back
from services.ports.transaction import Transaction
from storage.database import Database
from tests.town import sample_district

MERITS = {
    "routed": Merit.ROUTED,
    "accepted": Merit.ACCEPTED,
    "urgent": Merit.URGENT,
    "fixed": Merit.ANSWERED,
    "not fixed": Merit.ANSWERED,
    "witness": Merit.WITNESS,
    "checked": Merit.CHECKED,
}
RIDERS, REPORTS = (1, 2, 3), (11, 12, 13, 14)
ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
AWARDS = Awards(day_cap=17)
HOUR = 3_600_000
MONDAY = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000)

Balances = dict[int, int]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a report at a time, ms UTC; a taking back concerns every rider of the report."""

    what: str
    report: int
    rider: int
    at: int

    @property
    def cause(self) -> object:
        return MERITS.get(self.what, "taken back"), self.report, self.rider


happenings = st.builds(
    Happening,
    st.sampled_from([*MERITS, "taken back"]),
    st.sampled_from(REPORTS),
    st.sampled_from(RIDERS),
    st.integers(0, 60).map(lambda hour: MONDAY + hour * HOUR),
)
histories = st.lists(happenings, max_size=40)
zones = st.sampled_from(ZONES)
on_a_database = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""The database is the same for every example: each leaves it as it was."""


class Model:
    """The ledger as the product page tells it."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.given: dict[tuple[int, int], int] = defaultdict(int)
        self.gross: dict[tuple[int, str], int] = defaultdict(int)
        self.known: set[object] = set()

    def take(self, it: Happening) -> None:
        if it.what == "taken back":
            self._take_back(it.report)
        elif it.cause not in self.known:
            self.known.add(it.cause)
            day = day_of(it.at, self.zone)
            points = min(AWARDS.points(MERITS[it.what]), AWARDS.day_cap - self.gross[it.rider, day])
            self.gross[it.rider, day] += points
            self.given[it.report, it.rider] += points

    def _take_back(self, report: int) -> None:
        for rider in RIDERS:
            if self.given[report, rider] and ("back", report, rider) not in self.known:
                self.known.add(("back", report, rider))
                self.given[report, rider] = 0

    def balances(self) -> Balances:
        return {rider: sum(self.given[report, rider] for report in REPORTS) for rider in RIDERS}


def day_of(at: int, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(at / 1000, zone):%Y-%m-%d}"


class Hands:
    """A clock that stands where an event puts it."""

    def __init__(self) -> None:
        self.at = MONDAY

    def now(self) -> int:
        return self.at


@cache
def deps_in(zone: str) -> tuple[Deps, Hands]:
    district, clock = replace(sample_district(), timezone=ZoneInfo(zone)), Hands()
    return Deps(district, Suggester(()), DangerReader(()), clock, TimeOrderedIds(), AWARDS, Limits()), clock


class UndoneError(Exception):
    """Carries what was seen out of a transaction of which nothing is to stay."""

    def __init__(self, seen: list[Balances]) -> None:
        self.seen = seen


@pytest.fixture
async def peopled(database: Database, rider: Rider, report: Report) -> Database:
    async def people(tx: Transaction) -> None:
        for number in RIDERS:
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        for number in REPORTS:
            await tx.reports.add(replace(report, id=number, number=ReportNumber("DC", "2611", number)))

    await database.write(people)
    return database


async def balances_after_each(database: Database, zone: str, history: Sequence[Happening]) -> list[Balances]:
    """The balances before the first event and after each; the database is left as it was."""
    deps, clock = deps_in(zone)

    async def work(tx: Transaction) -> None:
        reports = {number: await tx.reports.get(number) for number in REPORTS}
        seen = [await _balances(tx)]
        for it in history:
            clock.at = it.at
            report = reports[it.report]
            assert report is not None
            if it.what == "taken back":
                await take_back(tx, deps, report)
            else:
                await award(tx, deps, MERITS[it.what], report, it.rider)
            seen.append(await _balances(tx))
        raise UndoneError(seen)

    with pytest.raises(UndoneError) as undone:
        await database.write(work)
    return undone.value.seen


async def _balances(tx: Transaction) -> Balances:
    return {rider: await tx.ledger.balance(rider) for rider in RIDERS}


@given(history=histories, zone=zones)
@on_a_database
async def test_balances_are_those_of_the_model_and_never_negative(
    peopled: Database, history: list[Happening], zone: str
) -> None:
    model = Model(zone)
    expected = [model.balances()]
    for it in history:
        model.take(it)
        expected.append(model.balances())
    seen = await balances_after_each(peopled, zone, history)
    assert seen == expected
    assert min(balance for balances in seen for balance in balances.values()) >= 0
    assert max(model.gross.values(), default=0) <= AWARDS.day_cap


def living(history: Sequence[Happening]) -> Iterator[Happening]:
    """Without what is said to happen to a report after it was taken back: it is closed then."""
    closed: set[int] = set()
    for it in history:
        if it.report not in closed:
            yield it
        if it.what == "taken back":
            closed.add(it.report)


@given(history=histories, zone=zones, data=st.data())
@on_a_database
async def test_a_repeated_cause_changes_nothing(
    peopled: Database, history: list[Happening], zone: str, data: st.DataObject
) -> None:
    once = list(living(history))
    later = data.draw(st.integers(0, 72), label="hours later")
    repeats = [replace(it, at=it.at + later * HOUR) for it in data.draw(st.permutations(once))]
    seen = await balances_after_each(peopled, zone, [*once, *repeats])
    assert seen[len(once) :] == [seen[len(once)]] * (len(repeats) + 1)


def independent(one: Happening, other: Happening, zone: ZoneInfo) -> bool:
    """Of different riders or days, and not the same cause; a taking back concerns every rider of its report."""
    if "taken back" in {one.what, other.what}:
        return one.report != other.report
    if one.cause == other.cause:
        return False
    return one.rider != other.rider or day_of(one.at, zone) != day_of(other.at, zone)


@given(history=st.lists(happenings, min_size=2, max_size=40), zone=zones, data=st.data())
@on_a_database
async def test_events_of_different_riders_or_days_commute(
    peopled: Database, history: list[Happening], zone: str, data: st.DataObject
) -> None:
    pairs = range(len(history) - 1)
    swaps = [n for n in pairs if independent(history[n], history[n + 1], ZoneInfo(zone))]
    assume(swaps)
    place = data.draw(st.sampled_from(swaps))
    swapped = [*history[:place], history[place + 1], history[place], *history[place + 2 :]]
    one, other = [(await balances_after_each(peopled, zone, each))[-1] for each in (history, swapped)]
    assert one == other


@pytest.mark.parametrize("zone", ZONES)
async def test_the_cap_begins_anew_at_the_districts_midnight(peopled: Database, zone: str) -> None:
    midnight = int(datetime(2026, 11, 24, tzinfo=ZoneInfo(zone)).timestamp() * 1000)
    full = [Happening(what, report, 1, midnight - 1) for report in REPORTS[:3] for what in MERITS]
    fresh = Happening("fixed", REPORTS[3], 1, midnight)
    seen = await balances_after_each(peopled, zone, [*full, replace(fresh, what="witness", at=midnight - 1), fresh])
    assert [balances[1] for balances in seen[-3:]] == [AWARDS.day_cap] * 2 + [AWARDS.day_cap + AWARDS.answered]
