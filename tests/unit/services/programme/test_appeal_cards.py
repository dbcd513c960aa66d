"""A rider's appeal before it is sent."""

from dataclasses import replace

import pytest

from domain.errors import Barred, ConsentMissing
from domain.language.intents import Intent
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.appeal_errors import (
    AppealContactLong,
    AppealEmpty,
    AppealFilesFull,
    AppealGone,
    AppealKindMissing,
    NoAppeals,
    TooManyAppeals,
)
from domain.programme.appeals import AppealKind, Asks, Stage
from domain.reporting.clips import ClipKind
from services.programme import appeal_answers, appeal_cards
from tests.appealing import GROUP, SERVICE, begun, now, says, sent, unsent, words
from tests.usecases import GROUPS, HERE, Case


async def test_the_command_begins_a_card_or_shows_what_goes_on(case: Case) -> None:
    rider = await case.rider()
    await case.do(appeal_cards.open_list, rider, words(case))
    (card,) = await case.told(rider.chat_id)
    assert "是哪一类事" in card.text
    assert card.keys[:2] == ["报酬、合同", "受伤、保险"]
    await case.do(appeal_cards.open_list, rider, words(case))
    (listed,) = await case.told(rider.chat_id)
    assert "你的诉求" in listed.text
    assert "还没发出" in listed.text
    await case.do(appeal_cards.open_list, rider, words(case, "工资没发"))
    assert any("工资没发" in call.text for call in await case.told(rider.chat_id))


async def test_what_a_rider_sends_joins_the_card_for_ten_minutes(case: Case) -> None:
    rider = await case.rider()
    await begun(case, rider, "工资没发", AppealKind.PAY)
    await case.passes(minutes=9)
    assert await says(case, rider, "已经两个月了")
    assert await says(case, rider, photo=case.photo())
    assert await says(case, rider, clip=case.clip())
    card = (await case.told(rider.chat_id))[-1]
    assert "工资没发\n已经两个月了" in card.text
    assert "📷 1 张 · 🎤 1 段" in card.text
    assert "看不到你是谁" in card.text
    await case.passes(minutes=10)
    assert not await says(case, rider, "路灯坏了")


async def test_a_reply_to_the_card_joins_it_later_and_one_to_another_message_does_not(case: Case) -> None:
    rider = await case.rider()
    await begun(case, rider, "工资没发", AppealKind.PAY)
    card = (await case.told(rider.chat_id))[-1]
    await case.passes(minutes=20)
    assert await says(case, rider, "还有", replied_to=card.message)
    assert not await says(case, rider, "还有", replied_to=card.message + 1)


async def test_a_draft_that_was_begun_since_goes_before(case: Case) -> None:
    rider = await case.rider()
    await begun(case, rider, "工资没发", AppealKind.PAY)
    await case.passes(minutes=1)
    await case.sends(rider, "井盖不见了", photo=case.photo())
    assert not await says(case, rider, "就在东门")


async def test_the_film_of_a_video_is_kept_and_no_more_files_than_there_is_room_for(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider)
    video = case.clip(ClipKind.VIDEO)
    assert await says(case, rider, clip=video, photo=replace(case.photo(), clip_id=video.id))
    (line,) = await case.database.read(lambda tx: tx.appeals.lines(appeal.id))
    assert (line.photo_id, line.clip_id) == (None, video.id)
    for _ in range(4):
        await says(case, rider, clip=case.clip())
    with pytest.raises(AppealFilesFull):
        await says(case, rider, clip=case.clip())
    for _ in range(10):
        await says(case, rider, photo=case.photo())
    with pytest.raises(AppealFilesFull):
        await says(case, rider, photo=case.photo())


async def test_a_contact_and_a_place_are_asked_for_once(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider, "保安不让进", AppealKind.GATE)
    await case.do(appeal_cards.ask, rider, appeal.id, Asks.CONTACT)
    assert "联系方式" in (await case.told(rider.chat_id))[-1].text
    with pytest.raises(AppealContactLong):
        await says(case, rider, "长" * 101)
    await says(case, rider, "微信 abc")
    await case.do(appeal_cards.ask, rider, appeal.id, Asks.WHERE)
    await says(case, rider, "幸福里小区东门")
    kept = await now(case, appeal)
    assert (kept.contact, kept.place, kept.asks) == ("微信 abc", "幸福里小区东门", Asks.NOTHING)
    await says(case, rider, position=HERE)
    kept = await now(case, appeal)
    assert kept.position == HERE
    assert kept.place not in {"", "幸福里小区东门"}
    await case.do(appeal_cards.without_contact, rider, appeal.id)
    assert (await now(case, appeal)).contact == ""


async def test_it_is_sent_with_a_kind_and_something_said(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider)
    with pytest.raises(AppealKindMissing):
        await case.do(appeal_cards.send, rider, appeal.id)
    await case.do(appeal_cards.choose_kind, rider, appeal.id, AppealKind.INJURY)
    with pytest.raises(AppealEmpty):
        await case.do(appeal_cards.send, rider, appeal.id)
    await says(case, rider, clip=case.clip())
    gone = await case.do(appeal_cards.send, rider, appeal.id)
    assert gone.number == "SQ-2611-0001"
    calendar = case.deps.district.calendar_of(case.deps.district.queue(SERVICE))
    assert calendar.working_ms(case.clock.at, gone.answer_by or 0) == 4 * 3_600_000
    assert "SQ-2611-0001" in (await case.told(rider.chat_id))[-1].text
    (card,) = await case.told(GROUP)
    assert "受伤、保险" in card.text
    assert not any(str(rider.chat_id) in str(call.params) for call in [card])
    with pytest.raises(AppealGone):
        await case.do(appeal_cards.send, rider, appeal.id)


async def test_three_a_day_and_no_more(case: Case) -> None:
    rider = await case.rider()
    for _ in range(3):
        await sent(case, rider)
    with pytest.raises(TooManyAppeals):
        await sent(case, rider)
    await case.passes(days=1)
    assert (await sent(case, rider)).serial == 4


async def test_only_who_agreed_and_is_not_banned_begins_one_where_somebody_is_there(case: Case) -> None:
    with pytest.raises(ConsentMissing):
        await case.do(appeal_cards.begin, await case.rider(8, consent=0))
    banned = await case.rider(9, barred=SanctionKind.BAN, barred_for=SanctionReason.INSULTS)
    with pytest.raises(Barred):
        await case.do(appeal_cards.begin, banned)
    case.gives_up_queue(SERVICE)
    with pytest.raises(NoAppeals):
        await case.do(appeal_cards.begin, await case.rider())


async def test_others_can_do_nothing_with_it(case: Case) -> None:
    appeal, other = await begun(case, await case.rider(), "工资没发", AppealKind.PAY), await case.rider(8)
    for act in (appeal_cards.send, appeal_cards.show_below, appeal_answers.withdraw, appeal_cards.without_contact):
        with pytest.raises(AppealGone):
            await case.do(act, other, appeal.id)


async def test_it_is_reminded_of_and_goes_after_a_day(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider, "工资没发")
    await case.told()
    await case.passes(minutes=30)
    (reminder,) = await case.told(rider.chat_id)
    assert "还没发出" in reminder.text
    await case.do(appeal_cards.choose_kind, rider, appeal.id, AppealKind.PAY)
    await case.passes(hours=23, minutes=45)
    assert (await unsent(case, rider)).id == appeal.id
    await case.passes(minutes=30)
    assert await case.database.read(lambda tx: tx.appeals.get(appeal.id)) is None
    assert "收起来了" in [call.text for call in await case.told(rider.chat_id) if call.text][-1]


async def test_an_edit_changes_what_the_card_says(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider)
    said, rider = words(case, "工资没法"), replace(rider, appeals=True)
    await case.do(appeal_answers.take, rider, said)
    assert await case.do(appeal_cards.take_edit, rider, replace(said, text="工资没发"))
    assert not await case.do(appeal_cards.take_edit, rider, words(case, "别的"))
    assert [each.words for each in await case.database.read(lambda tx: tx.appeals.lines(appeal.id))] == ["工资没发"]


async def test_who_asks_for_a_person_gets_a_card(case: Case) -> None:
    rider = await case.rider()
    assert appeal_cards.opens_for(case.deps, rider, Intent.PERSON)
    assert not appeal_cards.opens_for(case.deps, rider, Intent.COMPLAINT)
    assert not appeal_cards.opens_for(case.deps, replace(rider, consent=0), Intent.PERSON)
    muted: Rider = replace(rider, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    assert not appeal_cards.opens_for(case.deps, muted, Intent.PERSON)
    case.gives_up_queue(SERVICE)
    assert not appeal_cards.opens_for(case.deps, rider, Intent.PERSON)


async def test_a_dropped_card_is_gone_with_all_that_was_said(case: Case) -> None:
    rider = await case.rider()
    appeal = await begun(case, rider, "工资没发")
    await case.told()
    await case.do(lambda tx, _: appeal_cards.drop(tx, rider, appeal.id))
    assert await case.database.read(lambda tx: tx.appeals.lines(appeal.id)) == []
    assert [call.method for call in await case.told(rider.chat_id)] == ["deleteMessage"]
    assert await case.told(GROUPS[SERVICE]) == []


async def test_what_a_place_is_called_is_found_in_the_words(case: Case) -> None:
    appeal = await sent(case, text="新湖街道的小区不让进", kind=AppealKind.GATE)
    assert appeal.place
    assert appeal.stage is Stage.COLLECTED
