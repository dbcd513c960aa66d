"""When two photographs are the same picture: hashes of 128 bits, in how many they differ, the keys that find them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

BITS: Final = 128
"""Bits of a hash: so many differences of brightness it is made of."""

SAME_AT_MOST: Final = 12
"""Differing bits of two hashes up to which they are of one picture; measured, see docs/photos.md."""

TWINS_AT_MOST: Final = 6
"""Differing bits up to which one rider's two photos of one draft are one: stricter, as nothing of them is kept."""

_BANDS: Final = (26, 26, 26, 25, 25)
"""Bits of the parts by which a hash is found."""

_STARTS: Final = (102, 76, 50, 25, 0)
"""Where each band begins, from the lowest bit."""

_KEY_BITS: Final = 26
_WEAK: Final = 3
"""Differences of a band that a changed picture may turn first: the smallest."""

_WORD: Final = (1 << 64) - 1


class SameHash(NamedTuple):
    """A photo that shows the same picture, and in how many of 128 bits it differs."""

    photo_id: int
    distance: int


@dataclass(frozen=True, slots=True)
class PhotoHash:
    """What a photo looks like, as it comes in.

    Attributes:
        kept: hashes that are stored: of the whole picture and of a slight inset.
        sought: hashes that are looked for among those kept: of the picture cropped in several ways.
        probes: keys of `sought`, and of what they would be if weak differences turned; the likeliest first.
    """

    kept: tuple[int, ...]
    sought: tuple[int, ...]
    probes: tuple[int, ...]


def photo_hash_of(kept: Iterable[Sequence[int]], sought: Iterable[Sequence[int]]) -> PhotoHash:
    """Return the photo_hash of windows of a picture, each as its 128 differences of brightness.

    The order of the differences is the bits' own, highest first; neighbours in the picture should stand in different
    bands, so that each band speaks of all of it.
    """
    windows = list(sought)
    hashes = tuple(hash_of(window) for window in windows)
    exact = [key for value in hashes for key in keys_of(value)]
    turned = [key for value, window in zip(hashes, windows, strict=True) for key in _turned(value, window)]
    probes = tuple(dict.fromkeys((*exact, *turned)))
    return PhotoHash(tuple(hash_of(window) for window in kept), hashes, probes)


def hash_of(differences: Sequence[int]) -> int:
    """Return 128 bits: each says whether a difference is above zero."""
    return int("".join(["1" if each > 0 else "0" for each in differences]), 2)


def keys_of(picture: int) -> list[int]:
    """Return the five keys by which a hash is found: its bands, each with its number; all above zero, below 2^29."""
    return [
        number << _KEY_BITS | picture >> start & (1 << bits) - 1
        for number, (start, bits) in enumerate(zip(_STARTS, _BANDS, strict=True), 1)
    ]


def bits_apart(a: int, b: int) -> int:
    """Return in how many bits two hashes differ."""
    return (a ^ b).bit_count()


def nearest(some: Iterable[int], others: Sequence[int]) -> int:
    """Return in how many bits the two most alike hashes of two sets differ."""
    return min([bits_apart(a, b) for a in some for b in others], default=BITS)


def written(hashes: Iterable[int]) -> str:
    """Hashes as text: 32 hexadecimal digits each."""
    return "".join(f"{each:032x}" for each in hashes)


def read(text: str) -> tuple[int, ...]:
    """Hashes from their text."""
    return tuple(int(text[at : at + 32], 16) for at in range(0, len(text), 32))


def _turned(picture: int, differences: Sequence[int]) -> Iterator[int]:
    """The keys of a hash with one, two or three of each band's weakest bits turned."""
    first = 0
    for key, start, bits in zip(keys_of(picture), _STARTS, _BANDS, strict=True):
        strengths = [abs(each) for each in differences[first : first + bits]]
        weak = sorted(range(bits), key=strengths.__getitem__)[:_WEAK]
        turns = [0]
        for place in weak:
            turns += [turn | 1 << bits - 1 - place for turn in turns]
        yield from (key ^ turn for turn in turns[1:])
        first = BITS - start
