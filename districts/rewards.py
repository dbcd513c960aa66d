"""Reading ``rewards.csv``, which is optional: what points buy, a reward in each row."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from districts.tables import check_header, filled_rows
from domain.district.problems import BadValue, InFile, Problem
from domain.district.rewards import VOUCHER_DAYS, Reward
from domain.programme.ledgers import day_of_cell
from files.source_files import read_text
from files.values import choices

FILE: Final = "rewards.csv"
PICTURES: Final = "rewards"
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
_MOST: Final = 1_000_000
_DAYS_AT_MOST: Final = 366
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp")
_NAME_AT_MOST: Final = 40
REWARDS_AT_MOST: Final = 200


def _identifier(cell: str) -> str:
    if not _ID.fullmatch(cell):
        raise BadValue("bad_reward", value=cell)
    return cell


def _name(cell: str) -> str:
    if not cell:
        raise BadValue("empty")
    if len(cell) > _NAME_AT_MOST:
        raise BadValue("reward_name_long", value=cell, most=str(_NAME_AT_MOST))
    return cell


def _figure(most: int, least: int = 1) -> Callable[[str], int]:
    def read(cell: str) -> int:
        if not re.fullmatch(r"\d{1,9}", cell, re.ASCII) or not least <= int(cell) <= most:
            raise BadValue("out_of_range", value=cell, least=str(least), most=str(most))
        return int(cell)

    return read


def _places(cell: str) -> tuple[str, ...]:
    places = tuple(dict.fromkeys(place.strip() for place in cell.split("|") if place.strip()))
    if not places:
        raise BadValue("empty")
    return places


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(day_of_cell(cell))
    except (BadValue, ValueError):
        raise BadValue("bad_day", value=cell) from None


def _file(cell: str) -> str:
    if Path(cell).name != cell or Path(cell).suffix.lower() not in _ENDINGS:
        raise BadValue("reward_picture_name", value=cell, endings=", ".join(_ENDINGS))
    return cell


@dataclass(frozen=True, slots=True)
class _Column:
    """The attribute of a column, its reader, and its value where the cell is empty or refused."""

    attribute: str
    read: Callable[[str], object]
    stand_in: object = None
    is_needed: bool = False


_COLUMNS: Final[Mapping[str, _Column]] = {
    "id": _Column("id", _identifier, "", is_needed=True),
    "zh": _Column("zh", _name, "", is_needed=True),
    "en": _Column("en", _name, "", is_needed=True),
    "points": _Column("points", _figure(_MOST), 1, is_needed=True),
    "where": _Column("places", _places, (), is_needed=True),
    "stock": _Column("stock", _figure(_MOST, 0)),
    "limit": _Column("limit", _figure(_MOST)),
    "from": _Column("first", _day),
    "to": _Column("last", _day),
    "budget": _Column("budget", _figure(_MOST * 100)),
    "picture": _Column("picture", _file, ""),
    "days": _Column("days", _figure(_DAYS_AT_MOST), VOUCHER_DAYS),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A reward and its line; a column that was refused has its stand-in and is in `refused`."""

    reward: Reward
    line: int
    refused: frozenset[str]

    def problem(self, code: str, column: str, **details: str) -> Problem:
        """Return a problem of a column."""
        return Problem(code, FILE, InFile(line=self.line, key=column), details)


def read_rewards(folder: Path, places: Collection[str] | None, problems: list[Problem]) -> dict[str, Reward]:
    """Read a folder's file, by ids and in its order; without one, there are none.

    ``places`` are the ids of queues and stations that can hand something out (None: unknown, not checked).
    """
    content = read_text(folder / FILE, problems) if (folder / FILE).exists() else None
    rows = filled_rows(FILE, content, problems) if content is not None else None
    header = rows[0][1] if rows else []
    optional = [name for name, column in _COLUMNS.items() if not column.is_needed]
    if rows is None or not check_header(FILE, header, _COLUMNS, optional, problems):
        return {}
    read = [row for line, cells in rows[1:] if (row := _read_row(header, line, cells, problems)) is not None]
    if len(read) > REWARDS_AT_MOST:
        problems.append(read[REWARDS_AT_MOST].problem("too_many_rewards", "id", most=str(REWARDS_AT_MOST)))
    pictured = [_pictured(folder, row, problems) for row in read]
    for row in pictured:
        problems.extend(_problems_of(row, places))
    problems.extend(_twice(pictured))
    return {row.reward.id: row.reward for row in pictured}


def _read_row(header: list[str], line: int, cells: list[str], problems: list[Problem]) -> _Row | None:
    if len(cells) != len(header):
        details = {"found": str(len(cells)), "expected": str(len(header))}
        problems.append(Problem("row_width", FILE, InFile(line=line), details))
        return None
    values: dict[str, Any] = {column.attribute: column.stand_in for column in _COLUMNS.values()}
    refused = set()
    for name, cell in zip(header, cells, strict=True):
        column = _COLUMNS.get(name)
        if column is None or (not cell and not column.is_needed):
            continue
        try:
            values[column.attribute] = column.read(cell)
        except BadValue as bad:
            refused.add(name)
            problems.append(bad.problem(FILE, InFile(line=line, key=name)))
    return _Row(Reward(**values), line, frozenset(refused))


def _pictured(folder: Path, row: _Row, problems: list[Problem]) -> _Row:
    """Return the row with its picture's path and content hash; without a picture where there is no such file."""
    name, reward = row.reward.picture, row.reward
    if not name:
        return row
    path = folder / PICTURES / name
    try:
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        problems.append(row.problem("reward_picture_missing", "picture", value=f"{PICTURES}/{name}"))
        mark = ""
    return replace(row, reward=replace(reward, picture=str(path) if mark else "", picture_mark=mark))


def _problems_of(row: _Row, places: Collection[str] | None) -> Iterator[Problem]:
    """Yield what is wrong between the columns of a row, and with the places that it names."""
    reward = row.reward
    for place in reward.places:
        if places is not None and place not in places:
            yield row.problem("reward_place", "where", value=place, close=choices(place, places))
    if reward.first is not None and reward.last is not None and reward.last < reward.first:
        yield row.problem("reward_ends_first", "to", value=str(reward.last), first=str(reward.first))
    if reward.budget is not None and reward.budget < reward.points and "points" not in row.refused:
        yield row.problem("reward_budget", "budget", value=str(reward.budget), points=str(reward.points))


def _twice(rows: list[_Row]) -> Iterator[Problem]:
    first: dict[str, _Row] = {}
    for row in rows:
        earlier = first.setdefault(row.reward.id, row)
        if row.reward.id and earlier is not row:
            yield row.problem("reward_twice", "id", value=row.reward.id, first_line=str(earlier.line))
