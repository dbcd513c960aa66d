"""Finding the columns of a CSV file, by the names that the operator gives or by usual names."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.district.problems import BadValue
from files.values import nearest

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "unique_key", "case_enquiry_id", "service_request_id", "case_id", "编号", "工单编号", "案件编号"),
    "lat": ("lat", "latitude", "纬度"),
    "lng": ("lng", "lon", "long", "longitude", "经度"),
    "category": (
        "category", "slug", "type", "complaint_type", "service_name", "service_code", "类别", "问题类别", "类型",
    ),
    "time": (
        "time", "submitted_at", "opened_at", "created_at", "created_date", "open_dt", "opened", "requested_datetime",
        "上报时间", "受理时间", "时间", "date", "opened_date", "requested_date", "上报日期", "受理日期", "日期",
    ),
    "day": (
        "date", "opened_date", "created_date", "requested_date", "submitted_date", "上报日期", "受理日期", "日期",
    ),
    "closed_day": ("closed_date", "办结日期", "结案日期"),
    "closed": (
        "closed", "closed_at", "closed_dt", "closed_datetime", "closed_time", "closed_date", "办结时间", "结案时间",
        "办结日期", "结案日期",
    ),
    "duplicate": ("duplicate_id", "duplicate", "younger_id", "重复编号"),
    "original": ("original_id", "original", "duplicate_of", "elder_id", "原编号"),
    "status": ("status", "case_status", "状态", "案件状态", "工单状态", "办理状态"),
    "note": ("note", "description", "descriptor", "case_title", "描述", "问题描述", "备注"),
    "kind": ("kind", "danger", "危险"),
    "text": ("text", "caption", "note", "description", "文字", "描述"),
    "truth": ("slug", "category", "类别"),
    "also": ("also",),
    "register": ("register",),
    "companies.id": ("id", "company_id", "企业编号", "公司编号", "编号", "code"),
    "companies.zh": ("zh", "企业名称", "公司名称", "企业", "公司", "名称", "name", "name_zh"),
    "companies.en": ("en", "英文名称", "英文名", "name_en"),
    "teams.id": ("id", "team_id", "队伍编号", "编号", "code"),
    "teams.zh": ("zh", "队伍名称", "队伍", "名称", "name", "name_zh"),
    "teams.en": ("en", "英文名称", "英文名", "name_en"),
    "teams.company": ("company", "company_id", "企业编号", "所属企业", "企业", "公司"),
    "teams.ended": ("ended", "解散日期", "结束日期"),
    "riders.code": ("code", "rider_code", "骑手编号", "编号", "工号", "id"),
    "riders.team": ("team", "team_id", "队伍编号", "所属队伍", "队伍"),
    "riders.company": ("company", "company_id", "企业编号", "所属企业", "企业", "公司"),
    "riders.trade": ("trade", "行业", "工种", "业态"),
    "riders.joined": ("joined", "入队日期", "加入日期", "入队时间"),
    "activities.queue": ("queue", "承办单位", "主办单位", "单位"),
    "activities.kind": ("kind", "活动类型", "活动种类", "种类", "类型"),
    "activities.zh": ("zh", "活动名称", "名称", "title", "title_zh", "name"),
    "activities.en": ("en", "英文名称", "英文名", "title_en", "name_en"),
    "activities.starts": ("starts", "start", "starts_at", "开始时间", "开始"),
    "activities.ends": ("ends", "end", "ends_at", "结束时间", "结束"),
    "activities.station": ("station", "station_id", "驿站", "驿站编号"),
    "activities.place": ("place", "地点", "活动地点"),
    "activities.lat": ("lat", "latitude", "纬度"),
    "activities.lng": ("lng", "lon", "long", "longitude", "经度"),
    "activities.seats": ("seats", "名额", "人数"),
    "activities.languages": ("languages", "language", "语言"),
    "activities.badge": ("badge", "徽章"),
    "activities.points": ("points", "积分"),
    "activities.calls": ("calls", "召集", "召集徽章"),
    "activities.note": ("note", "备注", "说明"),
    "file": ("file", "photo", "image", "filename", "文件"),
}  # fmt: skip
"""Usual names of the column for each role, the likeliest first."""

_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a command reads.

    Attributes:
        role: The column's meaning, which the option ``--ROLE-column`` has in its name.
        given: The operator's name for the column; None to look for usual names.
        optional: Whether a file may lack the column if no name is given.
        of_map: Whether the name is given in ``[columns]`` of columns.toml instead of an option.
        fixed: Whether no other name can be given.
    """

    role: str
    given: str | None = None
    optional: bool = False
    of_map: bool = False
    fixed: bool = False


def find_columns(header: Sequence[str], wanted: Iterable[Column]) -> dict[str, int]:
    """Return the index of each role's column; case, spaces, underscores and hyphens in names do not matter.

    A usual name as it is written goes before all that are only alike. A column that begins with an underscore is alike
    to none: it is a database's own, as the `_id` that numbers the rows of one export.

    Raises:
        BadValue: A column is missing or occurs twice; joined by further ones and by one that lists all columns.
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


def usual_names(role: str) -> str:
    """Return the names by which a role's column is found, as a list for people."""
    return ", ".join(_KNOWN.get(role, (role,)))


def plain(name: str) -> str:
    """Return the letters and digits of a name, casefolded."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def _given(header: Sequence[str], column: Column) -> int:
    name = (column.given or "").strip()
    places = _exact(header, name) or _alike(header, name)
    if not places:
        raise BadValue("csv_column_missing", value=name, close=nearest(name, filter(None, header)))
    return _only(header, places)


def _known(header: Sequence[str], column: Column) -> int | None:
    names = _KNOWN.get(column.role, (column.role,))
    for find in (_exact, _alike):
        for name in names:
            places = find(header, name)
            if places:
                return _only(header, places)
    if column.optional:
        return None
    shown = ", ".join(names)
    if column.fixed:
        raise BadValue("csv_role_fixed", names=shown)
    if column.of_map:
        raise BadValue("csv_role_not_mapped", role=column.role, names=shown)
    raise BadValue("csv_role_missing", role=column.role, names=shown, option=f"--{column.role}-column")


def _exact(header: Sequence[str], name: str) -> list[int]:
    return [place for place, found in enumerate(header) if found == name]


def _alike(header: Sequence[str], name: str) -> list[int]:
    """Return the indexes of columns whose names differ from it only in case or punctuation."""
    wanted = plain(name)
    return [place for place, found in enumerate(header) if not found.startswith("_") and plain(found) == wanted]


def _only(header: Sequence[str], places: Sequence[int]) -> int:
    if len(places) > 1:
        raise BadValue("csv_column_twice", value=", ".join(header[place] for place in places))
    return places[0]
