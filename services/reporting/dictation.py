"""What a machine writes down of a rider's recording, before the message is taken: with the rider's consent alone."""

from services.deps import Deps
from services.ports.transaction import Transaction


async def language_spoken(tx: Transaction, deps: Deps, chat_id: int) -> str | None:
    """Return the language in which the rider of a chat likely speaks, "" if it is not known.

    None if their recordings go to nobody: they have not agreed to the host that they would go to.
    """
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or not deps.voices_to or not rider.agreed(deps.terms):
        return None
    return rider.language or ""
