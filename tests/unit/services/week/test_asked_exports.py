"""Supervisors take data out in their own group: as files of a size that Telegram takes, and it is kept who asked."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest

from bot.outgoing.extracts import extracted
from domain.errors import AlreadyDone, SupervisorsOnly
from domain.week.exports import COLUMNS, Export, Extract, Form, Kind, Row, Subject, Value
from domain.week.messages import ExportChoice, ExportPart
from domain.week.weeks import Span
from files.exports import writer_of
from services.tickets import groups
from services.tickets.ticket_actions import Staff
from services.week import asked_exports
from services.week.asked_exports import Asked, asked_of, days_of, rows_in_part
from tests import sample_views
from tests.tables import rows_of
from tests.usecases import GROUPS, Case, Pictures, spot

CHAT = GROUPS["supervisors"]
HEAD = Staff(9, "王督办")
REPORTS = Asked(Subject.REPORTS, Form.CSV, "2026-11", is_whole=True)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", "reports.xlsx.2026-11"),
        ("reports csv 2026-10", "reports.csv.2026-10"),
        ("上月 积分 Excel", "points.xlsx.2026-10"),
        ("last month figures", "figures.xlsx.2026-10"),
        ("2025 events", "events.xlsx.2025"),
        ("今年 地图", "reports.geojson.2026"),
        ("geojson 2026-W46", "reports.geojson.2026-W46"),
        ("points geojson", None),
        ("reports parquet", None),
        ("2027", None),
        ("0000", None),
        ("2026-13", None),
        ("reports csv csv", None),
        ("￥%…", None),
        ("２０２６", "reports.xlsx.2026"),
    ],
)
async def test_words_name_what_is_asked_for(case: Case, words: str, asked: str | None) -> None:
    found = asked_of(case.deps, words)
    assert (found and found.mark) == asked
    if found is not None:
        assert asked_of(case.deps, found.mark.replace(".", " ")) == replace(found, is_whole=True)
        assert days_of(found.period)[0] <= days_of(found.period)[1]


async def made(case: Case, asked: Asked = REPORTS, message: int = 5) -> None:
    await case.do(asked_exports.make, HEAD, asked, CHAT, None, message)


async def test_what_is_asked_for_comes_as_a_file_once(case: Case) -> None:
    await case.submitted()
    await case.told()
    await made(case)
    told = await case.told(CHAT)
    assert [call.text.partition("\n")[0] for call in told] == [
        "📦 在做了，文件马上发来。",
        "📦 <b>上报</b> · CSV · 2026-11-01 至 2026-11-24",
    ]
    assert "1 行" in told[1].text
    assert "份" not in told[1].text
    with pytest.raises(AlreadyDone):
        await made(case)
    await made(case, message=6)
    kept = rows_of(case, "select asker_id, asker_name, subject, form, first, last, with_riders from export_made")
    assert [[*row.values()] for row in kept] == [[9, "王督办", "reports", "csv", "2026-11-01", "2026-11-24", 0]] * 2


async def test_a_period_that_is_over_is_named_whole_and_a_running_one_until_today(case: Case) -> None:
    await case.submitted()
    for period, days in (("2026-10", "2026-10-01 至 2026-10-31"), ("2026", "2026-01-01 至 2026-11-24")):
        await made(case, replace(REPORTS, period=period))
        assert days in (await case.told(CHAT))[-1].text


async def test_nothing_in_a_period_is_said(case: Case) -> None:
    await made(case, Asked(Subject.EVENTS, Form.CSV, "2024"))
    assert (await case.told(CHAT))[-1].text == "📦 经过：2024-01-01 至 2024-12-31 没有数据。"


async def test_no_other_group_gets_any(case: Case) -> None:
    for queue in ("lighting", "triage"):
        with pytest.raises(SupervisorsOnly):
            await case.do(asked_exports.make, HEAD, REPORTS, GROUPS[queue], None, 5)
    assert not rows_of(case, "select id from export_made")


async def test_a_group_that_supervises_no_more_gets_none(case: Case) -> None:
    await case.submitted()
    await case.told()
    await made(case)
    await case.do(groups.lose, CHAT)
    assert not [call for call in await case.told(CHAT) if "CSV" in call.text]


async def test_a_file_that_was_asked_for_is_shown_in_their_group_alone(case: Case) -> None:
    await case.submitted()
    for chat, shown in ((CHAT, True), (GROUPS["lighting"], False), (GROUPS["triage"], False), (-5, False)):
        part = ExportPart(
            chat_id=chat, asked="5", subject="reports", form="csv", first="", last="", start=0, end=case.clock.at + 1,
            at=0,
        )  # fmt: skip
        assert (await case.view(part) is not None) is shown
        choice = ExportChoice(chat_id=chat, subject="reports", form="csv", period="2026-11")
        assert (await case.view(choice) is not None) is shown


async def test_what_is_too_long_for_a_file_comes_in_parts(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        await case.submitted(at=spot(number))
    await case.told()
    monkeypatch.setattr(asked_exports, "rows_in_part", lambda *_: 2)
    files: list[bytes] = []
    found: list[Extract] = []

    async def keep(_: Pictures, extract: Extract) -> bytes:
        found.append(extract)
        files.append(await extracted(case.database, extract))
        return files[-1]

    monkeypatch.setattr(Pictures, "archive", keep)
    await made(case)
    told = [call.text.splitlines()[1:] for call in (await case.told(CHAT))[1:]]
    assert told == [["2 行", "第 1 份，后面还有"], ["2 行", "第 2 份，后面还有"], ["1 行", "第 3 份，完"]]
    assert [each.name for each in found] == [
        f"reports-2026-11-01-2026-11-24{part}.csv" for part in ("", "-2", "-3")
    ]  # fmt: skip
    read = [list(csv.reader(StringIO(file.decode("utf-8-sig")))) for file in files]
    assert {tuple(rows[0]) for rows in read} == {tuple(column.name for column in COLUMNS[Subject.REPORTS])}
    numbers = [row[0] for rows in read for row in rows[1:]]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 5
    monkeypatch.setattr(asked_exports, "PARTS_AT_MOST", 2)
    await made(case, message=6)
    assert "后面的没有发" in (await case.told(CHAT))[-1].text


@pytest.mark.parametrize("form", [Form.CSV, Form.XLSX, Form.GEOJSON])
def test_a_part_is_never_larger_than_telegram_takes(form: Form) -> None:
    """The widest rows that there can be take no more bytes than they are reckoned with."""
    district, export = sample_views.district(), Export(Subject.REPORTS, Span(0, 1))
    longest = max((each.zh for each in district.catalogue.values()), key=lambda name: len(name.encode()))
    widest: dict[Kind, Value] = {
        Kind.TEXT: "closed_unconfirmed",
        Kind.REAL: -116.1234567,
        Kind.TIME: 1,
        Kind.INTEGER: 10**9,
    }
    named: dict[str, Value] = {"category": longest, "community": longest, "queue": longest}
    row: Row = tuple(named.get(column.name, widest[column.kind]) for column in export.columns)
    rows = 2_000
    out = BytesIO()
    writer = writer_of(form, out, export.columns, district.timezone)
    writer.write([row] * rows)
    writer.close()
    assert len(out.getvalue()) / rows <= asked_exports.PART_BYTES / rows_in_part(district, export, form)
