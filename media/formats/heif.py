"""HEIC and AVIF files: size and EXIF, found through `iinf` and `iloc` (ISO 14496-12, 23008-12).

Nothing is decoded and no length is trusted: if the bytes run out, the search ends with a warning.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final

from media.errors import MAX_PARTS
from media.facts import Container, PhotoFormat
from media.formats import exif
from media.oddities import Odd, Oddity

_BRANDS: Final = {
    **dict.fromkeys((b"avif", b"avis"), PhotoFormat.AVIF),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), PhotoFormat.HEIC),
}
_HEVC: Final = frozenset({b"hvc1", b"hev1", b"lhv1"})
_UNCODED: Final = frozenset({b"Exif", b"mime", b"uri ", b"grid", b"iden", b"iovl", b"tmap"})
"""Items of data, and pictures formed of others."""

_XMP: Final = b"application/rdf+xml"
_MAX_NAMES: Final = 300  # bytes of an item's name and media type
_PIXEL_BYTES: Final = {PhotoFormat.HEIC: 8, PhotoFormat.AVIF: 10}  # for each pixel that is decoded
_MAX_BRANDS: Final = 32
_MAX_EXIF: Final = 1 << 20  # bytes
_MAX_TOLD: Final = 8
"""The most items with EXIF or XMP that are read; phones write one of each. More may all name the same bytes."""

_NAMED_FROM_VERSION: Final = 2  # of `infe`: lower versions have no item type
_WIDE_FROM_VERSION: Final = 3  # of `infe`: 32-bit item ids
_IN_FILE, _IN_ITEM_DATA = 0, 1  # construction methods of `iloc`


class _Exhausted(Exception):
    """The bytes end before the structure does."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    kind: bytes
    content: bytes  # of a `mime` item: the media type


_NOWHERE: Final = _Box(b"", 0, 0)


@dataclass(slots=True)
class _Cursor:
    data: bytes
    at: int
    end: int

    def take(self, size: int) -> int:
        """Read an unsigned big-endian number of `size` bytes.

        Raises:
            _Exhausted: The bytes end before.
        """
        if self.at + size > self.end:
            raise _Exhausted
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "big")


def read(data: bytes) -> Container | None:
    """Read the size of the largest picture, EXIF and XMP of any bytes; None if they are no HEIC and no AVIF.

    Decoders rotate the pixels themselves, and only decoded pixels are kept.
    """
    if data[4:8] != b"ftyp":
        return None
    inside = _described(data)
    items = list(_items(data, inside))
    kind = _kind(data, {item.kind for item in items} - _UNCODED)
    if kind is None:
        return None
    found = partial(Container, kind, data, len(data), pixel_bytes=_PIXEL_BYTES[kind], turned=True)
    if not inside:
        return found(warnings=(Oddity(Odd.CUT),))
    width, height = _largest_size(data, inside)
    blocks: list[bytes] = []
    packets: list[bytes] = []
    telling = [item for item in items if item.kind == b"Exif" or (item.kind, item.content) == (b"mime", _XMP)]
    lost = len(telling) > _MAX_TOLD
    for item in telling[:_MAX_TOLD]:
        try:
            if item.kind == b"Exif":
                blocks.append(_exif_block(data, item, inside))
            else:
                packets.append(b"".join(_item_data(data, item.number, inside)))
        except _Exhausted:
            lost = True
    return found(
        width=width,
        height=height,
        exif=exif.whole_blocks(filter(None, blocks)),
        xmp=next(filter(None, packets), b""),
        warnings=(Oddity(Odd.EXIF_LOST),) if lost else (),
    )


def _kind(data: bytes, codings: set[bytes]) -> PhotoFormat | None:
    """Return the format by how the pictures are coded, else by the brands; None for neither.

    Brands say little: writers invent new ones, and name the general ones first. A video has them, too, but no pictures.
    """
    size = min(int.from_bytes(data[:4], "big"), 16 + 4 * _MAX_BRANDS)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, size, 4))]
    named = next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)
    if not codings:
        return named
    if b"av01" in codings and (named is PhotoFormat.AVIF or not codings & _HEVC):
        return PhotoFormat.AVIF
    return PhotoFormat.HEIC


def _described(data: bytes) -> dict[bytes, _Box]:
    """Return the boxes that describe the pictures, by kind; empty if there are none."""
    meta = next((box for box in _boxes(data, 0, len(data)) if box.kind == b"meta"), None)
    return {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)} if meta else {}


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    for _ in range(MAX_PARTS):
        if start + 8 > end:
            return
        size, kind, header = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        stop = end if size == 0 else min(start + size, end)
        if stop < start + header:
            return
        yield _Box(kind, start + header, stop)
        start = stop


def _largest_size(data: bytes, meta: dict[bytes, _Box]) -> tuple[int, int]:
    """Return width and height of the largest `ispe`: the picture, not its thumbnails, tiles or gain maps."""
    properties = meta.get(b"iprp", _NOWHERE)
    found = (box for box in _boxes(data, properties.start, properties.end) if box.kind == b"ipco")
    container = next(found, _NOWHERE)
    sizes = [_size(data, box) for box in _boxes(data, container.start, container.end) if box.kind == b"ispe"]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _size(data: bytes, ispe: _Box) -> tuple[int, int]:
    at = ispe.start + 4  # after version and flags
    return int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 8], "big")


def _exif_block(data: bytes, item: _Item, meta: dict[bytes, _Box]) -> bytes:
    block = b"".join(_item_data(data, item.number, meta))
    header = 4 + int.from_bytes(block[:4], "big")  # the item begins with the offset of the TIFF header
    return block[header:]


def _items(data: bytes, meta: dict[bytes, _Box]) -> Iterator[_Item]:
    """Yield the items of which the file says what they are, up to a break."""
    iinf = meta.get(b"iinf", _NOWHERE)
    cursor = _Cursor(data, iinf.start, iinf.end)
    with suppress(_Exhausted):
        cursor.take(4 if cursor.take(4) >> 24 else 2)  # how many items
        for infe in _boxes(data, cursor.at, iinf.end):
            cursor = _Cursor(data, infe.start, infe.end)
            version = cursor.take(4) >> 24
            if version < _NAMED_FROM_VERSION:
                continue
            number = cursor.take(4 if version >= _WIDE_FROM_VERSION else 2)
            cursor.take(2)  # protection
            kind = cursor.take(4).to_bytes(4, "big")
            content = data[cursor.at : min(infe.end, cursor.at + _MAX_NAMES)].split(b"\0", 2)[1:2]  # after its name
            yield _Item(number, kind, b"".join(content))


def _item_data(data: bytes, wanted: int, meta: dict[bytes, _Box]) -> Iterator[bytes]:
    """Yield the extents of one item, up to `_MAX_EXIF` bytes in total."""
    if b"iloc" not in meta:
        return
    left = _MAX_EXIF
    for method, offset, length in _extents(data, wanted, meta[b"iloc"]):
        area = _Box(b"", 0, len(data))
        if method == _IN_ITEM_DATA:
            area = meta.get(b"idat", _NOWHERE)
        elif method != _IN_FILE:
            continue
        start = area.start + offset
        size = min(length, left)
        if start + size > area.end:
            raise _Exhausted
        left -= size
        yield data[start : start + size]


def _extents(data: bytes, wanted: int, iloc: _Box) -> Iterator[tuple[int, int, int]]:
    """Yield (construction method, offset, length) of the wanted item's extents."""
    cursor = _Cursor(data, iloc.start, iloc.end)
    version = cursor.take(4) >> 24
    sizes = cursor.take(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    if not offset_size + length_size:
        return
    id_size = 4 if version == 2 else 2  # noqa: PLR2004  version 2 has wide ids
    for _ in range(min(cursor.take(id_size), MAX_PARTS)):
        item = cursor.take(id_size)
        method = cursor.take(2) & 15 if version else _IN_FILE
        cursor.take(2)  # data reference: this file
        base = cursor.take(base_size)
        count = cursor.take(2)
        if item != wanted:
            cursor.at += count * (index_size + offset_size + length_size)
            continue
        for _extent in range(count):
            cursor.take(index_size)
            yield method, base + cursor.take(offset_size), cursor.take(length_size)
        return
