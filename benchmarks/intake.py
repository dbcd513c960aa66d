"""Taking in a camera's photo: position, orientation and a clean copy without decoding, beside Pillow's decoding."""

from io import BytesIO
from itertools import islice
from zoneinfo import ZoneInfo

from PIL import Image

from benchmarks.figures import Figure, Scope, percentile, time_each
from benchmarks.pictures import TWELVE_MEGAPIXELS, pictures
from media.intake import parse, take_in

_ZONE = ZoneInfo("Asia/Shanghai")


def measure(scope: Scope) -> list[Figure]:
    """Take in JPEG files of twelve megapixels."""
    photos = list(islice(pictures(TWELVE_MEGAPIXELS), scope.count(20, 4)))
    decoded = time_each(_decode, photos)
    taken = time_each(lambda data: take_in(parse(data), _ZONE), photos * 5)
    return [
        Figure(
            "take in a JPEG of 12 megapixels, p50",
            "ms",
            percentile(taken, 50) / 1000,
            "Pillow's open and load",
            percentile(decoded, 50) / 1000,
        )
    ]


def _decode(data: bytes) -> None:
    with Image.open(BytesIO(data)) as image:
        image.load()
