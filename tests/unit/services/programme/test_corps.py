"""A colour is called to an activity: who is told, once, by day, and what their keys do."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import ConsentMissing, Stale
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.activities import Activity, ActivityState, SignUpState
from domain.programme.activity_errors import ActivityCancelled, ActivityGone, ActivityOver, CallTooLate, FieldUnclear
from domain.programme.activity_staff_messages import ActivityCard
from domain.programme.badges import Badge, BadgeReason, Knight, Trace
from domain.programme.corps_messages import ActivityCallAsked
from handlers.pressing import RiderPress, StaffPress
from handlers.programme.presses import RIDER_PRESSES, STAFF_PRESSES
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import badges, corps, holding, sign_ups
from services.tickets import groups
from services.tickets.ticket_actions import Staff
from services.upkeep.my_data import record_of
from tests.activities import HOUR, TRAINING
from tests.recording import Call
from tests.usecases import GROUPS, HERE, START, Case
from texts.base.callbacks import Press, Verb, decode

GROUP, BOSS, DAY = GROUPS["rider-service"], 9, 24 * HOUR
NIGHT = int(datetime(2026, 11, 24, 14, 0, tzinfo=UTC).timestamp() * 1000)
"""Ten in the evening in the district."""

ANGEL, FLAME = Knight.ANGEL, Knight.FLAME


async def opened(case: Case, **changes: Any) -> Activity:
    """An open activity in three days that calls the angels."""
    it = replace(TRAINING, starts_at=START + 3 * DAY, ends_at=START + 3 * DAY + HOUR, calls="angel", **changes)
    await case.database.write(lambda tx: tx.activities.save(it))
    return it


async def holder(case: Case, number: int, *levels: int, knight: Knight = ANGEL, **changes: Any) -> Rider:
    """A rider who holds levels of a colour, the first unless told otherwise."""
    rider = await case.rider(number, **changes)

    async def give(tx: Transaction) -> None:
        for level in levels or (1,):
            await tx.badges.give(Badge(rider.id, knight, level, START))

    await case.database.write(give)
    return rider


async def now(case: Case, activity: Activity) -> Activity:
    found = await case.database.read(lambda tx: tx.activities.get(activity.id))
    assert found is not None
    return found


async def called(case: Case, activity: Activity) -> bool:
    """Call, as the card says now, and let the batches go out."""
    it = await now(case, activity)
    is_first = await case.do(corps.call, it, corps.agreed(it))
    await case.passes(minutes=1)
    return is_first


async def reached(case: Case, *numbers: int) -> list[int]:
    """Which of these riders have been called since this was asked last."""
    told = {each: await case.told(100 * each) for each in numbers}
    return [each for each, calls in told.items() if any("召集天使" in call.text for call in calls)]


async def presses(tx: Transaction, deps: Deps, pressed: Press, message: int) -> object:
    it = StaffPress(tx, deps, Staff(BOSS, "李主任"), pressed, GROUP, message)
    return await STAFF_PRESSES[pressed.verb].use_case(it)


async def pressed(case: Case, rider: Rider, message: Call, key: int) -> None:
    """A rider presses a key of a message, counted from 0."""
    keys = [each for row in message.params["reply_markup"]["inline_keyboard"] for each in row]
    press = decode(keys[key]["callback_data"])
    assert press is not None

    async def work(tx: Transaction, deps: Deps) -> None:
        fresh = await tx.riders.get(rider.id)
        assert fresh is not None
        await RIDER_PRESSES[press.verb].use_case(RiderPress(tx, deps, fresh, press, message.message, None))

    await case.do(work)


async def the_call(case: Case, rider: Rider) -> Call:
    return next(each for each in await case.told(rider.chat_id) if "召集天使" in each.text)


async def test_who_holds_the_colour_is_called_once_whatever_the_level(case: Case) -> None:
    activity = await opened(case)
    await holder(case, 20)
    await holder(case, 21, 1, 2, 3)
    await holder(case, 22, knight=FLAME)
    await case.rider(23)
    assert await called(case, activity)
    told = await case.told()
    assert [call.chat for call in told] == [2000, 2100]
    assert "文化宫" in told[0].text
    assert "还有 2 个名额" in told[0].text
    assert not await called(case, activity)
    await case.passes(days=1)
    assert not await case.told()


async def test_who_lost_the_badge_or_cannot_or_will_not_come_is_left_alone(case: Case) -> None:
    activity = await opened(case)
    gone = Badge(20, ANGEL, 1, START).traced(Trace(START, BOSS, "李主任", BadgeReason.ABSENT))
    await holder(case, 20)
    await case.database.write(lambda tx: tx.badges.trace(gone))
    banned: dict[str, Any] = {"barred": SanctionKind.BAN, "barred_for": SanctionReason.INSULTS}
    await holder(case, 21, **banned)
    await holder(case, 22, **banned, barred_until=START + DAY)
    await holder(case, 23, reachable=False)
    await holder(case, 24, calls=False)
    await holder(case, 25, consent=0)
    for number in (26, 27):
        await case.do(sign_ups.sign_up, await holder(case, number), activity.id)
    await case.do(sign_ups.cancel, await case.rider(27), activity.id)
    await holder(case, 28, **banned, barred_until=START - 1)
    await holder(case, 29, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    await holder(case, 30, muted=True)
    await called(case, activity)
    assert await reached(case, *range(20, 31)) == [28, 29, 30]


async def test_one_call_a_day_reaches_a_rider(case: Case) -> None:
    first, second = await opened(case), await opened(case, id=901)
    rider = await holder(case, 20)
    await called(case, first)
    await called(case, second)
    assert len(await case.told(rider.chat_id)) == 1
    third = await opened(case, id=902)
    await case.passes(days=1)
    await called(case, third)
    assert len(await case.told(rider.chat_id)) == 1


async def test_a_unit_of_some_communities_calls_who_was_at_work_in_that_one(case: Case) -> None:
    lately = await holder(case, 20)
    report = await case.submitted(by=lately, at=HERE)
    assert report.community
    witness, idle, elsewhere = await holder(case, 21), await holder(case, 22), await holder(case, 23)
    await case.witnessed(report, witness)
    activity = await opened(case, community=report.community)
    other = await opened(case, id=901, community="elsewhere")
    case.has_queue("rider-service", communities=(report.community,))
    await case.told()
    await called(case, activity)
    assert await reached(case, 20, 21, 22, 23) == [20, 21]
    await case.passes(days=1)
    await called(case, other)
    assert await reached(case, 20, 21, 22, 23) == []
    unknown = await opened(case, id=902)
    await called(case, unknown)
    assert await reached(case, 20, 21, idle.id, elsewhere.id) == [20, 21, 22, 23]


async def test_what_was_done_long_ago_does_not_count(case: Case) -> None:
    rider = await holder(case, 20)
    report = await case.submitted(by=rider, at=HERE)
    case.has_queue("rider-service", communities=(report.community or "",))
    await case.passes(days=91)
    starts = case.clock.at + 3 * DAY
    activity = await opened(case, community=report.community)
    activity = replace(activity, starts_at=starts, ends_at=starts + HOUR)
    await case.database.write(lambda tx: tx.activities.save(activity))
    await case.told()
    await called(case, activity)
    assert await reached(case, 20) == []


async def test_the_whole_district_is_called_by_a_unit_of_the_whole_district(case: Case) -> None:
    activity = await opened(case, community="elsewhere")
    await holder(case, 20)
    await called(case, activity)
    assert await reached(case, 20) == [20]


async def test_at_night_riders_are_left_to_sleep(case: Case) -> None:
    activity = await opened(case)
    await holder(case, 20)
    case.clock.at = NIGHT
    await called(case, activity)
    await case.passes(hours=9, minutes=58)
    assert await reached(case, 20) == []
    await case.passes(minutes=5)
    assert await reached(case, 20) == [20]


async def test_a_batch_that_an_outage_put_off_into_the_night_waits_for_the_morning(case: Case) -> None:
    activity = await opened(case)
    await holder(case, 20)
    await case.do(corps.call, activity, corps.agreed(activity))
    case.clock.at = NIGHT
    await case.passes(hours=9, minutes=58)
    assert await reached(case, 20) == []
    await case.passes(minutes=5)
    assert await reached(case, 20) == [20]


async def test_what_begins_before_morning_can_call_nobody(case: Case) -> None:
    activity = await opened(case)
    early = replace(activity, starts_at=NIGHT + 9 * HOUR)
    await case.database.write(lambda tx: tx.activities.save(early))
    case.clock.at = NIGHT
    with pytest.raises(CallTooLate):
        await case.do(corps.call, early, corps.agreed(early))
    case.clock.at = early.starts_at
    with pytest.raises(CallTooLate):
        await case.do(corps.call, early, corps.agreed(early))


async def test_batches_go_on_after_one_another_and_a_crash(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corps, "AT_ONCE", 2)
    activity = await opened(case)
    numbers = range(20, 25)
    for number in numbers:
        await holder(case, number)
    await case.do(corps.call, activity, corps.agreed(activity))
    key = f"{activity.id}:0:0:{START}"

    async def crashes(tx: Transaction, deps: Deps) -> None:
        await corps.go_on(tx, deps, key)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await case.do(crashes)
    await case.do(corps.go_on, key)
    await case.passes(minutes=1)
    assert [call.chat for call in await case.told()] == [100 * number for number in numbers]


@pytest.mark.parametrize("is_queued", [False, True])
async def test_a_call_of_a_colour_that_is_given_no_more_goes_no_further(case: Case, *, is_queued: bool) -> None:
    activity = await opened(case)
    await holder(case, 20)
    await case.do(corps.call, activity, corps.agreed(activity))
    if is_queued:
        await case.do(corps.go_on, f"{activity.id}:0:0:{START}")
    case.has_district(badges=replace(case.deps.district.badges, knights={}))
    await case.passes(minutes=1)
    assert await reached(case, 20) == []
    assert await case.view(ActivityCallAsked(activity_id=activity.id, chat_id=GROUP)) is None


async def test_a_call_of_a_unit_that_is_gone_reaches_nobody_of_elsewhere(case: Case) -> None:
    here, _ = await holder(case, 20), await holder(case, 21)
    report = await case.submitted(by=here, at=HERE)
    activity = await opened(case, community=report.community)
    case.has_queue("rider-service", communities=(report.community or "",))
    await case.do(corps.call, activity, corps.agreed(activity))
    case.gives_up_queue("rider-service")
    await case.passes(minutes=1)
    assert await reached(case, 20, 21) == [20]


async def test_a_made_up_key_shows_nobody_a_draft(case: Case) -> None:
    draft, rider, stranger = await opened(case, state=ActivityState.DRAFT), await case.rider(), await case.rider(8)
    with pytest.raises(ActivityGone):
        await case.do(corps.decline, rider, draft.id, 1)
    with pytest.raises(ConsentMissing):
        await case.do(corps.decline, replace(stranger, consent=0), draft.id, 1)


@pytest.mark.parametrize("way", ["is moved", "is called off"])
async def test_a_call_that_is_not_true_any_more_goes_no_further(case: Case, way: str) -> None:
    activity, rider = await opened(case), await holder(case, 20)
    case.clock.at = NIGHT
    await called(case, activity)
    it = await now(case, activity)
    if way == "is moved":
        await case.do(holding.change, it, replace(it, starts_at=it.starts_at + HOUR, ends_at=it.ends_at + HOUR))
    else:
        await case.do(holding.cancel, it)
    await case.passes(hours=12)
    assert await reached(case, rider.id) == []
    if way == "is moved":
        assert await called(case, activity)
        assert await reached(case, rider.id) == [rider.id]


@pytest.mark.parametrize("way", ["wants no calls", "is banned", "signed up", "it began"])
async def test_a_call_on_its_way_is_not_sent_to_who_is_concerned_no_more(case: Case, way: str) -> None:
    activity, rider = await opened(case), await holder(case, 20)
    await called(case, activity)
    if way == "wants no calls":
        await holder(case, 20, calls=False)
    elif way == "is banned":
        await holder(case, 20, barred=SanctionKind.BAN, barred_for=SanctionReason.INSULTS)
    elif way == "signed up":
        await case.do(sign_ups.sign_up, rider, activity.id)
    else:
        case.clock.at = activity.starts_at
    assert await reached(case, 20) == []


async def test_who_is_called_may_come_or_not(case: Case) -> None:
    activity = await opened(case, seats=1)
    comes, stays, late = [await holder(case, number) for number in (20, 21, 22)]
    await called(case, activity)
    calls = [await the_call(case, each) for each in (comes, stays, late)]
    await pressed(case, comes, calls[0], 0)
    await pressed(case, stays, calls[1], 1)
    await pressed(case, late, calls[2], 0)
    counts = await case.database.read(lambda tx: tx.activities.counts(activity.id))
    assert counts == {SignUpState.SIGNED_UP: 1, SignUpState.WAITING: 1}
    left = (await case.told(stays.chat_id))[-1]
    assert "这次不来" in left.text
    assert not left.keys
    await pressed(case, comes, calls[0], 1)
    assert "你是 <b>1</b> 号" in (await case.told(comes.chat_id))[-1].text


async def test_keys_of_a_call_that_is_over_say_so(case: Case) -> None:
    activity, rider = await opened(case), await holder(case, 20)
    await called(case, activity)
    call = await the_call(case, rider)
    case.clock.at = activity.ends_at
    with pytest.raises(ActivityOver):
        await pressed(case, rider, call, 0)
    case.clock.at = START
    await case.do(holding.cancel, await now(case, activity))
    with pytest.raises(ActivityCancelled):
        await pressed(case, rider, call, 0)
    await pressed(case, rider, call, 1)
    await case.passes(minutes=1)
    assert ["这次不来" in each.text for each in await case.told(rider.chat_id)] == [True]


async def test_who_wants_no_more_calls_gets_none_until_they_do(case: Case) -> None:
    first, second, rider = await opened(case), await opened(case, id=901), await holder(case, 20)
    await called(case, first)
    await pressed(case, rider, await the_call(case, rider), 2)
    assert "/badges" in (await case.told(rider.chat_id))[-1].text
    await case.passes(days=1)
    await called(case, second)
    assert await reached(case, 20) == []
    await case.do(badges.show, rider)
    shown = (await case.told(rider.chat_id))[-1]
    assert "📣 需要时叫我" in str(shown.params)
    await pressed(case, rider, shown, 1)
    assert "🔕 别召集我" in str((await case.told(rider.chat_id))[-1].params)
    record = await case.database.read(lambda tx: record_of(tx, rider))
    assert [each["activity"] for each in record["calls"]] == [first.id]


async def test_staff_read_how_many_before_they_call_and_that_they_did(case: Case) -> None:
    activity = await opened(case)
    await holder(case, 20)
    await holder(case, 21)
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=activity.id, chat_id=GROUP))
    card = next(call for call in await case.told(GROUP) if call.keys)
    assert "📣 召集天使骑士" in str(card.params)
    await case.do(presses, Press(Verb.HOLD, activity.id, "call"), card.message)
    asked = (await case.told(GROUP))[-1]
    assert "召集 <b>2</b> 名天使骑士" in asked.text
    yes = decode(asked.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert yes is not None
    for wrong in ("call.1.angel", "call.0.flame", "call.x"):
        with pytest.raises(Stale):
            await case.do(presses, replace(yes, argument=wrong), card.message)
    assert await case.do(presses, yes, card.message) == "toast.called"
    assert "召集过" in (await case.told(GROUP))[-1].text
    assert await case.do(presses, yes, card.message) == "toast.called_before"
    assert await case.do(presses, Press(Verb.HOLD, activity.id, "call"), card.message) == "toast.called_before"
    it = await now(case, activity)
    with pytest.raises(FieldUnclear, match="called"):
        await case.do(holding.change, it, replace(it, calls="flame"))
    await case.passes(minutes=1)
    assert await reached(case, 20, 21) == [20, 21]


async def test_nobody_is_asked_about_where_nobody_would_be_called(case: Case) -> None:
    activity = await opened(case)
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=activity.id, chat_id=GROUP))
    card = next(call for call in await case.told(GROUP) if call.keys)
    case.clock.at = NIGHT
    await case.do(presses, Press(Verb.HOLD, activity.id, "call"), card.message)
    asked = (await case.told(GROUP))[-1]
    assert "没有能召集的天使骑士" in asked.text
    assert "夜里不打扰" in asked.text
    assert [len(row) for row in asked.params["reply_markup"]["inline_keyboard"]] == [1]
    uncalled = replace(activity, calls="")
    await case.database.write(lambda tx: tx.activities.save(uncalled))
    with pytest.raises(Stale):
        await case.do(presses, Press(Verb.HOLD, activity.id, "call"), card.message)
    await case.database.write(lambda tx: tx.activities.save(replace(activity, state=ActivityState.DRAFT)))
    with pytest.raises(Stale):
        await case.do(presses, Press(Verb.HOLD, activity.id, "call"), card.message)
