"""``qianshao evaluate intents``: what texts are for, by the table and the shipped suggester together."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", "intents", *map(str, words)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "said.csv"
    path.write_text(
        "text,intent\n谢谢,thanks\n积分怎么用,points\n路灯坏了,report\n讲个笑话,swearing\n你好,\n", encoding="utf-8"
    )
    return path


def test_texts_are_compared_with_what_they_are_for(table: Path) -> None:
    answer = run("--csv", table, "--json", "--language", "en")
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["rows"], found["without_truth"], found["accuracy"]) == (5, 1, 0.75)
    assert found["by_intent"] == {"thanks": 1.0, "points": 1.0, "swearing": 0.0, "report": 1.0}
    assert found["misses"] == [{"text": "讲个笑话", "intent": "swearing", "found": "none"}]


@pytest.mark.parametrize(("language", "said"), [("zh", "认对的"), ("en", "known rightly")])
def test_figures_are_shown_in_the_terminal(table: Path, language: str, said: str) -> None:
    shown = run("--csv", table, "--language", language).stdout
    assert said in shown
    assert "75.00%" in shown
    assert "讲个笑话" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unknown_intent_is_named_with_those_that_there_are(tmp_path: Path, language: str) -> None:
    path = tmp_path / "said.csv"
    path.write_text("text,intent\n谢谢,thank\n你好,thank\n", encoding="utf-8")
    answer = run("--csv", path, "--language", language)
    assert answer.exit_code == 1
    assert "thank × 2" in answer.stderr
    assert "thanks, greeting, points" in answer.stderr


def test_a_file_without_the_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    path.write_text("text,meaning\n谢谢,thanks\n", encoding="utf-8")
    answer = run("--csv", path, "--language", "en")
    assert answer.exit_code == 1
    assert "--intent-column" in answer.stderr
