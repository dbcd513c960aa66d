"""The fingerprint of a photo: a difference hash, alike for the same picture scaled or compressed again."""

from typing import Final

from PIL import Image

from media.decoding import upright

_WIDTH, _HEIGHT = 9, 8  # eight differences in each of eight rows
_DECODED: Final = 288  # pixels on the longer side: enough for 9 × 8, and the smallest JPEG scale of any camera
_BITS: Final = 64


def fingerprint(data: bytes, orientation: int) -> int:
    """Return 64 bits as a signed integer (a database column's): each says whether brightness falls to the right.

    The picture is upright, grey and 9 × 8 pixels (N. Krawetz, "Kind of Like That", 2013). Raises `PhotoRefused`.
    """
    grey = upright(data, orientation, _DECODED).convert("L").resize((_WIDTH, _HEIGHT), Image.Resampling.BOX)
    levels = grey.tobytes()
    bits = 0
    for row in range(_HEIGHT):
        for column in range(_WIDTH - 1):
            at = row * _WIDTH + column
            bits = bits << 1 | (levels[at] > levels[at + 1])
    return bits - (1 << _BITS) if bits >> (_BITS - 1) else bits


def hamming(a: int, b: int) -> int:
    """Return in how many of the 64 bits two fingerprints differ."""
    return ((a ^ b) & ((1 << _BITS) - 1)).bit_count()
