"""Staff write as people do: without a space between a number or a date and the words around it."""

from datetime import datetime, timedelta

import pytest

from playground.people import words
from tests.staff_work import QUEUE, act, asked, card_of, merge_by_number, reply
from tests.town import Town, picture
from tests.watching import rows, stands_still, tap


@pytest.mark.parametrize("said", ["和{number}是一回事", "与ＤＣ{rest}重复"])
async def test_a_duplicate_names_its_original(town: Town, said: str) -> None:
    _, number = await town.submitted(await town.rider("小王"), caption="路灯不亮")
    _, other = await town.submitted(await town.rider("小李"), picture(1))
    question = await merge_by_number(town)
    assert other in words(question)
    await reply(town, question, said.format(number=number, rest=number.removeprefix("DC")))
    await town.ticket(QUEUE, "已合并")
    await stands_still(town)
    town.skip(minutes=2)
    await stands_still(town)
    assert rows(town, "select status from report where original is not null") == [("duplicate",)]


async def test_a_hold_ends_on_the_day_that_is_named(town: Town) -> None:
    await town.submitted(await town.rider())
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "挂账")
    coming = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone) + timedelta(days=5)
    day = f"{coming.month}月{coming.day}日"
    await reply(town, await asked(town, "原因＋到哪天"), f"配件要等到{day}才到")
    await town.ticket(QUEUE, f"挂到 {day}")
