"""The main path: a rider reports, the queue acts, the rider confirms, the points follow."""

from playground.people import labels, words
from tests.town import Town, picture, plain_picture


async def test_a_report_goes_the_whole_way(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    assert "井盖丢了" in words(card)
    toast = await (await rider.press(card, "提交")).toast()
    assert not toast.show_alert
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert "撤回" in labels(receipt)

    ticket = await town.ticket("city-management", "井盖缺失")
    assert ticket["photo"]
    assert not (await (await town.staff.press(ticket, "受理")).toast()).show_alert
    await rider.wait_for(lambda m: "接单了" in words(m))

    accepted = await town.ticket("city-management", "井盖缺失", button="已解决")
    await town.staff.photo(
        plain_picture("green"), "换了新井盖", chat=town.groups["city-management"], reply_to=accepted["message_id"]
    )
    question = await town.staff.wait_for(lambda m: "已解决" in labels(m), chat=town.groups["city-management"])
    await (await town.staff.press(question, "已解决")).toast()
    resolved = await rider.wait_for(lambda m: "修好了" in labels(m))
    assert resolved["photo"]
    await (await rider.press(resolved, "修好了")).toast()
    await town.ticket("city-management", "已确认")

    await rider.text("/points")
    points = await rider.wait_for(lambda m: "15" in words(m))
    assert "15" in words(points)


async def test_an_answered_question_shows_the_answer_and_asks_no_more(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    ticket = await town.ticket("city-management", button="受理")
    await (await town.staff.press(ticket, "受理")).toast()
    accepted = await town.ticket("city-management", button="已解决")
    group = town.groups["city-management"]
    await town.staff.photo(picture(7), "换好了", chat=group, reply_to=accepted["message_id"])
    question = await town.staff.wait_for(lambda m: "已解决" in labels(m) and not m.get("photo"), chat=group)
    await (await town.staff.press(question, "已解决")).toast()
    asked = await rider.wait_for(lambda m: "说修好了" in words(m))
    await (await rider.press(asked, "没修好")).toast()
    answered = await rider.wait_for(lambda m: m["message_id"] == asked["message_id"] and not labels(m))
    assert "换好了" in words(answered)
    assert answered["photo"]


async def test_the_receipt_offers_withdraw_no_longer_than_it_is_possible(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    assert "撤回" in labels(receipt)
    town.skip(minutes=6)
    await rider.wait_for(lambda m: m["message_id"] == receipt["message_id"] and "撤回" not in labels(m))
