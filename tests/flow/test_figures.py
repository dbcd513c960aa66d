"""Over HTTP, in both languages: a unit asks for its figures, turns to the month, supervisors see the district's."""

from pathlib import Path

import pytest

from playground.people import labels, words
from tests.staff_work import QUEUE, member
from tests.talking_town import talking
from tests.watching import bot_messages, parked, stands_still, tap

SAYS = {
    "zh": {"counts": ("收到 1", "受理 1"), "month": "按月看", "week": "按周看", "unknown": "没认出",
           "unit": "城市管理：收 1"},
    "en": {"counts": ("1 received", "1 accepted"), "month": "By month", "week": "By week",
           "unknown": "Which period", "unit": "City management: 1 in"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_unit_and_supervisors_see_their_figures(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with talking(tmp_path, language) as talk:
        town, staff = talk.town, talk.town.staff
        await staff.text("/figures", chat=talk.group)
        shown = await talk.read("📊")
        assert all(part in words(shown) for part in says["counts"])
        await tap(staff, shown, str(says["month"]))
        await stands_still(town)
        (turned,) = [each for each in await bot_messages(town, talk.group) if "📊" in words(each)]
        assert (turned["message_id"], str(says["week"]) in labels(turned)) == (shown["message_id"], True)
        await staff.text("/figures 明年", chat=talk.group)
        await talk.read(str(says["unknown"]))
        await staff.text("/figures month", chat=talk.group)
        await stands_still(town)
        assert [
            each["message_id"] > turned["message_id"]
            for each in await bot_messages(town, talk.group)
            if "📊" in words(each)
        ] == [True]
        above = town.groups["supervisors"]
        head = await member(town, "督办员", language, "supervisors", QUEUE)
        await head.text("/figures week", chat=above)
        district = await head.wait_for(lambda m: "📊" in words(m), chat=above)
        assert str(says["unit"]) in words(district)
        assert not parked(town)
