"""What a rider hears while a report goes its way: every change once, a receipt that stays true, an edit too late."""

import pytest

from playground.people import words
from tests.staff_work import QUEUE, act, asked_to_bounce, reply, resolve
from tests.town import Town, picture
from tests.watching import bot_messages, stands_still, tap


async def receipt_of(town: Town, chat: int) -> str:
    """What the receipt in a private chat says now."""
    await stands_still(town)
    (said,) = [words(message) for message in await bot_messages(town, chat) if "已提交 DC-" in words(message)]
    return said


async def test_the_receipt_stays_true_to_the_end(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    assert "等 城市管理 接单" in await receipt_of(town, rider.id)
    await act(town, "受理")
    assert "城市管理：接单了" in await receipt_of(town, rider.id)
    assert "等 城市管理 接单" not in await receipt_of(town, rider.id)
    await act(town, "开始处置")
    assert "：在修" in await receipt_of(town, rider.id)
    assert "⏱ 最晚" in await receipt_of(town, rider.id)
    await resolve(town)
    assert "：修好了，等你确认" in await receipt_of(town, rider.id)
    assert "⏱ 最晚" not in await receipt_of(town, rider.id)
    assert "可以补照片" in await receipt_of(town, rider.id)
    await tap(rider, await rider.wait_for(lambda m: "路过帮忙看一眼" in words(m)), "修好了")
    assert "：修好了" in await receipt_of(town, rider.id)
    assert "可以补照片" not in await receipt_of(town, rider.id)


async def test_a_bounce_and_a_new_queue_stand_on_the_receipt_alone(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await reply(town, await asked_to_bounce(town), "是供电公司的")
    assert "正在换单位" in await receipt_of(town, rider.id)
    said = [words(message) for message in await bot_messages(town, rider.id)]
    await act(town, "改类别", "triage")
    await act(town, "路灯不亮", "triage")
    receipt = await receipt_of(town, rider.id)
    assert "路灯不亮" in receipt
    assert "供电公司" not in receipt, "what queues write to each other is not for riders"
    assert len(said) == len(await bot_messages(town, rider.id)), "a change of queue is no message"


async def test_a_corrected_category_stands_on_the_receipt_where_no_queue_changes(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=(37.42, 116.31)), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider), "提交")
    await stands_still(town)
    await act(town, "改类别", "triage")
    await act(town, "路灯不亮", "triage")
    assert "路灯不亮" in await receipt_of(town, rider.id)


async def test_witnesses_hear_that_a_report_was_withdrawn(town: Town) -> None:
    rider, witness = await town.rider(), await town.rider("小赵")
    receipt, _ = await town.submitted(rider)
    await witness.photo(picture(1), "井盖没了", as_document=True)
    await tap(witness, await town.card(witness, button="是同一个"), "是同一个")
    await tap(rider, receipt, "撤回")
    await witness.wait_for(lambda m: "井盖" in words(m) and "上报的人撤回了" in words(m))
    await stands_still(town)
    assert not [m for m in await bot_messages(town, rider.id) if "上报的人撤回了" in words(m)]


@pytest.mark.parametrize("is_last", [True, False])
async def test_an_edit_after_submitting_is_said_to_come_too_late(town: Town, *, is_last: bool) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider), "提交")
    receipt = await rider.wait_for(lambda m: "已提交 DC-" in words(m))
    stranger = sent if is_last else await rider.text("谢谢")
    await stands_still(town)
    shown = len(await bot_messages(town, rider.id))
    await rider.edit(stranger, **({"caption": "井盖碎了"} if is_last else {"text": "谢谢啦"}))
    await stands_still(town)
    told = [words(message) for message in (await bot_messages(town, rider.id))[shown:]]
    assert ["改动没有带过去" in text for text in told] == [True] * is_last  # thanks get a reaction, however edited
    assert words(receipt) == await receipt_of(town, rider.id)
    await town.ticket(QUEUE, "井盖不见了")


async def test_who_sees_a_resolved_problem_again_is_asked_whether_it_is_fixed(town: Town) -> None:
    rider, witness = await town.rider(), await town.rider("小赵")
    await town.submitted(rider)
    await act(town, "受理")
    await resolve(town)
    await witness.photo(picture(1), "井盖没了", as_document=True)
    await tap(witness, await town.card(witness, button="是同一个"), "是同一个")
    joined = await witness.wait_for(lambda m: "🤝" in words(m))
    assert not (await tap(witness, joined, "没修好")).show_alert
    await town.ticket(QUEUE, "没修好，重新处置")
