"""Button presses: read what the button carries, check the chat it may be pressed in, call the use case, answer.

A press on a ticket card goes on to `services.tickets.ticket_actions.act` and from there to
`services.tickets.changing.change_status`.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError

from domain.errors import NotAllowed, Refused, Stale
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu
from domain.reporting.messages import ReportsList, ResolvedTold
from domain.tickets.lifecycle import Action, RejectReason
from domain.tickets.staff import Prompt
from domain.week.messages import DigestMuted
from handlers.context import Context, WrittenPlace
from services import outgoing
from services.deps import Deps
from services.people import riders
from services.ports.transaction import Transaction
from services.reporting import drafts, rider_actions, submission, witnessing
from services.tickets import prompting, ticket_actions
from services.tickets.ticket_actions import Staff, Ticket
from texts.base.callbacks import Press, Verb, decode, meant
from texts.base.locale import Locale
from texts.reporting.refusals import refusal
from texts.toasts import toast

log = structlog.get_logger()
_PAGE: Final = re.compile(r"[0-9]{1,6}")
_REPORT: Final = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class RiderPress:
    """A press in a private chat."""

    tx: Transaction
    deps: Deps
    rider: Rider
    press: Press
    message_id: int
    replied: WrittenPlace | None


@dataclass(frozen=True, slots=True)
class StaffPress:
    """A press in a group; whoever pressed is a member of it."""

    tx: Transaction
    deps: Deps
    staff: Staff
    press: Press
    chat_id: int
    message_id: int


async def press(update: Update, context: Context) -> None:
    """Any press. Its answer is a toast, or an alert where it was refused; nothing else comes back."""
    query = update.callback_query
    if query is None:
        return
    pressed = decode(query.data or "")
    try:
        language = await _carry_out(context, query, pressed)
    except Refused as error:
        language = await context.transact(lambda tx: _language(tx, context, query))
        await _toast(query, refusal(error, Locale.of(context.deps, language)), alert=True)
    else:
        await _toast(query, toast(pressed, Locale.of(context.deps, language)) if pressed else "", alert=False)


async def _carry_out(context: Context, query: CallbackQuery, pressed: Press | None) -> str:
    """Carry the press out; returns the language of whoever pressed."""
    message = query.message
    if pressed is None or message is None:
        raise Stale
    if message.chat.type == ChatType.PRIVATE:
        return await _press_as_rider(context, query, message, pressed)
    if pressed.verb not in _STAFF_VERBS:
        raise NotAllowed
    if not await context.tools.members.is_member(message.chat.id, query.from_user.id):
        raise NotAllowed
    return await _press_as_staff(context, query, message, pressed)


async def _press_as_rider(
    context: Context, query: CallbackQuery, message: MaybeInaccessibleMessage, pressed: Press
) -> str:
    use_case = _RIDER_VERBS.get(pressed.verb)
    if use_case is None or message.chat.id != query.from_user.id:
        raise NotAllowed
    replied = message.reply_to_message if isinstance(message, Message) else None
    words = replied.text if replied and pressed.verb is Verb.REPORT_THIS else None
    written = await context.tools.read_place(words) if words else None

    async def work(tx: Transaction) -> str:
        rider = await riders.meet(tx, context.deps, query.from_user.id, query.from_user.language_code)
        await use_case(RiderPress(tx, context.deps, rider, pressed, message.message_id, written))
        return await _language(tx, context, query)

    return await context.transact(work)


async def _press_as_staff(
    context: Context, query: CallbackQuery, message: MaybeInaccessibleMessage, pressed: Press
) -> str:
    staff = Staff(query.from_user.id, query.from_user.full_name)

    async def work(tx: Transaction) -> str:
        it = StaffPress(tx, context.deps, staff, pressed, message.chat.id, message.message_id)
        await _STAFF_VERBS[pressed.verb](it)
        return await _language(tx, context, query)

    return await context.transact(work)


async def _language(tx: Transaction, context: Context, query: CallbackQuery) -> str:
    """A rider's chosen language, else that of the person's Telegram, else the district's."""
    rider = await tx.riders.by_chat(query.from_user.id)
    if rider is not None and rider.language is not None:
        return rider.language
    return riders.language_of(query.from_user.language_code) or context.deps.district.default_language


async def _toast(query: CallbackQuery, text: str, *, alert: bool) -> None:
    """Answer the press, twice where the network fails; its effect stands all the same, and it may be pressed again."""
    for last in (False, True):
        try:
            await query.answer(text or None, show_alert=alert)
        except TelegramError as error:
            log.info("press_not_answered", error=error.message)
            if last or isinstance(error, BadRequest):
                return
        else:
            return


async def _agree(it: RiderPress) -> None:
    await riders.agree(it.tx, it.deps, it.rider, it.message_id)


async def _language_chosen(it: RiderPress) -> None:
    await riders.choose_language(it.tx, it.deps, it.rider, _known(it.press.argument, ("zh", "en")), it.message_id)


async def _report_this(it: RiderPress) -> None:
    words, position = (it.replied.rest, it.replied.position) if it.replied else ("", None)
    arrival = drafts.Arrival(it.message_id, words, position)
    await drafts.receive(it.tx, it.deps, it.rider, arrival)


async def _mute(it: RiderPress) -> None:
    muted = _known(it.press.argument, ("1", "0")) == "1"
    await riders.mute(it.tx, it.rider, muted=muted)
    await outgoing.answer(it.tx, it.deps, it.rider, DigestMuted())


async def _reports_page(it: RiderPress) -> None:
    if _PAGE.fullmatch(it.press.argument) is None:
        raise Stale
    notice = ReportsList(int(it.press.argument), edits=it.message_id)
    await outgoing.answer(it.tx, it.deps, it.rider, notice)


async def _submit(it: RiderPress) -> None:
    await submission.submit_report(it.tx, it.deps, it.rider, it.press.id)


async def _menu(it: RiderPress) -> None:
    menu = DraftMenu(_known(it.press.argument, tuple(DraftMenu)))
    await drafts.open_menu(it.tx, it.deps, it.rider, it.press.id, menu)


async def _category(it: RiderPress) -> None:
    slug = _known(it.press.argument, it.deps.district.catalogue)
    await drafts.choose_category(it.tx, it.deps, it.rider, it.press.id, slug)


async def _same(it: RiderPress) -> None:
    named = it.press.argument
    if named and _REPORT.fullmatch(named) is None:
        raise Stale
    await witnessing.same_problem(it.tx, it.deps, it.rider, it.press.id, int(named) if named else None)


async def _different(it: RiderPress) -> None:
    await drafts.is_different(it.tx, it.deps, it.rider, it.press.id)


async def _cancel(it: RiderPress) -> None:
    await drafts.cancel(it.tx, it.deps, it.rider, it.press.id)


async def _old_place(it: RiderPress) -> None:
    await drafts.confirm_old_place(it.tx, it.deps, it.rider, it.press.id)


async def _this_place(it: RiderPress) -> None:
    await drafts.choose_place(it.tx, it.deps, it.rider, it.press.id, it.press.argument)


async def _clear_note(it: RiderPress) -> None:
    await drafts.clear_note(it.tx, it.deps, it.rider, it.press.id)


async def _withdraw(it: RiderPress) -> None:
    await rider_actions.withdraw(it.tx, it.deps, it.rider, it.press.id)


async def _answer(it: RiderPress) -> None:
    action = Action(_known(it.press.argument, (Action.FIXED, Action.NOT_FIXED)))
    report = await rider_actions.answer_fixed(it.tx, it.deps, it.rider, it.press.id, action)
    notice = ResolvedTold(report.id, report.outcome, edits=it.message_id)
    await outgoing.answer(it.tx, it.deps, it.rider, notice)


_RIDER_VERBS: Mapping[Verb, Callable[[RiderPress], Awaitable[None]]] = {
    Verb.AGREE: _agree,
    Verb.LANGUAGE: _language_chosen,
    Verb.REPORT_THIS: _report_this,
    Verb.MUTE: _mute,
    Verb.REPORTS_PAGE: _reports_page,
    Verb.SUBMIT: _submit,
    Verb.MENU: _menu,
    Verb.CATEGORY: _category,
    Verb.SAME: _same,
    Verb.DIFFERENT: _different,
    Verb.CANCEL: _cancel,
    Verb.OLD_PLACE: _old_place,
    Verb.THIS_PLACE: _this_place,
    Verb.CLEAR_NOTE: _clear_note,
    Verb.WITHDRAW: _withdraw,
    Verb.ANSWER: _answer,
}


async def _ticket(it: StaffPress) -> Ticket:
    return await ticket_actions.ticket_at(it.tx, it.deps, it.staff, it.chat_id, it.message_id, it.press.id)


async def _act(it: StaffPress) -> None:
    action, offered = Action(_known(it.press.argument, tuple(Action))), it.press.offered
    if offered is None:
        raise Stale
    await ticket_actions.act(it.tx, it.deps, it.staff, await _ticket(it), action, offered)


async def _choice(it: StaffPress) -> None:
    if _known(it.press.argument, ("", ticket_actions.CORRECT_CATEGORY)):
        await ticket_actions.offer_categories(it.tx, it.deps, await _ticket(it))
    else:
        await ticket_actions.open_menu(it.tx, it.deps, await _ticket(it), "")


async def _reason(it: StaffPress) -> None:
    reason = RejectReason(_known(it.press.argument, tuple(RejectReason)))
    await ticket_actions.reject(it.tx, it.deps, it.staff, await _ticket(it), reason)


async def _queue(it: StaffPress) -> None:
    queue = _known(it.press.argument, it.deps.district.queues)
    await ticket_actions.assign(it.tx, it.deps, it.staff, await _ticket(it), queue)


async def _correct(it: StaffPress) -> None:
    slug = _known(it.press.argument, it.deps.district.catalogue)
    await ticket_actions.correct_category(it.tx, it.deps, it.staff, await _ticket(it), slug)


async def _photos(it: StaffPress) -> None:
    await ticket_actions.show_album(it.tx, it.deps, await _ticket(it))


async def _pin(it: StaffPress) -> None:
    await ticket_actions.show_pin(it.tx, it.deps, await _ticket(it))


async def _reply(it: StaffPress) -> None:
    prompt = await it.tx.queues.prompt(it.press.id)
    if prompt is None or prompt.chat_id != it.chat_id:
        raise Stale
    await ticket_actions.refuse_own(it.tx, it.staff, await prompting.asked(it.tx, prompt, it.staff.user_id))
    await _REPLIES[_known(it.press.argument, _REPLIES)](it, prompt)


async def _reply_resolve(it: StaffPress, prompt: Prompt) -> None:
    await ticket_actions.resolve_with_reply(it.tx, it.deps, it.staff, prompt)


async def _reply_to_rider(it: StaffPress, prompt: Prompt) -> None:
    await prompting.send_to_riders(it.tx, it.deps, prompt, it.staff.user_id)


async def _reply_note(it: StaffPress, prompt: Prompt) -> None:
    await prompting.keep_as_note(it.tx, it.deps, prompt, it.staff.user_id)


_REPLIES: Mapping[str, Callable[[StaffPress, Prompt], Awaitable[None]]] = {
    "resolve": _reply_resolve,
    "rider": _reply_to_rider,
    "note": _reply_note,
}

_STAFF_VERBS: Mapping[Verb, Callable[[StaffPress], Awaitable[None]]] = {
    Verb.ACT: _act,
    Verb.CHOICE: _choice,
    Verb.REASON: _reason,
    Verb.QUEUE: _queue,
    Verb.CORRECT: _correct,
    Verb.PHOTOS: _photos,
    Verb.PIN: _pin,
    Verb.REPLY: _reply,
}


def _known(argument: str, allowed: Iterable[str]) -> str:
    """What a button of ours means by its argument, as things are now. Raises Stale for what none could carry."""
    name = meant(argument, allowed)
    if name is None:
        raise Stale
    return name
