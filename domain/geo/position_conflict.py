"""Conflicts between a draft's positions: which one counts, and when the rider is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from domain.geo.positions import Position, distance_m


class Rank(IntEnum):
    """How reliable a source of positions is."""

    BEFORE = 0
    NAMED = 1
    MEASURED = 2
    GIVEN = 3


RANKS: Final[Mapping[str, Rank]] = {
    "location": Rank.GIVEN,
    "venue": Rank.GIVEN,
    "typed": Rank.GIVEN,
    "plus_code": Rank.GIVEN,
    "link": Rank.GIVEN,
    "exif": Rank.MEASURED,
    "live": Rank.MEASURED,
    "place": Rank.NAMED,
    "last": Rank.BEFORE,
}
"""The rank of each `Position.source`: given by hand, measured, named, or taken from the last report."""

OF_THE_RIDER: Final = frozenset({"live", "last"})
"""Sources that tell where the rider is, not the problem; a position given by hand replaces them without asking."""

DISAGREE_M: Final = 200
TIMES_ACCURACY: Final = 2


@dataclass(frozen=True, slots=True)
class DraftPosition:
    """The place of a draft.

    Attributes:
        position: The position that counts, None while unknown.
        other_position: Another position, too far away to be the same place.
        chosen: Whether the rider chose; after that only a position given by hand or asked for changes it.
    """

    position: Position | None = None
    other_position: Position | None = None
    chosen: bool = False


def disagree(a: Position, b: Position) -> bool:
    """Return whether two positions are over 200 m apart and over twice the sum of their accuracies."""
    accuracies = (a.accuracy_m or 0) + (b.accuracy_m or 0)
    return distance_m(a, b) > max(DISAGREE_M, TIMES_ACCURACY * accuracies)


def place(held: DraftPosition, given: Position, *, corrects: bool = False) -> DraftPosition:
    """Return the draft's place after one more position.

    The source with the better rank counts; of equal ranks the first, but the last of those given by hand. If two
    positions of the problem disagree, both are kept. A position given by hand settles an open question and replaces a
    choice; if the rider `corrects` the place, so does a name.
    """
    by_hand = RANKS[given.source] is Rank.GIVEN
    if held.position is None:
        return DraftPosition(given)
    is_answer = corrects and (by_hand or RANKS[given.source] is Rank.NAMED)
    if is_answer or (by_hand and (held.chosen or held.other_position is not None)):
        return DraftPosition(given, chosen=True)
    if held.chosen:
        return held
    return _weighed(held, held.position, given)


def choose(held: DraftPosition, wanted: Position) -> DraftPosition:
    """Return the place after the rider chose one of its two positions.

    Raises:
        ValueError: The position is neither of them.
    """
    if wanted == held.position:
        return DraftPosition(wanted, held.other_position, chosen=True)
    if wanted == held.other_position:
        return DraftPosition(wanted, held.position, chosen=True)
    raise ValueError(wanted)


def _weighed(held: DraftPosition, position: Position, given: Position) -> DraftPosition:
    is_better = _outranks(given, position)
    if _conflict(position, given):
        better, other = (given, position) if is_better else (position, given)
        return DraftPosition(better, held.other_position or other)
    return DraftPosition(given if is_better else position, held.other_position)


def _outranks(given: Position, position: Position) -> bool:
    """Return whether `given` replaces `position`: by rank, and the later of two given by hand."""
    rank = RANKS[given.source]
    return rank > RANKS[position.source] or rank is RANKS[position.source] is Rank.GIVEN


def _conflict(a: Position, b: Position) -> bool:
    sources = {a.source, b.source}
    if "last" in sources or sources == {"live"}:
        return False
    ranks = {RANKS[a.source], RANKS[b.source]}
    if ranks == {Rank.GIVEN} or (Rank.GIVEN in ranks and sources & OF_THE_RIDER):
        return False
    return disagree(a, b)
