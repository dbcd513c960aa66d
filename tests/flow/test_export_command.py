"""``qianshao export``: what the bot knows comes out as files, beside the running bot; what can't be is said."""

import asyncio
import csv
import json
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from domain.week.exports import COLUMNS, Subject
from storage.database import open_database
from tests.terminal import Ran, config_file, qianshao
from tests.town import Town
from tests.watching import rows

DAYS = ("--from", "2020-01-01", "--to", "2099-12-31")


async def export(config: Path, subject: str, out: object, *more: str, days: tuple[str, ...] = DAYS) -> Ran:
    return await qianshao("export", subject, "--config", config, "--language", "en", "--out", out, *days, *more)


def left(folder: Path, names: str) -> list[Path]:
    return list(folder.glob(names))


async def test_what_the_bot_knows_comes_out_while_it_runs(town: Town, tmp_path: Path) -> None:
    rider = await town.rider("小王")
    _, number = await town.submitted(rider, caption="楼道灯不亮")
    config = config_file(tmp_path, town.config.storage.database)
    today = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone).date()
    at_once = await export(config, "reports", "-", "--format", "csv", days=("--from", str(today), "--to", str(today)))
    assert (at_once.code, at_once.stderr) == (0, "rows: 1 → -\n")
    head, told = csv.reader(StringIO(at_once.stdout.removeprefix("\ufeff")))
    assert head == [column.name for column in COLUMNS[Subject.REPORTS]]
    assert told[:2] == [number, "楼道灯不亮"]
    assert datetime.fromisoformat(told[head.index("submitted_at")]).utcoffset() == timedelta(hours=8)
    for subject, out in (("points", "p.xlsx"), ("figures", "f.CSV"), ("events", "e.parquet"), ("reports", "r.geojson")):
        ran = await export(config, subject, tmp_path / out)
        assert (ran.code, ran.stdout) == (0, ""), ran.stderr
        assert (tmp_path / out).stat().st_size
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["D"]] == ["number", number]
    (feature,) = json.loads((tmp_path / "r.geojson").read_text("utf-8"))["features"]
    assert feature["properties"]["number"] == number
    assert rows(town, "select count(*) from export_made") == [(0,)]
    ran = await export(config, "reports", tmp_path / "w.csv", "--with-riders")
    assert "on record" in ran.stderr
    ((key, chat),) = rows(town, "select id, chat_id from rider where chat_id > 0")
    text = (tmp_path / "w.csv").read_text("utf-8-sig")
    assert text.splitlines()[1].endswith(f",rider:{key}")
    assert not [each for each in (str(chat), "小王") if each in text]
    assert rows(town, "select subject, form, first, last, with_riders from export_made") == [
        ("reports", "csv", "2020-01-01", "2099-12-31", 1)
    ]
    assert not left(tmp_path, "*.part")


async def test_no_reports_are_a_file_with_a_head(tmp_path: Path, database_address: str) -> None:
    async with open_database(database_address):
        pass
    config = config_file(tmp_path, database_address)
    out = tmp_path / "a.csv"
    out.write_text("older")
    ran = await export(config, "events", out, days=("--from", "2026-11-01", "--to", "2026-11-30"))
    assert (ran.code, ran.stderr) == (0, f"rows: 0 → {out}\n")
    assert (
        out.read_bytes() == b"\xef\xbb\xbf" + ",".join(each.name for each in COLUMNS[Subject.EVENTS]).encode() + b"\r\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reports", "a.csv", "--from", "2026-02-30", "--to", "2026-03-01"), "2026-02-30"),
        (("reports", "a.csv", "--from", "2026-03-02", "--to", "2026-03-01"), "is after"),
        (("reports", "a.pdf", *DAYS), "csv, xlsx, geojson, parquet"),
        (("reports", "-", *DAYS), "--format"),
        (("figures", "a.geojson", *DAYS), "no position"),
        (("points", "a.geojson", *DAYS), "no position"),
        (("figures", "a.csv", *DAYS, "--with-riders"), "no riders"),
        (("reports", "nowhere/a.csv", *DAYS), "No such file"),
        (("reports", "/dev/full", "--format", "xlsx", *DAYS), "No space left"),
        (("riders", "a.csv", *DAYS), "riders"),
    ],
)
async def test_what_cannot_be_is_said(tmp_path: Path, sqlite_address: str, words: tuple[str, ...], said: str) -> None:
    async with open_database(sqlite_address):
        pass
    subject, out, *more = words
    target = out if out == "-" else tmp_path / out
    ran = await export(config_file(tmp_path, sqlite_address), subject, target, *more, days=())
    assert ran.code != 0
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not left(tmp_path, "a.*")


def test_where_there_is_no_database_none_is_made(tmp_path: Path, sqlite_address: str) -> None:
    ran = asyncio.run(export(config_file(tmp_path, sqlite_address), "reports", tmp_path / "a.csv"))
    assert ran.code == 1
    assert "qianshao.db" in ran.stderr
    assert not list(tmp_path.glob("qianshao.db*"))
    assert not list(tmp_path.glob("a.csv*"))
