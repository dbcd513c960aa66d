"""``qianshao evaluate danger``: what of a file is found, by the shipped table and by a district's own."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.shipped import SAMPLE


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", "danger", *map(str, words)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "said.csv"
    path.write_text(
        "text,kind\n着火了,fire\n掉卧龙湖了,drowning\n我被车撞了,injury\n路灯不亮,none\n救命,none\n你好,\n",
        encoding="utf-8",
    )
    return path


def test_texts_are_compared_with_what_they_tell(table: Path) -> None:
    answer = run("--csv", table, "--json", "--language", "en")
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["rows"], found["dangers"], found["ordinary"], found["without_truth"]) == (6, 3, 2, 1)
    assert (found["recall"], found["false_alarms"]) == (round(2 / 3, 6), 0.5)
    assert found["misses"] == [
        {"text": "掉卧龙湖了", "kind": "drowning", "found": "none"},
        {"text": "救命", "kind": "none", "found": "help"},
    ]
    assert {"kind": "fire", "rows": 1, "recall": 1.0, "same_kind": 1.0} in found["kinds"]


def test_a_districts_own_table_is_read(table: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "district")
    own = '[[danger]]\nkind = "drowning"\nwords_zh = ["掉卧龙湖"]\n'
    (tmp_path / "district" / "danger.toml").write_text(own, encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[district]\nfolder = "district"\n', encoding="utf-8")
    found = json.loads(run("--csv", table, "--config", config, "--json").stdout)
    assert found["recall"] == 1.0


@pytest.mark.parametrize(("language", "said"), [("zh", "误报"), ("en", "false alarms")])
def test_figures_are_shown_in_the_terminal(table: Path, language: str, said: str) -> None:
    shown = run("--csv", table, "--language", language).stdout
    assert said in shown
    assert "66.67%" in shown
    assert "掉卧龙湖了" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unknown_kind_is_named_with_those_that_there_are(tmp_path: Path, language: str) -> None:
    path = tmp_path / "said.csv"
    path.write_text("text,kind\n着火了,fires\n你好,fires\n", encoding="utf-8")
    answer = run("--csv", path, "--language", language)
    assert answer.exit_code == 1
    assert "fires × 2" in answer.stderr
    assert "fire" in answer.stderr


def test_a_file_without_the_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    path.write_text("text,meaning\n着火了,fire\n", encoding="utf-8")
    answer = run("--csv", path, "--language", "en")
    assert answer.exit_code == 1
    assert "--kind-column" in answer.stderr


def test_a_file_without_kinds_says_that_nothing_was_compared(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    path.write_text("text,kind\n着火了,\n", encoding="utf-8")
    answer = run("--csv", path, "--language", "en")
    assert answer.exit_code == 1
    assert "rows without a recorded answer 1" in answer.stderr
