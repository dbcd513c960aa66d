"""At the end of a shift appeals are handed over: who offers, who takes all at once, and what is left out."""

import re

import pytest

from domain.errors import AlreadyDone, Stale
from domain.programme.appeal_errors import NothingHeld, OwnHandOver
from domain.programme.appeals import Act, Appeal
from domain.programme.hand_overs import HandOver
from services.programme import appeal_lists, appeal_staff, hand_overs
from services.tickets import groups
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.appealing import ABOVE, GROUP, LI, WANG, answered, held, now, sent, taken
from tests.usecases import Case

HOURS = 3_600_000


async def offered(case: Case, staff: Staff = LI) -> HandOver:
    """What somebody hands over."""
    await case.do(hand_overs.offer, GROUP, None, staff)
    (found,) = await case.database.read(lambda tx: tx.hand_overs.open_of(GROUP, staff.user_id))
    return found


async def kept(case: Case, it: HandOver) -> HandOver:
    found = await case.database.read(lambda tx: tx.hand_overs.get(it.id))
    assert found
    return found


async def two(case: Case) -> tuple[Appeal, Appeal]:
    """Two appeals that 李主任 has."""
    return await taken(case, await sent(case)), await taken(case, await sent(case, await case.rider(8)))


async def test_a_colleague_takes_all_at_once_and_riders_hear_nothing(case: Case) -> None:
    rider = await case.rider()
    first, second = await two(case)
    await sent(case, await case.rider(9))
    it = await offered(case)
    card = (await case.told(GROUP))[-1]
    assert "李主任，诉求 2 件" in card.text
    assert "SQ-2611-0002" in card.text
    assert "SQ-2611-0003" not in card.text
    await case.told()
    assert await case.do(hand_overs.take_over, it.id, GROUP, WANG) == 2
    assert [(await now(case, each)).holder for each in (first, second)] == ["王姐", "王姐"]
    told = await case.told()
    assert not [call for call in told if call.chat == rider.chat_id]
    edits = [call.text for call in told if call.chat == GROUP and call.method == "editMessageText"]
    assert len(edits) == 3, "both cards and the hand-over"
    (said,) = [text for text in edits if "交班" in text]
    assert re.search(r"王姐 .*10:00 接班，接了 2 件", said)
    assert "没有转" not in said


async def test_what_is_closed_or_with_others_or_one_s_own_is_left_out_and_counted(case: Case) -> None:
    first, second = await two(case)
    heir = await case.rider(9)
    own = await taken(case, await sent(case, heir))
    it = await offered(case)
    await case.do(appeal_staff.take, await held(case, first), Staff(11, "小赵"), over=True)
    await case.do(appeal_staff.to_street, await held(case, second))
    await answered(case, own, Act.RESULT, "问过了")
    assert await case.do(hand_overs.take_over, it.id, GROUP, Staff(heir.chat_id, "王姐")) == 0
    assert (await now(case, first)).holder == "小赵"
    assert (await now(case, own)).holder == "李主任"
    text = (await case.told(GROUP))[-1].text
    assert "接了 0 件" in text
    assert "另有 3 件没有转" in text


async def test_one_of_two_gets_it_and_nobody_from_themselves(case: Case) -> None:
    await two(case)
    it = await offered(case)
    with pytest.raises(OwnHandOver):
        await case.do(hand_overs.take_over, it.id, GROUP, LI)
    for there in (ABOVE, -4711):
        with pytest.raises(Stale):
            await case.do(hand_overs.take_over, it.id, there, WANG)
    await case.do(hand_overs.take_over, it.id, GROUP, WANG)
    with pytest.raises(AlreadyDone):
        await case.do(hand_overs.take_over, it.id, GROUP, Staff(11, "小赵"))
    assert (await kept(case, it)).heir_id == WANG.user_id
    with pytest.raises(Stale):
        await case.do(hand_overs.take_over, 1, GROUP, WANG)


async def test_a_second_offer_ends_the_first_and_none_is_made_of_nothing(case: Case) -> None:
    with pytest.raises(NothingHeld):
        await case.do(hand_overs.offer, GROUP, None, LI)
    await two(case)
    first = await offered(case)
    second = await offered(case)
    assert (first.id, (await kept(case, first)).ended_at) != (second.id, None)
    with pytest.raises(Stale):
        await case.do(hand_overs.take_over, first.id, GROUP, WANG)
    assert await case.do(hand_overs.take_over, second.id, GROUP, WANG) == 2


async def test_one_reminder_after_an_hour_which_goes_when_somebody_takes_over(case: Case) -> None:
    await two(case)
    it = await offered(case)
    await case.told()
    await case.passes(hours=1)
    (reminder,) = await case.told(GROUP)
    assert "还没人接" in reminder.text
    await case.passes(hours=2)
    assert not [call for call in await case.told(GROUP) if "还没人接" in call.text]
    await case.do(hand_overs.take_over, it.id, GROUP, WANG)
    assert [call.method for call in await case.told(GROUP)].count("deleteMessage") == 1


async def test_after_twelve_hours_they_stay_with_who_had_them(case: Case) -> None:
    first, _ = await two(case)
    it = await offered(case)
    await case.told()
    await case.passes(hours=12)
    texts = [call.text for call in await case.told(GROUP)]
    assert any("没人接班，仍由 李主任 负责" in text for text in texts)
    with pytest.raises(Stale):
        await case.do(hand_overs.take_over, it.id, GROUP, WANG)
    assert (await now(case, first)).holder == "李主任"


async def test_a_group_that_became_a_supergroup_takes_over_there(case: Case) -> None:
    await two(case)
    it = await offered(case)
    await case.do(groups.move, GROUP, -1_001_000_000_099)
    assert await case.do(hand_overs.take_over, it.id, -1_001_000_000_099, WANG) == 2


async def test_the_key_stands_in_the_list_of_who_has_some(case: Case) -> None:
    await sent(case)

    async def keys(staff: Staff) -> str:
        await case.told()
        await case.do(appeal_lists.show_list, Asker(GROUP, None, staff.user_id, 1))
        return str([call for call in await case.told(GROUP) if call.text][-1])

    assert "交班" not in await keys(LI)
    await taken(case, await sent(case, await case.rider(8)))
    assert "交班" in await keys(LI)
    assert "交班" not in await keys(WANG)
