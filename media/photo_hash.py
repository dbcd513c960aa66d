"""What a photo looks like: differences of brightness in a few windows of it, however it was scaled or compressed."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product, takewhile
from operator import itemgetter, sub
from typing import Any, Final

from PIL import Image

from domain.reporting.photo_hash import PhotoHash, photo_hash_of
from media.decoding import upright

_SIDE: Final = 96  # pixels on the longer side: what a window is scaled down from
_GRID: Final = 9  # brightnesses in a window's row and column; 8 × 8 differences each way
_BANDS: Final = 5
_EVEN: Final = 10  # levels of 255 within which a row at the rim has the frame's shade
_VISIBLE: Final = 3  # levels that noise and compression don't make
_ENOUGH: Final = 64  # visible differences, of 128, below which a picture is too plain to be known again
_FRAME_AT_MOST: Final = 0.7

_OFFSETS: Final = ((0, 0), (0.05, 0), (0, 0.05), (0.04, 0.04))
_KEPT: Final = ((0, 0, 1, 1), (0.05, 0.05, 0.95, 0.95))
_SOUGHT: Final = tuple(
    (left, top, 1 - right, 1 - bottom) for (left, right), (top, bottom) in product(_OFFSETS, _OFFSETS)
)

_Window = tuple[float, float, float, float]
_Picked = Callable[[Sequence[int]], tuple[Any, ...]]


def _pairs() -> tuple[_Picked, _Picked]:
    """Pick the brighter-or-not pairs of a grid, ordered so that neighbours stand in different bands."""
    steps = ((column, row, step) for step in (1, _GRID) for row in range(_GRID - 1) for column in range(_GRID - 1))
    starts = [(row * _GRID + column, step) for column, row, step in steps]
    ordered = [pair for band in range(_BANDS) for pair in starts[band::_BANDS]]
    return itemgetter(*(at for at, _ in ordered)), itemgetter(*(at + step for at, step in ordered))


_HERE, _NEXT = _pairs()


def photo_hash(data: bytes, orientation: int) -> PhotoHash | None:
    """Return what a clean photo looks like, upright and grey, without an even frame; None where it is too plain.

    Each window is scaled to 9 × 9 pixels and compared to the right and downwards (N. Krawetz, "Kind of Like That",
    2013). Raises `PhotoRefused` where it can't be decoded.
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
    """The picture without a frame of one shade, as a screenshot has it: at the sides, above and below, or all round.

    An even sky stands above only, and is no frame.
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
    """How many strips are of this shade before the first that is not."""
    return sum(1 for _ in takewhile(lambda strip: _is_even(grey.crop(strip).tobytes(), shade), strips))


def _is_even(levels: bytes, shade: int) -> bool:
    return max(levels) - _EVEN <= shade <= min(levels) + _EVEN


def _both(first: int, last: int, length: int) -> tuple[int, int]:
    """The two parts of a frame, or none where there is one alone or little between them."""
    return (first, last) if first and last and first + last < length * _FRAME_AT_MOST else (0, 0)
