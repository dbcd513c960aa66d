"""Taking out and erasing what is a rider's own, as a rider does it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from playground.people import labels, words
from tests.staff_work import act
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, bytes_are_gone, kept, parked, rows, stands_still, tap

WORDS = "三单元门口井盖不见了"


def stored(town: Town) -> list[Path]:
    folder = Path(town.config.storage.photos.removeprefix("file://"))
    return [path for path in folder.rglob("*") if path.is_file()]


async def archive(town: Town, message: dict[str, Any]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(await town.people.file(message["document"]["file_id"])))


async def test_a_rider_takes_out_record_and_photos_once_a_day(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider, picture(), WORDS)
    await rider.photo(plain_picture("white"), "还在", reply_to=receipt["message_id"])
    await stands_still(town)
    await rider.text("/mydata")
    sent = await rider.wait_for(lambda m: "document" in m and m["from"]["id"] == town.world.bot.id)
    packed = await archive(town, sent)
    record = json.loads(packed.read("my_data.json"))
    (report,) = record["reports"]
    assert (report["number"], report["note"]) == (number, WORDS)
    assert [event["words"] for event in report["history"]][-1] == "还在"
    assert record["rider"]["telegram_id"] == rider.id
    assert sorted(report["photos"]) == sorted(name for name in packed.namelist() if name.startswith("photos/"))
    assert len(report["photos"]) == 2
    await rider.text("/mydata")
    await rider.wait_for(lambda m: "明天可以再要" in words(m))


async def test_a_rider_erases_everything_and_begins_anew(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider, picture(), WORDS)
    await stands_still(town)
    await rider.photo(plain_picture(), "另一处路灯不亮")
    await rider.text("路口还有一处")
    live = await rider.location(*CENTRE, live_period=3600)
    await stands_still(town)
    assert stored(town)
    await rider.text("/forget")
    asked = await rider.wait_for(lambda m: "确认删除" in labels(m))
    assert (await tap(rider, asked, "确认删除")).text == "已删除"
    await rider.wait_for(lambda m: "这是最后一条消息" in words(m))
    await stands_still(town)
    assert not [
        table for table, content in kept(town).items() if str(rider.id) in str(content) or WORDS in str(content)
    ]
    for table in ("inbox", "outbox", "live_message"):
        assert not [row for row in rows(town, f"select * from {table}") if rider.id in row or WORDS in str(row)]  # noqa: S608
    await bytes_are_gone(town)
    assert not stored(town)
    shown = [message for chat in town.groups.values() for message in await bot_messages(town, chat)]
    (card,) = [message for message in shown if number in words(message)]
    assert "photo" not in card
    assert not [message for message in shown if WORDS in words(message)]
    await rider.move(live, *CENTRE)
    await stands_still(town)
    assert rows(town, "select count(*) from rider where chat_id > 0") == [(0,)]
    await rider.text("/start")
    await rider.wait_for(lambda m: "同意" in labels(m), after=asked["message_id"])
    assert parked(town) == []


async def test_staff_go_on_with_the_report_of_a_rider_who_left(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider, picture(), WORDS)
    await stands_still(town)
    await rider.text("/forget")
    await tap(rider, await rider.wait_for(lambda m: "确认删除" in labels(m)), "确认删除")
    await stands_still(town)
    before = len(await bot_messages(town, rider.id))
    ((queue,),) = rows(town, "select queue from report")
    await act(town, "受理", queue)
    await stands_still(town)
    assert rows(town, "select status from report") == [("accepted",)]
    assert len(await bot_messages(town, rider.id)) == before
    assert parked(town) == []


async def test_an_english_rider_reads_it_in_english(town: Town) -> None:
    rider = await town.rider(language="en")
    await rider.text("/forget")
    await rider.wait_for(lambda m: "Delete" in labels(m))
    await rider.text("/mydata")
    sent = await rider.wait_for(lambda m: "document" in m)
    assert json.loads((await archive(town, sent)).read("my_data.json"))["reports"] == []
