"""Wishes between two riders: the wall, who takes one, what they say to each other, how it ends."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import Barred, ConsentMissing
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.wish_errors import (
    AdoptedMany,
    NotAdopter,
    NoWishes,
    OwnWish,
    TooManyWishWords,
    WishesMany,
    WishGone,
    WishLong,
    WishMoved,
    WishSaidLong,
    WishTaken,
    WishWordsMissing,
)
from domain.programme.wish_messages import WishAsk, WishesShown, WishShown
from domain.programme.wishes import LONGEST, SAID_LONGEST, Adopter, WishStage
from services.programme import wish_adopting, wish_drafts, wishes
from services.programme.wishes import Side
from tests.usecases import Case
from tests.wishing import CARD, GLOVES, drafted, listed, newest, now, replies, sent, taken


async def two(case: Case) -> tuple[Rider, Rider]:
    return await case.rider(7), await case.rider(8)


async def test_a_wish_is_written_sent_taken_done_and_thanked_for(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    assert (wish.number, wish.stage, wish.adopter, wish.adopter_id) == ("W-2611-0001", "adopted", Adopter.RIDER, 8)
    assert "一位骑手认领了" in (await case.told(asker.chat_id))[-1].text
    await replies(case, adopter, wish, WishAsk.DONE, "放在东门驿站了")
    told = (await case.told(asker.chat_id))[-1]
    assert "办好了" in told.text
    assert "放在东门驿站了" in told.text
    done = await now(case, wish)
    assert (done.stage, done.closed_at) == (WishStage.FULFILLED, case.clock.at)
    await replies(case, asker, wish, WishAsk.THANKS, "太好了")
    assert "太好了" in (await case.told(adopter.chat_id))[-1].text
    assert (await now(case, wish)).stage is WishStage.THANKED
    with pytest.raises(WishMoved):
        await case.do(wish_adopting.thank_by_key, asker, wish.id, CARD)


async def test_of_two_who_take_it_at_once_one_has_it(case: Case) -> None:
    asker = await case.rider(7)
    others = [await case.rider(number) for number in (8, 9, 10)]
    wish = await listed(case, asker)
    done = await asyncio.gather(
        *(case.do(wish_adopting.adopt, each, wish.id, CARD) for each in others), return_exceptions=True
    )
    assert [type(each) for each in done if each is not None] == [WishTaken, WishTaken]
    assert done.count(None) == 1
    assert (await now(case, wish)).adopter_id == others[done.index(None)].id


async def test_who_a_rider_is_to_a_wish_decides_what_they_may(case: Case) -> None:
    asker, adopter, other = *await two(case), await case.rider(9)
    draft = await drafted(case, asker)
    for use_case in (wishes.show, wish_drafts.drop, wish_drafts.send):
        with pytest.raises(WishGone):
            await case.do(use_case, other, draft.id, CARD)
    wish = await taken(case, asker, adopter)
    for wrong in (wish_adopting.release, wish_drafts.withdraw, wish_adopting.not_yet):
        with pytest.raises((WishGone, NotAdopter)):
            await case.do(wrong, other, wish.id, CARD)
    for what in (WishAsk.SAID, WishAsk.DONE, WishAsk.CONTACT):
        with pytest.raises((WishMoved, NotAdopter)):
            await replies(case, other, wish, what, "我是谁")
    with pytest.raises(NotAdopter):
        await replies(case, asker, wish, WishAsk.DONE, "自己办好了")
    with pytest.raises(WishTaken):
        await case.do(wish_adopting.adopt, other, wish.id, CARD)
    assert (await case.view(WishShown(wish.id), other)).side is Side.OTHER
    await case.told()
    await case.do(wishes.show, other, wish.id)
    assert GLOVES not in str((await case.told(other.chat_id))[-1])


async def test_nobody_takes_their_own_nor_without_the_terms_nor_banned(case: Case) -> None:
    asker, stranger = await case.rider(7), await case.rider(8, consent=0)
    banned = await case.rider(9, barred=SanctionKind.BAN, barred_for=SanctionReason.INSULTS)
    wish = await listed(case, asker)
    for rider, error in ((asker, OwnWish), (stranger, ConsentMissing), (banned, Barred)):
        with pytest.raises(error):
            await case.do(wish_adopting.adopt, rider, wish.id, CARD)
    with pytest.raises(Barred):
        await case.do(wish_drafts.begin, banned, GLOVES)
    assert (await now(case, wish)).stage is WishStage.LISTED


async def test_a_muted_rider_asks_for_nothing_and_says_nothing(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    muted = await case.rider(8, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    await case.told()
    await case.do(wish_drafts.begin, muted, GLOVES)
    await replies(case, muted, wish, WishAsk.SAID, "骂人的话")
    assert not await case.told(asker.chat_id)
    assert not await case.database.read(lambda tx: tx.wishes.of_rider(muted.id, 5))


async def test_words_go_both_ways_and_say_nothing_of_who(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    await case.told()
    await replies(case, adopter, wish, WishAsk.SAID, "周六行吗 <b>")
    assert "周六行吗 &lt;b&gt;" in (await case.told(asker.chat_id))[-1].text
    await replies(case, asker, wish, WishAsk.SAID, "行")
    assert "“行”" in str(await case.told(adopter.chat_id))
    with pytest.raises(WishWordsMissing):
        await replies(case, asker, wish, WishAsk.SAID, "  ")
    with pytest.raises(WishSaidLong):
        await replies(case, asker, wish, WishAsk.SAID, "长" * (SAID_LONGEST + 1))
    for _ in range(case.deps.limits.wish_words_per_hour - 1):
        await replies(case, asker, wish, WishAsk.SAID, "在吗")
    with pytest.raises(TooManyWishWords):
        await replies(case, asker, wish, WishAsk.SAID, "在吗")


async def test_how_to_find_them_is_shown_once_both_have_said_so_and_not_kept(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    await case.told()
    await replies(case, adopter, wish, WishAsk.CONTACT, "东门驿站，三点")
    assert "东门驿站" not in str(await case.told(asker.chat_id))
    await replies(case, asker, wish, WishAsk.CONTACT, "穿蓝雨衣")
    assert "东门驿站，三点" in str(await case.told(asker.chat_id))
    assert "穿蓝雨衣" in str(await case.told(adopter.chat_id))
    kept = await now(case, wish)
    assert (kept.asker_contact, kept.adopter_contact) == ("", "")


async def test_what_one_side_wrote_goes_when_the_other_is_another(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    await replies(case, asker, wish, WishAsk.CONTACT, "穿蓝雨衣")
    await case.do(wish_adopting.release, adopter, wish.id, CARD)
    next_one = await case.rider(9)
    await case.do(wish_adopting.adopt, next_one, wish.id, CARD)
    await case.told()
    await replies(case, next_one, wish, WishAsk.CONTACT, "我骑红车")
    assert "穿蓝雨衣" not in str(await case.told())


async def test_not_yet_gives_it_back_to_who_has_it(case: Case) -> None:
    asker, adopter = await two(case)
    wish = await taken(case, asker, adopter)
    await replies(case, adopter, wish, WishAsk.DONE, "好了")
    await case.told()
    await case.do(wish_adopting.not_yet, asker, wish.id, CARD)
    again = await now(case, wish)
    assert (again.stage, again.adopter_id, again.done_words, again.closed_at) == ("adopted", adopter.id, "", None)
    assert "还没收到" in (await case.told(adopter.chat_id))[-1].text


async def test_two_a_month_and_one_draft(case: Case) -> None:
    asker = await case.rider()
    first = await drafted(case, asker, "一")
    assert (await drafted(case, asker, "二")).id == first.id
    await sent(case, asker)
    withdrawn = await sent(case, asker)
    await case.do(wish_drafts.withdraw, asker, withdrawn.id, CARD)
    with pytest.raises(WishesMany):
        await case.do(wish_drafts.begin, asker, GLOVES)
    await case.passes(days=8)
    assert (await sent(case, asker)).number == "W-2612-0001"


async def test_three_at_once_and_no_more(case: Case) -> None:
    adopter = await case.rider(8)
    for number in (11, 12, 13):
        await taken(case, await case.rider(number), adopter)
    last = await listed(case, await case.rider(14))
    with pytest.raises(AdoptedMany):
        await case.do(wish_adopting.adopt, adopter, last.id, CARD)


async def test_a_draft_needs_words_that_are_short_and_is_dropped(case: Case) -> None:
    asker = await case.rider()
    await case.do(wish_drafts.begin, asker)
    assert "140" in (await case.told(asker.chat_id))[-1].text
    draft = await newest(case, asker)
    with pytest.raises(WishWordsMissing):
        await case.do(wish_drafts.send, asker, draft.id, CARD)
    with pytest.raises(WishLong):
        await replies(case, asker, draft, WishAsk.WORDS, "长" * (LONGEST + 1))
    await replies(case, asker, draft, WishAsk.WORDS, "  一副\n手套 ")
    assert (await now(case, draft)).words == "一副 手套"
    await case.do(wish_drafts.drop, asker, draft.id, CARD)
    assert not await case.database.read(lambda tx: tx.wishes.of_rider(asker.id, 5))


async def test_nothing_changes_once_it_was_sent(case: Case) -> None:
    asker = await case.rider()
    wish = await sent(case, asker)
    for what, words in ((WishAsk.WORDS, "别的"), (WishAsk.WHEN, "明天")):
        with pytest.raises(WishMoved):
            await replies(case, asker, wish, what, words)
    for use_case in (wish_drafts.send, wish_drafts.drop):
        with pytest.raises(WishMoved):
            await case.do(use_case, asker, wish.id, CARD)


async def test_a_photo_comes_along_once_of_an_album(case: Case) -> None:
    asker = await case.rider()
    draft = await drafted(case, asker)
    first, second = case.photo(), case.photo()
    await replies(case, asker, draft, WishAsk.WORDS, "这样的手套", first, album="a")
    await replies(case, asker, draft, WishAsk.WORDS, "", second, album="a")
    kept = await now(case, draft)
    assert (kept.words, kept.photo_id) == ("这样的手套", first.id)
    (stored,) = await case.database.read(lambda tx: tx.photos.of_rider(asker.id))
    assert stored.id == first.id
    with pytest.raises(WishWordsMissing):
        await replies(case, asker, draft, WishAsk.PHOTO, "没有照片")


async def test_the_wall_goes_by_pages_what_ends_first_first_and_ones_own_apart(case: Case) -> None:
    reader = await case.rider(7)
    own = await listed(case, reader, "自己的")
    by_due = [await listed(case, await case.rider(20 + number), f"心愿{number}") for number in range(8)]
    soon = await listed(case, await case.rider(40), "急", by_when="2026-11-26")
    page = await case.view(WishesShown(), reader)
    assert [each.id for each in page.mine] == [own.id]
    assert [each.id for each in page.others] == [soon.id, *(each.id for each in by_due[:5])]
    after = await case.view(WishesShown(page.next_after), reader)
    assert [each.id for each in after.others] == [each.id for each in by_due[5:]]
    assert (after.mine, after.next_after, after.is_first) == ((), 0, False)
    await case.told()
    await case.do(wishes.show_list, reader)
    assert "急" in (await case.told(reader.chat_id))[-1].text


async def test_a_district_without_a_service_queue_has_no_wishes(case: Case) -> None:
    asker = await case.rider()
    case.has_queue("rider-service", kind="department")
    for use_case in (wishes.show_list, wish_drafts.begin):
        with pytest.raises(NoWishes):
            await case.do(use_case, asker)


async def test_a_wish_has_all_of_its_day(case: Case) -> None:
    asker = await case.rider()
    draft = await drafted(case, asker)
    await replies(case, asker, draft, WishAsk.WHEN, "明天")
    assert (await now(case, draft)).by_when == "2026-11-25"
    wish = await sent(case, asker)
    assert wish.due_at - case.clock.at == timedelta(hours=38) // timedelta(milliseconds=1)
