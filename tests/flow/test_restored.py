"""An older backup is put back: no number that people hold is given again, and what they press is brought up to date."""

import shutil
from pathlib import Path

from playground.people import labels, words
from tests.staff_work import QUEUE, act, card_of
from tests.town import Town, picture
from tests.watching import parked, stands_still, tap
from texts.base.callbacks import Press, Verb, encode

ELSEWHERE = (37.4505, 116.3175)


async def restarted(town: Town, put_back: Path | None = None) -> Path:
    """Stop, copy the database or put a copy back, and start again."""
    await stands_still(town)
    await town.stop()
    path = Path(town.config.storage.database.removeprefix("sqlite:///"))
    copy = path.with_name("backup.db")
    shutil.copy2(put_back or path, path if put_back else copy)
    await town.start()
    return copy


async def test_an_older_backup_repeats_no_number_and_brings_every_pressed_card_up_to_date(town: Town) -> None:
    rider = await town.rider()
    _, first = await town.submitted(rider)
    await card_of(town)
    backup = await restarted(town)
    await act(town, "受理")
    accepted = await town.ticket(QUEUE, first, button="已解决")
    _, second = await town.submitted(rider, picture(1, position=ELSEWHERE))
    lost_card = await town.ticket(QUEUE, second)
    await restarted(town, backup)

    assert (await tap(town.staff, accepted, "已解决")).show_alert
    present = await town.ticket(QUEUE, first, button="受理", after=accepted["message_id"] - 1)
    assert present["message_id"] == accepted["message_id"]
    assert not (await tap(town.staff, present, "受理")).show_alert

    assert (await tap(town.staff, lost_card, "受理")).show_alert
    gone = await town.staff.wait_for(lambda m: "查不到了" in words(m), chat=town.groups[QUEUE])
    assert (gone["message_id"], labels(gone)) == (lost_card["message_id"], "")

    _, third = await town.submitted(rider, picture(2, position=ELSEWHERE))
    assert int(third[-4:]) > int(second[-4:])
    assert not parked(town)


async def test_a_draft_that_a_restored_backup_does_not_know_says_so(town: Town) -> None:
    rider = await town.rider()
    backup = await restarted(town)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    await restarted(town, backup)
    assert (await tap(rider, card, "提交")).show_alert
    told = await rider.wait_for(lambda m: "查不到了" in words(m))
    assert (told["message_id"], labels(told)) == (card["message_id"], "")


async def test_a_made_up_press_takes_no_key_off_a_card_that_stands(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    card = await card_of(town)
    forged = encode(Press(Verb.CHOICE, 12345, ""))
    assert (await tap(town.staff, card, forged)).show_alert
    await stands_still(town)
    assert labels(await card_of(town)) == labels(card)
