"""``qianshao evaluate duplicates``: a history of reports and its known repeats, read and replayed."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.cities import real_data

HEADER = "case_enquiry_id,open_dt,closed_dt,type,latitude,longitude"
ROWS = (
    "1,2011-07-01 08:00:00,,Street Light,42.30,-71.10",
    "2,2011-07-01 09:00:00,2011-07-02 09:00:00,Street Light,42.30,-71.10",
    "3,2011-07-03 08:00:00,,Street Light,42.31,-71.10",
)
PAIRS = "duplicate_id,original_id\n2,1\n3,1\n3,9\n"


def evaluate(reports: Path, pairs: Path, *options: str, language: str = "en") -> Result:
    files = ["--reports", str(reports), "--pairs", str(pairs)]
    return CliRunner().invoke(app, ["evaluate", "duplicates", *files, "--language", language, *options])


def written(folder: Path, header: str, *rows: str, pairs: str = PAIRS) -> tuple[Path, Path]:
    reports, known = folder / "reports.csv", folder / "pairs.csv"
    reports.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    known.write_text(pairs, encoding="utf-8")
    return reports, known


def measured(files: tuple[Path, Path], *options: str) -> dict[str, Any]:
    answer = evaluate(*files, *options, "--json")
    assert answer.exit_code == 0, answer.stderr
    document: dict[str, Any] = json.loads(answer.stdout)
    return document


def test_the_figures(tmp_path: Path) -> None:
    found = measured(written(tmp_path, HEADER, *ROWS))
    assert list(found)[:6] == [
        "recall", "original_first", "pairs_scored", "pairs_outside", "suggestions_median", "suggestions_p90",
    ]  # fmt: skip
    assert (found["recall"], found["original_first"], found["pairs_scored"], found["pairs_outside"]) == (1, 1, 1, 2)
    assert (found["suggestions_median"], found["suggestions_p90"], found["reports"]) == (0, 1, 3)


def test_nothing_to_score_is_no_share(tmp_path: Path) -> None:
    answer = evaluate(*written(tmp_path, HEADER, pairs="duplicate_id,original_id\n"), "--json")
    assert answer.exit_code == 1
    assert "there is no row below the header" in answer.stderr
    found = json.loads(answer.stdout)
    assert (found["recall"], found["original_first"], found["pairs_scored"], found["reports"]) == (None, None, 0, 0)


@pytest.mark.parametrize(
    "header",
    [
        "Unique Key,Created Date,Closed Date,Complaint Type,Latitude,Longitude",
        "service_request_id,requested_datetime,closed,service_name,lat,long",
        "id,submitted_at,closed_at,category,lat,lng",
    ],
)
def test_the_columns_of_other_systems_are_known(tmp_path: Path, header: str) -> None:
    assert measured(written(tmp_path, header, *ROWS))["recall"] == 1


def test_columns_of_pairs_can_be_named_as_the_remedy_says(tmp_path: Path) -> None:
    files = written(tmp_path, HEADER, *ROWS, pairs="a,b\n2,1\n1,2\n")
    refused = evaluate(*files)
    assert refused.exit_code == 1
    options = ["--duplicate-column", "--original-column"]
    assert all(option in refused.stderr for option in options)
    found = measured(files, "--duplicate-column", "a", "--original-column", "b")
    assert (found["pairs_scored"], found["pairs_outside"]) == (1, 0)


def test_the_whole_history_decides_whether_its_dates_begin_with_the_day(tmp_path: Path) -> None:
    """Day first, they stand eleven days apart; month first, the second is four months older than the first."""
    rows = ["1,02/07/2011 08:00,,x,42.3,-71.1", "2,13/07/2011 08:00,,x,42.3,-71.1"]
    assert measured(written(tmp_path, HEADER, *rows))["pairs_scored"] == 1
    answer = evaluate(*written(tmp_path, HEADER, *rows, "3,07/13/2011 08:00,,x,42.3,-71.1"))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "07/13/2011" in answer.stderr


def test_many_unreadable_times_are_told(tmp_path: Path) -> None:
    rows = [*ROWS, "4,1 July,,Street Light,42.3,-71.1", "5,2 July,,Street Light,42.3,-71.1"]
    assert "cannot be read" not in evaluate(*written(tmp_path, HEADER, *rows[:4])).stderr
    answer = evaluate(*written(tmp_path, HEADER, *rows[2:], "6,2011-07-09,never,Street Light,42.3,-71.1"))
    assert "3 of 5 times cannot be read" in answer.stderr


def test_columns_can_be_named(tmp_path: Path) -> None:
    files = written(tmp_path, "a,b,c,d,e,f", *ROWS)
    names = {"id": "a", "time": "b", "closed": "c", "category": "d", "lat": "e", "lng": "f"}
    options = [word for role, name in names.items() for word in (f"--{role}-column", name)]
    assert measured(files, *options)["pairs_scored"] == 1


@pytest.mark.parametrize("role", ["case_enquiry_id", "open_dt", "type", "latitude", "longitude"])
def test_a_missing_column_is_told_with_those_that_there_are(tmp_path: Path, role: str) -> None:
    answer = evaluate(*written(tmp_path, HEADER.replace(role, "strange"), *ROWS), "--json")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "strange" in answer.stderr


def test_a_wrong_column_and_pairs_without_columns_are_told(tmp_path: Path) -> None:
    files = written(tmp_path, HEADER, *ROWS)
    answer = evaluate(*files, "--closed-column", "shut")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "closed_dt" in answer.stderr
    files[1].write_text("one,two\n1,2\n", encoding="utf-8")
    answer = evaluate(*files)
    assert answer.exit_code == 1
    assert "one, two" in answer.stderr


def test_without_a_closing_column_all_count_as_open(tmp_path: Path) -> None:
    rows = ("1,2011-07-01 08:00:00,lamp,42.3,-71.1", "2,2011-07-01 09:00:00,lamp,42.3,-71.1")
    found = measured(written(tmp_path, "id,time,category,lat,lng", *rows))
    assert (found["recall"], found["never_closed"]) == (1, 2)


def test_bad_rows_are_counted_and_said(tmp_path: Path) -> None:
    bad = (
        "4,yesterday,,Street Light,42.3,-71.1",
        "5,2011-07-03 08:00:00,,Street Light,,",
        "6,2011-07-03 08:00:00,,Street Light,0,0",
        "7,2011-07-03 08:00:00,,Street Light,nan,1",
        ",2011-07-03 08:00:00,,Street Light,42.3,-71.1",
        "1,2011-07-03 08:00:00,,Street Light,42.3,-71.1",
        "8,2011-07-03 08:00:00,soon,Street Light,42.4,-71.1",
        "9",
        "",
    )
    files = written(tmp_path, HEADER, *ROWS, *bad)
    found = measured(files)
    assert (found["recall"], found["reports"], found["unusable"]) == (1, 4, 7)
    reasons = ("without_time", "without_place", "without_id", "repeated_id", "ragged_rows")
    assert [found[reason] for reason in reasons] == [1, 3, 2, 1, 1]
    assert "rows that cannot be used" in evaluate(*files).stdout
    assert "100.00%" in evaluate(*files).stdout
    assert "无法使用的行" in evaluate(*files, language="zh").stdout


def test_radius_and_days_hold_where_the_catalogue_has_no_say(tmp_path: Path) -> None:
    def rows(category: str) -> list[str]:
        return [f"1,2011-07-01 08:00:00,,{category},42.30,-71.1", f"2,2011-07-01 09:00:00,,{category},42.3006,-71.1"]

    pairs = "duplicate_id,original_id\n2,1\n"
    assert measured(written(tmp_path, HEADER, *rows("lamp"), pairs=pairs))["pairs_scored"] == 0
    files = written(tmp_path, HEADER, *rows("lamp"), pairs=pairs)
    assert measured(files, "--radius", "70")["pairs_scored"] == 1
    assert measured(files, "--radius", "70", "--days", "0.04")["pairs_scored"] == 0
    files = written(tmp_path, HEADER, *rows("manhole_missing"), pairs=pairs)
    assert measured(files, "--radius", "70")["pairs_scored"] == 0, "the catalogue says 30 m"


def test_an_archive_of_one_table_will_do(tmp_path: Path) -> None:
    reports, pairs = written(tmp_path, HEADER, *ROWS)
    packed = tmp_path / "reports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(reports, "reports.csv")
    assert measured((packed, pairs))["recall"] == 1


@pytest.mark.realdata
@pytest.mark.parametrize("part", ["all", "first half", "second half", "two thirds of it"])
def test_boston_s_marks_hold(tmp_path: Path, part: str) -> None:
    folder = real_data() / "reports"
    with zipfile.ZipFile(folder / "boston_311_2011_h2.zip") as archive:
        lines = archive.read(archive.namelist()[0]).decode().splitlines()
    header, rows = lines[0], lines[1:]
    half = len(rows) // 2
    chosen = {
        "all": rows,
        "first half": rows[:half],
        "second half": rows[half:],
        "two thirds of it": [row for number, row in enumerate(rows) if number % 3],
    }[part]
    reports = tmp_path / "reports.csv"
    reports.write_text("\n".join([header, *chosen]), encoding="utf-8")
    found = measured((reports, folder / "boston_311_2011_duplicate_pairs.csv"))
    assert found["pairs_scored"] >= 200
    assert found["recall"] >= 0.97
    assert found["suggestions_p90"] <= 1
    assert found["original_first"] >= 0.9
