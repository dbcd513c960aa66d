"""Voice messages and videos: what is taken, within which limits, and what a clean one is."""

from dataclasses import dataclass
from typing import Final

from media.errors import MAX_BYTES, PhotoUnfit, RefusalReason

SECONDS_AT_MOST: Final = 600
"""A longer clip is heard by nobody, and little else makes a file of few bytes long to read."""

PACKETS_AT_MOST: Final = 200_000
"""Ten minutes of a high-speed camera with sound; an hour of silence has more."""

STILL_PIXELS: Final = 4096 * 2304
"""The largest picture of a video that is decoded; telephones record 3840 × 2160."""

CLIP_ROOM: Final = 96 << 20
"""Bytes that cleaning a clip may take: twice the file, the decoder's pictures of a full HD video, and its still."""


@dataclass(frozen=True, slots=True)
class CleanClip:
    """A clip without metadata.

    Attributes:
        data: An Ogg file with one Opus stream, or an MP4 file with one H.264 or HEVC stream and at most one AAC stream.
        mime: `audio/ogg` or `video/mp4`.
        seconds: How long it is, at least 1.
        width, height: Pixels as they are shown, 0 for a voice message.
        still: A JPEG of a picture near its middle, upright, at most 1280 pixels a side; empty for a voice message.
    """

    data: bytes
    mime: str
    seconds: int
    width: int = 0
    height: int = 0
    still: bytes = b""


def refuse_clip_by_size(size: int) -> None:
    """Check a clip's bytes before anything is read.

    Raises:
        PhotoUnfit: There are none, or more than Telegram lets a bot download.
    """
    if not size:
        raise PhotoUnfit(RefusalReason.EMPTY, "no bytes")
    if size > MAX_BYTES:
        raise PhotoUnfit(RefusalReason.TOO_LARGE, f"{size / 1e6:.1f} MB")
