"""JPEG files: their segments, read and cleaned without decoding a pixel (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.errors import MAX_PARTS, PhotoRefused, RefusalReason
from media.facts import Container

SIGNATURE: Final = b"\xff\xd8\xff"
_SOI, _EOI, _SOS, _SCAN, _TEM = 0xD8, 0xD9, 0xDA, 0x00, 0x01
_RESTARTS: Final = range(0xD0, 0xD8)
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDD})  # DHT, DAC, DQT, DRI
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})  # what decoders read: baseline, extended, progressive Huffman
_OTHER_FRAMES: Final = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})

_JFIF, _ADOBE, _ICC = b"JFIF\0", b"Adobe", b"ICC_PROFILE\0"
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_JFIF_SIZE, _ADOBE_SIZE = 12, 12
_MAX_JUNK: Final = 1 << 16  # bytes of filling between two segments
_MAX_SCANS: Final = 64  # each goes over all pixels again; progressive encoders write about ten

# A marker inside a scan: not a stuffed byte, a restart or a fill byte. 0x01 to 0xBF are reserved: damage, which
# decoders skip, and which is kept so that they draw what they would have drawn.
_MARKER_IN_SCAN: Final = re.compile(rb"\xff[\xc0-\xcf\xd8-\xef\xfe]")
_MARKER: Final = re.compile(rb"\xff([^\x00\xff])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    start: int  # of the payload, behind the length; of the data, for a scan
    end: int


def read(data: bytes) -> Container:
    """Read the leading segments, up to the first scan, whatever the bytes."""
    width = height = 0
    exif: list[bytes] = []
    xmp, reached_scan = b"", False
    for segment in _segments(data):
        if segment.marker == _SOS:
            reached_scan = True
            break
        payload = data[segment.start : segment.end]
        if segment.marker in _FRAMES and len(payload) >= 5:  # noqa: PLR2004  precision, height, width
            height, width = int.from_bytes(payload[1:3], "big"), int.from_bytes(payload[3:5], "big")
        elif segment.marker == _APP1 and payload.startswith(_EXIF):
            exif.append(payload[len(_EXIF) :])
        elif segment.marker == _APP1 and payload.startswith(_XMP):
            xmp = xmp or payload[len(_XMP) :]
    warnings = () if reached_scan else ("the file ends before its picture begins",)
    return Container(width, height, b"".join(exif), xmp, warnings=warnings)


def clean(data: bytes) -> bytes:
    """Return the picture alone: frame, tables, scans, colour profile and Adobe's transform; the pixels are the same.

    Whatever follows the end of the first image goes: further frames, gain maps, trailers. A file cut off inside
    its scans is closed where it ends. Raises `PhotoRefused` where there is no picture to keep.
    """
    segments = list(_segments(data))
    _check(segments, data)
    kept: list[bytes | memoryview] = [b"\xff\xd8"]
    for segment in segments:
        if segment.marker == _SCAN:
            kept.append(memoryview(data)[segment.start : segment.end])  # megabytes: copied once, below
        elif (essence := _essence(segment.marker, data[segment.start : segment.end])) is not None:
            kept.append(b"\xff%c%b%b" % (segment.marker, (len(essence) + 2).to_bytes(2, "big"), essence))
    kept.append(b"\xff\xd9")
    return b"".join(kept)


def _check(segments: list[_Segment], data: bytes) -> None:
    """Refuse what has no picture, what no viewer shows, and what would keep a decoder busy for hours."""
    markers = [segment.marker for segment in segments]
    if not _OTHER_FRAMES.isdisjoint(markers):
        raise PhotoRefused(RefusalReason.UNSUPPORTED_FORMAT, "a kind of JPEG that no viewer shows")
    frames = [data[segment.start : segment.end] for segment in segments if segment.marker in _FRAMES]
    scanned = sum(segment.end - segment.start for segment in segments if segment.marker == _SCAN)
    if len(frames) != 1 or not scanned:
        raise PhotoRefused(RefusalReason.BROKEN, "no picture in the file")
    if markers.count(_SCAN) > _MAX_SCANS:
        raise PhotoRefused(RefusalReason.BROKEN, "more scans than any camera writes")
    _check_frame(frames[0])


def _check_frame(payload: bytes) -> None:
    """Refuse a frame header whose own figures disagree: nothing can draw it, and it could hide anything."""
    components = payload[5] if len(payload) > 5 else 0  # noqa: PLR2004  a header is 6 bytes and 3 a component
    if not components or len(payload) != 6 + 3 * components or b"\0\0" in (payload[1:3], payload[3:5]):
        raise PhotoRefused(RefusalReason.BROKEN, "the frame header is damaged")
    if payload[0] != 8:  # noqa: PLR2004  bits a sample
        raise PhotoRefused(RefusalReason.UNSUPPORTED_FORMAT, f"{payload[0]} bits a sample")


def _essence(marker: int, payload: bytes) -> bytes | None:
    """Return what decoding needs of a segment, None where that is nothing."""
    if marker in _TABLES or marker in _FRAMES or marker == _SOS:
        return payload
    if marker == _APP0 and payload.startswith(_JFIF) and len(payload) >= _JFIF_SIZE:
        return payload[:_JFIF_SIZE] + b"\0\0"  # version and density; no thumbnail
    if marker == _APP14 and payload.startswith(_ADOBE) and len(payload) >= _ADOBE_SIZE:
        return payload[:_ADOBE_SIZE]
    if marker == _APP2 and payload.startswith(_ICC):
        return payload
    return None


def _segments(data: bytes) -> Iterator[_Segment]:
    """Walk the first image's segments, each scan's data after its header; ends at its end, or where it breaks off."""
    position = len(SIGNATURE) - 1
    for _ in range(MAX_PARTS):
        found = _MARKER.search(data, position, position + _MAX_JUNK)
        if found is None or found[1][0] == _EOI:
            return
        marker, position = found[1][0], found.end()
        if marker in _RESTARTS or marker in (_SOI, _TEM):
            continue
        start, end = position + 2, position + int.from_bytes(data[position : position + 2], "big")
        if end < start or end > len(data):
            return
        yield _Segment(marker, start, end)
        position = end
        if marker == _SOS:
            position = _scan_end(data, end)
            yield _Segment(_SCAN, end, position)
    raise PhotoRefused(RefusalReason.BROKEN, "more segments than any camera writes")


def _scan_end(data: bytes, start: int) -> int:
    found = _MARKER_IN_SCAN.search(data, start)
    return found.start() if found else len(data)
