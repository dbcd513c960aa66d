"""Calls of the Bot API over connections that are kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.connections import DirectRequest
from bot.outgoing.outcomes import may_have_arrived
from handlers.bot_api import call
from playground.people import People
from playground.running import listen, serve
from playground.world import TOKEN, Playground, Setting
from tests.town import plain_picture


@asynccontextmanager
async def opened(base_url: str, at_once: int = 2) -> AsyncIterator[Bot]:
    request = DirectRequest(at_once)
    bot = Bot(TOKEN, base_url=f"{base_url}/bot", base_file_url=f"{base_url}/file/bot", request=request)
    try:
        yield bot
    finally:
        await request.shutdown()


async def test_a_picture_goes_there_and_comes_back() -> None:
    async with serve(Playground(Setting(flood=False))) as base_url, People(base_url) as people:
        rider = await people.join("小王")
        await rider.text("你好")
        async with opened(base_url) as bot:
            sent = await bot.send_photo(rider.id, plain_picture(), caption="井盖 & 路灯")
            file = await bot.get_file(sent.photo[-1].file_id)
            assert len(await file.download_as_bytearray()) == sent.photo[-1].file_size
        assert (await rider.messages())[-1]["caption"] == "井盖 & 路灯"


async def test_the_pictures_of_an_album_go_there() -> None:
    async with serve(Playground(Setting(flood=False))) as base_url, People(base_url) as people:
        rider = await people.join("小王")
        await rider.text("你好")
        async with opened(base_url) as bot:
            media = [{"type": "photo", "media": f"attach://p{n}", "caption": "井盖 & 路灯"} for n in range(2)]
            files = {f"p{n}": (plain_picture(("red", "blue")[n]), 'a "b".jpg') for n in range(2)}
            sent = await call(bot, "sendMediaGroup", {"chat_id": rider.id, "media": media}, files)
        assert len(sent) == 2
        assert {message["caption"] for message in (await rider.messages())[-2:]} == {"井盖 & 路灯"}


async def test_half_a_character_arrives_as_a_question_mark() -> None:
    async with serve(Playground(Setting(flood=False))) as base_url, People(base_url) as people:
        rider = await people.join("小王")
        await rider.text("你好")
        async with opened(base_url) as bot:
            await call(bot, "sendMessage", {"chat_id": rider.id, "text": "路灯\ud83d"})
        assert (await rider.messages())[-1]["text"] == "路灯?"


async def test_many_calls_share_few_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    opens = 0
    loop = asyncio.get_running_loop()
    connect = loop.create_connection

    async def counted(*args: object, **more: object) -> object:
        nonlocal opens
        opens += 1
        return await connect(*args, **more)  # type: ignore[call-overload]

    async with serve(Playground(Setting(flood=False))) as base_url, opened(base_url, at_once=2) as bot:
        monkeypatch.setattr(loop, "create_connection", counted)
        await asyncio.gather(*(bot.get_me() for _ in range(20)))
    assert 0 < opens <= 2


async def test_a_server_that_came_back_is_reached_anew() -> None:
    with listen("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
    async with opened(f"http://127.0.0.1:{port}") as bot:
        for _ in range(2):
            async with serve(Playground(), port=port):
                assert (await bot.get_me()).is_bot


async def test_nothing_can_have_arrived_where_nobody_listens() -> None:
    with listen("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
    async with opened(f"http://127.0.0.1:{port}") as bot:
        with pytest.raises(NetworkError) as refused:
            await bot.get_me()
    assert not may_have_arrived(refused.value)


async def test_a_request_without_an_answer_times_out_and_may_have_arrived() -> None:
    with listen("127.0.0.1", 0) as silent:
        async with opened(f"http://127.0.0.1:{silent.getsockname()[1]}") as bot:
            with pytest.raises(TimedOut) as timed_out:
                await bot.get_me(read_timeout=0.05)
    assert may_have_arrived(timed_out.value)
