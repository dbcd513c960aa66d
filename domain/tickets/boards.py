"""Boards: what is to be done in each place where queues work, pinned in one message that is edited in place."""

from dataclasses import dataclass
from typing import Final

from domain.messages import Manner, Meaning

PAUSE_MS: Final = 10_000
"""How long after a change a board is redrawn, with all that changes meanwhile: never sooner after it was drawn last."""

GROWN_OLD_MS: Final = 10 * 60_000
"""A board with open tickets is redrawn after this time at the latest, as ages stand on it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or a forum topic of it, in which queues work; `thread_id` is None outside topics."""

    chat_id: int
    thread_id: int | None


@dataclass(frozen=True, slots=True)
class Board(Meaning, name="board", manner=Manner.BOARD, reads_much=True):
    """The board of a place; one that stands at or above the message `below` is sent again and the old one deleted."""

    chat_id: int
    thread_id: int | None
    below: int = 0


@dataclass(frozen=True, slots=True)
class BoardClosed(Meaning, name="board_closed", manner=Manner.REDRAWN):
    """A former board, `message_id`: no queue works there any more, or its board stands elsewhere."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Pinning(Meaning, name="pinning", manner=Manner.PIN):
    """One of our messages is to be pinned without a sound, or to be pinned no more if `ends`."""

    message_id: int
    ends: bool = False


def board_key(place: Place) -> str:
    """Return the key of the board of a place."""
    return f"board:{place.chat_id}:{place.thread_id or 0}"


def is_board_key(key: str) -> bool:
    """Return whether a message is or was a board."""
    return key.startswith("board:")


def pin_key(chat_id: int, pinning: Pinning, now: int) -> str:
    """Return the key under which a message is pinned, or unpinned, at a time."""
    return f"{'unpin' if pinning.ends else 'pin'}:{chat_id}:{pinning.message_id}:{now}"
