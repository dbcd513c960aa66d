"""Each mistake in a district's folder is told with its file, its place and what to do; the sample has none."""

import asyncio
import json
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.model_file import FILE as MODEL
from districts.shipped import SAMPLE, WORDS
from tests.broken_districts import (
    BROKEN,
    CALENDAR,
    CATALOGUE,
    COMMUNITIES,
    CONFIG,
    DISTRICT,
    QUEUE,
    QUEUES,
    RULES,
    Broken,
    Change,
    add,
    cell,
    edit,
    feature,
    grow,
    lose,
)
from tests.live import live


@pytest.fixture
def config(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "district")
    shutil.copy(WORDS / MODEL, tmp_path / "district")
    stores = '[storage]\ndatabase = "sqlite:///data/qianshao.db"\nphotos = "file://data/photos"\n'
    (tmp_path / CONFIG).write_text(f'{stores}[district]\nfolder = "district"\n', encoding="utf-8")
    return tmp_path / CONFIG


def check(config: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["check", "--config", str(config), "--language", "en", *options])


def document(config: Path, *options: str) -> dict[str, Any]:
    answer = check(config, "--json", *options)
    report: dict[str, Any] = json.loads(answer.stdout)
    assert answer.exit_code == bool(report["errors"])
    return report


def errors(config: Path, *options: str) -> list[str]:
    """The codes of the errors, without what is only warned of, as that the district is the sample's."""
    return [each["code"] for each in document(config, *options)["problems"] if each["severity"] == "error"]


def test_the_sample_has_no_mistakes(config: Path) -> None:
    answer = check(config, "--offline")
    assert answer.exit_code == 0
    assert answer.stdout == "no mistakes found\n"
    assert document(config, "--offline") == {"errors": 0, "warnings": 0, "problems": []}


def path_of(config: Path, file: str) -> Path:
    return config if file == CONFIG else config.parent / "district" / file


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.file}: {broken.name}")
def test_a_broken_folder_is_told_with_file_place_and_remedy(broken: Broken, config: Path) -> None:
    changed_at = broken.change(path_of(config, broken.file))
    report = document(config, "--offline")
    errors = [problem for problem in report["problems"] if problem["severity"] == "error"]
    places = [(error["file"], error["line"] or error["feature"], error["key"]) for error in errors]
    assert places == [(broken.file, changed_at, broken.key)]
    assert broken.remedy in errors[0]["remedy"]
    said = check(config, "--offline").stdout
    assert all(part in said for part in (errors[0]["file"], errors[0]["place"], errors[0]["remedy"]))


def test_a_missing_column_is_told_with_what_stands_in_its_place(config: Path) -> None:
    edit("urgency", "urgent")(path_of(config, CATALOGUE))
    told = [(problem["code"], problem["line"], problem["key"]) for problem in document(config, "--offline")["problems"]]
    assert told == [("column_missing", 1, "urgency"), ("column_unknown", 1, "urgent")]


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        (DISTRICT, lose("privacy_contact"), "privacy_contact_missing"),
        (CALENDAR, edit("2026-10-10", "2026-10-09"), "workday_anyway"),
        (CALENDAR, edit("2026-06-19", "2025-06-19"), "dates_unordered"),
        (RULES, edit("[[rule]]", '[[rule]]\nqueue = "triage"\n\n[[rule]]'), "rule_never_reached"),
        (CATALOGUE, cell("rubbish", ",community,", ",cleaners,"), "kind_without_queue"),
        (COMMUNITIES, feature(1, grow(0.000001)), "overlap"),
    ],
)
def test_what_may_be_meant_is_only_warned_of(file: str, change: Change, code: str, config: Path) -> None:
    change(path_of(config, file))
    report = document(config, "--offline")
    assert report["errors"] == 0
    assert code in {problem["code"] for problem in report["problems"]}


def test_every_mistake_is_told_at_once_and_nothing_is_changed(config: Path) -> None:
    chosen = {(DISTRICT, "bad prefix"), (QUEUES, "unknown kind"), (RULES, "unknown category"), (CATALOGUE, "bad limit")}
    chosen |= {(CALENDAR, "date twice"), (COMMUNITIES, "crossing"), (CONFIG, "bad mode")}
    for broken in BROKEN:
        if (broken.file, broken.name) in chosen:
            broken.change(path_of(config, broken.file))
    before = {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()}
    report = document(config, "--offline")
    assert report["errors"] == len(chosen)
    assert {problem["file"] for problem in report["problems"]} == {file for file, _ in chosen}
    assert {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()} == before


def test_without_triage_categories_that_end_nowhere_are_named(config: Path) -> None:
    queues = path_of(config, QUEUES)
    edit('kind = "triage"', 'kind = "water"')(queues)
    edit('communities = ["C1", "C2"]', "")(queues)
    edit('communities = ["C1", "C2", "C3", "C4"]', "")(queues)
    nowhere = [problem for problem in document(config, "--offline")["problems"] if problem["code"] == "ends_nowhere"]
    lost = {problem["key"] for problem in nowhere}
    assert {"stairwell_dark", "rubbish", "snow_ice"} <= lost
    assert not {"pothole", "gas_leak"} & lost
    assert all("C1, C2" in problem["message"] for problem in nowhere)


@pytest.mark.parametrize("file", [DISTRICT, QUEUES, RULES, CALENDAR, CATALOGUE, COMMUNITIES])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_files_of_windows_editors_are_read(file: str, ending: str, config: Path) -> None:
    path = config.parent / "district" / file
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", ending).encode("utf-8-sig"))
    assert document(config, "--offline")["errors"] == 0


def test_mistakes_are_told_in_chinese_too(config: Path) -> None:
    line = edit('"DC"', '"DC-1"')(path_of(config, DISTRICT))
    said = CliRunner().invoke(app, ["check", "--offline", "--config", str(config)], env={"LC_ALL": "zh_CN.UTF-8"})
    assert said.exit_code == 1
    assert f"错误  district.toml, 第 {line} 行，prefix" in said.stdout


def test_a_missing_configuration_is_told(tmp_path: Path) -> None:
    report = document(tmp_path / CONFIG, "--offline")
    assert [(problem["code"], problem["file"]) for problem in report["problems"]] == [("file_missing", CONFIG)]


@pytest.mark.parametrize(
    ("token", "code"), [("", "token_missing"), ("secret", "token_shape"), ("12:a b", "token_shape")]
)
def test_the_token_is_looked_at_unless_offline(
    token: str, code: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIANSHAO_TELEGRAM_TOKEN", token)
    assert document(config, "--offline")["errors"] == 0
    assert errors(config) == [code]
    assert "secret" not in check(config).stdout


async def test_telegram_is_asked_for_the_bot_and_its_groups(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        group = await here.people.group("路灯所", [rider])
        add(f'\n[telegram]\nbase_url = "{here.base_url}/"\ntoken_file = "token"\n')(config)
        monkeypatch.delenv("QIANSHAO_TELEGRAM_TOKEN", raising=False)
        (config.parent / "token").write_text(f"{here.world.bot.token}\n")
        (config.parent / "token").chmod(0o600)
        known = QUEUE.replace("more", "known") + f"chat_id = {group}\n"
        add(f"{known}{QUEUE}chat_id = -4242\n")(path_of(config, QUEUES))
        report = await asyncio.to_thread(document, config)
        (problem,) = [problem for problem in report["problems"] if problem["severity"] == "error"]
        assert problem["code"] == "chat_unreachable"
        assert "more" in problem["message"]

        chat = here.world.chats.chat(group)
        chat.username = "open_to_all"
        chat.rights[here.world.bot.id] = {"can_delete_messages": False}
        assert await asyncio.to_thread(errors, config) == ["chat_privacy", "chat_delete", "chat_unreachable"]

        (config.parent / "token").write_text("1:wrong")
        assert await asyncio.to_thread(errors, config) == ["telegram_refused"]


def test_a_telegram_out_of_reach_is_told(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIANSHAO_TELEGRAM_TOKEN", "1:abc")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    add(f'\n[telegram]\nbase_url = "http://127.0.0.1:{port}"\n')(config)
    assert errors(config) == ["telegram_unreachable"]
