"""Where a position comes from and how sure it is, and the question which of two it is."""

from domain.drafts import DraftMenu
from domain.positions import Position
from domain.spots import find_spot
from services.placing import mark
from services.views import DraftView, Rival
from texts.buttons import Row, choice
from texts.callbacks import Verb
from texts.screen import Button
from texts.voice import Voice
from texts.wording import Html, lines

_KILOMETRE = 1000
_DATUMS = {"gcj02": "GCJ-02", "bd09": "BD-09"}
_MARKS = ("①", "②")


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
    """The exact spot that the words name, on a line of its own."""
    spot = find_spot(note)
    return voice.say("place.spot", spot=spot) if spot else None


def disagreement(view: DraftView, voice: Voice) -> Html | None:
    """Both positions with their sources, and how far apart they are; None where there is nothing to ask."""
    draft, rival = view.draft, view.rival
    if rival is None or draft.position is None or not draft.asks_place:
        return None
    both = ((draft.position, draft.community), (rival.position, rival.community))
    asked = [
        voice.say(
            "draft.one_place",
            mark=sign,
            community=voice.community(community),
            coordinates=coordinates(at),
            origin=origin(at, view.now, voice),
        )
        for sign, (at, community) in zip(_MARKS, both, strict=True)
    ]
    return lines(voice.say("draft.two_places", distance=distance(rival.distance_m, voice)), *asked)


def place_rows(view: DraftView, voice: Voice) -> tuple[Row, ...]:
    """A key for each of two positions, while they are asked about and again in the menu of the place."""
    draft, rival = view.draft, view.rival
    if rival is None or draft.position is None or not (draft.asks_place or draft.menu is DraftMenu.PLACE):
        return ()
    signs = _MARKS if draft.asks_place else ("✓", "")
    return tuple((_key(view, at, sign, voice),) for at, sign in _both(draft.position, rival, signs))


def distance(metres: float, voice: Voice) -> str:
    """A distance as people say it: `850 m`, `2.1 km`."""
    if round(metres) < _KILOMETRE:
        return voice.plain("distance.metres", metres=round(metres))
    return voice.plain("distance.kilometres", kilometres=f"{metres / _KILOMETRE:.1f}")


def _both(position: Position, rival: Rival, signs: tuple[str, ...]) -> tuple[tuple[Position, str], ...]:
    return (position, signs[0]), (rival.position, signs[1])


def _key(view: DraftView, at: Position, sign: str, voice: Voice) -> Button:
    label = f"{sign} {voice.plain(f'use_source.{at.source}')}".strip()
    return choice(label, Verb.THIS_PLACE, view.draft.id, mark(at))


def _quality(position: Position, voice: Voice) -> tuple[str, ...]:
    """How accurate it is, and what it was converted from."""
    metres, datum = position.accuracy_m, _DATUMS.get(position.datum)
    accuracy = voice.plain("place.accuracy", distance=distance(metres, voice)) if metres is not None else ""
    return tuple(filter(None, (accuracy, voice.plain("place.converted", datum=datum) if datum else "")))
