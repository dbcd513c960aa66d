"""Intake of a photo: recognised once, read in one pass that gives both its facts and the clean copy."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from media import origin
from media.errors import DECODING_ROOM, MAX_BYTES, PhotoUnfit, RefusalReason, refuse_heavy, refuse_oversized
from media.facts import UPRIGHT, CleanPhoto, Container, PhotoFacts
from media.formats import exif, heif, jpeg, png, webp
from media.formats.exif import Exif

Decode = Callable[[Container], CleanPhoto]

_HEAD_SIZE: Final = 160
_OVERFULL: Final = "more parts than any camera writes"
_XMP_ORIENTATION: Final = re.compile(rb"tiff:Orientation(?:=[\"']|>)([1-8])\b")


@dataclass(frozen=True, slots=True)
class Intake:
    """The result of an intake: the facts of the file as sent, and the clean photo."""

    facts: PhotoFacts
    clean: CleanPhoto


def parse(data: bytes) -> Container:
    """Recognise a photo by its first bytes and read its parts without decoding, even if it is damaged or large.

    Raises:
        PhotoUnfit: There are no bytes, or the format is not accepted.
    """
    if not data:
        raise PhotoUnfit(RefusalReason.EMPTY, "no bytes")
    head = data[:_HEAD_SIZE]
    if jpeg.recognise(head):
        return jpeg.read(data)
    if png.recognise(head):
        return png.read(data)
    if webp.recognise(head):
        return webp.read(data)
    if kind := heif.recognise(head):
        return heif.read(data, kind)
    raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, "not a JPEG, PNG, WEBP, HEIC or AVIF")


def read_facts(photo: Container, timezone: ZoneInfo) -> PhotoFacts:
    """Return the facts of a photo's file; a time without an offset is taken to be in `timezone`."""
    tags = exif.parse(photo.exif)
    warnings = [*((_OVERFULL,) if photo.overfull else photo.warnings), *tags.warnings]
    moment = origin.read_moment(tags, warnings)
    taken_at = None if moment is None else round(_in(moment, timezone).timestamp() * 1000)
    return PhotoFacts(
        format=photo.format,
        width=photo.width,
        height=photo.height,
        orientation=_orientation(photo, tags),
        position=origin.read_position(tags.gps, taken_at, warnings),
        taken_at=taken_at,
        taken_as_written=moment,
        warnings=tuple(warnings),
    )


def take_in(
    photo: Container,
    timezone: ZoneInfo,
    room: int = DECODING_ROOM,
    decode: Decode | None = None,
) -> Intake:
    """Return the facts and the clean copy of a photo; run this in a thread if it `needs_decoding`.

    Photos whose decoding takes more than `room` bytes are refused. `decode` makes a JPEG of those that need it, by
    default in this process.

    Raises:
        PhotoUnfit: It cannot be accepted; the error carries the facts.
    """
    facts = read_facts(photo, timezone)
    try:
        return Intake(facts, _clean(photo, facts.orientation, room, decode))
    except PhotoUnfit as refusal:
        raise PhotoUnfit(refusal.reason, refusal.detail, facts) from refusal


def _clean(photo: Container, orientation: int, room: int, decode: Decode | None) -> CleanPhoto:
    """Return the clean copy: no EXIF, XMP, IPTC, comment, thumbnail, second frame or trailing byte.

    JPEG, PNG and WEBP keep their encoded pixels; photos that need decoding become JPEG.

    Raises:
        PhotoUnfit: It is too large or has no picture that can be kept.
    """
    if len(photo.data) > MAX_BYTES:
        raise PhotoUnfit(RefusalReason.TOO_LARGE, f"{len(photo.data) / 1e6:.1f} MB")
    if photo.overfull:
        raise PhotoUnfit(RefusalReason.BROKEN, _OVERFULL)
    refuse_oversized(photo.width, photo.height)
    refuse_heavy(photo, room)
    if photo.picture is None:
        return (decode or _decode_here)(photo)
    return CleanPhoto(photo.picture(), photo.format, photo.width, photo.height, orientation)


def _decode_here(photo: Container) -> CleanPhoto:
    from media.decoding import to_jpeg  # noqa: PLC0415  Pillow is loaded where pixels are needed

    return to_jpeg(photo.data, photo.format)


def _orientation(photo: Container, tags: Exif) -> int:
    """Return the orientation by EXIF, else by XMP; 1 if decoders apply it, or if it is invalid."""
    if photo.turned:
        return UPRIGHT
    match tags.picture.get(exif.ORIENTATION):
        case (int(value),) if value in range(1, 9):
            return value
        case None if found := _XMP_ORIENTATION.search(photo.xmp):
            return int(found[1])
        case _:
            return UPRIGHT


def _in(moment: datetime, timezone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
