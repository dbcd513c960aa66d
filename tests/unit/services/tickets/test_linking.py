"""Admins link and unlink queues, and see which groups are in trouble."""

import re

import pytest

from domain.errors import CodeUnknown, NoSuchQueue, NotLinked, Stale, SupervisorsOnly
from domain.tickets.fitness import Lack
from domain.tickets.linking import GroupsShown
from domain.tickets.staff import QueueChat
from services.tickets import groups, linking, ticket_lists
from services.tickets.lookups import Asker
from tests.tables import unseat
from tests.usecases import GROUPS, Case

CHAT, ASKED = GROUPS["supervisors"], 77


@pytest.mark.parametrize("words", ["lighting", "LIGHTING", "路灯管理", " 路灯 管理 ", "Street lighting"])
def test_queues_are_named_as_people_write_them(case: Case, words: str) -> None:
    known = case.deps.district.queues["lighting"]
    said = {"路灯管理": known.zh, " 路灯 管理 ": f" {known.zh[:2]} {known.zh[2:]} ", "Street lighting": known.en}
    assert linking.named(case.deps, said.get(words, words)).id == "lighting"


def test_a_part_of_a_name_is_enough_where_no_other_has_it(case: Case) -> None:
    assert linking.named(case.deps, "路灯").id == "lighting"
    for words in ("管理", "社区居委会"):
        with pytest.raises(NoSuchQueue):
            linking.named(case.deps, words)


@pytest.mark.parametrize("words", ["中片物业(一期)", "中片物业一期", "「中片」物业一期", "ＭＩＤ Estate"])
def test_width_and_signs_make_no_other_name(case: Case, words: str) -> None:
    case.has_queue("lighting", zh="中片物业（一期）", en="Mid-Estate")
    assert linking.named(case.deps, words).id == "lighting"


@pytest.mark.parametrize("words", ["", " ", "路", "no such unit", "%", "lighting drainage"])
def test_other_words_name_none(case: Case, words: str) -> None:
    with pytest.raises(NoSuchQueue):
        linking.named(case.deps, words)


async def test_a_code_links_once_and_says_what_to_do(case: Case) -> None:
    await case.do(linking.offer, CHAT, "lighting", "ABCD2345", ASKED)
    (told,) = await case.told(CHAT)
    (code,) = set(re.findall(r"/link (\w+)", told.text))
    assert await case.do(groups.link, code, -555, None) == "lighting"
    with pytest.raises(CodeUnknown):
        await case.do(groups.link, code, -556, None)
    with pytest.raises(SupervisorsOnly):
        await case.do(linking.offer, GROUPS["triage"], "lighting", "ABCD2345", ASKED)


async def asked(case: Case, chat: int, words: str = "") -> int:
    """The question whether to unlink."""
    await case.told()
    await case.do(linking.ask_to_unlink, chat, None, words, ASKED)
    (question,) = await case.told(chat)
    assert question.keys == ["解绑", "不解绑"]
    return question.message


async def test_after_a_key_the_tickets_go_to_whoever_stands_in_and_old_cards_say_so(case: Case) -> None:
    report = await case.submitted()
    chat = GROUPS[report.queue]
    await case.told()
    question = await asked(case, chat)
    await case.do(linking.unlink, chat, question, goes=True)
    calls = await case.told()
    assert any(call.chat == GROUPS["triage"] and str(report.number) in call.text for call in calls)
    (card,) = [call for call in calls if call.chat == chat and str(report.number) in call.text]
    assert not card.keys
    assert any(call.chat == CHAT and "已解绑" in call.text for call in calls)
    with pytest.raises(NotLinked):
        await case.do(linking.unlink, chat, question, goes=True)
    states = (await case.view(GroupsShown(chat_id=CHAT))).groups
    assert (states[0].queue, states[0].stands_in) == (report.queue, "triage")


async def test_who_thinks_better_of_it_changes_nothing(case: Case) -> None:
    question = await asked(case, CHAT, "lighting")
    await case.do(linking.unlink, CHAT, question, goes=False)
    assert "没有解绑" in (await case.told(CHAT))[-1].text
    assert await case.database.read(lambda tx: tx.queues.chat("lighting"))


async def test_only_a_group_of_its_own_or_the_supervisors_unlinks_a_queue(case: Case) -> None:
    with pytest.raises(NotLinked):
        await asked(case, GROUPS["drainage"], "lighting")
    with pytest.raises(NotLinked):
        await asked(case, -999, "lighting")
    with pytest.raises(NoSuchQueue):
        await asked(case, -999)
    question = await asked(case, GROUPS["drainage"], "drainage")
    with pytest.raises(Stale):
        await case.do(linking.unlink, GROUPS["lighting"], question, goes=True)
    unseat(case, "lighting")
    with pytest.raises(NotLinked):
        await asked(case, CHAT, "lighting")


async def test_of_several_queues_in_a_group_one_has_to_be_named(case: Case) -> None:
    chat = GROUPS["drainage"]
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", chat, None, 1)))
    with pytest.raises(NoSuchQueue):
        await asked(case, chat)
    question = await asked(case, chat, "lighting")
    await case.do(ticket_lists.list_tickets, Asker(chat, None, 9, 77), "李主任", "")
    (listed,) = [call for call in await case.told(chat) if "工单" in call.text or "件" in call.text]
    await case.do(linking.unlink, chat, question, goes=True)
    assert await case.database.read(lambda tx: tx.queues.chat("drainage"))
    assert listed.message not in {call.message for call in await case.told(chat) if call.method == "deleteMessage"}


async def test_groups_in_trouble_come_first_and_say_why(case: Case) -> None:
    await case.database.write(lambda tx: tx.queues.keep_lacks(GROUPS["drainage"], (Lack.PIN,)))
    await case.do(groups.lose, GROUPS["lighting"])
    states = (await case.view(GroupsShown(chat_id=CHAT))).groups
    assert [(each.queue, each.is_lost, each.is_well) for each in states[:2]] == [
        ("lighting", True, False), ("drainage", False, False),
    ]  # fmt: skip
    assert all(each.is_well for each in states[2:])
    await case.told()
    await case.do(linking.show_groups, GroupsShown(chat_id=CHAT, by=9))
    (shown,) = await case.told(CHAT)
    assert "置顶" in shown.text
    assert "移出" in shown.text
    well = [line for line in shown.text.splitlines() if "✅" in line]
    assert len(well) == 1, "those that are well take one line together"
    assert well[0].count(" · ") >= len(states) - 3
    with pytest.raises(SupervisorsOnly):
        await case.do(linking.show_groups, GroupsShown(chat_id=GROUPS["triage"]))
