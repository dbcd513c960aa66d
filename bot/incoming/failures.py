"""What becomes of an update whose handling failed: one table, first match wins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.outgoing.outcomes import told_to_wait_s
from handlers.final import may_pass
from services.ports.inbox import InboxItem
from services.ports.loose_objects import BytesInDoubt

PATIENCE_MS: Final = 24 * 3_600_000
"""How long a fault may last that may pass; Telegram keeps files longer."""

_MISTAKES: Final = 3
_FIRST_WAIT_MS: Final = 1_000
_LONGEST_WAIT_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class NextTry:
    """When to try again, in ms from now, and whether the failure counts as an attempt."""

    wait_ms: int
    counts: bool = True


_Verdict = Callable[[Exception, InboxItem, int], NextTry | None]


def next_try(error: Exception, item: InboxItem, now: int) -> NextTry | None:
    """Return when to try an update again after this error; None if it is given up."""
    return next(verdict for kind, verdict in _TABLE if isinstance(error, kind))(error, item, now)


def _back_off(item: InboxItem) -> int:
    return int(min(_LONGEST_WAIT_MS, _FIRST_WAIT_MS * 2 ** min(item.attempts, 12)))


def _as_told(error: Exception, item: InboxItem, now: int) -> NextTry | None:
    """Telegram's demand is obeyed, and is no failure of ours."""
    wait = int(1000 * told_to_wait_s(error)) if isinstance(error, RetryAfter) else _FIRST_WAIT_MS
    return NextTry(max(wait, _FIRST_WAIT_MS), counts=False) if _in_time(item, now) else None


def _passing(_error: Exception, item: InboxItem, now: int) -> NextTry | None:
    return NextTry(_back_off(item)) if _in_time(item, now) else None


def _refusal(error: Exception, item: InboxItem, now: int) -> NextTry | None:
    passing = isinstance(error, TelegramError) and may_pass(error)
    return (_passing if passing else _mistake)(error, item, now)


def _mistake(_error: Exception, item: InboxItem, _now: int) -> NextTry | None:
    return NextTry(_back_off(item)) if item.attempts + 1 < _MISTAKES else None


def _in_time(item: InboxItem, now: int) -> bool:
    return not item.failing_since or now < item.failing_since + PATIENCE_MS


_TABLE: Final[tuple[tuple[type[Exception], _Verdict], ...]] = (
    (RetryAfter, _as_told),
    (BadRequest, _refusal),  # a `NetworkError` for the library
    (Forbidden, _mistake),
    (NetworkError, _passing),
    (TelegramError, _passing),
    (OSError, _passing),  # the photos' store, too
    (BytesInDoubt, _passing),
    (Exception, _mistake),
)
