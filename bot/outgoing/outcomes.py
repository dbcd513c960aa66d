"""What to do after an error of Telegram: one table, first match wins."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.connections import NotConnected

_FIRST_BACKOFF_S: Final = 5
_LONGEST_BACKOFF_S: Final = 30 * 60


class Outcome(Enum):
    """The action after an error."""

    WAIT_AS_TOLD = auto()
    MOVED = auto()
    UNREACHABLE = auto()
    NO_TOPIC = auto()
    NO_FILE = auto()
    REFUSED = auto()
    BACK_OFF = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    kind: type[TelegramError]
    says: tuple[str, ...]
    outcome: Outcome

    def fits(self, error: TelegramError, said: str) -> bool:
        return isinstance(error, self.kind) and (not self.says or any(text in said for text in self.says))


_TABLE: Final = (
    _Row(RetryAfter, (), Outcome.WAIT_AS_TOLD),
    _Row(ChatMigrated, (), Outcome.MOVED),
    _Row(Forbidden, (), Outcome.UNREACHABLE),
    _Row(BadRequest, ("chat not found", "user is deactivated", "peer_id_invalid"), Outcome.UNREACHABLE),
    _Row(BadRequest, ("message thread not found", "topic_deleted", "topic_closed"), Outcome.NO_TOPIC),
    _Row(BadRequest, ("wrong file identifier", "wrong remote file", "file reference"), Outcome.NO_FILE),
    _Row(BadRequest, (), Outcome.REFUSED),
    _Row(NetworkError, (), Outcome.BACK_OFF),
    _Row(TelegramError, (), Outcome.BACK_OFF),
)
"""`BadRequest` is a subclass of `NetworkError` in the library, so it comes first."""


def outcome_of(error: TelegramError) -> Outcome:
    """Return the outcome of the first matching row."""
    said = error.message.lower()
    return next(row.outcome for row in _TABLE if row.fits(error, said))


def may_have_arrived(error: Exception) -> bool:
    """Return whether Telegram may have received the request: always, unless no connection was made."""
    return not isinstance(error.__cause__, NotConnected | httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def told_to_wait_s(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait, in seconds; the library gives a number or a timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def back_off_ms(attempts: int) -> int:
    """Return how long a chat waits after this many failed attempts, in ms: 5 s, doubling up to 30 min."""
    return int(1000 * min(_LONGEST_BACKOFF_S, _FIRST_BACKOFF_S * 2 ** min(attempts, 12)))
