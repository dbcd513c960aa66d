"""PNG files: their chunks, read and cleaned without decoding a pixel (W3C PNG, third edition)."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.errors import MAX_PARTS, PhotoRefused, RefusalReason
from media.facts import Container

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_SIZE: Final = 13
_MAX_TEXT: Final = 1 << 20  # bytes of unpacked metadata: EXIF is below 64 KB, XMP seldom above

_ANY: Final = 1 << 31
# What decoding needs, with the size each may have at most: no room for anything else. Animation is dropped,
# the still picture that every APNG begins with stays.
_KEPT: Final = {
    b"IHDR": _HEADER_SIZE,
    b"PLTE": 768,
    b"tRNS": 256,
    b"IDAT": _ANY,
    b"iCCP": _ANY,
    b"cICP": 4,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"bKGD": 6,
    b"pHYs": 9,
}
_END: Final = b"\0\0\0\0IEND\xaeB`\x82"
_TEXTS: Final = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_MAX_KEYWORD: Final = 80
_RAW_PROFILES: Final = (b"Raw profile type exif", b"Raw profile type APP1")
_XMP: Final = b"XML:com.adobe.xmp"
_WANTED: Final = frozenset({*_RAW_PROFILES, _XMP})


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    start: int  # of the payload; the length stands 8 bytes before it
    end: int
    whole: bool  # with its check sum; a file may end inside a chunk


def read(data: bytes) -> Container:
    """Walk all chunks: the EXIF may stand at the end."""
    width = height = 0
    exif, animated, whole = b"", False, False
    texts: dict[bytes, bytes] = {}
    for chunk in _chunks(data):
        payload = memoryview(data)[chunk.start : chunk.end]
        if chunk.kind == b"IHDR" and len(payload) == _HEADER_SIZE:
            width, height = int.from_bytes(payload[:4], "big"), int.from_bytes(payload[4:8], "big")
        elif chunk.kind == b"eXIf":
            exif = exif or bytes(payload)
        elif chunk.kind in _TEXTS:
            keyword = bytes(payload[:_MAX_KEYWORD]).split(b"\0", 1)[0]
            if keyword in _WANTED and keyword not in texts:  # one of each: unpacking takes time
                texts[keyword] = _text(chunk.kind, bytes(payload[len(keyword) + 1 :]))
        animated = animated or chunk.kind == b"acTL"
        whole = whole or (chunk.kind == b"IEND" and chunk.whole)
    exif = exif or next(filter(None, map(_raw_profile, map(texts.get, _RAW_PROFILES))), b"")
    warnings = () if whole else ("the file ends before its picture does",)
    return Container(width, height, exif, texts.get(_XMP, b""), animated=animated, warnings=warnings)


def clean(data: bytes) -> bytes:
    """Return the picture alone, chunk by chunk; a chunk cut off by the end of the file is closed where it ends.

    Raises `PhotoRefused` where there is no picture to keep.
    """
    kept = [SIGNATURE]
    kinds: list[bytes] = []
    for chunk in _chunks(data):
        if chunk.end - chunk.start > _KEPT.get(chunk.kind, -1):
            continue
        kinds.append(chunk.kind)
        kept.append(data[chunk.start - 8 : chunk.end + 4] if chunk.whole else _closed(data, chunk))
    if kinds[:1] != [b"IHDR"] or kinds.count(b"IHDR") != 1 or b"IDAT" not in kinds:
        raise PhotoRefused(RefusalReason.BROKEN, "no picture in the file")
    kept.append(_END)
    return b"".join(kept)


def _closed(data: bytes, chunk: _Chunk) -> bytes:
    body = chunk.kind + data[chunk.start : chunk.end]
    return b"%b%b%b" % ((len(body) - 4).to_bytes(4, "big"), body, zlib.crc32(body).to_bytes(4, "big"))


def _chunks(data: bytes) -> Iterator[_Chunk]:
    position = len(SIGNATURE)
    for _ in range(MAX_PARTS):
        if position + 8 > len(data):
            return
        end = position + 8 + int.from_bytes(data[position : position + 4], "big")
        kind, whole = data[position + 4 : position + 8], end + 4 <= len(data)
        yield _Chunk(kind, position + 8, min(end, len(data)), whole)
        if kind == b"IEND":
            return
        position = end + 4
    raise PhotoRefused(RefusalReason.BROKEN, "more chunks than any camera writes")


def _text(kind: bytes, rest: bytes) -> bytes:
    """Return the text behind a text chunk's keyword, unpacked up to a limit; empty where it can't be."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _unpacked(rest[1:])
    packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]  # behind language and translated keyword
    return _unpacked(text) if packed else text


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MAX_TEXT)
    except zlib.error:
        return b""


def _raw_profile(text: bytes | None) -> bytes:
    """Decode ImageMagick's way to keep EXIF in text: a name, a length, then hexadecimal digits in lines."""
    digits = b"".join((text or b"").split()[2:])
    try:
        return bytes.fromhex(digits.decode("ascii")).removeprefix(b"Exif\0\0")
    except ValueError:
        return b""
