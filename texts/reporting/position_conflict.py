"""The question which of two positions of a draft is right, and its keys."""

from dataclasses import dataclass

from domain.geo.place_names import Nearby
from domain.geo.positions import Position
from domain.reporting.drafts import DraftMenu
from services.reporting.position_conflict import mark
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.wording import Html, lines
from texts.reporting.origins import coordinates, distance, origin
from texts.reporting.place_names import area, nearby_line, nearby_name

_ASKED, _CHOSEN = ("①", "②"), ("✓", "")


@dataclass(frozen=True, slots=True)
class _Place:
    """One of the two positions, with its community's id and the road or landmark there."""

    position: Position
    community: str | None
    nearby: Nearby | None

    def names(self, locale: Locale) -> tuple[str, ...]:
        """Return names of the place, the best known first."""
        community = locale.community(self.community)
        return nearby_name(self.nearby) or community, community, coordinates(self.position)


def disagreement(view: DraftView, locale: Locale) -> Html | None:
    """Return both positions with their sources and the distance between them; None if there is nothing to ask."""
    if not view.draft.asks_place or view.other_position is None:
        return None
    asked = [_line(place, sign, view.now, locale) for sign, place in zip(_ASKED, _both(view), strict=False)]
    return lines(locale.say("draft.two_places", distance=distance(view.other_position.distance_m, locale)), *asked)


def place_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each position, while the card asks for one and in the menu of the place."""
    draft, both = view.draft, _both(view)
    if not both or not (draft.asks_place or draft.menu is DraftMenu.PLACE):
        return ()
    signs = _ASKED if draft.asks_place else _CHOSEN
    labels = [f"{sign} {label}".strip() for sign, label in zip(signs, _labels(both, locale), strict=True)]
    return tuple(
        (choice(label, Verb.THIS_PLACE, draft.id, mark(place.position)),)
        for label, place in zip(labels, both, strict=True)
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
    line = locale.say(
        "draft.one_place",
        mark=sign,
        community=area(place.position, place.community, locale),
        coordinates=coordinates(place.position),
        origin=origin(place.position, now, locale),
    )
    return lines(line, nearby_line(place.nearby, locale))


def _labels(both: tuple[_Place, ...], locale: Locale) -> list[str]:
    """Return the label of each key: its source, or for equal sources the first name that differs."""
    sources = [locale.plain(f"use_source.{place.position.source}") for place in both]
    if len(set(sources)) > 1:
        return sources
    pairs = zip(*(place.names(locale) for place in both), strict=True)
    names = next(pair for pair in pairs if len(set(pair)) > 1)  # the coordinates always differ
    return [locale.plain("place.use_of", use=use, name=name) for use, name in zip(sources, names, strict=True)]
