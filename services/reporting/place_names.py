"""Places that words name: which words are one, and when it takes over what the draft knows."""

from dataclasses import replace

from domain.geo.place_names import PLACE_SOURCE, is_exact
from domain.geo.positions import Position, distance_m
from domain.language.addresses import is_town, looks_like_address, names_side
from domain.language.spots import find_spot
from domain.people.riders import Rider
from domain.reporting.drafts import ASKS_PLACE, Draft
from services.deps import Deps


def place_of(deps: Deps, rider: Rider, draft: Draft, given: Position | None, text: str) -> tuple[Position | None, str]:
    """The position that a message gives its draft, and the words that join the note.

    Words that name a place are one where nothing measured is known: of two, the more exact. Where the card asks for
    the place and they say nothing else, they are no note; with a corner or a gate beside the name they are.
    """
    if given is not None and given.source != PLACE_SOURCE:
        is_locality = given.source == "plus_code" and _is_locality(deps, text)
        return given, "" if is_locality else text
    named = deps.district.gazetteer.find(text, rider.last_place) if text else None
    by_name = named.position(deps.clock.now()) if named is not None else None
    places = [place for place in (by_name, given) if place is not None]
    if not places:
        return None, text
    best = min(places, key=_inexact_m)
    alone = named is not None and named.alone
    if not _takes_over(draft, best, alone=alone):
        return None, text
    is_answer = alone and _asks_place(draft) and not names_side(text)
    return best, "" if is_answer else text


def _is_locality(deps: Deps, text: str) -> bool:
    """Whether words beside a plus code are only the town that stands behind a short one, as `F8X6+2G Dezhou`."""
    return is_town(text) and find_spot(text) is None and not deps.suggester.suggest(text, shown=True)


def is_unknown_place(draft: Draft, text: str) -> bool:
    """Whether words that gave the draft no place were meant as one: they were asked for, or look like an address."""
    if draft.position is not None or not text:
        return False
    return draft.menu in ASKS_PLACE or (draft.stood and looks_like_address(text))


def _asks_place(draft: Draft) -> bool:
    """Whether the rider was asked for the place, by its menu or by a card that lacks it or knows no more than a street.

    A second name stays in the note, beside the first that it puts right.
    """
    return (draft.menu in ASKS_PLACE or draft.stood) and not is_exact(draft.position)


def _is_by_name(position: Position | None) -> bool:
    return position is None or position.source == PLACE_SOURCE


def names_problem(deps: Deps, text: str) -> bool:
    """Whether words alone open a draft: they say that something is wrong, and are more than the name of a place."""
    named = deps.district.gazetteer.find(text)
    return not (named is not None and named.alone) and deps.suggester.names_problem(text)


def unnamed(draft: Draft) -> Draft:
    """The draft without a place that words gave it: other words in their place may name another."""
    return replace(draft, position=None) if _is_by_name(draft.position) else draft


def making_way(draft: Draft, named: Position | None) -> Draft:
    """The draft without its place by name or of the last report, where `place_of` gave a name that takes over."""
    gives_way = named is not None and named.source == PLACE_SOURCE
    return replace(draft, position=None) if gives_way else draft


def _takes_over(draft: Draft, named: Position, *, alone: bool) -> bool:
    """Whether a place by name replaces what the draft knows: never what was measured.

    The rider's last place stays where it agrees with the name, as it is more exact; of two names the more exact one
    stays and of equal ones the last said, which also counts where it was asked for or is an exact name `alone`.
    """
    known = draft.position
    if known is None:
        return True
    if known.source == "last":
        return distance_m(known, named) > _inexact_m(named) or _inexact_m(named) < _inexact_m(known)
    is_meant = draft.menu in ASKS_PLACE or (alone and is_exact(named))
    return known.source == PLACE_SOURCE and (is_meant or _inexact_m(named) <= _inexact_m(known))


def _inexact_m(position: Position) -> float:
    return position.accuracy_m or 0.0
