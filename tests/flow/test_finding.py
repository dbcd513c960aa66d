"""Over HTTP, in both languages: staff find tickets by words, and hear what can't be looked for."""

from pathlib import Path

import pytest

from playground.people import words
from tests.staff_work import member
from tests.talking_town import talking
from tests.watching import bot_messages, parked, rows, stands_still

SAYS = {
    "zh": {"none": "没找到", "short": "至少写两个字", "long": "写得太长", "street": "新湖"},
    "en": {"none": "Nothing found", "short": "at least two", "long": "Too long", "street": "新湖"},
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_staff_find_their_tickets(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with talking(tmp_path, language) as talk:
        town, staff = talk.town, talk.town.staff
        ((number,),) = rows(town, "select serial from report")
        for asked in (talk.says("hole"), f"{number:04d}", says["street"]):
            await staff.text(f"/find {asked}", chat=talk.group)
            await stands_still(town)
            (shown,) = [each for each in await bot_messages(town, talk.group) if "🔎" in words(each)]
            assert asked in words(shown).partition("\n")[0]
            assert "\n" in words(shown)
            assert says["none"] not in words(shown)
        for asked, answer in (("%", "short"), ("井", "short"), ("路灯 " * 99, "long"), ("没有的东西", "none")):
            await staff.text(f"/find {asked}", chat=talk.group)
            await talk.read(says[answer])
        lights = await member(town, "照明", language, "lighting")
        await lights.text(f"/find {talk.says('hole')}", chat=town.groups["lighting"])
        await lights.wait_for(lambda m: says["none"] in words(m), chat=town.groups["lighting"])
        assert not parked(town)
