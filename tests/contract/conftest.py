"""Sample records; a test replaces what matters to it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from domain.geo.positions import Position
from domain.messages import Outgoing, Precedence
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.drafts import Draft
from domain.reporting.messages import StatusTold
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import SYSTEM, Event, Report, Status
from services.ports.transaction import Transaction
from storage.database import Database, open_database
from tests.usecases import Case, open_case

PLACE = Position(37.45, 116.31, "wgs84", "exif", 4.5, 1_000)


@pytest.fixture
def rider() -> Rider:
    return Rider(
        id=1,
        chat_id=8_000_000_001,
        language="zh",
        consent=CONSENT_VERSION,
        muted=False,
        reachable=True,
        last_place=PLACE,
        last_place_at=900,
        created_at=100,
    )


@pytest.fixture
def draft() -> Draft:
    return Draft(
        id=10,
        rider_id=1,
        last_message_id=5,
        opened_at=1_000,
        touched_at=1_000,
    )


@pytest.fixture
def report() -> Report:
    return Report(
        id=20,
        number=ReportNumber("DC", "2611", 1),
        rider_id=1,
        status=Status.ROUTED,
        category="manhole",
        note="井盖没了 🕳",
        position=PLACE,
        community="C1",
        queue="property",
        route_reason='{"kind":"rule","category":null,"community":null}',
        urgent=False,
        submitted_at=2_000,
        respond_by=3_000,
        due_at=4_000,
    )


@pytest.fixture
def photo() -> Photo:
    return Photo(
        id=30,
        draft_id=None,
        report_id=None,
        role=PhotoRole.BEFORE,
        message_id=5,
        object_key="aa" * 32,
        format="JPEG",
        width=4000,
        height=3000,
        orientation=6,
        shown_key=None,
        file_id=None,
        added_at=1_500,
    )


@pytest.fixture
def event() -> Event:
    return Event(
        id=40,
        report_id=20,
        at=2_000,
        action="route",
        source=Status.SUBMITTED,
        target=Status.ROUTED,
        actor=SYSTEM,
        words="",
        detail="",
        queue="property",
    )


@pytest.fixture
def notice() -> Outgoing:
    return Outgoing(
        key="n:1", chat_id=7, thread_id=None, precedence=Precedence.STATUS, meaning=StatusTold(20, "accepted", "乙")
    )


@pytest.fixture
async def stocked(database: Database, rider: Rider, report: Report) -> Database:
    """A database with a rider and their report."""

    async def stock(transaction: Transaction) -> None:
        await transaction.riders.save(rider)
        await transaction.reports.add(report)

    await database.write(stock)
    return database


@pytest.fixture
async def town(database_address: str) -> AsyncIterator[Case]:
    async with open_case(database_address) as opened:
        yield opened


@pytest.fixture
async def processes(town: Case) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes on PostgreSQL; on SQLite one, whose writer lets no two transactions meet."""
    async with AsyncExitStack() as stack:
        is_shared = town.address.startswith("postgres")
        yield (
            town.database,
            await stack.enter_async_context(open_database(town.address)) if is_shared else town.database,
        )
