"""Groups of queues: a one-time code, whose tickets are shown where, what the supervisors hear when one is lost."""

from itertools import repeat

import pytest

from domain.errors import CodeUnknown
from domain.messages import Outgoing, Precedence
from domain.tickets.lifecycle import Action
from domain.tickets.messages import CommandRefused, FileNotTaken, GroupLost
from domain.tickets.staff import QueueChat
from services.tickets import groups
from services.tickets.showing import show_tickets
from tests.sample_views import HOUR
from tests.tables import unseat, waiting, waiting_keys
from tests.usecases import GROUPS, START, Case, spot

CODE, NEW = "ABCD2345", -77
DAY = 24 * HOUR
LIGHTING, SUPERVISORS, TRIAGE = GROUPS["lighting"], GROUPS["supervisors"], GROUPS["triage"]


async def offered(case: Case, queue: str = "lighting") -> None:
    await case.database.write(lambda tx: groups.offer(tx, queue, CODE, case.clock.at))


async def group(case: Case, queue: str = "lighting") -> QueueChat | None:
    return await case.database.read(lambda tx: tx.queues.chat(queue))


@pytest.mark.parametrize(("later", "counts"), [(DAY - 1, True), (DAY, False)])
async def test_a_code_counts_for_a_day(case: Case, later: int, *, counts: bool) -> None:
    await offered(case)
    case.clock.at += later
    if counts:
        assert await case.do(groups.link, CODE, NEW, 3) == "lighting"
        assert await group(case) == QueueChat("lighting", NEW, 3, case.clock.at)
    else:
        with pytest.raises(CodeUnknown):
            await case.do(groups.link, CODE, NEW, 3)
        assert await group(case) == QueueChat("lighting", LIGHTING, None, START)


@pytest.mark.parametrize("typed", [CODE, f" {CODE.lower()}\n"])
async def test_a_code_is_read_as_people_type_it_and_only_once(case: Case, typed: str) -> None:
    await offered(case)
    assert await case.do(groups.link, typed, NEW, None) == "lighting"
    with pytest.raises(CodeUnknown):
        await case.do(groups.link, CODE, -78, None)
    assert await group(case) == QueueChat("lighting", NEW, None, START)


@pytest.mark.parametrize("code", ["", "ABCD2346"])
async def test_another_code_links_nothing(case: Case, code: str) -> None:
    await offered(case)
    with pytest.raises(CodeUnknown):
        await case.do(groups.link, code, NEW, None)


async def test_a_code_of_a_queue_that_the_district_gave_up_is_unknown(case: Case) -> None:
    await offered(case, "given-up")
    with pytest.raises(CodeUnknown):
        await case.do(groups.link, CODE, NEW, None)
    assert await group(case, "given-up") is None


async def test_a_group_that_is_linked_shows_the_open_tickets_of_its_queue_and_no_others(case: Case) -> None:
    report = await case.submitted()
    await case.moved(await case.submitted(at=spot(1)), Action.REJECT, reason="unclear")
    await case.submitted("pothole", at=spot(2))
    await case.told()
    await offered(case)
    await case.do(groups.link, CODE, NEW, None)
    assert [(each.chat_id, each.key) for each in waiting(case)] == [(NEW, f"ticket:{report.id}:lighting")]


async def test_a_card_moves_to_a_group_whose_messages_have_the_same_numbers(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    before = (await case.ticket(report)).card
    case.telegram.numbers = repeat(before.message_id)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", NEW, None, START)))
    await case.do(show_tickets, ["lighting"])
    await case.told()
    after = (await case.ticket(report)).card
    assert (after.chat_id, after.message_id) == (NEW, before.message_id)


async def test_triage_shows_the_tickets_of_every_queue_without_a_group_too(case: Case) -> None:
    reports = [await case.submitted(category, at=spot(place)) for place, category in enumerate(("other", "pothole"))]
    await case.submitted(at=spot(2))
    await case.told()
    unseat(case, "triage", "city-management")
    await case.do(groups.place, QueueChat("triage", NEW, None, START))
    assert waiting_keys(case) == [f"ticket:{reports[0].id}:triage", f"ticket:{reports[1].id}:city-management"]


async def test_any_other_queue_shows_only_its_own(case: Case) -> None:
    await case.submitted("pothole")
    await case.told()
    unseat(case, "city-management", "lighting")
    await case.do(groups.place, QueueChat("lighting", NEW, None, START))
    assert waiting(case) == []


@pytest.mark.parametrize(
    ("chat_id", "thread_id", "is_new"),
    [(LIGHTING, None, False), (LIGHTING, 5, True), (NEW, None, True)],
)
async def test_the_groups_of_the_districts_file_are_linked_where_they_changed(
    case: Case, chat_id: int, thread_id: int | None, *, is_new: bool
) -> None:
    case.clock.at += 9
    case.has_queue("lighting", chat_id=chat_id, thread_id=thread_id)
    await case.do(groups.seat)
    assert await group(case) == QueueChat("lighting", chat_id, thread_id, START + 9 * is_new)
    assert await group(case, "water") == QueueChat("water", GROUPS["water"], None, START)


async def test_a_queue_without_a_group_gets_that_of_the_file_and_shows_its_tickets_there(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    unseat(case, "lighting")
    case.has_queue("lighting", chat_id=NEW)
    await case.do(groups.seat)
    assert [(each.chat_id, each.key) for each in waiting(case)] == [(NEW, f"ticket:{report.id}:lighting")]


async def test_a_group_that_became_a_supergroup_takes_its_queues_and_what_waits_along(case: Case) -> None:
    report = await case.submitted()
    await case.do(groups.move, LIGHTING, NEW)
    assert await group(case) == QueueChat("lighting", NEW, None, START)
    assert waiting_keys(case, NEW) == [f"ticket:{report.id}:lighting"]
    assert waiting(case, LIGHTING) == []


async def test_the_supervisors_are_told_of_a_lost_group_once_for_each_of_its_queues(case: Case) -> None:
    await case.database.write(lambda tx: tx.queues.link(QueueChat("gas", LIGHTING, None, START + 1)))
    for _ in range(2):
        await case.do(groups.lose, LIGHTING)
    expected = [("gas", START + 1), ("lighting", START)]
    assert waiting(case) == [
        Outgoing(
            f"lost:{queue}:{at}", SUPERVISORS, None, Precedence.REMINDER, GroupLost(queue), silent=False, language="zh"
        )
        for queue, at in expected
    ]


async def test_what_waits_for_a_lost_group_is_dropped(case: Case) -> None:
    await case.submitted()
    await case.do(groups.lose, LIGHTING)
    assert waiting(case, LIGHTING) == []
    assert [call for call in await case.told() if call.chat == LIGHTING] == []


async def test_a_group_that_was_no_queues_is_lost_without_a_word(case: Case) -> None:
    await case.do(groups.lose, NEW)
    assert waiting(case) == []


async def test_a_group_that_was_regained_shows_its_tickets_and_may_be_lost_again(case: Case) -> None:
    report = await case.submitted()
    (card,) = await case.told(LIGHTING)
    await case.do(groups.lose, LIGHTING)
    await case.told()
    case.clock.at += 5
    await case.do(groups.regain, LIGHTING)
    assert await group(case) == QueueChat("lighting", LIGHTING, None, START + 5)
    assert waiting_keys(case) == [f"ticket:{report.id}:lighting", f"removal:{LIGHTING}:{card.message}"]
    await case.do(groups.lose, LIGHTING)
    assert waiting_keys(case, SUPERVISORS) == [f"lost:lighting:{START + 5}"]


async def test_without_supervisors_triage_is_told(case: Case) -> None:
    unseat(case, "supervisors")
    await case.do(groups.tell_supervisors, GroupLost("gas"), "k")
    case.has_queue("supervisors", kind="community")
    await case.do(groups.tell_supervisors, GroupLost("gas"), "l")
    assert [(each.chat_id, each.key) for each in waiting(case)] == [(TRIAGE, "k"), (TRIAGE, "l")]
    unseat(case, "triage")
    await case.do(groups.tell_supervisors, GroupLost("gas"), "m")
    assert waiting_keys(case) == ["k", "l"]


@pytest.mark.parametrize(("chat", "language"), [(LIGHTING, "en"), (NEW, "zh")])
async def test_a_group_is_answered_in_its_queues_language_or_else_the_districts(
    case: Case, chat: int, language: str
) -> None:
    case.has_queue("lighting", language="en")
    case.has_queue("triage", language="en")
    await case.do(groups.tell, chat, 4, FileNotTaken())
    (answer,) = waiting(case)
    assert answer == Outgoing(answer.key, chat, 4, Precedence.ANSWER, FileNotTaken(), language=language)


@pytest.mark.parametrize(("topic", "moves"), [(4, True), (5, False)])
async def test_the_queues_of_a_deleted_topic_go_to_the_general_one(case: Case, topic: int, *, moves: bool) -> None:
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", NEW, 4, START)))
    case.clock.at += 3
    await case.do(groups.leave_topic, NEW, topic)
    expected = QueueChat("lighting", NEW, None, START + 3) if moves else QueueChat("lighting", NEW, 4, START)
    assert await group(case) == expected


async def test_why_a_command_was_refused_stands_for_a_minute(case: Case) -> None:
    told = CommandRefused("AdminsOnly", reply_to=5)
    await case.do(groups.tell, LIGHTING, None, told, silent=True)
    (said,) = await case.told(LIGHTING)
    assert "管理员" in said.text
    await case.passes(minutes=1)
    assert [(call.method, call.message) for call in await case.told(LIGHTING)] == [("deleteMessage", said.message)]
