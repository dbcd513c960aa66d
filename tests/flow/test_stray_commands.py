"""Commands that nobody answers where they are sent: one short answer, which leaves a group again, or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.district.district import District
from playground.people import Person, words
from tests.staff_work import QUEUE
from tests.town import Town, open_town, plain_picture
from tests.watching import bot_messages, parked, rows, stands_still


async def group_of(town: Town, linked: str) -> tuple[Person, int]:
    """Somebody in a queue's group, or in one that the bot was merely added to."""
    if linked:
        return town.staff, town.groups[QUEUE]
    person = await town.people.join("路人", "zh")
    return person, await town.people.group("闲聊", [person], bot="administrator")


async def said_in(town: Town, chat: int) -> list[str]:
    """What stands there of the bot once all is still."""
    await stands_still(town)
    return [said for message in await bot_messages(town, chat) if (said := words(message))]


@pytest.mark.parametrize("linked", [QUEUE, ""])
@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/my", "/my 要私聊我用：点我的头像，在那里发。"),
        ("/POINTS@{bot} 多少", "/points 要私聊我用：点我的头像，在那里发。"),
        ("/report_2611_0042", "/report_2611_0042 要私聊我用：点我的头像，在那里发。"),
        ("/weather@{bot}", "没有这个命令。要上报、查进度，点我的头像私聊。"),
    ],
)
async def test_a_command_of_ours_gets_one_answer_that_is_gone_a_minute_later(
    town: Town, linked: str, command: str, answer: str
) -> None:
    person, group = await group_of(town, linked)
    asked = await person.text(command.format(bot=town.world.bot.username), chat=group)
    told = await person.wait_for(lambda m: answer in words(m), chat=group)
    assert told["reply_to_message"]["message_id"] == asked["message_id"]
    await stands_still(town)
    town.skip(seconds=40)
    assert await said_in(town, group) == [answer]
    town.skip(seconds=20)
    assert await said_in(town, group) == []
    assert not parked(town)


@pytest.mark.parametrize(
    "said", ["/weather", "/my@other_bot", "/weather@other_bot", "/", "/2 号楼", "看 /my 吧", "//my"]
)
async def test_commands_of_other_bots_and_mere_words_get_nothing(town: Town, said: str) -> None:
    person, group = await group_of(town, "")
    await person.text(said, chat=group)
    assert await said_in(town, group) == []


async def test_whoever_goes_on_makes_no_flood_of_it(town: Town) -> None:
    person, group = await group_of(town, QUEUE)
    for number in range(12):
        await person.text(("/my", "/nothing@" + town.world.bot.username)[number % 2], chat=group)
    await stands_still(town)
    assert 1 <= len(await said_in(town, group)) <= 2, "the minute may have turned meanwhile"
    town.skip(minutes=1)
    assert await said_in(town, group) == []
    await person.text("/my", chat=group)
    assert len(await said_in(town, group)) == 1


async def test_in_a_forum_the_answer_stands_in_its_topic(town: Town) -> None:
    boss = await town.people.join("王主任", "zh")
    group = await town.people.group("论坛", [boss], bot="administrator", is_forum=True)
    topic = (await town.people.call("POST", f"/chats/{group}/topics", json={"name": "闲话"}))["thread_id"]
    await boss.text("/my", chat=group, thread_id=topic)
    told = await boss.wait_for(lambda m: "私聊" in words(m), chat=group)
    assert told["message_thread_id"] == topic


async def test_an_english_group_is_answered_in_english(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.district = _in_english(town)
        await town.start()
        for command, answer in (
            ("/my", "/my only works in a private chat with me"),
            ("/help", "Group of"),
            (f"/hepl@{town.world.bot.username}", "No such command."),
        ):
            await town.staff.text(command, chat=town.groups[QUEUE])
            assert [said for said in await said_in(town, town.groups[QUEUE]) if answer in said]
            town.skip(minutes=1)


async def test_the_answer_goes_after_a_restart_too(town: Town) -> None:
    person, group = await group_of(town, QUEUE)
    await person.text("/my", chat=group)
    assert len(await said_in(town, group)) == 1
    await town.stop()
    town.clock.shift_ms += 60_000
    await town.start()
    assert await said_in(town, group) == []


async def test_where_the_bot_may_not_write_nothing_comes_of_it(town: Town) -> None:
    person, group = await group_of(town, QUEUE)
    await town.people.fault(
        "sendMessage", "refuse", chat_id=group, description="Bad Request: not enough rights to send text messages"
    )
    await person.text("/my", chat=group)
    assert await said_in(town, group) == []
    assert not parked(town)
    _, number = await town.submitted(await town.rider())
    await town.ticket(QUEUE, number)


def _in_english(town: Town) -> District:
    router = town.district.router
    queues = router.queues | {QUEUE: replace(router.queues[QUEUE], language="en")}
    return replace(town.district, router=replace(router, queues=queues))


NONE = {"zh": "没有这个命令。常用的：/my /points /help", "en": "No such command. Try /my, /points or /help"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("said", ["/weather", "/weather@other_bot", "/x", "/" + "a" * 32])
async def test_a_rider_hears_in_one_line_that_there_is_no_such_command(town: Town, language: str, said: str) -> None:
    rider = await town.rider("Wang", language)
    await rider.text(said)
    assert words(await rider.wait_for(lambda m: bool(words(m)))) == NONE[language]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("/piont", "points"),
        ("/POITNS", "points"),
        ("/积分", "points"),
        ("/帮助", "help"),
        ("/进度", "my"),
        ("／my", "my"),
        ("/上报", "report"),
        ("、help", "help"),
    ],
)
async def test_the_nearest_command_is_named(town: Town, said: str, meant: str) -> None:
    rider = await town.rider()
    await rider.text(said)
    assert words(await rider.wait_for(lambda m: "没有这个命令" in words(m))) == f"没有这个命令，是不是 /{meant}？"


async def test_a_groups_command_is_answered_however_a_phone_writes_it(town: Town) -> None:
    for said in ("／tickets超期", "、tickets　超期", "/ Tickets OVERDUE"):
        asked = await town.staff.text(said, chat=town.groups[QUEUE])
        told = await town.staff.wait_for(lambda m: "没有超期" in words(m), chat=town.groups[QUEUE])
        assert told["reply_to_message"]["message_id"] == asked["message_id"]
    rider = await town.rider()
    await rider.text("／tickets")
    await rider.wait_for(lambda m: "工作群里用的" in words(m))


async def test_a_command_in_a_caption_is_told_to_stand_alone(town: Town) -> None:
    group = town.groups[QUEUE]
    for caption in ("/find 井盖", f"/help@{town.world.bot.username}", "／tickets"):
        asked = await town.staff.photo(plain_picture(), caption, chat=group)
        told = await town.staff.wait_for(lambda m: "单独发一条" in words(m), chat=group)
        assert told["reply_to_message"]["message_id"] == asked["message_id"]
        await stands_still(town)
        town.skip(minutes=1)
    await town.staff.photo(plain_picture(), "/find@other_bot 井盖", chat=group)
    assert not await said_in(town, group)


async def test_a_command_is_known_by_its_letters_however_they_are_written(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/Points")
    await rider.wait_for(lambda m: "你的积分" in words(m))


async def test_words_behind_an_unknown_command_are_read_like_any_others(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/weather 井盖不见了 在校门口")
    assert "井盖不见了" in words(await town.card(rider, has="井盖"))
    await rider.text("/unconscious")
    assert "120" in words(await rider.wait_for(lambda m: "怎么用" in words(m)))


@pytest.mark.parametrize(
    "said", ["/report_", "/report_abc", "/report_2611", "/REPORT_2613_0001", "/report_99999999999"]
)
async def test_a_malformed_number_says_so(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.text(said)
    assert "编号没写全" in words(await rider.wait_for(lambda m: bool(words(m))))


@pytest.mark.parametrize(
    "how", ["/report {short}", "/report {number}", "/report_{short} 怎么样了", "/REPORT_{short}\n"]
)
async def test_a_number_in_or_behind_the_command_shows_the_report(town: Town, how: str) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    await rider.text(how.format(number=number, short=number[3:].replace("-", "_")))
    assert number in words(
        await rider.wait_for(lambda m: "你报上来" in words(m) or "进展" in words(m) or number in words(m))
    )
    await stands_still(town)
    assert not rows(town, "select 1 from draft where stage = 'open'")


async def test_refused_commands_make_no_flood_either(town: Town) -> None:
    group = town.groups[QUEUE]
    for _ in range(6):
        await town.staff.text("/link NOSUCHCODE", chat=group)
    await stands_still(town)
    assert 1 <= len(await said_in(town, group)) <= 2, "the minute may have turned meanwhile"
    town.skip(minutes=1)
    assert await said_in(town, group) == []
