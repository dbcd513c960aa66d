"""Only one receives: one process of several, one of two machines; the webhook and the polling give way to the mode."""

import asyncio
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Bot
from telegram.ext import ExtBot

from bot.incoming import reception
from playground.people import words
from tests.faults.bot_process import SOON_S, Address, BotProcess, furnish
from tests.faults.test_networks import hooked  # noqa: F401  a fixture
from tests.town import Town, open_town
from tests.watching import stands_still

POINTS = "你的积分"


async def asks(rider: Any) -> None:
    await rider.text("/points")
    await rider.wait_for(lambda m: POINTS in words(m))


async def in_webhook_mode(town: Town, folder: Path) -> tuple[Path, int]:
    """A configuration for a process with a webhook, and the port that it listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    config = furnish(folder, Address(town.base_url, town.token, town.config.storage.database), town.groups)
    (folder / "secret").write_text("open-sesame")
    lines = f'mode = "webhook"\nwebhook_url = "http://127.0.0.1:{port}/hook"\nwebhook_listen = "127.0.0.1:{port}"\n'
    told = config.read_text().replace("[telegram]\n", f'[telegram]\nwebhook_secret_file = "secret"\n{lines}')
    config.write_text(told)
    return config, port


async def test_the_webhook_is_set_once_somebody_listens(
    hooked: Town,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_webhook, answered = ExtBot.set_webhook, []

    async def look(bot: Any, url: str, **more: Any) -> bool:
        host, _, port = hooked.config.telegram.webhook_listen.rpartition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.close()
        answered.append(url)
        return await set_webhook(bot, url, **more)

    monkeypatch.setattr(ExtBot, "set_webhook", look)
    await hooked.start()
    await asks(await hooked.rider())
    assert answered == [hooked.config.telegram.webhook_url]


async def test_a_stop_in_webhook_mode_is_quiet_and_answers_what_is_under_way(
    tmp_path: Path, sqlite_address: str
) -> None:
    async with open_town(tmp_path, sqlite_address, start=False, webhook_retry=0.05) as town:
        config, _ = await in_webhook_mode(town, tmp_path)
        bot = await BotProcess.start(config)
        rider = await town.rider()
        await asks(rider)
        await rider.text("/help")
        assert await bot.stop() == 0, bot.told()
        assert [line for line in bot.lines if "event" not in line or line.get("level") not in {"info", "warning"}] == []
        again = await BotProcess.start(config)
        await rider.wait_for(lambda m: "/my" in words(m))
        assert await again.stop() == 0


async def test_a_port_that_is_taken_is_said_and_no_webhook_set(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        config, port = await in_webhook_mode(town, tmp_path)
        with closing(socket.create_server(("127.0.0.1", port))):
            bot = await BotProcess.start(config)
            async with asyncio.timeout(SOON_S):
                assert await bot._ended() == 1
        assert str(port) in bot.named("stopped")[0]["error"]
        assert not await town.people.calls("setWebhook")


async def test_of_two_processes_one_receives_and_the_other_takes_over(tmp_path: Path, postgres_address: str) -> None:
    async with open_town(tmp_path, postgres_address, start=False) as town:
        config = furnish(tmp_path, Address(town.base_url, town.token, postgres_address), town.groups)
        runs = [await BotProcess.start(config) for _ in range(2)]
        for run in runs:
            await run.running()
        rider = await town.rider()
        await asks(rider)
        assert await runs[0].stop() == 0
        await rider.text("/help")
        await rider.wait_for(lambda m: "/my" in words(m))
        assert await runs[1].stop() == 0
        assert not [line for run in runs for line in run.named("another_receives") + run.named("poll_failed")]


async def test_a_webhook_that_was_left_set_gives_way_to_polling(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        other = Bot(town.token, base_url=f"{town.base_url}/bot")
        await other.set_webhook("http://127.0.0.1:9/hook")
        with capture_logs() as log:
            await town.start()
            rider = await town.rider()
            assert [line["url"] for line in log if line["event"] == "webhook_removed"] == ["http://127.0.0.1:9/hook"]
            await stands_still(town)
            await other.set_webhook("http://127.0.0.1:9/hook")
            await asks(rider)
            assert "another_receives" in {line["event"] for line in log}


async def test_a_webhook_that_was_taken_away_is_set_again(
    hooked: Town,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reception, "LOOK_EVERY_S", 0.05)
    await hooked.start()
    rider = await hooked.rider()
    with capture_logs() as log:
        await Bot(hooked.token, base_url=f"{hooked.base_url}/bot").delete_webhook()
        await asks(rider)
    assert "another_receives" in {line["event"] for line in log}
