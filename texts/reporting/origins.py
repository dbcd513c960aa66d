"""Where a position comes from and how sure it is."""

from domain.geo.place_names import EXACT_M
from domain.geo.positions import Position
from domain.language.spots import find_spot
from texts.base.voice import Voice
from texts.base.wording import Html

_KILOMETRE = 1000
_DATUMS = {"gcj02": "GCJ-02", "bd09": "BD-09"}


def origin(position: Position, now: int, voice: Voice) -> str:
    """Source, age, accuracy and the datum that it was converted from, as far as they are known."""
    age = voice.plain("place.age_unknown") if position.taken_at is None else voice.ago(position.taken_at, now)
    return " · ".join(filter(None, (voice.plain(f"source.{position.source}"), age, *_quality(position, voice))))


def coordinates(position: Position) -> str:
    """Latitude and longitude, short: five digits are a metre."""
    return f"{position.lat:.5f}, {position.lng:.5f}"


def origin_for_staff(position: Position, voice: Voice) -> str:
    """Source and accuracy, in words for whoever goes there."""
    return " · ".join((voice.plain(f"source_staff.{position.source}"), *_quality(position, voice)))


def spot_line(note: str, voice: Voice) -> Html | None:
    """The exact spot that the words name, on a line of its own; of lines that name several places the last counts."""
    spot = find_spot(_of_last_place(note, voice))
    return voice.say("place.spot", spot=spot) if spot else None


def _of_last_place(note: str, voice: Voice) -> str:
    """The note without the lines that name another exact place than the last one named, which put them right."""
    named = [(line, _exact_place(line, voice)) for line in note.splitlines()]
    last = next((name for _, name in reversed(named) if name is not None), None)
    return "\n".join(line for line, name in named if name in {None, last})


def _exact_place(line: str, voice: Voice) -> str | None:
    place = voice.district.gazetteer.find(line)
    return place.name if place is not None and place.accuracy_m <= EXACT_M else None


def distance(metres: float, voice: Voice) -> str:
    """A distance as people say it: `850 m`, `2.1 km`."""
    if round(metres) < _KILOMETRE:
        return voice.plain("distance.metres", metres=round(metres))
    return voice.plain("distance.kilometres", kilometres=f"{metres / _KILOMETRE:.1f}")


def _quality(position: Position, voice: Voice) -> tuple[str, ...]:
    """How accurate it is, and what it was converted from."""
    metres, datum = position.accuracy_m, _DATUMS.get(position.datum)
    accuracy = voice.plain("place.accuracy", distance=distance(metres, voice)) if metres is not None else ""
    return tuple(filter(None, (accuracy, voice.plain("place.converted", datum=datum) if datum else "")))
