"""Boards: one in each place where queues work, drawn by what changes, pinned, closed where nobody works any more."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.outgoing.budgets import Rates
from domain.messages import Precedence
from domain.tickets.boards import Place
from domain.tickets.fitness import Lack
from domain.tickets.lifecycle import Action
from domain.tickets.messages import FileNotTaken
from domain.tickets.staff import QueueChat
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.tickets import boards, groups, linking
from tests.recording import JSON, Call, Recording
from tests.tables import rows_of, unseat
from tests.usecases import GROUPS, START, Case, open_case, spot

LIGHTING, TRIAGE, SUPERVISORS = GROUPS["lighting"], GROUPS["triage"], GROUPS["supervisors"]
HERE, ELSEWHERE = -1_001_000_000_077, -1_001_000_000_078
MINUTE = 60_000


@dataclass
class Chats(Recording):
    """A Telegram that knows what is pinned, and may refuse: what `refuses` says of a method, as many times."""

    pinned: dict[int, int] = field(default_factory=dict)
    refuses: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def answer(self, call: Call) -> tuple[int, JSON]:
        if self.refuses.get(call.method):
            code, said = self.refuses[call.method].pop(0)
            more = {"parameters": {"retry_after": 7}} if code == 429 else {}
            return code, {"ok": False, "error_code": code, "description": said, **more}
        if call.method == "pinChatMessage":
            self.pinned[call.chat] = max(call.message, self.pinned.get(call.chat, 0))
        if call.method == "getChat":
            pin = self.pinned.get(call.chat)
            return 200, {"ok": True, "result": {"pinned_message": {"message_id": pin}} if pin else {}}
        return super().answer(call)


@pytest.fixture
async def case(sqlite_address: str) -> AsyncIterator[Case]:
    """A district in which lighting alone has a group."""
    async with open_case(sqlite_address, telegram=Chats()) as opened:
        unseat(opened)
        await link(opened, "lighting")
        yield opened


async def link(case: Case, queue: str, chat: int = HERE, topic: int | None = None) -> None:
    async def work(tx: Transaction) -> None:
        await groups.place(tx, case.deps, QueueChat(queue, chat, topic, case.clock.at))
        await boards.settle(tx, case.deps)

    await case.database.write(work)


def telegram(case: Case) -> Chats:
    assert isinstance(case.telegram, Chats)
    return case.telegram


def of_boards(calls: list[Call]) -> list[Call]:
    return [call for call in calls if "🗒" in call.text or call.method in {"pinChatMessage", "unpinChatMessage"}]


async def drawn(case: Case, chat: int | None = None) -> list[Call]:
    """What went out of boards once their pause is over."""
    at_once = await case.told(chat)
    case.clock.at += 10_000
    return of_boards([*at_once, *await case.told(chat)])


async def test_a_place_where_a_queue_works_gets_a_board_that_is_pinned_without_a_sound(case: Case) -> None:
    sent, pinned = of_boards(await case.told(HERE))
    assert (sent.method, pinned.method) == ("sendMessage", "pinChatMessage")
    assert sent.is_silent
    assert pinned.is_silent
    assert pinned.message == sent.message
    assert "没有等着办的" in sent.text


async def test_each_change_is_drawn_into_the_same_message_once_in_ten_seconds(case: Case) -> None:
    (sent, _) = of_boards(await case.told(HERE))
    reports = [await case.submitted(at=spot(place)) for place in range(3)]
    (edit,) = await drawn(case, HERE)
    assert (edit.method, edit.message) == ("editMessageText", sent.message)
    assert "待受理 3 · 处置中 0 · 超期 0 · 挂账 0" in edit.text
    assert [f"/ticket_{each.number.month}_{each.number.serial:04d}" in edit.text for each in reports] == [False] * 3
    for report in reports:
        await case.accepted(report)
        case.clock.at += 3_000
    assert not of_boards(await case.told(HERE))
    (edit,) = await drawn(case, HERE)
    assert "待受理 0 · 处置中 3" in edit.text


async def test_what_says_the_same_is_not_sent(case: Case) -> None:
    await case.told()
    await case.do(boards.redraw, QueueChat("lighting", HERE, None, START))
    case.clock.at += 3 * MINUTE
    assert [call.method for call in await case.told(HERE)] == ["getChat"]


async def test_a_board_with_open_tickets_is_drawn_again_as_its_ages_grow_and_an_empty_one_rests(case: Case) -> None:
    report = await case.submitted()
    await drawn(case)
    for _ in range(3):
        case.clock.at += 10 * MINUTE
        (edit,) = [call for call in of_boards(await case.told(HERE)) if "🗒" in call.text]
        assert "等了" in edit.text
    await case.moved(report, Action.REJECT, reason="unclear")
    await drawn(case)
    assert not rows_of(case, "select key from outbox where state = 'waiting' and key like 'board:%'")


async def test_a_board_is_pinned_again_where_it_came_loose_but_not_over_what_people_pinned(case: Case) -> None:
    sent, _ = of_boards(await case.told(HERE))
    pinned, report = telegram(case).pinned, await case.submitted()
    for above, again in ((0, True), (sent.message + 1, False), (sent.message - 1, True)):
        case.clock.at += MINUTE
        pinned[HERE] = above
        report = await case.moved(report, Action.ACCEPT if report.accepted_at is None else Action.HOLD, "等配件")
        methods = [call.method for call in await drawn(case, HERE)]
        assert ("pinChatMessage" in methods) is again, above
        report = await case.moved(report, Action.RESUME) if report.status == "on_hold" else report


async def test_without_the_right_to_pin_a_board_stands_and_is_drawn_all_the_same(case: Case) -> None:
    telegram(case).refuses["pinChatMessage"] = [(400, "Bad Request: not enough rights to manage pinned messages")]
    await case.submitted()
    assert any("🗒" in call.text for call in await drawn(case, HERE))
    assert not await case.database.read(lambda tx: tx.outbox.is_closed(HERE, None))
    await case.database.write(lambda tx: tx.queues.keep_lacks(HERE, [Lack.PIN]))
    telegram(case).pinned.clear()
    case.clock.at += MINUTE
    await case.submitted(at=spot(1))
    assert "pinChatMessage" not in [call.method for call in await drawn(case, HERE)]


async def test_a_board_whose_message_is_gone_is_sent_anew_and_pinned(case: Case) -> None:
    await case.told()
    telegram(case).refuses["editMessageText"] = [(400, "Bad Request: message to edit not found")]
    await case.submitted()
    methods = [call.method for call in await drawn(case, HERE)]
    assert methods == ["editMessageText", "sendMessage", "pinChatMessage"]


async def test_a_board_that_telegram_finds_the_same_or_that_has_to_wait_is_not_sent_twice(case: Case) -> None:
    await case.told()
    telegram(case).refuses["editMessageText"] = [(429, "Too Many Requests: retry after 7")]
    await case.submitted()
    assert [call.method for call in await drawn(case, HERE)] == ["editMessageText"]
    telegram(case).refuses["editMessageText"] = [(400, "Bad Request: message is not modified: the same")]
    case.clock.at += 7_000
    assert [call.method for call in of_boards(await case.told(HERE)) if call.method != "getChat"] == ["editMessageText"]


async def test_board_on_command_stands_below_and_the_old_one_goes_once_in_ten_seconds(case: Case) -> None:
    sent, _ = of_boards(await case.told(HERE))
    for _ in range(3):
        assert await case.do(boards.bring_down, Place(HERE, None), case.numbers.new())
    calls = await case.told(HERE)
    assert [call.method for call in calls] == ["sendMessage", "deleteMessage", "pinChatMessage"]
    assert calls[1].message == sent.message
    case.clock.at += 10_000
    assert await case.do(boards.bring_down, Place(HERE, None), case.numbers.new())
    assert "sendMessage" in [call.method for call in await case.told(HERE)]


async def test_a_board_too_old_to_be_deleted_loses_its_content_and_its_pin(case: Case) -> None:
    sent, _ = of_boards(await case.told(HERE))
    telegram(case).refuses["deleteMessage"] = [(400, "Bad Request: message can't be deleted")]
    assert await case.do(boards.bring_down, Place(HERE, None), case.numbers.new())
    calls = await case.told(HERE)
    assert [call.method for call in calls if call.message == sent.message] == [
        "deleteMessage", "editMessageText", "unpinChatMessage",
    ]  # fmt: skip


async def test_there_is_no_board_to_bring_down_elsewhere(case: Case) -> None:
    assert not await case.do(boards.bring_down, Place(HERE, 4), case.numbers.new())
    assert not await case.do(boards.bring_down, Place(ELSEWHERE, None), case.numbers.new())


async def test_a_queue_that_moves_closes_its_board_and_has_one_where_it_is(case: Case) -> None:
    await case.told()
    await link(case, "lighting", ELSEWHERE)
    closed = await case.told(HERE)
    assert [call.method for call in closed] == ["editMessageText", "unpinChatMessage"]
    assert "停用" in closed[0].text
    assert "sendMessage" in [call.method for call in of_boards(await case.told(ELSEWHERE))]


async def test_a_queue_that_leaves_its_group_closes_its_board(case: Case) -> None:
    await case.told()
    await case.do(linking.ask_to_unlink, HERE, None, "", 5)
    (question,) = await case.told(HERE)
    await case.do(linking.unlink, HERE, question.message, goes=True)
    assert any("停用" in call.text for call in await case.told(HERE))
    assert not await case.database.read(lambda tx: tx.boards.places())


async def test_two_topics_have_two_boards_and_two_queues_of_one_place_share_one(case: Case) -> None:
    await link(case, "water", ELSEWHERE, 4)
    await link(case, "gas", ELSEWHERE, 5)
    await link(case, "property", ELSEWHERE, 5)
    sent = [call for call in of_boards(await case.told(ELSEWHERE)) if call.method == "sendMessage"]
    assert sorted(call.params["message_thread_id"] for call in sent) == [4, 5]


async def test_a_group_that_was_lost_and_regained_has_a_new_board_and_the_old_one_goes(case: Case) -> None:
    sent, _ = of_boards(await case.told(HERE))
    await case.do(groups.lose, HERE)
    assert not await case.told(HERE)
    await case.do(groups.regain, HERE)
    calls = await case.told(HERE)
    assert "sendMessage" in [call.method for call in calls]
    assert sent.message in [call.message for call in calls if call.method == "deleteMessage"]


async def test_a_group_that_became_a_supergroup_has_a_new_board(case: Case) -> None:
    await case.told()
    await case.do(groups.move, HERE, ELSEWHERE)
    assert not [call for call in await case.told(HERE) if "🗒" in call.text]
    assert [call.method for call in of_boards(await case.told(ELSEWHERE))] == ["sendMessage", "pinChatMessage"]
    await case.submitted()
    assert {call.chat for call in await drawn(case) if "<b>路灯管理</b>\n待受理" in call.text} == {ELSEWHERE}


async def test_supervisors_see_what_is_late_where_and_urgent_tickets_that_nobody_has(case: Case) -> None:
    await link(case, "supervisors", ELSEWHERE)
    await case.told()
    urgent = await case.submitted("gas_leak", at=spot(1))
    await case.submitted(at=spot(2))
    (edit,) = [call for call in await drawn(case, ELSEWHERE) if "🗒" in call.text]
    assert "没人接的急件 1 件" in edit.text
    assert "个单位没有绑定群" in edit.text
    assert "路灯管理：待受理 1\n" in edit.text
    await case.accepted(urgent)
    (edit,) = [call for call in await drawn(case, ELSEWHERE) if "🗒" in call.text]
    assert "没人接的急件" not in edit.text


async def test_three_hundred_tickets_fit_into_one_message_and_the_rest_is_counted(case: Case) -> None:
    name = "<b>很长的单位名称&\u202e" * 20
    case.has_queue("lighting", zh=name)
    await case.told()
    for place in range(300):
        await case.submitted(at=spot(place % 60), by=await case.rider(1_000 + place))
    (edit,) = [call for call in await drawn(case, HERE) if "🗒" in call.text]
    shown = edit.text.count("⏳")
    assert shown == 30
    assert f"还有 {300 - shown} 件" in edit.text


async def test_a_board_lets_a_flood_pass_and_is_drawn_within_a_quarter_of_an_hour(sqlite_address: str) -> None:
    async with open_case(sqlite_address, Rates(30, 1, 5, 20), Chats()) as case:
        unseat(case)
        await link(case, "lighting")
        began, drawn_at, others = case.clock.at, list[int](), 0
        for minute in range(40):
            await case.submitted(at=spot(minute), by=await case.rider(1_000 + minute))
            for _ in range(20):
                case.clock.at += 3_000
                await case.database.write(lambda tx: _answers(tx, case))
                calls = await case.told(HERE)
                drawn_at += [case.clock.at - began for call in calls if "🗒" in call.text]
                others += sum("🗒" not in call.text for call in calls if call.method != "getChat")
        waits = [later - sooner for sooner, later in pairwise(drawn_at)]
        assert waits
        assert all(14 * MINUTE < wait <= 17 * MINUTE for wait in waits), drawn_at
        assert others + len(drawn_at) >= 40 * 20 - 1


async def _answers(tx: Transaction, case: Case) -> None:
    """One message more than go at that time."""
    group = QueueChat("lighting", HERE, None, START)
    notice = to_group(case.deps, group, FileNotTaken(), precedence=Precedence.TICKET)
    await tx.outbox.put(notice)
    await tx.outbox.put(replace(notice, key=f"{notice.key}:too"))


async def test_no_card_of_two_hundred_is_later_for_the_board(tmp_path: Path) -> None:
    """Two hundred tickets within a minute: each card goes at the same second with a board in the group as without."""
    went = [await _flooded(f"sqlite:///{tmp_path}/{has_board}.db", has_board=has_board) for has_board in (True, False)]
    assert went[0] == went[1]
    assert len(went[0]) == 200


async def _flooded(address: str, *, has_board: bool) -> list[tuple[int, str]]:
    async with open_case(address, Rates(30, 1, 5, 20), Chats()) as case:
        unseat(case)
        if has_board:
            await link(case, "lighting")
        else:
            await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", HERE, None, START)))
        await case.told()
        case.clock.at += 10 * MINUTE
        began, went = case.clock.at, list[tuple[int, str]]()
        for second in range(15 * 60):
            case.clock.at = began + second * 1_000
            for number in range(4 * second, min(4 * second + 4, 200)):
                await case.submitted(at=spot(number % 60), by=await case.rider(1_000 + number))
            cards = [call for call in await case.told(HERE) if call.method == "sendPhoto"]
            went += [(second, call.text.split("（")[0]) for call in cards]
            if len(went) == 200:
                break
        return went
