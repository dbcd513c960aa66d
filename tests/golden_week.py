"""A small history, written by hand: `tests/contract/test_golden_week.py` works out its every figure on paper.

Twelve reports of two riders in three queues, from the Monday of 2026-W47 to the first instants of 2026-W49. All
times are the district's, of November 2026: the 16th, 23rd and 30th are Mondays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.people.points import Entry, Merit
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Event, Report, Status
from domain.week.weeks import Week, span_of
from services.ports.transaction import Transaction
from tests import sample_views

ZONE: Final = ZoneInfo("Asia/Shanghai")
BEFORE, TOLD = Week(2026, 47), Week(2026, 48)
WEEK_BEFORE, WEEK = span_of(BEFORE, ZONE), span_of(TOLD, ZONE)
ANN, BO, NOBODY = 7, 8, 0
LIGHTING, CITY, TRIAGE = "lighting", "city-management", "triage"
NORTH, SOUTH = "C3", "C6"
STAFF = Actor(ActorKind.STAFF, 9, "李主任")


def at(day_and_time: str) -> int:
    """An instant of November 2026, ms UTC, as `23 09:00` in the district."""
    day, clock = day_and_time.split()
    return int(datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Lived:
    """A report, how it stands now (`now`), and its steps: when, action, status afterwards, queue afterwards."""

    rider: int
    category: str
    community: str | None
    submitted: str
    steps: tuple[tuple[str, str, Status, str], ...]
    now: Mapping[str, Any] = field(default_factory=dict)
    witness: int | None = None


S = Status
HISTORY: Final[Mapping[int, Lived]] = {
    1: Lived(  # all of it in the week before
        ANN, "street_light", NORTH, "16 10:00",
        (("16 10:00", "route", S.ROUTED, LIGHTING), ("16 10:30", "accept", S.ACCEPTED, LIGHTING),
         ("17 10:00", "resolve", S.RESOLVED, LIGHTING), ("18 09:00", "fixed", S.CONFIRMED, LIGHTING)),
        {"respond_by": at("16 12:00"), "due_at": at("19 18:00"), "resolved_at": at("17 10:00"),
         "closed_at": at("18 09:00")},
    ),
    2: Lived(  # overdue since the week before, and nobody took it
        ANN, "pothole", SOUTH, "17 10:00",
        (("17 10:00", "route", S.ROUTED, CITY),),
        {"respond_by": at("17 12:00"), "due_at": at("20 18:00"), "overdue_at": at("20 18:00")},
    ),
    3: Lived(  # came in the last minute of the week before, confirmed in the last one of the week
        BO, "street_light", NORTH, "22 23:59",
        (("22 23:59", "route", S.ROUTED, LIGHTING), ("23 00:10", "accept", S.ACCEPTED, LIGHTING),
         ("24 12:00", "resolve", S.RESOLVED, LIGHTING), ("29 23:59", "fixed", S.CONFIRMED, LIGHTING)),
        {"respond_by": at("23 10:00"), "due_at": at("25 18:00"), "resolved_at": at("24 12:00"),
         "closed_at": at("29 23:59")},
    ),
    4: Lived(  # came with the first instant of the week; bounced, reassigned, answered late, and held beyond its limit
        ANN, "rubbish", SOUTH, "23 00:00",
        (("23 00:00", "route", S.ROUTED, CITY), ("23 09:00", "bounce", S.BOUNCED, TRIAGE),
         ("23 10:00", "assign", S.ROUTED, LIGHTING), ("23 10:20", "accept", S.ACCEPTED, LIGHTING),
         ("24 09:00", "hold", S.ON_HOLD, LIGHTING)),
        {"respond_by": at("23 10:10"), "due_at": at("27 18:00"), "hold_until": at("30 18:00"), "holds": 1,
         "stopped_at": at("24 09:00")},
    ),
    5: Lived(  # resolved, reopened, overdue, resolved again, and Ann saw it, too
        BO, "pothole", SOUTH, "24 08:00",
        (("24 08:00", "route", S.ROUTED, CITY), ("24 08:30", "witnessed", S.ROUTED, CITY),
         ("24 09:00", "accept", S.ACCEPTED, CITY), ("24 18:00", "resolve", S.RESOLVED, CITY),
         ("25 08:00", "not_fixed", S.REOPENED, CITY), ("25 09:00", "accept", S.ACCEPTED, CITY),
         ("28 08:00", "resolve", S.RESOLVED, CITY)),
        {"respond_by": at("25 10:00"), "due_at": at("27 18:00"), "overdue_at": at("27 18:00"),
         "resolved_at": at("28 08:00"), "witnesses": 1, "reopenings": 1, "may_be_shown": True},
        witness=ANN,
    ),
    6: Lived(  # rejected and that undone, resolved with photos, and reopened with the first instant of the next week
        ANN, "street_light", NORTH, "25 09:00",
        (("25 09:00", "route", S.ROUTED, LIGHTING), ("25 09:40", "accept", S.ACCEPTED, LIGHTING),
         ("26 10:00", "reject", S.REJECTED, LIGHTING), ("26 10:01", "undo", S.ACCEPTED, LIGHTING),
         ("26 15:00", "resolve", S.RESOLVED, LIGHTING), ("30 00:00", "not_fixed", S.REOPENED, LIGHTING)),
        {"respond_by": at("25 12:00"), "due_at": at("30 18:00"), "reopenings": 1},
    ),
    7: Lived(  # rejected for good, by triage
        BO, "other", None, "26 09:00",
        (("26 09:00", "route", S.ROUTED, TRIAGE), ("27 09:00", "reject", S.REJECTED, TRIAGE)),
        {"closed_at": at("27 09:00")},
    ),
    8: Lived(  # in the last minute of the week; Bo sees it after that
        ANN, "pothole", SOUTH, "29 23:59",
        (("29 23:59", "route", S.ROUTED, CITY), ("30 08:00", "witnessed", S.ROUTED, CITY)),
        {"respond_by": at("30 12:00"), "due_at": at("30 20:00"), "witnesses": 1},
        witness=BO,
    ),
    9: Lived(  # with the first instant of the next week
        BO, "rubbish", NORTH, "30 00:00",
        (("30 00:00", "route", S.ROUTED, CITY),),
        {"respond_by": at("30 12:00"), "due_at": at("30 21:00")},
    ),
    10: Lived(NOBODY, "rubbish", SOUTH, "24 10:00", (), {"status": S.ROUTED, "queue": CITY}),  # imported, untouched
    11: Lived(  # imported, and somebody saw it in the week
        NOBODY, "pothole", SOUTH, "18 10:00", (("26 12:00", "witnessed", S.ROUTED, CITY),), {"witnesses": 1},
    ),
    12: Lived(  # withdrawn at once
        ANN, "street_light", NORTH, "26 08:00",
        (("26 08:00", "route", S.ROUTED, LIGHTING), ("26 08:03", "withdraw", S.WITHDRAWN, LIGHTING)),
        {"closed_at": at("26 08:03")},
    ),
}  # fmt: skip

M = Merit
LEDGER: Final = (
    (ANN, 1, M.ROUTED, 1, "16 10:00"),
    (ANN, 1, M.ACCEPTED, 4, "16 10:30"),
    (ANN, 2, M.ROUTED, 1, "17 10:00"),
    (ANN, 1, M.ANSWERED, 5, "18 09:00"),
    (BO, 3, M.ROUTED, 1, "22 23:59"),
    (ANN, 4, M.ROUTED, 1, "23 00:00"),
    (BO, 3, M.ACCEPTED, 4, "23 00:10"),
    (ANN, 4, M.ACCEPTED, 4, "23 10:20"),
    (BO, 5, M.ROUTED, 1, "24 08:00"),
    (BO, 5, M.ACCEPTED, 4, "24 09:00"),
    (BO, 5, M.ANSWERED, 5, "25 08:00"),
    (ANN, 6, M.ROUTED, 1, "25 09:00"),
    (ANN, 6, M.ACCEPTED, 4, "25 09:40"),
    (ANN, 12, M.ROUTED, 1, "26 08:00"),
    (ANN, 12, M.TAKEN_BACK, -1, "26 08:03"),
    (BO, 7, M.ROUTED, 1, "26 09:00"),
    (ANN, 8, M.ROUTED, 1, "29 23:59"),
    (BO, 3, M.ANSWERED, 5, "29 23:59"),
    (ANN, 6, M.ANSWERED, 5, "30 00:00"),
    (BO, 9, M.ROUTED, 1, "30 00:00"),
)
"""Whose, of which report, for what, how many points, when."""


async def store(tx: Transaction) -> None:
    """Bring riders, reports, events, photos and points into an empty district."""
    await tx.history.begin(at("16 00:00"))
    for rider in (ANN, BO):
        created = at("16 00:00")
        await tx.riders.save(sample_views.rider(id=rider, chat_id=100 * rider, created_at=created))
    for number, lived in HISTORY.items():
        report = report_of(number, lived)
        if lived.rider == NOBODY:
            await tx.history.add([report])
        else:
            await tx.reports.add(report)
        for event in events_of(number, lived):
            await tx.reports.add_events([event])
        if lived.witness is not None:
            await tx.reports.add_witness(number, lived.witness, at(lived.submitted) + 1)
    for place, role in enumerate((PhotoRole.BEFORE, PhotoRole.AFTER)):
        await tx.photos.add(replace(sample_views.photo(60 + place, role), report_id=6))
    for rider, number, merit, points, when in LEDGER:
        cause = f"{merit}:{number}:{rider}"
        await tx.ledger.add(Entry(cause, rider, number, merit, points, f"2026-11-{when[:2]}", at(when)))


def report_of(number: int, lived: Lived) -> Report:
    """A report as it stands now."""
    source = "import" if lived.rider == NOBODY else "exif"
    last = {"status": lived.steps[-1][2], "queue": lived.steps[-1][3]} if lived.steps else {}
    standing = {"queue": CITY, "status": Status.ROUTED, **last, **lived.now}
    return Report(
        id=number,
        number=ReportNumber("DC", "2611", number),
        rider_id=lived.rider,
        category=lived.category,
        note="",
        position=replace(sample_views.HERE, lat=37.4 + number / 100, source=source),
        community=lived.community,
        route_reason='{"kind":"rule","category":null,"community":null}',
        urgent=False,
        submitted_at=at(lived.submitted),
        **standing,
    )


def events_of(number: int, lived: Lived) -> list[Event]:
    """What happened to it, in order."""
    events, before = list[Event](), Status.SUBMITTED
    for place, (when, action, after, queue) in enumerate(lived.steps):
        events.append(Event(100 * number + place, number, at(when), action, before, after, STAFF, "", "", queue))
        before = after
    return events
