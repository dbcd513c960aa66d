"""What time does to appeals that were sent."""

from domain.programme.appeals import Act, Stage
from services.programme import appeal_answers
from services.rider_keys import appeal_key
from tests.appealing import ABOVE, GROUP, answered, followed, now, says, sent, taken
from tests.usecases import Case


async def test_staff_are_reminded_of_what_is_due_and_supervisors_a_day_later(case: Case) -> None:
    await sent(case)
    await case.told()
    await case.passes(days=1, hours=12)
    told = await case.told(GROUP)
    assert sum("该受理" in call.text for call in told) == 1
    assert not any("超期" in call.text for call in await case.told(ABOVE))
    await case.passes(days=1)
    (up,) = [call for call in await case.told(ABOVE) if "诉求超期" in call.text]
    assert "工资没发" not in up.text


async def test_a_reminder_takes_the_place_of_the_one_before_and_goes_with_the_next_step(case: Case) -> None:
    appeal = await sent(case)
    await case.told()
    await case.passes(days=1, hours=12)
    assert any("该受理" in call.text for call in await case.told(GROUP))
    appeal = await taken(case, appeal)
    told = await case.told(GROUP)
    assert "deleteMessage" in [call.method for call in told]
    await case.passes(days=3)
    assert any("该定对策" in call.text for call in await case.told(GROUP))


async def test_what_was_done_in_time_reminds_of_nothing(case: Case) -> None:
    await followed(case, await sent(case))
    await case.told()
    await case.passes(days=6)
    assert not any(call.text for call in await case.told(GROUP))


async def test_a_plan_reminds_on_its_day(case: Case) -> None:
    appeal = await answered(case, await sent(case), Act.PLAN, "王姐周五前联系站长")
    await case.told()
    await case.passes(days=2)
    assert not any(call.text for call in await case.told(GROUP))
    await case.passes(days=2)
    assert any("该反馈结果" in call.text for call in await case.told(GROUP))
    assert appeal.due_at == appeal.until


async def test_it_closes_by_itself_and_says_so(case: Case) -> None:
    rider = await case.rider()
    done = await followed(case, await sent(case, rider))
    await case.told()
    await case.passes(days=case.deps.limits.autoclose_days)
    closed = await now(case, done)
    assert (closed.stage, closed.answer) == (Stage.CLOSED, Act.CLOSE)
    assert any("没有回答" in call.text for call in await case.told(rider.chat_id))


async def test_a_first_result_does_not_close_what_was_planned_anew(case: Case) -> None:
    rider = await case.rider()
    done = await followed(case, await sent(case, rider))
    await case.do(appeal_answers.answer, rider, done.id, Act.NOT, done.followed_at or 0)
    await case.passes(days=5)
    await answered(case, await now(case, done), Act.RESULT, "补了")
    await case.passes(days=4)
    assert (await now(case, done)).stage is Stage.FOLLOWED


async def test_what_was_said_goes_from_the_group_in_time(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    await case.told()
    card = await case.database.read(lambda tx: tx.messages.of_key(appeal_key(appeal.id)))
    assert card
    assert await says(case, rider, "还差押金", replied_to=card.message_id)
    done = await followed(case, appeal)
    await case.do(appeal_answers.answer, rider, done.id, Act.SATISFIED, done.followed_at or 0)
    await case.told()
    await case.passes(days=case.deps.limits.trace_days, minutes=1)
    told = await case.told(GROUP)
    (blank,) = [call for call in told if "SQ-2611-0001" in call.text]
    assert "已办结：满意" in blank.text
    assert "工资没发" not in blank.text
    assert "deleteMessage" in [call.method for call in told]
    assert await case.database.read(lambda tx: tx.appeals.lines(appeal.id)) == []
