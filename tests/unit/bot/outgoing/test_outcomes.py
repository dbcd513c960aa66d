"""What Telegram's errors mean for a message, told by code and text; and what may have arrived."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.answers import NotTelegram
from bot.exchanges import NotConnected
from bot.outgoing.outcomes import Outcome, back_off_ms, look_again_ms, may_have_arrived, outcome_of, told_to_wait_s

SAID: dict[Outcome, list[TelegramError]] = {
    Outcome.WAIT_AS_TOLD: [RetryAfter(3), BadRequest("SLOWMODE_WAIT_30"), BadRequest("FLOOD_WAIT_7")],
    Outcome.MOVED: [ChatMigrated(-1001)],
    Outcome.UNREACHABLE: [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: bot is not a member of the supergroup chat"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Forbidden("Forbidden: bot can't send messages to bots"),
        Forbidden("Forbidden: the group chat was deleted"),
        BadRequest("Chat not found"),
        BadRequest("PEER_ID_INVALID"),
        BadRequest("CHANNEL_PRIVATE"),
        BadRequest("USER_IS_BLOCKED"),
    ],
    Outcome.CLOSED: [
        BadRequest("Not enough rights to send text messages to the chat"),
        BadRequest("Not enough rights to send photos to the chat"),
        BadRequest("Have no rights to send a message"),
        BadRequest("Have no write access to the chat"),
        BadRequest("Need administrator rights in the channel chat"),
        BadRequest("CHAT_WRITE_FORBIDDEN"),
        Forbidden("Forbidden: CHAT_WRITE_FORBIDDEN"),
        BadRequest("CHAT_SEND_PHOTOS_FORBIDDEN"),
        BadRequest("CHAT_SEND_PLAIN_FORBIDDEN"),
        BadRequest("CHAT_RESTRICTED"),
        BadRequest("CHAT_ADMIN_REQUIRED"),
        BadRequest("USER_RESTRICTED"),
        BadRequest('Failed to send message #1 with the error message "CHAT_SEND_PHOTOS_FORBIDDEN"'),
        Forbidden("Forbidden: something of next year"),
    ],
    Outcome.TOPIC_CLOSED: [BadRequest("TOPIC_CLOSED")],
    Outcome.NO_TOPIC: [BadRequest("Message thread not found"), BadRequest("TOPIC_DELETED")],
    Outcome.NO_FILE: [
        BadRequest("Wrong file identifier/HTTP URL specified"),
        BadRequest("Wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
        BadRequest("Wrong file_id or the file is temporarily unavailable"),
        BadRequest("FILE_REFERENCE_EXPIRED"),
        BadRequest("Type of file mismatch"),
        BadRequest("WRONG_FILE_ID"),
    ],
    Outcome.NO_PHOTO: [
        BadRequest("PHOTO_INVALID_DIMENSIONS"),
        BadRequest("PHOTO_SAVE_FILE_INVALID"),
        BadRequest("IMAGE_PROCESS_FAILED"),
        BadRequest("File of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"),
        BadRequest('Failed to send message #2 with the error message "PHOTO_INVALID_DIMENSIONS"'),
        NetworkError("Request Entity Too Large"),
    ],
    Outcome.NO_CLIP: [
        BadRequest("not enough rights to send videos to the chat"),
    ],
    Outcome.REFUSED: [
        BadRequest("Can't parse entities"),
        BadRequest("BUTTON_DATA_INVALID"),
        BadRequest("of next year"),
    ],
    Outcome.BACK_OFF: [
        TimedOut(),
        NetworkError("Bad Gateway"),
        NetworkError("Internal Server Error"),
        NotTelegram(403),
        NotTelegram(502),
        NotTelegram(),
        InvalidToken("Unauthorized"),
        Conflict("Conflict"),
    ],
}


@pytest.mark.parametrize(
    ("outcome", "error"), [(outcome, error) for outcome, errors in SAID.items() for error in errors], ids=str
)
def test_an_error_is_told_by_code_and_text(outcome: Outcome, error: TelegramError) -> None:
    assert outcome_of(error) is outcome


def test_every_outcome_has_an_example() -> None:
    assert set(SAID) == set(Outcome)


@pytest.mark.parametrize(
    "error", [NotTelegram(407), InvalidToken("Unauthorized"), Conflict("Conflict"), RetryAfter(1), BadRequest("no")]
)
def test_what_was_refused_did_not_arrive(error: Exception) -> None:
    assert not may_have_arrived(error)


def test_what_found_no_connection_did_not_arrive() -> None:
    error = NetworkError("no")
    error.__cause__ = NotConnected("no")
    assert not may_have_arrived(error)


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("reset"), NotTelegram(504), NotTelegram()])
def test_what_got_no_answer_may_have_arrived(error: Exception) -> None:
    assert may_have_arrived(error)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (RetryAfter(30), 30),
        (RetryAfter(timedelta(seconds=5)), 5),
        (RetryAfter(90_000), 3600),
        (BadRequest("SLOWMODE_WAIT_45"), 45),
        (BadRequest("FLOOD_WAIT_99999"), 3600),
    ],
)
def test_telegram_is_heeded_for_an_hour_at_most(error: TelegramError, seconds: float) -> None:
    assert told_to_wait_s(error) == seconds


def test_waiting_is_bounded_whatever_the_attempts() -> None:
    assert [back_off_ms(attempts) for attempts in (0, 1, 2, 3, 500)] == [2_000, 4_000, 8_000, 15_000, 15_000]
    assert look_again_ms(0) == 5_000
    assert look_again_ms(500) == 60_000
