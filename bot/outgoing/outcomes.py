"""What an error of Telegram's means for a message: one table by code and text, first match wins."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.answers import NotTelegram
from bot.exchanges import NotConnected

_LONGEST_TOLD_S: Final = 60 * 60
_NETWORK_WAITS_S: Final = (2, 4, 8, 15)
_CLOSED_WAITS_S: Final = (5, 10, 20, 40, 60)
_NUMBER: Final = re.compile(r"(?:slowmode|flood)_wait_(\d+)")


class Outcome(Enum):
    """The action after an error."""

    WAIT_AS_TOLD = auto()
    """Telegram names the seconds to wait."""

    MOVED = auto()
    """The group has another id now."""

    UNREACHABLE = auto()
    """The chat is gone, or the bot is no longer in it."""

    CLOSED = auto()
    """The bot may not write there at present: a right is missing or somebody is muted. It passes."""

    TOPIC_CLOSED = auto()
    """The same for one topic of a forum."""

    NO_TOPIC = auto()
    """The topic was deleted."""

    NO_FILE = auto()
    """A file id that this bot can't use, or can't any more."""

    NO_PHOTO = auto()
    """The bytes are not taken as a photo."""

    NO_CLIP = auto()
    """The chat takes no voice messages or videos from us."""

    REFUSED = auto()
    """It is the message's own fault."""

    BACK_OFF = auto()
    """Nobody knows whether Telegram has it, or Telegram is unwell."""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: type[TelegramError]
    says: tuple[str, ...]
    outcome: Outcome

    def fits(self, error: TelegramError, said: str) -> bool:
        return isinstance(error, self.kind) and (not self.says or any(text in said for text in self.says))


_TABLE: Final = (
    _Row(RetryAfter, (), Outcome.WAIT_AS_TOLD),
    _Row(TelegramError, ("slowmode_wait_", "flood_wait_", "too many requests"), Outcome.WAIT_AS_TOLD),
    _Row(ChatMigrated, (), Outcome.MOVED),
    _Row(
        TelegramError,
        (
            "send_audios_forbidden",  # CHAT_SEND_AUDIOS_FORBIDDEN and its like
            "send_videos_forbidden",
            "rights to send music",
            "rights to send videos",
        ),
        Outcome.NO_CLIP,
    ),
    _Row(TelegramError, ("topic_closed", "topic is closed", "topic closed"), Outcome.TOPIC_CLOSED),
    _Row(
        TelegramError,
        (
            "write_forbidden",  # with 400 or 403
            "chat_send_",  # CHAT_SEND_PHOTOS_FORBIDDEN and its like
            "send_forbidden",
            "not enough rights",
            "have no rights",
            "no write access",
            "need administrator rights",
            "chat_admin_required",
            "chat_restricted",
            "user_restricted",
            "user_banned_in_channel",
            "slow mode",
            "payment_required",
        ),
        Outcome.CLOSED,
    ),
    _Row(
        Forbidden,
        (
            "blocked by",
            "deactivated",
            "kicked",
            "not a member",
            "can't initiate conversation",
            "can't send messages to",
            "was deleted",
        ),
        Outcome.UNREACHABLE,
    ),
    _Row(Forbidden, (), Outcome.CLOSED),
    _Row(
        BadRequest,
        ("chat not found", "deactivated", "peer_id_invalid", "user_is_blocked", "channel_private", "channel_invalid"),
        Outcome.UNREACHABLE,
    ),
    _Row(BadRequest, ("thread not found", "topic_deleted", "topic_id_invalid"), Outcome.NO_TOPIC),
    _Row(
        BadRequest,
        (
            "wrong file",  # … identifier, … identifier/HTTP URL specified
            "wrong_file",
            "wrong remote file",
            "invalid file",
            "invalid remote file",
            "file_id_invalid",
            "file_reference",
            "file reference",
            "temporarily unavailable",
            "file mismatch",
            "wrong padding",
            "can't unserialize",
            "document_invalid",
        ),
        Outcome.NO_FILE,
    ),
    _Row(
        NetworkError,  # a file that is too large is refused with 413, which the library calls an error of the network
        (
            "photo_",  # PHOTO_INVALID_DIMENSIONS, PHOTO_EXT_INVALID, PHOTO_SAVE_FILE_INVALID …
            "image_process_failed",
            "too big for a photo",
            "file is too big",
            "too large",
            "media_invalid",
            "media_empty",
            "media_file_invalid",
            "file must be non-empty",
            "in the album",
        ),
        Outcome.NO_PHOTO,
    ),
    _Row(BadRequest, (), Outcome.REFUSED),
    _Row(NetworkError, (), Outcome.BACK_OFF),
    _Row(TelegramError, (), Outcome.BACK_OFF),
)
"""`BadRequest` is a subclass of `NetworkError` in the library, so it comes first.

Sources: Client.cpp of tdlib/telegram-bot-api (`fail_query_with_error`, which turns a 403 in capitals into a 400), td's
`can_send_message_content` and `FileManager.cpp`, https://core.telegram.org/method/messages.sendMedia#possible-errors.
"""


_REFUSALS: Final = (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter)


def outcome_of(error: TelegramError) -> Outcome:
    """Return the outcome of the first matching row."""
    said = error.message.lower()
    return next(row.outcome for row in _TABLE if row.fits(error, said))


def may_have_arrived(error: Exception) -> bool:
    """Return whether the request may have taken effect: not where it was refused, or no connection was made."""
    if isinstance(error, _REFUSALS) or (isinstance(error, NotTelegram) and error.refused):
        return False
    return not isinstance(error.__cause__, NotConnected | httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def told_to_wait_s(error: TelegramError) -> float:
    """Return how long Telegram wants us to wait, in seconds, an hour at most."""
    if not isinstance(error, RetryAfter):
        named = _NUMBER.search(error.message.lower())
        return min(float(named[1]) if named else 1.0, _LONGEST_TOLD_S)
    wait = error.retry_after  # the library gives a number or a timedelta
    return min(wait.total_seconds() if isinstance(wait, timedelta) else float(wait), _LONGEST_TOLD_S)


def back_off_ms(attempts: int) -> int:
    """Return how long a chat waits after this many failures of the network, in ms: 15 s at most."""
    return _wait_ms(_NETWORK_WAITS_S, attempts)


def look_again_ms(attempts: int) -> int:
    """Return after how long it is tried again whether a chat may be written to, in ms: a minute at most."""
    return _wait_ms(_CLOSED_WAITS_S, attempts)


def _wait_ms(waits_s: tuple[int, ...], attempts: int) -> int:
    return 1000 * waits_s[min(attempts, len(waits_s) - 1)]
