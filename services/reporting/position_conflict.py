"""A draft's position: new positions are weighed against the known one, and the rider settles conflicts."""

from collections.abc import Iterable
from dataclasses import replace

from domain.errors import Stale
from domain.geo.live_location import LiveLocation
from domain.geo.place_names import is_exact
from domain.geo.position_conflict import RANKS, DraftPosition, choose, place
from domain.geo.positions import Position
from domain.reporting.drafts import ASKS_PLACE, Draft
from services.deps import Deps

_HOUR = 3_600_000


def placed(draft: Draft, told: Iterable[Position], live: LiveLocation | None, now: int) -> Draft:
    """Return the draft after weighing the positions of a message, in this order, and the live location.

    The live location is used only if the draft has no better position, or beside the GPS position of a photo that has
    just arrived; later it says where the rider went. While the place menu is open, a position given by hand or by name
    replaces the known one.
    """
    corrects = draft.menu in ASKS_PLACE
    held = DraftPosition(draft.position, draft.other_position, draft.place_chosen)
    usable = [position for position in told if position.usable]
    for position in usable:
        held = place(held, position, corrects=corrects)
    is_needed = _lacks_better(held) or any(position.source == "exif" for position in usable)
    if live is not None and is_needed and live.counts(now):
        held = place(held, live.position)
    return _holding(draft, held)


def replaced(draft: Draft, told: Position, now: int) -> Draft:
    """Return the draft after an edited message gave a position; a position that it gave before changes nothing."""
    known = {mark(position) for position in (draft.position, draft.other_position) if position is not None}
    return draft if mark(told) in known else placed(draft, (told,), None, now)


def without(draft: Draft, gone: Iterable[Position]) -> Draft:
    """Return the draft without positions that the message which gave them gives no more.

    One that has lost an exact place asks for the location key again.
    """
    marks = {mark(position) for position in gone}
    left = [each for each in (draft.position, draft.other_position) if each is not None and mark(each) not in marks]
    if len(left) == sum(each is not None for each in (draft.position, draft.other_position)):
        return draft
    if not left and is_exact(draft.position):
        draft = replace(draft, place_asked_at=None)
    return _holding(draft, DraftPosition(next(iter(left), None)))


def chosen(deps: Deps, draft: Draft, wanted: str) -> Draft:
    """Return the draft with the one of its two positions that has this mark; an old position is thereby confirmed.

    Raises:
        Stale: Neither position has this mark, or there is only one.
    """
    named = {mark(position): position for position in (draft.position, draft.other_position) if position is not None}
    if wanted not in named or draft.other_position is None:
        raise Stale
    position = named[wanted]
    held = choose(DraftPosition(draft.position, draft.other_position, draft.place_chosen), position)
    return replace(_holding(draft, held), position_confirmed=is_old(deps, position, deps.clock.now()))


def mark(position: Position) -> str:
    """Return the text that stands for a position in a button: 22 characters at most, the same on every press."""
    return f"{position.lat:.5f}_{position.lng:.5f}"


def is_old(deps: Deps, position: Position, now: int) -> bool:
    """Return whether the position is so old that the rider must confirm it."""
    return position.taken_at is not None and now - position.taken_at > deps.limits.old_position_hours * _HOUR


def _lacks_better(held: DraftPosition) -> bool:
    return held.position is None or RANKS[held.position.source] < RANKS["live"]


def _holding(draft: Draft, held: DraftPosition) -> Draft:
    confirmed = draft.position_confirmed and held.position == draft.position
    return replace(
        draft,
        position=held.position,
        position_confirmed=confirmed,
        other_position=held.other_position,
        place_chosen=held.chosen,
    )
