"""Draws the pictures of docs/gallery.md from made-up figures: `python -m demo.gallery docs/pictures`.

Tests hold what is drawn to these pictures, so that it is run anew after each change of how they look.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image

from demo.album import paint_album
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Status
from domain.week.posters import Poster
from domain.week.weeks import Week, Year
from media.charts.poster import drawn
from services.deps import Limits
from services.ports.weeks import Dot, OwnDot, QueueFigures, RiderFigures, RiderReport
from services.week.queue_weeks import DistrictWeekView, FiguresTableView, QueueWeekView
from services.week.rider_weeks import RiderWeekView
from services.week.rider_years import RiderYearView
from texts.base.locale import Locale
from texts.base.wording import words_of
from texts.week.posters import district_poster, queue_poster, rider_poster, table_poster
from texts.week.rider_year import year_poster

LANGUAGES: Final = ("zh", "en")
WIDTH: Final = 640
"""How wide a picture of the page is: half of what is sent."""

_WEEK: Final = Week(2026, 46)
_FIRST: Final = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() * 1000)
_DOTS: Final = 90
_TRENDING: Final = 12
_COLOURS: Final = 256
_CATEGORIES: Final = (23, 18, 11, 8, 5)
_TAKEN: Final = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)

_PHOTO: Final = Photo(1, None, 1, PhotoRole.BEFORE, 1, "", "JPEG", 640, 480, 1, None, None, 0)
_RIDER: Final = Rider(
    id=7, chat_id=7, language=None, consent=1, muted=False, reachable=True, last_place=None, last_place_at=None,
    created_at=0,
)  # fmt: skip

Photos = Sequence[tuple[bytes, int] | None]


class Sample(NamedTuple):
    """A poster by the name of its kind, with the photos on it."""

    name: str
    poster: Poster
    photos: Photos


def sample_district() -> District:
    """Return the shipped sample district."""
    district = read_district(SAMPLE, [])
    assert district is not None  # noqa: S101  it is shipped, and tested
    return district


async def sample_photos() -> Photos:
    """Return a photo before and one after a repair."""
    album = await paint_album()
    return [(album.photo(scene, None, _TAKEN), 1) for scene in ("street_light_out", "street_light_lit")]


def samples(district: District, language: str, photos: Photos) -> Iterator[Sample]:
    """Draw up each kind of poster, the same each time."""
    locale = Locale(words_of(language), district, Limits())
    made = _Figures(district)
    yield Sample("rider", rider_poster(made.rider(), locale), ())
    yield Sample("fixed", rider_poster(made.rider(made.report()), locale), photos)
    yield Sample("year", year_poster(made.year(), locale), photos)
    yield Sample("queue", queue_poster(made.queue(), locale), ())
    yield Sample("district", district_poster(made.district(), locale), ())
    yield Sample("table", table_poster(made.table(), locale), ())


class _Figures:
    """Made-up weeks of a district."""

    def __init__(self, district: District) -> None:
        self._district = district
        chance = _fractions()
        bounds = district.boundaries.bounds
        high, wide = bounds.north - bounds.south, bounds.east - bounds.west
        self._dots = tuple(
            Dot(bounds.south + high * next(chance), bounds.west + wide * next(chance), "pothole", None)
            for _ in range(_DOTS)
        )
        weeks = [_WEEK.shifted(back) for back in range(1 - _TRENDING, 1)]
        self._trend = tuple((week, _figures(chance)) for week in weeks)
        self._open = tuple((each, round(14 * next(chance) ** 2)) for each in district.boundaries.communities)
        self._queues = tuple((queue, _figures(chance)) for queue in district.queues.values())
        self._categories = tuple(zip(district.catalogue, _CATEGORIES, strict=False))

    def rider(self, pictured: RiderReport | None = None) -> RiderWeekView:
        fixed = (self.report(1), self.report(2))
        return RiderWeekView(
            _WEEK, is_last=True, rider=_RIDER, figures=RiderFigures(submitted=5, fixed=fixed, points=17),
            best=None, near=None, photos=(), pictured=pictured, dots=self._dots, now=0,
        )  # fmt: skip

    def year(self) -> RiderYearView:
        best = self.report()
        own = tuple(OwnDot(dot.lat, dot.lng, dot.category, best.community, _FIRST) for dot in self._dots[:46])
        fixed = (best, *map(self.report, range(2, 39)))
        return RiderYearView(
            Year(2026), until=None, figures=RiderFigures(submitted=46, fixed=fixed, points=512),
            helped=17, streets=23, communities=9, first=own[0], best=best, photos=(_PHOTO, _PHOTO),
            dots=own, before=None, after=None,
        )  # fmt: skip

    def report(self, number: int = 1) -> RiderReport:
        return RiderReport(
            id=number, number=ReportNumber("DC", "2611", number), category="street_light",
            community=next(iter(self._district.boundaries.communities)), queue="lighting", status=Status.RESOLVED,
            lat=0, lng=0, submitted_at=0, due_at=None, overdue_at=None, resolved_at=0, witnesses=3, may_be_shown=True,
            has_pictures=True,
        )  # fmt: skip

    def queue(self) -> QueueWeekView:
        return QueueWeekView(
            _WEEK, is_last=True, queue=self._district.queues["lighting"], others=(),
            figures=self._trend[-1][1], trend=self._trend, usual=None, categories=self._categories, pressing=(), more=0,
            group=None, now=0,
        )  # fmt: skip

    def district(self) -> DistrictWeekView:
        return DistrictWeekView(
            _WEEK, is_last=True, queues=self._queues, figures=self._trend[-1][1], trend=self._trend,
            categories=self._categories, urgent=(), more_urgent=0, hotspots=(), open=self._open, dots=self._dots, now=0,
        )  # fmt: skip

    def table(self) -> FiguresTableView:
        return FiguresTableView(_WEEK, is_last=True, queues=self._queues)


def _fractions() -> Iterator[float]:
    """Yield numbers from 0 to 1 that look like chance and are the same each time."""
    for number in count():
        yield int.from_bytes(blake2b(number.to_bytes(4, "big"), digest_size=4).digest(), "big") / 2**32


def _figures(chance: Iterator[float]) -> QueueFigures:
    received, resolved, late, waiting = (round(most * next(chance)) for most in (40, 30, 9, 30))
    return QueueFigures(
        received=received, first_received=received, resolved=resolved,
        resolved_in_time=resolved - resolved // 5, fell_overdue=late, late=late,
        open=late + waiting,
    )  # fmt: skip


def reduced(picture: Image.Image) -> Image.Image:
    """Return a picture as wide as the page shows it."""
    return picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)


def paint(folder: Path) -> None:
    """Write `gallery-KIND-LANGUAGE.png` into a folder, those with photos as `.jpg`."""
    district, photos = sample_district(), asyncio.run(sample_photos())
    for language in LANGUAGES:
        for name, poster, its_photos in samples(district, language, photos):
            picture, out = reduced(drawn(poster, its_photos)), BytesIO()
            if its_photos:
                picture.save(out, "JPEG", quality=85)
            else:
                picture.quantize(_COLOURS).save(out, "PNG", optimize=True)
            file = folder / f"gallery-{name}-{language}.{'jpg' if its_photos else 'png'}"
            file.write_bytes(out.getvalue())


if __name__ == "__main__":
    paint(Path(sys.argv[1]))
