"""WEBP files: RIFF chunks read and cleaned without decoding pixels (RFC 9649)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from media.errors import MAX_PARTS, PhotoUnfit, RefusalReason
from media.facts import Container, PhotoFormat
from media.formats import exif, icc
from media.oddities import Odd, Oddity

_HEADER_SIZE: Final = 12
_PICTURES: Final = (b"VP8 ", b"VP8L")
_KEPT: Final = frozenset({b"ALPH", *_PICTURES})
_ICC_FLAG, _ALPHA_FLAG, _ANIMATION_FLAG = 0x20, 0x10, 0x02
_PIXEL_BYTES: Final = 16
_EXTENDED_SIZE: Final = 10


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    payload: memoryview


def recognise(head: bytes) -> bool:
    """Return whether these first bytes begin a WEBP file."""
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def read(data: bytes) -> Container:
    """Read all chunks of any bytes, as EXIF and XMP are at the end."""
    chunks = list(islice(_chunks(data), MAX_PARTS + 1))
    extended = _extended(chunks)
    width, height = _size(chunks, extended)
    animated = extended is not None and bool(extended[0] & _ANIMATION_FLAG)
    still = any(chunk.kind in _PICTURES for chunk in chunks)
    return Container(
        format=PhotoFormat.WEBP,
        data=data,
        size=len(data),
        pixel_bytes=_PIXEL_BYTES,
        width=width,
        height=height,
        exif=exif.whole_blocks(_exif_blocks(chunks)),
        xmp=_first(chunks, b"XMP "),
        overfull=len(chunks) > MAX_PARTS,
        picture=None if animated else partial(_picture, chunks, extended),
        warnings=() if still or animated else (Oddity(Odd.CUT),),
    )


def decoding_bytes(data: bytes) -> int:
    """Return about how many bytes decoding takes, from the first two parts."""
    chunks = list(islice(_chunks(data), 2))
    width, height = _size(chunks, _extended(chunks))
    return round(width * height * _PIXEL_BYTES)


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield the complete chunks inside the RIFF; truncated and trailing data is left out."""
    view = memoryview(data)[: 8 + int.from_bytes(data[4:8], "little")]
    start = _HEADER_SIZE + 8
    while start <= len(view):
        size = int.from_bytes(view[start - 4 : start], "little")
        if start + size > len(view):
            return
        yield _Chunk(bytes(view[start - 8 : start - 4]), view[start : start + size])
        start += size + size % 2 + 8


def _first(chunks: Sequence[_Chunk], kind: bytes) -> bytes:
    return next((bytes(chunk.payload) for chunk in chunks if chunk.kind == kind and chunk.payload), b"")


def _exif_blocks(chunks: Sequence[_Chunk]) -> Iterator[bytes]:
    for chunk in chunks:
        if chunk.kind == b"EXIF" and chunk.payload:
            yield bytes(chunk.payload).removeprefix(b"Exif\0\0")


def _extended(chunks: Sequence[_Chunk]) -> memoryview | None:
    """Return the payload of the last extended header; None for a file without one."""
    headers = [chunk.payload for chunk in chunks if chunk.kind == b"VP8X" and len(chunk.payload) >= _EXTENDED_SIZE]
    return headers[-1] if headers else None


def _size(chunks: Sequence[_Chunk], extended: memoryview | None) -> tuple[int, int]:
    """Return width and height from the extended header, else from the first bitstream, else zeros."""
    if extended is not None:
        return 1 + int.from_bytes(extended[4:7], "little"), 1 + int.from_bytes(extended[7:10], "little")
    pictures = (chunk for chunk in chunks if chunk.kind in _PICTURES)
    return next((_bitstream_size(chunk.kind, bytes(chunk.payload[:10])) for chunk in pictures), (0, 0))


def _bitstream_size(kind: bytes, head: bytes) -> tuple[int, int]:
    """Return width and height from the first ten bytes of a bitstream (RFC 6386 9.1, RFC 9649 3.4)."""
    if kind == b"VP8 ":
        return (
            int.from_bytes(head[6:8], "little") & 0x3FFF,
            int.from_bytes(head[8:10], "little") & 0x3FFF,
        )
    packed = int.from_bytes(head[1:5], "little")
    return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1


def _picture(chunks: Sequence[_Chunk], extended: memoryview | None) -> bytes:
    """Return only the still picture: bitstream, alpha and colour profile.

    Raises:
        PhotoUnfit: There is none.
    """
    if sum(chunk.kind in _PICTURES for chunk in chunks) != 1:
        raise PhotoUnfit(RefusalReason.BROKEN, "no still picture in the file")
    parts: list[bytes | memoryview] = [b"WEBP"]
    profile = icc.without_owner(_first(chunks, b"ICCP"))
    if extended is not None:
        flags = extended[0] & (_ICC_FLAG | _ALPHA_FLAG if profile else _ALPHA_FLAG)
        parts += _coded(b"VP8X", bytes([flags, 0, 0, 0]) + extended[4:_EXTENDED_SIZE])
        parts += _coded(b"ICCP", profile) if profile else ()
    for chunk in chunks:
        if chunk.kind in _KEPT:
            parts += _coded(chunk.kind, chunk.payload)
    return b"".join((b"RIFF", sum(map(len, parts)).to_bytes(4, "little"), *parts))


def _coded(kind: bytes, payload: bytes | memoryview) -> tuple[bytes, bytes | memoryview, bytes]:
    return kind + len(payload).to_bytes(4, "little"), payload, b"\0" * (len(payload) % 2)
