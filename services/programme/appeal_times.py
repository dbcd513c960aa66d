"""What time does to appeals: unsent cards go, staff are reminded of what they owe, what nobody answers closes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain.programme.appeal_messages import News, Up
from domain.programme.appeals import LATE_AFTER, Act, Appeal, By, Due, Stage, due
from services.deps import Deps
from services.outgoing import removal
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from services.programme import appeal_cards, appeals
from services.programme.appeal_answers import remind
from services.programme.appeals import moved, tell, tell_above
from services.rider_keys import appeal_from_key

_LATE: Final = "late"
AT_ONCE: Final = 200
"""How many ended ones lose their words in one transaction."""


async def fire(tx: Transaction, deps: Deps, key: str) -> None:
    """Do what is due of an appeal; `key` is its timer's. What is not so any more does nothing."""
    appeal_id, what, cause = key.split(":")
    appeal = await tx.appeals.get(int(appeal_id))
    if appeal is not None:
        await _BY_WHAT[what](tx, deps, appeal, int(cause))


async def show_again(tx: Transaction, deps: Deps, _: str) -> None:
    """Show the open appeals to whoever sees to them, after a group changed."""
    await appeals.show_again(tx, deps)


async def _owed(tx: Transaction, deps: Deps, appeal: Appeal, at: int) -> None:
    """Remind those who have it, and have supervisors told a working day later."""
    owed = due(appeal)
    if owed is None or owed[1] != at:
        return
    await remind(tx, deps, appeal, owed[0].value, at)
    calendar = deps.district.calendar_of(deps.district.known_queue(appeal.queue))
    await tx.timers.put(appeals.timer(appeal.id, _LATE, at, calendar.due_at(deps.clock.now(), *LATE_AFTER)))


async def _late(tx: Transaction, deps: Deps, appeal: Appeal, at: int) -> None:
    owed = due(appeal)
    if owed is not None and owed[1] == at:
        await tell_above(tx, deps, appeal, Up.LATE, at)


async def _close(tx: Transaction, deps: Deps, appeal: Appeal, followed_at: int) -> None:
    if appeal.stage is Stage.FOLLOWED and appeal.followed_at == followed_at:
        await moved(tx, deps, appeal, Act.CLOSE, By.SYSTEM)
        await tell(tx, deps, appeal, News.SILENT)


async def _go(tx: Transaction, deps: Deps, appeal: Appeal, closed_at: int) -> None:
    """Take what was said out of the staff's group before it is no more."""
    for line in await tx.appeals.lines(appeal.id):
        said = await tx.messages.of_key(appeal_from_key(appeal.rider_id, appeal.id, line.id, 0))
        if said is not None:
            await tx.outbox.put(removal(said.chat_id, said.message_id, erases=True))
    await tx.retention.purge(Kept.APPEALS, closed_at + 1, AT_ONCE)
    await appeals.show_staff(tx, deps, appeal)


_BY_WHAT: Final[Mapping[str, Callable[[Transaction, Deps, Appeal, int], Awaitable[None]]]] = {
    appeal_cards.REMINDS: appeal_cards.remind,
    appeal_cards.ENDS: appeal_cards.end,
    appeals.CLOSES: _close,
    appeals.GOES: _go,
    _LATE: _late,
    **dict.fromkeys((each.value for each in Due), _owed),
}
