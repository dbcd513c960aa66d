"""The command and the presses by which staff see to appeals, and their answers and replies to a card."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from telegram import Message, Update

from domain.errors import Nameless, Refused, Stale
from domain.programme.appeal_messages import AppealFigures, AppealsOfGroup, AppealWhole
from domain.programme.appeals import Act, Appeal, Said
from domain.tickets.lookups import LookedUp
from domain.tickets.staff import QueueChat
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import StaffPress
from handlers.riders.arrivals import message_of
from handlers.staff import contents
from handlers.staff.groups import answer_in_group, refuse_command, refuse_in_group, topic_of
from handlers.staff.lookups import asker_of
from handlers.staff.standing import is_staff, staff_of
from services.ports.transaction import Transaction
from services.programme import appeal_lists, appeal_staff, appeals, hand_overs
from services.programme.appeal_staff import ABOVE, Asked, Question
from services.tickets import groups, lookups
from texts.base.callbacks import meant

_DIGITS: Final = 4


@command("appeals", Scope.GROUPS)
async def list_appeals(update: Update, context: Context) -> None:
    """Show what the group has to see to, or the figures of supervisors; answer a refusal."""
    message = message_of(update)
    try:
        await context.transact(lambda tx: appeal_lists.show_list(tx, context.deps, asker_of(message)))
    except Refused as error:
        await refuse_command(context, message, error)


async def press(it: StaffPress) -> object:
    """Do what a key below a card, a list or a question says."""
    what, _, rest = it.press.argument.partition(".")
    if what not in _DOES:
        raise Stale
    return await _DOES[what](it, rest)


async def _held(it: StaffPress) -> Appeal:
    return await appeals.at_desk(it.tx, it.deps, it.press.id, it.chat_id, it.staff.user_id)


async def _here(it: StaffPress, appeal: Appeal) -> QueueChat:
    """Return the group in which staff act on it, as it is now. Raises Stale where there is none."""
    desk = await appeals.desk_of(it.tx, it.deps, appeal.queue)
    if desk is None:
        raise Stale
    return desk


async def _take(it: StaffPress, _: str, *, over: bool) -> str:
    await appeal_staff.take(it.tx, it.deps, await _held(it), it.staff, over=over)
    return "toast.appeal_taken"


async def _ask(it: StaffPress, _: str, *, act: Act) -> None:
    appeal = await _held(it)
    whom = Asked(await _here(it, appeal), it.message_id, it.staff)
    await appeal_staff.ask(it.tx, it.deps, appeal, act, whom)


async def _media(it: StaffPress, _: str) -> str:
    await appeal_staff.show_media(it.tx, it.deps, await _held(it))
    return "toast.sent_below"


async def _whole(it: StaffPress, page: str, *, edits: bool) -> None:
    appeal = await _held(it)
    whole = AppealWhole(appeal_id=appeal.id, page=_page_of(page))
    shown = replace(whole, edits=it.message_id) if edits else replace(whole, reply_to=it.message_id)
    here = await _here(it, appeal)
    await groups.tell(it.tx, it.deps, it.chat_id, here.thread_id, shown, silent=True)


def _page_of(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else 0


async def _menu(it: StaffPress, _: str, *, menu: str) -> None:
    await appeals.show_staff(it.tx, it.deps, await _held(it), menu)


async def _unit(it: StaffPress, _: str) -> None:
    units = {f"unit.{each}": each for each in (*it.deps.district.queues, ABOVE)}
    unit = meant(it.press.argument, units)
    if unit is None:
        raise Stale
    await appeal_staff.move(it.tx, it.deps, await _held(it), units[unit])


async def _street(it: StaffPress, _: str) -> None:
    await appeal_staff.to_street(it.tx, it.deps, await _held(it))


async def _sort(it: StaffPress, line: str, *, said: Said) -> str:
    if not line.isdecimal():
        raise Stale
    await appeal_staff.sort(it.tx, it.deps, await _held(it), int(line), said, it.staff)
    return "toast.appeal_said" if said is Said.TO_RIDER else "toast.appeal_noted"


async def _open(it: StaffPress, _: str) -> None:
    await appeal_lists.open_card(it.tx, it.deps, await _held(it))


async def _tell(it: StaffPress, shown: LookedUp) -> None:
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    here = replace(shown, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, here, silent=True)


async def _hand_over(it: StaffPress, _: str) -> str:
    thread_id, _asking = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    await hand_overs.offer(it.tx, it.deps, it.chat_id, thread_id, it.staff)
    return "toast.sent_below"


async def _take_over(it: StaffPress, _: str) -> str:
    await hand_overs.take_over(it.tx, it.deps, it.press.id, it.chat_id, it.staff)
    return "toast.hand_over_taken"


async def _list(it: StaffPress, page: str) -> None:
    await _tell(it, AppealsOfGroup(chat_id=it.chat_id, page=_page_of(page)))


async def _figures(it: StaffPress, _: str) -> None:
    await _tell(it, AppealFigures(chat_id=it.chat_id))


_DOES: Final[Mapping[str, Callable[[StaffPress, str], Awaitable[object]]]] = {
    "take": partial(_take, over=False),
    "over": partial(_take, over=True),
    "plan": partial(_ask, act=Act.PLAN),
    "result": partial(_ask, act=Act.RESULT),
    "media": _media,
    "whole": partial(_whole, edits=False),
    "page": partial(_whole, edits=True),
    "more": partial(_menu, menu="more"),
    "back": partial(_menu, menu=""),
    "unit": _unit,
    "street": _street,
    "say": partial(_sort, said=Said.TO_RIDER),
    "note": partial(_sort, said=Said.NOTE),
    "open": _open,
    "list": _list,
    "figures": _figures,
    "hand": _hand_over,
    "heir": _take_over,
}


async def reply(context: Context, message: Message, to: Question | int) -> None:
    """Take the answer to a question below a card, or keep a reply to an appeal's message and ask what it is for.

    Say why where it can't be taken.
    """
    user = message.from_user
    try:
        if message.sender_chat is not None or user is None:
            raise Nameless
        if not await is_staff(context, message.chat_id, user.id):
            return
        refused = contents.not_taken(message)
        if refused is not None:
            await answer_in_group(context, message, refused)
            return
        incoming, staff = await contents.read(context, message), staff_of(user)

        async def work(tx: Transaction) -> None:
            queues = await tx.queues.of_chat(message.chat_id)
            named = queues[0].queue if queues else context.deps.district.triage.id
            here = QueueChat(named, message.chat_id, topic_of(message), linked_at=0)
            if isinstance(to, int):
                await appeal_staff.reply(tx, context.deps, to, here, staff, incoming)
            else:
                await appeal_staff.take_answer(tx, context.deps, to, here, staff, incoming)

        await context.transact(work)
    except Refused as error:
        await refuse_in_group(context, message, error)
