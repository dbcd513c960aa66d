"""The supervisors' own group: whoever is in it is a supervisor, its administrators are admins."""

from domain.errors import SupervisorsOnly
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.ports.transaction import Transaction


async def own_group(tx: Transaction, deps: Deps) -> QueueChat | None:
    """Return the supervisors' group; None while they have none, as whoever stands in for them has not their powers."""
    supervisors = deps.district.supervisors
    return await tx.queues.chat(supervisors.id) if supervisors is not None else None


async def supervisors_group(tx: Transaction, deps: Deps, chat_id: int) -> QueueChat:
    """Return the supervisors' group, as this chat is it.

    Raises:
        SupervisorsOnly: It is not.
    """
    group = await own_group(tx, deps)
    if group is None or group.chat_id != await tx.queues.present_chat(chat_id):
        raise SupervisorsOnly
    return group
