"""A service team's day over HTTP: what stands on its board, and the hand-over at the end of a shift."""

from pathlib import Path

from playground.people import JSON, Person, words
from tests.staff_work import member
from tests.talking_town import talking
from tests.town import Town
from tests.watching import is_board, parked, rows, stands_still, tap

QUEUE = "rider-service"


async def board(town: Town) -> JSON:
    """The board of the service team, once all is sent and ten seconds are over."""
    await stands_still(town)
    town.skip(seconds=11)
    await stands_still(town)
    (found,) = [each for each in await town.people.messages(town.groups[QUEUE]) if is_board(each)]
    return found


async def appeals_of_pay(rider: Person, said: str) -> None:
    """An appeal that the rider sends."""
    await rider.text(f"/appeal {said}")
    await tap(rider, await rider.wait_for(lambda m: "是哪一类事" in words(m), after=0), "报酬、合同")
    shown = await rider.wait_for(lambda m: "还没发出" in words(m) and "📮 发出" in str(m), after=0)
    await tap(rider, shown, "📮 发出")


async def test_a_day_of_a_service_team(tmp_path: Path) -> None:
    async with talking(tmp_path, "zh", accepted=False, boards=True) as talk:
        town, group = talk.town, talk.town.groups[QUEUE]
        li, wang = await member(town, "李主任", "zh", QUEUE), await member(town, "王姐", "zh", QUEUE)
        rider = await town.rider("张三丰")
        assert "没有等着办的" in words(await board(town))
        await appeals_of_pay(rider, "站点三个月没发工资")
        card = await li.wait_for(lambda m: "站点三个月没发工资" in words(m), chat=group, after=0)
        shown = await board(town)
        assert "待跟进" in words(shown)
        assert "工资" not in words(shown)
        links = [each["url"] for each in shown["entities"] if each["type"] == "text_link"]
        assert [link.rpartition("/")[2] for link in links] == [str(card["message_id"])]

        await tap(li, card, "我来跟进")
        assert "李主任" in words(await board(town))
        await li.text("/appeals", chat=group)
        listed = await li.wait_for(lambda m: "🔄 交班" in str(m.get("reply_markup")), chat=group)
        assert (await tap(li, listed, "🔄 交班")).text == "已发在下面"
        offered = await li.wait_for(lambda m: "李主任，诉求 1 件" in words(m), chat=group)
        assert "自己交的班" in str((await tap(li, offered, "🙋 我来接")).text)
        heard = len(await town.people.messages(rider.id))
        assert (await tap(wang, offered, "🙋 我来接")).text == "都转给你了"
        await stands_still(town)
        assert len(await town.people.messages(rider.id)) == heard
        ended = next(each for each in await town.people.messages(group) if each["message_id"] == offered["message_id"])
        assert "接班，接了 1 件" in words(ended)
        assert rows(town, "select holder from appeal") == [("王姐",)]
        assert "王姐" in words(await board(town))
        assert not parked(town)
