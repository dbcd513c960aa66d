"""Perceptual hashing of a photo: differences of brightness in a few windows, robust to scaling and compression."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product, takewhile
from operator import itemgetter, sub
from typing import Any, Final

from PIL import Image

from domain.reporting.photo_hash import PhotoHash, photo_hash_of
from media.decoding import upright

_SIDE: Final = 96  # pixels on the longer side, before windows are scaled down
_GRID: Final = 9  # brightnesses in a window's row and column; 8 × 8 differences each way
_BANDS: Final = 5
_EVEN: Final = 10  # levels of 255 by which a row at the edge may differ from the frame's shade
_VISIBLE: Final = 3  # levels beyond noise and compression
_ENOUGH: Final = 64  # with fewer visible differences, of 128, a picture is too plain to be recognised
_FRAME_AT_MOST: Final = 0.7

_OFFSETS: Final = ((0, 0), (0.05, 0), (0, 0.05), (0.04, 0.04))
_KEPT: Final = ((0, 0, 1, 1), (0.05, 0.05, 0.95, 0.95))
_SOUGHT: Final = tuple(
    (left, top, 1 - right, 1 - bottom) for (left, right), (top, bottom) in product(_OFFSETS, _OFFSETS)
)

_Window = tuple[float, float, float, float]
_Picked = Callable[[Sequence[int]], tuple[Any, ...]]


def _pairs() -> tuple[_Picked, _Picked]:
    """Return pickers of the compared grid cells, ordered so that neighbours are in different bands."""
    steps = ((column, row, step) for step in (1, _GRID) for row in range(_GRID - 1) for column in range(_GRID - 1))
    starts = [(row * _GRID + column, step) for column, row, step in steps]
    ordered = [pair for band in range(_BANDS) for pair in starts[band::_BANDS]]
    return itemgetter(*(at for at, _ in ordered)), itemgetter(*(at + step for at, step in ordered))


_HERE, _NEXT = _pairs()


def photo_hash(data: bytes, orientation: int) -> PhotoHash | None:
    """Return the hash of a clean photo, upright, grey and without an even frame; None if it is too plain.

    Each window is scaled to 9 × 9 pixels and compared to the right and downwards (N. Krawetz, "Kind of Like That",
    2013).

    Raises:
        PhotoUnfit: The photo cannot be decoded.
    """
    grey = _unframed(upright(data, orientation, _SIDE, grey=True).convert("L"))
    kept = [_differences(grey, window) for window in _KEPT]
    if sum(abs(each) >= _VISIBLE for each in kept[0]) < _ENOUGH:
        return None
    return photo_hash_of(kept, [_differences(grey, window) for window in _SOUGHT])


def _differences(grey: Image.Image, window: _Window) -> list[int]:
    width, height = grey.size
    box = (window[0] * width, window[1] * height, window[2] * width, window[3] * height)
    levels = grey.resize((_GRID, _GRID), Image.Resampling.BOX, box).tobytes()
    return list(map(sub, _HERE(levels), _NEXT(levels)))


def _unframed(grey: Image.Image) -> Image.Image:
    """Return the picture without an even frame, such as a screenshot's: at the sides, above and below, or all around.

    An even sky is only above, so it is no frame.
    """
    width, height = grey.size
    shade = grey.tobytes()[0]
    top = _run(grey, shade, ((0, row, width, row + 1) for row in range(height)))
    bottom = _run(grey, shade, ((0, row - 1, width, row) for row in range(height, 0, -1)))
    left = _run(grey, shade, ((column, 0, column + 1, height) for column in range(width)))
    right = _run(grey, shade, ((column - 1, 0, column, height) for column in range(width, 0, -1)))
    top, bottom = _both(top, bottom, height)
    left, right = _both(left, right, width)
    return grey.crop((left, top, width - right, height - bottom))


def _run(grey: Image.Image, shade: int, strips: Iterable[tuple[int, int, int, int]]) -> int:
    """Return how many strips have this shade before the first that has not."""
    return sum(1 for _ in takewhile(lambda strip: _is_even(grey.crop(strip).tobytes(), shade), strips))


def _is_even(levels: bytes, shade: int) -> bool:
    return max(levels) - _EVEN <= shade <= min(levels) + _EVEN


def _both(first: int, last: int, length: int) -> tuple[int, int]:
    """Return both parts of a frame; zeros if there is only one, or little picture between them."""
    return (first, last) if first and last and first + last < length * _FRAME_AT_MOST else (0, 0)
