"""What the rider programme's screens cost in a city of 10,000 riders, 300 stations and a million ledger entries."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter
from typing import Any, Final

from benchmarks.cpu import cpu_of, least
from benchmarks.district import CENTRE, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from benchmarks.growth_life import DAY_MS, NOW
from benchmarks.growth_loading import analyze, load
from benchmarks.growth_work import deps_of, queues_of, rendering
from benchmarks.growth_year import SUPERVISORS_GROUP, Rows, Year
from benchmarks.postgres import postgres_server
from benchmarks.programme_activities import activity_rows, activity_screens, call_figures
from benchmarks.programme_lessons import lesson_rows, lesson_screens
from benchmarks.programme_missing import missing_figures
from benchmarks.programme_service import service_figures, service_rows, service_screens
from benchmarks.programme_slips import SLIPS, slip_picture, slip_rows, slip_screens
from benchmarks.programme_wishes import wish_rows, wish_screens
from domain.district.district import District
from domain.messages import Meaning
from domain.people.messages import PointsShown
from domain.programme.badge_messages import BadgeCard, BadgesShown
from domain.programme.badges import Knight
from domain.programme.board_messages import BoardsShown
from domain.programme.ledgers import Fate, Ledger, LedgerRow
from domain.programme.messages import StationShown, StationsShown
from domain.programme.reward_messages import RewardShown, RewardsList, VoucherAtDesk, VoucherCard
from domain.programme.team_messages import MembersShown, TeamShown, TeamsShown
from domain.week.posters import Medal, Medals, Poster
from domain.week.weeks import last_week
from media.charts.poster import poster_file
from services.deps import Deps
from services.programme import boards, ledgers
from storage.database import Database, open_database

_REPORTS, _RIDERS, _STATIONS, _ROSTER = 400_000, 10_000, 300, 10_000
"""A report brings about 2.5 entries."""

_TEAMS: Final = 100
_COMPANIES: Final = 35
_VOUCHERS: Final = 20_000
_SCREEN_MS, _PICTURE_MS, _ROSTER_S, _BOARDS_S = 5, 50, 5, 5


@dataclass(frozen=True, slots=True)
class City(Year):
    """A year with teams, vouchers, stations and what else riders of a district do."""

    lessons: Rows = field(default_factory=dict)

    def rows(self) -> Iterator[Rows]:
        """Yield the year's rows, then those of the programme."""
        reported: list[tuple[int, int]] = []
        for rows in Year.rows(self):
            reported += [(row[0], row[4]) for row in rows.get("report", ())[: SLIPS - len(reported)]]
            yield rows
        yield {
            "company": [(f"k{each}", f"企业{each}", f"Company {each}") for each in range(_COMPANIES)],
            "team": [(f"t{each}", f"队{each}", f"Team {each}", f"k{each % _COMPANIES}", "") for each in range(_TEAMS)],
            "stay": list(self._stays()),
            "voucher": list(self._vouchers()),
            "voucher_code": [(f"V{each:07d}", each, NOW + DAY_MS) for each in range(1, _VOUCHERS + 1)],
            "training": [
                (f"activity:{each}:{rider}", rider, colour, NOW - each * DAY_MS)
                for rider in range(1, self.riders + 1)
                for each, colour in enumerate(Knight, 1)
            ],
            "badge": [
                (rider, colour, 1, NOW - DAY_MS, 1, "[]") for rider in range(1, self.riders + 1) for colour in Knight
            ],
            "check_in": [
                (rider, f"s{rider % _STATIONS}", NOW - 600_000, NOW + (600_000 if rider % 4 else -300_000))
                for rider in range(1, self.riders + 1)
            ],
            **activity_rows(self.riders),
            **self.lessons,
            **slip_rows(reported),
            **wish_rows(self.riders),
            **service_rows(self.riders),
        }

    def _stays(self) -> Iterator[tuple[Any, ...]]:
        """Yield two stays of each rider, one that is over and one that goes on."""
        for rider in range(1, self.riders + 1):
            for number, until in ((2 * rider - 1, NOW - 90 * DAY_MS), (2 * rider, None)):
                since = NOW - (90 if until is None else 300) * DAY_MS
                team, captain = f"t{(rider + number) % _TEAMS}", int(rider % 50 == 0)
                yield number, rider, team, number, since, until, "", captain, 1, 1

    def _vouchers(self) -> Iterator[tuple[Any, ...]]:
        for each in range(1, _VOUCHERS + 1):
            at, rider = NOW - each % 300 * DAY_MS, 1 + each * 7 % self.riders
            state = "open" if each % 300 < 30 else "handed_out"  # noqa: PLR2004  days that a voucher holds
            closed = None if state == "open" else at + DAY_MS
            yield (
                each, rider, "water", "水", "Water", 10, '["rider-service"]', f"V{each:07d}", "2026-11", state, at,
                NOW + DAY_MS, closed, "rider-service", 5, "李",
            )  # fmt: skip


def measure(scope: Scope) -> list[Figure]:
    """Fill a database of each engine, look at every screen, and read a roster."""
    return asyncio.run(_measure(scope))


async def _measure(scope: Scope) -> list[Figure]:
    district = _with_stations(sample_district())
    riders = scope.count(_RIDERS, 500)
    city = City(scope.count(_REPORTS, 5_000), riders, queues_of(district), lessons=lesson_rows(district, riders))
    pictures = [_badge(scope), slip_picture(scope)]
    figures = [*pictures, *await _figures(f"sqlite:///{scope.folder / 'city.db'}", city, district)]
    with postgres_server() as address:
        return figures + await _figures(address, city, district)


def _with_stations(district: District) -> District:
    """Return the district with its stations again and again, a few metres apart."""
    known = list(district.stations.values())
    south, west = CENTRE
    many = (
        replace(known[each % len(known)], id=f"s{each}", lat=south + each % 17 * 0.002, lng=west + each % 23 * 0.002)
        for each in range(_STATIONS)
    )
    return replace(district, stations={station.id: station for station in many})


async def _figures(address: str, city: City, district: District) -> list[Figure]:
    engine, deps = address.partition(":")[0], deps_of(district)
    await load(address, city)
    await analyze(address)
    figures = []
    async with open_database(address) as database, cpu_of(address) as cpu:
        figures.append(await _count_boards(database, deps, engine))
        for name, (chat, meaning) in _screens(city, district).items():
            taken = await least(cpu, partial(database.read, rendering(deps, chat, meaning)))
            figures.append(Figure(f"{name}, {engine}", "ms", taken, aim=Aim(Bound.AT_MOST, _SCREEN_MS)))
        figures += await call_figures(database, cpu, engine)
        figures += await missing_figures(database, deps, cpu, engine, city.riders)
        figures += await service_figures(database, deps, cpu, engine)
        return [*figures, await _roster(database, deps, engine, min(_ROSTER, city.riders))]


def _screens(city: City, district: District) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown, and to whom: the first rider has the most points."""
    busiest, usual = 1, city.riders // 2
    lat, lng = CENTRE
    reward, station = next(iter(district.rewards)), next(iter(district.stations))
    holder = 1 + 7 % city.riders
    return {
        "/points of the busiest rider": (busiest, PointsShown()),
        "/stations": (usual, StationsShown(lat, lng)),
        "a station": (usual, StationShown(station)),
        "/rewards of the busiest rider": (busiest, RewardsList()),
        "a reward": (busiest, RewardShown(reward)),
        "a voucher": (holder, VoucherCard(1)),
        "a voucher at the desk": (usual, VoucherAtDesk(1, "V0000001", usual)),
        "/badges of the busiest rider": (busiest, BadgesShown()),
        "a badge": (usual, BadgeCard("flame", 1)),
        "/team": (usual, TeamShown()),
        "members of a team": (usual, MembersShown()),
        **activity_screens(city.queues, usual),
        **lesson_screens(district, usual),
        **slip_screens(busiest),
        **wish_screens(usual),
        **service_screens(city.queues),
        "/boards of teams": (usual, BoardsShown()),
        "/boards of companies": (usual, BoardsShown("company", "checks")),
        "/boards of a team": (usual, BoardsShown("mates", "checks")),
        "/teams of the supervisors": (SUPERVISORS_GROUP, TeamsShown(chat_id=SUPERVISORS_GROUP)),
    }


def _badge(scope: Scope) -> Figure:
    """Return what drawing a badge takes."""
    medals = Medals((Medal("angel", 3, "天使骑士", "Angel Knight"),))
    poster = Poster("", "", (medals,), "2026")
    poster_file(poster)  # the font is loaded once
    taken = percentile(time_each(lambda _: poster_file(poster), range(scope.count(20, 5))), 50) / 1000
    return Figure("a badge's picture, p50", "ms", taken, aim=Aim(Bound.AT_MOST, _PICTURE_MS))


async def _count_boards(database: Database, deps: Deps, engine: str) -> Figure:
    """Return how long the boards of a week take to be counted and kept."""
    week = last_week(NOW, deps.district.timezone)
    begun = perf_counter()
    did = await database.read(lambda tx: tx.rankings.did(boards.counted_span(week, deps)))
    await database.write(lambda tx: boards.keep(tx, week, did))
    return Figure(f"the boards of a week, {engine}", "s", perf_counter() - begun, aim=Aim(Bound.AT_MOST, _BOARDS_S))


async def _roster(database: Database, deps: Deps, engine: str, count: int) -> Figure:
    """Return how long a roster of so many riders takes to be judged and kept."""
    rows = [
        LedgerRow(number + 2, {"code": f"R{number}", "team": f"t{number % _TEAMS}", "trade": "courier", "joined": ""})
        for number in range(count)
    ]
    begun = perf_counter()
    planned = await database.read(lambda tx: ledgers.plan(tx, deps.district, Ledger.RIDERS, rows))
    await ledgers.carry_out(database, deps, planned)
    taken = perf_counter() - begun
    if planned.counts()[Fate.NEW] != count:
        raise AssertionError(planned.counts())
    return Figure(f"a roster of {count:,} riders, {engine}", "s", taken, aim=Aim(Bound.AT_MOST, _ROSTER_S))
