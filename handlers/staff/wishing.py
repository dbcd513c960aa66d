"""The command and the presses by which staff look after wishes, and their replies about one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from telegram import Message, Update

from domain.errors import Nameless, Refused, Stale
from domain.programme.wish_errors import WishWordsOnly
from domain.programme.wish_staff_messages import StaffAsk, WishesOfGroup, WishMenu, WishSheet
from domain.programme.wishes import Adopter, DeclineReason, Wish
from domain.tickets.lookups import LookedUp
from domain.tickets.staff import QueueChat
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import StaffPress, known
from handlers.riders.arrivals import message_of
from handlers.riders.clips import sent_clip
from handlers.staff import contents
from handlers.staff.groups import refuse_command, refuse_in_group
from handlers.staff.lookups import asker_of
from handlers.staff.standing import is_staff, staff_of
from services.outgoing import looked_up_in, removal
from services.ports.transaction import Transaction
from services.programme import wish_news, wish_staff
from services.tickets import groups
from services.tickets.ticket_actions import Staff
from services.wish_keys import StaffQuestion, said_to_staff_of_key, staff_question_of_key

_PAGE_DIGITS: Final = 4


@command("wishes", Scope.GROUPS)
async def list_wishes(update: Update, context: Context) -> None:
    """Show what the group looks after; answer a refusal."""
    message = message_of(update)
    try:
        await context.transact(lambda tx: wish_staff.show_list(tx, context.deps, asker_of(message)))
    except Refused as error:
        await refuse_command(context, message, error)


async def press(it: StaffPress) -> object:
    """Do what a key below the list or a card says."""
    what, _, rest = it.press.argument.partition(".")
    if what not in _DOES:
        raise Stale
    return await _DOES[what](it, rest)


async def _wish(it: StaffPress) -> Wish:
    return await wish_staff.looked_after(it.tx, it.deps, it.staff, it.chat_id, it.press.id)


async def _thread(it: StaffPress) -> tuple[bool, int | None]:
    """Return whether what was pressed is something looked up, and in which topic of the group it stands."""
    ours = await it.tx.messages.at(it.chat_id, it.message_id)
    thread_id = looked_up_in(ours.key) if ours is not None and ours.live else None
    if thread_id is not None:
        return True, thread_id or None
    chats = await it.tx.queues.of_chat(it.chat_id)
    return False, chats[0].thread_id if chats else None


async def _tell(it: StaffPress, shown: LookedUp, *, edits: bool = True) -> None:
    is_looked_up, thread_id = await _thread(it)
    at = it.message_id if edits and is_looked_up else None
    here = replace(shown, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=at)
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, here, silent=True)


async def _shown(it: StaffPress, menu: WishMenu = WishMenu.CARD) -> None:
    """Draw what was pressed anew: the card, or the copy of it that somebody looked up."""
    is_looked_up, _ = await _thread(it)
    wish = await _wish(it)
    await wish_news.show_card(it.tx, it.deps, wish, "" if is_looked_up else menu)
    if is_looked_up:
        await _tell(it, WishSheet(wish_id=wish.id, menu=menu, chat_id=it.chat_id))


async def _list(it: StaffPress, page: str) -> None:
    number = int(page) if page.isdecimal() and len(page) <= _PAGE_DIGITS else 0
    await _tell(it, WishesOfGroup(chat_id=it.chat_id, page=number))


async def _show(it: StaffPress, _: str) -> None:
    wish = await _wish(it)
    await _tell(it, WishSheet(wish_id=wish.id, chat_id=it.chat_id), edits=False)


async def _menu(it: StaffPress, menu: str) -> None:
    if menu not in set(WishMenu):
        raise Stale
    await _wish(it)
    await _shown(it, WishMenu(menu))


async def _approve(it: StaffPress, _: str) -> str:
    await wish_staff.approve(it.tx, it.deps, await _wish(it))
    await _shown(it)
    return "toast.wish_approved"


async def _decline(it: StaffPress, reason: str) -> None:
    chosen = DeclineReason(known(reason, tuple(DeclineReason)))
    await wish_staff.decline(it.tx, it.deps, await _wish(it), chosen)
    await _shown(it)


async def _take_down(it: StaffPress, reason: str) -> None:
    chosen = DeclineReason(known(reason, tuple(DeclineReason)))
    await wish_staff.take_down(it.tx, it.deps, await _wish(it), chosen)
    await _shown(it)


async def _take(it: StaffPress, _: str) -> None:
    wish = await _wish(it)
    offered = {
        "take.q": (Adopter.QUEUE, wish.queue),
        **{f"take.s.{each}": (Adopter.STATION, each) for each in it.deps.district.stations},
        **{f"take.c.{each.id}": (Adopter.COMPANY, each.id) for each in await it.tx.teams.companies()},
    }
    adopter, ref = offered[known(it.press.argument, offered)]
    await wish_staff.adopt(it.tx, it.deps, wish, adopter, ref)
    await _shown(it)


async def _release(it: StaffPress, _: str) -> None:
    await wish_staff.release(it.tx, it.deps, await _wish(it))
    await _shown(it)


async def _ask(it: StaffPress, what: str) -> None:
    if what not in set(StaffAsk):
        raise Stale
    wish, (_, thread_id) = await _wish(it), await _thread(it)
    here = QueueChat(wish.queue, it.chat_id, thread_id, linked_at=0)
    await wish_staff.ask(it.tx, it.deps, wish, StaffAsk(what), here, it.message_id, it.staff)


_DOES: Final[Mapping[str, Callable[[StaffPress, str], Awaitable[object]]]] = {
    "list": _list,
    "show": _show,
    "menu": _menu,
    "approve": _approve,
    "decline": _decline,
    "take_down": _take_down,
    "take": _take,
    "release": _release,
    "ask": _ask,
}


async def answer(context: Context, message: Message, key: str) -> None:
    """Take a reply to a question about a wish, or to what its asker said; nothing for any other message of ours."""
    question, said = staff_question_of_key(key), said_to_staff_of_key(key)
    if question is None and said is None:
        return
    user = message.from_user
    try:
        if message.sender_chat is not None or user is None:
            raise Nameless
        if not await is_staff(context, message.chat_id, user.id):
            return
        await _take_reply(context, message, question, said or 0, staff_of(user))
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _take_reply(
    context: Context, message: Message, question: StaffQuestion | None, wish_id: int, staff: Staff
) -> None:
    is_done = question is not None and question.ask is StaffAsk.DONE
    if sent_clip(message) or contents.not_taken(message) or (contents.shows_photo(message) and not is_done):
        raise WishWordsOnly
    incoming = await contents.read(context, message)

    async def work(tx: Transaction) -> None:
        if question is not None:
            wish_staff.check_answer(context.deps, question, staff.user_id)
        asked_of = question.wish_id if question is not None else wish_id
        wish = await wish_staff.looked_after(tx, context.deps, staff, message.chat_id, asked_of)
        if is_done:
            await wish_staff.fulfil(tx, context.deps, wish, incoming.text, incoming.photo)
        else:
            await wish_staff.say(tx, context.deps, wish, incoming.text)
            await wish_staff.acknowledge(tx, context.deps, wish, message.chat_id, message.message_id)
        replied = message.reply_to_message
        if question is not None and replied is not None:
            await tx.outbox.put(removal(message.chat_id, replied.message_id))

    await context.transact(work)
