"""Answers by one key: which are offered, what a key does, and in whose language it is read."""

from dataclasses import replace
from typing import Any

import pytest

from domain.district.past import Name, Past
from domain.district.templates import AnswerTo, Template, unknown_field
from domain.errors import AlreadyDone, OthersQuestion, Stale
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.prepared import said
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from services.tickets import ticket_actions
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, Case
from texts.base.callbacks import Press, Verb, decode

LI = Staff(STAFF.id, STAFF.name)
TEMPLATES = (
    Template(AnswerTo.RESOLVE, "{community}的灯都亮了", "All lamps of {community} are lit"),
    Template(AnswerTo.RESOLVE, "换了灯泡", "New bulb", frozenset({"street_light"})),
    Template(AnswerTo.RESOLVE, "填了坑", "Filled", frozenset({"pothole"})),
    Template(AnswerTo.HOLD, "等灯泡", "Waiting for a bulb"),
)


@pytest.fixture
def ready(case: Case) -> Case:
    """A district with prepared answers."""
    case.prepares(*TEMPLATES)
    return case


async def asked(case: Case, action: Action, report: Report) -> Call:
    """The question that a key of the card asks."""
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.act, LI, ticket, action, ticket.report.status)
    return next(call for call in await case.told(GROUPS["lighting"]) if call.method == "sendMessage")


def keys_of(question: Call) -> dict[str, Press]:
    """The keys below a question, by their labels."""
    markup = question.params.get("reply_markup") or {}
    keys = [key for row in markup.get("inline_keyboard", ()) for key in row]
    return {key["text"]: press for key in keys if (press := decode(key["callback_data"])) is not None}


async def press(case: Case, question: Call, label: str, by: Staff = LI) -> list[Call]:
    """What a group reads once somebody presses a key of the question."""
    pressed = keys_of(question)[label]

    async def work(tx: Any, deps: Any) -> None:
        it = StaffPress(tx, deps, by, pressed, GROUPS["lighting"], question.message)
        await STAFF_PRESSES[Verb.PREPARED].use_case(it)

    await case.do(work)
    return await case.told(GROUPS["lighting"])


async def test_those_of_the_category_stand_first_and_others_are_not_offered(ready: Case) -> None:
    report = await ready.accepted(await ready.submitted())
    question = await asked(ready, Action.RESOLVE, report)
    community = ready.deps.district.communities[report.community or ""].name
    assert question.keys == ["换了灯泡", f"{community}的灯都亮了", "✏️ 自己写"]
    assert "force_reply" not in question.params["reply_markup"]


async def test_one_key_answers_and_the_rider_reads_it_in_english(ready: Case) -> None:
    rider = await ready.rider(7, language="en")
    report = await ready.accepted(await ready.submitted(by=rider, text="lamp"))
    question = await asked(ready, Action.HOLD, report)
    (again,) = [call for call in await press(ready, question, "等灯泡") if call.method == "sendMessage"]
    assert "哪天" in again.text
    assert (await ready.now(report)).status is Status.ACCEPTED
    data = await ready.database.read(lambda tx: tx.queues.open_prompts(GROUPS["lighting"], LI.user_id))
    await ready.do(ticket_actions.answer_prompt, LI, data[0], IncomingMessage(99, "3天"))
    held = await ready.now(report)
    assert (held.status, held.outcome) == (Status.ON_HOLD, "等灯泡")
    await ready.passes(minutes=3)
    said = [call.text for call in await ready.told(rider.chat_id)]
    assert any("Waiting for a bulb" in text for text in said), said


async def test_what_is_resolved_by_words_alone_is_asked_about_as_ever(ready: Case) -> None:
    report = await ready.accepted(await ready.submitted())
    said = await press(ready, await asked(ready, Action.RESOLVE, report), "换了灯泡")
    assert any("照片" in call.text and call.keys for call in said)
    assert not [call for call in said if call.method == "setMessageReaction"]


async def test_who_writes_their_own_is_asked_for_words_and_offered_no_keys(ready: Case) -> None:
    report = await ready.accepted(await ready.submitted())
    question = await asked(ready, Action.HOLD, report)
    own = [call for call in await press(ready, question, "✏️ 自己写") if call.method == "sendMessage"]
    assert [call.params["reply_markup"].get("force_reply") for call in own] == [True]
    with pytest.raises(AlreadyDone):
        await press(ready, question, "等灯泡")


async def test_a_key_is_for_who_was_asked_and_of_answers_that_there_still_are(ready: Case) -> None:
    report = await ready.accepted(await ready.submitted())
    question = await asked(ready, Action.HOLD, report)
    with pytest.raises(OthersQuestion):
        await press(ready, question, "等灯泡", Staff(77, "赵"))
    ready.prepares(replace(TEMPLATES[3], zh="等新灯泡"))
    with pytest.raises(Stale):
        await press(ready, question, "等灯泡")


async def test_without_prepared_answers_the_question_asks_for_words(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    question = await asked(case, Action.HOLD, report)
    assert (question.keys, question.params["reply_markup"].get("force_reply")) == ([], True)


async def test_what_is_gone_is_said_by_its_last_name(case: Case) -> None:
    report = replace(await case.submitted(), category="lamp", queue="lamps", community="C99")
    past = Past(
        categories={"lamp": Name("旧路灯", "Old lamps")},
        queues={"lamps": Name("照明所", "Lamp office")},
        communities={"C99": Name("旧社区", "旧社区")},
    )
    case.has_district(past=past)
    template = Template(AnswerTo.HOLD, "", "{category}, {queue}, {community}")
    assert said(template, case.deps.district, report, "en") == "Old lamps, Lamp office, 旧社区"


@pytest.mark.parametrize(
    "words", ["{number}{", "}", "{0}", "{}", "{place}", "{number!r}", "{number:>9}", "{number.prefix}"]
)
def test_what_can_not_stand_in_braces_is_found(words: str) -> None:
    assert unknown_field(words) is not None


def test_braces_may_be_said() -> None:
    assert unknown_field("{{x}} {number} {queue}") is None
    assert Template(AnswerTo.HOLD, "{{{number}}}", "").said("zh", {"number": "7"}) == "{7}"
