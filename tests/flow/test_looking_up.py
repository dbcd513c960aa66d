"""Over HTTP, in both languages: a group lists its tickets, looks one up, asks for help; its talk is not kept."""

from pathlib import Path

import pytest

from playground.people import words
from tests.staff_work import QUEUE, member
from tests.talking_town import talking
from tests.town import plain_picture
from tests.watching import bot_messages, parked, rows, stands_still, tap

SAYS = {
    "zh": {"todo": "要办的", "mine": "手上的", "key_mine": "我的", "hold": "没有挂账的", "key_hold": "挂账",
           "history": "经过", "accepted": "受理", "elsewhere": "不归本群", "help": "的工作群", "stray": "工作群里用的"},
    "en": {"todo": "Needs somebody", "mine": "'s tickets", "key_mine": "Mine", "hold": "Nothing is on hold",
           "key_hold": "On hold", "history": "History", "accepted": "accepted", "elsewhere": "isn't this unit's",
           "help": "Group of", "stray": "staff's groups"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_group_lists_its_tickets_and_looks_one_up(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with talking(tmp_path, language) as talk:
        town, staff = talk.town, talk.town.staff
        await staff.text("/tickets", chat=talk.group)
        listed = await talk.read(says["todo"])
        assert "/ticket_" in words(listed) or "t.me/c/" in str(listed["entities"])
        await tap(staff, listed, says["key_hold"])
        await talk.read(says["hold"])
        colleague = await member(town, "小张", language, QUEUE)
        await tap(colleague, listed, says["key_mine"])
        await stands_still(town)
        (shown,) = [each for each in await bot_messages(town, talk.group) if "📋" in words(each)]
        assert (shown["message_id"], says["mine"] in words(shown)) == (listed["message_id"], True)
        number = rows(town, "select month, serial from report")[0]
        await staff.text(f"{number[0]}-{number[1]:04d}", chat=talk.group)
        view = await talk.read(says["history"])
        assert says["accepted"] in words(view).partition(says["history"])[2]
        assert view["photo"]
        above = town.groups["gas"]
        other = await member(town, "燃气员", language, "gas")
        await other.text(f"/ticket_{number[0]}_{number[1]:04d}@{town.world.bot.username}", chat=above)
        await other.wait_for(lambda m: says["elsewhere"] in words(m), chat=above)
        await staff.text("/help", chat=talk.group)
        assert "/tickets" in words(await talk.read(says["help"]))
        offered = town.world.commands.offered(town.world.chats.chat(talk.group), staff.id, language)
        assert {"tickets", "ticket", "help"} <= {each["command"] for each in offered}
        await talk.rider.text("/tickets")
        await talk.rider.wait_for(lambda m: says["stray"] in words(m))
        assert not parked(town)


async def test_what_colleagues_say_to_each_other_is_never_stored(tmp_path: Path) -> None:
    async with talking(tmp_path, "zh") as talk:
        town, staff = talk.town, talk.town.staff
        said = await staff.text("中午去哪家吃", chat=talk.group)
        await staff.text("面馆", chat=talk.group, reply_to=said["message_id"])
        await staff.edit(said, text="晚上去哪家吃")
        await staff.photo(plain_picture(), "食堂的菜单", chat=talk.group)
        await staff.text("/weather@other_bot 出差", chat=talk.group)
        await staff.text("0042 那件呢", chat=talk.group, reply_to=(await talk.card())["message_id"])
        await talk.question()
        await stands_still(town)
        payloads = " ".join(row[0] for row in rows(town, "select payload from inbox"))
        assert "那件呢" in payloads
        assert not [each for each in ("中午", "面馆", "晚上", "菜单", "出差") if each in payloads]
