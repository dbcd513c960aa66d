"""A still of a video: one picture near its middle, as it is shown."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import av
from av.video.frame import VideoFrame
from PIL import Image

from media.clips import STILL_PIXELS
from media.decoding import encoded
from media.errors import PhotoUnfit, RefusalReason

_SIDE: Final = 1280
_QUALITY: Final = 87
_QUARTER: Final = 90


@dataclass(frozen=True, slots=True)
class Still:
    """A JPEG of at most 1280 pixels a side, and the pixels of the video as it is shown."""

    data: bytes
    width: int
    height: int


def still_of(clip: bytes, seconds: int) -> Still:
    """Decode one picture of a clean video that lasts so many seconds, the last before its middle that needs no other.

    Raises:
        PhotoUnfit: None can be decoded.
    """
    frame = _decoded(clip, seconds / 2)
    width, height = frame.width, frame.height
    scale = min(1.0, _SIDE / max(width, height))
    small = frame.reformat(width=max(1, round(width * scale)), height=max(1, round(height * scale)), format="rgb24")
    plane = small.planes[0]
    image = Image.frombuffer("RGB", (small.width, small.height), bytes(plane), "raw", "RGB", plane.line_size, 1)
    if frame.rotation % _QUARTER:
        raise PhotoUnfit(RefusalReason.BROKEN, f"turned by {frame.rotation} degrees")
    if frame.rotation:
        image = image.rotate(frame.rotation, expand=True)
    if frame.rotation % (2 * _QUARTER):
        width, height = height, width
    return Still(encoded(image, _QUALITY), width, height)


def _decoded(clip: bytes, middle: float) -> VideoFrame:
    with av.open(BytesIO(clip), "r", format="mp4") as source:
        stream = source.streams.video[0]
        stream.codec_context.options = {"max_pixels": str(STILL_PIXELS)}
        stream.codec_context.thread_count = 1
        if stream.time_base is not None:
            source.seek(round(middle / stream.time_base) + (stream.start_time or 0), stream=stream)
        frame = next(source.decode(stream), None)
    if frame is None:
        raise PhotoUnfit(RefusalReason.BROKEN, "no picture")
    return frame
