"""Boards: counted in the night after a week, shown to riders, and who wants to be on their team's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.people.riders import Rider
from domain.programme.board_messages import BoardsShown
from domain.programme.rankings import WEEKS, Board, Did, Mate, Measure, NamedPlace, Place, places, ranked
from domain.programme.team_messages import TeamShown
from domain.programme.teams import Stay, Team
from domain.week.weeks import Span, Week, last_week, parse_week, span_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.ports.transaction import Transaction
from services.programme.teams import stay_in

SHOWN: Final = 10
"""The most places of a board that are shown beside one's own."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board of teams or companies.

    Attributes:
        week: The last week that counts; None where none was counted yet.
        rows: The first places.
        own: That of the rider's team or its company, None where it has none.
        team: The rider's, None for none.
    """

    board: Board
    measure: Measure
    week: Week | None
    rows: tuple[NamedPlace, ...]
    own: Place | None
    team: Team | None


@dataclass(frozen=True, slots=True)
class MatesView:
    """The board of the riders of a team.

    Attributes:
        week, team: See `BoardView`.
        stay: The rider's own.
        rows: The first places, each with who has it.
        place: The rider's own, None for none.
        of: How many have a place.
        own: What they did, None of who is not counted.
    """

    measure: Measure
    week: Week | None
    team: Team
    stay: Stay
    rows: tuple[tuple[int, Stay], ...]
    place: int | None
    of: int
    own: Mate | None


async def uncounted(tx: Transaction, deps: Deps) -> Week | None:
    """Return the last ended week if its boards are yet to be counted."""
    week = last_week(deps.clock.now(), deps.district.timezone)
    return week if await tx.rankings.week() != str(week) else None


def counted_span(week: Week, deps: Deps) -> Span:
    """Return the weeks that count for the boards of a week, which is the last of them."""
    zone = deps.district.timezone
    return Span(span_of(week.shifted(1 - WEEKS), zone).start, span_of(week, zone).end)


async def keep(tx: Transaction, week: Week, did: Sequence[Did]) -> None:
    """Keep the boards of a week; what riders did stays only of those who want to be on their team's."""
    await tx.rankings.keep(str(week), places(did), [each for each in did if each.shows])


async def show(tx: Transaction, deps: Deps, rider: Rider, shown: BoardsShown) -> None:
    """Show a board, in place of another where `shown` says so."""
    await answer(tx, deps, rider, shown)


async def choose(tx: Transaction, deps: Deps, rider: Rider, shown: BoardsShown | TeamShown, *, on: bool) -> None:
    """Put a rider on the board of their team from the next week on, or take them off it now, and show what they see.

    Raises:
        NoTeam: They are in no team.
    """
    stay = await stay_in(tx, rider)
    await tx.teams.save_stay(replace(stay, on_board=on))
    if not on:
        await tx.rankings.erase(rider.id)
    await answer(tx, deps, rider, shown)


@gather.register
async def board_view(meaning: BoardsShown, reading: Reading) -> BoardView | MatesView | None:
    """Return a board as the rider may see it: without a team, that of teams instead of its riders'; None in a group."""
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    board, measure = Board(meaning.board), Measure(meaning.measure)
    kept = await tx.rankings.week()
    week = parse_week(kept) if kept is not None else None
    stay = await tx.teams.stay_of(rider.id)
    team = await tx.teams.team(stay.team) if stay is not None else None
    if board is not Board.MATES or stay is None or team is None:
        return await _groups(tx, Board.TEAM if board is Board.MATES else board, measure, week, team)
    mates = await tx.rankings.mates(team.id, reading.deps.clock.now())
    order = ranked(mates, measure)
    return MatesView(
        measure,
        week,
        team,
        stay,
        tuple((place, mate.stay) for place, mate in order[:SHOWN]),
        next((place for place, mate in order if mate.stay.id == stay.id), None),
        len(order),
        next((mate for mate in mates if mate.stay.id == stay.id), None),
    )


async def _groups(tx: Transaction, board: Board, measure: Measure, week: Week | None, team: Team | None) -> BoardView:
    rows = await tx.rankings.first(board, measure, SHOWN)
    group = None if team is None else team.id if board is Board.TEAM else team.company
    own = await tx.rankings.place_of(board, measure, group) if group is not None else None
    return BoardView(board, measure, week, tuple(rows), own, team)
