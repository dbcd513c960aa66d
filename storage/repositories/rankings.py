"""Boards in SQL."""

from collections.abc import Iterable, Sequence

from domain.programme.rankings import (
    FEWEST_REPORTS,
    FEWEST_RIDERS,
    Board,
    Did,
    Mate,
    Measure,
    NamedPlace,
    Place,
    Standing,
    Standings,
)
from domain.programme.teams import Stay
from domain.week.weeks import Span
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlRankings(Repository):
    """`services.ports.rankings.Rankings` in SQL."""

    async def did(self, span: Span) -> list[Did]:
        return [from_row(Did, row) for row in await self._session.fetch("board_acts", **span._asdict())]

    async def keep(self, week: str, places: Sequence[Place], did: Sequence[Did]) -> None:
        for query in ("drop_board_week", "drop_board_places", "drop_board_riders"):
            await self._session.change(query)
        await self._session.change("save_board_week", week=week)
        await self._session.change_many("save_board_place", [to_row(each) for each in places])
        await self._session.change_many("save_board_rider", [to_row(each) for each in did])

    async def week(self) -> str | None:
        row = await self._one("board_week")
        return row["week"] if row is not None else None

    async def first(self, board: Board, measure: Measure, limit: int) -> list[NamedPlace]:
        rows = await self._session.fetch("first_places", board=board, measure=measure, limit=limit)
        return [from_row(NamedPlace, row) for row in rows]

    async def place_of(self, board: Board, measure: Measure, group: str) -> Place | None:
        row = await self._one("place_of", board=board, measure=measure, id=group)
        return from_row(Place, row) if row is not None else None

    async def mates(self, team: str, now: int) -> list[Mate]:
        return _mates(await self._session.fetch("board_mates", team=team, now=now))

    async def standings(self, rider_id: int, now: int) -> Standings:
        (row,) = await self._session.fetch("board_standings", rider_id=rider_id, now=now, fewest=FEWEST_REPORTS)
        return {
            measure: Standing(row[f"before_{measure}"] + 1, row[f"of_{measure}"])
            for measure in Measure
            if row[f"before_{measure}"] is not None and row[f"of_{measure}"] >= FEWEST_RIDERS
        }

    async def of_rider(self, rider_id: int) -> list[Mate]:
        return _mates(await self._session.fetch("board_riders_of", rider_id=rider_id))

    async def erase(self, rider_id: int) -> None:
        await self._session.change("erase_board_rider", rider_id=rider_id)


def _mates(rows: Iterable[Row]) -> list[Mate]:
    return [from_row(Mate, row, stay=from_row(Stay, row)) for row in rows]
