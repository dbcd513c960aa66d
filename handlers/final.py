"""Which of Telegram's refusals are final: one table by method, class and text; all others may pass."""

from dataclasses import dataclass
from typing import Final

from telegram.error import BadRequest, Forbidden, TelegramError

_MAY_PASS: Final = ("temporarily", "try again")
"""What Telegram says of a refusal that is not final, whatever else it says."""


@dataclass(frozen=True, slots=True)
class _Row:
    method: str
    kind: type[TelegramError]
    says: tuple[str, ...]
    meaning: str


_TABLE: Final = (
    _Row("getFile", BadRequest, ("too big",), "too_large"),
    _Row("getFile", BadRequest, ("file_id", "file identifier", "remote file", "file reference"), "broken"),
    _Row("getChatMember", Forbidden, (), "absent"),
    _Row(
        "getChatMember",
        BadRequest,
        (
            "not found",
            "participant_id_invalid",
            "user_id_invalid",
            "invalid user_id",
            "inaccessible",
            "chat_admin_required",
            "upgraded",
        ),
        "absent",
    ),
    _Row("answerCallbackQuery", BadRequest, (), "late"),
)


def final_refusal(method: str, error: TelegramError) -> str | None:
    """Return what a refusal of a Bot API method means for good; None if it may pass."""
    said = error.message.lower()
    if any(text in said for text in _MAY_PASS):
        return None
    return next(
        (
            row.meaning
            for row in _TABLE
            if row.method == method
            and isinstance(error, row.kind)
            and (not row.says or any(text in said for text in row.says))
        ),
        None,
    )


def may_pass(error: TelegramError) -> bool:
    """Return whether Telegram itself says of a refusal that it may pass."""
    return any(text in error.message.lower() for text in _MAY_PASS)
