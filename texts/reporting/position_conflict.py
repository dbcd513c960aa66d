"""The question which of two positions of a draft is right, and its keys."""

from dataclasses import dataclass
from math import cos, radians

from domain.geo.place_names import Nearby
from domain.geo.positions import Position
from domain.reporting.drafts import DraftMenu
from services.reporting.position_conflict import mark
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Style
from texts.base.wording import Html
from texts.reporting.origins import age, distance
from texts.reporting.place_names import nearby_name, place_line

_ASKED, _CHOSEN = ("①", "②"), ("✓", "")


@dataclass(frozen=True, slots=True)
class _Place:
    """One of the two positions, with its community's id and the road or landmark there."""

    position: Position
    community: str | None
    nearby: Nearby | None

    def names(self, now: int, locale: Locale) -> tuple[str, ...]:
        """Return what tells the place from another, the best known first: road, community, age."""
        community = locale.community(self.community)
        return nearby_name(self.nearby) or community, community, age(self.position, now, locale)


def disagreement(view: DraftView, locale: Locale) -> tuple[Html, ...]:
    """Return the question and a line for each position with its source; nothing if there is nothing to ask."""
    if not view.draft.asks_place or view.other_position is None:
        return ()
    asked = locale.say("draft.two_places", distance=distance(view.other_position.distance_m, locale))
    return asked, *(_line(place, sign, view.now, locale) for sign, place in zip(_ASKED, _both(view), strict=False))


def place_rows(view: DraftView, style: Style, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each position, while the card asks for one and in the place's menu; the first has the style."""
    draft, both = view.draft, _both(view)
    if not both or not (draft.asks_place or draft.menu is DraftMenu.PLACE):
        return ()
    signs = _ASKED if draft.asks_place else _CHOSEN
    labels = [f"{sign} {label}".strip() for sign, label in zip(signs, _labels(both, view.now, locale), strict=True)]
    styles = (style, Style.PLAIN)
    return tuple(
        (choice(label, Verb.THIS_PLACE, draft.id, mark(place.position), style=look),)
        for label, place, look in zip(labels, both, styles, strict=True)
    )


def _both(view: DraftView) -> tuple[_Place, ...]:
    """Return both positions; empty if there are not two."""
    draft, other_position = view.draft, view.other_position
    if other_position is None or draft.position is None:
        return ()
    return (
        _Place(draft.position, draft.community, view.nearby),
        _Place(other_position.position, other_position.community, other_position.nearby),
    )


def _line(place: _Place, sign: str, now: int, locale: Locale) -> Html:
    where = place_line(place.position, place.community, place.nearby, now, locale)
    return locale.say("draft.one_place", mark=sign, where=where)


def _labels(both: tuple[_Place, ...], now: int, locale: Locale) -> list[str]:
    """Return the label of each key: its source, and for equal sources the first name that differs, else the side."""
    sources = [locale.plain(f"use_source.{place.position.source}") for place in both]
    pairs = zip(*(place.names(now, locale) for place in both), strict=True)
    names = next((pair for pair in pairs if len(set(pair)) > 1), None)
    if len(set(sources)) > 1:
        return sources
    names = names or _sides(both, locale)
    return [locale.plain("place.use_of", use=use, name=name) for use, name in zip(sources, names, strict=True)]


def _sides(both: tuple[_Place, ...], locale: Locale) -> tuple[str, ...]:
    """Return on which side of the other each of two places lies, by the longer way."""
    first, second = (place.position for place in both)
    up = first.lat - second.lat
    right = (first.lng - second.lng) * cos(radians(first.lat))
    side, other = (
        (("north", "south") if up > 0 else ("south", "north"))
        if abs(up) > abs(right)
        else (("east", "west") if right > 0 else ("west", "east"))
    )
    return locale.plain(f"side.{side}"), locale.plain(f"side.{other}")
