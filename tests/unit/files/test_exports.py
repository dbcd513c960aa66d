"""Each format holds what was exported, types and all, whatever the texts are; a file appears whole or not at all."""

import builtins
import csv
import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from domain.district.problems import BadValue
from domain.week.exports import Column, Form, Kind, Row, Subject, columns_of
from files import export_xlsx
from files.csv_out import inert
from files.exports import replacing, writer_of

ZONE = ZoneInfo("Asia/Shanghai")
COLUMNS = (
    Column("name", Kind.TEXT),
    Column("points", Kind.INTEGER),
    Column("share", Kind.REAL),
    Column("at", Kind.TIME),
)
AT = int(datetime(2026, 11, 23, 6, 5, 9, tzinfo=UTC).timestamp() * 1000)
ROWS: list[Row] = [("路灯不亮", -4, 0.5, AT), (None, None, None, None), ("=HYPERLINK(1)", 0, -1.25, AT + 999)]
REPORTS = columns_of(Subject.REPORTS, with_riders=False)
HOSTILE = [
    "=1+1",
    "@x",
    "+a",
    "-坑",
    "\t=1",
    "\r",
    "a\r\nb",
    '"',
    ",",
    "\x00\x0b",
    "\ud83d",
    "_x0041_",
    "\ufffe",
    " ",
    "",
]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.text(st.characters(), max_size=9))


def written(form: Form, rows: list[Row], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    out = BytesIO()
    writer = writer_of(form, out, columns, ZONE)
    writer.write(rows[:1])
    writer.write(rows[1:])
    writer.close()
    return out.getvalue()


def of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def of_xlsx(data: bytes) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def stored(text: str) -> str:
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def test_csv_is_what_spreadsheets_and_rfc_4180_expect() -> None:
    data = written(Form.CSV, ROWS)
    assert data.startswith(b"\xef\xbb\xbfname,points,share,at\r\n")
    assert data.endswith(b"\r\n")
    assert of_csv(data)[1:] == [
        ["路灯不亮", "-4", "0.5", "2026-11-23T14:05:09+08:00"],
        ["", "", "", ""],
        ["'=HYPERLINK(1)", "0", "-1.25", "2026-11-23T14:05:09+08:00"],
    ]


def test_a_workbook_has_types_widths_and_a_frozen_head() -> None:
    sheet = openpyxl.load_workbook(BytesIO(written(Form.XLSX, ROWS))).active
    assert sheet is not None
    assert [tuple(row) for row in sheet.iter_rows(values_only=True)] == [
        ("name", "points", "share", "at"),
        ("路灯不亮", -4, 0.5, datetime(2026, 11, 23, 14, 5, 9)),  # noqa: DTZ001  cells have no zone
        (None, None, None, None),
        ("=HYPERLINK(1)", 0, -1.25, datetime(2026, 11, 23, 14, 5, 9)),  # noqa: DTZ001  as above
    ]
    assert sheet["A4"].data_type == "s"
    assert (sheet["D2"].is_date, sheet["D2"].number_format) == (True, "yyyy-mm-dd hh:mm:ss")
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D4")
    assert sheet.column_dimensions["D"].width > len("2026-11-23 14:05:09")


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert export_xlsx.ROWS_ON_A_SHEET + 1 == 2**20
    monkeypatch.setattr(export_xlsx, "ROWS_ON_A_SHEET", 3)
    rows: list[Row] = [(str(number), number, None, None) for number in range(7)]
    book = openpyxl.load_workbook(BytesIO(written(Form.XLSX, rows)))
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [
        ["name", "0", "1", "2"],
        ["name", "3", "4", "5"],
        ["name", "6"],
    ]
    assert [(sheet.freeze_panes, sheet.auto_filter.ref) for sheet in book] == [
        ("A2", "A1:D4"),
        ("A2", "A1:D4"),
        ("A2", "A1:D2"),
    ]


def test_what_is_older_than_spreadsheets_is_told_in_words() -> None:
    old = int(datetime(1888, 1, 1, tzinfo=UTC).timestamp() * 1000)
    assert str(of_xlsx(written(Form.XLSX, [("", 1, 1.0, old)]))[1][3]).startswith("1888-01-01 08:")


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    assert len(str(of_xlsx(written(Form.XLSX, [("坑" * 40_000, 1, 1.0, AT)]))[1][0])) == 32_767


def test_parquet_has_types_and_the_time_zone() -> None:
    table = pyarrow.parquet.read_table(BytesIO(written(Form.PARQUET, ROWS)))
    assert [str(field.type) for field in table.schema] == [
        "string", "int64", "double", "timestamp[ms, tz=Asia/Shanghai]",
    ]  # fmt: skip
    assert table.column("at").cast("int64").to_pylist() == [AT, None, AT + 999]
    assert table.column("points").to_pylist() == [-4, None, 0]


@pytest.mark.parametrize("form", Form)
def test_no_row_is_a_head(form: Form) -> None:
    data = written(form, [], REPORTS)
    names = [column.name for column in REPORTS]
    heads = {
        Form.CSV: lambda: of_csv(data) == [names],
        Form.XLSX: lambda: of_xlsx(data) == [tuple(names)],
        Form.GEOJSON: lambda: json.loads(data) == {"type": "FeatureCollection", "features": []},
        Form.PARQUET: lambda: pyarrow.parquet.read_table(BytesIO(data)).schema.names == names,
    }
    assert heads[form]()  # type: ignore[no-untyped-call]


@given(TEXTS)
def test_any_text_is_read_from_csv_as_it_was(text: str) -> None:
    data = written(Form.CSV, [(text, 1, 1.0, AT)])
    assert of_csv(data)[1][0] == inert(stored(text))


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_from_a_workbook_as_it_was(text: str) -> None:
    (_, (cell, *_)) = of_xlsx(written(Form.XLSX, [(text, 1, 1.0, AT)]))
    assert unescape(cell or "") == stored(text)


@given(TEXTS)
def test_any_text_is_read_from_parquet_as_it_was(text: str) -> None:
    table = pyarrow.parquet.read_table(BytesIO(written(Form.PARQUET, [(text, 1, 1.0, AT)])))
    assert table.column("name").to_pylist() == [stored(text)]


@given(st.lists(st.tuples(TEXTS, st.floats(-90, 90), st.floats(-180, 180)), max_size=4))
def test_geojson_has_longitude_first_and_nothing_old(places: list[tuple[str, float, float]]) -> None:
    blank: tuple[None, ...] = (None,) * 5
    rows: list[Row] = [(text, *blank, lat, lng, AT, *blank[:4], 2) for text, lat, lng in places]
    collection = json.loads(written(Form.GEOJSON, rows, REPORTS))
    assert list(collection) == ["type", "features"]
    assert len(collection["features"]) == len(places)
    for feature, (text, lat, lng) in zip(collection["features"], places, strict=True):
        assert feature["type"] == "Feature"
        assert feature["geometry"] == {"type": "Point", "coordinates": [lng, lat]}
        assert list(feature["properties"]) == [each.name for each in REPORTS if each.name not in {"lat", "lng"}]
        assert feature["properties"]["number"] == stored(text)
        at = datetime.fromisoformat(feature["properties"]["submitted_at"])
        assert (at.timestamp() * 1000, at.utcoffset()) == (AT, timedelta(hours=8))


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **others: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name="pyarrow")
        return real(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(__import__("sys").modules, "files.export_parquet", raising=False)
    with pytest.raises(BadValue) as refused:
        writer_of(Form.PARQUET, BytesIO(), COLUMNS, ZONE)
    assert refused.value.code == "extra_missing"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_bytes() == b"before"
    with replacing(path) as file:
        file.write(b"whole")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"whole"
    with replacing(Path("/dev/null")) as file:
        file.write(b"x")
    assert not Path("/dev/null").is_file()
