"""A photo comes in: what its file says, and the clean copy that may be kept; JPEG, PNG and WEBP undecoded."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from media import origin
from media.errors import MAX_BYTES, PhotoRefused, RefusalReason, refuse_oversized
from media.facts import UPRIGHT, CleanPhoto, Container, PhotoFacts, PhotoFormat
from media.formats import exif, heif, jpeg, png, webp
from media.formats.exif import Exif

_HEAD_SIZE: Final = 160
_READERS: Final[dict[PhotoFormat, Callable[[bytes], Container]]] = {
    PhotoFormat.JPEG: jpeg.read,
    PhotoFormat.PNG: png.read,
    PhotoFormat.WEBP: webp.read,
    PhotoFormat.HEIC: heif.read,
    PhotoFormat.AVIF: heif.read,
}
_CLEANERS: Final[dict[PhotoFormat, Callable[[bytes], bytes]]] = {
    PhotoFormat.JPEG: jpeg.clean,
    PhotoFormat.PNG: png.clean,
    PhotoFormat.WEBP: webp.clean,
}
_XMP_ORIENTATION: Final = re.compile(rb"tiff:Orientation(?:=[\"']|>)([1-8])\b")


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in: the facts of the file as sent, and the photo as it may be kept."""

    facts: PhotoFacts
    clean: CleanPhoto


def read_facts(data: bytes, *, timezone: ZoneInfo) -> PhotoFacts:
    """Read what a file says about itself without decoding it, however damaged, large or old it is.

    A time without an offset is taken as one of `timezone`. Raises `PhotoRefused` for nothing at all, for formats
    that are not taken, and for more parts than any camera writes.
    """
    kind = _recognise(data)
    container = _READERS[kind](data)
    tags = exif.parse(container.exif)
    warnings = [*container.warnings, *tags.warnings]
    moment = origin.read_moment(tags, warnings)
    taken_at = None if moment is None else round(_in(moment, timezone).timestamp() * 1000)
    return PhotoFacts(
        format=kind,
        width=container.width,
        height=container.height,
        orientation=_orientation(container, tags),
        position=origin.read_position(tags.gps, taken_at, warnings),
        taken_at=taken_at,
        taken_as_written=moment,
        warnings=tuple(warnings),
    )


def clean(data: bytes) -> CleanPhoto:
    """Return the copy that may be kept: no EXIF, XMP, IPTC, comment, thumbnail, second frame or trailing byte.

    JPEG, PNG and WEBP keep their coded pixels; what `needs_decoding` becomes a JPEG. Raises `PhotoRefused`.
    """
    if len(data) > MAX_BYTES:
        raise PhotoRefused(RefusalReason.TOO_LARGE, f"{len(data) / 1e6:.1f} MB")
    kind = _recognise(data)
    container = _READERS[kind](data)
    refuse_oversized(container.width, container.height)
    if needs_decoding(data):
        from media.decoding import to_jpeg  # noqa: PLC0415  Pillow is loaded where pixels are needed

        return to_jpeg(data, kind)
    orientation = _orientation(container, exif.parse(container.exif))
    return CleanPhoto(_CLEANERS[kind](data), kind, container.width, container.height, orientation)


def needs_decoding(data: bytes) -> bool:
    """Tell whether `clean` has to decode and code anew: HEIC, AVIF and animated WEBP. That belongs into a thread."""
    kind = _recognise(data)
    # An animated PNG begins with its still picture, an animated WEBP has none.
    return kind not in _CLEANERS or (kind is PhotoFormat.WEBP and webp.read(data).animated)


def take_in(data: bytes, timezone: ZoneInfo) -> Intake:
    """Read the facts and clean; a `PhotoRefused` carries the facts where they could be read."""
    facts = read_facts(data, timezone=timezone)
    try:
        return Intake(facts, clean(data))
    except PhotoRefused as refusal:
        raise PhotoRefused(refusal.reason, refusal.detail, facts) from refusal


def _recognise(data: bytes) -> PhotoFormat:
    if not data:
        raise PhotoRefused(RefusalReason.EMPTY, "no bytes")
    if data.startswith(jpeg.SIGNATURE):
        return PhotoFormat.JPEG
    if data.startswith(png.SIGNATURE):
        return PhotoFormat.PNG
    if webp.recognise(data[:12]):
        return PhotoFormat.WEBP
    if kind := heif.recognise(data[:_HEAD_SIZE]):
        return kind
    raise PhotoRefused(RefusalReason.UNSUPPORTED_FORMAT, "not a JPEG, PNG, WEBP, HEIC or AVIF")


def _orientation(container: Container, tags: Exif) -> int:
    """Orientation by EXIF, else by XMP; 1 where decoders turn by themselves and where the value is none."""
    if container.turned:
        return UPRIGHT
    match tags.picture.get(exif.ORIENTATION):
        case (int(value),) if value in range(1, 9):
            return value
        case None if found := _XMP_ORIENTATION.search(container.xmp):
            return int(found[1])
        case _:
            return UPRIGHT


def _in(moment: datetime, timezone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
