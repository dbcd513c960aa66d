"""``qianshao import reports``: which column is which, ids and times as spreadsheets leave them, JSON, nothing done."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.flow.test_import_command import HEADER, INSIDE, imported, near, query, summary, table
from tests.terminal import config_file

SHANGHAI = ZoneInfo("Asia/Shanghai")


async def test_a_database_s_own_id_is_not_the_id(tmp_path: Path) -> None:
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    header = "_id,service_request_id,requested_datetime,service_name,lat,long"
    rows = [f"1,SR-1,2024-03-05 08:00,pothole,{near(1)}", f"2,SR-2,2024-03-06 08:00,pothole,{near(2)}"]
    first = await summary(config, table(tmp_path, *rows, header=header))
    assert {"role": "id", "column": "service_request_id"} in first["columns"]
    later = [f"1,SR-2,2024-03-06 08:00,pothole,{near(2)}", f"2,SR-3,2024-03-07 08:00,pothole,{near(3)}"]
    found = await summary(config, table(tmp_path, *later, header=header))
    assert (found["imported"], found["already_there"]) == (1, 1)
    ran = await imported(config, table(tmp_path, *rows, header=header.replace("service_request_id", "x")))
    assert ran.code == 1
    assert "no column for id" in ran.stderr


async def test_row_numbers_taken_for_ids_are_noticed(tmp_path: Path) -> None:
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    march = [f"{n},2024-03-{n:02},pothole,{n / 1000 + 37.45},116.31,,," for n in range(1, 9)]
    april = [f"{n},2024-04-{n:02},pothole,{n / 900 + 37.45},116.31,,," for n in range(1, 9)]
    await summary(config, table(tmp_path, *march))
    assert (await imported(config, table(tmp_path, *march))).code == 0
    ran = await imported(config, table(tmp_path, *april))
    assert ran.code == 1
    assert "of 8 ids that were imported before 8 are another request now" in ran.stderr


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("0012", "0012"),
        ("101000295613.0", "101000295613"),
        ('"=""0012"""', "0012"),
        ("'0012", "0012"),
        ("1.01E+11", None),
    ],
)
async def test_ids_are_read_as_they_were_before_a_spreadsheet(tmp_path: Path, cell: str, key: str | None) -> None:
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    ran = await imported(config, table(tmp_path, f"{cell},2024-03-05,pothole,{INSIDE},,,"))
    assert ran.code == (key is None)
    assert ("rounded" in ran.stderr) is (key is None)
    if key is not None:
        assert query(f"sqlite:///{tmp_path}/q.db", "select key from imported") == [(key,)]


async def test_date_and_time_may_be_two_columns(tmp_path: Path) -> None:
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    rows = ["a,2024-03-05,08:30,坑,pothole,37.45,116.31", "b,2024-03-06 00:00:00,上午9:05:00,坑,pothole,37.451,116.31"]
    found = await summary(config, table(tmp_path, *rows, header="编号,上报日期,上报时间,描述,类别,纬度,经度"))
    assert found["imported"] == 2
    assert {"role": "day", "column": "上报日期"} in found["columns"]
    times = [at for (at,) in query(f"sqlite:///{tmp_path}/q.db", "select submitted_at from report order by 1")]
    assert [datetime.fromtimestamp(at / 1000, SHANGHAI).strftime("%m-%d %H:%M") for at in times] == [
        "03-05 08:30",
        "03-06 09:05",
    ]


REQUEST = {
    "service_request_id": 638344, "status": "closed", "service_name": "pothole", "service_code": "006",
    "requested_datetime": "2024-03-05T08:30:00+08:00", "updated_datetime": "2024-03-09T10:00:00Z", "address": None,
    "description": "坑", "lat": 37.45, "long": 116.31, "media_url": None, "attributes": {"depth": 3},
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([REQUEST]),
        json.dumps({"service_requests": [REQUEST]}, indent=1),
        json.dumps({"service_requests": {"request": [REQUEST]}}),
        "\n".join(json.dumps({**REQUEST, "service_request_id": n}) for n in ("638344", "x")),
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {
            name: value for name, value in REQUEST.items() if name not in {"lat", "long"}
        }, "geometry": {"type": "Point", "coordinates": [116.31, 37.45]}}]}),
    ],
)  # fmt: skip
async def test_open311_is_read_as_json(tmp_path: Path, text: str) -> None:
    config, source = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), tmp_path / "requests.json"
    source.write_text(text, encoding="utf-8")
    found = await summary(config, source)
    assert found["imported"] == found["rows"] == text.count("requested_datetime")
    columns = {each["role"]: each["column"] for each in found["columns"]}
    assert (columns["id"], columns["time"], columns["lng"]) == ("service_request_id", "requested_datetime", "long")
    assert query(f"sqlite:///{tmp_path}/q.db", "select status, note from report")[0] == ("closed_unconfirmed", "坑")
    assert query(f"sqlite:///{tmp_path}/q.db", "select key from imported where key = '638344'") == [("638344",)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "a.json"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", "[1, 2]", "no list of records"),
        ("a.jsonl", '{"id": 1}\n{"id": }', "line 2"),
        ("a.csv", HEADER, "no row below the header"),
        ("a.csv", f"{HEADER}\n,,,,,,,", "no row below the header"),
    ],
)
async def test_nothing_done_is_no_success(tmp_path: Path, name: str, text: str, said: str) -> None:
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    ran = await imported(config_file(tmp_path, f"sqlite:///{tmp_path}/q.db"), source)
    assert ran.code == 1
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


async def test_a_missing_column_of_the_status_is_named(tmp_path: Path) -> None:
    config = config_file(tmp_path, f"sqlite:///{tmp_path}/q.db")
    ran = await imported(config, table(tmp_path, f"a,2024-03-05,pothole,{INSIDE}", header="id,time,category,lat,lng"))
    assert ran.code == 0
    assert "no column for status" in ran.stderr
    assert "case_status" in ran.stderr
