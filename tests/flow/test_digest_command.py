"""``qianshao digest preview``: prints what would be sent; sends and changes nothing, whether the bot runs or not."""

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from domain.week.weeks import Week, week_of
from playground.people import words
from storage.database import open_database
from tests.staff_work import act, resolve
from tests.terminal import Ran, config_file, qianshao
from tests.town import Town, picture
from tests.watching import tells_week

QUEUE = "property-centre"


async def preview(config: Path, scope: str, week: Week | str = "2026-W46", *more: str | Path) -> Ran:
    return await qianshao("digest", "preview", "--config", config, "--week", week, "--scope", scope, *more)


def dump(address: str) -> list[str]:
    connection = sqlite3.connect(address.removeprefix("sqlite:///"))
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


async def test_it_prints_what_is_sent_on_monday(town: Town, tmp_path: Path) -> None:
    rider = await town.rider()
    week = week_of(town.clock.now(), town.district.timezone)
    _, number = await town.submitted(rider, caption="楼道灯不亮")
    await town.ticket(QUEUE, number)
    config = config_file(tmp_path, town.config.storage.database)
    texts = {}
    for scope in (f"rider:{rider.id}", f"queue:{QUEUE}", "district"):
        ran = await preview(config, scope, week)
        assert ran.code == 0, ran.stderr
        texts[scope] = ran.stdout.rstrip("\n")
    assert "你报了 1 件" in texts[f"rider:{rider.id}"]
    assert "来 1 件" in texts[f"queue:{QUEUE}"]
    assert "1" in texts["district"]
    assert not re.search(r"</?\w+>", "".join(texts.values()))
    assert not [call for call in await town.people.calls("send.*") if "📊" in str(call)]

    ran = await preview(config, f"queue:{QUEUE}", week, "--out", tmp_path / "new" / "out")
    assert (ran.code, ran.stdout) == (0, ""), ran.stderr
    assert (tmp_path / "new" / "out" / "digest.txt").read_text("utf-8").rstrip("\n") == texts[f"queue:{QUEUE}"]
    drawn = Image.open(tmp_path / "new" / "out" / "digest-1.png")
    assert (drawn.format, drawn.width) == ("PNG", 1280)
    ran = await preview(config, f"queue:{QUEUE}", week, "--out", config)
    assert (ran.code, ran.stdout) == (1, "")
    assert str(config) in ran.stderr
    assert "Traceback" not in ran.stderr

    town.skip(milliseconds=week.told_at(town.district.timezone) - town.clock.now())
    sent = await rider.wait_for(lambda m: tells_week(m, week))
    told, seen = (text.splitlines()[0].partition("：") for text in (words(sent), texts[f"rider:{rider.id}"]))
    assert (told[0][:4], seen[0][-3:], told[2]) == ("📊 上周", "这一周", seen[2])  # what waits is as of then


async def test_photos_stand_on_the_picture_and_a_store_out_of_reach_is_said(town: Town, tmp_path: Path) -> None:
    rider = await town.rider()
    week = week_of(town.clock.now(), town.district.timezone)
    await town.submitted(rider, caption="楼道灯不亮")
    await act(town, "受理", QUEUE)
    await resolve(town, QUEUE)
    config, out = config_file(tmp_path, town.config.storage.database), tmp_path / "out"
    told = config.read_text("utf-8")
    for store, code in ((config.as_uri(), 1), (town.config.storage.photos, 0)):
        config.write_text(told.replace("[district]", f'photos = "{store}"\n[district]'), "utf-8")
        ran = await preview(config, f"rider:{rider.id}", week, "--out", out)
        assert (ran.code, ran.stdout, out.exists()) == (code, "", code == 0), ran.stderr
        assert ("photos" in ran.stderr, "Traceback" in ran.stderr) == (code == 1, False)
    assert Image.open(out / "digest-1.png").width == 1280


async def test_a_rider_is_known_by_either_id_and_the_language_may_be_chosen(town: Town, tmp_path: Path) -> None:
    rider = await town.rider("Ann", "en")
    config = config_file(tmp_path, town.config.storage.database)
    assert town.app is not None
    kept = await town.app.database.read(lambda tx: tx.riders.by_chat(rider.id))
    assert kept is not None
    await rider.photo(picture(), "pothole", as_document=True)
    await (await rider.press(await town.card(rider, button="Submit"), "Submit")).toast()
    week = week_of(town.clock.now(), town.district.timezone)
    ours, theirs = await preview(config, f"rider:{kept.id}", week), await preview(config, f"rider:{rider.id}", week)
    assert ours == theirs
    assert "The week of" in ours.stdout
    assert "The week of" not in (await preview(config, f"rider:{rider.id}", week, "--language", "zh")).stdout


@pytest.mark.parametrize("scope", ["district", f"queue:{QUEUE}"])
async def test_it_changes_nothing_and_needs_no_bot(tmp_path: Path, database_address: str, scope: str) -> None:
    async with open_database(database_address):
        pass
    sqlite = database_address.startswith("sqlite")
    before = dump(database_address) if sqlite else []
    ran = await preview(config_file(tmp_path, database_address), scope)
    assert (ran.code, ran.stdout) == (0, ""), ran.stderr
    assert "2026-W46" in ran.stderr
    assert before == (dump(database_address) if sqlite else [])


@pytest.mark.parametrize(
    ("scope", "week", "said"),
    [
        ("district", "2026-46", "2026-W46"),
        ("district", "2025-W53", "2025-W53"),
        ("district", "9998-W01", "yet to come"),
        ("town", "2026-W46", "queue:ID"),
        ("district:1", "2026-W46", "queue:ID"),
        ("queue:lights", "2026-W46", "lighting"),
        ("queue:supervisors", "2026-W46", "lighting"),
        ("rider:", "2026-W46", "rider"),
        ("rider:5", "2026-W46", "5"),
        ("rider:99999999999999999999", "2026-W46", "rider"),
        ("rider:x", "2026-W46", "x"),
    ],
)
async def test_a_mistake_is_answered_with_what_is_expected(
    tmp_path: Path, sqlite_address: str, scope: str, week: str, said: str
) -> None:
    async with open_database(sqlite_address):
        pass
    ran = await preview(config_file(tmp_path, sqlite_address), scope, week)
    assert ran.code != 0
    assert ran.stdout == ""
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_where_there_is_no_database_none_is_made(tmp_path: Path, sqlite_address: str) -> None:
    ran = asyncio.run(preview(config_file(tmp_path, sqlite_address), "district"))
    assert ran.code == 1
    assert "qianshao.db" in ran.stderr
    assert not list(tmp_path.glob("qianshao.db*"))
