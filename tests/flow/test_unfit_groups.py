"""Groups that lack what the bot needs: supervisors hear of it once, and again when it is well."""

from pathlib import Path

import pytest
from telegram.error import RetryAfter

from bot.group_checks import GroupChecks
from playground.people import JSON, words
from tests.staff_work import QUEUE, act
from tests.town import Town, open_town
from tests.watching import bot_messages, rows, stands_still

UNFIT, FIT = "的工作群有问题", "的工作群恢复正常"


async def bot_is(town: Town, status: str = "administrator", **rights: bool) -> None:
    """Let the bot have this status and these rights in a queue's group."""
    wish = {"user_id": town.world.bot.id, "status": status, "rights": rights}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)


async def told(town: Town) -> list[str]:
    """What supervisors heard of groups, in order."""
    await stands_still(town)
    said = [words(message) for message in await bot_messages(town, town.groups["supervisors"])]
    return [each for each in said if UNFIT in each or FIT in each]


async def hears(town: Town, *said: str) -> JSON:
    """What supervisors are told, once it says all this."""
    return await town.staff.wait_for(
        lambda m: all(each in words(m) for each in said), chat=town.groups["supervisors"], after=0
    )


async def look(town: Town) -> None:
    """Let the hour of the next look come."""
    assert town.app
    await town.app.checks.look()


async def test_supervisors_hear_once_that_rights_are_gone_and_once_that_they_are_back(town: Town) -> None:
    await bot_is(town, can_delete_messages=False, can_pin_messages=False)
    await hears(town, UNFIT, "城市管理", "删除消息", "置顶消息")
    await bot_is(town, "member")
    await look(town)
    await look(town)
    await bot_is(town)
    await hears(town, FIT, "城市管理")
    await look(town)
    assert [UNFIT in each for each in await told(town)] == [True, False]
    await bot_is(town, can_pin_messages=False)
    assert [UNFIT in each for each in await told(town)] == [True, False, True]


async def test_groups_of_the_districts_file_are_looked_at_at_the_start_and_told_once(
    tmp_path: Path, sqlite_address: str
) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        chat = town.world.chats.chat(town.groups[QUEUE])
        chat.username, chat.members[town.world.bot.id] = "open_to_all", "member"
        for _ in range(2):
            await town.start()
            await hears(town, UNFIT, "公开", "不是管理员")
            await town.stop()
        await town.start()
        await look(town)
        assert len(await told(town)) == 1
        assert rows(town, "select lacks from unfit_chat") == [("administrator privacy",)]


@pytest.mark.parametrize("by", ["a press", "somebody who joins", "the next look"])
async def test_a_group_that_is_made_public_is_told(town: Town, by: str) -> None:
    await town.submitted(await town.rider())
    await stands_still(town)
    town.world.chats.chat(town.groups[QUEUE]).username = "open_to_all"
    if by == "a press":
        await act(town, "受理")
    elif by == "the next look":
        await look(town)
    else:
        wish = {"user_id": (await town.people.join("路人")).id, "status": "member"}
        await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)
    await hears(town, UNFIT, "公开")
    town.world.chats.chat(town.groups[QUEUE]).username = ""
    await look(town)
    await hears(town, FIT)


async def test_a_group_that_the_bot_is_not_in_is_looked_after_by_triage(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.world.chats.chat(town.groups[QUEUE]).members[town.world.bot.id] = "kicked"
        await town.start()
        await hears(town, "城市管理", "群里没有前哨了")
        _, number = await town.submitted(await town.rider())
        await town.ticket("triage", number)


async def test_what_telegram_does_not_answer_is_left_for_the_next_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert town.app
    checks = town.app.checks
    await checks.look()

    async def refuse(*_: object) -> None:
        raise RetryAfter(0)

    monkeypatch.setattr(GroupChecks, "_look_at", refuse)
    await checks.look()
    assert await told(town) == []
