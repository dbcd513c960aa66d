"""Staff see to appeals: they take one, plan, say what came of it, answer its rider, and hand it to whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.errors import AlreadyDone, AlreadyYours, OthersQuestion, QuestionOver, RiderLeft, Stale, WordsNeeded
from domain.people.paces import Pace
from domain.programme.appeal_messages import AppealAsked, AppealReplied, AppealWhole, Lack, News
from domain.programme.appeals import (
    WORDS_LONGEST,
    Act,
    Appeal,
    By,
    Line,
    Said,
    Stage,
    answer_within,
    step,
)
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.holds import NoDay, Past, TooFar, TwoDays, day_said, gives_reason
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import removal, to_group
from services.people import pacing
from services.ports.transaction import Transaction
from services.programme import appeal_answers, appeals
from services.programme.appeals import AppealView, at_desk, moved, tell
from services.tickets import boards
from services.tickets.ticket_actions import Staff

_MINUTE_MS: Final = 60_000
ABOVE: Final = "above"
"""In place of a unit: the supervisors."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for words below an appeal's card, as its key has it: it needs no record of its own."""

    appeal_id: int
    act: Act
    user_id: int
    card: int
    until: int

    @property
    def key(self) -> str:
        """The key of its message."""
        return f"appeal_ask:{self.appeal_id}:{self.act}:{self.user_id}:{self.card}:{self.until}"


def question_of_key(key: str) -> Question | None:
    """Return the question with this key; None for any other key."""
    kind, *rest = key.split(":")
    if kind != "appeal_ask":
        return None
    appeal_id, act, *numbers = rest
    return Question(int(appeal_id), Act(act), *map(int, numbers))


async def take(tx: Transaction, deps: Deps, appeal: Appeal, staff: Staff, *, over: bool) -> None:
    """Give an appeal to who presses; one that a colleague has only where they mean to take it `over`.

    Raises:
        AlreadyYours: They have it.
        AlreadyDone: A colleague was faster.
        NoLongerPossible: It is over.
    """
    if appeal.holder_id == staff.user_id:
        raise AlreadyYours
    if appeal.holder_id is not None and not over:
        raise AlreadyDone
    taken = await moved(tx, deps, appeal, Act.TAKE, By.STAFF, holder_id=staff.user_id, holder=staff.name)
    if appeal.holder_id is None and appeal.stage is Stage.COLLECTED:
        await tell(tx, deps, taken, News.TAKEN)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom something is asked: one of the staff, in a group, by a reply to a message there."""

    where: QueueChat
    card: int
    staff: Staff


async def ask(tx: Transaction, deps: Deps, appeal: Appeal, act: Act, whom: Asked) -> None:
    """Ask who presses for the words of a step, as a reply to the card. Raises Stale, TooManyQuestions."""
    if act not in _SAID or step(act, appeal.stage, By.STAFF) is None:
        raise Stale
    await pacing.spend(tx, deps, Pace.QUESTIONS, whom.staff.user_id, whom.where.chat_id)
    await _ask(tx, deps, appeal, act, whom)


async def _ask(tx: Transaction, deps: Deps, appeal: Appeal, act: Act, whom: Asked, lack: str = "") -> None:
    until, staff = deps.clock.now() + deps.limits.prompt_minutes * _MINUTE_MS, whom.staff
    question = Question(appeal.id, act, staff.user_id, whom.card, until)
    asked = AppealAsked(
        appeal_id=appeal.id, act=act, who=staff.name, user_id=staff.user_id, lack=lack, reply_to=whom.card
    )  # fmt: skip
    await tx.outbox.put(to_group(deps, whom.where, asked, question.key))
    await tx.timers.put(Timer(TimerKind.ACTIVITY_ASKED, question.key, until))


_SAID: Final[Mapping[Act, Said]] = {Act.PLAN: Said.PLAN, Act.RESULT: Said.RESULT}


async def take_answer(
    tx: Transaction, deps: Deps, question: Question, where: QueueChat, staff: Staff, message: IncomingMessage
) -> None:
    """Carry out the step for which words were asked; a plan without a clear day is asked for again.

    Raises:
        OthersQuestion, QuestionOver: Somebody else was asked, or it is too late.
        WordsNeeded: It says and shows nothing.
        Stale, OwnAppeal, NoLongerPossible: See `services.programme.appeals`.
    """
    if question.user_id != staff.user_id:
        raise OthersQuestion
    if deps.clock.now() >= question.until:
        raise QuestionOver
    appeal = await at_desk(tx, deps, question.appeal_id, where.chat_id, staff.user_id)
    changes, lack = _understood(deps, appeal, question.act, message)
    if lack is None:
        said = await _keep(tx, deps, appeal, _SAID[question.act], message, staff)
        if appeal.holder_id is None:
            changes |= {"holder_id": staff.user_id, "holder": staff.name}
        after = await moved(tx, deps, appeal, question.act, By.STAFF, **changes)
        await tell(tx, deps, after, News(question.act.value), said)
    else:
        await _ask(tx, deps, appeal, question.act, Asked(where, message.message_id, staff), lack)
    asked = await tx.messages.of_key(question.key)
    if asked is not None:
        await tx.outbox.put(removal(asked.chat_id, asked.message_id))


def _understood(deps: Deps, appeal: Appeal, act: Act, message: IncomingMessage) -> tuple[dict[str, Any], Lack | None]:
    """Return what changes with a step, and what its words lack for that, if anything. Raises WordsNeeded."""
    now = deps.clock.now()
    if act is Act.RESULT:
        if not message.text and not message.shows:
            raise WordsNeeded
        return {"followed_at": now}, None
    calendar = deps.district.calendar_of(deps.district.known_queue(appeal.queue))
    said = day_said(message.text, now, calendar)
    if not isinstance(said, date):
        return {}, _LACKS[type(said)]
    if not gives_reason(message.text):
        return {}, Lack.WORDS
    return {"until": calendar.end_of(said)}, None


_LACKS: Final[Mapping[type, Lack]] = {
    NoDay: Lack.DAY,
    Past: Lack.OVER,
    TwoDays: Lack.WHICH,
    TooFar: Lack.FAR,
}


async def _keep(
    tx: Transaction, deps: Deps, appeal: Appeal, said: Said, message: IncomingMessage, staff: Staff
) -> Line:
    """Keep what staff say, with its photo or voice; of a video the film, not its still."""
    photo = message.photo if message.clip is None else None
    if photo is not None:
        await tx.photos.add(photo)
    if message.clip is not None:
        await tx.clips.add(message.clip)
    line = Line(
        deps.ids.new(), appeal.id, deps.clock.now(), said, message.text[:WORDS_LONGEST], message.message_id,
        photo.id if photo is not None else None, message.clip.id if message.clip is not None else None,
        staff.user_id, staff.name,
    )  # fmt: skip
    await tx.appeals.say(line)
    return line


async def reply(
    tx: Transaction, deps: Deps, appeal_id: int, where: QueueChat, staff: Staff, message: IncomingMessage
) -> None:
    """Keep what somebody replied to an appeal's message, and ask what it is for.

    Raises Stale, OwnAppeal, TooManyQuestions.
    """
    appeal = await at_desk(tx, deps, appeal_id, where.chat_id, staff.user_id)
    await pacing.spend(tx, deps, Pace.QUESTIONS, staff.user_id, where.chat_id)
    line = await _keep(tx, deps, appeal, Said.WAITS, message, staff)
    asked = AppealReplied(appeal_id=appeal.id, line_id=line.id, reply_to=message.message_id)
    await tx.outbox.put(to_group(deps, where, asked))


async def sort(tx: Transaction, deps: Deps, appeal: Appeal, line_id: int, said: Said, staff: Staff) -> None:
    """Send a reply to the rider, or keep it as a note, as who wrote it says.

    Raises:
        OthersQuestion: Somebody else wrote it.
        AlreadyDone: That was said before.
        Stale: There is no such reply.
        RiderLeft: Nobody is left to read it.
        TooManyToRiders: The rider has been written to as often as an hour allows.
    """
    line = await tx.appeals.line(line_id)
    if line is None or line.appeal_id != appeal.id:
        raise Stale
    if line.by_id != staff.user_id:
        raise OthersQuestion
    if not await tx.appeals.sort(line_id, said):
        raise AlreadyDone
    if said is Said.TO_RIDER:
        rider = await tx.riders.get(appeal.rider_id)
        if rider is None or not rider.reachable:
            raise RiderLeft
        await pacing.spend(tx, deps, Pace.TO_RIDERS, rider.id)
        await tell(tx, deps, appeal, News.SAID, line)
    await appeals.show_staff(tx, deps, appeal)


async def move(tx: Transaction, deps: Deps, appeal: Appeal, unit: str) -> None:
    """Hand an appeal to another unit, or to the supervisors; its time to be taken begins anew.

    Raises Stale for a unit that there is not, NoLongerPossible.
    """
    above = deps.district.supervisors or deps.district.triage
    units = {each.id: each for each in appeals.service_queues(deps)} | {ABOVE: above}
    if unit not in units or units[unit].id == appeal.queue:
        raise Stale
    queue = units[unit]
    by = deps.district.calendar_of(queue).due_at(deps.clock.now(), *answer_within(appeal.kind))
    await moved(tx, deps, appeal, Act.MOVE, By.STAFF, queue=queue.id, holder_id=None, holder="", answer_by=by)
    await boards.redraw_service(tx, deps, appeal.queue)


async def to_street(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    """End an appeal that is a problem on the street: its rider gets a key that reports it. Raises NoLongerPossible."""
    after = await moved(tx, deps, appeal, Act.STREET, By.STAFF)
    await tell(tx, deps, after, News.STREET)


async def show_media(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    """Send the photos, voice messages and videos of an appeal below its card, once a minute."""
    for line in await tx.appeals.lines(appeal.id):
        if line.said is Said.OPENED and (line.photo_id is not None or line.clip_id is not None):
            await appeal_answers.pass_on(tx, deps, appeal, line, deps.clock.now() // _MINUTE_MS)


@gather.register
async def whole_view(meaning: AppealWhole, reading: Reading) -> AppealView | None:
    """Return an appeal with all that was said in it; None where it is gone."""
    return await appeals.seen(reading, meaning.appeal_id, meaning)
