"""A missing person's photos: staff see them while the case is open; nobody does once it is closed."""

import asyncio
from pathlib import Path

from playground.people import labels
from tests.staff_work import QUEUE, act, asked_to_bounce, reply
from tests.town import Town, picture, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap

LOST = "老人走失"


def stored(town: Town) -> list[Path]:
    """The files in which photos lie."""
    folder = Path(town.config.storage.photos.removeprefix("file://"))
    return [path for path in folder.rglob("*") if path.is_file()]


async def queue_of(town: Town) -> str:
    await stands_still(town)
    ((queue,),) = rows(town, "select queue from report")
    return str(queue)


async def with_pictures(town: Town) -> dict[str, int]:
    """How many messages with pictures the bot has in each group."""
    shown = {queue: await bot_messages(town, chat) for queue, chat in town.groups.items()}
    return {queue: count for queue, all_of in shown.items() if (count := sum("photo" in one for one in all_of))}


async def test_they_are_deleted_when_the_case_closes(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider, picture(), LOST)
    await rider.photo(plain_picture("white"), reply_to=receipt["message_id"])
    queue = await queue_of(town)
    card = await town.ticket(queue, LOST[2:], button="照片 (2)")
    await tap(town.staff, card, "照片 (2)")
    await stands_still(town)
    shown = {queue: 4, "supervisors": 1}
    assert await with_pictures(town) == shown, "the card, what the rider added, and the album of both"
    assert stored(town)

    await act(town, "不予受理", queue)
    await act(town, "不在职责范围", queue)
    await stands_still(town)
    assert stored(town), "it can still be undone"
    town.skip(minutes=2)
    await stands_still(town)
    assert rows(town, "select count(*) from photo") == [(0,)]
    async with asyncio.timeout(30):
        while await asyncio.to_thread(stored, town):
            pass
    assert await with_pictures(town) == {}
    assert not any(labels(each) for each in await bot_messages(town, town.groups[queue]))


async def test_they_go_from_groups_that_the_case_has_left(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider, picture(), LOST)
    first = await queue_of(town)
    await reply(town, await asked_to_bounce(town, first), "不是我们小区的", first)
    await stands_still(town)
    assert await with_pictures(town) == {first: 1, "triage": 1, "supervisors": 1}
    await tap(rider, receipt, "撤回")
    await stands_still(town)
    assert await with_pictures(town) == {}


async def test_other_photos_stay(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await tap(rider, receipt, "撤回")
    await stands_still(town)
    assert rows(town, "select count(*) from photo") == [(1,)]
    assert (await bot_messages(town, town.groups[QUEUE]))[-1]["photo"]
