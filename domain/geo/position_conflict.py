"""Which of a draft's positions counts, and when two disagree so far that the rider is asked which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from domain.geo.positions import Position, distance_m


class Rank(IntEnum):
    """How far a source is believed."""

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
"""The source of a position, by `Position.source`: given by the rider's hand, measured, named, or of the last report."""

OF_THE_RIDER: Final = frozenset({"live", "last"})
"""These say where the rider is, not where the problem is: what the rider gives by hand replaces them unasked."""

DISAGREE_M: Final = 200
TIMES_ACCURACY: Final = 2


@dataclass(frozen=True, slots=True)
class DraftPosition:
    """The place of a draft.

    Attributes:
        position: what counts, None while unknown.
        other_position: another position, too far away to be the same place.
        chosen: the rider said which; only what is given by hand changes it then.
    """

    position: Position | None = None
    other_position: Position | None = None
    chosen: bool = False


def disagree(a: Position, b: Position) -> bool:
    """Whether two positions can't be one place: farther apart than 200 m and than twice their accuracies together."""
    accuracies = (a.accuracy_m or 0) + (b.accuracy_m or 0)
    return distance_m(a, b) > max(DISAGREE_M, TIMES_ACCURACY * accuracies)


def place(held: DraftPosition, given: Position, *, corrects: bool = False) -> DraftPosition:
    """What is held of a draft's place after one more position.

    The better source counts, of equal ones the first, but by hand the last. Where two disagree that both speak of
    the problem, the other one is kept beside it. A position given by hand to an open question, after a choice, or to
    correct the place (`corrects`), is the answer.
    """
    by_hand = RANKS[given.source] is Rank.GIVEN
    if held.position is None:
        return DraftPosition(given)
    if by_hand and (corrects or held.chosen or held.other_position is not None):
        return DraftPosition(given, chosen=True)
    if held.chosen:
        return held
    return _weighed(held, held.position, given)


def choose(held: DraftPosition, wanted: Position) -> DraftPosition:
    """The rider's answer, one of the two. Raises ValueError for a position that is neither."""
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
    """By hand the last one counts, of all others the first."""
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
