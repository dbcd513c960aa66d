"""A file of iPhones whose items all name the same bytes costs no more than its size."""

import struct

import pytest

from media.intake import parse
from media.oddities import Odd

MEGABYTE = 1 << 20
NUMBERS = range(1, 301)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def heic(kind: bytes, name: bytes) -> bytes:
    """Two megabytes, of which each item claims the same one."""
    named = b"".join(box(b"infe", struct.pack(">IHH", 2 << 24, number, 0) + kind + name) for number in NUMBERS)
    located = b"".join(struct.pack(">HHHII", number, 0, 1, 100, MEGABYTE) for number in NUMBERS)
    meta = box(b"iinf", struct.pack(">IH", 0, len(NUMBERS)) + named)
    meta += box(b"iloc", struct.pack(">IBBH", 0, 0x44, 0, len(NUMBERS)) + located)
    return box(b"ftyp", b"heic\0\0\0\0heic") + box(b"meta", bytes(4) + meta) + bytes(2 * MEGABYTE)


@pytest.mark.parametrize(("kind", "name"), [(b"Exif", b"\0"), (b"mime", b"\0application/rdf+xml\0")])
def test_items_that_repeat_the_same_bytes_are_left_unread(kind: bytes, name: bytes) -> None:
    photo = parse(heic(kind, name))
    assert sum(map(len, photo.exif)) + len(photo.xmp) <= 8 * MEGABYTE
    assert [each.kind for each in photo.warnings] == [Odd.EXIF_LOST]
