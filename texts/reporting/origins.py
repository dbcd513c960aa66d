"""Wording of a position's source, age and accuracy, of distances and of exact spots."""

from domain.geo.place_names import EXACT_M
from domain.geo.positions import Position
from domain.language.spots import find_spot
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


def spot_of(note: str, locale: Locale) -> str | None:
    """Return the exact spot named in a note; if lines name several places, the last one counts."""
    return find_spot(_of_last_place(note, locale))


def spot_line(note: str, locale: Locale) -> Html | None:
    """Return a line with the exact spot named in a note."""
    spot = spot_of(note, locale)
    return locale.say("place.spot", spot=spot) if spot else None


def _of_last_place(note: str, locale: Locale) -> str:
    """Return the note without lines that name an exact place other than the last one named, which corrects them."""
    named = [(line, _exact_place(line, locale)) for line in note.splitlines()]
    last = next((name for _, name in reversed(named) if name is not None), None)
    return "\n".join(line for line, name in named if name in {None, last})


def _exact_place(line: str, locale: Locale) -> str | None:
    place = locale.district.gazetteer.find(line)
    return place.name if place is not None and place.accuracy_m <= EXACT_M else None


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
