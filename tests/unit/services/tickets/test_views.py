"""What a card, a message beside it and a question to staff are told with."""

from dataclasses import replace

import pytest

from domain.geo.place_names import Nearby
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import SYSTEM, Event, Report, Status
from domain.tickets.lifecycle import Action, RejectReason, Role, open_actions
from domain.tickets.messages import Album, Pin, PromptShown, TicketCard
from domain.tickets.staff import Prompt, PromptStage
from services.tickets import prompting
from services.tickets.ticket_actions import Staff, act, reply_to_card
from services.tickets.views import PromptView, TicketMessageView, rejected_as
from tests.sample_views import event
from tests.tables import newest_question
from tests.usecases import GROUPS, HERE, STAFF, Case, spot

LI = Staff(STAFF.id, STAFF.name)


@pytest.mark.parametrize(("category", "role"), [("street_light", Role.QUEUE), ("other", Role.TRIAGE)])
async def test_a_card_offers_what_its_queue_may_do_now(case: Case, category: str, role: Role) -> None:
    report = await case.submitted(category)
    view = await case.view(TicketCard(report.id, report.queue))
    assert view.report == report
    assert view.actions == open_actions(report, (role,), case.clock.at)
    assert (view.queue.id, view.current.id, view.now) == (report.queue, report.queue, case.clock.at)
    assert view.events == await case.events(report)
    assert view.shown_before is None


async def test_a_queue_that_lost_the_ticket_may_do_nothing_and_sees_who_has_it(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    view = await case.view(TicketCard(report.id, "lighting"))
    assert (view.actions, view.queue.id, view.current.id) == ((), "lighting", "triage")


async def test_a_queue_that_the_district_gave_up_has_the_ticket_no_more(case: Case) -> None:
    report = await case.submitted()
    view = await case.view(TicketCard(report.id, "given-up"))
    assert (view.actions, view.queue.id, view.current.id) == ((), "given-up", "lighting")


@pytest.mark.parametrize("meaning", [TicketCard(404, "gas"), Album(404, "gas"), Pin(404, "gas"), PromptShown(404)])
async def test_what_is_about_nothing_is_not_sent(case: Case, meaning: TicketCard | Album | Pin | PromptShown) -> None:
    assert await case.view(meaning) is None


async def test_a_card_names_the_road_and_the_report_that_had_its_picture_first(case: Case) -> None:
    place = replace(HERE, lat=37.4460, lng=116.3080)
    photo = replace(case.photo(), object_key="a" * 64)
    first = await case.submitted(photo=photo)
    again = await case.submitted(at=place, photo=replace(case.photo(), object_key=photo.object_key))
    view = await case.view(TicketCard(again.id, again.queue))
    assert isinstance(view.nearby, Nearby)
    assert view.nearby == case.deps.district.gazetteer.nearest(place)
    assert view.shown_before == await case.now(first)


@pytest.mark.parametrize("kind", [Album, Pin])
async def test_what_stands_beside_a_card_knows_its_report(case: Case, kind: type[Album | Pin]) -> None:
    report = await case.submitted()
    meaning = kind(report.id, report.queue)
    assert await case.view(meaning) == TicketMessageView(meaning, report)


async def question(case: Case, report: Report) -> Prompt:
    """The question what a reply to the card means."""
    await case.told()
    ticket = await case.ticket(report)
    await case.do(reply_to_card, LI, ticket.card, IncomingMessage(5, "换好了"))
    prompt = await newest_question(case, GROUPS[report.queue], STAFF.id)
    assert prompt
    return prompt


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_question_offers_to_resolve_only_while_that_is_open(case: Case, *, accepted: bool) -> None:
    report = await case.submitted()
    if accepted:
        report = await case.accepted(report)
    prompt = await question(case, report)
    actions = open_actions(report, (Role.QUEUE,), case.clock.at)
    assert (Action.RESOLVE in actions) is accepted
    assert await case.view(PromptShown(prompt.id)) == PromptView(prompt, report, actions, may_tell=True)


@pytest.mark.parametrize("stage", [PromptStage.ANSWERED, PromptStage.EXPIRED])
async def test_a_question_that_was_closed_before_it_was_sent_is_not_sent(case: Case, stage: PromptStage) -> None:
    prompt = await question(case, await case.submitted(at=spot(1)))
    await case.do(prompting.close, prompt, stage)
    assert await case.view(PromptShown(prompt.id)) is None


async def test_a_question_for_the_words_of_a_press_knows_its_report(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(act, LI, await case.ticket(report), Action.DUPLICATE, Status.ROUTED)
    prompt = await newest_question(case, GROUPS["lighting"], STAFF.id)
    assert prompt
    assert (await case.view(PromptShown(prompt.id))).report == report


def rejected(reason: str) -> Event:
    return event("reject", detail=f'{{"reason": "{reason}"}}')


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ([], None),
        ([event("accept")], None),
        ([rejected("false")], RejectReason.FALSE),
        ([rejected("false"), event("noted"), rejected("unclear")], RejectReason.UNCLEAR),
        ([rejected("out_of_scope"), event("told", actor=SYSTEM)], RejectReason.OUT_OF_SCOPE),
    ],
)
def test_the_last_rejection_says_why(events: list[Event], reason: RejectReason | None) -> None:
    assert rejected_as(events) is reason
