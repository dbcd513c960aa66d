"""Points become vouchers, vouchers are handed out once, and what is taken back never leaves a debt for what is open."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from domain.district.rewards import Reward
from domain.errors import Barred, ConsentMissing, Stale, TooLateToUndo
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.desks import Desk
from domain.programme.errors import (
    DeskNeeded,
    OldVoucher,
    OwnVoucher,
    RewardGone,
    RewardRefused,
    TooManyCodes,
    VoucherOver,
)
from domain.programme.reward_messages import RewardsList
from domain.programme.vouchers import Voucher, VoucherState
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.people import awarding
from services.programme import handing_out, rewards, vouchers
from services.upkeep import forgetting
from tests.usecases import START, Case

WATER = Reward("water", "矿泉水", "Water", 10, ("drainage",))
GLOVES = Reward("gloves", "手套", "Gloves", 30, ("lighting",), stock=1, limit=1, budget=60)
AT_DESK = Desk(900, "李主任", "drainage")
SERVICE = Desk(901, "王姐", "rider-service")


@pytest.fixture
async def rider(case: Case) -> Rider:
    case.has_district(rewards={each.id: each for each in (WATER, GLOVES)})
    return await case.rider()


async def earns(case: Case, rider: Rider, points: int, cause: str = "earned") -> None:
    report = await case.submitted(by=rider)
    entry = Entry(f"{cause}:{report.id}", rider.id, report.id, Merit.ANSWERED, points - 1, "2026-11-24", START)
    await case.database.write(lambda tx: tx.ledger.add(entry))
    assert await case.balance(rider) >= points


async def test_who_has_not_agreed_to_the_terms_of_today_spends_nothing(case: Case, rider: Rider) -> None:
    await earns(case, rider, 10)
    before = await case.balance(rider)
    with pytest.raises(ConsentMissing):
        await redeems(case, replace(rider, consent=0))
    assert await case.balance(rider) == before


async def redeems(case: Case, rider: Rider, reward: Reward = WATER, asked: int = 0) -> Voucher:
    asked = asked or case.numbers.new()
    await case.do(rewards.redeem, rider, asked, reward.id, reward.points, 5)
    return await now(case, asked)


async def now(case: Case, voucher_id: int) -> Voucher:
    kept = await case.database.read(lambda tx: tx.vouchers.get(voucher_id))
    assert kept
    return kept


async def texts(case: Case, rider: Rider) -> Sequence[str]:
    return [call.text for call in await case.told(rider.chat_id)]


async def test_points_become_a_voucher_that_is_handed_out_once(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    assert await case.balance(rider) == 15
    assert voucher.code in (await texts(case, rider))[-1]
    assert await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    handed = await now(case, voucher.id)
    assert (handed.state, handed.queue, handed.staff_id) == (VoucherState.HANDED_OUT, "drainage", 900)
    told = await texts(case, rider)
    assert any("领走了" in text for text in told)
    assert not any("李主任" in text for text in told)
    assert not await case.do(handing_out.hand_out, SERVICE, voucher.id, voucher.code)
    assert await now(case, voucher.id) == handed


async def test_a_question_is_answered_once_however_often_it_is_pressed(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    asked = case.numbers.new()
    voucher = await redeems(case, rider, asked=asked)
    assert await redeems(case, rider, asked=asked) == voucher
    assert await case.balance(rider) == 15
    other = await case.rider(8)
    with pytest.raises(Stale):
        await case.do(rewards.redeem, other, asked, "water", 10, 5)
    with pytest.raises(Stale):
        await case.do(rewards.redeem, rider, 1 << 62, "water", 10, 5)


@pytest.mark.parametrize(
    ("changes", "why", "day"),
    [
        ({"last": date(2026, 11, 23)}, "over", ""),
        ({"first": date(2026, 11, 25)}, "not_yet", "2026-11-25"),
        ({"stock": 1}, "sold_out", ""),
        ({"budget": 19}, "budget", "2026-12-01"),
        ({"limit": 1}, "limit", "2026-12-01"),
        ({"points": 100}, "short", ""),
    ],
)
async def test_each_hindrance_is_told(case: Case, rider: Rider, changes: dict[str, object], why: str, day: str) -> None:
    await earns(case, rider, 40)
    await redeems(case, rider)
    reward = replace(WATER, **changes)  # type: ignore[arg-type]
    case.has_district(rewards={"water": reward})
    with pytest.raises(RewardRefused) as refused:
        await case.do(rewards.ask, rider, "water", 5)
    assert (refused.value.why, refused.value.day) == (why, day)
    assert await case.balance(rider) == 30


async def test_a_price_that_changed_or_a_reward_that_is_gone_is_not_taken(case: Case, rider: Rider) -> None:
    await earns(case, rider, 40)
    case.has_district(rewards={"water": replace(WATER, points=11)})
    for reward in (WATER, GLOVES):
        with pytest.raises(RewardGone):
            await case.do(rewards.redeem, rider, case.numbers.new(), reward.id, reward.points, 5)


async def test_a_banned_rider_redeems_nothing_and_is_handed_what_they_have(case: Case, rider: Rider) -> None:
    await earns(case, rider, 40)
    voucher = await redeems(case, rider)
    banned = replace(rider, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    await case.database.write(lambda tx: tx.riders.save(banned))
    with pytest.raises(Barred):
        await case.do(rewards.ask, banned, "water", 5)
    assert await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    muted = replace(rider, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    await redeems(case, muted)


async def test_a_new_code_makes_a_photographed_one_worthless(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    await case.do(vouchers.renew, rider, voucher.id)
    anew = await now(case, voucher.id)
    assert anew.code != voucher.code
    with pytest.raises(OldVoucher):
        await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    thief = await case.rider(8, chat_id=900)
    await case.do(handing_out.look_up, thief, voucher.code, AT_DESK)
    assert "旧码" in (await texts(case, thief))[-1]
    assert await case.do(handing_out.hand_out, AT_DESK, voucher.id, anew.code)


async def test_a_foreign_voucher_is_shown_to_nobody_but_its_desks(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    stranger = await case.rider(8)
    with pytest.raises(DeskNeeded) as needed:
        await case.do(handing_out.look_up, stranger, voucher.code, None)
    assert needed.value.queues[0] == "drainage"
    elsewhere = Desk(900, "李主任", "lighting")
    with pytest.raises(DeskNeeded):
        await case.do(handing_out.hand_out, elsewhere, voucher.id, voucher.code)
    for act in (vouchers.renew, vouchers.give_back, vouchers.show):
        with pytest.raises(Stale):
            await case.do(act, stranger, voucher.id)


async def test_nobody_hands_out_to_themselves(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    own = Desk(rider.chat_id, "我", "drainage")
    with pytest.raises(OwnVoucher):
        await case.do(handing_out.hand_out, own, voucher.id, voucher.code)


async def test_a_code_is_read_however_it_is_typed(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    await case.told()
    desk = await case.rider(9)
    code = voucher.code
    for typed in (code.lower(), f" {code[:4]} {code[4:]} ", f"{code[:4]}-{code[4:]}", code.translate(WIDE)):
        await case.do(handing_out.look_up, desk, typed, AT_DESK)
        assert "矿泉水" in (await texts(case, desk))[-1]


WIDE = {ord("A") + each: 0xFF21 + each for each in range(26)}


async def test_guesses_have_a_pace(case: Case, rider: Rider) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, codes_per_hour=2))
    for _ in range(2):
        await case.do(handing_out.look_up, rider, "JJJJJJJJ", None)
    with pytest.raises(TooManyCodes):
        await case.do(handing_out.look_up, rider, "JJJJJJJJ", None)
    await case.do(handing_out.look_up, rider, "x", None)


async def test_what_is_given_back_returns_points_and_stock(case: Case, rider: Rider) -> None:
    await earns(case, rider, 40)
    voucher = await redeems(case, rider, GLOVES)
    await case.do(vouchers.give_back, rider, voucher.id)
    assert await case.balance(rider) == 40
    with pytest.raises(VoucherOver):
        await case.do(vouchers.give_back, rider, voucher.id)
    with pytest.raises(VoucherOver):
        await case.do(handing_out.hand_out, Desk(900, "", "lighting"), voucher.id, voucher.code)
    assert (await redeems(case, rider, GLOVES)).state is VoucherState.OPEN


async def test_an_unused_voucher_ends_and_its_points_return(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    await case.told()
    await case.passes(days=WATER.days + 2)
    assert (await now(case, voucher.id)).state is VoucherState.ENDED
    assert await case.balance(rider) == 25
    assert any("过期没领" in text for text in await texts(case, rider))
    with pytest.raises(VoucherOver):
        await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)


async def test_handing_out_is_undone_by_the_same_person_for_two_minutes(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    with pytest.raises(TooLateToUndo):
        await case.do(handing_out.undo, SERVICE.user_id, voucher.id)
    await case.do(handing_out.undo, AT_DESK.user_id, voucher.id)
    assert await now(case, voucher.id) == voucher
    await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    await case.passes(minutes=2)
    with pytest.raises(TooLateToUndo):
        await case.do(handing_out.undo, AT_DESK.user_id, voucher.id)


async def test_an_undo_after_its_end_ends_it(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    case.clock.at = voucher.ends_at - 60_000
    await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    await case.passes(minutes=1, seconds=30)
    await case.do(handing_out.undo, AT_DESK.user_id, voucher.id)
    await case.passes(seconds=1)
    assert (await now(case, voucher.id)).state is VoucherState.ENDED


async def test_what_is_handed_out_is_told_as_it_is_when_that_arrives(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    await case.told()
    await case.do(handing_out.hand_out, AT_DESK, voucher.id, voucher.code)
    await case.passes(seconds=9)
    await case.do(handing_out.undo, AT_DESK.user_id, voucher.id)
    told = [text for text in await texts(case, rider) if "兑换码" not in text]
    assert len(told) == 1
    assert "撤销" in told[0]


async def test_an_undo_after_the_rider_has_left_leaves_nothing_open(case: Case, rider: Rider) -> None:
    await earns(case, rider, 40)
    voucher = await redeems(case, rider, GLOVES)
    await case.do(handing_out.hand_out, SERVICE, voucher.id, voucher.code)
    await case.do(forgetting.forget, rider)
    await case.told()
    await case.do(handing_out.undo, SERVICE.user_id, voucher.id)
    assert (await now(case, voucher.id)).state is VoucherState.LEFT
    assert await case.database.read(lambda tx: tx.vouchers.of_code(voucher.code)) is None
    other = await case.rider(8)
    await earns(case, other, 40)
    assert (await redeems(case, other, GLOVES)).state is VoucherState.OPEN
    await case.passes(days=40)
    assert await case.told(-rider.id) == []


async def test_many_open_vouchers_stand_on_several_pages(case: Case, rider: Rider) -> None:
    cheap = replace(WATER, points=1)
    case.has_district(rewards={"water": cheap})
    await earns(case, rider, 120)
    made = [await redeems(case, rider, cheap) for _ in range(101)]
    pages = [await case.view(RewardsList(page), rider) for page in range(13)]
    assert [each.id for page in pages for each in page.vouchers] == [each.id for each in reversed(made)]
    assert max(len(page.vouchers) for page in pages) == rewards.ON_A_PAGE
    await case.do(rewards.turn, rider, 12, 5)
    assert (await texts(case, rider))[-1].count("矿泉水") == 5


async def rejected(case: Case, report: Report) -> None:
    await case.settled(await case.moved(report, Action.REJECT, reason="false"))


async def test_a_rejection_cancels_what_is_open_the_newest_first(case: Case, rider: Rider) -> None:
    report = await case.submitted(by=rider)
    entry = Entry("more", rider.id, report.id, Merit.ANSWERED, 29, "2026-11-24", START)
    await case.database.write(lambda tx: tx.ledger.add(entry))
    first, second, third = [await redeems(case, rider) for _ in range(3)]
    await case.do(handing_out.hand_out, AT_DESK, first.id, first.code)
    await case.told()
    await rejected(case, report)
    assert await case.balance(rider) == -10
    assert [(await now(case, each.id)).state for each in (first, second, third)] == [
        VoucherState.HANDED_OUT, VoucherState.CANCELLED, VoucherState.CANCELLED,
    ]  # fmt: skip
    assert sum("核实不属实" in text for text in await texts(case, rider)) >= 2
    with pytest.raises(RewardRefused) as refused:
        await case.do(rewards.ask, rider, "water", 5)
    assert (refused.value.why, refused.value.missing) == ("short", 20)


async def test_a_rejection_cancels_no_more_than_it_must(case: Case, rider: Rider) -> None:
    await earns(case, rider, 15, "kept")
    report = await case.submitted(by=rider)
    entry = Entry("more", rider.id, report.id, Merit.ANSWERED, 10, "2026-11-24", START)
    await case.database.write(lambda tx: tx.ledger.add(entry))
    first, second = [await redeems(case, rider) for _ in range(2)]
    await case.do(awarding.take_back, await case.now(report))
    assert (await now(case, first.id)).state is VoucherState.OPEN
    assert (await now(case, second.id)).state is VoucherState.CANCELLED
    assert await case.balance(rider) >= 0


async def test_a_voucher_keeps_what_it_was_and_ends_where_no_desk_is_left(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    case.has_district(rewards={})
    assert "矿泉水" in (await texts(case, rider))[-1]
    assert await case.do(vouchers.settle, "", 0) is None
    assert (await now(case, voucher.id)).state is VoucherState.OPEN
    case.gives_up_queue("drainage")
    services = [queue.id for queue in case.deps.district.queues.values() if queue.kind == "service"]
    assert case.deps.district.desks_of(voucher.places) == tuple(services)
    for queue in services:
        case.gives_up_queue(queue)
    await case.do(vouchers.settle, "", 0)
    assert (await now(case, voucher.id)).state is VoucherState.NO_DESK
    assert await case.balance(rider) == 25


async def test_points_of_open_vouchers_go_with_who_leaves(case: Case, rider: Rider) -> None:
    await earns(case, rider, 40)
    voucher = await redeems(case, rider, GLOVES)
    await case.do(forgetting.forget, rider)
    assert (await now(case, voucher.id)).state is VoucherState.LEFT
    assert await case.database.read(lambda tx: tx.vouchers.of_code(voucher.code)) is None
    other = await case.rider(8)
    await earns(case, other, 40)
    assert (await redeems(case, other, GLOVES)).state is VoucherState.OPEN


async def test_a_desk_never_reads_whose_it_is(case: Case, rider: Rider) -> None:
    await earns(case, rider, 25)
    voucher = await redeems(case, rider)
    desk = await case.rider(9)
    await case.do(handing_out.look_up, desk, voucher.code, AT_DESK)
    shown = (await texts(case, desk))[-1]
    assert not re.search(rf"{rider.id}\b|{rider.chat_id}", shown)


async def test_a_station_is_named_and_who_looks_after_it_hands_out(case: Case, rider: Rider) -> None:
    at_station = replace(WATER, places=("YH2",))
    case.has_district(rewards={"water": at_station})
    await earns(case, rider, 25)
    voucher = await redeems(case, rider, at_station)
    station = case.deps.district.stations["YH2"]
    assert station.zh in (await texts(case, rider))[-1]
    desk = Desk(902, "赵网格员", station.queue)
    assert await case.do(handing_out.hand_out, desk, voucher.id, voucher.code)


async def test_where_a_station_is_gone_the_desks_that_are_left_are_named(case: Case, rider: Rider) -> None:
    at_station = replace(WATER, places=("YH2",))
    case.has_district(rewards={"water": at_station})
    await earns(case, rider, 25)
    await redeems(case, rider, at_station)
    await case.told(rider.chat_id)
    case.has_district(stations={})
    voucher = (await case.database.read(lambda tx: tx.vouchers.open_of(rider.id)))[0]
    await case.do(vouchers.show, rider, voucher.id)
    assert any("骑手服务队" in text for text in await texts(case, rider))
