"""PNG files: chunks read and cleaned without decoding pixels (W3C PNG, third edition)."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Final

from media.errors import MAX_PARTS, PhotoUnfit, RefusalReason
from media.facts import Container, PhotoFormat
from media.formats import exif, icc
from media.oddities import Odd, Oddity

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_SIZE: Final = 13
_MAX_TEXT: Final = 1 << 20  # bytes of unpacked metadata: EXIF is below 64 KB, XMP rarely above
_MAX_PACKED_PROFILE: Final = icc.MAX_PROFILE
_PIXEL_BYTES: Final = {0: 5, 2: 4.6, 3: 9.5, 4: 9.5, 6: 9.5}  # by colour type; transparency is scaled apart
_NO_COLOUR: Final = -1

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
    payload: memoryview
    coded: memoryview  # from its length to its checksum
    whole: bool  # including its checksum; a file may end inside a chunk


def recognise(head: bytes) -> bool:
    """Return whether these first bytes begin a PNG file."""
    return head.startswith(SIGNATURE)


def read(data: bytes) -> Container:
    """Read all chunks of any bytes, as the EXIF may be at the end."""
    chunks = list(islice(_chunks(data), MAX_PARTS + 1))
    width, height = _size(chunks)
    texts = _texts(chunks)
    blocks = (bytes(chunk.payload) for chunk in chunks if chunk.kind == b"eXIf")
    profiles = map(_raw_profile, map(texts.get, _RAW_PROFILES))
    whole = any(chunk.kind == b"IEND" and chunk.whole for chunk in chunks)
    return Container(
        format=PhotoFormat.PNG,
        data=data,
        size=len(data),
        pixel_bytes=_pixel_bytes(chunks),
        width=width,
        height=height,
        exif=exif.whole_blocks(filter(None, chain(blocks, profiles))),
        xmp=texts.get(_XMP, b""),
        overfull=len(chunks) > MAX_PARTS,
        picture=partial(_picture, chunks),
        warnings=() if whole else (Oddity(Odd.CUT),),
    )


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield the chunks up to the end of the picture or of the file."""
    view = memoryview(data)
    position = len(SIGNATURE)
    kind = b""
    while kind != b"IEND" and position + 8 <= len(data):
        start, end = position + 8, position + 8 + int.from_bytes(view[position : position + 4], "big")
        kind = data[position + 4 : start]
        yield _Chunk(kind, view[start:end], view[position : end + 4], whole=end + 4 <= len(data))
        position = end + 4


def _size(chunks: Sequence[_Chunk]) -> tuple[int, int]:
    """Return width and height from the last header; zeros if there is none."""
    for chunk in reversed(chunks):
        if chunk.kind == b"IHDR" and len(chunk.payload) == _HEADER_SIZE:
            return int.from_bytes(chunk.payload[:4], "big"), int.from_bytes(chunk.payload[4:8], "big")
    return 0, 0


def decoding_bytes(data: bytes) -> int:
    """Return about how many bytes decoding takes, from the header."""
    header = list(islice(_chunks(data), 1))
    width, height = _size(header)
    return round(width * height * _pixel_bytes(header))


def _pixel_bytes(chunks: Sequence[_Chunk]) -> float:
    """Return how many bytes a decoder holds for each pixel, by the last header's colour type; 0 without one."""
    kinds = (chunk.payload[9] for chunk in reversed(chunks) if chunk.kind == b"IHDR" and len(chunk.payload) > 9)  # noqa: PLR2004
    return _PIXEL_BYTES.get(next(kinds, _NO_COLOUR), 0)


def _picture(chunks: Sequence[_Chunk]) -> bytes:
    """Return only the picture's chunks; a chunk cut off by the end of the file is closed there.

    Raises:
        PhotoUnfit: There is no picture.
    """
    essential = (chunk for chunk in chunks if len(chunk.payload) <= _KEPT.get(chunk.kind, -1))
    kept = [_nobodys(chunk) if chunk.kind == b"iCCP" else chunk for chunk in essential]
    kinds = [chunk.kind for chunk in kept]
    if kinds[:1] != [b"IHDR"] or kinds.count(b"IHDR") != 1 or b"IDAT" not in kinds:
        raise PhotoUnfit(RefusalReason.BROKEN, "no picture in the file")
    coded = (chunk.coded if chunk.whole else _closed(chunk) for chunk in kept if chunk.payload or chunk.kind == b"IDAT")
    return b"".join((SIGNATURE, *coded, _END))


def _nobodys(chunk: _Chunk) -> _Chunk:
    """Return the chunk of a colour profile without its owner, also in its name; an empty one if it is damaged."""
    packed = bytes(chunk.payload[:_MAX_PACKED_PROFILE]).partition(b"\0")[2][1:]  # after name and method
    profile = icc.without_owner(_unpacked(packed, icc.MAX_PROFILE + 1))
    payload = b"ICC\0\0" + zlib.compress(profile) if profile else b""
    return _Chunk(chunk.kind, memoryview(payload), chunk.coded[:0], whole=False)


def _closed(chunk: _Chunk) -> bytes:
    body = chunk.kind + chunk.payload
    return b"%b%b%b" % (len(chunk.payload).to_bytes(4, "big"), body, zlib.crc32(body).to_bytes(4, "big"))


def _texts(chunks: Sequence[_Chunk]) -> dict[bytes, bytes]:
    """Return the wanted texts by keyword, only the first of each, as unpacking takes time."""
    texts: dict[bytes, bytes] = {}
    for chunk in chunks:
        if chunk.kind in _TEXTS:
            keyword = bytes(chunk.payload[:_MAX_KEYWORD]).split(b"\0", 1)[0]
            if keyword in _WANTED and keyword not in texts:
                texts[keyword] = _text(chunk.kind, bytes(chunk.payload[len(keyword) + 1 :]))
    return texts


def _text(kind: bytes, rest: bytes) -> bytes:
    """Return the text after a text chunk's keyword, unpacked up to a limit; empty if that fails."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _unpacked(rest[1:])
    packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]  # after language and translated keyword
    return _unpacked(text) if packed else text


def _unpacked(packed: bytes, at_most: int = _MAX_TEXT) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, at_most)
    except zlib.error:
        return b""


def _raw_profile(text: bytes | None) -> bytes:
    """Return the EXIF that ImageMagick keeps as text: a name, a length, then lines of hexadecimal digits."""
    digits = b"".join((text or b"").split()[2:])
    try:
        return bytes.fromhex(digits.decode("ascii")).removeprefix(b"Exif\0\0")
    except ValueError:
        return b""
