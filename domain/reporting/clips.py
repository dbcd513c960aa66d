"""Cleaned voice messages and videos of drafts and reports."""

from dataclasses import dataclass
from enum import StrEnum

CLIPS_OF_A_DRAFT = 5
CLIPS_OF_A_REPORT = 10


class ClipKind(StrEnum):
    """As what it was sent: a voice message, a video, or a round video."""

    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"

    @property
    def is_seen(self) -> bool:
        """Whether it has a picture."""
        return self is not ClipKind.VOICE


@dataclass(frozen=True, slots=True)
class ClipMark:
    """What a draft keeps in mind of its clips, so that its card is drawn without reading them.

    `id` is the clip's, `message_id` that of the message that it came in.
    """

    id: int
    message_id: int
    kind: ClipKind


@dataclass(frozen=True, slots=True)
class Clip:
    """One cleaned voice message or video.

    Attributes:
        id: Its id.
        draft_id: Its draft; None if it was added to a report.
        report_id: Its report, once there is one.
        kind: As what it was sent.
        message_id: The Telegram message that it came in, in the rider's chat.
        object_key: The key of its cleaned bytes: their SHA-256 in hex.
        mime: `audio/ogg` or `video/mp4`.
        seconds: How long it is, at least 1.
        width, height: Pixels as they are shown, 0 for a voice message.
        added_at: ms UTC.
        rider_id: Which rider sent it; None until it is stored, and for staff.
        by_staff: Whether a member of staff sent it.
    """

    id: int
    draft_id: int | None
    report_id: int | None
    kind: ClipKind
    message_id: int
    object_key: str
    mime: str
    seconds: int
    width: int
    height: int
    added_at: int
    rider_id: int | None = None
    by_staff: bool = False

    @property
    def mark(self) -> ClipMark:
        """What its draft keeps in mind."""
        return ClipMark(self.id, self.message_id, self.kind)
