"""Wording of a position's source, age and accuracy, of distances and of exact spots."""

from domain.geo.positions import Position
from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_report
from texts.base.locale import Locale
from texts.base.wording import Html

_KILOMETRE, _WHOLE_KILOMETRES = 1000, 10_000
_DATUMS = {"gcj02": "GCJ-02", "bd09": "BD-09"}


def origin(position: Position, now: int, locale: Locale) -> str:
    """Return source and age of a position, as riders read it."""
    source = locale.plain(f"source.{position.source}")
    return locale.plain("place.origin", source=source, age=age(position, now, locale))


def origin_in_full(position: Position, now: int, locale: Locale) -> str:
    """Return source, age, accuracy and original datum of a position, for whoever looks at a report closely."""
    source = locale.plain(f"source.{position.source}")
    return " · ".join((source, age(position, now, locale), *_quality(position, locale)))


def age(position: Position, now: int, locale: Locale) -> str:
    """Return how long ago a position was taken, or that this is not known."""
    return locale.plain("place.age_unknown") if position.taken_at is None else locale.ago(position.taken_at, now)


def coordinates(position: Position) -> str:
    """Return latitude and longitude with five decimals (one metre)."""
    return f"{position.lat:.5f}, {position.lng:.5f}"


def origin_for_staff(position: Position, locale: Locale) -> str:
    """Return source and accuracy, worded for staff who go there."""
    return " · ".join((locale.plain(f"source_staff.{position.source}"), *_quality(position, locale)))


def spot_line(report: Report, locale: Locale) -> Html | None:
    """Return the line with the exact spot of a report's place; None if nothing says it."""
    spot = spot_of_report(locale.district.gazetteer, report)
    return locale.say("place.spot", spot=spot) if spot else None


def distance(metres: float, locale: Locale) -> str:
    """Return a distance in words: `850 m`, `2.1 km`, `25 km`."""
    if round(metres) < _KILOMETRE:
        return locale.plain("distance.metres", metres=round(metres))
    decimals = 1 if metres < _WHOLE_KILOMETRES else 0
    return locale.plain("distance.kilometres", kilometres=f"{metres / _KILOMETRE:.{decimals}f}")


def _quality(position: Position, locale: Locale) -> tuple[str, ...]:
    """Return the accuracy and the datum before conversion, as far as they are known."""
    metres, datum = position.accuracy_m, _DATUMS.get(position.datum)
    accuracy = locale.plain("place.accuracy", distance=distance(metres, locale)) if metres is not None else ""
    return tuple(filter(None, (accuracy, locale.plain("place.converted", datum=datum) if datum else "")))
