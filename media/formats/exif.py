"""EXIF blocks: the few relevant tags, read from untrusted bytes (CIPA DC-008, TIFF 6.0).

Pillow's reader loads every value of every tag, warns through process-wide state and trusts lengths. This one reads only
the requested tags, at most 64 values of each, and never raises.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from media.oddities import Odd, Oddity

ORIENTATION: Final = 0x0112
DATE_TIME: Final = 0x0132
DATE_TIME_ORIGINAL: Final = 0x9003
DATE_TIME_DIGITIZED: Final = 0x9004
OFFSET_TIME: Final = 0x9010
OFFSET_TIME_ORIGINAL: Final = 0x9011
OFFSET_TIME_DIGITIZED: Final = 0x9012
GPS_LATITUDE_REF: Final = 0x0001
GPS_LATITUDE: Final = 0x0002
GPS_LONGITUDE_REF: Final = 0x0003
GPS_LONGITUDE: Final = 0x0004
GPS_TIME_STAMP: Final = 0x0007
GPS_MAP_DATUM: Final = 0x0012
GPS_DATE_STAMP: Final = 0x001D
GPS_POSITIONING_ERROR: Final = 0x001F

_EXIF_DIRECTORY: Final = 0x8769
_GPS_DIRECTORY: Final = 0x8825
_PICTURE_TAGS: Final = frozenset({ORIENTATION, DATE_TIME, _EXIF_DIRECTORY, _GPS_DIRECTORY})
_EXIF_TAGS: Final = frozenset(
    {
        DATE_TIME_ORIGINAL,
        DATE_TIME_DIGITIZED,
        OFFSET_TIME,
        OFFSET_TIME_ORIGINAL,
        OFFSET_TIME_DIGITIZED,
    }
)
_GPS_TAGS: Final = frozenset(
    {
        GPS_LATITUDE_REF,
        GPS_LATITUDE,
        GPS_LONGITUDE_REF,
        GPS_LONGITUDE,
        GPS_TIME_STAMP,
        GPS_MAP_DATUM,
        GPS_DATE_STAMP,
        GPS_POSITIONING_ERROR,
    }
)

_ORDERS: Final = {b"II*\0": "<", b"MM\0*": ">"}
_MAX_BLOCKS: Final = 4
_ENTRY_SIZE: Final = 12
_MAX_VALUES: Final = 64
_TEXTS: Final = frozenset({2, 7, 129})  # ASCII, bytes that some write in its place, and UTF-8 of Exif 3.0
# TIFF type → struct code and bytes of one value; a rational is two numbers.
_TYPES: Final = {
    1: ("B", 1),
    3: ("H", 2),
    4: ("I", 4),
    5: ("II", 8),
    6: ("b", 1),
    8: ("h", 2),
    9: ("i", 4),
    10: ("ii", 8),
    11: ("f", 4),
    12: ("d", 8),
    13: ("I", 4),
} | dict.fromkeys(_TEXTS, ("s", 1))

Value = str | tuple[float, ...]
Tags = dict[int, Value]


@dataclass(frozen=True, slots=True)
class Exif:
    """The tags found, by number: those of the picture with its Exif directory, and those of the GPS directory.

    A value is text or a tuple of numbers; a rational with denominator zero is NaN.
    """

    picture: Tags = field(default_factory=dict)
    gps: Tags = field(default_factory=dict)
    warnings: tuple[Oddity, ...] = ()


def whole_blocks(pieces: Iterable[bytes | memoryview]) -> tuple[bytes, ...]:
    """Return the first blocks of these pieces: one without a TIFF header goes on with the block before it."""
    blocks: list[list[bytes | memoryview]] = []
    for piece in pieces:
        if not blocks or bytes(piece[:4]) in _ORDERS:
            blocks.append([])
        blocks[-1].append(piece)
    return tuple(b"".join(block) for block in blocks[:_MAX_BLOCKS])


def parse(block: bytes) -> Exif:
    """Read an EXIF block from its TIFF header on; what cannot be read is named in the warnings."""
    order = _ORDERS.get(block[:4])
    if order is None or len(block) < 8:  # noqa: PLR2004  a TIFF header
        return Exif(warnings=(Oddity(Odd.EXIF_DAMAGED),) if block else ())
    reader = _Reader(block, order)
    picture = reader.directory(reader.unsigned(4), _PICTURE_TAGS)
    exif = reader.directory(_offset(picture.pop(_EXIF_DIRECTORY, ())), _EXIF_TAGS)
    gps = reader.directory(_offset(picture.pop(_GPS_DIRECTORY, ())), _GPS_TAGS)
    return Exif(picture | exif, gps, tuple(dict.fromkeys(reader.warnings)))


def _offset(value: Value) -> int:
    match value:
        case (int(offset),):
            return offset
        case _:
            return 0


@dataclass(slots=True)
class _Reader:
    block: bytes
    order: str
    warnings: list[Oddity] = field(default_factory=list)

    def directory(self, start: int, wanted: frozenset[int]) -> Tags:
        """Return the wanted tags of the directory at an offset; 0 means no directory."""
        tags: Tags = {}
        if not start:
            return tags
        count = self.unsigned(start, 2)
        fitting = max(0, len(self.block) - start - 2) // _ENTRY_SIZE
        if count > fitting:
            self.warnings.append(Oddity(Odd.EXIF_DAMAGED))
        for number in range(min(count, fitting)):
            entry = start + 2 + number * _ENTRY_SIZE
            tag = self.unsigned(entry, 2)
            if tag in wanted and tag not in tags and (value := self._value(entry)) is not None:
                tags[tag] = value
        return tags

    def unsigned(self, start: int, size: int = 4) -> int:
        """Return an unsigned number; 0 beyond the end."""
        return int.from_bytes(self.block[start : start + size], "little" if self.order == "<" else "big")

    def _value(self, entry: int) -> Value | None:
        tag, kind, count = self.unsigned(entry, 2), self.unsigned(entry + 2, 2), self.unsigned(entry + 4)
        if kind not in _TYPES:
            self.warnings.append(Oddity(Odd.EXIF_DAMAGED, f"0x{tag:04x}"))
            return None
        code, size = _TYPES[kind]
        count = min(count, _MAX_VALUES)
        start = entry + 8 if count * size <= 4 else self.unsigned(entry + 8)  # noqa: PLR2004  fits the entry
        raw = self.block[start : start + count * size]
        if len(raw) < count * size:
            self.warnings.append(Oddity(Odd.EXIF_DAMAGED, f"0x{tag:04x}"))
            return None
        if kind in _TEXTS:
            return raw.lstrip(b"\0").split(b"\0", 1)[0].decode("utf-8", "replace").strip()
        numbers = struct.unpack(f"{self.order}{code * count}", raw)
        return _ratios(numbers) if len(code) == 2 else numbers  # noqa: PLR2004  numerator, denominator


def _ratios(numbers: tuple[int, ...]) -> tuple[float, ...]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(above / below if below else float("nan") for above, below in pairs)
