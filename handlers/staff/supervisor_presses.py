"""The presses of supervisors in their own group."""

import re
from dataclasses import replace
from typing import Final

from domain.errors import AdministratorNeeded, AdminsOnly, Stale
from domain.people.sanctions import SanctionKind
from domain.tickets.lifecycle import Action
from domain.tickets.linking import GroupsShown
from domain.tickets.lookups import AuditShown, TicketShown
from domain.week.messages import ExportChoice
from handlers.pressing import StaffPress, known
from services.announcing import announcements
from services.tickets import choosing_queues, groups, linking, lookups, rider_sheets, supervising
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Ticket
from services.week import asked_exports
from texts.base.callbacks import Press, Verb


async def supervise(it: StaffPress) -> None:
    """Carry out what a key stands for, or open its menu; then draw the ticket's view again, if that was pressed."""
    chosen, ticket = it.press.argument, await _ticket(it)
    if chosen == supervising.FIND_BY_NAME:
        await choosing_queues.ask_supervisor(it.tx, it.deps, it.staff, ticket)
        return
    is_menu = _MENU.fullmatch(chosen) is not None
    if not is_menu:
        if it.press.offered is None:
            raise Stale
        await supervising.act(it.tx, it.deps, it.staff, ticket, chosen, it.press.offered)
    await _draw(it, chosen if is_menu else "")


_MENU: Final = re.compile(rf"|{Action.REJECT}|{Action.ASSIGN}\.[0-9]{{1,4}}")
"""The menus below a ticket: none, the reasons to reject it, a page of queues."""


def supervised(press: Press) -> str:
    """Return the toast of what was done."""
    return _TOASTS.get(press.argument, "")


_TOASTS: Final = {
    supervising.FIND_BY_NAME: "toast.asked",
    supervising.CHASE: "toast.chased",
    Action.UNDO.value: "toast.undone",
}


async def reassign(it: StaffPress) -> None:
    """Assign a ticket to the queue that was chosen."""
    if it.press.offered is None:
        raise Stale
    queue = known(it.press.argument, it.deps.district.queues)
    await supervising.assign(it.tx, it.deps, it.staff, await _ticket(it), queue, it.press.offered)
    await _draw(it, "")


async def show_audit(it: StaffPress) -> None:
    """Show a ticket's audit trail below its view, or turn it to another page."""
    report = (await _ticket(it)).report
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    page = it.press.argument
    if page and not page.isdecimal():
        raise Stale
    shown = AuditShown(
        report_id=report.id, page=int(page or 0), chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id
    )
    shown = replace(shown, edits=it.message_id) if page else shown
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)


async def unlink(it: StaffPress) -> str:
    """Let a queue leave its group, or stay; return the toast."""
    if not it.administrates:
        raise AdministratorNeeded
    goes = known(it.press.argument, ("1", "0")) == "1"
    await linking.unlink(it.tx, it.deps, it.chat_id, it.message_id, goes=goes)
    return "toast.unlinked" if goes else ""


async def turn_groups(it: StaffPress) -> None:
    """Show another page of the queues' groups."""
    if not it.press.argument.isdecimal():
        raise Stale
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    shown = GroupsShown(
        page=int(it.press.argument),
        chat_id=it.chat_id,
        thread_id=thread_id,
        by=it.staff.user_id,
        edits=it.message_id,
    )
    await linking.show_groups(it.tx, it.deps, shown)


async def announce(it: StaffPress) -> str:
    """Send an announcement to riders, or not; return the toast."""
    if not it.administrates:
        raise AdminsOnly
    page = _TEAMS_PAGE.fullmatch(it.press.argument)
    if page is not None:
        await announcements.show_teams(it.tx, it.deps, it.chat_id, it.message_id, it.press.id, int(page[1]))
        return ""
    sends = known(it.press.argument, ("1", "0")) == "1"
    await announcements.decide(it.tx, it.deps, it.chat_id, it.message_id, it.press.id, sends=sends)
    return "toast.announced" if sends else "toast.not_announced"


_TEAMS_PAGE: Final = re.compile(r"p([0-9]{1,6})")


async def announce_to(it: StaffPress) -> None:
    """Let an announcement go to one team, or to all riders."""
    if not it.administrates:
        raise AdminsOnly
    await announcements.choose_team(it.tx, it.deps, it.chat_id, it.message_id, it.press.id, it.press.argument)


async def export(it: StaffPress) -> None:
    """Make the chosen export, or choose another."""
    asked = asked_exports.asked_of(it.deps, it.press.argument.replace(".", " "))
    if asked is None:
        raise Stale
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    await supervisors_group(it.tx, it.deps, it.chat_id)
    if it.press.id:
        await asked_exports.make(it.tx, it.deps, it.staff, asked, it.chat_id, thread_id, it.message_id)
        return
    shown = ExportChoice(
        subject=asked.subject.value, form=asked.form.value, period=asked.period, chat_id=it.chat_id,
        thread_id=thread_id, by=it.staff.user_id, edits=it.message_id,
    )  # fmt: skip
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)


OF_ADMINISTRATORS: Final = frozenset({Verb.UNLINK, Verb.ANNOUNCE, Verb.ANNOUNCE_TO})
"""The verbs of keys of which only a group's administrators may press some."""


async def judge_rider(it: StaffPress) -> str | None:
    """Carry out what a key below a rider's sheet chooses; return the toast."""
    done = await rider_sheets.press(it.tx, it.deps, it.staff, it.chat_id, it.message_id, it.press.id, it.press.argument)
    return _OF_RIDERS.get(done)


_OF_RIDERS: Final = {
    SanctionKind.MUTE.value: "toast.rider_muted",
    SanctionKind.BAN.value: "toast.rider_banned",
    SanctionKind.LIFT.value: "toast.rider_lifted",
    rider_sheets.OUTDATED: "toast.rider_outdated",
}
"""The toasts of what was done about a rider."""


async def _ticket(it: StaffPress) -> Ticket:
    return await supervising.ticket_at(it.tx, it.deps, it.staff, it.chat_id, it.message_id, it.press.id)


async def _draw(it: StaffPress, menu: str) -> None:
    """Draw the ticket's view again with this menu open; what was pressed may be a notice, which follows by itself."""
    try:
        thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    except Stale:
        return
    shown = TicketShown(
        report_id=it.press.id,
        menu=menu,
        chat_id=it.chat_id,
        thread_id=thread_id,
        by=it.staff.user_id,
        edits=it.message_id,
    )
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)
