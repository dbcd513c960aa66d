"""What happens beside a change of status is kept with its moment, its actor and the queue of that moment."""

from domain.reporting.reports import SYSTEM, Event, Status
from services.tickets.events import unmoved
from tests.sample_views import report
from tests.usecases import STAFF, START, Case


async def test_an_event_beside_a_change_moves_nothing(case: Case) -> None:
    about = report(status=Status.ACCEPTED, queue="drainage")
    event = unmoved(case.deps, about, "noted", STAFF, "看过了", '{"a": 1}')
    accepted = Status.ACCEPTED
    assert event == Event(
        event.id, about.id, START, "noted", accepted, accepted, STAFF, "看过了", '{"a": 1}', "drainage"
    )


async def test_an_event_says_nothing_that_nobody_said_and_each_is_its_own(case: Case) -> None:
    one, other = (unmoved(case.deps, report(), "noted", SYSTEM) for _ in range(2))
    assert (one.words, one.detail) == ("", "")
    assert one.id != other.id
