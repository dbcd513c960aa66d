"""No photo's bytes stay that nothing names; ``qianshao verify`` says whether what is kept agrees with itself."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from districts.shipped import SAMPLE
from playground.people import labels, words
from tests.staff_work import QUEUE
from tests.terminal import Ran, qianshao
from tests.town import Town, open_town, picture, plain_picture
from tests.watching import bytes_are_gone, parked, rows, stands_still

OTHERS = ("white", "black", "green", "blue", "yellow", "orange", "purple", "brown", "grey", "pink")
UNKNOWN = "ab" * 32


def files(town: Town) -> list[Path]:
    folder = Path(town.config.storage.photos.removeprefix("file://"))
    return [path for path in folder.rglob("*") if path.is_file()]


def change(town: Town, statement: str) -> None:
    with closing(sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///"))) as connection, connection:
        assert connection.execute(statement).rowcount


def damage(path: Path) -> None:
    """Overwrite the beginning of every second page behind the fortieth."""
    data, page = bytearray(path.read_bytes()), 4096
    for start in range(page * 40, len(data), page * 2):
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)


def put_a_file_in_place_of(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("no folder", encoding="utf-8")


async def verify(town: Town, folder: Path, *options: str) -> Ran:
    path = folder / "config.toml"
    storage = f'database = "{town.config.storage.database}"\nphotos = "{town.config.storage.photos}"'
    path.write_text(f'[storage]\n{storage}\n[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    return await qianshao("verify", "--config", path, "--language", "en", *options)


async def verified(town: Town, folder: Path) -> dict[str, Any]:
    ran = await verify(town, folder, "--json")
    document: dict[str, Any] = json.loads(ran.stdout)
    assert document["clean"] is (ran.code == 0)
    return document


async def test_photos_that_were_not_taken_leave_no_file(town: Town, tmp_path: Path) -> None:
    """The eleventh of a draft, one that came twice, staff's beside a ticket, one of somebody who agreed to nothing."""
    rider = await town.rider()
    for colour in OTHERS:
        await rider.photo(plain_picture(colour))
    await rider.photo(picture(2), as_document=True)
    await rider.photo(plain_picture("white"))
    await town.staff.photo(picture(3), chat=town.groups[QUEUE])
    await bytes_are_gone(town)
    named = {key for (key,) in rows(town, "select object_key from photo")}
    shown = {key for (key,) in rows(town, "select shown_key from photo where shown_key is not null")}
    assert {path.name for path in files(town)} == named | shown
    found = await verified(town, tmp_path)
    assert (found["clean"], found["files"], found["held"], found["going"]) == (True, len(named | shown), 0, 0)


async def test_a_refused_reply_leaves_no_file(town: Town, tmp_path: Path) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    for number in range(town.config.limits.additions_per_hour):
        await rider.text(f"第 {number} 句", reply_to=receipt["message_id"])
    await stands_still(town)
    before = len(files(town))
    await rider.photo(plain_picture("white"), reply_to=receipt["message_id"])
    await bytes_are_gone(town)
    assert rows(town, "select count(*) from photo") == [(1,)]
    assert len(files(town)) == before
    assert (await verified(town, tmp_path))["clean"]


async def test_who_may_open_no_more_drafts_is_told_also_beside_a_broken_photo(
    tmp_path: Path, sqlite_address: str
) -> None:
    async with open_town(tmp_path, sqlite_address, limits={"drafts_per_hour": 1}) as town:
        rider = await town.rider()
        await rider.photo(picture(), as_document=True)
        await town.card(rider)
        await rider.text("/cancel")
        await rider.photo(picture(1)[:900], "井盖不见了", as_document=True)
        await rider.wait_for(words)
        await stands_still(town)
        assert not parked(town)


async def test_a_photo_that_was_just_deleted_is_stored_again(town: Town) -> None:
    """The first try may have stored it before the deletion; the second one knows."""
    rider = await town.rider()
    await rider.photo(picture(), as_document=True)
    await town.card(rider)
    await stands_still(town)
    (key,) = rows(town, "select object_key from photo")[0]
    until = town.clock.now() + 3_600_000
    change(town, f"update photo set object_key = '{'0' * 64}'")  # noqa: S608  as below
    change(town, f"insert into loose_object values ('{key}', -1, {until}, 1)")  # noqa: S608  a key of ours
    await rider.text("/cancel")
    before = await rider.text("/points")
    await rider.photo(picture(), as_document=True)
    await rider.wait_for(lambda m: "提交" in labels(m) and m["message_id"] > before["message_id"])
    await stands_still(town)
    assert rows(town, "select attempts from inbox where attempts > 0") == [(1,)]
    assert rows(town, "select count(*) from photo where object_key = ?", key) == [(1,)]
    assert rows(town, "select count(*) from loose_object") == [(0,)]
    assert key in {path.name for path in files(town)}


@pytest.mark.parametrize(
    ("harm", "kind"),
    [("stray", "strays"), ("lost", "missing"), ("ledger", "days_off"), ("counter", "counters_behind")],
)
async def test_what_does_not_agree_is_found(town: Town, tmp_path: Path, harm: str, kind: str) -> None:
    await town.submitted(await town.rider())
    await stands_still(town)
    await town.stop()
    assert (await verified(town, tmp_path))["clean"]
    first = files(town)[0]
    if harm == "stray":
        (first.parent.parent / "ab").mkdir(exist_ok=True)
        stray = first.parent.parent / "ab" / UNKNOWN
        stray.write_bytes(b"of nobody")
        os.utime(stray, (0, 0))
    elif harm == "lost":
        first.unlink()
    elif harm == "ledger":
        change(town, "update ledger_day set earned = earned + 1")
    else:
        change(town, "update month_counter set last = 0")
    found = await verified(town, tmp_path)
    assert [each for each, places in found["wrong"].items() if places] == [kind]
    said = await verify(town, tmp_path)
    assert said.code == 1
    assert said.stdout.rstrip().endswith("✗ Kinds of mismatch: 1; see above")


async def test_a_damaged_database_is_found(town: Town, tmp_path: Path) -> None:
    await town.submitted(await town.rider())
    await stands_still(town)
    await town.stop()
    rows(town, "pragma wal_checkpoint(truncate)")
    damage(Path(town.config.storage.database.removeprefix("sqlite:///")))
    ran = await verify(town, tmp_path, "--json")
    assert ran.code == 1
    assert "Traceback" not in ran.stderr


async def test_a_store_that_cannot_be_reached_is_said(town: Town, tmp_path: Path) -> None:
    await town.stop()
    put_a_file_in_place_of(Path(town.config.storage.photos.removeprefix("file://")))
    ran = await verify(town, tmp_path)
    assert (ran.code, ran.stdout) == (1, "")
    assert "photos" in ran.stderr
    assert "Traceback" not in ran.stderr
