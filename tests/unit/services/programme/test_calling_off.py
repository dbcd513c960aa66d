"""Why an activity was called off: a prepared reason, or words of staff, which riders read."""

import json
from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.programme.activities import Activity, ActivityState, OffReason
from domain.programme.activity_errors import ActivityCancelled, FieldUnclear
from domain.programme.activity_messages import ActivityShown
from domain.programme.activity_staff_messages import ActivityCard
from handlers.pressing import StaffPress
from handlers.programme.presses import STAFF_PRESSES
from services.outgoing import answer
from services.programme import holding, sign_ups
from services.tickets import groups
from services.tickets.ticket_actions import Staff
from tests.activities import HOUR, TRAINING
from tests.usecases import GROUPS, START, Case
from texts.base.callbacks import Press, Verb

GROUP, BOSS = GROUPS["rider-service"], 9


async def opened(case: Case) -> Activity:
    activity = replace(TRAINING, starts_at=START + 48 * HOUR, ends_at=START + 50 * HOUR, seats=1)
    await case.database.write(lambda tx: tx.activities.save(activity))
    return activity


async def presses(case: Case, about: int, argument: str) -> None:
    """One of the staff presses a key below a card that stands in their group."""
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=about, chat_id=GROUP))
    message = [call.message for call in await case.told(GROUP) if call.keys][-1]
    staff, row = Staff(BOSS, "李主任"), STAFF_PRESSES[Verb.HOLD]
    pressed = Press(Verb.HOLD, about, argument)
    await case.database.write(lambda tx: row.use_case(StaffPress(tx, case.deps, staff, pressed, GROUP, message)))


async def kept(case: Case) -> Activity:
    activity = await case.database.read(lambda tx: tx.activities.get(TRAINING.id))
    assert activity is not None
    return activity


async def test_who_signed_up_and_who_waits_read_a_prepared_reason(case: Case) -> None:
    activity = await opened(case)
    riders = [await case.rider(number) for number in (20, 21)]
    for rider in riders:
        await case.do(sign_ups.sign_up, rider, activity.id)
    await presses(case, activity.id, "cancel.weather")
    await case.passes(minutes=1)
    for rider in riders:
        (told,) = await case.told(rider.chat_id)
        assert told.text.endswith("原因：天气")
    await case.do(answer, riders[0], ActivityShown(activity.id))
    assert "取消了</b>\n原因：天气" in (await case.told(riders[0].chat_id))[-1].text
    assert any("原因：天气" in call.text for call in await case.told(GROUP))


async def test_a_key_from_before_reasons_asks_for_one(case: Case) -> None:
    activity = await opened(case)
    await presses(case, activity.id, "cancel")
    assert (await kept(case)).state is ActivityState.OPEN
    card = next(call for call in await case.told(GROUP) if call.keys)
    keys = json.dumps(card.params["reply_markup"], ensure_ascii=False)
    assert all(each in keys for each in ("天气", "场地", "人数不够", "人手不够", "其他原因"))
    for hostile in ("cancel.rain", "cancel.weather.place", "ask.state"):
        with pytest.raises(Stale):
            await presses(case, activity.id, hostile)
    assert (await kept(case)).state is ActivityState.OPEN


async def test_the_first_reason_stays(case: Case) -> None:
    activity = await opened(case)
    await presses(case, activity.id, "cancel.place")
    for later in ("cancel.weather", "ask.off"):
        with pytest.raises(ActivityCancelled):
            await presses(case, activity.id, later)
    assert (await kept(case)).off_reason is OffReason.PLACE


async def test_a_draft_is_dropped_without_a_reason(case: Case) -> None:
    draft = await case.do(holding.begin, GROUP, None, BOSS)
    with pytest.raises(Stale):
        await presses(case, draft.id, "ask.off")
    await presses(case, draft.id, "cancel")
    assert await case.database.read(lambda tx: tx.activities.get(draft.id)) is None


async def test_hostile_words_are_shown_inert(case: Case) -> None:
    activity = await opened(case)
    rider = await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    words = holding.reason_said("停电 <b>点</b>\n t.me/x @boss ")
    await case.do(holding.cancel, activity, words=words)
    await case.passes(minutes=1)
    text = (await case.told(rider.chat_id))[-1].text
    assert "&lt;b&gt;" in text
    assert "t.me" not in text
    assert "@boss" not in text


async def test_a_reason_in_words_is_neither_empty_nor_long(case: Case) -> None:
    del case
    for words, why in ((" \n", "empty"), ("长" * 101, "off_long")):
        with pytest.raises(FieldUnclear, match=why):
            holding.reason_said(words)
    assert len(holding.reason_said("长" * 100)) == 100


async def test_one_that_was_called_off_without_a_reason_stays_whole(case: Case) -> None:
    activity, rider = await opened(case), await case.rider()
    await case.do(holding.cancel, activity)
    await case.do(answer, rider, ActivityShown(activity.id))
    text = (await case.told(rider.chat_id))[-1].text
    assert "取消了" in text
    assert "原因" not in text
