"""Intake of a photo: recognised once, read in one pass that gives both its facts and the clean copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from media import origin
from media.errors import DECODING_ROOM, MAX_BYTES, PhotoUnfit, RefusalReason, refuse_heavy, refuse_oversized
from media.facts import UPRIGHT, CleanPhoto, Container, PhotoFacts
from media.formats import exif, heif, jpeg, png, webp, xmp
from media.formats.exif import Exif
from media.oddities import Odd, Oddity

Decode = Callable[[Container], CleanPhoto]

_ORIENTATIONS: Final = tuple("12345678")


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
    if jpeg.recognise(data):
        return jpeg.read(data)
    if png.recognise(data):
        return png.read(data)
    if webp.recognise(data):
        return webp.read(data)
    if found := heif.read(data):
        return found
    raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, "not a JPEG, PNG, WEBP, HEIC or AVIF")


def read_facts(photo: Container, timezone: ZoneInfo, now: datetime | None = None) -> PhotoFacts:
    """Return the facts of a photo's file; a time without an offset is taken to be in `timezone`.

    Times later than a day after `now`, if it is known, are not believed.
    """
    blocks = [exif.parse(block) for block in photo.exif]
    said = xmp.parse(photo.xmp)
    sources = [*blocks, said]
    odd = list((Oddity(Odd.OVERFULL),) if photo.overfull else photo.warnings)
    odd += [oddity for block in blocks for oddity in block.warnings]
    moment = origin.read_moment(sources, timezone, now, odd)
    taken_at = None if moment is None else round(origin.in_zone(moment, timezone).timestamp() * 1000)
    return PhotoFacts(
        format=photo.format,
        width=photo.width,
        height=photo.height,
        orientation=UPRIGHT if photo.turned else _orientation(sources),
        position=origin.read_position(blocks, said, taken_at, odd),
        taken_at=taken_at,
        taken_as_written=moment,
        warnings=tuple(dict.fromkeys(odd)),
    )


def take_in(
    photo: Container,
    timezone: ZoneInfo,
    room: int = DECODING_ROOM,
    decode: Decode | None = None,
    now: datetime | None = None,
) -> Intake:
    """Return the facts and the clean copy of a photo; run this in a thread if it `needs_decoding`.

    Photos whose decoding takes more than `room` bytes are refused. `decode` makes a JPEG of those that need it, by
    default in this process. `now`: see `read_facts`.

    Raises:
        PhotoUnfit: It cannot be accepted; the error carries the facts.
    """
    facts = read_facts(photo, timezone, now)
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
        raise PhotoUnfit(RefusalReason.BROKEN, "more parts than any camera writes")
    refuse_oversized(photo.width, photo.height)
    refuse_heavy(photo, room)
    if photo.picture is None:
        return (decode or _decode_here)(photo)
    return CleanPhoto(photo.picture(), photo.format, photo.width, photo.height, orientation)


def _decode_here(photo: Container) -> CleanPhoto:
    from media.decoding import to_jpeg  # noqa: PLC0415  Pillow is loaded where pixels are needed

    return to_jpeg(photo.data, photo.format)


def _orientation(sources: Sequence[Exif]) -> int:
    """Return the first orientation that the sources give; 1 if it is invalid, or if there is none."""
    for source in sources:
        match source.picture.get(exif.ORIENTATION):
            case (int(value),) if value in range(1, 9):
                return value
            case str(text) if text in _ORIENTATIONS:
                return int(text)
            case None:
                continue
            case _:
                return UPRIGHT
    return UPRIGHT
