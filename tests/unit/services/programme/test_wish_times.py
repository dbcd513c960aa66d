"""What time does to wishes, and what becomes of them as one of both leaves."""

import json

import pytest

from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.wish_errors import WishDayOver, WishDayUnclear
from domain.programme.wish_messages import WishAsk
from domain.programme.wishes import WishStage
from domain.reporting.reports import Actor, ActorKind
from services.people import sanctions
from services.people.sanctions import Act
from services.programme import wish_adopting, wish_drafts
from services.upkeep import forgetting, retention
from services.upkeep.my_data import record_of
from tests.usecases import Case
from tests.wishing import CARD, GLOVES, GROUP, drafted, listed, now, press, replies, sent, taken


async def test_who_is_silent_is_reminded_and_loses_it_the_day_after(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, adopter)
    await case.passes(days=1, hours=23)
    assert "两天没动静" not in str(await case.told(adopter.chat_id))
    await case.passes(hours=2)
    assert "两天没动静" in str(await case.told(adopter.chat_id))
    await case.passes(hours=22)
    assert (await now(case, wish)).stage is WishStage.ADOPTED
    await case.told()
    await case.passes(hours=2)
    assert (await now(case, wish)).stage is WishStage.LISTED
    assert "放回墙上了" in str(await case.told(adopter.chat_id))
    assert "三天没动静" in str(await case.told(asker.chat_id))


async def test_a_word_counts_from_when_it_was_said(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, adopter)
    await case.passes(days=1, hours=20)
    await replies(case, adopter, wish, WishAsk.SAID, "在做")
    await replies(case, asker, wish, WishAsk.SAID, "好")
    await case.told()
    await case.passes(days=1, hours=23)
    assert not await case.told(adopter.chat_id)
    await case.passes(days=1, hours=2)
    assert (await now(case, wish)).stage is WishStage.LISTED


async def test_an_old_silence_does_not_take_it_from_the_next_one(case: Case) -> None:
    asker, first, second = [await case.rider(number) for number in (7, 8, 9)]
    wish = await taken(case, asker, first)
    await case.passes(days=2)
    await case.do(wish_adopting.release, first, wish.id, CARD)
    await case.do(wish_adopting.adopt, second, wish.id, CARD)
    await case.passes(days=1, hours=12)
    assert (await now(case, wish)).adopter_id == second.id


async def test_what_was_done_is_not_taken_away(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, adopter)
    await replies(case, adopter, wish, WishAsk.DONE, "放驿站了")
    await case.passes(days=40)
    assert (await now(case, wish)).stage is WishStage.FULFILLED


@pytest.mark.parametrize(("changes", "days"), [({}, 30), ({"by_when": "2026-11-26"}, 3)])
async def test_a_wish_that_nobody_takes_ends_with_its_time(case: Case, changes: dict[str, str], days: int) -> None:
    asker = await case.rider()
    wish, waits = await listed(case, asker, **changes), await sent(case, asker, **changes)
    await case.told()
    await case.passes(days=days - 1)
    assert (await now(case, wish)).stage is WishStage.LISTED
    await case.passes(days=1)
    for each in (wish, waits):
        assert (await now(case, each)).stage is WishStage.LAPSED
    assert "没等到人" in str(await case.told(asker.chat_id))


async def test_what_is_let_go_after_its_day_ends(case: Case) -> None:
    asker, adopter = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, adopter, by_when="2026-11-25")
    await case.passes(days=2)
    await case.do(wish_adopting.release, adopter, wish.id, CARD)
    assert (await now(case, wish)).stage is WishStage.LAPSED


async def test_a_day_is_read_as_people_say_it_and_not_past_nor_far(case: Case) -> None:
    asker = await case.rider()
    draft = await drafted(case, asker)
    for words, day in (("下周三", "2026-12-02"), ("12月20日前", "2026-12-20"), ("today", "2026-11-24")):
        await replies(case, asker, draft, WishAsk.WHEN, words)
        assert (await now(case, draft)).by_when == day
    for words in ("随便", "周三或者周五", ""):
        with pytest.raises(WishDayUnclear):
            await replies(case, asker, draft, WishAsk.WHEN, words)
    for words in ("11月20日", "2027年5月1日"):
        with pytest.raises(WishDayOver):
            await replies(case, asker, draft, WishAsk.WHEN, words)
    await case.passes(days=2)
    with pytest.raises(WishDayOver):
        await case.do(wish_drafts.send, asker, draft.id, CARD)
    await case.do(wish_drafts.clear, asker, draft.id, CARD, WishAsk.WHEN)
    assert (await now(case, draft)).by_when == ""


async def test_a_banned_rider_has_no_wish_and_takes_none(case: Case) -> None:
    asker, other = await case.rider(7), await case.rider(8)
    theirs, taken_on = await taken(case, asker, other), await taken(case, other, asker)
    await case.told()
    actor, act = Actor(ActorKind.STAFF, 9, "主任"), Act(SanctionKind.BAN, SanctionReason.INSULTS)
    await case.do(sanctions.impose, actor, asker.id, 1, act)
    await case.passes(minutes=1)
    assert (await now(case, theirs)).stage is WishStage.WITHDRAWN
    assert (await now(case, taken_on)).stage is WishStage.LISTED
    told = str(await case.told(other.chat_id))
    assert "撤回了" in told
    assert "办不了" in told


async def test_who_leaves_takes_their_wishes_along_also_from_the_group(case: Case) -> None:
    asker, other = await case.rider(7), await case.rider(8)
    photo = case.photo()
    draft = await drafted(case, asker)
    await replies(case, asker, draft, WishAsk.PHOTO, photo=photo)
    theirs, taken_on = await listed(case, asker), await taken(case, other, asker)
    await press(case, theirs, "take.q")
    await replies(case, asker, theirs, WishAsk.SAID, "什么时候")
    await case.told()
    await case.do(forgetting.forget, asker)
    await case.passes(minutes=1)
    calls = await case.told(GROUP)
    assert [call.method for call in calls].count("deleteMessage") == 2
    assert await case.database.read(lambda tx: tx.wishes.get(theirs.id)) is None
    kept = await now(case, taken_on)
    assert (kept.stage, kept.adopter_id) == (WishStage.LISTED, None)
    assert await case.database.read(lambda tx: tx.photos.by_ids([photo.id])) == []


async def test_who_had_fulfilled_one_and_leaves_is_named_nowhere(case: Case) -> None:
    asker, other = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, other)
    await replies(case, other, wish, WishAsk.DONE, "好了")
    await case.do(forgetting.forget, other)
    kept = await now(case, wish)
    assert (kept.stage, kept.adopter_id) == (WishStage.FULFILLED, None)
    await case.do(wish_adopting.thank_by_key, asker, wish.id, CARD)


async def test_a_rider_can_take_out_what_they_wished_and_took(case: Case) -> None:
    asker, other = await case.rider(7), await case.rider(8)
    wish = await taken(case, asker, other)
    asked = await case.database.read(lambda tx: record_of(tx, asker))
    record = await case.database.read(lambda tx: record_of(tx, other))
    assert asked["wishes"][0]["number"] == record["wishes_taken"][0]["number"] == wish.number
    assert GLOVES in json.dumps(record, ensure_ascii=False)
    assert "rider_id" not in json.dumps(record)


async def test_a_wish_that_is_over_goes_with_its_photo(case: Case) -> None:
    asker = await case.rider()
    draft, photo = await drafted(case, asker), case.photo()
    await replies(case, asker, draft, WishAsk.PHOTO, photo=photo)
    wish = await sent(case, asker)
    await case.passes(days=2)

    async def abandoned() -> list[int]:
        found = await case.database.read(lambda tx: tx.photos.abandoned(case.clock.at, 9))
        return [each.id for each in found]

    assert await abandoned() == []
    await case.do(wish_drafts.withdraw, asker, wish.id, CARD)
    await case.passes(days=89)
    await case.do(retention.run)
    assert await case.database.read(lambda tx: tx.wishes.get(wish.id)) is not None
    await case.passes(days=2)
    await case.do(retention.run)
    assert await case.database.read(lambda tx: tx.wishes.get(wish.id)) is None
    assert await abandoned() == [photo.id]
