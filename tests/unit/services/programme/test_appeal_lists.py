"""Appeals as groups list them, and what supervisors read of all."""

import pytest

from domain.programme.appeal_errors import NoAppeals
from domain.programme.appeals import AppealKind
from services.programme import appeal_lists
from services.tickets.lookups import Asker
from tests.appealing import ABOVE, GROUP, LI, SERVICE, held, sent, taken
from tests.usecases import GROUPS, Case


async def listed(case: Case, group: int = GROUP) -> str:
    await case.told()
    await case.do(appeal_lists.show_list, Asker(group, None, LI.user_id, 1))
    return [call.text for call in await case.told(group) if call.text][-1]


async def test_a_group_lists_what_it_has_to_see_to(case: Case) -> None:
    assert "没有待办" in await listed(case)
    rider = await case.rider()
    await taken(case, await sent(case, rider))
    await sent(case, rider, kind=AppealKind.GATE)
    text = await listed(case)
    assert text.index("SQ-2611-0002") < text.index("SQ-2611-0001")
    assert "（你）" in text
    assert "工资没发" not in text
    with pytest.raises(NoAppeals):
        await listed(case, GROUPS["lighting"])


async def test_a_line_opens_its_card_below(case: Case) -> None:
    appeal = await sent(case)
    await case.told()
    await case.do(appeal_lists.open_card, await held(case, appeal))
    assert sorted(call.method for call in await case.told(GROUP)) == ["deleteMessage", "sendMessage"]


async def test_supervisors_read_figures_and_what_three_riders_say(case: Case) -> None:
    assert "没有诉求" in await listed(case, ABOVE)
    for number in (7, 8):
        await sent(case, await case.rider(number), "东风路小区不让进", AppealKind.GATE)
    before = await listed(case, ABOVE)
    assert "小区、楼宇不让进：待定对策 2" in before
    assert "反复出现" not in before
    place = (await sent(case, await case.rider(9), "东风路小区不让进", AppealKind.GATE)).place
    text = await listed(case, ABOVE)
    assert f"{place} · 小区、楼宇不让进：3 人" in text
    assert "SQ-" not in text


async def test_supervisors_list_what_a_unit_left_behind(case: Case) -> None:
    await sent(case)
    case.gives_up_queue(SERVICE)
    assert "SQ-2611-0001" in await listed(case, ABOVE)
