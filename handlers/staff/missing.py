"""The command and the presses by which staff call riders about a missing person, and their answers to its questions."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from telegram import Message, Update

from domain.errors import Nameless, Refused, Stale
from domain.programme.missing_errors import MissingFieldUnclear
from domain.programme.missing_messages import (
    IN_WORDS,
    MissingCallAsked,
    MissingCard,
    MissingField,
    MissingFieldRefused,
    MissingOfGroup,
)
from domain.programme.missing_persons import EDITABLE, HOURS, OVER, STANDING, MissingPerson, MissingState
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.lookups import LookedUp
from domain.tickets.staff import QueueChat
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import StaffPress, known
from handlers.riders.arrivals import message_of
from handlers.staff import contents
from handlers.staff.groups import answer_in_group, refuse_command, refuse_in_group, topic_of
from handlers.staff.lookups import asker_of
from handlers.staff.standing import is_staff, staff_of
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.programme import missing_asking, missing_calling, missing_ending, missing_persons
from services.programme.missing_asking import Question
from services.programme.missing_holders import held_here
from services.tickets import groups, lookups
from services.tickets.standing_in import group_of

_OPEN: Final = frozenset({MissingState.OPEN})
_ALL: Final = frozenset(MissingState)


@command("missing", Scope.GROUPS)
async def list_missing(update: Update, context: Context) -> None:
    """Show whom the group calls riders about; answer a refusal."""
    message = message_of(update)
    try:
        await context.transact(lambda tx: missing_persons.show_list(tx, context.deps, asker_of(message)))
    except Refused as error:
        await refuse_command(context, message, error)


async def begin_of_ticket(it: StaffPress) -> None:
    """Show below a ticket's card what calls riders about its person."""
    ticket = await it.ticket()
    missing = await missing_persons.begin_of(it.tx, it.deps, ticket, it.staff.user_id)
    group = await group_of(it.tx, it.deps, ticket.queue)
    thread_id = group.thread_id if group is not None else None
    card = MissingCard(missing_id=missing.id, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, card)


async def press(it: StaffPress) -> object:
    """Do what a key below the list or a card says."""
    what, _, rest = it.press.argument.partition(".")
    if what not in _DOES:
        raise Stale
    return await _DOES[what](it, rest)


async def _held(it: StaffPress, states: frozenset[MissingState]) -> tuple[MissingPerson, int | None]:
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    return await held_here(it.tx, it.deps, it.chat_id, thread_id, it.press.id, states), thread_id


async def _tell(it: StaffPress, thread_id: int | None, shown: LookedUp) -> None:
    here = replace(shown, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, here, silent=True)


async def _card(it: StaffPress, thread_id: int | None, menu: str = "") -> None:
    await _tell(it, thread_id, MissingCard(missing_id=it.press.id, menu=menu, chat_id=it.chat_id))


async def _list(it: StaffPress, _: str) -> None:
    thread_id, _asking = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    await _tell(it, thread_id, MissingOfGroup(chat_id=it.chat_id))


async def _new(it: StaffPress, _: str) -> None:
    thread_id, _asking = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    made = await missing_persons.begin(it.tx, it.deps, it.chat_id, thread_id, it.staff.user_id)
    await _tell(it, thread_id, MissingCard(missing_id=made.id, chat_id=it.chat_id))


async def _show(it: StaffPress, menu: str) -> None:
    _, thread_id = await _held(it, _ALL)
    await _card(it, thread_id, menu)


async def _set(it: StaffPress, rest: str) -> None:
    missing, thread_id = await _held(it, EDITABLE)
    field, _, value = rest.partition(".")
    await missing_persons.change(it.tx, missing, missing_persons.chosen(it.deps, missing, field, value))
    await _card(it, thread_id)


async def _ask(it: StaffPress, field: str) -> None:
    missing, thread_id = await _held(it, EDITABLE)
    asked = MissingField(known(field, tuple(IN_WORDS)))
    here = QueueChat(missing.queue, it.chat_id, thread_id, linked_at=0)
    who = (it.staff.user_id, it.staff.name)
    await missing_asking.ask(it.tx, it.deps, missing, asked, here, it.message_id, who)


def _radius(said: str) -> int:
    if not (said.isdecimal() and len(said) <= _METRES_DIGITS):
        raise Stale
    return int(said)


_METRES_DIGITS: Final = 5


async def _call(it: StaffPress, said: str) -> None:
    """Say how many riders a call as far as this would reach, and what they will read."""
    missing, thread_id = await _held(it, STANDING)
    await missing_calling.ask(it.tx, missing, _radius(said), it.staff.user_id)
    shown = MissingCallAsked(missing_id=missing.id, radius_m=_radius(said), chat_id=it.chat_id)
    await _tell(it, thread_id, shown)


async def _go(it: StaffPress, said: str) -> str:
    missing, thread_id = await _held(it, STANDING)
    told = await missing_calling.call(it.tx, it.deps, missing, _radius(said), it.staff.user_id)
    await _card(it, thread_id)
    return "toast.missing_called" if told else "toast.missing_nobody"


async def _longer(it: StaffPress, hours: str) -> str:
    missing, thread_id = await _held(it, _OPEN)
    chosen = int(known(hours, tuple(map(str, HOURS))))
    await missing_calling.lengthen(it.tx, it.deps, missing, chosen)
    await _card(it, thread_id)
    return "toast.missing_longer"


async def _end(it: StaffPress, said: str) -> None:
    """End a call, of which the group is told in place of its cards, or drop a draft."""
    missing, thread_id = await _held(it, STANDING)
    state = MissingState(known(said, tuple(OVER)))
    await missing_ending.end(it.tx, it.deps, missing, state)
    if missing.state is MissingState.DRAFT:
        await _tell(it, thread_id, MissingOfGroup(chat_id=it.chat_id))


_DOES: Final[Mapping[str, Callable[[StaffPress, str], Awaitable[object]]]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "set": _set,
    "ask": _ask,
    "call": _call,
    "go": _go,
    "longer": _longer,
    "end": _end,
}


async def answer(context: Context, message: Message, question: Question) -> None:
    """Take the answer to a question below a card, and show the card anew; say why where it can't be taken."""
    user = message.from_user
    try:
        if message.sender_chat is not None or user is None:
            raise Nameless
        if not await is_staff(context, message.chat_id, user.id):
            return
        await _take(context, message, question, staff_of(user).user_id)
    except MissingFieldUnclear as unclear:
        await answer_in_group(context, message, MissingFieldRefused(unclear=unclear.why, reply_to=message.message_id))
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _take(context: Context, message: Message, question: Question, user_id: int) -> None:
    brought = await _brought(context, message, question.field)

    async def work(tx: Transaction) -> None:
        missing_asking.check_answer(context.deps, question, user_id)
        thread_id = topic_of(message)
        held = await held_here(tx, context.deps, message.chat_id, thread_id, question.missing_id, EDITABLE)
        await missing_persons.change(
            tx, held, await missing_persons.said(tx, context.deps, held, question.field, brought)
        )
        shown = MissingCard(
            missing_id=held.id, chat_id=message.chat_id, thread_id=thread_id, by=user_id, edits=question.card
        )
        await groups.tell(tx, context.deps, message.chat_id, thread_id, shown, silent=True)
        replied = message.reply_to_message
        if replied is not None:
            await tx.outbox.put(removal(message.chat_id, replied.message_id))

    await context.transact(work)


async def _brought(context: Context, message: Message, field: MissingField) -> IncomingMessage:
    """Return what a message answers: a place, a photo, or words."""
    if field is MissingField.WHERE:
        return await contents.read_place(context, message)
    if field is MissingField.PHOTO and contents.shows_photo(message):
        return await contents.read(context, message)
    return IncomingMessage(message.message_id, message.text or message.caption or "")
