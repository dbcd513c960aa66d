"""Colour profiles without their owner: what colours need is kept, names, serial numbers and times are not (ICC.1:2022).

A display's profile names the account that made it, the display and its serial number, in texts and private tags. Only
tags of numbers are kept, each cut to the size that its own figures ask for, under a header that names nobody.
"""

import struct
from collections.abc import Callable, Iterator
from typing import Final

MAX_PROFILE: Final = 4 << 20
"""The largest profile read, in bytes; those of printers have up to three million."""

_HEADER_SIZE: Final = 128
_ENTRY_SIZE: Final = 12
_MAX_TAGS: Final = 100
_SIGNATURE: Final = b"acsp"
_CLASSES: Final = (b"mntr", b"scnr", b"prtr", b"spac")
_CONNECTIONS: Final = (b"XYZ ", b"Lab ")
_D50: Final = bytes.fromhex("0000f6d6000100000000d32d")
_PERCEPTUAL_TO_ABSOLUTE: Final = range(4)  # rendering intents

_LOOKUPS: Final = (b"A2B0", b"A2B1", b"A2B2")
_MATRIX: Final = (b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")
_KEPT: Final = frozenset({*_LOOKUPS, *_MATRIX, b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp"})
# By colour space: one of these groups of tags gives a picture's colours.
_NEEDED: Final = {
    b"RGB ": (frozenset(_MATRIX), frozenset({b"A2B0"})),
    b"GRAY": (frozenset({b"kTRC"}), frozenset({b"A2B0"})),
    b"CMYK": (frozenset({b"A2B0"}),),
}
_PARAMETERS: Final = (1, 3, 4, 5, 7)  # of a parametric curve, by its kind


def without_owner(profile: bytes) -> bytes:
    """Return a profile that gives the same colours and names nobody; empty if it is damaged or gives no colours."""
    space = profile[16:20]
    if len(profile) > MAX_PROFILE or space not in _NEEDED or not _is_profile(profile):
        return b""
    tags = dict(_tags(profile))
    if not any(group <= tags.keys() for group in _NEEDED[space]):
        return b""
    return _joined(_header(profile), _named(profile[8]) | tags)


def _is_profile(profile: bytes) -> bool:
    return (
        profile[36:40] == _SIGNATURE
        and profile[8] in _DESCRIPTIONS
        and profile[12:16] in _CLASSES
        and profile[20:24] in _CONNECTIONS
    )


def _tags(profile: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kept tags that are whole, each with the bytes that its type needs."""
    count = min(int.from_bytes(profile[_HEADER_SIZE : _HEADER_SIZE + 4], "big"), _MAX_TAGS)
    for number in range(count):
        entry = _HEADER_SIZE + 4 + number * _ENTRY_SIZE
        name = profile[entry : entry + 4]
        if name not in _KEPT:
            continue
        start, size = struct.unpack(">II", profile[entry + 4 : entry + _ENTRY_SIZE].ljust(8, b"\0"))
        value = profile[start : start + size]
        measure = _SIZES.get(value[:4])
        needed = measure(value.ljust(64, b"\0")) if measure else 0
        if start >= _HEADER_SIZE and 0 < needed <= len(value):
            yield name, value[:4] + bytes(4) + value[8:needed]


def _header(profile: bytes) -> bytes:
    """Return the header with version, class, spaces and intent; without maker, model, date, flags and identity."""
    intent = int.from_bytes(profile[64:68], "big")
    intent = intent if intent in _PERCEPTUAL_TO_ABSOLUTE else 0
    kinds = bytes([profile[8], profile[9], 0, 0]) + profile[12:24]
    return b"".join((bytes(8), kinds, bytes(12), _SIGNATURE, bytes(24), intent.to_bytes(4, "big"), _D50, bytes(48)))


def _named(version: int) -> dict[bytes, bytes]:
    """Return the two texts that every profile must have."""
    return {b"desc": _DESCRIPTIONS[version], b"cprt": _COPYRIGHTS[version]}


def _joined(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return a whole profile; equal values are stored once, as the three curves often are."""
    table, values, places = [], [], dict[bytes, int]()
    end = _HEADER_SIZE + 4 + _ENTRY_SIZE * len(tags)
    for name, value in tags.items():
        if value not in places:
            places[value] = end
            values.append(value + bytes(-len(value) % 4))
            end += len(values[-1])
        table.append(name + struct.pack(">II", places[value], len(value)))
    parts = (header, len(tags).to_bytes(4, "big"), *table, *values)
    return end.to_bytes(4, "big") + b"".join(parts)[4:]


def _curve_size(value: bytes) -> int:
    return 12 + 2 * int.from_bytes(value[8:12], "big")


def _parametric_size(value: bytes) -> int:
    kind = int.from_bytes(value[8:10], "big")
    return 12 + 4 * _PARAMETERS[kind] if kind < len(_PARAMETERS) else 0


def _lookup_size(value: bytes) -> int:
    """Return the size of an 8-bit table: input curves, a grid, output curves."""
    inputs, outputs, points = value[8:11]
    return int(48 + 256 * inputs + points**inputs * outputs + 256 * outputs)


def _wide_lookup_size(value: bytes) -> int:
    """Return the size of a 16-bit table, whose curves give their own lengths."""
    inputs, outputs, points = value[8:11]
    entering, leaving = struct.unpack(">HH", value[48:52])
    return int(52 + 2 * (inputs * entering + points**inputs * outputs + outputs * leaving))


def _whole_size(value: bytes) -> int:
    """Return the size of a table with parts of its own, which is kept as it is."""
    return len(value)


_SIZES: Final[dict[bytes, Callable[[bytes], int]]] = {
    b"XYZ ": lambda _: 20,
    b"sf32": lambda _: 44,
    b"cicp": lambda _: 12,
    b"curv": _curve_size,
    b"para": _parametric_size,
    b"mft1": _lookup_size,
    b"mft2": _wide_lookup_size,
    b"mAB ": _whole_size,
}

_DESCRIPTION, _COPYRIGHT = "Photo", "No copyright"


def _localized(text: str) -> bytes:
    coded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(coded), 28) + coded


_OLD_DESCRIPTION: Final = (
    b"desc"
    + bytes(4)
    + struct.pack(">I", len(_DESCRIPTION) + 1)
    + _DESCRIPTION.encode()
    + bytes(1 + 4 + 4 + 2 + 1 + 67)
)
_DESCRIPTIONS: Final = {2: _OLD_DESCRIPTION, 4: _localized(_DESCRIPTION)}
_COPYRIGHTS: Final = {2: b"text" + bytes(4) + _COPYRIGHT.encode() + b"\0", 4: _localized(_COPYRIGHT)}
