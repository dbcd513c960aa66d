"""Button presses: decode the press, check the chat, run the use case, answer with a toast."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import RetryAfter, TelegramError

from domain.errors import (
    AlreadyDone,
    AlreadyExtended,
    ColleagueLeft,
    DraftGone,
    GroupsOnly,
    JustBounced,
    LastPlaceOver,
    NoLongerPossible,
    NotStaff,
    PrivateOnly,
    Refused,
    Stale,
    TooLateToUndo,
    TriageNeeded,
)
from domain.programme.desks import Desk
from handlers.bot_api import call
from handlers.context import Context
from handlers.final import final_refusal
from handlers.ours import our_words
from handlers.pressing import PressRow, RiderPress, StaffPress
from handlers.programme import presses as of_programme
from handlers.programme.desks import with_desk
from handlers.riders import presses as of_riders
from handlers.staff import presses as of_staff
from handlers.staff.presses import colleague_of
from handlers.staff.standing import is_administrator, is_staff, staff_of, with_standing
from handlers.staff.supervisor_presses import OF_ADMINISTRATORS
from services.people import riders
from services.ports.transaction import Transaction
from services.redrawing import Seen, redraw_draft, redraw_ticket
from services.tickets import members
from services.tickets.cards import put_away
from services.tickets.fitness import seen_public
from services.tickets.ticket_actions import Staff
from texts.base.callbacks import ON_DRAFTS, ON_TICKETS, Press, Verb, decode
from texts.base.locale import Locale
from texts.reporting.refusals import refusal

log = structlog.get_logger()

RIDER_PRESSES: Final = {**of_riders.RIDER_PRESSES, **of_programme.RIDER_PRESSES}
STAFF_PRESSES: Final = {**of_staff.STAFF_PRESSES, **of_programme.STAFF_PRESSES}
"""All presses of riders in private chats, and of staff in groups."""

_PATIENCE_S: Final = 5.0
_OUTDATED = (
    AlreadyDone, AlreadyExtended, ColleagueLeft, DraftGone, JustBounced, LastPlaceOver, NoLongerPossible, Stale,
    TooLateToUndo, TriageNeeded,
)  # fmt: skip
"""Refusals whose cause is that a card does not show what is."""


async def press(update: Update, context: Context) -> None:
    """Handle a press. The answer is a toast, or an alert if the press was refused."""
    query = update.callback_query
    if query is None:
        return
    pressed = decode(query.data or "")
    try:
        language, said = await _carry_out(context, query, pressed)
    except Refused as error:
        refused = error
        language = await context.transact(lambda tx: _refused(tx, context, query, pressed, refused))
        await _toast(context, query, refusal(error, Locale.of(context.deps, language)), alert=True)
    else:
        wording = said or (_row(pressed).toast_of(pressed) if pressed else "")
        await _toast(context, query, Locale.of(context.deps, language).plain(wording) if wording else "", alert=False)


def _row(pressed: Press) -> PressRow[RiderPress] | PressRow[StaffPress]:
    return RIDER_PRESSES.get(pressed.verb) or STAFF_PRESSES[pressed.verb]


async def _carry_out(context: Context, query: CallbackQuery, pressed: Press | None) -> tuple[str, str]:
    """Carry out the press and return the person's language, and the wording of a toast that is not its row's.

    Raises:
        Stale: The button cannot be decoded, or its message is gone.
        GroupsOnly, PrivateOnly: The button does not belong in this chat.
        NotStaff: The person is not in the group now.
    """
    message = query.message
    if pressed is None or message is None:
        raise Stale
    if message.chat.type == ChatType.PRIVATE:
        return await _press_as_rider(context, query, message, pressed)
    if pressed.verb not in STAFF_PRESSES:
        raise PrivateOnly
    if not await is_staff(context, message.chat.id, query.from_user.id):
        raise NotStaff
    return await _press_as_staff(context, query, message, pressed)


async def _press_as_rider(
    context: Context, query: CallbackQuery, message: MaybeInaccessibleMessage, pressed: Press
) -> tuple[str, str]:
    row = RIDER_PRESSES.get(pressed.verb)
    if row is None:
        raise GroupsOnly
    if message.chat.id != query.from_user.id:
        raise PrivateOnly
    replied = message.reply_to_message if isinstance(message, Message) else None
    words = replied.text if replied and pressed.verb is Verb.REPORT_THIS else None
    written = await context.tools.read_place(words) if words else None
    replied_to = replied.message_id if replied else None

    async def work(tx: Transaction, desk: Desk | None) -> tuple[str, str]:
        rider = await riders.meet(tx, context.deps, query.from_user.id, query.from_user.language_code)
        it = RiderPress(tx, context.deps, rider, pressed, message.message_id, written, replied_to, desk)
        said = await row.use_case(it)
        return await _language(tx, context, query), said if isinstance(said, str) else ""

    return await with_desk(context, query.from_user, lambda desk: context.transact(lambda tx: work(tx, desk)))


async def _press_as_staff(
    context: Context, query: CallbackQuery, message: MaybeInaccessibleMessage, pressed: Press
) -> tuple[str, str]:
    words = our_words(message, context.bot.id)
    colleague = colleague_of(pressed)
    is_inside = colleague is not None and await is_staff(context, message.chat.id, colleague)

    administrates = pressed.verb in OF_ADMINISTRATORS and await is_administrator(
        context, message.chat.id, query.from_user.id
    )

    async def work(tx: Transaction, staff: Staff) -> tuple[str, str]:
        is_copy = await tx.messages.at(message.chat.id, message.message_id) is None
        it = StaffPress(
            tx, context.deps, staff, pressed, message.chat.id, message.message_id, words, is_inside, administrates
        )
        said = await STAFF_PRESSES[pressed.verb].use_case(it)
        if is_copy and isinstance(message, Message):
            await _redraw(tx, context, query, message, pressed)
        if message.chat.username:
            await seen_public(tx, context.deps, message.chat.id)
        return await _language(tx, context, query), said if isinstance(said, str) else ""

    return await with_standing(
        context, staff_of(query.from_user), lambda staff: context.transact(lambda tx: work(tx, staff))
    )


async def _refused(
    tx: Transaction, context: Context, query: CallbackQuery, pressed: Press | None, error: Refused
) -> str:
    """Bring the card of a refused press up to date: close one in a group of before, and draw an outdated one again.

    Returns the person's language.
    """
    message = query.message
    if message is not None and message.chat.type != ChatType.PRIVATE:
        await put_away(tx, context.deps, message.chat.id, message.message_id)
    if isinstance(error, ColleagueLeft) and message is not None:
        present = await tx.queues.present_chat(message.chat.id)
        await members.heard(tx, context.deps, present, error.user_id, inside=False)
    if isinstance(message, Message) and pressed is not None and isinstance(error, _OUTDATED):
        await _redraw(tx, context, query, message, pressed)
    return await _language(tx, context, query)


async def _redraw(tx: Transaction, context: Context, query: CallbackQuery, message: Message, pressed: Press) -> None:
    if message.from_user is None or message.from_user.id != context.bot.id:
        return
    seen = Seen(message.chat.id, message.message_id, "photo" if message.photo else "text")
    if message.chat.type != ChatType.PRIVATE and pressed.verb in ON_TICKETS:
        await redraw_ticket(tx, context.deps, seen, pressed.id)
    elif message.chat.type == ChatType.PRIVATE and pressed.verb in ON_DRAFTS:
        rider = await riders.meet(tx, context.deps, query.from_user.id, query.from_user.language_code)
        await redraw_draft(tx, context.deps, rider, seen, pressed.id)


async def _language(tx: Transaction, context: Context, query: CallbackQuery) -> str:
    """Return the rider's language, else that of their Telegram, else the district's."""
    rider = await tx.riders.by_chat(query.from_user.id)
    if rider is not None and rider.language is not None:
        return rider.language
    return riders.language_of(query.from_user.language_code) or context.deps.district.default_language


async def _wait_as_told(error: TelegramError) -> None:
    """Wait if Telegram asks for it, yet no longer than anybody looks at a pressed key."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        await asyncio.sleep(min(_PATIENCE_S, wait.total_seconds() if isinstance(wait, timedelta) else wait))


async def _toast(context: Context, query: CallbackQuery, text: str, *, alert: bool) -> None:
    """Answer the press; try again once if the network fails, as its effect is stored already."""
    answer = {"callback_query_id": query.id, "text": text or None, "show_alert": alert or None}
    for last in (False, True):
        try:
            await call(context.bot, "answerCallbackQuery", answer)
        except TelegramError as error:
            log.info("press_not_answered", error=error.message)
            if last or final_refusal("answerCallbackQuery", error) is not None:
                return
            await _wait_as_told(error)
        else:
            return
