"""``qianshao route``: one point or a CSV file, told as the product promises."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.shipped import SAMPLE

INSIDE, OUTSIDE = ("37.45", "116.31"), ("37.0", "116.31")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(f'[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    return path


def route(config: Path, *options: object, language: str = "en") -> Result:
    words = [str(option) for option in options]
    return CliRunner().invoke(app, ["route", "--config", str(config), "--language", language, *words])


def point(config: Path, place: tuple[str, str], category: str, *options: str) -> Result:
    return route(config, "--lat", place[0], "--lng", place[1], "--category", category, *options)


def routed(config: Path, text: str | bytes, *options: str) -> list[list[str]]:
    """The rows that come back for the bytes of a CSV file."""
    source, target = config.parent / "in.csv", config.parent / "out.csv"
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    answer = route(config, "--csv", source, "--out", target, *options)
    assert answer.exit_code == 0, answer.stderr
    assert answer.stdout == ""
    return list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))


def test_a_point_has_a_community_a_queue_and_a_reason(config: Path) -> None:
    answer = point(config, INSIDE, "stairwell_dark", "--json")
    assert answer.exit_code == 0
    found = json.loads(answer.stdout)
    assert list(found) == ["community", "queue", "reason"]
    assert (found["community"], found["queue"]) == ("C6", "property-centre")
    assert "C6" in found["reason"]


def test_a_rule_is_told_by_its_number(config: Path) -> None:
    found = json.loads(point(config, INSIDE, "gas_leak", "--json").stdout)
    assert found == {"community": "C6", "queue": "gas", "reason": "rule 7 (responsible gas)"}


def test_outside_every_community_it_is_triage(config: Path) -> None:
    found = json.loads(point(config, OUTSIDE, "gas_leak", "--json").stdout)
    assert (found["community"], found["queue"]) == (None, "triage")


def test_people_read_names(config: Path) -> None:
    words = ("--lat", INSIDE[0], "--lng", INSIDE[1], "--category", "gas_leak")
    assert route(config, *words, language="zh").stdout.splitlines()[:2] == ["新湖街道 (C6)", "燃气公司 (gas)"]
    assert route(config, *words).stdout.splitlines()[1] == "Gas company (gas)"


@pytest.mark.parametrize(
    ("place", "category", "said"),
    [
        (INSIDE, "stairwell", "stairwell"),
        (("0", "0"), "pothole", "0.0, 0.0"),
        (("91", "116"), "pothole", "91.0"),
        (("nan", "116"), "pothole", "nan"),
    ],
)
def test_what_cannot_be_routed_is_refused(config: Path, place: tuple[str, str], category: str, said: str) -> None:
    answer = point(config, place, category, "--json")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert said in answer.stderr


def test_half_a_question_is_refused(config: Path) -> None:
    assert route(config, "--lat", "37.45", "--category", "pothole").exit_code == 2
    assert route(config, "--csv", config).exit_code == 2
    assert route(config, "--csv", config, "--out", config).exit_code == 2


def test_a_broken_district_routes_nothing(config: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "broken")
    (tmp_path / "broken" / "queues.toml").write_text("")
    config.write_text('[district]\nfolder = "broken"\n')
    answer = point(config, INSIDE, "pothole", "--json")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "queues.toml" in answer.stderr


def test_rows_keep_their_order_and_columns(config: Path) -> None:
    rows = routed(config, "id,category,lng,lat,note\n1,gas_leak,116.31,37.45,x\n2,pothole,116.31,37.0,\n")
    assert rows[0] == ["id", "category", "lng", "lat", "note", "community", "queue", "reason"]
    assert rows[1][:7] == ["1", "gas_leak", "116.31", "37.45", "x", "C6", "gas"]
    assert rows[2][:7] == ["2", "pothole", "116.31", "37.0", "", "", "triage"]
    assert all(row[7] for row in rows[1:])


def test_rows_that_cannot_be_read_stay_in_place_with_the_reason(config: Path) -> None:
    bad = ["x,116.31,pothole", "37.45,,pothole", "95,116.31,pothole", "0,0,pothole", "37.45,116.31,nothing"]
    bad += ["37.45,116.31", "37.45,116.31,pothole,more", "inf,116.31,pothole", ",,"]
    rows = routed(config, "\n".join(["lat,lng,category", *bad, "37.45,116.31,pothole"]))
    assert len(rows) == len(bad) + 2
    for row in rows[1:-1]:
        assert (len(row), row[3], row[4]) == (6, "", "")
        assert row[5]
    assert rows[-1][3:5] == ["C6", "city-management"]


def test_an_empty_line_stays_one(config: Path) -> None:
    rows = routed(config, "lat,lng,category\n\n37.45,116.31,pothole\n")
    assert [len(row) for row in rows] == [6, 0, 6]


def test_cells_with_commas_quotes_and_line_breaks_are_kept(config: Path) -> None:
    note = 'a, "b"\nc'
    rows = routed(config, 'note,lat,lng,category\n"a, ""b""\nc",37.45,116.31,pothole\n')
    assert rows[1][0] == note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_spreadsheet_programs_are_read(config: Path, encoding: str) -> None:
    rows = routed(config, "备注,lat,lng,category\r\n井盖,37.45,116.31,pothole\r\n".encode(encoding))
    assert rows[0][0] == "备注"
    assert rows[1][:1] + rows[1][4:6] == ["井盖", "C6", "city-management"]


def test_missing_columns_are_named(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text("lat,x,kind\n1,2,3\n")
    answer = route(config, "--csv", source, "--out", config.parent / "out.csv", "--lng-column", "lang")
    assert answer.exit_code == 1
    assert "no column lang" in answer.stderr
    assert "--category-column" in answer.stderr
    assert "lat, x, kind" in answer.stderr


@pytest.mark.parametrize(("language", "said"), [("zh", "无法写入"), ("en", "cannot be written")])
def test_a_folder_that_is_not_there_is_told_before_any_work(config: Path, language: str, said: str) -> None:
    source = config.parent / "in.csv"
    source.write_text("lat,lng,category\n37.45,116.31,pothole\n")
    answer = route(config, "--csv", source, "--out", config.parent / "no" / "out.csv", language=language)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr
    assert "in.csv" not in answer.stderr
    assert route(config, "--csv", source, "--out", config.parent).exit_code == 2


def test_a_file_that_cannot_be_written_is_told(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text("lat,lng,category\n37.45,116.31,pothole\n")
    answer = route(config, "--csv", source, "--out", "/dev/full")
    assert answer.exit_code == 1
    assert "/dev/full cannot be written" in answer.stderr


def test_columns_of_other_names_are_found_or_named(config: Path) -> None:
    rows = routed(config, "Latitude;x;Kind\n37.45;116.31;gas_leak\n", "--lng-column", "X", "--category-column", "kind")
    assert rows[1][3:5] == ["C6", "gas"]


def test_progress_goes_to_standard_error(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text("lat,lng,category\n37.45,116.31,pothole\n")
    answer = route(config, "--csv", source, "--out", config.parent / "out.csv")
    assert "in.csv" in answer.stderr
