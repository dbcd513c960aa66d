"""Which columns of a CSV file are meant: those named by the operator, else those known by their usual names."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.district.problems import BadValue
from files.values import nearest

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "unique_key", "case_enquiry_id", "service_request_id", "case_id", "编号", "工单编号", "案件编号"),
    "lat": ("lat", "latitude", "纬度"),
    "lng": ("lng", "lon", "long", "longitude", "经度"),
    "category": ("category", "slug", "type", "complaint_type", "service_name", "类别", "问题类别", "类型"),
    "time": (
        "time", "submitted_at", "opened_at", "created_at", "created_date", "open_dt", "opened", "requested_datetime",
        "上报时间", "受理时间", "时间",
    ),
    "closed": ("closed", "closed_at", "closed_date", "closed_dt", "closed_datetime", "办结时间", "结案时间"),
    "duplicate": ("duplicate_id", "duplicate", "younger_id", "重复编号"),
    "original": ("original_id", "original", "duplicate_of", "elder_id", "原编号"),
    "status": ("status", "case_status", "状态"),
    "note": ("note", "description", "descriptor", "case_title", "描述", "问题描述", "备注"),
    "text": ("text", "caption", "note", "description", "文字", "描述"),
    "truth": ("slug", "category", "类别"),
    "also": ("also",),
    "file": ("file", "photo", "image", "filename", "文件"),
}  # fmt: skip
"""The names under which a column of each role is looked for, the likeliest first."""

_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a command reads.

    ``given`` is the name that the operator gave for this role; a file may lack an ``optional`` one whose name was not
    given. It is named by the option ``--ROLE-column``; one ``of_map`` in ``[columns]`` of columns.toml.
    """

    role: str
    given: str | None = None
    optional: bool = False
    of_map: bool = False


def find_columns(header: Sequence[str], wanted: Iterable[Column]) -> dict[str, int]:
    """The place in the header of each role; capitals, spaces, underscores and hyphens in names make no difference.

    Raises:
        BadValue: one for each column that is missing or there twice, joined by one that names those that there are.
    """
    found: dict[str, int] = {}
    mistakes: list[BadValue] = []
    for column in wanted:
        try:
            place = _given(header, column) if column.given is not None else _known(header, column)
        except BadValue as refused:
            mistakes.append(refused)
            continue
        if place is not None:
            found[column.role] = place
    if mistakes:
        shown = ", ".join(header[:_MOST_SHOWN]) + (" …" if len(header) > _MOST_SHOWN else "")
        raise mistakes[0].joined_by(*mistakes[1:], BadValue("csv_columns_found", columns=shown))
    return found


def plain(name: str) -> str:
    """A name by its letters and digits alone, in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def _given(header: Sequence[str], column: Column) -> int:
    name = (column.given or "").strip()
    places = _places(header, name)
    if not places:
        raise BadValue("csv_column_missing", value=name, close=nearest(name, filter(None, header)))
    return _only(header, places)


def _known(header: Sequence[str], column: Column) -> int | None:
    names = _KNOWN.get(column.role, (column.role,))
    for name in names:
        places = _places(header, name)
        if places:
            return _only(header, places)
    if column.optional:
        return None
    shown = ", ".join(names)
    if column.of_map:
        raise BadValue("csv_role_not_mapped", role=column.role, names=shown)
    raise BadValue("csv_role_missing", role=column.role, names=shown, option=f"--{column.role}-column")


def _places(header: Sequence[str], name: str) -> list[int]:
    """Where the name stands as it is written; else where it stands but for its writing."""
    exact = [place for place, found in enumerate(header) if found == name]
    return exact or [place for place, found in enumerate(header) if found and plain(found) == plain(name)]


def _only(header: Sequence[str], places: Sequence[int]) -> int:
    if len(places) > 1:
        raise BadValue("csv_column_twice", value=", ".join(header[place] for place in places))
    return places[0]
