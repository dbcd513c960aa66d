"""What there is no room for: it is left out, and the words and the place that came with it stay."""

from dataclasses import replace

from domain.errors import TooOften
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import RefusalTold
from services.deps import Deps
from services.outgoing import refusal_key, to_rider
from services.ports.transaction import Transaction


async def without_files(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, refused: TooOften
) -> IncomingMessage:
    """Return a message without its photo and its clip, and let the rider hear once why.

    Raises:
        TooOften: The refusal itself, where the message brings nothing else.
    """
    left = replace(message, photo=None, clip=None)
    if not (left.text or left.brings):
        raise refused
    await tx.outbox.put(to_rider(deps, rider, RefusalTold(type(refused).__name__), refusal_key(refused)))
    return left
