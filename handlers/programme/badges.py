"""The command and the presses of badges, of riders and of supervisors."""

import re
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, StaffPress
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import badge_sheets, badges, honours

_BADGE: Final = re.compile(r"([a-z]{1,16})\.([1-9])", re.ASCII)


@command("badges", Scope.RIDERS, looks=True)
async def show_badges(update: Update, context: Context) -> None:
    """Show the rider's badges, and what is missing for the next."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await badges.show(tx, context.deps, rider)

    await answer_command(update, context, work)


async def share(it: RiderPress) -> str | None:
    """Send a badge, or the honour letter, as a picture; return another toast if there is none any more."""
    if it.press.argument == "letter":
        await honours.show_letter(it.tx, it.deps, it.rider)
        return None
    badge = _BADGE.fullmatch(it.press.argument)
    if badge is None:
        raise Stale
    is_held = await badges.share(it.tx, it.deps, it.rider, badge[1], int(badge[2]), it.message_id)
    return None if is_held else "toast.badge_gone"


async def press_sheet(it: StaffPress) -> str | None:
    """Show the badges of a report's rider, take one back or give it again; return the toast."""
    done = await badge_sheets.press(it.tx, it.deps, it.staff, it.chat_id, it.message_id, it.press.id, it.press.argument)
    return _DONE.get(done)


_DONE: Final = {
    badge_sheets.TAKEN: "toast.badge_taken",
    badge_sheets.GIVEN: "toast.badge_again",
    badge_sheets.OUTDATED: "toast.rider_outdated",
}


async def sign(it: StaffPress) -> str | None:
    """Sign an honour letter; return another toast if its rider may have none any more."""
    is_signed = await honours.sign(it.tx, it.deps, it.staff, it.chat_id, it.press.id)
    return None if is_signed else "toast.honour_not_met"
