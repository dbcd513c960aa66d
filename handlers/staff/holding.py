"""The command and the presses by which staff hold activities, and their answers to the questions below a card."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from telegram import Message, Update

from domain.errors import Nameless, Refused, Stale
from domain.geo.positions import Position
from domain.programme.activities import EDITABLE, Activity, ActivityState, OffReason
from domain.programme.activity_errors import FieldUnclear, NoDoorPage
from domain.programme.activity_staff_messages import (
    IN_WORDS,
    ActivitiesOfGroup,
    ActivityCard,
    ActivityFieldUnclear,
    ActivityPosterMade,
    Field,
)
from domain.programme.corps_messages import ActivityCallAsked
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
from services.deps import Deps
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.programme import attendance, corps, door_codes, holding, holding_door, retiming
from services.programme.holding_door import Question
from services.tickets import groups, lookups
from texts.base.callbacks import meant

_DRAFT: Final = frozenset({ActivityState.DRAFT})
_OPEN: Final = frozenset({ActivityState.OPEN})
_ALL: Final = frozenset(ActivityState)
_PAGE_DIGITS: Final = 4


@command("activities", Scope.GROUPS)
async def list_activities(update: Update, context: Context) -> None:
    """Show what the group holds and prepares; answer a refusal."""
    message = message_of(update)
    try:
        await context.transact(lambda tx: holding.show_list(tx, context.deps, asker_of(message)))
    except Refused as error:
        await refuse_command(context, message, error)


async def press(it: StaffPress) -> object:
    """Do what a key below the list or a card says."""
    what, _, rest = it.press.argument.partition(".")
    if what not in _DOES:
        raise Stale
    return await _DOES[what](it, rest)


async def _held(it: StaffPress, states: frozenset[ActivityState]) -> tuple[Activity, int | None]:
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    return await holding.held_here(it.tx, it.deps, it.chat_id, thread_id, it.press.id, states), thread_id


async def _tell(it: StaffPress, thread_id: int | None, shown: LookedUp) -> None:
    here = replace(shown, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, here, silent=True)


async def _card(it: StaffPress, thread_id: int | None, menu: str = "") -> None:
    await _tell(it, thread_id, ActivityCard(activity_id=it.press.id, menu=menu, chat_id=it.chat_id))


async def _list(it: StaffPress, page: str) -> None:
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    await _tell(it, thread_id, ActivitiesOfGroup(chat_id=it.chat_id, page=_page_of(page)))


def _page_of(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) <= _PAGE_DIGITS else 0


async def _new(it: StaffPress, __: str) -> None:
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    made = await holding.begin(it.tx, it.deps, it.chat_id, thread_id, it.staff.user_id)
    await _tell(it, thread_id, ActivityCard(activity_id=made.id, menu=Field.KIND, chat_id=it.chat_id))


async def _show(it: StaffPress, menu: str) -> None:
    _, thread_id = await _held(it, _ALL)
    await _card(it, thread_id, menu)


async def _set(it: StaffPress, rest: str) -> None:
    activity, thread_id = await _held(it, EDITABLE)
    field, _, value = rest.partition(".")
    value = _whole(it, field) or value
    await holding.change(it.tx, it.deps, activity, holding.chosen(it.deps, activity, field, value))
    await _card(it, thread_id)


def _whole(it: StaffPress, field: str) -> str | None:
    """Return the id of the district that a key of a field carries, maybe shortened; None for other values."""
    district = it.deps.district
    ids = {Field.KIND.value: [*district.activity_kinds], Field.WHERE.value: [*district.stations]}.get(field, [])
    offered = {f"set.{field}.{each}": each for each in ids}
    return offered.get(meant(it.press.argument, offered) or "")


async def _ask(it: StaffPress, field: str) -> None:
    activity, thread_id = await _held(it, _OPEN if field == Field.OFF else EDITABLE)
    if field not in IN_WORDS:
        raise Stale
    here = QueueChat(activity.queue, it.chat_id, thread_id, linked_at=0)
    who = (it.staff.user_id, it.staff.name)
    await holding_door.ask(it.tx, it.deps, activity, Field(field), here, it.message_id, who)


async def _publish(it: StaffPress, _: str) -> None:
    activity, thread_id = await _held(it, _DRAFT)
    await holding.publish(it.tx, it.deps, activity)
    await _card(it, thread_id)


async def _cancel(it: StaffPress, reason: str) -> None:
    """Drop a draft; call off what was published, for a reason, or ask for one where the key has none."""
    activity, thread_id = await _held(it, EDITABLE)
    if activity.state is ActivityState.DRAFT:
        await holding.cancel(it.tx, it.deps, activity)
        await _tell(it, thread_id, ActivitiesOfGroup(chat_id=it.chat_id))
    elif not reason:
        await _card(it, thread_id, "cancel")
    else:
        await holding.cancel(it.tx, it.deps, activity, OffReason(known(reason, tuple(OffReason))))
        await _card(it, thread_id)


def _number(rest: str) -> tuple[int, str]:
    """Return a number at the door, and the one behind which its page begins."""
    number, _, after = rest.partition(".")
    if not (number.isdigit() and (after.isdigit() or not after)):
        raise Stale
    return int(number), after or "0"


async def _came(it: StaffPress, rest: str) -> str:
    activity, thread_id = await _held(it, _OPEN)
    number, after = _number(rest)
    is_first = await holding_door.came(it.tx, it.deps, activity, number, it.staff.user_id)
    await _card(it, thread_id, f"door.{after}")
    return "toast.came" if is_first else "toast.came_before"


async def _undo(it: StaffPress, rest: str) -> str:
    activity, thread_id = await _held(it, _OPEN)
    number, after = _number(rest)
    await attendance.undo_check_in(it.tx, it.deps, activity, number)
    await _card(it, thread_id, f"door.{after}")
    return "toast.undone"


async def _page(it: StaffPress, _: str) -> None:
    """Show the address of the page at the door, once it is made. Raises NoDoorPage where there is no web door."""
    activity, thread_id = await _held(it, _OPEN)
    if not await door_codes.open_page(it.tx, it.deps, activity):
        raise NoDoorPage
    await _card(it, thread_id)


async def _move(it: StaffPress, _: str) -> None:
    activity, thread_id = await _held(it, _OPEN)
    await retiming.move(it.tx, it.deps, activity, it.press.argument)
    await _card(it, thread_id)


async def _call(it: StaffPress, agreed: str) -> str | None:
    """Say how many riders would be called, or call them; return the toast."""
    activity, thread_id = await _held(it, frozenset({ActivityState.OPEN}))
    if activity.called_at is None and not agreed:
        corps.check(it.deps, activity)
        await _tell(it, thread_id, ActivityCallAsked(activity_id=activity.id, chat_id=it.chat_id))
        return None
    is_first = await corps.call(it.tx, it.deps, activity, it.press.argument)
    await _card(it, thread_id)
    return "toast.called" if is_first else "toast.called_before"


async def _poster(it: StaffPress, _: str) -> None:
    activity, thread_id = await _held(it, _OPEN)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, ActivityPosterMade(activity_id=activity.id), silent=True)


_DOES: Final[Mapping[str, Callable[[StaffPress, str], Awaitable[object]]]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "set": _set,
    "ask": _ask,
    "publish": _publish,
    "cancel": _cancel,
    "came": _came,
    "undo": _undo,
    "page": _page,
    "poster": _poster,
    "call": _call,
    retiming.MENU: _move,
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
    except FieldUnclear as unclear:
        await answer_in_group(context, message, ActivityFieldUnclear(unclear=unclear.why, reply_to=message.message_id))
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _take(context: Context, message: Message, question: Question, user_id: int) -> None:
    position, words = None, message.text or message.caption or ""
    if question.field is Field.WHERE:
        brought = await contents.read_place(context, message)
        position, words = brought.position, brought.text

    async def work(tx: Transaction) -> None:
        holding_door.check_answer(context.deps, question, user_id)
        thread_id = topic_of(message)
        states = _OPEN if question.field is Field.OFF else EDITABLE
        held = await holding.held_here(tx, context.deps, message.chat_id, thread_id, question.activity_id, states)
        shown = ActivityCard(
            activity_id=held.id, menu=await _taken(tx, context.deps, held, question.field, words, position),
            chat_id=message.chat_id, thread_id=thread_id, by=user_id, edits=question.card,
        )  # fmt: skip
        await groups.tell(tx, context.deps, message.chat_id, thread_id, shown, silent=True)
        replied = message.reply_to_message
        if replied is not None:
            await tx.outbox.put(removal(message.chat_id, replied.message_id))

    await context.transact(work)


async def _taken(
    tx: Transaction, deps: Deps, held: Activity, field: Field, words: str, position: Position | None
) -> str:
    """Keep what was answered, or call off for it, and return the menu that the card opens then."""
    if field is Field.OFF:
        await holding.cancel(tx, deps, held, words=holding.reason_said(words))
        return ""
    return await retiming.take(tx, deps, held, holding.said(deps, held, field, words, position))
