"""``qianshao import activities`` and its export: a programme goes in as drafts or not at all, and comes out counted."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from domain.programme.activities import Activity, ActivityState
from storage.database import open_existing
from tests.terminal import Ran, config_file, qianshao

DAY = (datetime.now(UTC) + timedelta(days=9)).date()
HEAD = "活动种类,活动名称,title_en,开始时间,结束时间,驿站,地点,纬度,经度,名额,语言,徽章,积分,备注,联系人"


def written(folder: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "programme.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding=encoding)
    return path


async def imported(config: Path, file: Path, *options: object) -> Ran:
    return await qianshao("import", "activities", file, "--config", config, "--language", "en", *options)


async def kept(address: str) -> list[Activity]:
    async with open_existing(address) as database:
        return await database.read(lambda tx: tx.activities.behind(0, 100))


async def test_a_programme_becomes_drafts_on_both_engines(tmp_path: Path, database_address: str) -> None:
    config = config_file(tmp_path, database_address)
    file = written(
        tmp_path,
        f"培训,心肺复苏,CPR,{DAY} 14:00,16:00,,文化宫,37.45,116.31,20,zh en,angel,8,带水杯,张三",
        f"salon,=2+3 聊聊,,{DAY.year}年{DAY.month}月{DAY.day}日 19:00,,YH1,,,,,,,,,李四",
        encoding="gbk",
    )
    dry = await imported(config, file, "--dry-run", "--json")
    assert json.loads(dry.stdout) == {"rows": 2, "drafts": 2, "mistakes": 0}
    assert not await kept(database_address)
    done = await imported(config, file)
    assert done.code == 0, done.stderr
    assert "联系人" in done.stderr
    assert "张三" not in done.stdout + done.stderr
    first, second = await kept(database_address)
    assert first.state is second.state is ActivityState.DRAFT
    assert (first.kind, first.zh, first.seats, first.languages, first.badge, first.points) == (
        "training", "心肺复苏", 20, ("zh", "en"), "angel", 8
    )  # fmt: skip
    assert first.ends_at - first.starts_at == second.ends_at - second.starts_at == 2 * 3_600_000
    assert (second.station, second.seats, second.queue) == ("YH1", None, "rider-service")
    again = await imported(config, file, "--json")
    assert (again.code, json.loads(again.stdout)["mistakes"]) == (1, 2)
    assert len(await kept(database_address)) == 2


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("spell,x,,{day} 14:00,,,a,,,,,,,,", "kind: kind has spell"),
        ("training,,,{day} 14:00,,,a,,,,,,,,", "zh is missing"),
        ("training,x,,2020-01-01 14:00,,,a,,,,,,,,", "starts before now"),
        ("training,x,,{day},,,a,,,,,,,,", "this is no time"),
        ("training,x,,{day} 14:00,13:00,,a,,,,,,,,", "ends before it starts"),
        ("training,x,,{day} 14:00,x,,a,,,,,,,,", "this is no time: x"),
        ("training,x,,2099-01-01 14:00,,,a,,,,,,,,", "more than a year"),
        ("training,x,,{day} 14:00,,S999,,,,,,,,,", "station has S999"),
        ("training,x,,{day} 14:00,,,a,39.9,116.4,,,,,,", "no community of the district"),
        ("training,x,,{day} 14:00,,,a,37.45,,,,,,,", "no coordinate: —"),
        ("training,x,,{day} 14:00,,,a,nan,1,,,,,,", "no coordinate: nan"),
        ("training,x,,{day} 14:00,,,,,,,,,,,", "place is missing"),
        ("training,x,,{day} 14:00,,,a,,,0,,,,,", "seats can't be 0"),
        ("training,x,,{day} 14:00,,,a,,,-3,,,,,", "seats can't be -3"),
        ("training,x,,{day} 14:00,,,a,,,,fr,,,,", "languages has fr"),
        ("training,x,,{day} 14:00,,,a,,,,,gold,,,", "badge has gold"),
        ("training,x,,{day} 14:00,,,a,,,,,,51,,", "points can't be 51"),
        ("training,ok,,{day} 15:00,,,a,,,,,,,,", "line 2 already"),
    ],
)
async def test_one_wrong_row_lets_nothing_in_and_is_named(
    tmp_path: Path, sqlite_address: str, row: str, says: str
) -> None:
    config = config_file(tmp_path, sqlite_address)
    file = written(tmp_path, f"training,ok,,{DAY} 15:00,,,a,,,,,,,,", row.format(day=DAY))
    done = await imported(config, file)
    assert done.code == 1
    assert "line 3" in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not await kept(sqlite_address)


async def test_a_column_says_who_is_called_and_comes_out_again(tmp_path: Path, sqlite_address: str) -> None:
    config, file, out = config_file(tmp_path, sqlite_address), tmp_path / "called.csv", tmp_path / "out.csv"
    head, row = "种类,名称,开始时间,地点,召集", f"training,护老,{DAY} 14:00,文化宫"
    file.write_text(f"{head}\n{row},gold", encoding="utf-8")
    assert "calls has gold" in (await imported(config, file)).stderr
    file.write_text(f"{head}\n{row},angel", encoding="utf-8")
    assert (await imported(config, file)).code == 0
    assert [each.calls for each in await kept(sqlite_address)] == ["angel"]
    assert (await qianshao("export", "activities", "--out", out, "--config", config)).code == 0
    assert [each["calls"] for each in csv.DictReader(out.open(encoding="utf-8-sig"))] == ["angel"]


async def test_a_workbook_goes_in_and_what_comes_out_has_counts_and_no_formula(
    tmp_path: Path, sqlite_address: str
) -> None:
    config, file = config_file(tmp_path, sqlite_address), tmp_path / "programme.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["kind", "zh", "starts", "place", "seats"])
    sheet.append(["social", "+联谊", datetime(DAY.year, DAY.month, DAY.day, 19, 30), "广场", 30])  # noqa: DTZ001  as cells are
    book.save(file)
    assert (await imported(config, file)).code == 0
    out = tmp_path / "out.csv"
    ran = await qianshao("export", "activities", "--out", out, "--config", config)
    assert ran.code == 0, ran.stderr
    (row,) = csv.DictReader(out.open(encoding="utf-8-sig"))
    assert (row["zh"], row["starts"]) == ("'+联谊", f"{DAY}T19:30:00+08:00")
    assert [row[name] for name in ("seats", "badge", "state", "signed_up", "came", "no_show")] == [
        "30", "none", "draft", "0", "0", "0"
    ]  # fmt: skip
    again = await imported(config, out)
    assert "“+联谊” at this time is there already" in again.stderr
    assert (await qianshao("export", "activities", "--out", "x.csv", "--from", "2026-01-01")).code == 2
