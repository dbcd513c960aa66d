"""What people change after they sent it, over HTTP: places put right, photos replaced, words put right."""

from playground.people import words
from tests.staff_work import card_of
from tests.town import Town
from tests.watching import rows, stands_still


async def test_a_location_in_reply_to_the_receipt_moves_the_ticket(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    await card_of(town)
    await rider.location(37.0, 116.0, reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "位置已改，已转给" in words(m) and number in words(m))
    await town.ticket("triage", number)
    await stands_still(town)
    assert rows(town, "select queue, community from report") == [("triage", None)]
    assert rows(town, "select count(*) from draft") == [(1,)]
