"""A small leap year, written by hand: `tests/contract/test_golden_year.py` works out its every figure on paper.

Fifteen reports of two riders and of another system, some of them at the edges of 2024; times are the district's.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.people.points import Entry, Merit
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.week.weeks import Year
from services.ports.transaction import Transaction
from tests import sample_views

ZONE: Final = ZoneInfo("Asia/Shanghai")
YEAR: Final = Year(2024)
ANN, BO, NOBODY = 7, 8, 0
LIGHTING, CITY, TRIAGE, GONE = "lighting", "city-management", "triage", "gone"
NORTH, SOUTH = "C3", "C6"
HOUR: Final = 3_600_000


def at(day_and_time: str) -> int:
    """An instant, ms UTC, as `2024-02-29 12:00` in the district."""
    return int(datetime.fromisoformat(day_and_time).replace(tzinfo=ZONE).timestamp() * 1000)


S = Status
Facts = Mapping[str, Any]
DUE: Final = {"due_at": at("2030-01-01 00:00")}
HISTORY: Final[Mapping[int, tuple[int, str, str | None, str, int, Facts]]] = {
    1: (  # with the first instant; others saw it, and anybody may see its photos
        BO, "street_light", NORTH, LIGHTING, at("2024-01-01 00:00"),
        {"status": S.CONFIRMED, "accepted": 1, "resolved": 10, "closed": 12, "witnesses": 2, "may_be_shown": True,
         **DUE},
    ),
    2: (  # on the leap day, fixed in March; overdue and reopened on its way
        ANN, "street_light", NORTH, LIGHTING, at("2024-02-29 12:00"),
        {"status": S.CLOSED_UNCONFIRMED, "accepted": 3, "resolved": 30, "closed": 200, "reopenings": 1, "overdue": 20,
         **DUE},
    ),
    3: (  # nobody took it
        ANN, "pothole", SOUTH, CITY, at("2024-03-31 23:59:59.999"), {"status": S.ROUTED, "overdue": 20, **DUE},
    ),
    4: (ANN, "pothole", SOUTH, CITY, at("2024-04-01 00:00"), {"status": S.ON_HOLD, "accepted": 2, **DUE}),
    5: (  # overdue before somebody said no
        BO, "rubbish", None, TRIAGE, at("2024-05-01 08:00"), {"status": S.REJECTED, "overdue": 4, "closed": 5, **DUE},
    ),
    6: (  # merged into 4, to which its witness went with it
        BO, "pothole", SOUTH, CITY, at("2024-05-02 08:00"),
        {"status": S.DUPLICATE, "closed": 1, "witnesses": 1, **DUE},
    ),
    7: (ANN, "pothole", SOUTH, CITY, at("2024-05-03 08:00"), {"status": S.WITHDRAWN, "closed": 1, "witnesses": 9}),
    8: (  # of another system, as the three after it
        NOBODY, "pothole", SOUTH, CITY, at("2024-06-01 08:00"),
        {"status": S.CLOSED_UNCONFIRMED, "resolved": 4, "closed": 4},
    ),
    9: (  # when it was fixed is not known
        NOBODY, "rubbish", NORTH, GONE, at("2024-06-02 08:00"),
        {"status": S.CLOSED_UNCONFIRMED, "closed": 0},
    ),
    10: (NOBODY, "pothole", None, TRIAGE, at("2024-06-03 08:00"), {"status": S.ROUTED}),
    11: (  # in the last instant of the year, and fixed in the next
        BO, "street_light", NORTH, LIGHTING, at("2024-12-31 23:59:59.999"),
        {"status": S.RESOLVED, "accepted": 5, "resolved": 24, "may_be_shown": True, **DUE},
    ),
    12: (  # in the last instant of the year before, and fixed in this one
        BO, "rubbish", SOUTH, CITY, at("2023-12-31 23:59:59.999"), {"status": S.RESOLVED, "resolved": 100, **DUE},
    ),
    13: (ANN, "rubbish", SOUTH, CITY, at("2025-01-01 00:00"), {"status": S.ROUTED}),
    14: (  # within a building, so that its photos are nobody's business, and its place none of the map's
        ANN, "stairwell_dark", SOUTH, CITY, at("2024-07-01 08:00"),
        {"status": S.CONFIRMED, "accepted": 1, "resolved": 2, "closed": 3, "witnesses": 5, "may_be_shown": True},
    ),
    15: (  # nobody said that others may see its photos
        ANN, "street_light", SOUTH, LIGHTING, at("2024-07-02 08:00"),
        {"status": S.CONFIRMED, "accepted": 1, "resolved": 2, "closed": 3},
    ),
}  # fmt: skip
"""Rider, category, community, queue, when it was submitted, and the rest; times in hours since then."""

WITH_PHOTOS: Final = (1, 11, 14, 15)
LEDGER: Final = (
    (BO, 1, Merit.ROUTED, 1, at("2023-12-31 23:59:59.999")),
    (BO, 1, Merit.ACCEPTED, 4, at("2024-01-01 00:00")),
    (ANN, 2, Merit.ANSWERED, 5, at("2024-03-03 08:00")),
    (ANN, 7, Merit.TAKEN_BACK, -1, at("2024-12-31 23:59:59.999")),
    (ANN, 13, Merit.ROUTED, 1, at("2025-01-01 00:00")),
)


async def store(tx: Transaction) -> None:
    """Bring the year into an empty district."""
    await tx.history.begin(at("2023-01-01 00:00"))
    for rider in (ANN, BO):
        await tx.riders.save(sample_views.rider(id=rider, chat_id=100 * rider))
    for number in HISTORY:
        report = report_of(number)
        await (tx.history.add([report]) if report.rider_id == NOBODY else tx.reports.add(report))
    for number in WITH_PHOTOS:
        for place, role in enumerate((PhotoRole.BEFORE, PhotoRole.AFTER)):
            photo = sample_views.photo(10 * number + place, role)
            await tx.photos.add(replace(photo, report_id=number, rider_id=HISTORY[number][0]))
    for rider, number, merit, points, when in LEDGER:
        await tx.ledger.add(Entry(f"{merit}:{number}:{rider}", rider, number, merit, points, "2024-01-01", when))


def report_of(number: int) -> Report:
    """A report as it stands now."""
    rider, category, community, queue, submitted, facts = HISTORY[number]
    hours = {
        name: submitted + HOUR * facts[name] for name in ("accepted", "resolved", "closed", "overdue") if name in facts
    }
    rest = {name: fact for name, fact in facts.items() if name not in hours}
    return Report(
        id=number,
        number=ReportNumber("DC", "2401", number),
        rider_id=rider,
        category=category,
        note="",
        position=replace(sample_views.HERE, lat=37.4 + number / 100, source="exif" if rider else "import"),
        community=community,
        queue=queue,
        route_reason='{"kind":"rule","category":null,"community":null}',
        urgent=False,
        submitted_at=submitted,
        **{f"{name}_at": when for name, when in hours.items()},
        **rest,
    )
