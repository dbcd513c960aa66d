"""``qianshao evaluate routing``: on the sample district, and on what two cities recorded."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.shipped import SAMPLE
from tests.cities import boston, new_york, real_data

INSIDE = "37.45,116.31"  # C6


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(f'[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    return path


def evaluate(config: Path, source: Path, truth: str, *options: str, language: str = "en") -> Result:
    words = ["--config", str(config), "--csv", str(source), "--truth", truth, "--language", language, *options]
    return CliRunner().invoke(app, ["evaluate", "routing", *words])


def measured(config: Path, text: str, *options: str) -> dict[str, Any]:
    source = config.parent / "in.csv"
    source.write_text(text, encoding="utf-8")
    answer = evaluate(config, source, "truth", "--json", *options)
    assert answer.exit_code == 0, answer.stderr
    document: dict[str, Any] = json.loads(answer.stdout)
    return document


def figures(document: dict[str, Any], *names: str) -> list[Any]:
    return [document[name] for name in names]


def test_communities_are_compared_by_id_or_name(config: Path) -> None:
    rows = [f"{INSIDE},{truth}" for truth in ("C6", " c06 ", "新湖街道", "新湖", "C7")]
    found = measured(config, "\n".join(["lat,lng,truth", *rows]))
    assert figures(found, "compared_with", "rows", "compared", "right", "wrong") == ["community", 5, 5, 4, 1]
    assert found["share_right"] == 0.8
    assert found["confusions"] == [{"truth": "C7", "found": "C6", "rows": 1}]
    assert found["worst"] == [{"truth": "C7", "rows": 1, "right": 0, "share_right": 0.0}]


@pytest.mark.parametrize("identity", [None, "# nothing yet\n", 'prefix = "not one"\nname = { zh = "x" }\n'])
def test_the_boundaries_are_enough(config: Path, identity: str | None) -> None:
    folder = config.parent / "outlines"
    folder.mkdir()
    shutil.copy(SAMPLE / "communities.geojson", folder)
    if identity is not None:
        (folder / "district.toml").write_text(identity, encoding="utf-8")
    config.write_text(f'[district]\nfolder = "{folder}"\n', encoding="utf-8")
    found = measured(config, f"lat,lng,truth\n{INSIDE},C6\n{INSIDE},C7\n")
    assert figures(found, "compared_with", "compared", "right") == ["community", 2, 1]
    answer = evaluate(config, config.parent / "in.csv", "truth")
    assert "only its communities are compared" in answer.stderr
    (folder / "communities.geojson").write_text("{", encoding="utf-8")
    answer = evaluate(config, config.parent / "in.csv", "truth")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "communities.geojson" in answer.stderr


def test_rows_that_cannot_be_compared_are_told_apart(config: Path) -> None:
    rows = [f"{INSIDE},C6", "0,0,C6", ",,C6", "x,y,C6", f"{INSIDE},", f"{INSIDE},Atlantis", "37.0,116.31,C6", "37.45"]
    found = measured(config, "\n".join(["lat,lng,truth", *rows]))
    counts = figures(found, "compared", "right", "outside", "without_position", "without_truth", "unknown_truth")
    assert counts == [2, 1, 1, 4, 1, 1]
    assert found["rows"] == 8
    assert found["ragged_rows"] == 1
    assert found["unknown_truths"] == [{"truth": "Atlantis", "rows": 1}]


def test_a_default_point_is_found_and_set_apart(config: Path) -> None:
    rows = [f"{INSIDE},C7"] * 12 + [f"37.45,116.310{step},C6" for step in range(1, 9)]
    found = measured(config, "\n".join(["lat,lng,truth", *rows]))
    assert figures(found, "rows", "compared", "right") == [20, 8, 8]
    point = found["most_frequent_point"]
    assert figures(point, "lat", "rows", "right", "set_apart") == [37.45, 12, 0, True]


def test_a_place_that_is_merely_busy_is_counted(config: Path) -> None:
    rows = [f"{INSIDE},C6"] * 12 + ["37.45,116.311,C6"] * 3
    found = measured(config, "\n".join(["lat,lng,truth", *rows]))
    assert found["compared"] == 15
    assert found["most_frequent_point"]["set_apart"] is False


def test_queues_are_compared_where_the_truth_names_queues(config: Path) -> None:
    text = f"lat,lng,category,truth\n{INSIDE},gas_leak,gas\n{INSIDE},gas_leak,Gas Company\n{INSIDE},nothing,gas\n"
    found = measured(config, text)
    assert figures(found, "compared_with", "compared", "right", "unknown_category") == ["queue", 2, 2, 1]


def test_queues_need_a_category(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text(f"lat,lng,truth\n{INSIDE},gas\n")
    answer = evaluate(config, source, "truth")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "--category-column" in answer.stderr


@pytest.mark.parametrize(("language", "said"), [("zh", "没有名为 trooth 的列"), ("en", "there is no column trooth")])
def test_a_wrong_column_is_refused_with_those_that_there_are(config: Path, language: str, said: str) -> None:
    source = config.parent / "in.csv"
    source.write_text(f"lat,lng,truth\n{INSIDE},C6\n")
    answer = evaluate(config, source, "trooth", language=language)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr
    assert "lat, lng, truth" in answer.stderr


@pytest.mark.parametrize(("language", "said"), [("zh", "一致率"), ("en", "share right")])
def test_people_read_a_table(config: Path, language: str, said: str) -> None:
    source = config.parent / "in.csv"
    source.write_text(f"lat,lng,truth\n{INSIDE},C6\n{INSIDE},C7\n")
    answer = evaluate(config, source, "truth", language=language)
    assert answer.exit_code == 0
    assert said in answer.stdout
    assert "50.00%" in answer.stdout


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "there is no row"),
        (["0,0,C6", f"{INSIDE},Atlantis"], "none of 2 rows could be compared: rows without a usable position 1; "),
        ([f"{INSIDE},C6"] * 12, "reports at the default point, not counted 12"),
    ],
)
def test_where_nothing_could_be_compared_it_is_said_why(config: Path, rows: list[str], said: str) -> None:
    source = config.parent / "in.csv"
    source.write_text("\n".join(["lat,lng,truth", *rows]))
    answer = evaluate(config, source, "truth", "--json")
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert figures(json.loads(answer.stdout), "rows", "share_right") == [len(rows), None]


def test_decimal_commas_are_read(config: Path) -> None:
    assert measured(config, "lat;lng;truth\n37,45;116,31;C6\n")["right"] == 1


def test_dates_of_two_kinds_are_refused(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text(f"lat,lng,time,truth\n{INSIDE},13/05/2024,C6\n{INSIDE},05/13/2024,C6\n")
    answer = evaluate(config, source, "truth", language="zh")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "日期的写法不一：13/05/2024 先写日，05/13/2024 先写月" in answer.stderr


def test_control_characters_do_not_reach_the_terminal(config: Path) -> None:
    source = config.parent / "in.csv"
    source.write_text(f"lat,lng,truth,\x1b[2Jx\n{INSIDE},C6,\n{INSIDE},\x1b[31mred\x9b\u202e,\n", encoding="utf-8")
    told, refused = evaluate(config, source, "truth"), evaluate(config, source, "trooth")
    assert r"\x1b[31mred\x9b\u202e" in told.stdout
    assert r"\x1b[2Jx" in refused.stderr
    for shown in (told.stdout, refused.stderr):
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown.replace("\x1b[2K", ""))


@pytest.mark.realdata
def test_boston_is_routed_as_its_own_staff_did(tmp_path: Path) -> None:
    source = real_data() / "reports" / "boston_311_2011_h2.zip"
    answer = evaluate(boston(tmp_path), source, "police_district", "--json")
    found = json.loads(answer.stdout)
    point = found["most_frequent_point"]
    assert figures(point, "lat", "lng", "rows", "set_apart") == [42.3594, -71.0587, 4775, True]
    assert found["compared"] > 53_000
    assert found["share_right"] >= 0.996


@pytest.mark.realdata
@pytest.mark.parametrize(("sample", "least"), [("a", 0.99), ("b", 0.986), ("c", 0.978)])
def test_new_york_is_routed_as_its_own_staff_did(tmp_path: Path, sample: str, least: float) -> None:
    """The boundaries are simplified: all that differs but two rows lies within 50 m of the recorded board."""
    source = real_data() / "reports" / f"nyc_311_sample_{sample}.csv"
    found = json.loads(evaluate(new_york(tmp_path), source, "community board", "--json").stdout)
    assert found["share_right"] >= least
    assert found["compared"] > 850
    assert all("nspecified" in unknown["truth"] for unknown in found["unknown_truths"])
