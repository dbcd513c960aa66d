"""What staff do about a doubtful proof, and that nothing but the proof is shown as one."""

from dataclasses import replace

import pytest

from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ResolvedTold
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.proof import NoPhoto
from domain.tickets.staff import Prompt
from services.tickets import proving, ticket_actions, unreplied
from services.tickets.ticket_actions import Staff
from tests.tables import newest_question
from tests.usecases import GROUPS, STAFF, Case

LI = Staff(STAFF.id, STAFF.name)


def message(case: Case, text: str = "", **brought: object) -> IncomingMessage:
    return IncomingMessage(case.numbers.new(), text, **{"sent_at": case.clock.at, **brought})  # type: ignore[arg-type]


async def asked(case: Case, report: Report) -> Prompt:
    """The newest question to staff about a report."""
    await case.told()
    question = await newest_question(case, GROUPS[report.queue], LI.user_id)
    assert question
    return question


async def taken(case: Case) -> Report:
    report = await case.accepted(await case.submitted())
    await case.told()
    return report


async def resolves(case: Case, report: Report, answer: IncomingMessage) -> None:
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.RESOLVE, report.status)
    await case.do(ticket_actions.answer_prompt, LI, await asked(case, report), answer)


async def sends_photo(case: Case, report: Report, *, replies: bool, album: str = "") -> None:
    """Let staff send another photo, in reply to the newest question or to nothing."""
    sent = message(case, photo=case.photo(), album=album)
    if replies:
        await case.do(proving.send_another, LI, await asked(case, report), sent)
        return
    group = GROUPS[report.queue]
    wanted = await case.database.read(lambda tx: unreplied.wanted(tx, group, None, LI.user_id, sent))
    assert wanted
    await case.do(unreplied.take, LI, wanted, sent)


def again(case: Case, photo: Photo) -> Photo:
    """The same picture, sent once more."""
    return replace(photo, id=case.numbers.new(), draft_id=None)


@pytest.mark.parametrize("replies", [True, False])
async def test_a_photo_after_the_words_is_the_one_that_was_missing(case: Case, *, replies: bool) -> None:
    report = await taken(case)
    await resolves(case, report, message(case, "换好了"))
    await asked(case, report)
    await sends_photo(case, report, replies=replies)
    now, last = await case.now(report), (await case.events(report))[-1]
    assert (now.status, last.words) == (Status.RESOLVED, "换好了")
    assert [photo.role for photo in now.photos] == [PhotoRole.BEFORE, PhotoRole.AFTER]
    assert await newest_question(case, GROUPS[report.queue], LI.user_id) is None


async def test_all_of_an_album_after_the_words_is(case: Case) -> None:
    report = await taken(case)
    await resolves(case, report, message(case, "换好了"))
    for _ in range(3):
        await sends_photo(case, report, replies=False, album="a")
    assert [photo.role for photo in (await case.now(report)).photos] == [PhotoRole.BEFORE, *[PhotoRole.AFTER] * 3]


async def test_another_photo_takes_the_place_of_a_doubtful_one(case: Case) -> None:
    before = case.photo()
    report = await case.accepted(await case.submitted(photo=before))
    await case.told()
    await resolves(case, report, message(case, "换好了", photo=again(case, before)))
    assert (await case.now(report)).status is Status.ACCEPTED
    await sends_photo(case, report, replies=True)
    now = await case.now(report)
    assert (now.status, len(now.photos)) == (Status.RESOLVED, 2)


async def test_a_doubtful_one_in_its_place_is_asked_about_again(case: Case) -> None:
    before = case.photo()
    report = await case.accepted(await case.submitted(photo=before))
    await case.told()
    await resolves(case, report, message(case, "换好了"))
    await case.do(proving.send_another, LI, await asked(case, report), message(case, photo=again(case, before)))
    assert (await case.now(report)).status is Status.ACCEPTED
    assert (await asked(case, report)).words == "换好了"


@pytest.mark.parametrize("kind", ["note", "riders", "hold"])
async def test_what_staff_showed_beside_it_is_no_repair(case: Case, kind: str) -> None:
    report = await taken(case)
    said = message(case, "等配件，下周三", photo=case.photo())
    ticket = await case.ticket(report)
    if kind == "hold":
        await case.do(ticket_actions.act, LI, ticket, Action.HOLD, report.status)
        await case.do(ticket_actions.answer_prompt, LI, await asked(case, report), said)
    else:
        await case.do(ticket_actions.reply_to_card, LI, ticket.card, said)
        use = ticket_actions.keep_as_note if kind == "note" else ticket_actions.send_to_riders
        await case.do(use, LI, await asked(case, report))
    report = await case.now(report)
    assert report.photos[-1].role is PhotoRole.SAID
    await resolves(case, report, message(case, "换好了"))
    await case.do(proving.use, LI, await asked(case, report), NoPhoto.NIGHT)
    for rider in (await case.rider(), await case.rider(8)):
        view = await case.view(ResolvedTold(report.id), rider)
        assert (view.photos, view.no_photo) == ((), NoPhoto.NIGHT)
