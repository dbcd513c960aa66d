"""What riders say besides reports has an answer of its own, and nothing else happens: no draft, no note."""

import pytest

from playground.people import JSON, Person, labels, words
from tests.town import Town, picture
from tests.watching import bot_messages, parked, rows, stands_still

SAID = {
    "zh": {
        "你好": "拍一张照片发来就行",
        "积分怎么用": "你有 0 分",
        "修好了吗": "没有在办的上报",
        "操你妈": "事我们记着",
        "我的电话是13800001234": "不用留手机号",
        "停水了打哪个电话": "119",
        "你是机器人吗": "我是程序",
        "怎么上报": "看到几件报几件",
        "0042 怎么样了": "没找到",
        "我要找人工": "是哪一类事",
        "你们到底管不管": "不带你的名字",
    },
    "en": {
        "hello": "Send a photo",
        "how do points work": "You have 0 points",
        "when will it be fixed": "no open reports",
        "fuck you": "where your reports stand",
        "my number is 13800001234": "No phone number needed",
        "which number do I call": "119",
        "are you a robot": "I'm a bot",
        "how do I report?": "Report as many as you see",
        "DC-2611-0042?": "no such report",
        "I want to speak to a real person": "What is it about?",
        "nobody cares": "without your name",
    },
}
EACH = [(language, said, told) for language, pairs in SAID.items() for said, told in pairs.items()]


async def reaction_to(town: Town, person: Person, message: JSON) -> str:
    await stands_still(town)
    (sent,) = [each for each in await person.messages() if each["message_id"] == message["message_id"]]
    return str(sent.get("reaction", ""))


async def texts(town: Town, chat: int) -> list[str]:
    await stands_still(town)
    return [words(message) for message in await bot_messages(town, chat) if words(message)]


@pytest.mark.parametrize(("language", "said", "told"), EACH)
async def test_each_has_its_answer_and_opens_nothing(town: Town, language: str, said: str, told: str) -> None:
    rider = await town.rider(language=language)
    asked = await rider.text(said)
    await rider.wait_for(lambda m: told.lower() in words(m).lower(), after=asked["message_id"])
    await stands_still(town)
    assert not rows(town, "select id from draft")
    assert len([each for each in await bot_messages(town, rider.id) if each["message_id"] > asked["message_id"]]) == 1
    assert not parked(town)


@pytest.mark.parametrize("said", ["谢谢", "好的收到", "👍", "哈哈哈", "thanks, great work", "ok"])
async def test_thanks_and_faces_get_a_reaction_only(town: Town, said: str) -> None:
    rider = await town.rider()
    before = len(await texts(town, rider.id))
    sent = await rider.text(said)
    assert await reaction_to(town, rider, sent) == "👍"
    assert len(await texts(town, rider.id)) == before


@pytest.mark.parametrize(
    "said", ["谢谢", "就这些", "人工", "积分怎么用", "修好了吗", "傻逼", "13800001234", "hello", "are you a bot", "😂"]
)
async def test_nothing_of_it_joins_an_open_draft(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await stands_still(town)
    before = rows(town, "select * from draft")
    await rider.text(said)
    await stands_still(town)
    assert rows(town, "select * from draft") == before


@pytest.mark.parametrize("said", ["谢谢，另外井盖丢了", "你好，路灯不亮", "投诉路灯不亮"])
async def test_a_problem_beside_it_is_a_report(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.text(said)
    await rider.wait_for(lambda m: bool(labels(m)) and "同意" not in labels(m))


async def test_progress_names_open_reports_with_status_and_date(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider, picture())
    await rider.text("我报的怎么样了")
    told = await rider.wait_for(lambda m: "还在办的 1 件" in words(m))
    _, month, serial = number.split("-")
    assert f"/report_{month}_{serial}" in words(told)
    assert "最晚" in words(told)
    assert "抱歉" not in words(told)
    town.skip(days=60)
    await rider.text("为什么这么慢")
    told = await rider.wait_for(lambda m: "⏰" in words(m) and "还在办的" in words(m))
    assert "抱歉" in words(told)


async def test_a_number_shows_the_report_to_its_reporter_alone(town: Town) -> None:
    rider, other = await town.rider(), await town.rider("小李")
    _, number = await town.submitted(rider, picture())
    serial = number.rpartition("-")[2]
    for said in (number.lower(), number.replace("-", ""), f"{serial}?"):
        after = (await rider.text(said))["message_id"]
        await rider.wait_for(lambda m: number in words(m), after=after)
        town.skip(minutes=1)
    await other.text(number)
    await other.wait_for(lambda m: "没找到" in words(m))
    assert not [each for each in await texts(town, other.id) if number in each]


async def test_a_reply_to_a_receipt_is_an_addition_but_for_thanks(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider, picture())
    await stands_still(town)
    events = len(rows(town, "select * from event"))
    thanks = await rider.text("谢谢", reply_to=receipt["message_id"])
    assert await reaction_to(town, rider, thanks) == "👍"
    assert len(rows(town, "select * from event")) == events
    await rider.text("没人管吗", reply_to=receipt["message_id"])
    await stands_still(town)
    assert len(rows(town, "select * from event")) == events + 1


@pytest.mark.parametrize("said", ["积分怎么用", "人工", "DC-2611-0042", "修好了吗"])
async def test_before_the_terms_what_needs_data_is_met_with_the_welcome(town: Town, said: str) -> None:
    stranger = await town.people.join("新来的", "zh")
    await stranger.text(said)
    await stranger.wait_for(lambda m: "同意" in labels(m))
    assert len(await texts(town, stranger.id)) == 1
    assert not rows(town, "select key from outbox where key like 'asked:%'")


async def test_before_the_terms_a_greeting_is_answered(town: Town) -> None:
    stranger = await town.people.join("新来的", "zh")
    await stranger.text("你好")
    await stranger.wait_for(lambda m: "拍一张照片发来就行" in words(m))


async def test_whoever_floods_hears_the_same_once_a_minute(town: Town) -> None:
    rider = await town.rider()
    for _ in range(20):
        await rider.text("你是机器人吗")
    told = [each for each in await texts(town, rider.id) if "我是程序" in each]
    assert 1 <= len(told) <= 2, "the minute may have turned meanwhile"


async def test_a_message_that_is_edited_into_talk_is_answered(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.text("嗯嗯嗯啊哦呃")
    await stands_still(town)
    await rider.edit(sent, text="你是机器人吗")
    await rider.wait_for(lambda m: "我是程序" in words(m))


async def test_a_place_that_the_district_knows_is_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=None), "井盖不见了")
    await stands_still(town)
    name = next(iter(town.district.communities.values())).name
    await rider.text(name)
    await rider.wait_for(lambda m: name in words(m))


async def test_a_message_edited_into_a_bare_number_beside_a_draft_is_not_looked_for(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.text("嗯嗯嗯啊哦呃")
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await rider.edit(sent, text="0042")
    assert not [each for each in await texts(town, rider.id) if "没有找到" in each]


@pytest.mark.parametrize("said", ["在东风路188号门口", "三八路188号"])
async def test_an_address_is_no_number_and_no_abuse(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=None), "井盖不见了")
    await town.card(rider)
    await rider.text(said)
    await stands_still(town)
    ((note,),) = rows(town, "select note_parts from draft")
    assert said in note
