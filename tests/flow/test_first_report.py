"""The main path: a rider reports, the queue acts, the rider confirms, the points follow."""

from town import Town, picture, plain_picture

from playground.people import labels, words


async def test_a_report_goes_the_whole_way(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    assert "井盖缺失" in words(card)
    toast = await (await rider.press(card, "提交")).toast()
    assert not toast.show_alert
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert "撤回" in labels(receipt)

    ticket = await town.ticket("city-management", "井盖缺失")
    assert ticket["photo"]
    assert not (await (await town.staff.press(ticket, "受理")).toast()).show_alert
    await rider.wait_for(lambda m: "受理" in words(m))

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
