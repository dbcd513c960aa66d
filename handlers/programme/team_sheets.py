"""Teams before the supervisors: their command and the keys below what it shows."""

import re
from typing import Final

from telegram import Update

from domain.errors import Refused, Stale
from domain.programme.team_messages import TeamSheet, TeamsShown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import StaffPress, known
from handlers.riders.arrivals import message_of
from handlers.staff.groups import refuse_command
from handlers.staff.lookups import asker_of
from handlers.staff.supervising import asker
from services.ports.transaction import Transaction
from services.programme import captains
from services.tickets import groups, lookups
from services.tickets.supervisors import supervisors_group


@command("teams", Scope.GROUPS)
async def show_teams(update: Update, context: Context) -> None:
    """Show all teams, each with a key that opens it; answer a refusal."""
    message = message_of(update)
    by = asker_of(message)
    shown = TeamsShown(chat_id=by.chat_id, thread_id=by.thread_id, by=by.user_id, reply_to=by.message_id)

    async def work(tx: Transaction) -> None:
        await supervisors_group(tx, context.deps, message.chat_id)
        await groups.tell(tx, context.deps, message.chat_id, by.thread_id, shown, silent=True)

    try:
        await asker(context, message)
        await context.transact(work)
    except Refused as error:
        await refuse_command(context, message, error)


_SHOW, _PAGE, _NAME, _END = range(4)
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


async def press_teams(it: StaffPress) -> None:
    """Show a page of teams, or one of them; make a captain's link for it, or end its captaincy."""
    await supervisors_group(it.tx, it.deps, it.chat_id)
    thread_id, _ = await lookups.place_of(it.tx, it.deps, it.chat_id, it.message_id)
    what, said = it.press.id, it.press.argument
    if what == _PAGE:
        if _NUMBER.fullmatch(said) is None:
            raise Stale
        listed = TeamsShown(
            page=int(said), chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id
        )
        await groups.tell(it.tx, it.deps, it.chat_id, thread_id, listed, silent=True)
        return
    if what not in {_SHOW, _NAME, _END} or await it.tx.teams.team(said) is None:
        raise Stale
    link = await captains.captain_link(it.tx, it.deps, it.chat_id, said) if what == _NAME else ""
    if what == _END:
        await captains.end_captaincy(it.tx, it.deps, it.chat_id, said)
    shown = TeamSheet(
        team=said, link=link, chat_id=it.chat_id, thread_id=thread_id, by=it.staff.user_id, edits=it.message_id
    )
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)


async def settle_captain(it: StaffPress) -> None:
    """Name who has opened a captain's link, or not."""
    await supervisors_group(it.tx, it.deps, it.chat_id)
    named = known(it.press.argument, ("1", "0")) == "1"
    by = it.staff.actor.name
    await captains.settle_captain(it.tx, it.deps, it.chat_id, it.message_id, it.press.id, by, named=named)
