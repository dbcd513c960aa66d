"""``qianshao queue code``: the code that it prints makes a group the queue's, while the bot runs."""

import asyncio
import re
from pathlib import Path

import pytest

from playground.people import words
from storage.database import open_database
from tests.terminal import Ran, config_file, qianshao
from tests.town import Town, with_groups

CODE = re.compile(r"[A-Z2-9]{8}")


async def code(config: Path, queue: str, language: str = "en") -> Ran:
    return await qianshao("queue", "code", queue, "--config", config, "--language", language)


def printed_code(ran: Ran) -> str:
    assert ran.code == 0, ran.stderr
    first = ran.stdout.splitlines()[0]
    assert CODE.fullmatch(first)
    return first


async def test_a_code_printed_while_the_bot_runs_links_a_group_once(town: Town, tmp_path: Path) -> None:
    await town.stop()
    town.district = with_groups(town.district, {})
    await town.start()
    fresh = printed_code(await code(config_file(tmp_path, town.config.storage.database), "lighting"))
    group = await town.people.group("路灯维修", [town.staff], administrators=[town.staff.id])
    await town.staff.text(f"/link@{town.world.setting.username} {fresh}", chat=group)
    await town.staff.wait_for(lambda m: "路灯管理" in words(m), chat=group)
    other = await town.people.group("别的群", [town.staff], administrators=[town.staff.id])
    await town.staff.text(f"/link {fresh}", chat=other)
    refusal = await town.staff.wait_for(words, chat=other)
    assert "路灯管理" not in words(refusal)


@pytest.mark.parametrize(("language", "name"), [("zh", "路灯管理"), ("en", "Street lighting")])
async def test_it_says_how_to_use_the_code(tmp_path: Path, database_address: str, language: str, name: str) -> None:
    async with open_database(database_address):
        pass
    ran = await code(config_file(tmp_path, database_address), "lighting", language)
    fresh = printed_code(ran)
    assert f"/link {fresh}" in ran.stdout
    assert "/link@" in ran.stdout
    assert name in ran.stdout


async def test_two_codes_differ(tmp_path: Path, sqlite_address: str) -> None:
    async with open_database(sqlite_address):
        pass
    config = config_file(tmp_path, sqlite_address)
    assert printed_code(await code(config, "lighting")) != printed_code(await code(config, "lighting"))


async def test_an_unknown_queue_is_answered_with_those_there_are(tmp_path: Path, sqlite_address: str) -> None:
    ran = await code(config_file(tmp_path, sqlite_address), "lights")
    assert ran.code != 0
    assert ran.stdout == ""
    assert all(queue in ran.stderr for queue in ("lights", "lighting", "committee-northwest"))


def test_where_there_is_no_database_none_is_made(tmp_path: Path, sqlite_address: str) -> None:
    ran = asyncio.run(code(config_file(tmp_path, sqlite_address), "lighting"))
    assert ran.code == 1
    assert "qianshao.db" in ran.stderr
    assert ran.stdout == ""
    assert not list(tmp_path.glob("qianshao.db*"))
