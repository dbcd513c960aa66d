"""A district's year in SQL."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.week.weeks import Span
from services.ports.weeks import Dot, Hotspot
from services.ports.years import PAIRS_LOOKED_AT, By, MonthFigures, YearFigures
from storage.repositories.rows import from_row, names_of
from storage.session import Repository, Row, Value

_MEDIANS: Final = ("response", "repair")


class SqlYears(Repository):
    """`services.ports.years.Years` in SQL."""

    async def figures(self, span: Span, by: By) -> Mapping[str, YearFigures]:
        values: dict[str, Value] = {"by": by.value, **span._asdict()}
        rows = await self._session.fetch("year_figures", **values)
        figures = {row["name"]: from_row(YearFigures, row, response=None, repair=None) for row in rows}
        for what in _MEDIANS:
            for row in await self._session.fetch("year_medians", what=what, **values):
                figures[row["name"]] = replace(figures[row["name"]], **{what: row["median"]})
        return figures

    async def months(self, span: Span, months: Sequence[Span]) -> list[MonthFigures]:
        ends = json.dumps(dict(months))
        reported = _counts(await self._session.fetch("year_reported", months=ends))
        fixed = _counts(await self._session.fetch("year_fixed", months=ends, **span._asdict()))
        return [MonthFigures(reported.get(each.start, 0), fixed.get(each.start, 0)) for each in months]

    async def hotspots(self, span: Span, categories: Collection[str], at_most: int) -> list[Hotspot]:
        asked: dict[str, Value] = {"categories": names_of(categories), "limit": at_most, **span._asdict()}
        rows = await self._session.fetch("year_hotspots", **asked)
        return [from_row(Hotspot, row) for row in rows]

    async def dots(self, span: Span, categories: Collection[str], every: int) -> list[Dot]:
        rows = await self._session.fetch("year_dots", categories=names_of(categories), every=every, **span._asdict())
        return [from_row(Dot, row) for row in rows]

    async def riders(self, span: Span) -> int:
        return await self._number("year_riders", **span._asdict()) or 0

    async def points(self, span: Span) -> int:
        return await self._number("year_points", **span._asdict()) or 0

    async def shown(self, span: Span, categories: Collection[str]) -> list[int]:
        asked: dict[str, Value] = {"categories": names_of(categories), "limit": PAIRS_LOOKED_AT, **span._asdict()}
        return [row["id"] for row in await self._session.fetch("year_shown", **asked)]


def _counts(rows: Iterable[Row]) -> dict[int, int]:
    return {row["first"]: row["count"] for row in rows}
