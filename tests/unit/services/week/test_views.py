"""What a week's digest is told with: a rider's own, a queue's own, or all queues but the supervisors."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.tickets.staff import QueueChat
from domain.week.messages import Digest, FiguresTable
from domain.week.weeks import Week
from services.week.queue_weeks import DistrictWeekView, QueueWeekView
from services.week.rider_weeks import RiderWeekView
from tests.sample_views import HOUR
from tests.usecases import GROUPS, START, Case, spot

WEEK = "2026-W48"
MIDNIGHT = int(datetime(2026, 11, 29, 16, tzinfo=UTC).timestamp() * 1000)
"""The end of the case's week in the district."""


async def test_a_riders_digest_counts_their_own_reports(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    await case.submitted(by=rider)
    await case.submitted(by=other, at=spot(1))
    view = await case.view(Digest("rider:7", WEEK))
    assert isinstance(view, RiderWeekView)
    assert (view.week, view.rider.id) == (Week(2026, 48), 7)
    assert (view.figures.submitted, view.figures.points, view.figures.balance) == (1, 1, 1)


async def test_no_digest_is_sent_to_a_rider_who_is_gone(case: Case) -> None:
    assert await case.view(Digest("rider:404", WEEK)) is None


@pytest.mark.parametrize(
    ("at", "week", "count"),
    [
        (START, WEEK, 1),
        (MIDNIGHT - 1, WEEK, 1),
        (MIDNIGHT, WEEK, 0),
        (MIDNIGHT, "2026-W49", 1),
        (MIDNIGHT - 7 * 24 * HOUR, WEEK, 1),
        (MIDNIGHT - 7 * 24 * HOUR - 1, WEEK, 0),
    ],
)
async def test_a_week_is_that_of_the_district(case: Case, at: int, week: str, count: int) -> None:
    case.clock.at = at
    await case.submitted(at=replace(spot(0), taken_at=at))
    view = await case.view(Digest("rider:7", week, asked=True))
    assert view.figures.submitted == count
    queue = await case.view(Digest("queue:lighting", week, asked=True))
    assert (queue.figures.received, queue.trend[-1][1].received) == (count, count)


async def test_a_queues_digest_is_of_that_queue_alone(case: Case) -> None:
    await case.submitted()
    await case.submitted("pothole", at=spot(1))
    view = await case.view(Digest("queue:lighting", WEEK))
    assert isinstance(view, QueueWeekView)
    assert (view.queue.id, view.others, view.figures.received) == ("lighting", (), 1)
    assert view.categories == (("street_light", 1),)
    assert (view.week, view.now) == (Week(2026, 48), case.clock.at)


async def test_no_digest_is_sent_to_a_queue_that_the_district_gave_up(case: Case) -> None:
    assert await case.view(Digest("queue:given-up", WEEK)) is None


async def test_the_districts_digest_is_of_queues_that_it_gave_up_since_too(case: Case) -> None:
    await case.submitted()
    queues = {each.id: each for each in case.deps.district.queues.values() if each.id != "lighting"}
    district = replace(case.deps.district, router=replace(case.deps.district.router, queues=queues))
    case.deps = replace(case.deps, district=district)
    view = await case.view(Digest("district", WEEK))
    assert {queue.id: figures.received for queue, figures in view.queues if figures.received} == {"lighting": 1}


async def test_the_districts_digest_is_of_every_queue_but_the_supervisors(case: Case) -> None:
    await case.submitted()
    view = await case.view(Digest("district", WEEK))
    assert isinstance(view, DistrictWeekView)
    assert {queue.id for queue, _ in view.queues} == {*case.deps.district.queues} - {"supervisors"}
    assert {queue.id: figures.received for queue, figures in view.queues if figures.received} == {"lighting": 1}


@pytest.mark.parametrize("scope", ["rider:7", "queue:lighting", "district"])
async def test_where_nothing_happened_nothing_is_sent_but_to_whoever_asks(case: Case, scope: str) -> None:
    await case.rider()
    assert await case.view(Digest(scope, WEEK)) is None
    assert (await case.view(Digest(scope, WEEK, asked=True))).is_empty
    await case.submitted()
    assert not (await case.view(Digest(scope, WEEK))).is_empty


@pytest.mark.parametrize(("hours", "is_last"), [(-1, False), (0, True), (7 * 24 - 1, True), (7 * 24, False)])
@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("scope", ["rider:7", "queue:lighting", "district"])
async def test_a_week_is_the_last_one_until_another_is_over(
    case: Case, scope: str, hours: int, *, asked: bool, is_last: bool
) -> None:
    """A rider's digest of Sunday night that is sent after midnight, as the bot was down, is of the week before last."""
    await case.submitted()
    case.clock.at = MIDNIGHT + hours * HOUR
    assert (await case.view(Digest(scope, WEEK, asked=asked))).is_last is is_last


async def test_who_turned_the_digest_off_while_it_waited_hears_nothing_until_they_ask(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider()
    await case.database.write(lambda tx: tx.riders.save(replace(rider, muted=True)))
    assert await case.view(Digest(f"rider:{report.rider_id}", WEEK)) is None
    assert not (await case.view(Digest(f"rider:{report.rider_id}", WEEK, asked=True))).is_empty


@pytest.mark.parametrize(("scope", "queue"), [("queue:lighting", "lighting"), ("district", "supervisors")])
async def test_a_digest_that_waited_is_sent_in_the_group_that_works_for_the_queue_by_then(
    case: Case, scope: str, queue: str
) -> None:
    await case.submitted()
    moved = QueueChat(queue, GROUPS[queue] - 1_000, None, linked_at=case.clock.at)
    assert await case.view(Digest(scope, WEEK), chat_id=GROUPS[queue])
    await case.database.write(lambda tx: tx.queues.link(moved))
    assert await case.view(Digest(scope, WEEK), chat_id=GROUPS[queue]) is None
    assert await case.view(Digest(scope, WEEK), chat_id=moved.chat_id)


async def test_the_table_of_all_queues_is_for_the_group_of_supervisors(case: Case) -> None:
    await case.submitted()
    for queue, is_told in (("supervisors", True), ("lighting", False)):
        table = FiguresTable(week=WEEK, chat_id=GROUPS[queue], thread_id=None, by=1, reply_to=1)
        assert (await case.view(table) is not None) is is_told


async def test_of_a_running_week_no_limit_is_missed_that_is_yet_to_come(case: Case) -> None:
    report = await case.submitted()
    assert report.due_at is not None
    assert report.due_at < MIDNIGHT
    for scope in ("queue:lighting", "district"):
        view = await case.view(Digest(scope, WEEK))
        assert (view.figures.late, view.trend[-1][1].late, view.figures.received) == (0, 0, 1)
    case.clock.at = MIDNIGHT
    view = await case.view(Digest("queue:lighting", WEEK))
    assert (view.figures.late, view.trend[-1][1].late) == (1, 1)


async def test_what_must_be_chased_is_what_is_overdue_now(case: Case) -> None:
    report = await case.submitted()
    assert (await case.view(Digest("queue:lighting", WEEK))).pressing == ()
    assert report.due_at is not None
    case.clock.at = report.due_at
    view = await case.view(Digest("queue:lighting", WEEK))
    assert [each.id for each in view.pressing] == [report.id]


async def test_each_week_of_the_trend_is_counted_whether_kept_or_not(case: Case) -> None:
    for week in range(3):
        case.clock.at = START + week * 7 * 24 * HOUR
        for each in range(week + 1):
            await case.submitted(at=replace(spot(10 * week + each), taken_at=case.clock.at))
    case.clock.at += 7 * 24 * HOUR
    view = await case.view(Digest("queue:lighting", "2026-W50"))
    assert [figures.received for _, figures in view.trend] == [0] * 9 + [1, 2, 3]
    assert (view.figures.received, view.before.received) == (3, 2)
