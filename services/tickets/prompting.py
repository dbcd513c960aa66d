"""Questions to one member of a group: for the words of a transition, or what a reply to the card means."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.errors import (
    AlreadyDone,
    Elsewhere,
    NoLongerPossible,
    OthersQuestion,
    QuestionOver,
)
from domain.geo.positions import Position
from domain.people.paces import Pace
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.holds import reason_in
from domain.tickets.lifecycle import Action, Role
from domain.tickets.messages import DayUnderstood, PromptShown
from domain.tickets.staff import NAMELESS, Prompt, PromptStage, QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import acknowledgement, prompt_key, removal, to_group, understood_key
from services.people import pacing
from services.ports.heard import Heard
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import correcting, merging, proof, relaying
from services.tickets.cards import show_card
from services.tickets.changing import Request, change_status, open_row
from services.tickets.days_said import DAY_ACTIONS, understand, with_answer
from services.tickets.impartiality import refuse_rider
from services.tickets.standing_in import acts_in, group_of

REPLY = "reply"
BY_KEY = frozenset({REPLY, proof.PROOF})
"""Questions that a key answers."""
_MINUTE, _DAY = 60_000, 86_400_000
_ALBUM_MS = 5_000
"""How long to wait for the other photos of an album to be received and downloaded."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one staff member; `action` is a value of `domain.tickets.lifecycle.Action`, or `reply`.

    `late_for` as in `domain.tickets.staff.Prompt`.
    """

    report: Report
    queue: str
    card: LiveMessage
    action: str
    user_id: int
    user_name: str
    late_for: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the person, their role and the action.

    Attributes:
        message_id: The message that brings it.
        quiet_ms: The wait for the rest of an album.
        until: The time that its words name, ms UTC, where the action is one until a day.
        position: The place that it names.
        confirmed: What staff said to doubts about a proof, once asked.
    """

    user_id: int
    role: Role
    action: Action
    message_id: int
    quiet_ms: int = 0
    until: int = 0
    confirmed: Mapping[str, str] | None = None
    position: Position | None = None


def answer_of(message: IncomingMessage, user_id: int, role: Role, action: Action) -> Answer:
    """Return what a message answers; the rest of its album is waited for."""
    quiet_ms = _ALBUM_MS if message.album else 0
    return Answer(user_id, role, action, message.message_id, quiet_ms, position=message.position)


async def ask(tx: Transaction, deps: Deps, question: Question, message: IncomingMessage | None = None) -> Prompt:
    """Ask one person a question; others that were put to them stay open, and each answer counts for its own."""
    now, card = deps.clock.now(), question.card
    await pacing.spend(tx, deps, Pace.QUESTIONS, question.user_id, card.chat_id)
    group = await group_of(tx, deps, question.queue)
    prompt = Prompt(
        id=deps.ids.new(),
        report_id=question.report.id,
        queue=question.queue,
        action=question.action,
        chat_id=card.chat_id,
        thread_id=group.thread_id if group and group.chat_id == card.chat_id else None,
        user_id=question.user_id,
        user_name=question.user_name,
        reply_to=message.message_id if message else card.message_id,
        words=message.text if message else "",
        photo_ids=await _kept_photo(tx, message),
        stage=PromptStage.OPEN,
        asked_at=now,
        expires_at=now + deps.limits.prompt_minutes * _MINUTE,
        clip_ids=await _kept_clip(tx, message),
        late_for=question.late_for,
    )
    await _put(tx, deps, await proof.measured(tx, prompt, message), message)
    return prompt


async def _put(tx: Transaction, deps: Deps, prompt: Prompt, message: IncomingMessage | None = None) -> None:
    await tx.queues.add_prompt(prompt)
    await _note(tx, prompt, message, prompt.asked_at)
    await tx.timers.put(Timer(TimerKind.PROMPT_EXPIRY, str(prompt.id), prompt.expires_at))
    await tx.outbox.put(to_group(deps, _asked_in(prompt), PromptShown(prompt.id), prompt_key(prompt.id)))


def _asked_in(prompt: Prompt) -> QueueChat:
    return QueueChat(prompt.queue, prompt.chat_id, prompt.thread_id, linked_at=0)


async def ask_in_place(
    tx: Transaction, deps: Deps, before: Prompt, message: IncomingMessage | None = None, **changes: Any
) -> None:
    """Ask the same person something else in place of a question, with what was said to that."""
    now = deps.clock.now()
    expires_at = now + deps.limits.prompt_minutes * _MINUTE
    fresh = replace(before, id=deps.ids.new(), stage=PromptStage.OPEN, asked_at=now, expires_at=expires_at)
    await _put(tx, deps, replace(fresh, **changes), message)


async def _note(tx: Transaction, prompt: Prompt, message: IncomingMessage | None, now: int) -> None:
    """Keep which message brought the question about or answered it, so that an edit of it is heard."""
    if message is not None:
        heard = Heard(prompt.chat_id, message.message_id, now, prompt_id=prompt.id, album=message.album)
        await tx.heard.note(heard)


async def add_part(tx: Transaction, prompt: Prompt, message: IncomingMessage) -> Prompt:
    """Add to an open question what more there is to it: a part of the same album, or what it still lacks something to.

    Return the question as it is now.
    """
    await _note(tx, prompt, message, prompt.asked_at)
    grown = await _with_contents(tx, prompt, message)
    await tx.queues.save_prompt(grown)
    return grown


async def _with_contents(tx: Transaction, prompt: Prompt, message: IncomingMessage) -> Prompt:
    return replace(
        await proof.measured(tx, prompt, message),
        words=with_answer(prompt, message.text),
        photo_ids=(*prompt.photo_ids, *await _kept_photo(tx, message)),
        clip_ids=(*prompt.clip_ids, *await _kept_clip(tx, message)),
    )


async def add_late_photo(tx: Transaction, deps: Deps, prompt: Prompt, message: IncomingMessage) -> None:
    """Add another photo to the ticket that an answer resolved or is to; of another answer, its album's rest.

    Raises:
        AlreadyDone: It is no part of the answer, or the ticket has moved on.
    """
    doubted = await doubted_of(tx, prompt)
    if doubted is not None:
        await add_part(tx, doubted, message)
        return
    report = await tx.reports.get(prompt.report_id)
    resolves = prompt.action in {Action.RESOLVE.value, proof.PROOF}
    if report is None or (report.status is not Status.RESOLVED if resolves else not message.album):
        raise AlreadyDone
    await _note(tx, prompt, message, deps.clock.now())
    for photo_id in await _kept_photo(tx, message):
        await tx.photos.give(photo_id, report.id, PhotoRole.AFTER if resolves else PhotoRole.SAID)
    await show_card(tx, deps, report)


async def answer(
    tx: Transaction, deps: Deps, prompt: Prompt, user_id: int, role: Role, message: IncomingMessage
) -> Report:
    """Carry out the action that the question was asked for.

    Raises:
        OthersQuestion: Another person answers.
        AlreadyDone, QuestionOver: The question was answered, or was not answered in time.
        NoLongerPossible: The ticket has left the queue.
        WordsNeeded: The words lack what the action needs; the question stays open.
        OwnTicket: They reported or witnessed it.
    """
    given = await _with_contents(tx, prompt, message)
    answered = answer_of(message, user_id, role, Action(prompt.action))
    if answered.action in DAY_ACTIONS:
        return await _until_a_day(tx, deps, given, answered, message)
    await _note(tx, given, message, deps.clock.now())
    return await carry_out_answer(tx, deps, given, answered)


async def _until_a_day(tx: Transaction, deps: Deps, prompt: Prompt, given: Answer, message: IncomingMessage) -> Report:
    """Carry out what holds until a day, and say the day back; where none is clear, ask for what is missing."""
    report = await asked(tx, deps, prompt, given.user_id)
    said = understand(deps, report, prompt.action, prompt.words)
    if said.lack is not None:
        await _ask_again(tx, deps, prompt, message)
        return report
    await _note(tx, prompt, message, deps.clock.now())
    reason = replace(prompt, words=reason_in(prompt.words))
    changed = await carry_out_answer(tx, deps, reason, replace(given, until=said.until))
    understood = DayUnderstood(prompt.action, said.until, reply_to=message.message_id)
    key = understood_key(prompt.id)
    await tx.outbox.put(to_group(deps, _asked_in(prompt), understood, key, silent=True))
    return changed


async def _ask_again(tx: Transaction, deps: Deps, prompt: Prompt, message: IncomingMessage) -> None:
    """Put the question anew below an answer that was not enough; what it brought is kept."""
    await pacing.spend(tx, deps, Pace.QUESTIONS, prompt.user_id, prompt.chat_id)
    await close(tx, deps, prompt, PromptStage.ANSWERED)
    await ask_in_place(tx, deps, prompt, message, reply_to=message.message_id)


async def carry_out_with(
    tx: Transaction, deps: Deps, prompt: Prompt, user_id: int, role: Role, action: Action
) -> Report:
    """Carry out an action with the words and photos of a reply to the card.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, WordsNeeded, OwnTicket: See `answer`.
    """
    given = Answer(user_id, role, action, prompt.reply_to)
    if action in DAY_ACTIONS:
        meant = replace(prompt, action=action.value, late_for="", words=" ".join(prompt.words.split()))
        return await _until_a_day(tx, deps, meant, given, IncomingMessage(prompt.reply_to))
    return await carry_out_answer(tx, deps, prompt, given)


async def doubted_of(tx: Transaction, prompt: Prompt) -> Prompt | None:
    """Return the open question whether to resolve with what this answered question brought, or None."""
    found = await tx.queues.open_prompts(prompt.chat_id, prompt.user_id)
    return next((each for each in found if (each.action, each.report_id) == (proof.PROOF, prompt.report_id)), None)


async def _is_doubted(tx: Transaction, deps: Deps, prompt: Prompt, report: Report, given: Answer) -> bool:
    """Ask first if what is to resolve the ticket makes doubtful; return whether it was asked."""
    if given.action is not Action.RESOLVE or given.confirmed is not None:
        return False
    open_row(report, given.action, given.role, deps.clock.now())
    doubts = await proof.doubts(tx, deps, report, prompt) if prompt.photo_ids or prompt.words.strip() else ()
    if not doubts:
        return False
    await _close_doubles(tx, deps, prompt)
    await close(tx, deps, prompt, PromptStage.ANSWERED, given.quiet_ms)
    await ask_in_place(tx, deps, prompt, action=proof.PROOF, reply_to=given.message_id, doubts=doubts)
    return True


async def carry_out_answer(tx: Transaction, deps: Deps, prompt: Prompt, given: Answer) -> Report:
    """Carry out what a question was asked for, unless that must be asked about first. Raises as `answer`."""
    report = await asked(tx, deps, prompt, given.user_id)
    if await _is_doubted(tx, deps, prompt, report, given):
        return report
    role = PhotoRole.AFTER if given.action is Action.RESOLVE else PhotoRole.SAID
    for photo_id in prompt.photo_ids:
        await tx.photos.give(photo_id, report.id, role)
    current = await tx.reports.get(report.id) or report
    if given.action is Action.RELOCATE:
        current, detail = await correcting.relocated(tx, deps, current, given.position, prompt.words)
    else:
        detail = given.confirmed or await _detail(tx, deps, report, given, prompt.words)
    request = Request(
        given.action,
        Actor(ActorKind.STAFF, given.user_id, prompt.user_name),
        given.role,
        prompt.words,
        has_photo=bool(prompt.photo_ids),
        detail=detail,
        quiet_ms=given.quiet_ms,
    )
    changed = await change_status(tx, deps, current, request)
    if given.action is Action.RESOLVE:
        await relaying.send_clips(tx, deps, report, prompt, deps.clock.now() + given.quiet_ms if given.quiet_ms else 0)
    await _close_doubles(tx, deps, prompt)
    await close(tx, deps, prompt, PromptStage.ANSWERED, given.quiet_ms)
    if prompt.action == REPLY or given.message_id != prompt.reply_to:  # a key that answers leaves no message
        await tx.outbox.put(acknowledgement(deps, prompt, given.message_id))
    return changed


def awaits_words(prompt: Prompt) -> bool:
    """Return whether a question is still open for words, which it asked for after others were not enough."""
    return prompt.stage is PromptStage.OPEN and prompt.action not in BY_KEY


async def newest(tx: Transaction, chat_id: int, user_id: int, report_id: int | None) -> Prompt | None:
    """Return the newest open question to this person that asks for words about this report."""
    found = await tx.queues.open_prompts(chat_id, user_id)
    return next((each for each in found if each.report_id == report_id and each.action not in BY_KEY), None)


async def _close_doubles(tx: Transaction, deps: Deps, answered: Prompt) -> None:
    """Close the questions for the same words, put by a key that was pressed twice; each reply to a card is its own."""
    for other in await tx.queues.open_prompts(answered.chat_id, answered.user_id):
        same = (other.report_id, other.action) == (answered.report_id, answered.action)
        if same and other.id != answered.id and other.action not in BY_KEY:
            await close(tx, deps, other, PromptStage.ANSWERED)


async def still_open(tx: Transaction, prompt: Prompt, user_id: int) -> Report:
    """Return the report of an open question to this person, whoever has the ticket.

    Raises:
        OthersQuestion: Another person was asked; a question to nobody in particular is for everybody.
        AlreadyDone: The question was answered.
        QuestionOver: It was not answered in time.
    """
    if prompt.user_id not in {user_id, NAMELESS}:
        raise OthersQuestion
    report = await tx.reports.get(prompt.report_id)
    if prompt.stage is PromptStage.EXPIRED:
        raise QuestionOver
    if prompt.stage is not PromptStage.OPEN or report is None:
        raise AlreadyDone
    return report


async def asked(tx: Transaction, deps: Deps, prompt: Prompt, user_id: int) -> Report:
    """Return the report of an open question to this person.

    Raises:
        OthersQuestion, AlreadyDone, QuestionOver: See `still_open`.
        NoLongerPossible: The ticket has left the queue that was asked.
        Elsewhere: The ticket is acted on in another group now.
        OwnTicket: They reported or witnessed the ticket.
    """
    report = await still_open(tx, prompt, user_id)
    if report.queue != prompt.queue:
        raise NoLongerPossible
    if not await acts_in(tx, deps, prompt.queue, prompt.chat_id):
        raise Elsewhere
    await refuse_rider(tx, user_id, report)
    return report


async def close(tx: Transaction, deps: Deps, prompt: Prompt, stage: PromptStage, quiet_ms: int = 0) -> None:
    """Close a question and remove its message after `quiet_ms`.

    Until then, other photos of an album can still arrive as replies to it.
    """
    await tx.queues.save_prompt(replace(prompt, stage=stage))
    await _take_away(tx, deps, prompt, quiet_ms)


async def arrived(tx: Transaction, deps: Deps, prompt_id: int) -> None:
    """Remove a question's message if the question was closed while it was being sent."""
    prompt = await tx.queues.prompt(prompt_id)
    if prompt is not None and prompt.stage is not PromptStage.OPEN:
        await _take_away(tx, deps, prompt)


async def _take_away(tx: Transaction, deps: Deps, prompt: Prompt, quiet_ms: int = 0) -> None:
    message = await tx.messages.of_key(prompt_key(prompt.id))
    if message is not None:
        not_before = deps.clock.now() + quiet_ms if quiet_ms else 0
        await tx.outbox.put(removal(message.chat_id, message.message_id, not_before))


async def _detail(tx: Transaction, deps: Deps, report: Report, given: Answer, words: str) -> Mapping[str, str]:
    if given.action in DAY_ACTIONS:
        return {"until": str(given.until)}
    if given.action is Action.DUPLICATE:
        original = await merging.named(tx, deps, report, words, given.user_id)
        return {"original": str(original.id)}
    return {}


async def _kept_photo(tx: Transaction, message: IncomingMessage | None) -> tuple[int, ...]:
    """Store the photo of a message, and return its id; it has no report until the answer's meaning is known."""
    if message is None or message.photo is None:
        return ()
    await tx.photos.add(replace(message.photo, role=PhotoRole.SAID, clip_id=None))
    return (message.photo.id,)


async def _kept_clip(tx: Transaction, message: IncomingMessage | None) -> tuple[int, ...]:
    """Store the clip of a message as `_kept_photo` does its photo."""
    if message is None or message.clip is None:
        return ()
    await tx.clips.add(replace(message.clip, by_staff=True))
    return (message.clip.id,)
