"""The button presses in a queue's group.

A press on a ticket card goes on to `services.tickets.ticket_actions.act` and from there to
`services.tickets.changing.change_status`.
"""

from collections.abc import Mapping
from typing import Final

from domain.errors import Stale
from domain.tickets.card_menus import CORRECT_CATEGORY, FIND, MORE
from domain.tickets.lifecycle import CHOSEN_ON_THE_CARD, Action, BounceReason, Need, RejectReason, transition
from domain.tickets.lookups import TicketsFound, TicketShown
from domain.tickets.proof import NoPhoto
from domain.week.messages import FiguresShown
from handlers.pressing import Presses, PressRow, StaffPress, known, on_ticket
from handlers.staff import supervisor_presses
from handlers.staff.desk_presses import DESK_PRESSES
from services.tickets import (
    choosing_queues,
    finding,
    groups,
    handing_over,
    lookups,
    prepared,
    prompting,
    proving,
    splitting,
    ticket_actions,
    ticket_lists,
)
from services.tickets.proof import PROOF
from services.week import digests, figures
from texts.base.callbacks import Press, Verb
from texts.tickets.found import looked_for
from texts.tickets.list_keys import read_list


async def _act(it: StaffPress) -> None:
    action, offered = Action(known(it.press.argument, tuple(Action))), it.press.offered
    if offered is None:
        raise Stale
    await ticket_actions.act(it.tx, it.deps, it.staff, await it.ticket(), action, offered)


def _acted(press: Press) -> str:
    """Return the toast: done at once, asked for more, or none if the card shows a menu."""
    action = Action(press.argument)
    row = transition(action, press.offered) if press.offered else None
    if row is None or row.need is Need.NOTHING:
        return _TOASTS.get(action, "")
    return "" if row.need in CHOSEN_ON_THE_CARD else "toast.asked"


_TOASTS: Final[Mapping[Action, str]] = {
    Action.ACCEPT: "toast.accepted",
    Action.START: "toast.started",
    Action.RESUME: "toast.resumed",
    Action.UNDO: "toast.undone",
    Action.MAY_SHOW: "toast.may_show",
    Action.TAKE: "toast.taken",
}
"""The toasts of what is done at once."""


async def _choose(it: StaffPress) -> None:
    menu = known(it.press.argument, ("", MORE, CORRECT_CATEGORY))
    if menu == CORRECT_CATEGORY:
        await ticket_actions.offer_categories(it.tx, it.deps, await it.ticket())
    else:
        await ticket_actions.open_menu(it.tx, it.deps, await it.ticket(), menu)


def _original(it: StaffPress) -> int | None:
    if it.press.argument and _id_in(it.press) is None:
        raise Stale
    return _id_in(it.press)


def _merged(press: Press) -> str:
    return "toast.merged" if press.argument else "toast.asked"


def _id_in(press: Press) -> int | None:
    is_id = press.argument.isdecimal() and len(press.argument) <= _ID_DIGITS
    return int(press.argument) if is_id else None


async def _hand_over(it: StaffPress) -> None:
    colleague = colleague_of(it.press)
    if colleague is None:
        raise Stale
    ticket = await it.ticket()
    await handing_over.hand_over(it.tx, it.deps, it.staff, ticket, colleague, is_inside=it.colleague_inside)


def colleague_of(press: Press) -> int | None:
    """Return the Telegram id of the colleague to whom a press hands a ticket over; None for any other press."""
    return _id_in(press) if press.verb is Verb.HAND_OVER else None


_ID_DIGITS: Final = 19


async def _show_photos(it: StaffPress) -> None:
    await ticket_actions.show_album(it.tx, it.deps, await it.ticket())


async def _show_pin(it: StaffPress) -> None:
    await ticket_actions.show_pin(it.tx, it.deps, await it.ticket())


async def _list_tickets(it: StaffPress) -> None:
    asked = read_list(it.press.argument, it.press.id, it.deps.district)
    if asked is None:
        raise Stale
    await ticket_lists.turn(it.tx, it.deps, it.staff, asked, it.chat_id, it.message_id)


async def _turn_ticket(it: StaffPress) -> None:
    """Turn a ticket's view to another page, in its place."""
    thread_id, asking = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    report = await lookups.seen(it.tx, asking, it.press.id)
    if not it.press.argument.isdecimal():
        raise Stale
    page = TicketShown(
        report_id=report.id,
        page=int(it.press.argument),
        chat_id=it.chat_id,
        thread_id=thread_id,
        by=it.staff.user_id,
        edits=it.message_id,
    )
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, page, silent=True)


async def _show_album(it: StaffPress) -> None:
    thread_id, asking = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    report = await lookups.seen(it.tx, asking, it.press.id)
    await lookups.show_album(it.tx, it.deps, report, it.chat_id, thread_id)


async def _turn_found(it: StaffPress) -> None:
    """Show another page of what was found; the message itself says by which words."""
    words = looked_for(it.words)
    if not words or not it.press.argument.isdecimal():
        raise Stale
    asked = TicketsFound(words=words, page=int(it.press.argument), chat_id=it.chat_id)
    await finding.turn(it.tx, it.deps, it.staff, asked, it.message_id)


async def _turn_figures(it: StaffPress) -> None:
    """Show the figures of another period in their place."""
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    period = figures.period_in(it.deps, it.press.argument)
    if period is None:
        raise Stale
    shown = FiguresShown(
        period=str(period), chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id
    )
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)


async def _show_table(it: StaffPress) -> None:
    await digests.show_table(it.tx, it.deps, it.chat_id, it.message_id, it.staff.user_id, it.press.argument)


async def _reply(it: StaffPress) -> str | None:
    """Carry out what a reply to the card is for; return another toast if that must be asked about first."""
    prompt = await it.tx.queues.prompt(it.press.id)
    if prompt is None or prompt.chat_id != it.chat_id:
        raise Stale
    use_case, _ = _REPLIES[known(it.press.argument, _REPLIES)]
    await use_case(it.tx, it.deps, it.staff, prompt)
    return "toast.proof_asked" if await prompting.doubted_of(it.tx, prompt) is not None else None


_REPLIES: Final = {
    "late": (ticket_actions.act_late, "toast.late_taken"),
    "resolve": (ticket_actions.resolve_with_reply, "toast.resolved"),
    "rider": (ticket_actions.send_to_riders, "toast.told"),
    "note": (ticket_actions.keep_as_note, "toast.noted"),
}
"""What a reply to the card may be meant for, and the toast of each."""


async def _answer_prepared(it: StaffPress) -> str | None:
    """Answer a question as its key says; return another toast if that must be asked about first."""
    prompt = await it.tx.queues.prompt(it.press.id)
    if prompt is None or prompt.chat_id != it.chat_id:
        raise Stale
    await prepared.answer(it.tx, it.deps, it.staff, prompt, it.press.argument)
    return "toast.proof_asked" if await prompting.doubted_of(it.tx, prompt) is not None else None


async def _prove(it: StaffPress) -> None:
    prompt = await it.tx.queues.prompt(it.press.id)
    if prompt is None or prompt.chat_id != it.chat_id or prompt.action != PROOF:
        raise Stale
    said = known(it.press.argument, ("use", *_ANOTHER, *NoPhoto))
    if said in _ANOTHER:
        await proving.change(it.tx, it.deps, it.staff, prompt)
    else:
        await proving.use(it.tx, it.deps, it.staff, prompt, None if said == "use" else NoPhoto(said))


_ANOTHER: Final = ("another", "photo")
"""What asks for a photo in place of a doubtful one, or of none."""


def _reason(it: StaffPress) -> RejectReason:
    return RejectReason(known(it.press.argument, tuple(RejectReason)))


def _bounce_reason(it: StaffPress) -> BounceReason | None:
    return BounceReason(known(it.press.argument, tuple(BounceReason))) if it.press.argument else None


def _suggested(it: StaffPress) -> str:
    return _queue(it) if it.press.argument else ""


def _queue(it: StaffPress) -> str:
    return known(it.press.argument, it.deps.district.queues)


def _page(it: StaffPress) -> str:
    return known(it.press.argument, (FIND, *map(str, range(len(it.deps.district.queues)))))


def _turned(press: Press) -> str:
    return "toast.asked" if press.argument == FIND else ""


def _category(it: StaffPress) -> str:
    return known(it.press.argument, it.deps.district.catalogue)


STAFF_PRESSES: Final[Presses[StaffPress]] = {
    Verb.ACT: PressRow(_act, _acted),
    Verb.CHOICE: PressRow(_choose),
    Verb.REASON: PressRow(on_ticket(ticket_actions.reject, _reason), "toast.rejected"),
    Verb.BOUNCE_REASON: PressRow(
        on_ticket(ticket_actions.bounce_for, _bounce_reason), lambda press: "" if press.argument else "toast.asked"
    ),
    Verb.BOUNCE_TO: PressRow(on_ticket(ticket_actions.bounce_to, _suggested), "toast.bounced"),
    Verb.QUEUE: PressRow(on_ticket(ticket_actions.assign, _queue), "toast.assigned"),
    Verb.QUEUES_PAGE: PressRow(on_ticket(choosing_queues.turn, _page), _turned),
    Verb.CORRECT: PressRow(on_ticket(ticket_actions.correct_category, _category), "toast.corrected"),
    Verb.SPLIT_OFF: PressRow(on_ticket(splitting.split_off, _category), "toast.split_off"),
    Verb.MERGE: PressRow(on_ticket(ticket_actions.merge, _original), _merged),
    Verb.HAND_OVER: PressRow(_hand_over, "toast.handed_over"),
    Verb.PHOTOS: PressRow(_show_photos, "toast.sent_below"),
    Verb.PIN: PressRow(_show_pin, "toast.sent_below"),
    Verb.FOUND_PAGE: PressRow(_turn_found),
    Verb.FIGURES: PressRow(_turn_figures),
    Verb.WEEK_TABLE: PressRow(_show_table, "toast.sent_below"),
    Verb.TICKETS: PressRow(_list_tickets),
    Verb.TICKET_PAGE: PressRow(_turn_ticket),
    Verb.TICKET_PHOTOS: PressRow(_show_album, "toast.sent_below"),
    Verb.REPLY: PressRow(_reply, lambda press: _REPLIES[press.argument][1]),
    Verb.EXPORT: PressRow(supervisor_presses.export),
    Verb.SUPERVISE: PressRow(supervisor_presses.supervise, supervisor_presses.supervised),
    Verb.REASSIGN: PressRow(supervisor_presses.reassign, "toast.assigned"),
    Verb.AUDIT: PressRow(supervisor_presses.show_audit),
    Verb.RIDER: PressRow(supervisor_presses.judge_rider),
    Verb.GROUPS_PAGE: PressRow(supervisor_presses.turn_groups),
    Verb.UNLINK: PressRow(supervisor_presses.unlink),
    Verb.ANNOUNCE: PressRow(supervisor_presses.announce),
    Verb.ANNOUNCE_TO: PressRow(supervisor_presses.announce_to),
    **DESK_PRESSES,
    Verb.PREPARED: PressRow(_answer_prepared, lambda press: "toast.prepared" if press.argument else "toast.asked"),
    Verb.PROOF: PressRow(_prove, lambda press: "toast.asked" if press.argument in _ANOTHER else "toast.resolved"),
}
