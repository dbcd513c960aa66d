"""An edited reply of staff counts as it stands now until it is used; after that its group hears that it is too late."""

from dataclasses import replace

import pytest

from domain.errors import QuestionOver
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.messages import MediaNotTaken
from domain.tickets.staff import Prompt, PromptStage
from services.tickets import prompting, rewording
from services.tickets.cards import role_of_queue
from services.tickets.rewording import OUTCOMES
from services.tickets.ticket_actions import Staff, reply_to_card, send_to_riders
from tests.usecases import GROUPS, STAFF, Case

LIGHTING = GROUPS["lighting"]
WHO = Staff(STAFF.id, STAFF.name)


async def asked(case: Case, said: IncomingMessage) -> Prompt:
    """The question that a reply to the card brings about."""
    report = await case.submitted()
    await case.told()
    await case.do(reply_to_card, WHO, (await case.ticket(report)).card, said)
    heard = await case.database.read(lambda tx: tx.heard.of(LIGHTING, said.message_id))
    assert heard is not None
    return await current(case, heard.prompt_id or 0)


async def current(case: Case, prompt_id: int) -> Prompt:
    prompt = await case.database.read(lambda tx: tx.queues.prompt(prompt_id))
    assert prompt is not None
    return prompt


def test_every_stage_of_a_question_says_what_becomes_of_an_edit() -> None:
    assert OUTCOMES.keys() == set(PromptStage)


async def test_what_is_put_right_before_it_is_sent_on_is_what_riders_read(case: Case) -> None:
    prompt = await asked(case, IncomingMessage(50, "明天来", photo=replace(case.photo(), message_id=50)))
    new = replace(case.photo(), message_id=50)
    await case.do(rewording.hear, prompt, IncomingMessage(50, "后天来", photo=new))
    prompt = await current(case, prompt.id)
    assert (prompt.words, prompt.photo_ids) == ("后天来", (new.id,))
    await case.do(send_to_riders, WHO, prompt)
    told = [call.text for call in await case.told(700) if "来" in call.text]
    assert any("后天来" in text for text in told)
    assert not any("明天来" in text for text in told)


async def test_after_it_was_sent_on_it_is_too_late_and_said_so(case: Case) -> None:
    prompt = await asked(case, IncomingMessage(50, "明天来"))
    await case.do(send_to_riders, WHO, prompt)
    await case.told()
    await case.do(rewording.hear, await current(case, prompt.id), IncomingMessage(50, "后天来"))
    assert ["没有用上" in call.text for call in await case.told(LIGHTING)] == [True]


async def test_a_reply_that_becomes_what_nobody_takes_is_sent_to_nobody(case: Case) -> None:
    prompt = await asked(case, IncomingMessage(50, "修好了", photo=replace(case.photo(), message_id=50)))
    await case.told()
    await case.do(rewording.hear, prompt, IncomingMessage(50), MediaNotTaken(reply_to=50))
    assert any("这条没有记下" in call.text for call in await case.told(LIGHTING))
    with pytest.raises(QuestionOver):
        await case.do(send_to_riders, WHO, await current(case, prompt.id))


async def test_of_an_album_only_the_photo_goes_that_was_replaced_by_a_video(case: Case) -> None:
    first = replace(case.photo(), message_id=50)
    prompt = await asked(case, IncomingMessage(50, "修好了", photo=first))
    second = IncomingMessage(51, photo=replace(case.photo(), message_id=51))
    await case.database.write(lambda tx: prompting.add_part(tx, prompt, second))
    await case.do(rewording.hear, await current(case, prompt.id), IncomingMessage(51), MediaNotTaken(reply_to=51))
    prompt = await current(case, prompt.id)
    assert (prompt.stage, prompt.words, prompt.photo_ids) == (PromptStage.OPEN, "修好了", (first.id,))


async def test_an_answer_to_a_question_is_known_by_its_message(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    card = (await case.ticket(report)).card
    prompt = await case.do(prompting.ask, prompting.Question(report, report.queue, card, "hold", WHO.user_id, WHO.name))
    role = role_of_queue(case.deps, report.queue)
    await case.do(prompting.answer, prompt, WHO.user_id, role, IncomingMessage(60, "等配件，3 天"))
    heard = await case.database.read(lambda tx: tx.heard.of(LIGHTING, 60))
    assert heard is not None
    assert heard.prompt_id == prompt.id
