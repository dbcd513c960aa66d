"""Boards: the places of teams, companies and a team's riders by what they did in four weeks, told in no sums."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from domain.programme.teams import Stay

T = TypeVar("T")

WEEKS: Final = 4
"""So many ended weeks count."""

FEWEST_RIDERS: Final = 5
"""Of fewer no team, no company and no riders of a team are ranked."""

FEWEST_REPORTS: Final = 3
"""A rider with fewer has no place by the resolved share."""

LOWEST, HIGHEST = 5, 95
"""Shares beyond are kept as these, in percent: all or nothing would say it of each rider."""


class Board(StrEnum):
    """Who is on a board."""

    TEAM = "team"
    COMPANY = "company"
    MATES = "mates"


class Measure(StrEnum):
    """By what a board ranks."""

    SHARE = "share"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Did:
    """What a rider did in the weeks that count, while they were in a team.

    Attributes:
        company: The team's.
        shows: Whether the stay goes on and the rider wants to be on their team's board.
        reports: Those submitted that were neither taken back nor rejected nor repeats at the end of the weeks.
        fixed: Those of them that stood as fixed then.
        checks: How often they said whether something is fixed and earned points for it.
    """

    stay_id: int
    rider_id: int
    team: str
    company: str | None
    shows: bool
    reports: int
    fixed: int
    checks: int


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a team or a company; `figure` is a rounded share in percent, or rounded checks for each checker."""

    board: Board
    measure: Measure
    id: str
    place: int
    figure: int


@dataclass(frozen=True, slots=True)
class NamedPlace(Place):
    """A place with the names of whose it is."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Mate:
    """A rider who wants to be on the board of their team, and what they did; only they see their own figures."""

    stay: Stay
    reports: int
    fixed: int
    checks: int

    def score(self, measure: Measure) -> Fraction | None:
        """Return by what they are ranked, None for not at all."""
        if measure is Measure.CHECKS:
            return Fraction(self.checks) if self.checks else None
        return Fraction(self.fixed, self.reports) if self.reports >= FEWEST_REPORTS else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A rider's place on a board of their team, of so many."""

    place: int
    of: int


Standings = Mapping[Measure, Standing]
"""A rider's places in their team, told to them alone."""


def places(did: Sequence[Did]) -> list[Place]:
    """Return the places of all teams and companies that may have one."""
    return [place for measure in Measure for place in _places(measure, [each for each in did if _acts(each, measure)])]


def ranked(mates: Iterable[Mate], measure: Measure) -> list[tuple[int, Mate]]:
    """Return the riders of a team with their places, the first one first; nobody where they are too few."""
    scored = [(score, mate) for mate in mates if (score := mate.score(measure)) is not None]
    if len(scored) < FEWEST_RIDERS:
        return []
    return sorted(_placed(scored), key=lambda each: (each[0], each[1].stay.number))


def _acts(did: Did, measure: Measure) -> bool:
    return bool(did.checks if measure is Measure.CHECKS else did.reports)


def _places(measure: Measure, did: Sequence[Did]) -> Iterator[Place]:
    teams = {team: some for team, some in _by(did, lambda each: each.team).items() if _are_enough(some)}
    yield from _in_order(Board.TEAM, measure, teams)
    companies = _by(did, lambda each: each.company)
    counted = {company: _without_few(some, teams) for company, some in companies.items()}
    yield from _in_order(Board.COMPANY, measure, {each: some for each, some in counted.items() if _are_enough(some)})


def _by(did: Iterable[Did], key: Callable[[Did], str | None]) -> dict[str, list[Did]]:
    found: dict[str, list[Did]] = {}
    for each in did:
        name = key(each)
        if name is not None:
            found.setdefault(name, []).append(each)
    return found


def _are_enough(did: Iterable[Did]) -> bool:
    return len({each.rider_id for each in did}) >= FEWEST_RIDERS


def _without_few(did: Sequence[Did], teams: Mapping[str, object]) -> list[Did]:
    """Return what counts for a company: without riders who could be told from it by taking its ranked teams away."""
    in_teams = [each for each in did if each.team in teams]
    known = {each.rider_id for each in in_teams}
    others = [each for each in did if each.team not in teams]
    return list(did) if _are_enough(each for each in others if each.rider_id not in known) else in_teams


def _in_order(board: Board, measure: Measure, groups: Mapping[str, Sequence[Did]]) -> Iterator[Place]:
    scores = {name: _score(measure, did) for name, did in groups.items()}
    for place, name in _placed([(score, name) for name, score in scores.items()]):
        yield Place(board, measure, name, place, _figure(measure, scores[name]))


def _placed(scored: Iterable[tuple[Fraction, T]]) -> Iterator[tuple[int, T]]:
    """Yield each with its place, the highest score first; equals share one, and the next ones are left out."""
    place, before = 0, None
    for number, (score, each) in enumerate(sorted(scored, key=lambda scored: scored[0], reverse=True), 1):
        place, before = (place, before) if score == before else (number, score)
        yield place, each


def _score(measure: Measure, did: Sequence[Did]) -> Fraction:
    if measure is Measure.CHECKS:
        return Fraction(sum(each.checks for each in did), len({each.rider_id for each in did}))
    return Fraction(sum(each.fixed for each in did), sum(each.reports for each in did))


def _figure(measure: Measure, score: Fraction) -> int:
    return round(score) if measure is Measure.CHECKS else min(HIGHEST, max(LOWEST, round(100 * score)))
