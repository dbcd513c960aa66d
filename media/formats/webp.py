"""WEBP files: their RIFF chunks, read and cleaned without decoding a pixel (RFC 9649)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.errors import MAX_PARTS, PhotoRefused, RefusalReason
from media.facts import Container

_HEADER_SIZE: Final = 12
_PICTURES: Final = (b"VP8 ", b"VP8L")
_KEPT: Final = frozenset({b"ICCP", b"ALPH", *_PICTURES})
_ICC_FLAG, _ALPHA_FLAG, _ANIMATION_FLAG = 0x20, 0x10, 0x02
_EXTENDED_SIZE: Final = 10


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    start: int  # of the payload; the header stands 8 bytes before it
    end: int


def recognise(head: bytes) -> bool:
    """Tell whether these first 12 bytes begin a WEBP file."""
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def read(data: bytes) -> Container:
    """Walk all chunks: EXIF and XMP stand at the end."""
    width = height = 0
    exif, xmp, animated, picture = b"", b"", False, False
    for chunk in _chunks(data):
        payload = memoryview(data)[chunk.start : chunk.end]
        if chunk.kind == b"VP8X" and len(payload) >= _EXTENDED_SIZE:
            animated = bool(payload[0] & _ANIMATION_FLAG)
            width, height = (1 + int.from_bytes(payload[at : at + 3], "little") for at in (4, 7))
        elif chunk.kind in _PICTURES:
            picture = True
            if not width:
                width, height = _bitstream_size(chunk.kind, bytes(payload[:10]))
        elif chunk.kind == b"EXIF":
            exif = exif or bytes(payload).removeprefix(b"Exif\0\0")
        elif chunk.kind == b"XMP ":
            xmp = xmp or bytes(payload)
    warnings = () if picture or animated else ("the file ends before its picture does",)
    return Container(width, height, exif, xmp, animated=animated, warnings=warnings)


def clean(data: bytes) -> bytes:
    """Return the still picture alone: bitstream, alpha and colour profile.

    Raises `PhotoRefused` where there is none, and for animations: they are converted.
    """
    kept: list[bytes] = []
    extended, pictures = b"", 0
    for chunk in _chunks(data):
        payload = data[chunk.start : chunk.end]
        if chunk.kind == b"VP8X" and len(payload) >= _EXTENDED_SIZE:
            flags = payload[0] & (_ICC_FLAG | _ALPHA_FLAG)
            extended = bytes([flags, 0, 0, 0]) + payload[4:_EXTENDED_SIZE]
        elif chunk.kind in _KEPT:
            pictures += chunk.kind in _PICTURES
            kept.append(_chunk(chunk.kind, payload))
    if pictures != 1:
        raise PhotoRefused(RefusalReason.BROKEN, "no still picture in the file")
    body = b"WEBP" + (_chunk(b"VP8X", extended) if extended else b"") + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return b"%b%b%b%b" % (kind, len(payload).to_bytes(4, "little"), payload, b"\0" * (len(payload) % 2))


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Walk the whole chunks inside the RIFF; what was cut off, and what follows, is left out."""
    stop = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    position = _HEADER_SIZE
    for _ in range(MAX_PARTS):
        start = position + 8
        end = start + int.from_bytes(data[position + 4 : start], "little")
        if start > stop or end > stop:
            return
        yield _Chunk(data[position : position + 4], start, end)
        position = end + (end - start) % 2
    raise PhotoRefused(RefusalReason.BROKEN, "more chunks than any camera writes")


def _bitstream_size(kind: bytes, head: bytes) -> tuple[int, int]:
    """Return width and height from the first ten bytes of a bitstream (RFC 6386 9.1, RFC 9649 3.4)."""
    if kind == b"VP8 ":
        return (
            int.from_bytes(head[6:8], "little") & 0x3FFF,
            int.from_bytes(head[8:10], "little") & 0x3FFF,
        )
    packed = int.from_bytes(head[1:5], "little")
    return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
