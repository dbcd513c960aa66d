"""Reading ``catalogue.csv``: one category for each row, with problems located by row and column."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from districts.tables import check_header, filled_rows
from domain.district.catalogue import Catalogue, Category, Clock, PhotoRule, Span, Urgency
from domain.district.problems import BadValue, InFile, Problem, Severity
from domain.language.phrases import parse_phrase
from domain.language.widths import columns, room
from files.source_files import read_text
from files.values import choices

FILE = "catalogue.csv"
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,31}")
_MOST = 100_000
CATEGORIES_AT_MOST = 90
"""As many as fit on one card, each with its key: Telegram shows 100 keys."""


def _slug(cell: str) -> str:
    if not _SLUG.fullmatch(cell):
        raise BadValue("bad_slug", value=cell)
    return cell


def _filled(cell: str) -> str:
    if not cell:
        raise BadValue("empty")
    return cell


def _one_of(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(cell: str) -> StrEnum:
        if cell not in list(words):
            raise BadValue("unknown_value", value=cell, close=choices(cell, list(words)))
        return words(cell)

    return read


def _span(cell: str) -> Span:
    try:
        return Span.parse(cell)
    except ValueError:
        raise BadValue("bad_span", value=cell) from None


def _count(cell: str) -> int:
    if not re.fullmatch(r"\d{1,9}", cell, re.ASCII) or not 1 <= int(cell) <= _MOST:
        raise BadValue("out_of_range", value=cell, least="1", most=str(_MOST))
    return int(cell)


def _flag(cell: str) -> bool:
    if cell not in {"0", "1"}:
        raise BadValue("unknown_value", value=cell, close="0, 1")
    return cell == "1"


def _words(cell: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in cell.split("|") if word.strip())
    for word in words:
        try:
            parse_phrase(word)
        except ValueError:
            raise BadValue("bad_words", value=word) from None
    return words


@dataclass(frozen=True, slots=True)
class _Column:
    """The reader of a column, and the value that replaces a refused cell so that the rest of the row is checked."""

    read: Callable[[str], object]
    stand_in: object = ""
    optional: bool = False


_COLUMNS: Mapping[str, _Column] = {
    "slug": _Column(_slug),
    "zh": _Column(_filled),
    "en": _Column(_filled),
    "gb_code": _Column(str),
    "urgency": _Column(_one_of(Urgency), Urgency.NORMAL),
    "first_response": _Column(_span, Span(1, "d")),
    "resolve_within": _Column(_span, Span(1, "d")),
    "clock": _Column(_one_of(Clock), Clock.WORK_DAYS),
    "responsible": _Column(_slug),
    "duplicate_radius_m": _Column(_count, 1),
    "duplicate_days": _Column(_count, 1),
    "call": _Column(lambda cell: cell or None),
    "photo": _Column(_one_of(PhotoRule), PhotoRule.OPTIONAL),
    "indoor": _Column(_flag, stand_in=False),
    "words_zh": _Column(_words, optional=True),
    "words_en": _Column(_words, optional=True),
    "advice_zh": _Column(str, optional=True),
    "advice_en": _Column(str, optional=True),
    "short_zh": _Column(str, optional=True),
    "short_en": _Column(str, optional=True),
}


def read_catalogue(folder: Path, emergency: Mapping[str, str] | None, problems: list[Problem]) -> Catalogue | None:
    """Read the file, and check calls against the district's emergency numbers (None: unknown, not checked).

    Returns None if the file or its header cannot be read.
    """
    content = read_text(folder / FILE, problems)
    rows = filled_rows(FILE, content, problems) if content is not None else None
    if rows is None:
        return None
    header = rows[0][1] if rows else []
    optional = [name for name, column in _COLUMNS.items() if column.optional]
    if not check_header(FILE, header, _COLUMNS, optional, problems):
        return None
    lines: dict[str, int] = {}
    categories = []
    for line, cells in rows[1:]:
        category = _read_row(header, line, cells, problems)
        if category is None:
            continue
        first = lines.setdefault(category.slug, line)
        if first != line and category.slug:
            _note(problems, "slug_twice", line, "slug", value=category.slug, first_line=str(first))
        _check_call(category, line, emergency, problems)
        problems.extend(_too_wide(category, line))
        categories.append(category)
    if not lines:
        problems.append(Problem("no_categories", FILE))
    if len(categories) > CATEGORIES_AT_MOST:
        _note(problems, "too_many_categories", rows[1 + CATEGORIES_AT_MOST][0], None, most=str(CATEGORIES_AT_MOST))
    return Catalogue.of(categories)


def _read_row(header: list[str], line: int, cells: list[str], problems: list[Problem]) -> Category | None:
    if len(cells) != len(header):
        _note(problems, "row_width", line, None, found=str(len(cells)), expected=str(len(header)))
        return None
    values: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if name in _COLUMNS:
            values[name] = _read_cell(line, name, cell, problems)
    return Category(**values)


def _read_cell(line: int, name: str, cell: str, problems: list[Problem]) -> object:
    column = _COLUMNS[name]
    try:
        return column.read(cell)
    except BadValue as refused:
        problems.append(refused.problem(FILE, InFile(line=line, key=name)))
        return column.stand_in


def _check_call(category: Category, line: int, emergency: Mapping[str, str] | None, problems: list[Problem]) -> None:
    call = category.call
    if call is not None and emergency is not None and not call.isdigit() and call not in emergency:
        _note(problems, "no_number_to_call", line, "call", value=call)


def _too_wide(category: Category, line: int) -> Iterator[Problem]:
    """Yield a warning for each language in which the category's key gets a row of its own, or is cut."""
    for language in ("zh", "en"):
        short, name = getattr(category, f"short_{language}"), getattr(category, language)
        wide = columns(short or name)
        if wide > room(2):
            place = InFile(line=line, key=f"short_{language}" if short else language)
            details = {"value": short or name, "wide": str(wide), "most": str(room(2)), "column": f"short_{language}"}
            yield Problem("key_too_wide", FILE, place, details, Severity.WARNING)


def _note(problems: list[Problem], code: str, line: int, column: str | None, **details: str) -> None:
    problems.append(Problem(code, FILE, InFile(line=line, key=column), details))
