"""Staff find tickets by words: which words, whose tickets, and what can't be looked for."""

from typing import Any

import pytest

from domain.errors import Stale
from domain.tickets.lifecycle import Action
from domain.tickets.lookups import TicketsFound
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from playground.entities import parse_html
from services.tickets import finding
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, Case, spot
from texts.base.callbacks import Press, Verb

COMMAND = 77


async def looked_for(case: Case, words: str, queue: str = "supervisors") -> list[Call]:
    """What a group is told when somebody looks for these words."""
    await case.told()
    await case.do(finding.find, Asker(GROUPS[queue], None, 9, COMMAND), words)
    return await case.told(GROUPS[queue])


async def found(case: Case, words: str, queue: str = "supervisors", page: int = 0) -> list[int]:
    """The serials of what a group finds."""
    await case.do(finding.index_some)
    view: Any = await case.view(TicketsFound(words=words, chat_id=GROUPS[queue], page=page))
    return [line.serial for line in view.lines]


@pytest.mark.parametrize(
    ("words", "serials"),
    [
        ("东门", [1]),
        ("三只猫", [2]),
        ("猫 东门", []),
        ("猫 坑", [2]),
        ("路灯", [1]),  # by the name of its category
        ("street light", [1]),
        ("LIGHT", [1]),
        ("0002", [2]),
        ("2", [2]),
        ("DC-2611-0001", [1]),
        ("换了灯泡", [1]),  # what staff said
        ("井盖", []),
    ],
)
async def test_each_word_is_looked_for_in_all_that_is_known(case: Case, words: str, serials: list[int]) -> None:
    first = await case.submitted(text="东门的灯不亮")
    await case.submitted("pothole", at=spot(1), text="坑里有三只猫", by=await case.rider(8))
    await case.moved(await case.accepted(first), Action.RESOLVE, "换了灯泡")
    assert await found(case, words) == serials


async def test_a_queue_finds_what_it_has_or_had_and_no_more(case: Case) -> None:
    light = await case.submitted(text="东门的灯不亮")
    await case.submitted("pothole", at=spot(1), text="东门有坑", by=await case.rider(8))
    assert await found(case, "东门", "lighting") == [1]
    assert await found(case, "东门", "triage") == [2, 1]
    await case.moved(light, Action.BOUNCE, "不是我们的")
    assert await found(case, "东门", "lighting") == [1]


async def test_what_a_rider_erases_is_found_no_more(case: Case) -> None:
    await case.submitted(text="东门的灯不亮")
    rider = await case.rider()
    assert await found(case, "东门") == [1]
    await case.do(lambda tx, _: tx.erasure.forget(rider, case.clock.at))
    view: Any = await case.view(TicketsFound(words="东门", chat_id=GROUPS["supervisors"]))
    assert view.lines == ()
    assert await found(case, "路灯") == [1]
    assert await found(case, "东门") == []


async def test_what_was_just_reported_is_found_at_once(case: Case) -> None:
    await case.submitted(text="东门的灯不亮")
    (told,) = await looked_for(case, "东门")
    assert "“东门”" in told.text
    assert "0001" in told.text


@pytest.mark.parametrize("words", ["", "灯", "%", "_", "'", '"', "🕳", "a", "(", "\x00", "a_b"])
async def test_what_can_not_be_looked_for_is_said(case: Case, words: str) -> None:
    (told,) = await looked_for(case, words, "lighting")
    assert "至少写两个字" in told.text


@pytest.mark.parametrize("words", ["灯" * 500, "灯泡 " * 100])
async def test_too_much_is_said_too(case: Case, words: str) -> None:
    (told,) = await looked_for(case, words, "lighting")
    assert "100 个字" in told.text


@pytest.mark.parametrize("words", ["100%", "' or 1=1 --", '"井盖', "东门🕳", "灯” AND “泡", "NOT *", "lamp)"])
async def test_signs_do_no_harm(case: Case, words: str) -> None:
    (told,) = await looked_for(case, words, "lighting")
    assert "没找到" in told.text


async def test_many_are_turned_a_page_at_a_time_and_indexed_by_and_by(case: Case) -> None:
    for number in range(13):
        await case.submitted(at=spot(number), text="东门的灯不亮", by=await case.rider(10 + number))
    assert await found(case, "东门") == list(range(13, 3, -1))
    assert await found(case, "东门", page=1) == [3, 2, 1]
    assert await found(case, "东门", page=10**9) == []


async def test_a_backlog_is_indexed_in_the_background(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    for number in range(5):
        await case.submitted(at=spot(number), text="东门的灯不亮", by=await case.rider(10 + number))
    await looked_for(case, "东门")
    assert len(await case.database.read(lambda tx: tx.tickets.unindexed(9))) == 3
    await case.passes(seconds=2)
    assert await case.database.read(lambda tx: tx.tickets.unindexed(9)) == []


async def turned(case: Case, argument: str, said: str, message: int, queue: str = "supervisors") -> list[Call]:
    """What stands there once a key below a page is pressed."""
    press = Press(Verb.FOUND_PAGE, 0, argument)

    async def work(tx: Any, deps: Any) -> None:
        it = StaffPress(tx, deps, Staff(STAFF.id, STAFF.name), press, GROUPS[queue], message, said)
        await STAFF_PRESSES[Verb.FOUND_PAGE].use_case(it)

    await case.do(work)
    return await case.told(GROUPS[queue])


async def test_a_page_is_turned_by_the_words_that_its_message_says(case: Case) -> None:
    for number in range(11):
        await case.submitted(at=spot(number), text="东门的灯不亮", by=await case.rider(10 + number))
    (first,) = await looked_for(case, "东门 “灯”")
    plain = parse_html(first.text)[0]
    (second,) = await turned(case, "1", plain, first.message)
    assert (second.method, "第 2 页" in second.text, "“东门 “灯””" in parse_html(second.text)[0]) == (
        "editMessageText", True, True,
    )  # fmt: skip
    for argument, said in (("x", plain), ("1", "📊 别的")):
        with pytest.raises(Stale):
            await turned(case, argument, said, first.message)
    with pytest.raises(Stale):
        await turned(case, "1", plain, first.message, "lighting")
