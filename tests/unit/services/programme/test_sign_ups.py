"""Riders sign up, wait, move up, come: seats are never exceeded, nobody is lost, and what is earned is earned once."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Barred, ConsentMissing
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.activities import Activity, ActivityState, CameBy, SignUp, SignUpState
from domain.programme.activity_errors import (
    ActivityCancelled,
    ActivityFull,
    ActivityGone,
    ActivityOver,
    CameAlready,
    DoorNotOpen,
    NoSeat,
    NotCame,
    NotSignedUp,
)
from services.people import sanctions
from services.people.sanctions import Act
from services.programme import activity_news, attendance, sign_ups
from services.upkeep import forgetting
from tests import activities
from tests.usecases import STAFF, START, Case

HOUR = 3_600_000
DAY = 24 * HOUR
TRAINING = replace(
    activities.TRAINING,
    en="",
    starts_at=START + 2 * DAY,
    ends_at=START + 2 * DAY + 2 * HOUR,
    seats=1,
    at=START,
    staff_id=9,
)


async def holds(case: Case, **changes: Any) -> Activity:
    """The training as staff open it."""
    activity = replace(TRAINING, **changes)
    await case.database.write(lambda tx: tx.activities.save(activity))
    await case.do(activity_news.plan, activity)
    return activity


async def becomes(case: Case, activity: Activity, **changes: Any) -> Activity:
    """The activity once staff have changed it."""
    changed = replace(activity, **changes)
    await case.database.write(lambda tx: tx.activities.save(changed))
    return changed


async def own(case: Case, rider: Rider, activity: Activity = TRAINING) -> SignUp:
    kept = await case.database.read(lambda tx: tx.activities.sign_up_of(activity.id, rider.id))
    assert kept
    return kept


async def texts(case: Case, rider: Rider) -> list[str]:
    return [call.text for call in await case.told(rider.chat_id)]


async def test_seats_go_in_order_and_who_waits_first_moves_up_and_is_told(case: Case) -> None:
    activity = await holds(case)
    riders = [await case.rider(number) for number in (7, 8, 9)]
    for each in riders:
        await case.do(sign_ups.sign_up, each, activity.id)
        await case.passes(minutes=1)
    states = [(await own(case, each)).state for each in riders]
    assert states == [SignUpState.SIGNED_UP, SignUpState.WAITING, SignUpState.WAITING]
    assert [(await own(case, each)).number for each in riders] == [1, 2, 3]
    await case.told()
    await case.do(sign_ups.cancel, riders[0], activity.id)
    states = [(await own(case, each)).state for each in riders]
    assert states == [SignUpState.CANCELLED, SignUpState.SIGNED_UP, SignUpState.WAITING]
    (told,) = await texts(case, riders[1])
    assert "轮到你了" in told
    assert "<b>2</b>" in told
    assert not await texts(case, riders[2])


async def test_who_signs_up_twice_keeps_the_seat_and_who_comes_back_goes_to_the_end(case: Case) -> None:
    activity = await holds(case)
    first, second = await case.rider(7), await case.rider(8)
    made = await case.do(sign_ups.sign_up, first, activity.id)
    assert await case.do(sign_ups.sign_up, first, activity.id) == made
    await case.do(sign_ups.sign_up, second, activity.id)
    await case.do(sign_ups.cancel, first, activity.id)
    again = await case.do(sign_ups.sign_up, first, activity.id)
    assert (again.state, again.number) == (SignUpState.WAITING, 1)


async def test_more_seats_let_as_many_move_up_and_fewer_take_none(case: Case) -> None:
    activity = await holds(case)
    riders = [await case.rider(number) for number in (7, 8, 9, 10)]
    for each in riders:
        await case.do(sign_ups.sign_up, each, activity.id)
    await case.do(sign_ups.fill, await becomes(case, activity, seats=3))
    counts = await case.database.read(lambda tx: tx.activities.counts(activity.id))
    assert counts == {SignUpState.SIGNED_UP: 3, SignUpState.WAITING: 1}
    await case.do(sign_ups.fill, await becomes(case, activity, seats=1))
    assert await case.database.read(lambda tx: tx.activities.counts(activity.id)) == counts
    await case.do(sign_ups.cancel, riders[0], activity.id)
    assert (await own(case, riders[3])).state is SignUpState.WAITING


@pytest.mark.parametrize(("changes", "refused"), [
    ({"state": ActivityState.DRAFT}, ActivityGone),
    ({"state": ActivityState.CANCELLED}, ActivityCancelled),
    ({"state": ActivityState.OVER}, ActivityOver),
    ({"starts_at": START - 2 * HOUR, "ends_at": START}, ActivityOver),
    ({"starts_at": START, "seats": 0}, ActivityFull),
])  # fmt: skip
async def test_what_can_not_be_signed_up_for_is_refused(
    case: Case, changes: dict[str, Any], refused: type[Exception]
) -> None:
    activity = await becomes(case, TRAINING, **changes)
    with pytest.raises(refused):
        await case.do(sign_ups.sign_up, await case.rider(), activity.id)


async def test_one_that_has_begun_takes_whoever_still_finds_a_seat(case: Case) -> None:
    activity = await becomes(case, TRAINING, starts_at=START - 1)
    made = await case.do(sign_ups.sign_up, await case.rider(7), activity.id)
    assert made.state is SignUpState.SIGNED_UP
    with pytest.raises(ActivityFull):
        await case.do(sign_ups.sign_up, await case.rider(8), activity.id)


async def test_nobody_signs_up_banned_or_without_the_terms(case: Case) -> None:
    activity = await holds(case)
    banned = await case.rider(7, barred=SanctionKind.BAN, barred_for=SanctionReason.OTHER)
    with pytest.raises(Barred):
        await case.do(sign_ups.sign_up, banned, activity.id)
    with pytest.raises(ConsentMissing):
        await case.do(sign_ups.sign_up, await case.rider(8, consent=0), activity.id)


async def test_who_is_banned_or_leaves_gives_the_seat_on(case: Case) -> None:
    activity = await holds(case)
    riders = [await case.rider(number) for number in (7, 8, 9)]
    for each in riders:
        await case.do(sign_ups.sign_up, each, activity.id)
    ban = Act(SanctionKind.BAN, SanctionReason.OTHER, 30)
    await case.do(sanctions.impose, STAFF, riders[0].id, 1, ban)
    await case.passes(minutes=1)
    assert (await own(case, riders[0])).state is SignUpState.CANCELLED
    assert (await own(case, riders[1])).state is SignUpState.SIGNED_UP
    await case.do(forgetting.forget, riders[1])
    assert (await own(case, riders[2])).state is SignUpState.SIGNED_UP


async def test_who_waits_and_blocked_the_bot_is_passed_over(case: Case) -> None:
    activity = await holds(case)
    riders = [await case.rider(number) for number in (7, 8, 9)]
    for each in riders:
        await case.do(sign_ups.sign_up, each, activity.id)
    await case.rider(8, reachable=False)
    await case.do(sign_ups.cancel, riders[0], activity.id)
    assert (await own(case, riders[1])).state is SignUpState.CANCELLED
    assert (await own(case, riders[2])).state is SignUpState.SIGNED_UP


async def test_who_comes_is_credited_once_and_counted_again(case: Case) -> None:
    activity, rider = await holds(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    with pytest.raises(DoorNotOpen):
        await case.do(attendance.check_in, activity, rider, CameBy.CODE)
    case.clock.at = activity.starts_at - HOUR
    came = await case.do(attendance.check_in, activity, rider, CameBy.CODE)
    assert (came.points, came.again, came.sign_up.came_by) == (5, False, CameBy.CODE)
    again = await case.do(attendance.check_in, activity, rider, CameBy.STAFF)
    assert (again.points, again.again, again.sign_up.again) == (0, True, 1)
    assert again.sign_up.came_by is CameBy.CODE
    assert await case.balance(rider) == 5
    (training,) = await case.database.read(lambda tx: tx.badges.trainings_of(rider.id))
    assert training.cause == f"activity:{activity.id}:{rider.id}"
    with pytest.raises(CameAlready):
        await case.do(sign_ups.cancel, rider, activity.id)


async def test_only_who_is_signed_up_gets_in_and_who_waits_where_a_seat_is_free(case: Case) -> None:
    activity = await holds(case)
    first, waits, stranger = [await case.rider(number) for number in (7, 8, 9)]
    for each in (first, waits):
        await case.do(sign_ups.sign_up, each, activity.id)
    case.clock.at = activity.starts_at
    with pytest.raises(NotSignedUp):
        await case.do(attendance.check_in, activity, stranger, CameBy.CODE)
    with pytest.raises(NoSeat):
        await case.do(attendance.check_in, activity, waits, CameBy.CODE)
    await case.do(sign_ups.cancel, first, activity.id)
    assert (await own(case, waits)).state is SignUpState.WAITING
    with pytest.raises(NotSignedUp):
        await case.do(attendance.check_in, activity, first, CameBy.CODE)
    await case.do(attendance.check_in, activity, waits, CameBy.CODE)
    assert (await own(case, waits)).state is SignUpState.CAME
    case.clock.at = activity.ends_at
    with pytest.raises(ActivityOver):
        await case.do(attendance.check_in, activity, waits, CameBy.CODE)


async def test_what_staff_checked_in_by_mistake_is_taken_back_and_can_be_done_again(case: Case) -> None:
    activity, rider = await holds(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    case.clock.at = activity.starts_at
    with pytest.raises(NotCame):
        await case.do(attendance.undo_check_in, activity, 1)
    for _ in range(3):
        await case.do(attendance.check_in, activity, rider, CameBy.STAFF)
        assert await case.balance(rider) == 5
        await case.do(attendance.undo_check_in, activity, 1)
        assert await case.balance(rider) == 0
        assert not await case.database.read(lambda tx: tx.badges.trainings_of(rider.id))
        assert (await own(case, rider)).state is SignUpState.SIGNED_UP
    entries = await case.database.read(lambda tx: tx.ledger.last(rider.id, 10))
    assert {each.merit for each in entries} == {Merit.ACTIVITY, Merit.TAKEN_BACK}


async def test_who_did_not_come_is_noted_at_the_end_and_loses_nothing(case: Case) -> None:
    activity = await holds(case, seats=2)
    came, missed = await case.rider(7), await case.rider(8)
    for each in (came, missed):
        await case.do(sign_ups.sign_up, each, activity.id)
    case.clock.at = activity.starts_at
    await case.do(attendance.check_in, activity, came, CameBy.CODE)
    await case.passes(hours=2)
    kept = await case.database.read(lambda tx: tx.activities.get(activity.id))
    assert kept
    assert kept.state is ActivityState.OVER
    assert (await own(case, came)).state is SignUpState.CAME
    assert (await own(case, missed)).state is SignUpState.NO_SHOW
    assert await case.balance(missed) == 0


async def test_reminders_come_a_day_and_an_hour_before_to_who_has_a_seat(case: Case) -> None:
    activity = await holds(case)
    goes, waits = await case.rider(7), await case.rider(8)
    for each in (goes, waits):
        await case.do(sign_ups.sign_up, each, activity.id)
    await case.told()
    await case.passes(days=1)
    (told,) = await texts(case, goes)
    assert "明天这时候" in told
    await case.passes(hours=23)
    (told,) = await texts(case, goes)
    assert "还有一小时" in told
    await case.passes(hours=1)
    assert not await texts(case, goes)
    assert not await texts(case, waits)


async def test_one_that_is_moved_is_told_to_all_and_reminds_of_its_new_time_alone(case: Case) -> None:
    activity = await holds(case)
    goes, waits = await case.rider(7), await case.rider(8)
    for each in (goes, waits):
        await case.do(sign_ups.sign_up, each, activity.id)
    await case.told()
    times = {"starts_at": activity.starts_at + DAY, "ends_at": activity.ends_at + DAY}
    moved = await becomes(case, activity, revision=1, place="体育馆", **times)
    await case.do(activity_news.tell_moved, moved)
    await case.passes(minutes=1)
    told = await case.told()
    assert sorted(call.chat for call in told) == [goes.chat_id, waits.chat_id]
    assert all("体育馆" in call.text for call in told)
    await case.passes(days=1)
    assert not await case.told()
    await case.passes(days=1)
    (reminded,) = await texts(case, goes)
    assert "11月27日" in reminded


async def test_one_that_is_called_off_is_told_once_to_all_by_pages_and_reminds_of_nothing(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity_news, "AT_ONCE", 2)
    activity = await holds(case, seats=2)
    riders = [await case.rider(number) for number in (7, 8, 9, 10, 11)]
    for each in riders:
        await case.do(sign_ups.sign_up, each, activity.id)
    await case.do(sign_ups.cancel, riders[0], activity.id)
    await case.told()
    cancelled = await becomes(case, activity, state=ActivityState.CANCELLED)
    await case.do(activity_news.tell_cancelled, cancelled)
    await case.do(activity_news.tell_cancelled, cancelled)
    await case.passes(minutes=1)
    told = await case.told()
    assert sorted(call.chat for call in told) == [each.chat_id for each in riders[1:]]
    await case.passes(days=3)
    assert not await case.told()


async def test_news_that_is_late_is_not_told_any_more(case: Case) -> None:
    activity, rider = await holds(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    await case.told()
    case.clock.at = activity.starts_at
    await case.scheduler.fire_due()
    assert not await case.told()


async def test_news_on_its_way_to_who_cancels_is_not_sent(case: Case) -> None:
    activity, rider = await holds(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    await case.told()
    await case.passes(days=1)
    await case.do(sign_ups.cancel, rider, activity.id)
    assert not await texts(case, rider)
