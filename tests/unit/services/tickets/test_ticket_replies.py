"""Staff's replies to a card: what they mean is asked of who replied, while the ticket is theirs."""

from dataclasses import replace

import pytest

from domain.errors import AlreadyDone, Elsewhere, NoLongerPossible, NotAllowed, OwnTicket, QuestionOver, Refused
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.messages import TicketCard
from domain.tickets.staff import Prompt, QueueChat
from services.tickets import groups, ticket_actions
from services.tickets.ticket_actions import Staff, Ticket
from tests.sample_views import MINUTE
from tests.tables import newest_question, unseat, waiting
from tests.usecases import GROUPS, STAFF, START, Case, spot

LI = Staff(STAFF.id, STAFF.name)
LIGHTING, TRIAGE = GROUPS["lighting"], GROUPS["triage"]


async def ticket(case: Case, category: str = "street_light") -> Ticket:
    """A ticket whose card stands in its group."""
    report = await case.submitted(category)
    await case.told()
    return await case.ticket(report)


async def asked(case: Case, user: int = LI.user_id) -> Prompt | None:
    return await newest_question(case, LIGHTING, user)


async def replies(case: Case, at: Ticket, text: str = "", *, by: Staff = LI, photo: bool = False) -> None:
    message = IncomingMessage(case.numbers.new(), text, photo=case.photo() if photo else None)
    await case.do(ticket_actions.reply_to_card, by, at.card, message)


async def test_a_reply_to_the_card_asks_what_it_means(case: Case) -> None:
    made = await ticket(case)
    await replies(case, made, "换好了", photo=True)
    prompt = await asked(case)
    assert prompt
    assert (prompt.action, prompt.words, len(prompt.photo_ids)) == ("reply", "换好了", 1)
    assert (prompt.user_id, prompt.user_name, prompt.report_id, prompt.queue) == (
        LI.user_id, LI.name, made.report.id, "lighting",
    )  # fmt: skip
    assert prompt.reply_to != made.card.message_id


async def test_more_photos_of_an_album_join_the_question_of_the_first(case: Case) -> None:
    made = await ticket(case)
    await replies(case, made, "换好了", photo=True)
    first = await asked(case)
    await replies(case, made, photo=True)
    second = await asked(case)
    assert first
    assert second
    assert (second.id, second.photo_ids[:1], len(second.photo_ids)) == (first.id, first.photo_ids, 2)


@pytest.mark.parametrize("brings", ["words", "words and photo", "another ticket", "another action"])
async def test_anything_else_is_a_question_of_its_own(case: Case, brings: str) -> None:
    made = await ticket(case)
    if brings == "another action":
        await case.do(ticket_actions.act, LI, made, Action.DUPLICATE, Status.ROUTED)
    else:
        await replies(case, made, "换好了", photo=True)
    first = await asked(case)
    if brings == "another ticket":
        other = await case.submitted(at=spot(1))
        await case.told()
        made = await case.ticket(other)
    await replies(case, made, "还有" if "words" in brings else "", photo=brings != "words")
    second = await asked(case)
    assert first
    assert second
    assert second.id != first.id


async def test_a_colleague_who_replies_is_asked_for_themselves(case: Case) -> None:
    made = await ticket(case)
    await replies(case, made, "换好了", photo=True)
    await replies(case, made, photo=True, by=Staff(10, "王师傅"))
    one, other = await asked(case), await asked(case, 10)
    assert one
    assert other
    assert (len(one.photo_ids), len(other.photo_ids), other.user_name) == (1, 1, "王师傅")


async def test_a_reply_in_a_group_that_lost_the_ticket_is_refused(case: Case) -> None:
    made = await ticket(case)
    await case.moved(made.report, Action.BOUNCE, "不归我们管")
    with pytest.raises(NoLongerPossible):
        await replies(case, made, "换好了")
    unseat(case)
    with pytest.raises(NoLongerPossible):
        await replies(case, made, "换好了")


@pytest.mark.parametrize("about", [None, 404])
async def test_a_reply_to_what_is_about_no_ticket_is_passed_over(case: Case, about: int | None) -> None:
    made = await ticket(case)
    gone = replace(made, card=replace(made.card, report_id=about))
    await replies(case, gone, "换好了")
    assert await asked(case) is None
    assert waiting(case) == []


async def replied(case: Case, *, photo: bool = False) -> tuple[Report, Prompt]:
    """A ticket and the question what a reply to its card means."""
    report = await case.accepted(await case.submitted())
    await case.told()
    await replies(case, await case.ticket(report), "换好了", photo=photo)
    prompt = await asked(case)
    assert prompt
    await case.told()
    return report, prompt


async def test_a_reply_resolves_if_that_was_meant(case: Case) -> None:
    report, prompt = await replied(case, photo=True)
    await case.do(ticket_actions.resolve_with_reply, LI, prompt)
    kept = await case.now(report)
    assert (kept.status, kept.outcome, kept.holder) == (Status.RESOLVED, "换好了", LI.name)
    assert [photo.role for photo in kept.photos] == [PhotoRole.BEFORE, PhotoRole.AFTER]


CHOICES = [ticket_actions.resolve_with_reply, ticket_actions.send_to_riders, ticket_actions.keep_as_note]


@pytest.mark.parametrize("choice", CHOICES)
async def test_only_who_replied_chooses_and_only_once(case: Case, choice: object) -> None:
    _, prompt = await replied(case)
    with pytest.raises(NotAllowed):
        await case.do(choice, Staff(10, "王师傅"), prompt)  # type: ignore[arg-type]
    await case.do(choice, LI, prompt)  # type: ignore[arg-type]
    kept = await case.database.read(lambda tx: tx.queues.prompt(prompt.id))
    with pytest.raises(AlreadyDone):
        await case.do(choice, LI, kept)  # type: ignore[arg-type]


async def answers(
    case: Case, prompt: Prompt, text: str = "", *, photo: bool = False, album: str = "", by: Staff = LI
) -> None:
    kept = await case.database.read(lambda tx: tx.queues.prompt(prompt.id))
    assert kept
    message = IncomingMessage(case.numbers.new(), text, photo=case.photo() if photo else None, album=album)
    await case.do(ticket_actions.answer_prompt, by, kept, message)


async def prompted(case: Case, action: Action = Action.RESOLVE) -> tuple[Report, Prompt]:
    """A ticket and the question for the words of a press."""
    report = await case.accepted(await case.submitted())
    await case.told()
    await case.do(ticket_actions.act, LI, await case.ticket(report), action, Status.ACCEPTED)
    prompt = await asked(case)
    assert prompt
    await case.told()
    return report, prompt


async def test_who_was_asked_answers(case: Case) -> None:
    report, prompt = await prompted(case)
    with pytest.raises(NotAllowed):
        await answers(case, prompt, "换好了", by=Staff(10, "王师傅"))
    await answers(case, prompt, "换好了", photo=True)
    assert (await case.now(report)).status is Status.RESOLVED


async def test_who_became_a_witness_meanwhile_answers_no_more(case: Case) -> None:
    report, prompt = await prompted(case)
    witness = await case.rider(8, chat_id=LI.user_id)
    await case.database.write(lambda tx: tx.reports.add_witness(report.id, witness.id, START))
    with pytest.raises(OwnTicket):
        await answers(case, prompt, "换好了")


@pytest.mark.parametrize(
    ("late", "error"),
    [({"photo": True}, None), ({"text": "又一句"}, AlreadyDone), ({"photo": True, "by": Staff(10, "王")}, NotAllowed)],
)
async def test_after_the_answer_only_more_photos_of_it_count(
    case: Case, late: dict[str, object], error: type[Refused] | None
) -> None:
    report, prompt = await prompted(case)
    await answers(case, prompt, "换好了", photo=True)
    await case.told()
    if error is not None:
        with pytest.raises(error):
            await answers(case, prompt, **late)  # type: ignore[arg-type]
        return
    await answers(case, prompt, **late)  # type: ignore[arg-type]
    kept = await case.now(report)
    assert [photo.role for photo in kept.photos[1:]] == [PhotoRole.AFTER] * 2
    assert [each.meaning for each in waiting(case)] == [TicketCard(report.id, "lighting")]


async def test_a_late_photo_of_another_answer_is_not_taken(case: Case) -> None:
    _, prompt = await prompted(case, Action.HOLD)
    await answers(case, prompt, "3 天后再来")
    with pytest.raises(AlreadyDone):
        await answers(case, prompt, photo=True)


async def test_the_rest_of_an_answers_album_stays_with_the_ticket_as_what_staff_showed(case: Case) -> None:
    report, prompt = await prompted(case, Action.HOLD)
    await answers(case, prompt, "3 天后再来", photo=True, album="1")
    await answers(case, prompt, photo=True, album="1")
    assert [photo.role for photo in (await case.now(report)).photos[1:]] == [PhotoRole.SAID] * 2


async def test_a_late_photo_of_a_ticket_that_moved_on_is_not_taken(case: Case) -> None:
    report, prompt = await prompted(case)
    await answers(case, prompt, "换好了", photo=True)
    await case.answered(report, await case.rider())
    with pytest.raises(AlreadyDone):
        await answers(case, prompt, photo=True)


async def test_an_unanswered_question_takes_no_late_photo(case: Case) -> None:
    _, prompt = await prompted(case)
    await case.passes(milliseconds=10 * MINUTE)
    with pytest.raises(QuestionOver):
        await answers(case, prompt, photo=True)


async def test_the_group_that_triage_looks_after_replies_for_its_queue(case: Case) -> None:
    unseat(case, "lighting")
    made = await ticket(case)
    assert made.card.chat_id == TRIAGE
    await replies(case, made, "换好了")
    prompt = await newest_question(case, TRIAGE, LI.user_id)
    assert prompt
    assert (prompt.queue, prompt.thread_id) == ("lighting", None)
    await case.do(groups.place, QueueChat("lighting", LIGHTING, None, START))
    with pytest.raises(Elsewhere):
        await replies(case, made, "换好了")


async def test_a_question_in_a_group_of_before_hears_nothing(case: Case) -> None:
    _, prompt = await prompted(case)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", -5, None, START)))
    with pytest.raises(Elsewhere):
        await answers(case, prompt, "换好了")
