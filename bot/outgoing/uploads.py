"""Pictures and files as parameters of the Bot API: by Telegram's id, or as parts that are uploaded."""

from typing import Any, Literal

from handlers.bot_api import Files

JSON = dict[str, Any]
Kind = Literal["photo", "document", "audio", "video"]

Brought = str | tuple[bytes, str]
"""A file id, or bytes to upload with their name."""


def as_parameter(kind: Kind, brought: Brought) -> tuple[JSON, Files]:
    """Return the parameter of a message that is a picture or a file, and its part if it is uploaded."""
    return ({kind: brought}, {}) if isinstance(brought, str) else ({}, {kind: brought})


def as_media(kind: Kind, brought: Brought, part: str) -> tuple[JSON, Files]:
    """Return the same as one of an album's, or in place of another picture; `part` names what is uploaded."""
    if isinstance(brought, str):
        return {"type": kind, "media": brought}, {}
    return {"type": kind, "media": f"attach://{part}"}, {part: brought}
