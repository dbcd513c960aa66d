"""Supervisors see one message for each urgent ticket: it comes at once, and sounds again when nobody answers."""

from domain.tickets.lifecycle import Action, Role
from services.tickets import correcting
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.tables import unseat
from tests.usecases import GROUPS, STAFF, Case

URGENT, LIMIT = "manhole_missing", 15 * MINUTE
CHAT = GROUPS["supervisors"]


def sent(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.method.startswith("send")]


def edited(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.method.startswith("edit")]


async def test_one_message_comes_and_is_edited_until_the_end(case: Case) -> None:
    report = await case.submitted(URGENT)
    (came,) = await case.told(CHAT)
    assert came.method == "sendPhoto"
    assert "急件" in came.text
    assert "📣 催办" in came.keys
    report = await case.accepted(report)
    (taken,) = await case.told(CHAT)
    assert (taken.message, sent([taken])) == (came.message, [])
    assert "有人办了" in taken.text
    assert "李主任" in taken.text
    assert "📣 催办" not in taken.keys
    report = await case.resolved(report)
    await case.answered(report, await case.rider())
    calls = await case.told(CHAT)
    assert {call.message for call in calls} == {came.message}
    assert not sent(calls)
    assert "已结" in calls[-1].text


async def test_what_nobody_answers_takes_its_place_with_sound_and_one_stands(case: Case) -> None:
    await case.submitted(URGENT)
    (came,) = await case.told(CHAT)
    await case.passes(milliseconds=LIMIT)
    calls = await case.told(CHAT)
    assert len(sent(calls)) == 1
    assert [call.message for call in calls if call.method == "deleteMessage"] == [came.message]
    assert not sent(calls)[0].params.get("disable_notification")


async def test_what_stands_then_is_edited_as_somebody_takes_it(case: Case) -> None:
    report = await case.submitted(URGENT)
    await case.passes(milliseconds=LIMIT)
    last = sent(await case.told(CHAT))[-1]
    await case.accepted(report)
    calls = await case.told(CHAT)
    assert [call.message for call in edited(calls)] == [last.message]
    assert not [call for call in calls if call.method == "deleteMessage"]


async def test_a_flood_of_witnesses_makes_none_there(case: Case) -> None:
    report = await case.submitted(URGENT)
    await case.told(CHAT)
    for number in range(8, 14):
        await case.witnessed(report, await case.rider(number))
    assert not sent(await case.told(CHAT))


async def test_a_rejection_that_can_be_undone_brings_no_second_message(case: Case) -> None:
    report = await case.submitted(URGENT)
    await case.told()
    report = await case.moved(report, Action.REJECT, reason="unclear")
    calls = await case.told(CHAT)
    await case.moved(report, Action.UNDO)
    calls += await case.told(CHAT)
    assert not sent(calls)
    assert len(edited(calls)) == 2


async def test_nothing_that_is_not_urgent_comes(case: Case) -> None:
    await case.submitted()
    assert not await case.told(CHAT)


async def test_a_ticket_whose_card_stands_there_is_not_told_twice(case: Case) -> None:
    for queue in GROUPS:
        if queue != "supervisors":
            unseat(case, queue)
    await case.submitted(URGENT)
    calls = sent(await case.told(CHAT))
    assert not [call for call in calls if "📣 催办" in call.keys]


async def test_what_becomes_urgent_by_correction_comes_then(case: Case) -> None:
    report = await case.submitted()
    assert not await case.told(CHAT)

    await case.do(correcting.recategorized, report, URGENT, STAFF, Role.QUEUE)
    assert "急件" in (await case.told(CHAT))[0].text
