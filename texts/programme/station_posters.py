"""What is printed of stations: the sign at a door, the map of what they cover, and its figures."""

from collections.abc import Iterator

from domain.district.stations import Station
from domain.geo.coverage import Uncovered
from domain.programme.ways import CIRCLE_M, CIRCLE_MINUTES
from domain.week.posters import Fact, Facts, Map, Poster, Qr
from texts.base.locale import Locale
from texts.programme.hours import rows_of_week
from texts.week.posters import areas


def door_sign(station: Station, address: str, locale: Locale) -> Poster:
    """Return the sign at a station's door, with a code that leads to this address."""
    hours = Facts(tuple(Fact(days, times) for days, times in rows_of_week(station.opening, locale)))
    parts = (Qr(address, locale.plain("door.how")), hours)
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(locale.name(station), locale.plain("door.what"), parts, footer)


def coverage_map(found: Uncovered, locale: Locale) -> Poster:
    """Return the communities with the 15-minute circles around all stations."""
    district = locale.district
    dots = tuple((station.lat, station.lng) for station in district.stations.values())
    title = locale.plain("coverage.map", minutes=CIRCLE_MINUTES)
    drawn = Map(title, areas(locale), dots, (locale.plain("coverage.station"),), CIRCLE_M)
    whole = locale.plain("coverage.whole", part=_percent(found.whole))
    footer = locale.plain("poster.footer", district=locale.name(district))
    return Poster(locale.plain("coverage.title"), whole, (drawn,), footer)


def coverage_lines(found: Uncovered, locale: Locale) -> Iterator[str]:
    """Yield which part of each community is uncovered, the most first, and then of all."""
    for community, part in sorted(found.of.items(), key=lambda each: -each[1]):
        yield locale.plain("coverage.line", community=locale.community(community), part=_percent(part))
    yield locale.plain("coverage.whole", part=_percent(found.whole))
    yield locale.plain("coverage.estimated", minutes=CIRCLE_MINUTES, metres=f"{CIRCLE_M:.0f}")


def _percent(part: float) -> str:
    """Return a part of one; what is not nothing is not said to be 0 %."""
    return "<0.1%" if 0 < part < _LEAST else f"{part:.1%}"


_LEAST = 0.001
