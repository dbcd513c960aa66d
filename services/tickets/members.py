"""Who is in the groups of queues: what Telegram says when it changes."""

from domain.tickets.membership import Membership
from services.deps import Deps
from services.ports.transaction import Transaction

REMEMBERED_MS = 60_000
"""How long it is relied on that somebody is in a group, or is not, without asking Telegram again."""


async def heard(tx: Transaction, deps: Deps, chat_id: int, user_id: int, *, inside: bool | None) -> None:
    """Keep that a person joined or left a group; `inside` is None if they must be asked for anew."""
    now = deps.clock.now()
    await tx.memberships.purge(now - REMEMBERED_MS)
    await tx.memberships.note(Membership(chat_id, user_id, inside, now))
