"""An urgent ticket that nobody accepts is told to more and more people, until somebody presses."""

import pytest

from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.timers import TimerKind
from services.ports.outbox import Hold, Why
from services.ports.transaction import Transaction
from services.tickets import groups
from services.tickets.cards import show_card
from services.upkeep import timers as upkeep
from tests.recording import Call
from tests.sample_views import HOUR, MINUTE
from tests.tables import timers, unseat
from tests.usecases import GROUPS, Case

URGENT = "manhole_missing"
LIMIT = 15 * MINUTE
TRIAGE, SUPERVISORS = GROUPS["triage"], GROUPS["supervisors"]
DAY = 24 * HOUR


def news(calls: list[Call]) -> list[int]:
    """The chats that newly heard something, in order of their ids, each once."""
    return sorted({call.chat for call in calls if call.method.startswith("send") and call.chat < 0})


async def urgent(case: Case) -> tuple[Report, int]:
    """An urgent report whose card stands, and its group."""
    report = await case.submitted(URGENT)
    await case.told()
    return report, GROUPS[report.queue]


async def test_it_climbs_from_its_queue_to_triage_and_supervisors_and_goes_on(case: Case) -> None:
    _, group = await urgent(case)
    everybody = sorted([group, TRIAGE, SUPERVISORS])
    heard = []
    for _ in range(6):
        await case.passes(milliseconds=LIMIT // 2)
        heard.append(news(await case.told()))
    assert heard[:3] == [[group], everybody, everybody]
    assert heard[4] == everybody


async def test_it_never_goes_quiet_for_longer_than_its_limit(case: Case) -> None:
    _, group = await urgent(case)
    await case.passes(days=7)
    await case.told()
    for _ in range(4):
        await case.passes(milliseconds=LIMIT)
        assert {group, TRIAGE, SUPERVISORS} <= set(news(await case.told()))


async def test_each_round_takes_the_place_of_the_one_before(case: Case) -> None:
    _, group = await urgent(case)
    standing: dict[int, set[int]] = {group: set(), TRIAGE: set(), SUPERVISORS: set()}
    for _ in range(8):
        await case.passes(milliseconds=LIMIT // 2)
        for call in await case.told():
            if call.chat in standing and call.method.startswith("send"):
                standing[call.chat].add(call.message)
            if call.method == "deleteMessage":
                standing[call.chat].discard(call.message)
    assert [len(messages) for messages in standing.values()] == [1, 1, 1]


async def test_rounds_that_an_outage_missed_are_told_as_one(case: Case) -> None:
    _, group = await urgent(case)
    case.clock.at += 3 * DAY
    await case.passes(milliseconds=0)
    calls = [call for call in await case.told(group) if call.method == "sendMessage"]
    assert [call.keys for call in calls] == [["✅ 我来"]]
    await case.passes(milliseconds=LIMIT)
    assert group in news(await case.told())


ENDS = {
    "accepted": lambda case, report: case.accepted(report),
    "rejected": lambda case, report: case.moved(report, Action.REJECT, reason="unclear"),
}


@pytest.mark.parametrize("how", ENDS)
async def test_it_ends_with_a_press_and_what_stands_is_withdrawn(case: Case, how: str) -> None:
    report, _ = await urgent(case)
    await case.passes(milliseconds=2 * LIMIT)
    told = [call for call in await case.told() if call.method.startswith("send") and call.chat < 0]
    deleted = {(call.chat, call.message) for call in case.telegram.calls if call.method == "deleteMessage"}
    standing = {(call.chat, call.message) for call in told} - deleted
    await ENDS[how](case, report)
    calls = await case.told()
    gone = {(call.chat, call.message) for call in calls if call.method == "deleteMessage"}
    changed = {(call.chat, call.message) for call in calls if call.chat == SUPERVISORS and "edit" in call.method}
    assert standing <= gone | changed, "before supervisors it stays, and says what became of it"
    assert len(changed) == 1
    await case.passes(milliseconds=4 * LIMIT)
    assert not any("没人受理" in call.text for call in await case.told())


async def test_that_nobody_has_it_is_withdrawn_though_it_is_late(case: Case) -> None:
    report, _ = await urgent(case)
    await case.passes(hours=2, milliseconds=LIMIT)
    told = [call for call in await case.told() if call.method.startswith("send")]
    await case.accepted(report)
    changed = {
        (call.chat, call.message): call for call in await case.told() if call.method.startswith(("delete", "edit"))
    }
    found = {call.chat: changed[call.chat, call.message] for call in told if (call.chat, call.message) in changed}
    assert found[TRIAGE].method == "deleteMessage"
    assert "有人办了" in found[SUPERVISORS].text


async def test_what_triage_assigns_on_starts_anew(case: Case) -> None:
    report, _ = await urgent(case)
    await case.passes(milliseconds=LIMIT // 4)
    report = await case.moved(report, Action.BOUNCE, "不归我们")
    await case.passes(milliseconds=LIMIT // 4)
    report = await case.moved(report, Action.ASSIGN, queue="drainage")
    await case.told()
    await case.passes(milliseconds=LIMIT // 2 - MINUTE)
    assert news(await case.told()) == []
    await case.passes(minutes=1)
    assert news(await case.told()) == [GROUPS["drainage"]]


async def test_what_bounced_calls_in_triage(case: Case) -> None:
    report, _ = await urgent(case)
    await case.moved(report, Action.BOUNCE, "不归我们")
    await case.told()
    await case.passes(milliseconds=LIMIT // 2)
    assert news(await case.told()) == [TRIAGE]


async def test_a_reopened_one_calls_again(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(URGENT, by=rider)
    await case.answered(await case.resolved(report), rider, Action.NOT_FIXED)
    await case.told()
    await case.passes(milliseconds=LIMIT)
    assert {TRIAGE, SUPERVISORS} <= set(news(await case.told()))


async def test_those_on_call_are_named_and_written_to_where_they_began(case: Case) -> None:
    case.has_queue("city-management", on_call=(700, 4711))
    await case.rider(7, chat_id=700)
    witness = await case.rider(8)
    report = await case.submitted(URGENT, by=witness)
    await case.told()
    for halves in (1, 2, 3):
        assert not any("tg://user" in call.text for call in await case.told())
        case.clock.at = report.submitted_at + halves * LIMIT // 2
        await case.do(upkeep.fire, timers(case, TimerKind.UNACCEPTED))
    calls = await case.told()
    (named,) = [call.text for call in calls if call.chat == GROUPS[report.queue] and "tg://user" in call.text]
    assert ["tg://user?id=700" in named, "tg://user?id=4711" in named] == [True, True]
    assert len([call for call in calls if call.chat == 700 and "值班" in call.text]) == 1
    assert not [call for call in calls if call.chat == 4711]


async def test_what_stands_in_private_goes_once_somebody_has_it(case: Case) -> None:
    case.has_queue("city-management", on_call=(700,))
    await case.rider(7, chat_id=700)
    report = await case.submitted(URGENT, by=await case.rider(8))
    await case.passes(milliseconds=4 * LIMIT)
    calls = await case.told(700)
    standing = {call.message for call in calls if call.method.startswith("send")}
    standing -= {call.message for call in calls if call.method == "deleteMessage"}
    assert len(standing) == 1
    await case.accepted(report)
    assert [call.message for call in await case.told(700) if call.method == "deleteMessage"] == [*standing]


async def test_a_queue_without_a_group_counts_as_nobody(case: Case) -> None:
    unseat(case, "city-management")
    await case.submitted(URGENT)
    await case.passes(milliseconds=0)
    assert SUPERVISORS in news(await case.told())


async def test_where_triage_stands_in_for_a_lost_group_one_reminder_stands(case: Case) -> None:
    report, _ = await urgent(case)
    await case.passes(milliseconds=LIMIT)
    (told,) = [call for call in await case.told(TRIAGE) if call.method.startswith("send")]
    unseat(case, report.queue)
    await case.passes(milliseconds=LIMIT // 2)
    calls = await case.told(TRIAGE)
    assert [call.message for call in calls if call.method == "deleteMessage"] == [told.message]
    assert any("没人受理" in call.text for call in calls if call.method.startswith("send"))


async def test_a_group_that_is_closed_to_the_bot_counts_as_nobody(case: Case) -> None:
    report, _ = await urgent(case)
    await case.do(show_card, report)

    async def refuse(tx: Transaction) -> None:
        (sending,) = await tx.outbox.claim(case.clock.at, [], 1)
        await tx.outbox.hold(sending, "closed", Hold(case.clock.at, case.clock.at + MINUTE, Why.CLOSED))
        await groups.closed(tx, case.deps, sending.outgoing, "not enough rights", in_topic=False)

    await case.database.write(refuse)
    await case.passes(milliseconds=0)
    assert {TRIAGE, SUPERVISORS} <= set(news(await case.told()))


async def test_one_tap_on_the_reminder_takes_it(case: Case) -> None:
    _, group = await urgent(case)
    await case.passes(milliseconds=LIMIT // 2)
    (told,) = [call for call in await case.told(group) if call.method == "sendMessage"]
    assert told.keys == ["✅ 我来"]


async def test_it_is_told_with_sound_at_any_hour(case: Case) -> None:
    case.clock.at += 12 * HOUR
    _, group = await urgent(case)
    await case.passes(milliseconds=LIMIT)
    told = [call for call in await case.told(group) if call.method == "sendMessage"]
    assert [call.is_silent for call in told] == [False] * len(told)
