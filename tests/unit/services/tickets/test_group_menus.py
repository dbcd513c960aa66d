"""What a group can do is told there and offered in its menu, by what it is now."""

import pytest

from domain.tickets.group_commands import GROUP_COMMANDS, GroupKind, belongs, offered
from domain.tickets.staff import QueueChat
from handlers.command import COMMANDS, Scope
from services.tickets import group_menus, groups
from services.tickets.lookups import Asker
from tests.usecases import GROUPS, START, Case

NEW = -1_000_000_000_900


async def helped(case: Case, chat: int) -> str:
    await case.told()
    await case.do(group_menus.help_group, Asker(chat, None, 9, 77))
    (told,) = await case.told(chat)
    assert told.is_silent
    return told.text


async def menus(case: Case) -> dict[tuple[int, str], list[str]]:
    """The menus that were set since this was asked last, by group and scope."""
    await case.told()
    found = {}
    for call in case.telegram.menus:
        scope = call.params["scope"]
        commands = call.params.get("commands", [])
        found[scope["chat_id"], scope["type"]] = [each["command"] for each in commands]
    case.telegram.menus.clear()
    return found


def test_every_command_of_groups_stands_in_the_table() -> None:
    assert {name for scope, name in COMMANDS if scope is not Scope.RIDERS} == {*GROUP_COMMANDS}
    assert all(belongs(name) for name in GROUP_COMMANDS)


@pytest.mark.parametrize(
    ("queue", "says", "says_not"),
    [("lighting", "路灯管理", "/rider"), ("triage", "派单", "/rider"), ("supervisors", "/rider", "点卡片下的按钮")],
)
async def test_help_is_what_this_group_can_do(case: Case, queue: str, says: str, says_not: str) -> None:
    told = await helped(case, GROUPS[queue])
    assert says in told
    assert says_not not in told
    assert "/tickets" in told
    assert len(told.splitlines()) <= 13


async def test_help_in_a_group_of_no_unit_says_how_to_link_it_and_names_nothing_else(case: Case) -> None:
    told = await helped(case, NEW)
    assert "还没有绑定单位" in told
    assert "/link" in told
    assert "/tickets" not in told


async def test_a_group_that_is_linked_gets_its_menu_and_the_one_before_loses_it(case: Case) -> None:
    await case.do(groups.place, QueueChat("lighting", NEW, None, START))
    members = list(offered({GroupKind.QUEUE}))
    assert await menus(case) == {
        (NEW, "chat"): members,
        (NEW, "chat_administrators"): list(offered({GroupKind.QUEUE}, to_administrators=True)),
        (GROUPS["lighting"], "chat"): [],
        (GROUPS["lighting"], "chat_administrators"): [],
    }


async def test_a_group_of_two_units_keeps_the_menu_of_the_one_that_stays(case: Case) -> None:
    await case.do(groups.place, QueueChat("triage", GROUPS["lighting"], None, START))
    await menus(case)
    await case.do(groups.place, QueueChat("triage", NEW, None, START))
    assert (await menus(case))[GROUPS["lighting"], "chat"] == list(offered({GroupKind.QUEUE}))


async def test_menus_are_set_at_the_start_after_a_return_and_for_a_supergroup(case: Case) -> None:
    await case.do(groups.seat)
    assert {chat for chat, _ in await menus(case)} == {*GROUPS.values()}
    await case.do(groups.regain, GROUPS["lighting"])
    assert {chat for chat, _ in await menus(case)} == {GROUPS["lighting"]}
    await case.do(groups.move, GROUPS["lighting"], NEW)
    assert {chat for chat, _ in await menus(case)} == {NEW}
    await case.do(groups.move, -77, -78)
    assert await menus(case) == {}
