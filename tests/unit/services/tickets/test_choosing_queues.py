"""Assigning among many queues: the likely ones first, and a search by a part of a name, on the card and in a view."""

from dataclasses import replace
from typing import Any

import pytest

from domain.district.routing import Queue, Router
from domain.errors import NoLongerPossible, OthersQuestion, QuestionOver, SupervisorsOnly, WordsNeeded
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.card_menus import FIND
from domain.tickets.lifecycle import BounceReason
from domain.tickets.staff import Prompt, PromptStage
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from services.tickets import choosing_queues, lookups, ticket_actions
from services.tickets.candidates import called, candidates
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.sample_views import district
from tests.tables import newest_question
from tests.usecases import GROUPS, STAFF, Case
from texts.base.callbacks import Press, Verb, decode

LI, ZHOU, HEAD = Staff(STAFF.id, STAFF.name), Staff(11, "周科员"), Staff(99, "王督办")
SUPERVISORS, TRIAGE = GROUPS["supervisors"], GROUPS["triage"]


def grow(case: Case) -> None:
    """Give the district three hundred queues more."""
    router = case.deps.district.router
    more = [Queue(f"q-{number}", f"<b>新村{number}</b>居委会", f"Newtown & Co {number}", "x") for number in range(300)]
    rules = dict.fromkeys(rule for some in (*router.rules_of.values(), router.rules_anywhere) for rule in some)
    case.has_district(router=Router.of([*router.queues.values(), *more], rules, router.calendar))


async def at_triage(case: Case, suggested: str = "") -> Report:
    """A ticket that was sent back."""
    report = await case.submitted()
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.bounce_for, LI, ticket, BounceReason.NOT_OUR_JOB)
    ticket = replace(ticket, report=await case.now(report))
    await case.do(ticket_actions.bounce_to, LI, ticket, suggested)
    await case.told()
    return await case.now(report)


async def press(case: Case, report: Report, verb: Verb, argument: str, by: Staff, chat: int, message: int) -> None:
    pressed = Press(verb, report.id, argument, report.status)

    async def work(tx: Any, deps: Any) -> None:
        await STAFF_PRESSES[verb].use_case(StaffPress(tx, deps, by, pressed, chat, message))

    await case.do(work)


def keys_of(call: Call, verb: Verb) -> list[str]:
    rows = call.params["reply_markup"]["inline_keyboard"]
    pressed = [decode(key["callback_data"]) for row in rows for key in row if "callback_data" in key]
    return [each.argument for each in pressed if each is not None and each.verb is verb]


async def asked(case: Case, chat: int, by: Staff) -> Prompt:
    prompt = await newest_question(case, chat, by.user_id)
    assert prompt
    return prompt


async def answered(case: Case, prompt: Prompt, words: str, by: Staff) -> Call:
    """The card or the view once a question for a name is answered."""
    await case.told()
    await case.do(choosing_queues.answer, by, prompt, IncomingMessage(case.numbers.new(), words))
    return next(call for call in await case.told(prompt.chat_id) if call.method.startswith("edit"))


async def test_triage_finds_one_of_three_hundred_by_a_part_of_its_name(case: Case) -> None:
    grow(case)
    report = await at_triage(case)
    card = (await case.ticket(report)).card.message_id
    await press(case, report, Verb.QUEUES_PAGE, "0", ZHOU, TRIAGE, card)
    (edit,) = [call for call in await case.told(TRIAGE) if call.method.startswith("edit")]
    assert "🔎 按名称找" in edit.keys
    await press(case, report, Verb.QUEUES_PAGE, FIND, ZHOU, TRIAGE, card)
    question = next(call for call in await case.told(TRIAGE) if call.method == "sendMessage")
    assert question.params["reply_markup"]["selective"]
    prompt = await asked(case, TRIAGE, ZHOU)
    with pytest.raises(OthersQuestion):
        await case.do(choosing_queues.answer, LI, prompt, IncomingMessage(1, "新村7"))
    with pytest.raises(WordsNeeded):
        await case.do(choosing_queues.answer, ZHOU, prompt, IncomingMessage(1))
    edit = await answered(case, prompt, "ＮＥＷＴＯＷＮ　＆ co 287", ZHOU)
    assert keys_of(edit, Verb.QUEUE) == ["q-287"]
    assert "<b>新村287</b>居委会" in edit.keys
    await press(case, report, Verb.QUEUE, "q-287", ZHOU, TRIAGE, card)
    assert (await case.now(report)).queue == "q-287"


@pytest.mark.parametrize(
    ("words", "found"), [("新", 40), ("没有这个", 40), ("%_'\"", 40), ("新村12", 11), ("Q-299", 1)]
)
async def test_what_means_nothing_offers_all_again_and_what_means_many_says_so(
    case: Case, words: str, found: int
) -> None:
    grow(case)
    report = await at_triage(case)
    await press(case, report, Verb.QUEUES_PAGE, FIND, ZHOU, TRIAGE, (await case.ticket(report)).card.message_id)
    edit = await answered(case, await asked(case, TRIAGE, ZHOU), words, ZHOU)
    assert len(keys_of(edit, Verb.QUEUE)) == found
    assert any("没有叫" in key for key in edit.keys) is (words in {"没有这个", "%_'\""})
    assert any("还有 260 个" in key for key in edit.keys) is (words == "新村")


async def test_supervisors_search_below_the_view_of_a_ticket(case: Case) -> None:
    grow(case)
    report = await case.submitted()
    await case.told()
    await case.do(lookups.look_up, Asker(SUPERVISORS, None, HEAD.user_id, 77), str(report.number))
    view = [call for call in await case.told(SUPERVISORS) if call.method.startswith("send")][-1]
    await press(case, report, Verb.SUPERVISE, f"assign.{FIND}", HEAD, SUPERVISORS, view.message)
    prompt = await asked(case, SUPERVISORS, HEAD)
    with pytest.raises(OthersQuestion):
        await case.do(choosing_queues.answer, ZHOU, prompt, IncomingMessage(1, "新村7"))
    edit = await answered(case, prompt, "新村 288", HEAD)
    assert (edit.message, keys_of(edit, Verb.REASSIGN)) == (view.message, ["q-288"])
    await press(case, report, Verb.REASSIGN, "q-288", HEAD, SUPERVISORS, view.message)
    assert (await case.now(report)).queue == "q-288"


async def test_a_question_that_is_over_or_whose_ticket_has_gone_changes_nothing(case: Case) -> None:
    report = await at_triage(case)
    card = (await case.ticket(report)).card.message_id
    await press(case, report, Verb.QUEUES_PAGE, FIND, ZHOU, TRIAGE, card)
    prompt = await asked(case, TRIAGE, ZHOU)
    for stage, refusal in ((PromptStage.EXPIRED, QuestionOver), (PromptStage.OPEN, NoLongerPossible)):
        if stage is PromptStage.OPEN:
            await press(case, report, Verb.QUEUE, "drainage", ZHOU, TRIAGE, card)
        with pytest.raises(refusal):
            await case.do(choosing_queues.answer, ZHOU, replace(prompt, stage=stage), IncomingMessage(1, "路灯"))
    seat = replace(prompt, queue="supervisors")
    with pytest.raises(SupervisorsOnly):
        await case.do(choosing_queues.answer, ZHOU, seat, IncomingMessage(1, "路灯"))


async def test_whose_it_is_said_to_be_comes_before_the_rules_and_those_before_the_communitys(case: Case) -> None:
    report = await at_triage(case, "drainage")
    events = await case.events(report)
    offered = [each.id for each in candidates(district(), report, events, case.clock.now())]
    assert offered[0] == "drainage"
    assert not {"lighting", "triage", "supervisors"} & {*offered}
    fresh = await case.submitted("pothole", at=replace(report.position, lat=report.position.lat + 0.01))
    elsewhere = replace(fresh, queue="triage")
    own = [queue.id for queue in district().queues.values() if fresh.community in queue.communities]
    found = [each.id for each in candidates(district(), elsewhere, (), case.clock.now())]
    assert found[0] == fresh.queue
    assert {*found[1 : len(own) + 1]} == {*own}


def test_letters_count_not_signs_width_or_case() -> None:
    queues = list(district().queues.values())
    assert [each.id for each in called(queues, "ＬＩＧＨＴing")] == ["lighting"]
    assert [each.id for each in called(queues, " 路 灯 ")] == ["lighting"]
    for nothing in ("", "  ", "*", "😀", "%"):
        assert not called(queues, nothing)
