"""What a service team's figures count, on both engines."""

from domain.programme.appeals import AppealKind
from domain.programme.service_counts import Event, Happened, Tally
from domain.week.weeks import Span
from storage.database import Database

TAKEN, SERVICE = Happened.TAKEN, "rider-service"
EVENTS = (
    Event(1, SERVICE, TAKEN, 1_000, AppealKind.PAY, in_time=True, took=500),
    Event(2, SERVICE, TAKEN, 1_999, AppealKind.PAY, in_time=False, took=300),
    Event(3, SERVICE, TAKEN, 2_000, AppealKind.PAY, in_time=True, took=100),
    Event(4, SERVICE, TAKEN, 999, AppealKind.PAY, in_time=True, took=100),
    Event(5, "lighting", TAKEN, 1_500, AppealKind.PAY, in_time=True, took=400),
    Event(6, SERVICE, Happened.WISH_ASKED, 1_500),
    Event(7, SERVICE, TAKEN, 1_500, AppealKind.GATE, in_time=True, took=400),
)


async def test_what_happened_in_a_span_is_counted(stocked: Database) -> None:
    for each in EVENTS:
        await stocked.write(lambda tx, each=each: tx.service_counts.add(each))  # type: ignore[misc]
    span = Span(1_000, 2_000)
    found = await stocked.read(lambda tx: tx.service_counts.tallies([SERVICE], span))
    assert found == [
        Tally(TAKEN, AppealKind.GATE, 1, 1),
        Tally(TAKEN, AppealKind.PAY, 2, 1),
        Tally(Happened.WISH_ASKED, None, 1, 0),
    ]
    both = await stocked.read(lambda tx: tx.service_counts.tallies([SERVICE, "lighting"], span))
    assert Tally(TAKEN, AppealKind.PAY, 3, 2) in both
    assert await stocked.read(lambda tx: tx.service_counts.times([SERVICE], TAKEN, span)) == [300, 400, 500]
    assert await stocked.read(lambda tx: tx.service_counts.times([SERVICE], Happened.WISH_ASKED, span)) == []
