"""``qianshao import reports``: another system's table, imported, imported again, broken off, refused row by row."""

import asyncio
import json
import sqlite3
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.reporting.reports import Status
from playground.people import words
from services.ports.transaction import Transaction
from storage.database import open_database, open_existing
from tests.cities import boston, real_data
from tests.staff_work import act, resolve
from tests.terminal import QIANSHAO, Ran, config_file, qianshao
from tests.town import CENTRE, Town, picture
from tests.watching import parked, rows, stands_still, tap

INSIDE = "37.45,116.31"  # C6
HEADER = "id,time,category,lat,lng,closed,status,note"


def table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "old.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


async def imported(config: Path, source: Path, *options: object) -> Ran:
    return await qianshao("import", "reports", source, "--config", config, "--language", "en", *options)


async def summary(config: Path, source: Path, *options: object) -> dict[str, Any]:
    ran = await imported(config, source, "--json", *options)
    assert ran.code == 0, ran.stderr
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


async def begun(address: str) -> None:
    """An empty database."""
    async with open_database(address):
        pass


def query(address: str, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(address.removeprefix("sqlite:///"))
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


async def test_records_become_reports_once_on_both_engines(tmp_path: Path, database_address: str) -> None:
    config = config_file(tmp_path, database_address)
    rows = [
        f"a,2024-03-05 08:30,pothole,{INSIDE},2024-03-09 10:00,Closed,坑",
        f"b,2024-03-06 08:30,Gas leak,{INSIDE},,,",
        "c,2024-04-01,井盖缺失或移位,37.0,116.31,,Open,",
    ]
    source = table(tmp_path, *rows)
    first = await summary(config, source)
    assert [first[name] for name in ("rows", "imported", "already_there", "refused", "still_open")] == [3, 3, 0, 0, 2]
    again = await summary(config, table(tmp_path, *rows, f"d,2024-04-02,pothole,{INSIDE},,,"))
    assert [again[name] for name in ("rows", "imported", "already_there")] == [4, 1, 3]

    async def look(tx: Transaction) -> list[Any]:
        found = [await tx.reports.by_number(month, serial) for month, serial in (("2403", 1), ("2403", 2), ("2404", 1))]
        return [(each.status, each.queue, each.community, each.note) if each else None for each in found]

    async with open_existing(database_address) as database:
        assert await database.read(look) == [
            (Status.CLOSED_UNCONFIRMED, "city-management", "C6", "坑"),
            (Status.ROUTED, "gas", "C6", ""),
            (Status.ROUTED, "triage", None, ""),
        ]
        assert await database.read(lambda tx: tx.timers.due(10**15, 9)) == []
        assert await database.read(lambda tx: tx.outbox.parked(9)) == []


async def test_rows_that_are_no_records_are_told_by_their_lines(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/q.db"
    source = table(
        tmp_path,
        f",2024-03-05,pothole,{INSIDE},,,",
        f"b,someday,pothole,{INSIDE},,,",
        f"c,2024-03-05,potholes!,{INSIDE},,,",
        "d,2024-03-05,pothole,0,0,,,",
        f"e,2999-01-01,pothole,{INSIDE},,,",
        f"f,2024-03-05,pothole,{INSIDE},never,,",
        f"g,2024-03-05,pothole,{INSIDE}",
    )
    ran = await imported(config_file(tmp_path, address), source, "--json")
    found = json.loads(ran.stdout)
    assert ran.code == 0
    assert [found[f"refused_{reason}"] for reason in ("id", "time", "category", "position")] == [1, 3, 1, 1]
    assert (found["imported"], found["refused"], found["ragged_rows"]) == (1, 6, 1)
    assert found["unknown_categories"] == [{"category": "potholes!", "rows": 1}]
    assert [line in ran.stderr for line in ("line 2:", "line 3:", "line 7:", "line 8:")] == [True, True, True, False]
    assert "pothole" in ran.stderr
    assert "Traceback" not in ran.stderr


def near(number: int) -> str:
    """A position of its own in C6."""
    return f"{37.45 + number * 1e-7:.7f},116.31"


async def test_the_first_refusals_of_each_reason_are_listed(tmp_path: Path) -> None:
    rows = [f"{n},2024-03-05,nothing,{near(n)},,," for n in range(50)] + [f"x,someday,pothole,{INSIDE},,,"]
    ran = await imported(config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), table(tmp_path, *rows))
    assert ran.code == 1  # nothing at all could be imported
    assert ran.stderr.count("has no category nothing") == 5
    assert "+ 45" in ran.stderr
    assert "someday" in ran.stderr


async def test_every_unknown_category_is_listed_with_its_rows(tmp_path: Path) -> None:
    rows = [f"{n},2024-03-05,kind {n % 15},{near(n)},,," for n in range(20)]
    config, source = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), table(tmp_path, *rows)
    ran = await imported(config, source, "--json")
    listed = {each["category"]: each["rows"] for each in json.loads(ran.stdout)["unknown_categories"]}
    assert listed == {f"kind {n}": 2 if n < 5 else 1 for n in range(15)}
    assert "kind 14" in (await imported(config, source)).stdout


@pytest.mark.parametrize(("language", "said"), [("en", "lie outside every community"), ("zh", "在所有社区之外")])
async def test_a_table_of_elsewhere_is_refused_before_anything_is_made(
    tmp_path: Path, language: str, said: str
) -> None:
    rows = [f"{n},2024-03-05,pothole,{near(n) if n < 3 else f'36.{n},116.31'},,," for n in range(7)]
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    ran = await imported(config, table(tmp_path, *rows), "--language", language)
    assert (ran.code, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert "datum" in ran.stderr
    assert not (tmp_path / "q.db").exists()
    found = await summary(config, table(tmp_path, *rows[:-1]))  # as many inside
    assert (found["imported"], found["outside_communities"]) == (6, 3)


async def test_rows_at_the_default_point_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [f"d{n},2024-03-05,pothole,36.0,116.0,,," for n in range(12)]
    rows += [f"{n},2024-03-05,pothole,{near(n)},,," for n in range(3)]
    config, source = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), table(tmp_path, *rows)
    found = await summary(config, source)
    assert (found["imported"], found["left_at_default_point"], found["outside_communities"]) == (3, 12, 0)
    assert found["default_point"] == {"lat": 36.0, "lng": 116.0}
    assert "not imported" in (await imported(config, source)).stdout
    assert "未导入" in (await imported(config, source, "--language", "zh")).stdout


async def test_the_whole_table_decides_whether_its_dates_begin_with_the_day(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/q.db"
    rows = [f"a,05/03/2024 08:00,pothole,{INSIDE},,,", f"b,25/03/2024 08:00,pothole,{INSIDE},,,"]
    await summary(config_file(tmp_path, address), table(tmp_path, *rows))
    assert query(address, "select distinct month from report") == [("2403",)]
    ran = await imported(config_file(tmp_path, address), table(tmp_path, *rows, f"c,03/25/2024,pothole,{INSIDE},,,"))
    assert (ran.code, ran.stdout) == (1, "")
    assert "25/03/2024 08:00 begins with the day, 03/25/2024 with the month" in ran.stderr


@pytest.mark.parametrize(("language", "said"), [("en", "2 of 3 times cannot be read"), ("zh", "3 个时间中有 2 个")])
async def test_many_unreadable_times_are_told(tmp_path: Path, language: str, said: str) -> None:
    rows = [f"{n},{time},pothole,{INSIDE},,," for n, time in enumerate(("2024-03-05", "5 Mar", "6 Mar"))]
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    assert said in (await imported(config, table(tmp_path, *rows), "--language", language)).stderr


async def test_a_time_format_is_checked_and_named(tmp_path: Path) -> None:
    meanings = tmp_path / "columns.toml"
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    source = table(tmp_path, f"a,2024-03-05,pothole,{INSIDE},,,")
    for wrong in ("dd/mm/yyyy", "%H:%M", "%Q"):
        meanings.write_text(f'time_format = "{wrong}"\n')
        ran = await imported(config, source, "--map", meanings)
        assert (ran.code, ran.stdout) == (1, "")
        assert wrong in ran.stderr
    meanings.write_text('time_format = "%d/%m/%Y"\n')
    ran = await imported(config, source, "--map", meanings, "--json")
    assert "%d/%m/%Y" in ran.stderr
    assert json.loads(ran.stdout)["refused_time"] == 1


async def test_a_map_says_what_columns_and_values_mean(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/q.db"
    source = table(
        tmp_path,
        "7,05/03/2024,Holes,37.45,116.31,Gone",
        "8,05/03/2024,Weddings,37.45,116.31,Gone",
        "9,05/03/2024,Anything,37.45,116.31,Here",
        header="No;When;Kind;Y;X;State".replace(";", ","),
    )
    meanings = tmp_path / "columns.toml"
    meanings.write_text(
        """
        source = "city"
        datum = "GCJ-02"
        time_format = "%d/%m/%Y"
        other_categories = "other"
        [columns]
        id = "No"
        time = "When"
        category = "kind"
        lat = "y"
        lng = "x"
        status = "State"
        [categories]
        "Holes" = "pothole"
        "Weddings" = "-"
        [statuses]
        "gone" = "confirmed"
        """,
        encoding="utf-8",
    )
    found = await summary(config_file(tmp_path, address), source, "--map", meanings)
    assert [found[name] for name in ("source", "imported", "skipped", "still_open")] == ["city", 2, 1, 1]
    kept = query(address, "select category, status, datum, month, lat from report order by id")
    assert [row[:4] for row in kept] == [
        ("pothole", "confirmed", "gcj02", "2403"),
        ("other", "routed", "gcj02", "2403"),
    ]
    assert kept[0][4] == pytest.approx(37.4495, abs=1e-3)
    assert kept[0][4] != 37.45


async def test_a_wrong_map_is_told_as_a_wrong_configuration_is(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/q.db"
    meanings = tmp_path / "columns.toml"
    meanings.write_text('datum = "moon"\ntime = "x"\n[categories]\n"Holes" = "potholes"\n', encoding="utf-8")
    ran = await imported(config_file(tmp_path, address), table(tmp_path), "--map", meanings)
    assert (ran.code, ran.stdout) == (1, "")
    for said in ("moon", "there is no setting time", "potholes", "line 4"):
        assert said in ran.stderr
    assert not (tmp_path / "q.db").exists()


async def test_missing_columns_are_told_and_nothing_is_made(tmp_path: Path) -> None:
    source = table(tmp_path, header="id,when,category,lat,lng")
    ran = await imported(config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), source)
    assert (ran.code, ran.stdout) == (1, "")
    assert "id, when, category, lat, lng" in ran.stderr
    assert "[columns]" in ran.stderr
    assert "--time-column" not in ran.stderr
    assert not (tmp_path / "q.db").exists()


def test_a_killed_import_is_taken_up_where_it_was(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/q.db"
    asyncio.run(begun(address))
    config, count = config_file(tmp_path, address), 20_000
    source = table(tmp_path, *(f"{n},2024-03-05 08:30,pothole,{near(n)},,," for n in range(count)))
    words = [str(word) for word in (QIANSHAO, "import", "reports", source, "--config", config)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    while process.poll() is None and query(address, "select count(*) from imported") == [(0,)]:
        pass
    process.kill()
    process.wait()
    ((kept,),) = query(address, "select count(*) from imported")
    assert 0 < kept < count
    assert query(address, "select count(*), max(serial) from report") == [(kept, kept)]
    found = asyncio.run(summary(config, source))
    assert (found["already_there"], found["imported"]) == (kept, count - kept)
    assert query(address, "select count(*), max(serial) from report") == [(count, count)]


async def test_a_bot_that_runs_meanwhile_says_nothing_of_it(town: Town, tmp_path: Path) -> None:
    address = town.config.storage.database
    rider = await town.rider()
    _, number = await town.submitted(rider, caption="楼道灯不亮")
    said = query(address, "select count(*) from outbox")
    month = number.split("-")[1]
    day = f"20{month[:2]}-{month[2:]}-01 08:00"
    found = await summary(config_file(tmp_path, address), table(tmp_path, f"a,{day},pothole,{INSIDE},,,"))
    assert found["imported"] == 1
    assert query(address, "select count(*) from outbox") == said
    assert query(address, "select count(*) from event where report_id in (select report_id from imported)") == [(0,)]
    serial = int(number.rpartition("-")[2])
    assert query(address, "select serial from report where rider_id = 0") == [(serial + 1,)]


async def test_an_open_record_is_a_ticket_from_its_first_witness_on(town: Town, tmp_path: Path) -> None:
    """Nobody hears of it but the witness: whoever reported it is not with us."""
    now = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone) - timedelta(hours=1)
    row = f"a,{now:%Y-%m-%d %H:%M},manhole_missing,{CENTRE[0]},{CENTRE[1]},,,"
    await summary(config_file(tmp_path, town.config.storage.database), table(tmp_path, row))
    witness = await town.rider()
    await witness.photo(picture(1), "井盖没了", as_document=True)
    await tap(witness, await town.card(witness, button="是同一个"), "是同一个")
    await witness.wait_for(lambda m: "🤝" in words(m))
    await act(town, "受理")
    await resolve(town)
    await witness.wait_for(lambda m: "换了新井盖" in words(m))
    await stands_still(town)
    assert parked(town) == []
    assert rows(town, "select count(*) from outbox where chat_id = 0") == [(0,)]
    assert rows(town, "select count(*) from ledger where rider_id = 0") == [(0,)]


@pytest.mark.realdata
async def test_boston_is_imported(tmp_path: Path) -> None:
    meanings = tmp_path / "columns.toml"
    meanings.write_text('other_categories = "other"\n[columns]\ncategory = "type"\n', encoding="utf-8")
    source = real_data() / "reports" / "boston_311_2011_h2.zip"
    found = await summary(boston(tmp_path), source, "--map", meanings)
    assert (found["rows"], found["imported"], found["refused"], found["still_open"]) == (58_251, 53_476, 0, 2_161)
    assert (found["left_at_default_point"], found["default_point"]) == (4_775, {"lat": 42.3594, "lng": -71.0587})
