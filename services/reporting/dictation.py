"""What a machine writes down of a rider's recording, before the message is taken: with the rider's consent alone."""

from services.deps import Deps
from services.people.pacing import HOUR_MS
from services.ports.transaction import Transaction


async def language_spoken(tx: Transaction, deps: Deps, chat_id: int) -> str | None:
    """Return the language in which the rider of a chat likely speaks, "" if it is not known; count one recording.

    None if it goes to nobody: they have not agreed to the host that it would go to, or sent as many within an hour as
    drafts take of them.
    """
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or not deps.voices_to or not rider.agreed(deps.terms):
        return None
    spent = await tx.paces.spend(f"recordings:{rider.id}", deps.clock.now(), HOUR_MS)
    return (rider.language or "") if spent.used <= deps.limits.messages_per_hour else None
