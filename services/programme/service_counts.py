"""Noting what a service team's figures count, as it happens."""

from domain.programme.appeals import Act, Appeal
from domain.programme.service_counts import Event, of_appeal, of_wish
from domain.programme.wishes import Wish
from services.deps import Deps
from services.ports.transaction import Transaction


async def note_appeal(tx: Transaction, deps: Deps, before: Appeal, after: Appeal, act: Act) -> None:
    """Note what a step of an appeal counts as, for the queue that has it then."""
    now = deps.clock.now()
    for what, due_at in of_appeal(before, after, act, now):
        in_time, took = (now <= due_at, now - (after.sent_at or now)) if due_at is not None else (None, None)
        await tx.service_counts.add(Event(deps.ids.new(), after.queue, what, now, after.kind, in_time, took))


async def note_wish(tx: Transaction, deps: Deps, before: Wish, after: Wish) -> None:
    """Note what a step of a wish counts as."""
    what = of_wish(before, after)
    if what is not None:
        await tx.service_counts.add(Event(deps.ids.new(), after.queue, what, deps.clock.now()))
