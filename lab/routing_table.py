"""Routing outside the bot, for one point or for the rows of a CSV file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.district.district import Community, District
from domain.district.problems import BadValue
from domain.district.routing import Route
from domain.geo.positions import is_usable
from files.csv_columns import Column, find_columns
from files.csv_rows import Rows
from files.values import choices
from texts.base.routing import reason_text
from texts.terminal.problems import message_text

ADDED = ("community", "queue", "reason")
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3},\d+", re.ASCII)


def answer(district: District, point: Iterable[str], at_ms: int) -> tuple[Community | None, Route]:
    """Return the community and route of a report at an instant; `point` is latitude, longitude and category as text.

    Raises:
        BadValue: They are no position or category.
    """
    lat, lng, category = point
    if category not in district.catalogue:
        raise BadValue("unknown_category", value=category, close=choices(category, district.catalogue))
    community = district.community_at(*read_position(lat, lng))
    return community, district.route(category, community.id if community else None, at_ms)


@dataclass(frozen=True, slots=True)
class RoutingTable:
    """Adds a district's answers to rows, for one instant (ms UTC), in one language."""

    district: District
    at_ms: int
    language: str

    def answered(self, rows: Rows, point: Iterable[Column]) -> Iterator[list[str]]:
        """Yield the header and rows with three more cells; an empty line stays empty.

        ``point`` is the columns of latitude, longitude and category.

        Raises:
            BadValue: A column is missing or occurs twice; raised before the first row.
        """
        places = list(find_columns(rows.header, point).values())
        yield [*rows.header, *ADDED]
        for row in rows:
            yield self._answered_row(row, places, len(rows.header)) if row else []

    def _answered_row(self, row: list[str], places: list[int], width: int) -> list[str]:
        kept = [*row[:width], *[""] * (width - len(row))]
        try:
            _check_width(row, width)
            community, route = answer(self.district, (row[place].strip() for place in places), self.at_ms)
        except BadValue as refused:
            return [*kept, "", "", message_text(refused, self.language)]
        return [*kept, community.id if community else "", route.queue.id, reason_text(route.reason, self.language)]


def _check_width(row: list[str], width: int) -> None:
    if len(row) != width:
        raise BadValue("row_width", found=str(len(row)), expected=str(width))


def read_position(lat: str, lng: str) -> tuple[float, float]:
    """Return degrees north and east, from text with decimal points or commas.

    Raises:
        BadValue: They are no usable position.
    """
    try:
        position = _degrees(lat), _degrees(lng)
    except ValueError:
        raise BadValue("not_a_position", value=f"{lat}, {lng}") from None
    if not is_usable(*position):
        raise BadValue("not_a_position", value=f"{lat}, {lng}")
    return position


def _degrees(text: str) -> float:
    return float(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
