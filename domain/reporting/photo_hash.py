"""Perceptual photo hashes of 128 bits: comparison, and the keys that find similar ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

BITS: Final = 128
"""Bits of a hash, one per difference of brightness."""

SAME_AT_MOST: Final = 12
"""Two hashes with at most this many differing bits show one picture; measured, see docs/photos.md."""

TWINS_AT_MOST: Final = 6
"""The same limit within one draft: stricter, as the second photo is discarded."""

_BANDS: Final = (26, 26, 26, 25, 25)
"""Bits of each band; each band makes one search key."""

_STARTS: Final = (102, 76, 50, 25, 0)
"""Where each band begins, from the lowest bit."""

_KEY_BITS: Final = 26
_WEAK: Final = 3
"""How many of a band's smallest differences may flip in a changed picture."""

_WORD: Final = (1 << 64) - 1


class SameHash(NamedTuple):
    """A photo with the same picture, and the number of differing bits of 128."""

    photo_id: int
    distance: int


@dataclass(frozen=True, slots=True)
class PhotoHash:
    """The perceptual hashes of a new photo.

    Attributes:
        kept: Hashes to store: of the whole picture and of a slight inset.
        sought: Hashes to search for: of the picture cropped in several ways.
        probes: Keys of `sought` and of its variants with weak bits flipped, the most likely first.
    """

    kept: tuple[int, ...]
    sought: tuple[int, ...]
    probes: tuple[int, ...]


def photo_hash_of(kept: Iterable[Sequence[int]], sought: Iterable[Sequence[int]]) -> PhotoHash:
    """Return the photo hash from windows of a picture, each given as its 128 differences of brightness.

    The order of the differences is that of the bits, highest first. Neighbours in the picture should be in different
    bands, so that each band covers the whole picture.
    """
    windows = list(sought)
    hashes = tuple(hash_of(window) for window in windows)
    exact = [key for value in hashes for key in keys_of(value)]
    turned = [key for value, window in zip(hashes, windows, strict=True) for key in _turned(value, window)]
    probes = tuple(dict.fromkeys((*exact, *turned)))
    return PhotoHash(tuple(hash_of(window) for window in kept), hashes, probes)


def hash_of(differences: Sequence[int]) -> int:
    """Return 128 bits: each is set if its difference is above zero."""
    return int("".join(["1" if each > 0 else "0" for each in differences]), 2)


def keys_of(picture: int) -> list[int]:
    """Return the five search keys of a hash: each band with its number, all above zero and below 2^29."""
    return [
        number << _KEY_BITS | picture >> start & (1 << bits) - 1
        for number, (start, bits) in enumerate(zip(_STARTS, _BANDS, strict=True), 1)
    ]


def bits_apart(a: int, b: int) -> int:
    """Return the number of differing bits of two hashes."""
    return (a ^ b).bit_count()


def nearest(some: Iterable[int], others: Sequence[int]) -> int:
    """Return the smallest number of differing bits between hashes of two sets; 128 if one is empty."""
    return min([bits_apart(a, b) for a in some for b in others], default=BITS)


def written(hashes: Iterable[int]) -> str:
    """Return the hashes as text, 32 hexadecimal digits each."""
    return "".join(f"{each:032x}" for each in hashes)


def read(text: str) -> tuple[int, ...]:
    """Return the hashes from their text."""
    return tuple(int(text[at : at + 32], 16) for at in range(0, len(text), 32))


def _turned(picture: int, differences: Sequence[int]) -> Iterator[int]:
    """Yield the keys of a hash with one, two or three of each band's weakest bits flipped."""
    first = 0
    for key, start, bits in zip(keys_of(picture), _STARTS, _BANDS, strict=True):
        strengths = [abs(each) for each in differences[first : first + bits]]
        weak = sorted(range(bits), key=strengths.__getitem__)[:_WEAK]
        turns = [0]
        for place in weak:
            turns += [turn | 1 << bits - 1 - place for turn in turns]
        yield from (key ^ turn for turn in turns[1:])
        first = BITS - start
