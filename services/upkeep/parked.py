"""What was set aside, messages and updates: listed, tried again or given up by the operator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.ports.inbox import ParkedUpdate
from services.ports.transaction import Transaction
from services.upkeep.undelivered import SetAside, numbered

ALL: Final = "all"
_MESSAGE, _UPDATE = "m", "u"
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that was set aside, newest first; each is named by a letter and its number."""

    messages: dict[str, SetAside]
    updates: dict[str, ParkedUpdate]


async def shelf(tx: Transaction) -> Shelf:
    """Return everything that was set aside."""
    messages = [await numbered(tx, each) for each in await tx.outbox.parked(_MOST)]
    updates = await tx.inbox.parked(_MOST)
    return Shelf(
        {f"{_MESSAGE}{each.parked.sending.id}": each for each in messages},
        {f"{_UPDATE}{each.item.seq}": each for each in updates},
    )


async def retry(tx: Transaction, names: Sequence[str], now: int) -> list[str]:
    """Queue these again, or all; return the names of those that are not there, or too old for it."""
    wanted = await _wanted(tx, names)
    return [name for name in wanted if not await _retried(tx, name, now)]


async def drop(tx: Transaction, names: Sequence[str], now: int) -> list[str]:
    """Give these up, or all; return the names of those that are not there."""
    wanted = await _wanted(tx, names)
    return [name for name in wanted if not await _dropped(tx, name, now)]


async def _wanted(tx: Transaction, names: Sequence[str]) -> list[str]:
    if ALL not in names:
        return list(names)
    found = await shelf(tx)
    return [*reversed(found.messages), *reversed(found.updates)]


async def _retried(tx: Transaction, name: str, now: int) -> bool:
    kind, seq = _parsed(name)
    if kind == _MESSAGE:
        return await tx.outbox.retry_parked(seq)
    return kind == _UPDATE and await tx.inbox.retry_parked(seq, now)


async def _dropped(tx: Transaction, name: str, now: int) -> bool:
    kind, seq = _parsed(name)
    if kind == _MESSAGE:
        return await tx.outbox.drop_parked(seq, now)
    return kind == _UPDATE and await tx.inbox.drop_parked(seq, now)


def _parsed(name: str) -> tuple[str, int]:
    """Return the letter and the number of a name; ("", 0) if it is none."""
    kind, number = name[:1], name[1:]
    is_name = number.isascii() and number.isdigit() and len(number) < len(str(2**63))
    return (kind, int(number)) if is_name else ("", 0)
