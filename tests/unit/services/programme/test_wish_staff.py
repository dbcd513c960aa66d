"""Staff look after wishes: what they approve, decline, take on and take down, and what their replies do."""

import pytest

from domain.errors import OthersQuestion, QuestionOver, Stale
from domain.programme.teams import Company
from domain.programme.wish_errors import NoWishes, OwnWish, WishMoved, WishTaken
from domain.programme.wish_marks import Mark
from domain.programme.wish_messages import WishAsk
from domain.programme.wish_staff_messages import StaffAsk, WishCard, WishesOfGroup, WishSheet
from domain.programme.wishes import Adopter, DeclineReason, WishStage
from domain.tickets.staff import QueueChat
from services.programme import wish_adopting, wish_staff
from services.tickets.lookups import Asker
from services.wish_keys import StaffQuestion, said_to_staff_of_key, staff_question_of_key
from tests.usecases import GROUPS, Case
from tests.wishing import BOSS, CARD, GLOVES, GROUP, card_of, drafted, listed, now, press, replies, sent, taken

ELSEWHERE = GROUPS["lighting"]


async def test_a_wish_that_was_sent_stands_before_staff_without_who_asked(case: Case) -> None:
    asker = await case.rider()
    await case.told()
    wish = await sent(case, asker, by_when="2026-12-20")
    (card,) = await case.told(GROUP)
    assert GLOVES in card.text
    assert "12月20日" in card.text
    assert str(asker.chat_id) not in str(card)
    await press(case, wish, "approve", at=await card_of(case, wish))
    assert (await now(case, wish)).stage is WishStage.LISTED
    assert "等人认领" in (await case.told(GROUP))[-1].text
    assert "上墙了" in (await case.told(asker.chat_id))[-1].text
    with pytest.raises(WishMoved):
        await press(case, wish, "approve")


@pytest.mark.parametrize("reason", DeclineReason)
async def test_a_declined_wish_says_why(case: Case, reason: DeclineReason) -> None:
    asker = await case.rider()
    wish = await sent(case, asker)
    await press(case, wish, "menu.decline", at=CARD)
    await press(case, wish, f"decline.{reason}")
    kept = await now(case, wish)
    assert (kept.stage, kept.declined_for) == (WishStage.DECLINED, reason)
    assert "原因" in (await case.told(asker.chat_id))[-1].text
    with pytest.raises(Stale):
        await press(case, await sent(case, asker), "decline.because")


async def test_what_looks_like_an_advertisement_is_marked_and_nothing_more(case: Case) -> None:
    wish = await sent(case, await case.rider(), "手套特价20元，加微信")
    view = await case.view(WishCard(wish.id), chat_id=GROUP)
    assert view.marks == (Mark.PRICE, Mark.SCAN)
    assert "⚠️" in (await case.told(GROUP))[-1].text
    await press(case, wish, "approve")
    assert "⚠️" not in (await case.told(GROUP))[-1].text


async def test_staff_decide_on_nothing_of_their_own_and_nothing_elsewhere(case: Case) -> None:
    asker = await case.rider(7)
    wish, draft = await sent(case, asker), await drafted(case, await case.rider(8))
    for argument in ("approve", "menu.decline", "decline.money", "show"):
        with pytest.raises(OwnWish):
            await press(case, wish, argument, by=asker.chat_id)
        with pytest.raises(Stale):
            await press(case, wish, argument, chat=ELSEWHERE)
        with pytest.raises(Stale):
            await press(case, draft, argument)
    assert (await now(case, wish)).stage is WishStage.ASKED


async def test_a_station_a_company_or_the_team_takes_a_wish_under_its_name(case: Case) -> None:
    await case.database.write(lambda tx: tx.teams.save_companies([Company("blue", "蓝骑", "Blue")]))
    station = next(iter(case.deps.district.stations.values()))
    for number, (argument, adopter, ref, name) in enumerate(
        [
            ("take.q", Adopter.QUEUE, "rider-service", "骑手服务队"),
            (f"take.s.{station.id}", Adopter.STATION, station.id, station.zh),
            ("take.c.blue", Adopter.COMPANY, "blue", "蓝骑"),
        ]
    ):
        asker = await case.rider(20 + number)
        wish = await listed(case, asker)
        await press(case, wish, "menu.adopt", at=CARD)
        await case.told()
        await press(case, wish, argument)
        kept = await now(case, wish)
        assert (kept.adopter, kept.adopter_ref, kept.adopter_id) == (adopter, ref, None)
        assert f"{name}认领了" in (await case.told(asker.chat_id))[-1].text
    with pytest.raises(WishTaken):
        await press(case, wish, "take.q")
    with pytest.raises(Stale):
        await press(case, wish, "take.s.nowhere")
    with pytest.raises(Stale):
        await case.do(wish_staff.adopt, await listed(case, await case.rider(30)), Adopter.RIDER, "")


async def test_staff_fulfil_what_they_have_and_not_what_a_rider_has(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    riders = await taken(case, asker, adopter)
    for argument in ("release", "ask.done", "ask.said"):
        with pytest.raises(WishMoved):
            await press(case, riders, argument)
    theirs = await listed(case, await case.rider(9))
    await press(case, theirs, "take.q")
    theirs = await now(case, theirs)
    await case.do(wish_staff.fulfil, theirs, "", case.photo())
    done = await now(case, theirs)
    assert (done.stage, done.done_photo_id is not None) == (WishStage.FULFILLED, True)
    asker = await case.rider(9)
    await case.do(wish_adopting.thank_by_key, asker, theirs.id, CARD)
    assert "谢谢" in str(await case.told(GROUP))


async def test_words_between_staff_and_who_asked(case: Case) -> None:
    asker = await case.rider()
    wish = await listed(case, asker)
    await press(case, wish, "take.q")
    await case.told()
    await case.do(wish_staff.say, await now(case, wish), "明天送到驿站")
    assert "明天送到驿站" in (await case.told(asker.chat_id))[-1].text
    await replies(case, asker, wish, WishAsk.SAID, "谢谢，几点")
    (told,) = await case.told(GROUP)
    assert "谢谢，几点" in told.text
    with pytest.raises(WishMoved):
        await replies(case, asker, wish, WishAsk.CONTACT, "我在东门")


async def test_a_question_is_for_who_pressed_and_for_its_time(case: Case) -> None:
    wish = await listed(case, await case.rider())
    await press(case, wish, "take.q")
    await press(case, wish, "ask.done", at=CARD)
    until = case.clock.at + 10 * 60_000
    question = StaffQuestion(wish.id, StaffAsk.DONE, BOSS, CARD, until)
    assert staff_question_of_key(question.key) == question
    assert staff_question_of_key("ticket:1:a") is None
    assert said_to_staff_of_key("wish_of:7:said:93:5") == 93
    assert said_to_staff_of_key("wish_of:7:card:93:5") is None
    wish_staff.check_answer(case.deps, question, BOSS)
    with pytest.raises(OthersQuestion):
        wish_staff.check_answer(case.deps, question, BOSS + 1)
    await case.told()
    await case.passes(minutes=11)
    with pytest.raises(QuestionOver):
        wish_staff.check_answer(case.deps, question, BOSS)
    assert "deleteMessage" in [call.method for call in await case.told(GROUP)]
    with pytest.raises(Stale):
        await press(case, wish, "ask.anything")


async def test_what_is_taken_down_is_told_to_both(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, adopter)
    await case.told()
    await press(case, wish, "menu.take_down", at=CARD)
    await press(case, wish, "take_down.personal")
    for rider in (asker, adopter):
        assert "撤下" in (await case.told(rider.chat_id))[-1].text
    kept = await now(case, wish)
    assert (kept.stage, kept.adopter_id) == (WishStage.DECLINED, None)


async def test_a_group_lists_what_it_looks_after_and_shows_one_again(case: Case) -> None:
    await case.do(wish_staff.show_list, Asker(GROUP, None, BOSS, 1))
    assert "没有要管的" in (await case.told(GROUP))[-1].text
    waits, wish = await sent(case, await case.rider(7)), await listed(case, await case.rider(8))
    view = await case.view(WishesOfGroup(chat_id=GROUP), chat_id=GROUP)
    assert [each.id for each in view.wishes] == [waits.id, wish.id]
    await case.do(wish_staff.show_list, Asker(GROUP, None, BOSS, 1))
    await case.told()
    await press(case, wish, "show", at=CARD)
    assert GLOVES in (await case.told(GROUP))[-1].text
    with pytest.raises(NoWishes):
        await case.do(wish_staff.show_list, Asker(ELSEWHERE, None, BOSS, 1))
    assert await case.view(WishSheet(wish_id=wish.id, chat_id=ELSEWHERE), chat_id=ELSEWHERE) is None
    assert await case.view(WishesOfGroup(chat_id=ELSEWHERE), chat_id=ELSEWHERE) is None


async def test_without_its_group_triage_looks_after_wishes(case: Case) -> None:
    await case.database.write(lambda tx: tx.queues.lose(GROUP, case.clock.at))
    asker = await case.rider()
    wish = await sent(case, asker)
    triage = GROUPS["triage"]
    assert GLOVES in str(await case.told(triage))
    await press(case, wish, "approve", chat=triage)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("rider-service", GROUP, None, case.clock.at)))
    with pytest.raises(Stale):
        await press(case, wish, "menu.adopt", chat=triage)
