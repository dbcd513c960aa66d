"""A rider leaves: what is theirs is erased at once, then from chats and from the photo store.

Reports, the ledger and events stay under the rider's id, which leads to nobody any more.
"""

from typing import Final

from domain.people.messages import ForgetAsked, Forgotten
from domain.people.riders import Rider
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import answer, removal, to_rider
from services.ports.transaction import Transaction
from services.programme import appeal_answers, sightings, sign_ups, vouchers, wish_leaving
from services.upkeep import chats

_AT_ONCE: Final = 50
_AGAIN_MS: Final = 10 * 60_000
"""After this time chats are cleared once more, of what was on its way at that moment."""

_FIRST, _AGAIN = "first", "again"


async def ask(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Ask the rider whether to erase everything; it happens at the key."""
    await answer(tx, deps, rider, ForgetAsked())


async def forget(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Erase what is the rider's own. Nothing reaches them any more but the confirmation."""
    now = deps.clock.now()
    await vouchers.leave(tx, deps, rider.id)
    await sign_ups.leave(tx, deps, rider.id)
    await appeal_answers.leave(tx, deps, rider)
    await sightings.leave(tx, rider.id)
    await wish_leaving.leave(tx, deps, rider.id)
    await tx.erasure.forget(rider, now)
    for turn, wait in ((_FIRST, 0), (_AGAIN, _AGAIN_MS)):
        await tx.timers.put(Timer(TimerKind.FORGOTTEN, f"{turn}:{rider.id}:0", now + wait))
    await tx.outbox.put(to_rider(deps, rider, Forgotten()))


async def clear_chats(tx: Transaction, deps: Deps, key: str) -> None:
    """Take what a rider who left asked, and the words and photos of some of their reports, from chats; go on later."""
    turn, rider_id, after_id = key.split(":")
    for chat_id, message_id in await tx.erasure.asked(int(rider_id)):
        await tx.outbox.put(removal(chat_id, message_id, erases=True))
    reports = await tx.erasure.reports(int(rider_id), int(after_id), _AT_ONCE)
    await tx.erasure.reword(reports)
    clips = [clip.id for clip in await tx.clips.of_rider(int(rider_id))]
    for report_id in reports:
        await chats.take_words(tx, deps, report_id, clips)
    if len(reports) == _AT_ONCE:
        await tx.timers.put(Timer(TimerKind.FORGOTTEN, f"{turn}:{rider_id}:{reports[-1]}", deps.clock.now()))
