"""Staff's presses and replies: on the live card of their own queue, by nobody who reported or witnessed it."""

import json
from dataclasses import replace

import pytest

from domain.errors import AcceptedBy, Elsewhere, NoLongerPossible, NotAllowed, OwnTicket, Stale, TriageNeeded
from domain.messages import Outgoing, Precedence
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action, RejectReason
from domain.tickets.messages import Album, CardLeft, Pin, PromptShown, TicketCard
from domain.tickets.staff import Prompt, QueueChat
from services.tickets import ticket_actions
from services.tickets.cards import put_away
from services.tickets.ticket_actions import Staff, Ticket
from tests.sample_views import MINUTE
from tests.tables import newest_question, unseat, waiting, waiting_keys
from tests.usecases import GROUPS, STAFF, START, Case, spot

LI = Staff(STAFF.id, STAFF.name)
LIGHTING, TRIAGE = GROUPS["lighting"], GROUPS["triage"]


async def ticket(case: Case, category: str = "street_light") -> Ticket:
    """A ticket whose card stands in its group."""
    report = await case.submitted(category)
    await case.told()
    return await case.ticket(report)


async def pressed(case: Case, at: Ticket, staff: Staff = LI) -> Ticket:
    """The ticket of a card that somebody presses."""
    card = at.card
    return await case.do(ticket_actions.ticket_at, staff, card.chat_id, card.message_id, at.report.id)


async def asked(case: Case, user: int = LI.user_id) -> Prompt | None:
    return await newest_question(case, LIGHTING, user)


async def test_a_press_on_the_live_card_is_a_press_on_its_ticket(case: Case) -> None:
    made = await ticket(case)
    assert await pressed(case, made) == made
    assert (made.queue, made.role.value) == ("lighting", "queue")


async def test_triage_presses_as_triage(case: Case) -> None:
    made = await ticket(case, "other")
    assert (await pressed(case, made)).role.value == "triage"


@pytest.mark.parametrize("wrong", ["chat", "message", "report", "old", "former nudge"])
async def test_a_press_on_anything_but_the_live_card_is_stale(case: Case, wrong: str) -> None:
    made = await ticket(case)
    other = await case.submitted(at=spot(1))
    await case.told()
    card, about = made.card, made.report.id
    if wrong == "old":
        await case.database.write(lambda tx: tx.messages.put(replace(card, message_id=5), case.clock.at))
    if wrong == "former nudge":
        card = replace(card, key=f"nudge:{about}", message_id=6, live=False)
        await case.database.write(lambda tx: tx.messages.put(card, case.clock.at))
    chat = TRIAGE if wrong == "chat" else card.chat_id
    message = 1 if wrong == "message" else card.message_id
    with pytest.raises(Stale):
        await case.do(ticket_actions.ticket_at, LI, chat, message, other.id if wrong == "report" else about)


async def test_a_press_on_a_reminder_is_one_on_its_card(case: Case) -> None:
    made = await ticket(case)
    nudge = replace(made.card, key=f"nudge:{made.report.id}", message_id=6)
    await case.database.write(lambda tx: tx.messages.put(nudge, case.clock.at))
    assert await case.do(ticket_actions.ticket_at, LI, nudge.chat_id, nudge.message_id, made.report.id) == made


async def test_a_press_on_the_card_of_no_report_is_stale(case: Case) -> None:
    made = await ticket(case)
    card = replace(made.card, key="ticket:404:lighting", message_id=6, report_id=None)
    await case.database.write(lambda tx: tx.messages.put(card, case.clock.at))
    with pytest.raises(Stale):
        await case.do(ticket_actions.ticket_at, LI, card.chat_id, card.message_id, 404)


async def test_a_queue_that_lost_the_ticket_can_press_no_more(case: Case) -> None:
    made = await ticket(case)
    await case.moved(made.report, Action.BOUNCE, "不归我们管")
    with pytest.raises(NoLongerPossible):
        await pressed(case, made)


@pytest.mark.parametrize(("number", "is_own"), [(7, True), (8, True), (9, False), (10, False)])
async def test_nobody_acts_on_a_ticket_that_they_reported_or_witnessed(
    case: Case, number: int, *, is_own: bool
) -> None:
    made = await ticket(case)
    await case.rider(9)
    await case.witnessed(made.report, await case.rider(8))
    who = Staff(100 * number, "王师傅")
    if not is_own:
        assert (await pressed(case, made, who)).report.id == made.report.id
        return
    with pytest.raises(OwnTicket):
        await pressed(case, made, who)
    reply = IncomingMessage(5, "换好了")
    with pytest.raises(OwnTicket):
        await case.do(ticket_actions.reply_to_card, who, made.card, reply)


async def test_a_press_that_needs_nothing_is_carried_out_in_the_name_of_who_pressed(case: Case) -> None:
    made = await ticket(case)
    await case.do(ticket_actions.act, LI, made, Action.ACCEPT, Status.ROUTED)
    report = await case.now(made.report)
    assert (report.status, report.holder) == (Status.ACCEPTED, LI.name)
    assert (await case.events(report))[-1].actor == STAFF
    with pytest.raises(AcceptedBy) as refused:
        await case.do(ticket_actions.act, LI, await case.ticket(report), Action.ACCEPT, Status.ROUTED)
    assert refused.value.name == LI.name


async def test_a_press_of_another_role_is_refused(case: Case) -> None:
    made = await ticket(case)
    with pytest.raises(NotAllowed):
        await case.do(ticket_actions.act, LI, made, Action.ASSIGN, Status.ROUTED)


@pytest.mark.parametrize(
    ("category", "action"),
    [
        ("street_light", Action.BOUNCE),
        ("street_light", Action.REJECT),
        ("other", Action.REJECT),
        ("other", Action.ASSIGN),
    ],
)
async def test_a_press_that_needs_a_choice_opens_its_menu(case: Case, category: str, action: Action) -> None:
    made = await ticket(case, category)
    await case.do(ticket_actions.act, LI, made, action, Status.ROUTED)
    report = await case.now(made.report)
    assert (report.status, report.card_menu) == (Status.ROUTED, action.value)
    assert waiting_keys(case) == [f"ticket:{report.id}:{report.queue}"]
    await case.do(ticket_actions.open_menu, await case.ticket(report), "")
    assert (await case.now(report)).card_menu == ""


@pytest.mark.parametrize("action", [Action.BOUNCE, Action.DUPLICATE])
async def test_a_press_that_needs_words_asks_who_pressed_for_them(case: Case, action: Action) -> None:
    made = await ticket(case)
    if action is Action.BOUNCE:
        await case.do(ticket_actions.bounce_for, LI, made, None)
    else:
        await case.do(ticket_actions.act, LI, made, action, Status.ROUTED)
    prompt = await asked(case)
    assert prompt
    assert (prompt.action, prompt.user_id, prompt.user_name, prompt.report_id, prompt.queue, prompt.reply_to) == (
        action.value, LI.user_id, LI.name, made.report.id, "lighting", made.card.message_id,
    )  # fmt: skip
    assert PromptShown(prompt.id) in [each.meaning for each in waiting(case)]
    assert (await case.now(made.report)).status is Status.ROUTED


@pytest.mark.parametrize("category", ["street_light", "other"])
async def test_every_queue_is_offered_the_catalogue_but_only_triage_assigns(case: Case, category: str) -> None:
    made = await ticket(case, category)
    await case.do(ticket_actions.offer_categories, made)
    assert (await case.now(made.report)).card_menu == "correct"
    if made.queue != "triage":
        with pytest.raises(TriageNeeded):
            await case.do(ticket_actions.assign, LI, made, "drainage")


async def test_the_catalogue_is_offered_only_while_staff_have_the_ticket(case: Case) -> None:
    made = await ticket(case, "other")
    made = await case.ticket(await case.resolved(made.report))
    with pytest.raises(NoLongerPossible):
        await case.do(ticket_actions.offer_categories, made)
    with pytest.raises(NoLongerPossible):
        await case.do(ticket_actions.correct_category, LI, made, "rubbish")


@pytest.mark.parametrize("reason", RejectReason)
async def test_a_report_is_rejected_for_the_reason_chosen(case: Case, reason: RejectReason) -> None:
    made = await ticket(case)
    await case.do(ticket_actions.reject, LI, made, reason)
    event = (await case.events(made.report))[-1]
    assert (event.target, event.actor, json.loads(event.detail)) == (
        Status.REJECTED, STAFF, {"reason": reason.value},
    )  # fmt: skip


async def test_triage_assigns_to_a_queue_of_the_district(case: Case) -> None:
    made = await ticket(case, "other")
    with pytest.raises(KeyError):
        await case.do(ticket_actions.assign, LI, made, "given-up")
    await case.do(ticket_actions.assign, LI, made, "drainage")
    report = await case.now(made.report)
    assert (report.queue, report.status, report.holder) == ("drainage", Status.ROUTED, "")
    assert (await case.events(report))[-1].actor == STAFF


async def test_triage_corrects_to_a_category_of_the_catalogue(case: Case) -> None:
    made = await ticket(case, "other")
    with pytest.raises(KeyError):
        await case.do(ticket_actions.correct_category, LI, made, "given_up")
    await case.do(ticket_actions.correct_category, LI, made, "street_light")
    report = await case.now(made.report)
    assert (report.category, report.queue) == ("street_light", "lighting")
    assert (await case.events(report))[-1].actor == STAFF


@pytest.mark.parametrize("meaning", [Album, Pin])
@pytest.mark.parametrize("topic", [None, 6])
async def test_photos_and_place_come_silently_beside_the_card(
    case: Case, meaning: type[Album | Pin], topic: int | None
) -> None:
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", LIGHTING, topic, START)))
    made = await ticket(case)
    show = ticket_actions.show_album if meaning is Album else ticket_actions.show_pin
    await case.do(show, made)
    (sent,) = waiting(case)
    about = Album(made.report.id, "lighting", 0) if meaning is Album else Pin(made.report.id, "lighting")
    assert sent == Outgoing(sent.key, LIGHTING, topic, Precedence.ANSWER, about, silent=True, language="zh")


async def test_more_photos_than_an_album_takes_come_as_several_albums(case: Case) -> None:
    made = await ticket(case)
    rider = await case.rider()
    for _ in range(10):
        await case.adds(rider, made.report, photo=case.photo())
    made = replace(made, report=await case.now(made.report))
    await case.told()
    await case.do(ticket_actions.show_album, made)
    assert [call.parts for call in await case.told(LIGHTING)] == [10, 1]


async def test_photos_and_place_that_are_asked_for_again_and_again_come_once_a_minute(case: Case) -> None:
    made = await ticket(case)
    await case.told()
    for _ in range(40):
        await case.do(ticket_actions.show_album, made)
        await case.do(ticket_actions.show_pin, made)
    assert len(await case.told(LIGHTING)) == 2
    case.clock.at += MINUTE
    await case.do(ticket_actions.show_album, made)
    assert len(await case.told(LIGHTING)) == 1


async def test_a_card_that_stands_in_an_old_group_is_answered_there_without_a_topic(case: Case) -> None:
    made = await ticket(case)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", -77, 6, START)))
    await case.do(ticket_actions.show_pin, made)
    unseat(case)
    case.clock.at += MINUTE
    await case.do(ticket_actions.show_pin, made)
    assert [(each.chat_id, each.thread_id) for each in waiting(case)] == [(LIGHTING, None)] * 2


async def test_a_card_counts_only_in_the_group_that_its_queue_works_in_now(case: Case) -> None:
    made = await ticket(case)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", -5, None, START)))
    with pytest.raises(Elsewhere):
        await pressed(case, made)
    await case.do(put_away, made.card.chat_id, made.card.message_id)
    assert {(each.chat_id, type(each.meaning)) for each in waiting(case)} == {(LIGHTING, CardLeft), (-5, TicketCard)}


async def test_a_card_counts_in_the_group_that_became_a_supergroup(case: Case) -> None:
    made = await ticket(case)
    await case.database.write(lambda tx: tx.queues.move_chat(LIGHTING, -5))
    assert (await pressed(case, made)).report == made.report
    await case.do(put_away, made.card.chat_id, made.card.message_id)
    assert waiting(case) == []
