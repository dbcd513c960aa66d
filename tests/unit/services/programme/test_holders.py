"""Activities whose unit is gone are the supervisors', and nobody else's."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.programme.activities import EDITABLE, Activity, ActivityState
from domain.programme.activity_errors import NoActivities
from domain.programme.activity_staff_messages import ActivityCard
from handlers.pressing import StaffPress
from handlers.programme.presses import STAFF_PRESSES
from services.programme import holding, sign_ups
from services.tickets import groups
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.activities import HOUR, TRAINING
from tests.usecases import GROUPS, START, Case
from texts.base.callbacks import Press, Verb

UNIT, BOSSES, OTHERS = GROUPS["rider-service"], GROUPS["supervisors"], GROUPS["lighting"]


async def opened(case: Case) -> Activity:
    activity = replace(TRAINING, starts_at=START + 48 * HOUR, ends_at=START + 50 * HOUR)
    await case.database.write(lambda tx: tx.activities.save(activity))
    return activity


async def listed(case: Case, chat: int) -> str:
    """The list of a group with its keys, in one."""
    await case.told()
    await case.do(holding.show_list, Asker(chat, None, 9, 1))
    call = [call for call in await case.told(chat) if call.text][-1]
    return f"{call.text}\n{call.keys}"


async def test_supervisors_call_off_what_a_unit_that_is_gone_held(case: Case) -> None:
    activity, rider = await opened(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    case.gives_up_queue("rider-service")
    shown = await listed(case, BOSSES)
    assert "单位已撤的活动" in shown
    assert "心肺复苏" in shown
    assert "新建" not in shown
    await case.do(groups.tell, BOSSES, None, ActivityCard(activity_id=activity.id, chat_id=BOSSES))
    card = [call.message for call in await case.told(BOSSES) if call.keys][-1]
    row, pressed = STAFF_PRESSES[Verb.HOLD], Press(Verb.HOLD, activity.id, "cancel.staff")
    await case.database.write(
        lambda tx: row.use_case(StaffPress(tx, case.deps, Staff(9, "王督办"), pressed, BOSSES, card))
    )
    assert any("原因：人手不够" in call.text for call in await case.told(BOSSES))
    await case.passes(minutes=1)
    assert "原因：人手不够" in (await case.told(rider.chat_id))[-1].text


async def test_nobody_else_has_it_and_supervisors_have_no_others(case: Case) -> None:
    activity = await opened(case)
    with pytest.raises(Stale):
        await case.do(holding.held_here, BOSSES, None, activity.id, EDITABLE)
    assert "没有单位已撤的活动" in await listed(case, BOSSES)
    case.gives_up_queue("rider-service")
    for chat in (UNIT, OTHERS):
        with pytest.raises(Stale):
            await case.do(holding.held_here, chat, None, activity.id, EDITABLE)
        with pytest.raises(NoActivities):
            await case.do(holding.show_list, Asker(chat, None, 9, 1))
    with pytest.raises(NoActivities):
        await case.do(holding.begin, BOSSES, None, 9)


async def test_what_it_called_off_long_ago_is_listed_no_more(case: Case) -> None:
    activity = await opened(case)
    await case.database.write(lambda tx: tx.activities.save(replace(activity, state=ActivityState.CANCELLED)))
    case.gives_up_queue("rider-service")
    assert "取消" in await listed(case, BOSSES)
    case.clock.at = activity.ends_at + 25 * HOUR
    assert "没有单位已撤的活动" in await listed(case, BOSSES)
