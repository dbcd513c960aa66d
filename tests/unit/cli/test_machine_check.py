"""What of this machine `run` would find in its way: folders, database, disk, the webhook's address, the bucket."""

import os
import shutil
import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.machine_check import check_machine
from domain.district.problems import Severity
from files.config import Config, Http, Storage, Telegram
from storage.database import open_database
from storage.photos import PhotoObjects
from tests.town import sample_district


def config(folder: Path, **changes: str) -> Config:
    storage = Storage(f"sqlite:///{folder}/data/qianshao.db", f"file://{folder}/data/photos")
    return Config(storage=replace(storage, **changes))


async def codes(config: Config) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.place.key) for problem in await check_machine(config, "config.toml")]


async def test_folders_that_run_would_make_are_no_problem(tmp_path: Path) -> None:
    assert await codes(config(tmp_path)) == []
    assert not (tmp_path / "data").exists()


async def test_a_folder_that_cannot_be_made_or_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file")
    expected = [("folder_unwritable", "storage.database"), ("folder_unwritable", "storage.photos")]
    assert await codes(config(tmp_path)) == expected
    (tmp_path / "data").unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert await codes(config(tmp_path)) == expected


async def test_a_database_is_opened_and_one_that_is_none_is_named(tmp_path: Path) -> None:
    found = config(tmp_path)
    async with open_database(found.storage.database):
        pass
    assert await codes(found) == []
    (tmp_path / "data" / "qianshao.db").write_bytes(b"no database at all" * 100)
    assert await codes(found) == [("database_unusable", "storage.database")]


async def test_a_prefix_that_the_database_does_not_know_is_named(tmp_path: Path) -> None:
    found, past = config(tmp_path), replace(sample_district().remembered(), prefix="XY")
    async with open_database(found.storage.database) as database:
        await database.write(lambda tx: tx.districts.take("mark", past, 1))
    (problem,) = await check_machine(found, "config.toml", sample_district())
    assert (problem.code, problem.details["before"]) == ("prefix_changed", "XY")


async def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    found = config(tmp_path, database="postgresql://bot:hidden@127.0.0.1:9/qianshao")
    (problem,) = await check_machine(found, "config.toml")
    assert problem.code == "database_unusable"
    assert "hidden" not in problem.details["reason"]


class Usage(NamedTuple):
    free: int


@pytest.mark.parametrize(("free", "warned"), [(1024**3, False), (1024**3 - 1, True)])
async def test_little_room_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, *, warned: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free))
    problems = await check_machine(config(tmp_path), "config.toml")
    assert {(problem.code, problem.severity) for problem in problems} == (
        {("disk_low", Severity.WARNING)} if warned else set()
    )


@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_an_address_that_is_taken_is_warned_of_in_webhook_mode(tmp_path: Path, mode: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        telegram = Telegram(mode=mode, webhook_listen=f"127.0.0.1:{taken.getsockname()[1]}")
        found = await codes(replace(config(tmp_path), telegram=telegram))
        door = await codes(replace(config(tmp_path), http=Http(f"127.0.0.1:{taken.getsockname()[1]}", "https://q")))
    assert found == ([("listen_taken", "telegram.webhook_listen")] if mode == "webhook" else [])
    assert door == [("listen_taken", "http.listen")]


async def test_an_address_of_another_machine_is_warned_of(tmp_path: Path) -> None:
    telegram = Telegram(mode="webhook", webhook_listen="192.0.2.1:8080")
    assert await codes(replace(config(tmp_path), telegram=telegram)) == [("listen_taken", "telegram.webhook_listen")]


async def test_a_bucket_out_of_reach_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        async def delete(self, _: str) -> None:
            raise OSError("no such bucket")

    monkeypatch.setattr(PhotoObjects, "open", lambda _: Closed())
    assert await codes(config(tmp_path, photos="s3://photos")) == [("photos_unreachable", "storage.photos")]
