"""A question to staff ends after ten minutes, and is taken away once it has ended."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import (
    AlreadyDone,
    NoLongerPossible,
    NoSuchOriginal,
    NotAllowed,
    QuestionOver,
    Refused,
    WordsNeeded,
)
from domain.messages import Outgoing, Precedence
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import FromStaff
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.messages import PromptShown
from domain.tickets.staff import Prompt, PromptStage, QueueChat
from domain.timers import Timer, TimerKind
from services.tickets import conversation, prompting
from tests.recording import Call
from tests.sample_views import HOUR, MINUTE
from tests.tables import rows_of, timers, waiting, waiting_keys
from tests.usecases import GROUPS, STAFF, START, Case, spot

DAY = 24 * HOUR
WORDS = IncomingMessage(1, "换好了")


async def asked(case: Case) -> tuple[Report, Prompt, Call]:
    """A ticket whose staff are asked how it was resolved, and the question as it stands in the group."""
    report = await case.accepted(await case.submitted())
    await case.told()
    ticket = await case.ticket(report)
    question = prompting.Question(report, report.queue, ticket.card, Action.RESOLVE.value, STAFF.id, STAFF.name)
    prompt = await case.do(prompting.ask, question)
    (shown,) = await case.told(GROUPS[report.queue])
    return report, prompt, shown


async def kept(case: Case, prompt: Prompt) -> Prompt:
    found = await case.database.read(lambda tx: tx.queues.prompt(prompt.id))
    assert found
    return found


async def test_a_question_stands_for_ten_minutes_and_hears_nothing_afterwards(case: Case) -> None:
    report, prompt, shown = await asked(case)
    await case.passes(milliseconds=10 * MINUTE - 1)
    assert await case.told(GROUPS[report.queue]) == []
    await case.passes(milliseconds=1)
    (gone,) = await case.told(GROUPS[report.queue])
    assert (gone.method, gone.message) == ("deleteMessage", shown.message)
    with pytest.raises(QuestionOver):
        await case.do(prompting.answer, await kept(case, prompt), STAFF.id, Role.QUEUE, WORDS)
    assert (await case.now(report)).status is Status.ACCEPTED


async def test_just_before_its_end_a_question_is_answered_and_taken_away(case: Case) -> None:
    report, prompt, shown = await asked(case)
    await case.passes(milliseconds=10 * MINUTE - 1)
    await case.do(prompting.answer, await kept(case, prompt), STAFF.id, Role.QUEUE, replace(WORDS, photo=case.photo()))
    gone = [call for call in await case.told(GROUPS[report.queue]) if call.method == "deleteMessage"]
    assert [call.message for call in gone] == [shown.message]
    await case.passes(minutes=1)
    assert (await case.now(report)).status is Status.RESOLVED


LIGHTING = GROUPS["lighting"]


async def opened(case: Case, action: str = "reply", *, topic: int | None = None, **brought: Any) -> Prompt:
    """A question about an accepted ticket, as a reply to its card or as a press brought it."""
    await case.database.write(lambda tx: tx.queues.link(QueueChat("lighting", LIGHTING, topic, START)))
    report = await case.accepted(await case.submitted())
    await case.told()
    card = (await case.ticket(report)).card
    question = prompting.Question(report, report.queue, card, action, STAFF.id, STAFF.name)
    message = IncomingMessage(55, **brought) if brought else None
    return await case.do(prompting.ask, question, message)


async def photo_of(case: Case, prompt: Prompt) -> tuple[int | None, PhotoRole]:
    """To which report the question's photo belongs, and what it is of."""
    rows = rows_of(case, f"select report_id, role from photo where id = {prompt.photo_ids[0]}")  # noqa: S608  an id
    return rows[0]["report_id"], PhotoRole(rows[0]["role"])


@pytest.mark.parametrize("topic", [None, 6])
async def test_a_question_keeps_who_was_asked_what_and_until_when(case: Case, topic: int | None) -> None:
    prompt = await opened(case, "bounce", topic=topic)
    report_id = prompt.report_id
    card = await case.database.read(lambda tx: tx.messages.of_key(f"ticket:{report_id}:lighting"))
    assert card
    until = START + 10 * MINUTE
    assert await kept(case, prompt) == Prompt(
        prompt.id, report_id, "lighting", "bounce", LIGHTING, topic, STAFF.id, STAFF.name, card.message_id, "", (),
        PromptStage.OPEN, START, until,
    )  # fmt: skip
    assert Timer(TimerKind.PROMPT_EXPIRY, str(prompt.id), until) in timers(case)
    assert waiting(case) == [
        Outgoing(f"prompt:{prompt.id}", LIGHTING, topic, Precedence.ANSWER, PromptShown(prompt.id), language="zh")
    ]


async def test_a_question_about_a_reply_answers_the_reply_and_keeps_what_it_brought(case: Case) -> None:
    prompt = await opened(case, text="换好了", photo=case.photo())
    assert (prompt.reply_to, prompt.words, len(prompt.photo_ids)) == (55, "换好了", 1)
    assert await photo_of(case, prompt) == (None, PhotoRole.SAID)


async def test_the_operator_says_how_long_a_question_stands(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, prompt_minutes=3))
    assert (await opened(case)).expires_at == START + 3 * MINUTE


@pytest.mark.parametrize("answered", ["first", "second"])
async def test_a_key_pressed_twice_asks_twice_and_one_answer_is_enough(case: Case, answered: str) -> None:
    report, first, _ = await asked(case)
    card = (await case.ticket(report)).card
    again = prompting.Question(report, report.queue, card, first.action, STAFF.id, STAFF.name)
    second = await case.do(prompting.ask, again)
    theirs = await case.do(prompting.ask, replace(again, user_id=10, user_name="王师傅"))
    other = await case.do(prompting.ask, replace(again, action="bounce"))
    await case.do(prompting.answer, first if answered == "first" else second, STAFF.id, Role.QUEUE, WORDS)
    stages = [(await kept(case, each)).stage for each in (first, second, theirs, other)]
    assert stages == [PromptStage.ANSWERED, PromptStage.ANSWERED, PromptStage.OPEN, PromptStage.OPEN]


async def test_an_answer_that_lacks_what_is_needed_leaves_the_question_open(case: Case) -> None:
    report, prompt, _ = await asked(case)
    with pytest.raises(WordsNeeded):
        await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, " "))
    assert (await kept(case, prompt)).stage is PromptStage.OPEN
    assert (await case.now(report)).status is Status.ACCEPTED


async def test_an_answered_question_is_closed_with_the_answers_photo_on_the_ticket(case: Case) -> None:
    report, prompt, shown = await asked(case)
    answered = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, photo=case.photo()))
    assert (answered.status, answered.holder) == (Status.RESOLVED, STAFF.name)
    assert [photo.role for photo in (await case.now(report)).photos] == [PhotoRole.BEFORE, PhotoRole.AFTER]
    assert (await kept(case, prompt)).stage is PromptStage.ANSWERED
    gone = next(each for each in waiting(case) if each.key == f"removal:{LIGHTING}:{shown.message}")
    assert gone.not_before == 0


async def test_riders_are_asked_and_the_question_goes_once_the_album_had_five_seconds(case: Case) -> None:
    report, prompt, shown = await asked(case)
    message = IncomingMessage(1, photo=case.photo(), album="1")
    await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, message)
    told = {each.key: each.not_before for each in waiting(case)}
    event = (await case.events(report))[-1]
    assert told[f"removal:{LIGHTING}:{shown.message}"] == START + 5_000
    assert told[f"status:{event.id}:7"] == START + 5_000


async def questions(case: Case) -> list[Prompt]:
    """The questions to this person that are open, newest first."""
    return await case.database.read(lambda tx: tx.queues.open_prompts(LIGHTING, STAFF.id))


@pytest.mark.parametrize(
    ("words", "days"), [("等配件，等 3 天", 3), ("没货，12月1日再来", 7), ("waiting for parts, next Wed", 8)]
)
async def test_a_hold_lasts_until_the_morning_of_its_day(case: Case, words: str, days: int) -> None:
    prompt = await opened(case, "hold")
    held = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, words))
    assert (held.status, held.hold_until, held.outcome) == (Status.ON_HOLD, START + days * DAY - HOUR, words)


async def test_the_day_understood_is_said_back_for_a_minute(case: Case) -> None:
    prompt = await opened(case, "hold")
    await case.told()
    await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(77, "等配件，下周三"))
    told = await case.told(LIGHTING)
    said = next(each for each in told if each.text == "⏸ 挂到 12月2日（周三）")
    assert said.params["reply_parameters"]["message_id"] == 77
    card = next(each for each in told if each.method != "sendMessage")
    assert "挂到 12月2日（周三）" in card.text
    await case.passes(minutes=1)
    assert [(each.method, each.message) for each in await case.told(LIGHTING)] == [("deleteMessage", said.message)]


@pytest.mark.parametrize(
    ("words", "asks", "reason"),
    [
        ("等配件", "到哪天", "等配件"), ("一直挂着，forever", "到哪天", "一直挂着，forever"),
        ("等配件，11月20日", "11月20日（周五）已经过了", "等配件"),
        ("等配件，12月5日或12月9日", "12月5日（周六）、12月9日（周三），按哪天", "等配件"),
        ("等配件，明年9月", "最长 120 天", "等配件"), ("下周三", "到12月2日（周三），原因呢", "等配件"),
    ],
)  # fmt: skip
async def test_what_an_answer_lacks_is_asked_for_by_name(case: Case, words: str, asks: str, reason: str) -> None:
    prompt = await opened(case, "hold")
    await case.told()
    report = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(77, words))
    assert report.status is Status.ACCEPTED
    told = await case.told(LIGHTING)
    (again,) = [each for each in told if each.method == "sendMessage"]
    assert asks in again.text
    assert STAFF.name in again.text
    assert again.params["reply_parameters"]["message_id"] == 77
    assert [each.method for each in told if each.method != "sendMessage"] == ["deleteMessage"]
    (anew,) = await questions(case)
    answer = "下周三" if "下周三" not in words else "等配件"
    held = await case.do(prompting.answer, anew, STAFF.id, Role.QUEUE, IncomingMessage(78, answer))
    assert (held.status, held.hold_until) == (Status.ON_HOLD, START + 8 * DAY - HOUR)
    assert held.outcome == reason
    assert await questions(case) == []


async def test_the_newest_day_counts_for_what_is_asked_too_and_the_reason_stays_free_of_days(case: Case) -> None:
    prompt = await opened(case, "hold")
    asks = ["按哪天", "最长 120 天", "已经过了"]
    for number, words in enumerate(["Waiting for Parts,\nDec 5 or Dec 9", "等一年", "11月20日"]):
        await case.told()
        await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(77 + number, words))
        (again,) = [each for each in await case.told(LIGHTING) if each.method == "sendMessage"]
        assert asks[number] in again.text
        (prompt,) = await questions(case)
    held = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(90, "下周三"))
    assert (held.status, held.outcome) == (Status.ON_HOLD, "Waiting for Parts")


async def test_an_answer_after_ten_minutes_is_told_so(case: Case) -> None:
    prompt = await opened(case, "hold")
    await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(77, "等配件"))
    (anew,) = await questions(case)
    await case.passes(minutes=10)
    with pytest.raises(QuestionOver):
        await case.do(prompting.answer, await kept(case, anew), STAFF.id, Role.QUEUE, IncomingMessage(78, "下周三"))


@pytest.mark.parametrize("written", ["{0}", "和{0}重复了", "{0}，同一盏灯", "DC-2611-9999 不对，是{0}"])
async def test_the_original_is_read_from_its_number_among_the_words(case: Case, written: str) -> None:
    original = await case.submitted(by=await case.rider(8), at=spot(1))
    prompt = await opened(case, "duplicate")
    words = written.format(original.number)
    repeat = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, words))
    assert (repeat.status, (await case.settled(repeat)).original) == (Status.DUPLICATE, original.id)


@pytest.mark.parametrize(
    "written", ["{serial:04d}", "{serial}", "#{serial}", "和{serial:04d}重复", "与 {serial:04d} 同"]
)
async def test_the_serial_alone_names_the_original(case: Case, written: str) -> None:
    original = await case.submitted(by=await case.rider(8), at=spot(1))
    prompt = await opened(case, "duplicate")
    words = written.format(serial=original.number.serial)
    repeat = await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, words))
    assert (repeat.status, (await case.settled(repeat)).original) == (Status.DUPLICATE, original.id)


async def test_a_house_number_names_no_original(case: Case) -> None:
    await case.submitted(by=await case.rider(8), at=spot(1))
    prompt = await opened(case, "duplicate")
    with pytest.raises(NoSuchOriginal):
        await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, "和 1 号楼那件重复"))


@pytest.mark.parametrize("which", ["none", "unknown", "itself", "closed"])
async def test_a_repeat_of_nothing_that_is_open_is_asked_again(case: Case, which: str) -> None:
    closed = await case.moved(await case.submitted(at=spot(1)), Action.REJECT, reason="unclear")
    prompt = await opened(case, "duplicate")
    own = await case.database.read(lambda tx: tx.reports.get(prompt.report_id))
    assert own
    words = {"none": "重复", "unknown": "DC-2611-9999", "itself": str(own.number), "closed": str(closed.number)}
    with pytest.raises(NoSuchOriginal):
        await case.do(prompting.answer, prompt, STAFF.id, Role.QUEUE, IncomingMessage(1, words[which]))
    assert (await case.now(own)).status is Status.ACCEPTED


async def test_what_is_sent_to_the_riders_reaches_each_without_a_name(case: Case) -> None:
    prompt = await opened(case, text="明天来修", photo=case.photo())
    report = await case.database.read(lambda tx: tx.reports.get(prompt.report_id))
    assert report
    await case.witnessed(report, await case.rider(8))
    await case.told()
    await case.do(conversation.send_to_riders, prompt, STAFF.id)
    event = (await case.events(report))[-1]
    said = FromStaff(report.id, "明天来修", photos=prompt.photo_ids)
    told = [each for each in waiting(case) if each.chat_id > 0]
    assert told == [
        Outgoing(f"told:{event.id}:{rider}", 100 * rider, None, Precedence.STATUS, said, language="zh")
        for rider in (7, 8)
    ]
    assert (event.action, event.words, event.actor) == ("told", "明天来修", STAFF)
    assert await photo_of(case, prompt) == (report.id, PhotoRole.SAID)


async def test_a_note_for_staff_reaches_no_rider(case: Case) -> None:
    prompt = await opened(case, text="要换灯头", photo=case.photo())
    await case.told()
    await case.do(conversation.keep_as_note, prompt, STAFF.id)
    report = await case.database.read(lambda tx: tx.reports.get(prompt.report_id))
    assert report
    event = (await case.events(report))[-1]
    assert (event.action, event.words, event.actor) == ("noted", "要换灯头", STAFF)
    assert [each.chat_id for each in waiting(case)] == [LIGHTING] * 3
    assert await photo_of(case, prompt) == (report.id, PhotoRole.SAID)


@pytest.mark.parametrize("choose", [conversation.send_to_riders, conversation.keep_as_note])
async def test_a_choice_draws_the_card_and_takes_the_question_away(case: Case, choose: Any) -> None:
    prompt = await opened(case, text="看过了")
    (shown,) = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"]
    await case.do(choose, prompt, STAFF.id)
    assert (await kept(case, prompt)).stage is PromptStage.ANSWERED
    expected = {
        f"ticket:{prompt.report_id}:lighting", f"removal:{LIGHTING}:{shown.message}", f"reaction:{LIGHTING}:55"
    }  # fmt: skip
    assert expected == set(waiting_keys(case, LIGHTING))


async def test_words_without_a_photo_come_without_one(case: Case) -> None:
    prompt = await opened(case, text="明天来修")
    await case.do(conversation.send_to_riders, prompt, STAFF.id)
    told = next(each for each in waiting(case) if each.chat_id > 0)
    assert told.meaning == FromStaff(prompt.report_id, "明天来修")


@pytest.mark.parametrize("why", ["another", "closed", "moved", "gone"])
async def test_a_question_counts_for_who_was_asked_while_the_queue_has_the_ticket(case: Case, why: str) -> None:
    prompt = await opened(case)
    report = await case.database.read(lambda tx: tx.reports.get(prompt.report_id))
    assert report
    if why == "moved":
        await case.moved(report, Action.BOUNCE, "不归我们管")
    held = {
        "closed": replace(prompt, stage=PromptStage.ANSWERED),
        "gone": replace(prompt, report_id=404),
    }.get(why, prompt)
    errors: dict[str, type[Refused]] = {"another": NotAllowed, "moved": NoLongerPossible}
    user = 10 if why == "another" else STAFF.id
    with pytest.raises(errors.get(why, AlreadyDone)):
        await case.database.read(lambda tx: prompting.asked(tx, case.deps, held, user))


@pytest.mark.parametrize("stage", PromptStage)
async def test_a_question_that_was_closed_on_its_way_goes_as_soon_as_it_arrives(case: Case, stage: PromptStage) -> None:
    _, prompt, shown = await asked(case)
    await case.database.write(lambda tx: tx.queues.save_prompt(replace(prompt, stage=stage)))
    await case.do(prompting.arrived, prompt.id)
    await case.do(prompting.arrived, 404)
    gone = [] if stage is PromptStage.OPEN else [f"removal:{LIGHTING}:{shown.message}"]
    assert waiting_keys(case) == gone


async def test_a_question_that_never_arrived_is_closed_without_a_removal(case: Case) -> None:
    prompt = await opened(case)
    await case.do(prompting.close, prompt, PromptStage.EXPIRED)
    assert waiting_keys(case) == [f"prompt:{prompt.id}"]
    assert (await kept(case, prompt)).stage is PromptStage.EXPIRED


@pytest.mark.parametrize("stage", [PromptStage.ANSWERED, PromptStage.EXPIRED])
async def test_only_an_open_question_expires(case: Case, stage: PromptStage) -> None:
    _, prompt, _ = await asked(case)
    await case.database.write(lambda tx: tx.queues.save_prompt(replace(prompt, stage=stage)))
    await case.do(conversation.expire, prompt.id)
    await case.do(conversation.expire, 404)
    assert (await kept(case, prompt)).stage is stage
    assert waiting(case) == []
