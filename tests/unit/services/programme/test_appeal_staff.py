"""Staff see to appeals: who has one, what is planned, what came of it, and who may."""

import pytest

from domain.errors import (
    AlreadyDone,
    AlreadyYours,
    NoLongerPossible,
    OthersQuestion,
    QuestionOver,
    RiderLeft,
    Stale,
    WordsNeeded,
)
from domain.programme.appeal_errors import OwnAppeal
from domain.programme.appeals import Act, Appeal, Said, Stage
from services.programme import appeal_staff, appeals
from services.programme.appeal_staff import ABOVE
from services.rider_keys import appeal_ticket_key
from services.tickets import groups
from tests.appealing import (
    ABOVE as SUPERVISORS,
)
from tests.appealing import (
    DESK,
    GROUP,
    LI,
    SERVICE,
    WANG,
    answered,
    asked,
    begun,
    followed,
    held,
    now,
    says,
    sent,
    taken,
    words,
)
from tests.usecases import GROUPS, Case


async def replied(case: Case, appeal: Appeal, text: str) -> int:
    """The id of what LI replies to the card."""
    await case.do(appeal_staff.reply, appeal.id, DESK, LI, words(case, text))
    return (await case.database.read(lambda tx: tx.appeals.lines(appeal.id)))[-1].id


async def test_who_takes_it_has_it_and_the_rider_hears_that_once(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    await case.told()
    appeal = await taken(case, appeal)
    assert (appeal.holder_id, appeal.holder) == (LI.user_id, LI.name)
    told = await case.told(rider.chat_id)
    assert sum("有人接了" in call.text for call in told) == 1
    assert not any(LI.name in str(call.params) for call in told)
    with pytest.raises(AlreadyYours):
        await taken(case, appeal)
    with pytest.raises(AlreadyDone):
        await taken(case, appeal, WANG)
    await case.do(appeal_staff.take, await held(case, appeal, WANG), WANG, over=True)
    assert (await now(case, appeal)).holder == WANG.name
    assert not any("有人接了" in call.text for call in await case.told(rider.chat_id))


async def test_a_plan_needs_words_and_one_day_to_come(case: Case) -> None:
    rider = await case.rider()
    appeal = await taken(case, await sent(case, rider))
    await case.told()
    for text, lack in (
        ("我们联系站长", "没看出"),
        ("2026年11月23日联系站长", "过了"),
        ("周五", "怎么办"),
        ("周四或周五去", "只写一个"),
    ):
        assert (await answered(case, appeal, Act.PLAN, text)).stage is Stage.COLLECTED
        assert any(lack in call.text for call in await case.told(GROUP)), text
    planned = await answered(case, appeal, Act.PLAN, "王姐周五前联系站长")
    assert planned.stage is Stage.PLANNED
    assert planned.until == case.deps.district.calendar.end_of(case.deps.today.replace(day=27))
    told = [call.text for call in await case.told(rider.chat_id)]
    assert any("王姐周五前联系站长" in each and "11月27日" in each for each in told)


async def test_only_who_was_asked_answers_and_in_time(case: Case) -> None:
    appeal = await sent(case)
    question = await asked(case, appeal, Act.RESULT)
    with pytest.raises(OthersQuestion):
        await case.do(appeal_staff.take_answer, question, DESK, WANG, words(case, "好了"))
    with pytest.raises(WordsNeeded):
        await case.do(appeal_staff.take_answer, question, DESK, LI, words(case))
    await case.passes(minutes=10)
    with pytest.raises(QuestionOver):
        await case.do(appeal_staff.take_answer, question, DESK, LI, words(case, "好了"))


async def test_a_result_with_a_photo_reaches_the_rider_with_three_keys(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    await case.told()
    done = await answered(case, appeal, Act.RESULT, "补发了", photo=case.photo())
    assert (done.stage, done.holder_id) == (Stage.FOLLOWED, LI.user_id)
    (told,) = [call for call in await case.told(rider.chat_id) if "补发了" in call.text]
    assert told.keys == ["满意", "解决一部分", "没解决"]
    assert told.method == "sendPhoto"
    with pytest.raises(Stale):
        await asked(case, done, Act.PLAN)


async def test_a_reply_goes_to_the_rider_only_once_its_writer_says_so(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    await case.told()
    line = await replied(case, appeal, "哪个站点？")
    assert not any("哪个站点" in call.text for call in await case.told(rider.chat_id))
    with pytest.raises(OthersQuestion):
        await case.do(appeal_staff.sort, appeal, line, Said.TO_RIDER, WANG)
    await case.do(appeal_staff.sort, appeal, line, Said.TO_RIDER, LI)
    assert any("哪个站点" in call.text for call in await case.told(rider.chat_id))
    with pytest.raises(AlreadyDone):
        await case.do(appeal_staff.sort, appeal, line, Said.NOTE, LI)
    note = await replied(case, appeal, "先问站长")
    await case.do(appeal_staff.sort, appeal, note, Said.NOTE, LI)
    assert await case.told(rider.chat_id) == []
    with pytest.raises(Stale):
        await case.do(appeal_staff.sort, await sent(case, rider), note, Said.NOTE, LI)


async def test_nothing_is_said_to_a_rider_who_can_not_be_reached(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    line = await replied(case, appeal, "在吗")
    await case.rider(reachable=False)
    with pytest.raises(RiderLeft):
        await case.do(appeal_staff.sort, appeal, line, Said.TO_RIDER, LI)
    assert (await answered(case, appeal, Act.RESULT, "补发了")).stage is Stage.FOLLOWED


async def test_nobody_acts_on_their_own_nor_from_another_group(case: Case) -> None:
    appeal = await sent(case, await case.rider(7, chat_id=LI.user_id))
    with pytest.raises(OwnAppeal):
        await held(case, appeal)
    with pytest.raises(Stale):
        await case.do(appeals.at_desk, appeal.id, GROUPS["lighting"], WANG.user_id)
    draft = await begun(case, await case.rider(8), "工资没发")
    for appeal_id in (draft.id, 404):
        with pytest.raises(Stale):
            await case.do(appeals.at_desk, appeal_id, GROUP, WANG.user_id)


async def test_another_unit_gets_the_card_and_the_one_before_loses_it(case: Case) -> None:
    appeal = await taken(case, await sent(case))
    await case.told()
    await case.do(appeal_staff.move, appeal, ABOVE)
    moved = await now(case, appeal)
    assert (moved.queue, moved.stage, moved.holder_id) == ("supervisors", Stage.COLLECTED, None)
    assert [call.method for call in await case.told(GROUP)] == ["deleteMessage"]
    assert any("SQ-2611-0001" in call.text for call in await case.told(SUPERVISORS))
    with pytest.raises(Stale):
        await held(case, moved)
    with pytest.raises(Stale):
        await case.do(appeal_staff.move, moved, "lighting")


async def test_a_service_queue_that_is_gone_leaves_its_appeals_to_supervisors(case: Case) -> None:
    appeal = await sent(case)
    await case.told()
    case.gives_up_queue(SERVICE)
    await case.do(appeals.show_again)
    assert any("SQ-2611-0001" in call.text for call in await case.told() if call.chat == SUPERVISORS)
    card = await case.database.read(lambda tx: tx.messages.of_key(appeal_ticket_key(appeal.id)))
    assert card is not None
    assert card.chat_id == SUPERVISORS
    await case.do(appeals.show_again)
    assert await case.told() == []
    assert await case.do(appeals.at_desk, appeal.id, SUPERVISORS, LI.user_id)


async def test_a_problem_on_the_street_ends_it_with_a_key_to_report(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider, "路口井盖没了")
    await case.told()
    await case.do(appeal_staff.to_street, appeal)
    assert (await now(case, appeal)).answer == Act.STREET
    assert ["📝 上报这个问题"] in [call.keys for call in await case.told(rider.chat_id)]
    with pytest.raises(NoLongerPossible):
        await case.do(appeal_staff.to_street, await now(case, appeal))


async def test_the_card_has_photos_and_all_words_by_key(case: Case) -> None:
    rider = await case.rider()
    await begun(case, rider, "长" * 3000)
    await says(case, rider, photo=case.photo())
    appeal = await sent(case, rider, "就这些")
    (card,) = await case.told(GROUP)
    assert "…" in card.text
    assert {"看照片、语音", "看全文"} <= set(card.keys)
    for _ in range(2):
        await case.do(appeal_staff.show_media, appeal)
    assert [call.method for call in await case.told(GROUP)] == ["sendPhoto"]


async def test_followed_ones_show_plan_and_result(case: Case) -> None:
    done = await followed(case, await sent(case))
    card = (await case.told(GROUP))[-1]
    assert "王姐周五前联系站长" in card.text
    assert "站长补发了" in card.text
    assert done.due_at is None


async def test_a_lost_group_leaves_its_appeals_to_supervisors_until_it_is_back(case: Case) -> None:
    appeal = await sent(case)
    await case.told()
    await case.do(groups.lose, GROUP)
    await case.passes(seconds=1)
    assert any("SQ-2611-0001" in call.text for call in await case.told(SUPERVISORS))
    with pytest.raises(Stale):
        await held(case, appeal)
    await case.do(groups.place, DESK)
    await case.passes(seconds=1)
    assert any("SQ-2611-0001" in call.text for call in await case.told(GROUP))
    assert (await held(case, appeal)).id == appeal.id
