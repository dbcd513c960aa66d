"""What a rider does with an appeal that was sent: says more, takes it back, answers whether the result helped."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Stale
from domain.messages import Precedence
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.appeal_errors import AppealEnded, AppealTaken
from domain.programme.appeal_messages import AppealDue, AppealLine, AppealTold, News, Up
from domain.programme.appeals import (
    HEARS_MS,
    OPEN,
    PLAN_WITHIN,
    Act,
    Appeal,
    Asks,
    By,
    Line,
    Said,
    Stage,
    words_of,
)
from domain.reporting.incoming_message import IncomingMessage
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import reaction, to_group
from services.people import pacing, sanctions
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.programme import appeal_cards, appeals
from services.programme.appeals import LineView, desk_of, moved, own_appeal, tell, tell_above
from services.reporting import receiving
from services.rider_keys import appeal_due_key, appeal_from_key, appeal_of_key, appeal_ticket_key


@dataclass(frozen=True, slots=True)
class ToldView:
    """A piece of news of an appeal, with what was said."""

    news: News
    said: LineView


async def take(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Take what a rider sends if it is of an appeal: for their unsent card, or for those who have it; return whether.

    Raises:
        AppealEnded: They reply to one that is closed.
        AppealFilesFull, AppealContactLong, TooManyMessages, TooManyAdditions, Barred: See `appeal_cards.take`.
    """
    known = await tx.appeals.of_rider(rider.id) if rider.appeals and rider.agreed(deps.terms) else []
    appeal = await _meant(tx, deps, rider, known, message) if known else None
    if appeal is None:
        return False
    if appeal.stage is Stage.DRAFT:
        return await appeal_cards.take(tx, deps, rider, appeal, message)
    if appeal.stage not in OPEN:
        raise AppealEnded
    if sanctions.is_silenced(deps, rider):
        await sanctions.tell_barred(tx, deps, rider, message.message_id)
        return True
    await pacing.spend(tx, deps, Pace.ADDITIONS, rider.id, appeal.id)
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now(), album=message.album))
    line = await appeal_cards.say(tx, deps, rider, appeal, message, Said.ADDED)
    if line is not None:
        await pass_on(tx, deps, appeal, line)
        await tx.outbox.put(reaction(deps, rider, message.message_id))
    return True


async def _meant(
    tx: Transaction, deps: Deps, rider: Rider, known: Sequence[Appeal], message: IncomingMessage
) -> Appeal | None:
    """Return which of a rider's appeals a message is for: what it replies to, what asks what is missing, the card."""
    if message.replied_to is not None:
        ours = await tx.messages.at(rider.chat_id, message.replied_to)
        appeal_id = appeal_of_key(ours.key) if ours is not None else None
        return next((each for each in known if each.id == appeal_id), None)
    since = deps.clock.now() - HEARS_MS
    asked = (each for each in known if each.asks is Asks.MISSING and each.stage in OPEN and each.touched_at > since)
    return next(asked, None) or next((each for each in known if each.stage is Stage.DRAFT), None)


async def pass_on(tx: Transaction, deps: Deps, appeal: Appeal, line: Line, cause: int = 0) -> None:
    """Send a thing that the rider said to those who have the appeal, below its card; once for a cause."""
    desk = await desk_of(tx, deps, appeal.queue)
    if desk is None:
        return
    card = await tx.messages.of_key(appeal_ticket_key(appeal.id))
    below = card.message_id if card is not None and card.chat_id == desk.chat_id else None
    said = AppealLine(appeal_id=appeal.id, line_id=line.id, reply_to=below)
    key = appeal_from_key(appeal.rider_id, appeal.id, line.id, cause)
    await tx.outbox.put(to_group(deps, desk, said, key, Precedence.STATUS))


async def withdraw(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int) -> None:
    """Take an appeal back while nobody has it. Raises AppealGone, AppealTaken, NoLongerPossible."""
    appeal = await own_appeal(tx, rider, appeal_id)
    if appeal.holder_id is not None:
        raise AppealTaken
    await moved(tx, deps, appeal, Act.WITHDRAW, By.RIDER)


async def answer(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int, act: Act, followed_at: int) -> None:
    """Keep whether the result helped; *not* goes up once and is planned again, the second one ends it.

    `followed_at` is the result of which that was asked. Raises AppealGone, NoLongerPossible, Stale for one of before.
    """
    appeal = await own_appeal(tx, rider, appeal_id)
    if appeal.stage is Stage.FOLLOWED and appeal.followed_at != followed_at:
        raise Stale
    if act is Act.NOT and not appeal.raised:
        await _raise(tx, deps, appeal)
        return
    await moved(tx, deps, appeal, act, By.RIDER)
    if act is Act.NOT:
        await tell(tx, deps, appeal, News.ENDED)


async def _raise(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    now = deps.clock.now()
    calendar = deps.district.calendar_of(deps.district.known_queue(appeal.queue))
    again = await moved(
        tx, deps, appeal, Act.AGAIN, By.RIDER,
        raised=True, asks=Asks.MISSING, touched_at=now, until=None, followed_at=None,
        answer_by=calendar.due_at(now, *PLAN_WITHIN), plan_by=calendar.due_at(now, *PLAN_WITHIN),
    )  # fmt: skip
    await tell(tx, deps, again, News.MISSING)
    await tell_above(tx, deps, again, Up.RAISED, now)
    await remind(tx, deps, again, "again", now)


async def remind(tx: Transaction, deps: Deps, appeal: Appeal, due: str, at: int) -> None:
    """Remind those who have it of what they owe, below its card, in place of the reminder before; once for a time."""
    desk = await desk_of(tx, deps, appeal.queue)
    card = await tx.messages.of_key(appeal_ticket_key(appeal.id))
    if desk is None or card is None or card.chat_id != desk.chat_id:
        return
    reminder = AppealDue(appeal_id=appeal.id, due=due, reply_to=card.message_id)
    await tx.outbox.put(to_group(deps, desk, reminder, appeal_due_key(appeal.id, due, at), Precedence.REMINDER))


async def open_report(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int, message_id: int) -> None:
    """Open a draft of a report with the words of an appeal that is a problem on the street.

    Raises:
        AppealGone, Stale: It is none of theirs, or none such.
        TooManyDrafts, Barred: See `services.reporting.receiving.receive`.
    """
    appeal = await own_appeal(tx, rider, appeal_id)
    if appeal.answer != Act.STREET:
        raise Stale
    words = words_of(await tx.appeals.lines(appeal.id), Said.OPENED)
    await receiving.begin(tx, deps, rider, IncomingMessage(message_id, words, position=appeal.position))


async def leave(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Before a rider is erased: empty what staff see of their appeals, once these are gone."""
    for appeal in await tx.appeals.of_rider(rider.id):
        if appeal.stage is not Stage.DRAFT:
            await appeals.show_staff(tx, deps, appeal)


@gather.register
async def told_view(meaning: AppealTold, reading: Reading) -> ToldView | None:
    """Return what a rider hears of an appeal; None where it is gone, or somebody else's."""
    said = await appeals.line_view(reading, meaning.appeal_id, meaning.line_id)
    is_theirs = said is not None and reading.rider is not None and reading.rider.id == said.appeal.rider_id
    return ToldView(meaning.news, said) if said is not None and is_theirs else None


@gather.register
async def said_view(meaning: AppealLine, reading: Reading) -> LineView | None:
    """Return what a rider said, before staff; None where it is gone."""
    return await appeals.line_view(reading, meaning.appeal_id, meaning.line_id)
