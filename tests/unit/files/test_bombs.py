"""Files made to break a parser are refused with their line, never with a traceback, and quickly."""

import zipfile
from pathlib import Path

import pytest

from domain.district.json_text import parse_json
from domain.district.problems import BadValue, Problem
from files import csv_rows
from files.csv_columns import Column
from files.csv_rows import open_rows
from files.toml_tables import read_toml


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = 1\nb = " + "[" * 100_000, "nested_too_deep"),
        ("a = 1\nb = " + "{a=" * 20_000, "nested_too_deep"),
        ("a = 1\nb = [" + "[" * 5_000 + "]" * 5_000 + "]", "nested_too_deep"),
        ("a = 1\nb = 1" + "0" * 5_000, "number_too_long"),
        ("a = 1\nb = 2026-13-45", "toml_syntax"),
    ],
)
def test_toml_is_refused_by_its_line(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    assert read_toml(path, problems) is None
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, 2)]


@pytest.mark.parametrize(("encoding", "guess"), [("utf-16", "UTF-16"), ("gb18030", "GBK"), ("utf-16-be", "?")])
def test_another_encoding_is_named(tmp_path: Path, encoding: str, guess: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('名称 = "德州"'.encode(encoding) + b"\xff" * (encoding == "utf-16-be"))
    problems: list[Problem] = []
    assert read_toml(path, problems) is None
    assert [(problem.code, problem.details["encoding"]) for problem in problems] == [("not_utf8", guess)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{\n" + "[" * 100_000, "json_syntax"),
        ('{"a":\n' + "[" * 100_000, "nested_too_deep"),
        ('{"a": "[[[",\n"b": ' + '{"a":' * 50_000, "nested_too_deep"),
        ('{"a":\n1' + "0" * 5_000 + "}", "number_too_long"),
    ],
)
def test_json_is_refused_by_its_line(text: str, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_json(text)
    assert (refused.value.code, refused.value.line) == (code, 2)


def refusal(path: Path) -> str:
    with pytest.raises(BadValue) as refused, open_rows(path) as rows:
        list(rows.records([Column("lat"), Column("lng")]))
    return refused.value.code


def test_an_archive_that_grows_without_end_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", b"lat,lng\n" + b"1,2\n" * (1 << 20))
    with open_rows(path) as rows:
        assert rows.header == ["lat", "lng"]
    monkeypatch.setattr(csv_rows, "_LARGEST_UNPACKED", 1 << 20)
    assert refusal(path) == "zip_bomb"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"lat,lng\n1,2\n" + b"3" * (17 << 20))
    assert refusal(path) == "csv_line_too_long"
    path.write_bytes(b'lat,lng\n1,2\n3,"' + b"x\n" * (9 << 20))
    assert refusal(path) == "csv_syntax"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"a\ud800b", "a\ufffdb"),
        (r"a\udc00", "a\ufffd"),
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud83d\ud83d\ude00", "\ufffd\U0001f600"),
        (r"\\ud800", r"\ud800"),
        (r"x\u0000y", "x\ufffdy"),
    ],
)
def test_a_character_that_no_store_takes_is_replaced(written: str, read: str) -> None:
    assert parse_json(f'["{written}"]') == [read]
