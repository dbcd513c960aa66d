"""What a rider does with an appeal that was sent."""

import pytest

from domain.errors import NoLongerPossible, Stale
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.appeal_errors import AppealEnded, AppealTaken
from domain.programme.appeals import Act, Stage
from services.programme import appeal_answers, appeal_staff
from services.rider_keys import appeal_key
from services.upkeep import forgetting
from tests.appealing import ABOVE, GROUP, answered, followed, now, says, sent, taken
from tests.usecases import Case


async def receipt(case: Case, appeal_id: int) -> int:
    """The message in which the rider's card stands."""
    await case.told()
    card = await case.database.read(lambda tx: tx.messages.of_key(appeal_key(appeal_id)))
    assert card
    return card.message_id


async def test_a_reply_is_passed_on_below_the_card(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    card = await receipt(case, appeal.id)
    assert await says(case, rider, "还差一个月", replied_to=card)
    assert await says(case, rider, clip=case.clip(), replied_to=card)
    told = await case.told(GROUP)
    assert any("还差一个月" in call.text for call in told)
    assert "sendAudio" in [call.method for call in told]
    assert not any("工资" in call.text for call in told)
    assert not await says(case, await case.rider(8), "我也是", replied_to=card)
    assert not await says(case, rider, "路灯坏了")


async def test_what_a_muted_rider_replies_goes_nowhere(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    card = await receipt(case, appeal.id)
    muted = await case.rider(appeals=True, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    assert await says(case, muted, "喂", replied_to=card)
    assert await case.told(GROUP) == []


async def test_it_is_withdrawn_until_somebody_has_it(case: Case) -> None:
    rider = await case.rider()
    first, second = await sent(case, rider), await taken(case, await sent(case, rider))
    card = await receipt(case, first.id)
    await case.do(appeal_answers.withdraw, rider, first.id)
    assert (await now(case, first)).stage is Stage.WITHDRAWN
    assert "已撤回" in (await case.told(GROUP))[-1].text
    with pytest.raises(AppealTaken):
        await case.do(appeal_answers.withdraw, rider, second.id)
    with pytest.raises(AppealEnded):
        await says(case, rider, "喂", replied_to=card)


@pytest.mark.parametrize("act", [Act.SATISFIED, Act.PARTLY])
async def test_who_is_helped_closes_it_once(case: Case, act: Act) -> None:
    rider = await case.rider()
    done = await followed(case, await sent(case, rider))
    await case.do(appeal_answers.answer, rider, done.id, act, done.followed_at or 0)
    closed = await now(case, done)
    assert (closed.stage, closed.answer, closed.closed_at) == (Stage.CLOSED, act, case.clock.at)
    with pytest.raises(NoLongerPossible):
        await case.do(appeal_answers.answer, rider, done.id, act, done.followed_at or 0)


async def test_not_solved_goes_up_once_and_ends_it_the_second_time(case: Case) -> None:
    rider = await case.rider()
    done = await followed(case, await sent(case, rider, "工资没发"))
    await case.told()
    await case.do(appeal_answers.answer, rider, done.id, Act.NOT, done.followed_at or 0)
    again = await now(case, done)
    assert (again.stage, again.raised, again.until) == (Stage.COLLECTED, True, None)
    told = await case.told()
    assert any("工资没发" in call.text for call in told if call.chat == ABOVE)
    assert any("还差什么" in call.text for call in told if call.chat == rider.chat_id)
    assert any("重新定对策" in call.text and call.method == "sendMessage" for call in told if call.chat == GROUP)
    assert await says(case, rider, "还差加班费")
    assert any("还差加班费" in call.text for call in await case.told(GROUP))
    await case.passes(minutes=1)
    second = await answered(case, again, Act.RESULT, "都补了")
    with pytest.raises(Stale):
        await case.do(appeal_answers.answer, rider, done.id, Act.SATISFIED, done.followed_at or 0)
    await case.do(appeal_answers.answer, rider, done.id, Act.NOT, second.followed_at or 0)
    assert ((await now(case, done)).stage, (await now(case, done)).answer) == (Stage.CLOSED, Act.NOT)
    assert not any("诉求未解决" in call.text for call in await case.told(ABOVE))


async def test_what_is_missing_is_heard_for_ten_minutes(case: Case) -> None:
    rider = await case.rider()
    done = await followed(case, await sent(case, rider))
    await case.do(appeal_answers.answer, rider, done.id, Act.NOT, done.followed_at or 0)
    await case.passes(minutes=10)
    assert not await says(case, rider, "还差加班费")


async def test_a_problem_on_the_street_becomes_a_draft_of_a_report(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider, "路口井盖没了")
    with pytest.raises(Stale):
        await case.do(appeal_answers.open_report, rider, appeal.id, 5)
    await case.do(appeal_staff.to_street, appeal)
    await case.do(appeal_answers.open_report, rider, appeal.id, 5)
    (draft,) = await case.database.read(lambda tx: tx.drafts.open_of(rider.id))
    assert draft.note == "路口井盖没了"


async def test_who_leaves_empties_the_card_and_takes_away_what_stands_beside_it(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider, "工资没发")
    await says(case, rider, "还差一个月", replied_to=await receipt(case, appeal.id))
    await case.told()
    await case.do(forgetting.forget, rider)
    await case.passes(seconds=1)
    told = await case.told(GROUP)
    (card,) = [call for call in told if call.method == "editMessageText"]
    assert "工资没发" not in card.text
    assert "deleteMessage" in [call.method for call in told]
