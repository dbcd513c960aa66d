"""JPEG files: segments read and cleaned without decoding pixels (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile
from typing import Final

from media.errors import MAX_PARTS, PhotoUnfit, RefusalReason
from media.facts import Container, PhotoFormat
from media.formats import exif, icc
from media.oddities import Odd, Oddity

SIGNATURE: Final = b"\xff\xd8\xff"
_SOI, _EOI, _SOS, _SCAN, _TEM = 0xD8, 0xD9, 0xDA, 0x00, 0x01
_BARE: Final = frozenset({_SOI, _TEM, *range(0xD0, 0xD8)})  # markers without a length, including restarts
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDD})  # DHT, DAC, DQT, DRI
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})  # the frames that decoders read: baseline, extended, progressive Huffman
_PROGRESSIVE: Final = 0xC2
_OTHER_FRAMES: Final = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})

_JFIF, _ADOBE, _ICC = b"JFIF\0", b"Adobe", b"ICC_PROFILE\0"
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_JFIF_SIZE, _ADOBE_SIZE = 12, 12
_ICC_NUMBERS, _ICC_PIECE = 2, 65_519  # number and count before each piece of a profile; the longest piece
_STREAMED_BYTES: Final = 0.5  # for a pixel of a JPEG that is scaled down while it is read
_COEFFICIENT_BYTES: Final = 2
_MAX_JUNK: Final = 1 << 16  # bytes of fill between two segments
_MAX_SCANS: Final = 64  # each goes over all pixels again; progressive encoders write about ten

# A marker inside a scan: not a stuffed byte, a restart or a fill byte. 0x01 to 0xBF are reserved: damage, which
# decoders skip and which is kept, so that they draw the same picture.
_MARKER_IN_SCAN: Final = re.compile(rb"\xff[\xc0-\xcf\xd8-\xef\xfe]")
_MARKER: Final = re.compile(rb"\xff([^\x00\xff])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    payload: memoryview  # after the length; for a scan, its data

    def begins(self, name: bytes) -> bool:
        return self.payload[: len(name)] == name


def recognise(head: bytes) -> bool:
    """Return whether these first bytes begin a JPEG file."""
    return head.startswith(SIGNATURE)


def read(data: bytes) -> Container:
    """Read the segments of the first image in any bytes; the facts are from those before its first scan."""
    segments = list(islice(_segments(data), MAX_PARTS + 1))
    leading = list(takewhile(lambda segment: segment.marker != _SOS, segments))
    width, height = _size(leading)
    return Container(
        format=PhotoFormat.JPEG,
        data=data,
        size=len(data),
        pixel_bytes=_pixel_bytes(segments[: len(leading) + 1]),
        width=width,
        height=height,
        exif=exif.whole_blocks(_blocks(leading, _EXIF)),
        xmp=bytes(next(filter(len, _blocks(leading, _XMP)), b"")),
        overfull=len(segments) > MAX_PARTS,
        picture=partial(_picture, segments),
        warnings=(Oddity(Odd.CUT),) if len(leading) == len(segments) else (),
    )


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield the segments of the first image, each scan's data after its header, up to its end or a break."""
    view = memoryview(data)
    position = len(SIGNATURE) - 1
    while found := _MARKER.search(data, position, position + _MAX_JUNK):
        marker, position = found[1][0], found.end()
        if marker == _EOI:
            return
        if marker in _BARE:
            yield _Segment(marker, view[:0])
            continue
        start, end = position + 2, position + int.from_bytes(view[position : position + 2], "big")
        if end < start or end > len(data):
            return
        yield _Segment(marker, view[start:end])
        position = end
        if marker == _SOS:
            position = _scan_end(data, end)
            yield _Segment(_SCAN, view[end:position])


def _scan_end(data: bytes, start: int) -> int:
    found = _MARKER_IN_SCAN.search(data, start)
    return found.start() if found else len(data)


def _size(segments: Sequence[_Segment]) -> tuple[int, int]:
    """Return width and height from the last frame header among these; zeros if there is none."""
    for segment in reversed(segments):
        if segment.marker in _FRAMES and len(segment.payload) >= 5:  # noqa: PLR2004  precision, height, width
            return int.from_bytes(segment.payload[3:5], "big"), int.from_bytes(segment.payload[1:3], "big")
    return 0, 0


def decoding_bytes(data: bytes) -> int:
    """Return about how many bytes decoding takes, small, from the segments before the first scan."""
    leading = list(islice(takewhile(lambda segment: segment.marker != _SCAN, _segments(data)), MAX_PARTS))
    width, height = _size(leading)
    return round(width * height * _pixel_bytes(leading))


def _pixel_bytes(leading: Sequence[_Segment]) -> float:
    """Return how many bytes a decoder holds for each pixel: all coefficients if they come in several scans."""
    frame = next((segment for segment in reversed(leading) if segment.marker in _FRAMES), None)
    if frame is None or len(frame.payload) <= 5:  # noqa: PLR2004  where the components are counted
        return 0
    samplings = [(each >> 4, each & 15) for each in frame.payload[7::3]]
    scan = next((segment.payload for segment in leading if segment.marker == _SOS), b"")
    in_scans = frame.marker == _PROGRESSIVE or (len(scan) > 0 and scan[0] < len(samplings))
    if not in_scans:
        return _STREAMED_BYTES
    widest, highest = (max(side) or 1 for side in zip(*samplings, strict=True)) if samplings else (1, 1)
    return _STREAMED_BYTES + _COEFFICIENT_BYTES * sum(h * v for h, v in samplings) / (widest * highest)


def _blocks(segments: Sequence[_Segment], name: bytes) -> Iterator[memoryview]:
    """Yield the content of the metadata segments with this name."""
    for segment in segments:
        if segment.marker == _APP1 and segment.begins(name):
            yield segment.payload[len(name) :]


def _picture(segments: Sequence[_Segment]) -> bytes:
    """Return only the picture: frame, tables, scans, colour profile and Adobe's transform; the pixels stay the same.

    Everything after the first image is dropped: further frames, gain maps, trailers. A file cut off inside its scans is
    closed there.

    Raises:
        PhotoUnfit: There is no picture.
    """
    _check(segments)
    kept: list[bytes | memoryview] = [b"\xff\xd8"]
    for segment in _with_nobodys_profile(segments):
        if segment.marker == _SCAN:
            kept.append(segment.payload)
        elif (essence := _essence(segment)) is not None:
            kept += (b"\xff%c%b" % (segment.marker, (len(essence) + 2).to_bytes(2, "big")), essence)
    kept.append(b"\xff\xd9")
    return b"".join(kept)


def _with_nobodys_profile(segments: Sequence[_Segment]) -> Iterator[_Segment]:
    """Yield the segments with one colour profile, without its owner, in place of the first; none if it is damaged."""
    pieces = [segment.payload[len(_ICC) :] for segment in segments if segment.marker == _APP2 and segment.begins(_ICC)]
    profile = icc.without_owner(_assembled(pieces))
    parts = [profile[at : at + _ICC_PIECE] for at in range(0, len(profile), _ICC_PIECE)]
    for segment in segments:
        if segment.marker != _APP2 or not segment.begins(_ICC):
            yield segment
            continue
        for number, part in enumerate(parts, 1):
            yield _Segment(_APP2, memoryview(b"%b%c%c%b" % (_ICC, number, len(parts), part)))
        parts = []


def _assembled(pieces: Sequence[memoryview]) -> bytes:
    """Return the profile of these numbered pieces; empty if one is missing or there is too much."""
    if sum(map(len, pieces)) > icc.MAX_PROFILE or any(len(piece) < _ICC_NUMBERS for piece in pieces):
        return b""
    ordered = sorted(pieces, key=lambda piece: piece[0])
    if [piece[0] for piece in ordered] != list(range(1, len(pieces) + 1)):
        return b""
    return b"".join(piece[_ICC_NUMBERS:] for piece in ordered)


def _check(segments: Sequence[_Segment]) -> None:
    """Check that the file has one picture that viewers can show and decoders can decode quickly.

    Raises:
        PhotoUnfit: It does not.
    """
    if any(segment.marker in _OTHER_FRAMES for segment in segments):
        raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, "a kind of JPEG that no viewer shows")
    frames = [segment.payload for segment in segments if segment.marker in _FRAMES]
    scans = [len(segment.payload) for segment in segments if segment.marker == _SCAN]
    if len(frames) != 1 or not sum(scans):
        raise PhotoUnfit(RefusalReason.BROKEN, "no picture in the file")
    if len(scans) > _MAX_SCANS:
        raise PhotoUnfit(RefusalReason.BROKEN, "more scans than any camera writes")
    _check_frame(frames[0])


def _check_frame(payload: memoryview) -> None:
    """Check that a frame header is consistent; otherwise nothing can draw it, and it could hide any content.

    Raises:
        PhotoUnfit: It is not, or its samples do not have 8 bits.
    """
    components = payload[5] if len(payload) > 5 else 0  # noqa: PLR2004  a header is 6 bytes and 3 a component
    if not components or len(payload) != 6 + 3 * components or b"\0\0" in (payload[1:3], payload[3:5]):
        raise PhotoUnfit(RefusalReason.BROKEN, "the frame header is damaged")
    if payload[0] != 8:  # noqa: PLR2004  bits a sample
        raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, f"{payload[0]} bits a sample")


def _essence(segment: _Segment) -> bytes | memoryview | None:
    """Return the part of a segment that decoding needs, None if there is none."""
    marker, payload = segment.marker, segment.payload
    if marker in _TABLES or marker in _FRAMES or marker == _SOS:
        return payload
    if marker == _APP0 and segment.begins(_JFIF) and len(payload) >= _JFIF_SIZE:
        return bytes(payload[:_JFIF_SIZE]) + b"\0\0"  # version and density; no thumbnail
    if marker == _APP14 and segment.begins(_ADOBE) and len(payload) >= _ADOBE_SIZE:
        return payload[:_ADOBE_SIZE]
    if marker == _APP2 and segment.begins(_ICC):
        return payload
    return None
