"""The command and the presses by which riders join, see and leave teams, and captains lead them."""

import re
from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.language.team_words import nick_in, told_in
from domain.people.riders import Rider
from domain.programme.team_messages import TeamShown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.arrivals import message_of, words_of
from handlers.riders.commands import answer_command
from services.outgoing import answer
from services.ports.transaction import Transaction
from services.programme import boards, captains, teams
from texts.base.callbacks import Press


@command("team", Scope.RIDERS)
async def show_team(update: Update, context: Context) -> None:
    """Show the rider's team; words behind it say what it calls them, or are its captain's word to it."""
    words = words_of(message_of(update))
    nick, told = nick_in(words), told_in(words)

    async def work(tx: Transaction, rider: Rider) -> None:
        if nick is not None:
            await teams.call_me(tx, context.deps, rider, nick)
        elif told is not None:
            await captains.draft(tx, context.deps, rider, told)
        else:
            await answer(tx, context.deps, rider, TeamShown())

    await answer_command(update, context, work)


async def _show_how(it: RiderPress) -> None:
    await teams.call_me(it.tx, it.deps, it.rider, "")


async def _back(it: RiderPress) -> None:
    await answer(it.tx, it.deps, it.rider, TeamShown(edits=it.message_id))


async def _deaf(it: RiderPress) -> None:
    await teams.hear_captain(it.tx, it.deps, it.rider, it.message_id, hears=False)


async def _hear(it: RiderPress) -> None:
    await teams.hear_captain(it.tx, it.deps, it.rider, it.message_id, hears=True)


async def _board(it: RiderPress) -> None:
    await boards.choose(it.tx, it.deps, it.rider, TeamShown(edits=it.message_id), on=True)


async def _unboard(it: RiderPress) -> None:
    await boards.choose(it.tx, it.deps, it.rider, TeamShown(edits=it.message_id), on=False)


async def _invite(it: RiderPress) -> None:
    await captains.invite(it.tx, it.deps, it.rider, known(it.press.argument, captains.USES))


async def _tell(it: RiderPress) -> None:
    await captains.draft(it.tx, it.deps, it.rider, "")


async def _members(it: RiderPress) -> None:
    await captains.show_members(it.tx, it.deps, it.rider, it.message_id, _number(it))


async def _ask_removal(it: RiderPress) -> None:
    await captains.show_members(it.tx, it.deps, it.rider, it.message_id, _number(it), it.press.id)


async def _remove(it: RiderPress) -> None:
    await captains.remove(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _revoke(it: RiderPress) -> None:
    await captains.revoke(it.tx, it.deps, it.rider, it.press.argument.partition("-")[2], it.message_id)


def _as_rider(use_case: Callable[..., Awaitable[None]]) -> Callable[[RiderPress], Awaitable[None]]:
    return lambda it: use_case(it.tx, it.deps, it.rider, it.message_id)


def _number(it: RiderPress) -> int:
    """Return the number behind which a page of members begins; a missing one is 0."""
    said = it.press.argument.partition("-")[2]
    if said and _NUMBER.fullmatch(said) is None:
        raise Stale
    return int(said or 0)


_NUMBER: Final = re.compile(r"[0-9]{1,9}")

ACTS: Final[dict[str, Callable[[RiderPress], Awaitable[None]]]] = {
    "back": _back,
    "show": _show_how,
    "hide": _as_rider(teams.hide),
    "deaf": _deaf,
    "hear": _hear,
    "board": _board,
    "unboard": _unboard,
    "leave": _as_rider(teams.ask_to_leave),
    "gone": _as_rider(teams.leave),
    "invite": _as_rider(captains.ask_invite),
    captains.ONCE: _invite,
    captains.OPEN: _invite,
    "revoke": _revoke,
    "tell": _tell,
    "members": _members,
    "remove": _ask_removal,
    "removed": _remove,
}
"""What a key of a team's does, by the beginning of its argument."""


async def act(it: RiderPress) -> None:
    """Do what a key of a team's stands for."""
    await ACTS[known(it.press.argument.partition("-")[0], ACTS)](it)


async def join(it: RiderPress) -> None:
    """Join by an invite."""
    await teams.join(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def claim(it: RiderPress) -> None:
    """Take a row of the district's list as one's own."""
    await teams.claim(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def say(it: RiderPress) -> None:
    """Send a captain's announcement, or drop it."""
    sends = known(it.press.argument, ("1", "0")) == "1"
    await captains.decide(it.tx, it.deps, it.rider, it.press.id, it.message_id, sends=sends)


def done(press: Press) -> str:
    """Return the toast of what a key of a team's did."""
    return _TOASTS.get(press.argument, "")


_TOASTS: Final = {
    "hide": "toast.hidden",
    "deaf": "toast.deaf",
    "hear": "toast.hears",
    "board": "toast.on_board",
    "unboard": "toast.off_board",
    "gone": "toast.left",
}
