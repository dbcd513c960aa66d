"""Drawing all pictures of a week, each as it is uploaded, beside Pillow's scaling of a camera's photo."""

import asyncio
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from time import process_time
from typing import Final

from PIL import Image

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from benchmarks.pictures import TWELVE_MEGAPIXELS, pictures
from demo.gallery import Photos, Sample, sample_district, sample_photos, samples
from domain.week.posters import Area, Column, Map, Poster, Table
from media.charts.poster import poster_file

_RIDERS, _QUEUES, _COMMUNITIES, _DOTS, _SIDE = 700, 300, 266, 5_000, 17
_AIM_S: Final = 60.0
_SHOWN: Final = (1280, 960)


def measure(scope: Scope) -> list[Figure]:
    """Draw what 700 riders, 300 queues and the district get, with before and after for each rider."""
    district, photos = sample_district(), asyncio.run(sample_photos())
    kinds = {each.name: each for each in samples(district, "zh", photos)}
    riders, queues = scope.count(_RIDERS, 20), scope.count(_QUEUES, 10)
    poster_file(kinds["queue"].poster)  # the font is loaded once
    scaled = time_each(_scale, islice(pictures(TWELVE_MEGAPIXELS), scope.count(10, 3)))
    seconds = _seconds_of(lambda: _week(kinds, riders, queues, photos))
    one = percentile(time_each(lambda _: poster_file(kinds["fixed"].poster, photos), range(scope.count(20, 5))), 50)
    return [
        Figure(
            f"all pictures of {riders} riders, {queues} queues and the district, processor time",
            "s",
            seconds,
            "as many photos of 12 megapixels scaled by Pillow",
            percentile(scaled, 50) / 1e6 * (riders + queues + 2),
            Aim(Bound.AT_MOST, _AIM_S),
        ),
        Figure("one rider's, p50", "ms", one / 1000, "one such photo", percentile(scaled, 50) / 1000),
    ]


def _week(kinds: dict[str, Sample], riders: int, queues: int, photos: Photos) -> None:
    for _ in range(riders):
        poster_file(kinds["fixed"].poster, photos)
    for _ in range(queues):
        poster_file(kinds["queue"].poster)
    for poster in _of_the_district():
        poster_file(poster)


def _of_the_district() -> Iterator[Poster]:
    """Yield a map of 266 communities with 5,000 dots, and a table of 300 queues."""
    squares = [divmod(number, _SIDE) for number in range(_COMMUNITIES)]
    areas = tuple(
        Area((((y, x), (y, x + 1), (y + 1, x + 1), (y + 1, x), (y, x)),), number % 9)
        for number, (y, x) in enumerate(squares)
    )
    dots = tuple((number % 97 / 97 * 15, number % 89 / 89 * _SIDE) for number in range(_DOTS))
    yield Poster("前哨", "11月9日至15日", (Map("各社区未结的件数", areas, dots, ("当周报的地方",)),), "前哨")
    columns = (
        Column("单位", numeric=False),
        *(Column(name, numeric=True) for name in ("收到", "办结", "超期", "未结")),
    )
    rows = tuple((f"{number}号单位", "12", "9", "1", "7") for number in range(_QUEUES))
    yield Poster("前哨", "11月9日至15日", (Table(columns, rows, "还有 {count} 个单位"),), "前哨")


def _scale(data: bytes) -> None:
    with Image.open(BytesIO(data)) as photo:
        photo.resize(_SHOWN, Image.Resampling.LANCZOS).save(BytesIO(), "JPEG")


def _seconds_of(work: Callable[[], None]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
