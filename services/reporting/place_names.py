"""Places named in words: which words name one, and when it replaces the draft's position."""

from dataclasses import replace

from domain.geo.place_names import PLACE_SOURCE, is_exact
from domain.geo.positions import Position, distance_m
from domain.language.addresses import is_town, names_side
from domain.language.intents import Intent, weighed
from domain.language.spots import find_spot
from domain.language.suggestion import NOTHING_READ, Opens, Reading
from domain.language.whereabouts import is_whereabouts, means_place
from domain.people.riders import Rider
from domain.reporting.drafts import ASKS_PLACE, Draft, DraftMenu
from services.deps import Deps

_IDLE = frozenset({Intent.NONE, Intent.HOWTO})


def place_of(deps: Deps, rider: Rider, draft: Draft, given: Position | None, text: str) -> tuple[Position | None, str]:
    """Return the position that a message gives its draft, and the words that belong in the note.

    A place name counts if the menu of the place is open or the draft has no measured position; of two names the more
    exact counts. If the card asked for the place, words that only name it are left out of the note, unless they also
    name a corner or a gate.
    """
    if given is not None and given.source != PLACE_SOURCE:
        is_locality = given.source == "plus_code" and _is_locality(deps, text)
        return given, "" if is_locality else text
    near = None if draft.foreign else rider.last_place
    named = deps.district.gazetteer.find(text, near) if text else None
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
    """Return whether the words beside a plus code are only the town of a short code, as in `F8X6+2G Dezhou`."""
    return is_town(text) and find_spot(text) is None and not deps.suggester.read(text, shown=True).fills


def is_unknown_place(draft: Draft, text: str, *, is_problem: bool = False) -> bool:
    """Return whether words without a known place were meant as one: asked for, or that say nothing else.

    What `is_problem`, a photo or words of one, answers no question for a place that is known already.
    """
    if not text:
        return False
    if draft.menu in ASKS_PLACE:
        return draft.position is None or not is_problem
    return draft.position is None and draft.stood and means_place(text)


def _asks_place(draft: Draft) -> bool:
    """Return whether the rider was asked for the place, by the menu or by a card without an exact place.

    A second name stays in the note, beside the first that it corrects, and so does what was asked for as a note.
    """
    if is_exact(draft.position):
        return draft.menu in ASKS_PLACE and not _is_by_name(draft.position)
    return draft.menu in ASKS_PLACE or (draft.stood and draft.menu is not DraftMenu.NOTE)


def _is_by_name(position: Position | None) -> bool:
    return position is None or position.source == PLACE_SOURCE


def read_alone(deps: Deps, text: str) -> Reading:
    """Return what words alone mean; the name of a place and nothing else reports nothing, nor does idle talk."""
    named = deps.district.gazetteer.find(text)
    if (named is not None and named.alone) or is_whereabouts(text):
        return NOTHING_READ
    reading = deps.suggester.read(text)
    idle = reading.opens is Opens.ASK and weighed(deps.intents.read(text), reading.opens) in _IDLE
    return NOTHING_READ if idle else reading


def unnamed(draft: Draft) -> Draft:
    """Return the draft without a place taken from its words, as edited words may name another."""
    return replace(draft, position=None) if _is_by_name(draft.position) else draft


def making_way(draft: Draft, named: Position | None) -> Draft:
    """Return the draft without its place by name or of the last report, if `named` is a place by name.

    What answers the open menu needs no way: it is chosen.
    """
    gives_way = named is not None and named.source == PLACE_SOURCE and draft.menu not in ASKS_PLACE
    return replace(draft, position=None) if gives_way else draft


def _takes_over(draft: Draft, named: Position, *, alone: bool) -> bool:
    """Return whether a place by name replaces the draft's position; a measured one only where its menu is open.

    The rider's last place stays if it agrees with the name, as it is more exact. Of two names the more exact one stays,
    and of equal ones the later; the later name also wins if it is an exact name `alone`.
    """
    known = draft.position
    if known is None or draft.menu in ASKS_PLACE:
        return True
    if known.source == "last":
        return distance_m(known, named) > _inexact_m(named) or _inexact_m(named) < _inexact_m(known)
    is_meant = alone and is_exact(named)
    return known.source == PLACE_SOURCE and (is_meant or _inexact_m(named) <= _inexact_m(known))


def _inexact_m(position: Position) -> float:
    return position.accuracy_m or 0.0
