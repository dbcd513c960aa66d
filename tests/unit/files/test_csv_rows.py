import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.problems import BadValue
from files.csv_columns import Column, find_columns, plain
from files.csv_rows import Record, Rows, open_rows

POINT = [Column("lat"), Column("lng")]


def write(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def records(path: Path, *columns: Column) -> tuple[list[dict[str, str]], int]:
    with open_rows(path) as rows:
        found = [dict(record.values) for record in rows.records(columns or POINT)]
        return found, rows.ragged


def refusal(path: Path, *columns: Column) -> dict[str, dict[str, str]]:
    with pytest.raises(BadValue) as refused:
        records(path, *columns)
    return {mistake.code: mistake.details for mistake in refused.value.mistakes}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_spreadsheet_program_may_have_written_it(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in (("纬度", "经度", "备注"), ("37.4", "116.3", "井盖")))
    found, ragged = records(write(tmp_path, text.encode(encoding)), *POINT, Column("note"))
    assert (found, ragged) == ([{"lat": "37.4", "lng": "116.3", "note": "井盖"}], 0)


def test_what_no_encoding_explains_is_still_read(tmp_path: Path) -> None:
    found, _ = records(write(tmp_path, b"lat,lng,note\n1,2,caf\xe9\n1,2,\xff\n"), *POINT, Column("note"))
    assert [row["note"] for row in found] == ["café", "ÿ"]


def test_an_archive_of_one_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/x.CSV", "lat,lng\n1,2\n")
        archive.writestr("__MACOSX/._x.csv", "?")
    assert records(path)[0] == [{"lat": "1", "lng": "2"}]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("y.csv", "")
    assert refusal(path)["csv_not_alone"]["count"] == "2"


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", "lat,lng\n" + "1,2\n" * 99)
    content = bytearray(whole.getvalue())
    content[40] ^= 255
    assert "file_unreadable" in refusal(write(tmp_path, bytes(content)))


def test_ragged_rows_are_counted_and_kept(tmp_path: Path) -> None:
    found, ragged = records(write(tmp_path, b"lat,lng,x\n1\n1,2,3,4\n\n,,\n5,6,7\n"))
    assert ragged == 2
    assert found == [{"lat": "1", "lng": ""}, {"lat": "1", "lng": "2"}, {"lat": "5", "lng": "6"}]


def test_huge_fields_and_nul_bytes_are_read(tmp_path: Path) -> None:
    found, _ = records(write(tmp_path, b"lat,lng\n1\x00,%s\n" % (b"x" * 300_000)))
    assert (found[0]["lat"], len(found[0]["lng"])) == ("1", 300_000)


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    with open_rows(write(tmp_path, b'lat,lng\n"a\nb",2\n3,4\n')) as rows:
        assert [record.line for record in rows.records(POINT)] == [3, 4]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "csv_empty" in refusal(write(tmp_path, content))


def test_columns_that_are_missing_are_named_with_those_that_there_are(tmp_path: Path) -> None:
    path = write(tmp_path, b"lat,police_district\n")
    told = refusal(path, *POINT, Column("truth", "police_distrct"))
    assert told["csv_role_missing"]["option"] == "--lng-column"
    assert told["csv_column_missing"]["close"] == "police_district"
    assert told["csv_columns_found"]["columns"] == "lat, police_district"


def test_names_are_found_however_they_are_written() -> None:
    header = ["Unique Key", "LATITUDE", "Lon", "community_board"]
    wanted = [Column("id"), *POINT, Column("truth", "Community Board"), Column("also", optional=True)]
    assert find_columns(header, wanted) == {"id": 0, "lat": 1, "lng": 2, "truth": 3}


def test_a_name_as_it_is_written_goes_before_one_alike() -> None:
    assert find_columns(["Lat", "lat", "lng"], POINT) == {"lat": 1, "lng": 2}
    with pytest.raises(BadValue, match="csv_column_twice"):
        find_columns(["lat", "lat", "lng"], POINT)
    assert find_columns(["lat", "lng", "x", "x"], POINT) == {"lat": 0, "lng": 1}


@given(st.text())
def test_a_plain_name_is_its_own_plain_name(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2).filter(any), max_size=8))
def test_what_was_written_is_read(cells: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("lat", "lng"), *cells])
    rows = Rows(csv.reader(io.StringIO(written.getvalue(), newline="")))
    expected = [{"lat": lat.strip(), "lng": lng.strip()} for lat, lng in cells]
    assert [record.values for record in rows.records(POINT)] == expected


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp(), content)
    try:
        with open_rows(path) as rows:
            found = list(rows.records([Column("x", optional=True)]))
    except BadValue:
        return
    assert all(isinstance(record, Record) for record in found)
