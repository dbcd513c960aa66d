"""Over HTTP: a supervisor chooses what to take out, and gets it as a file; no other group does, nor who is in none."""

import csv
from io import BytesIO, StringIO

import openpyxl

from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, member
from tests.town import Town
from tests.watching import bot_messages, parked, rows, stands_still, tap


async def files(town: Town, chat: int) -> list[JSON]:
    await stands_still(town)
    return [message for message in await bot_messages(town, chat) if "document" in message]


async def content(town: Town, message: JSON) -> bytes:
    return await town.people.file(message["document"]["file_id"])


async def test_supervisors_take_data_out_and_others_do_not(town: Town) -> None:
    group = town.groups["supervisors"]
    head = await member(town, "王督办", "zh", "supervisors", QUEUE)
    rider = await town.rider("小王")
    _, number = await town.submitted(rider, caption="楼道灯不亮")
    await head.text("/export reports csv 今年", chat=town.groups[QUEUE])
    await rider.text("/export reports csv 今年")
    await stands_still(town)
    assert not [each for chat in (town.groups[QUEUE], rider.id) for each in await files(town, chat)]
    assert rows(town, "select count(*) from export_made") == [(0,)]

    await head.text("/export 导出什么", chat=group)
    await head.wait_for(lambda m: "没认出要导出什么" in words(m), chat=group)
    await head.text("/export", chat=group)
    asked = await head.wait_for(lambda m: "导出：上报" in words(m), chat=group)
    assert all(label in labels(asked) for label in ("✓ 上报", "✓ XLSX", "✓ 本月"))
    await tap(head, asked, "CSV")
    await stands_still(town)
    (chosen,) = [each for each in await bot_messages(town, group) if each["message_id"] == asked["message_id"]]
    assert "✓ CSV" in labels(chosen)
    assert not (await tap(head, chosen, "📦 导出")).show_alert
    (table,) = await files(town, group)
    assert table["document"]["file_name"].endswith(".csv")
    told = list(csv.reader(StringIO((await content(town, table)).decode("utf-8-sig"))))
    assert [row[0] for row in told] == ["number", number]
    assert "1 行" in words(table)
    assert (await tap(head, chosen, "📦 导出")).show_alert
    assert len(await files(town, group)) == 1

    await head.text("/export events xlsx 今年", chat=group)
    _, book = await files(town, group)
    sheet = openpyxl.load_workbook(BytesIO(await content(town, book))).active
    assert sheet is not None
    assert {cell.value for cell in sheet["A"]} == {"number", number}
    assert rows(town, "select asker_id, asker_name, subject, form from export_made order by id") == [
        (head.id, "王督办", "reports", "csv"),
        (head.id, "王督办", "events", "xlsx"),
    ]
    assert not parked(town)
