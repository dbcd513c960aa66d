"""``qianshao evaluate categories`` and ``categorize``: guesses by the shipped catalogue or a district's own."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.shipped import SAMPLE
from tests.terminal import QIANSHAO


def run(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def measured(folder: Path, *rows: str, header: str = "text,slug,also", options: Sequence[str] = ()) -> dict[str, Any]:
    table = folder / "captions.csv"
    table.write_text("\n".join([header, *rows]), encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--json", "--language", "en", *options)
    assert answer.exit_code == 0, answer.stderr
    document: dict[str, Any] = json.loads(answer.stdout)
    return document


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A district whose catalogue knows birdcages."""
    shutil.copytree(SAMPLE, tmp_path / "district")
    catalogue = tmp_path / "district" / "catalogue.csv"
    text = catalogue.read_text(encoding="utf-8")
    other = next(line for line in text.splitlines() if line.startswith("other,"))
    cells = other.split(",")
    birdcage = ["birdcage", "鸟笼破损", "Broken birdcage", "", "", *cells[5:16], "鸟笼+坏", "", "", ""]
    catalogue.write_text(f"{text.rstrip()}\n{','.join(birdcage)}\n", encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[district]\nfolder = "district"\n', encoding="utf-8")
    return config


def test_rows_are_counted_by_what_was_guessed(tmp_path: Path) -> None:
    found = measured(
        tmp_path,
        "井盖丢了,manhole_missing,",
        "井盖丢了,pothole,manhole_missing|gas_leak",
        "井盖丢了,pothole,",
        "你好,pothole,",
        "你好,none,",
        "井盖丢了,none,",
        "井盖丢了,,",
    )
    assert (found["rows"], found["problems"], found["no_problem"], found["without_truth"]) == (7, 4, 2, 1)
    assert (found["top1"], found["top3"], found["false_drafts"], found["any_suggestion"]) == (0.5, 0.5, 0.5, 0.5)
    assert {"truth": "pothole", "found": "none", "rows": 1} in found["confusions"]
    assert {"category": "manhole_missing", "rows": 1, "top1": 1.0, "top3": 1.0} in found["categories"]


def test_beside_a_photo_there_is_a_guess_where_words_alone_say_nothing(tmp_path: Path) -> None:
    rows = ["好的好的,pothole,", "井盖丢了,manhole_missing,", "你好,none,"]
    alone, shown = measured(tmp_path, *rows), measured(tmp_path, *rows, options=["--beside-photo"])
    assert (alone["mode"], shown["mode"]) == ("alone", "beside_photo")
    assert (alone["false_drafts"], shown["false_drafts"]) == (0.0, None)
    assert {"truth": "pothole", "found": "none", "rows": 1} in alone["confusions"]
    assert "none" not in {each["found"] for each in shown["confusions"]}
    assert (shown["filled"], shown["filled_right"], shown["false_fills"]) == (0.5, 1.0, 0.0)


def test_figures_are_told_by_language_length_and_register(tmp_path: Path) -> None:
    rows = ["井盖丢了,manhole_missing,,talk", "manhole cover missing,pothole,,letters", "谢谢大家,none,,talk"]
    found = measured(tmp_path, *rows, header="text,slug,also,register")
    assert [(each["text_language"], each["rows"], each["top1"]) for each in found["languages"]] == [
        ("zh", 1, 1.0),
        ("en", 1, 0.0),
    ]
    assert [(each["characters_at_most"], each["top1"]) for each in found["lengths"]] == [(10, 1.0), (50, 0.0)]
    assert [(each["register"], each["rows"], each["top1"]) for each in found["registers"]] == [
        ("talk", 2, 1.0),
        ("letters", 1, 0.0),
    ]


def test_an_urgent_guess_for_what_is_not_urgent_is_a_false_alarm(tmp_path: Path) -> None:
    found = measured(tmp_path, "井盖丢了,pothole,", "井盖丢了,manhole_missing,", "路灯不亮,street_light,")
    assert (found["false_alarms"], found["urgent"], found["urgent_top3"]) == (0.5, 1, 1.0)


def test_it_is_told_how_often_a_score_is_right(tmp_path: Path) -> None:
    found = measured(tmp_path, "井盖丢了,manhole_missing,", "井盖被偷了,pothole,", "你好,none,")
    (band,) = found["calibration"]
    assert (band["rows"], band["top1"]) == (2, 0.5)
    assert band["score_from"] <= band["mean_score"] <= 1.0


@pytest.mark.parametrize(("language", "said"), [("zh", "照片旁的文字"), ("en", "beside a photo")])
def test_people_are_told_how_texts_were_read(tmp_path: Path, language: str, said: str) -> None:
    table = tmp_path / "captions.csv"
    table.write_text("text,slug\n井盖丢了,manhole_missing\n", encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--beside-photo", "--language", language)
    assert answer.exit_code == 0
    assert said in answer.stdout
    assert "evaluation." not in answer.stdout


def test_without_rows_there_is_no_share(tmp_path: Path) -> None:
    table = tmp_path / "captions.csv"
    table.write_text("caption;category", encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--json", "--language", "en")
    found = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert "there is no row below the header" in answer.stderr
    assert (found["rows"], found["top1"], found["false_drafts"]) == (0, None, None)


@pytest.mark.parametrize(("language", "said"), [("zh", "不在目录中"), ("en", "not in the catalogue")])
def test_unknown_truths_are_named(tmp_path: Path, language: str, said: str) -> None:
    table = tmp_path / "captions.csv"
    table.write_text("text,slug,also\n井盖丢了,manhole_mising,\n井盖丢了,pothole,potholes\n", encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--language", language)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr
    assert "manhole_mising" in answer.stderr
    assert "potholes" in answer.stderr
    assert "manhole_missing" in answer.stderr


def test_a_wrong_column_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "captions.csv"
    table.write_text("text,slug\n", encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--truth-column", "slag")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "slag" in answer.stderr
    assert "text, slug" in answer.stderr


def test_a_districts_own_catalogue_is_used_where_it_is_named(tmp_path: Path, own: Path) -> None:
    table = tmp_path / "captions.csv"
    table.write_text("text,slug\n鸟笼坏了,birdcage\n", encoding="utf-8")
    answer = run("evaluate", "categories", "--csv", table, "--config", own, "--json")
    assert json.loads(answer.stdout)["top1"] == 1.0
    assert run("evaluate", "categories", "--csv", table, "--json").exit_code == 1


def test_a_text_is_categorised_by_the_shipped_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("categorize", "垃圾桶旁边的井盖丢了", "--json")
    assert answer.exit_code == 0
    guesses = json.loads(answer.stdout)
    assert guesses[0]["slug"] == "manhole_missing"
    assert len(guesses) <= 3
    assert all(set(guess) == {"slug", "score"} and 0 <= guess["score"] <= 1 for guess in guesses)
    assert run("categorize", "你好", "--json").stdout == "[]\n"


def test_a_problem_that_no_category_knows_is_other() -> None:
    assert json.loads(run("categorize", "流浪狗咬人", "--json").stdout)[0]["slug"] == "other"


def test_a_text_is_read_from_standard_input() -> None:
    assert json.loads(run("categorize", "-", "--json", stdin="井盖丢了\n").stdout)[0]["slug"] == "manhole_missing"


@pytest.mark.parametrize(("language", "said"), [("zh", "标准输入无法读取"), ("en", "standard input cannot be read")])
def test_a_closed_standard_input_is_told(language: str, said: str) -> None:
    words = [str(QIANSHAO), "categorize", "-", "--language", language]
    closed = subprocess.run(["sh", "-c", '"$@" <&-', "sh", *words], capture_output=True, text=True, check=False)
    assert (closed.returncode, closed.stdout) == (1, "")
    assert said in closed.stderr
    assert "Traceback" not in closed.stderr


@pytest.mark.parametrize(("language", "named", "nothing"), [("zh", "井盖", "没有"), ("en", "Manhole", "no problem")])
def test_people_read_names(language: str, named: str, nothing: str) -> None:
    assert named in run("categorize", "井盖丢了", "--language", language).stdout
    assert nothing in run("categorize", "你好", "--language", language).stdout


def test_a_district_categorises_by_its_own_catalogue(own: Path) -> None:
    assert json.loads(run("categorize", "鸟笼坏了", "--json", "--config", own).stdout)[0]["slug"] == "birdcage"


def test_a_missing_configuration_is_told(tmp_path: Path) -> None:
    answer = run("categorize", "井盖丢了", "--json", "--config", tmp_path / "absent.toml")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "absent.toml" in answer.stderr
