"""Reading ``activities.toml``, which is optional: the kinds of activities that the district holds."""

import re
from pathlib import Path
from typing import Final

from domain.district.activity_kinds import POINTS_AT_MOST, ActivityKind
from domain.district.badges import Knight
from domain.district.problems import BadValue, Problem
from files.toml_tables import Table, read_toml
from files.values import Reader, choice, text, whole_number

FILE: Final = "activities.toml"
KINDS_AT_MOST: Final = 12
"""As many as are chosen from by keys below one card."""

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
_NAME_LONGEST, _SIGN_LONGEST = 16, 4


def read_activity_kinds(folder: Path, problems: list[Problem]) -> dict[str, ActivityKind]:
    """Read a folder's file, by ids and in its order; without one, there are none."""
    file = read_toml(folder / FILE, problems) if (folder / FILE).exists() else None
    if file is None:
        return {}
    top = file.top()
    top.known.append("kind")
    top.finish()
    listed = [(_read(table), table) for table in file.tables("kind")]
    if not listed:
        top.report("no_activity_kinds")
    if len(listed) > KINDS_AT_MOST:
        listed[KINDS_AT_MOST][1].report("too_many_activity_kinds", most=str(KINDS_AT_MOST))
    first: dict[str, Table] = {}
    for kind, table in listed:
        earlier = first.setdefault(kind.id, table)
        if kind.id and earlier is not table:
            table.report("activity_kind_twice", "id", value=kind.id, first_line=str(earlier.line("id")))
    return {kind.id: kind for kind, _ in listed}


def _read(table: Table) -> ActivityKind:
    kind = ActivityKind(
        id=table.need("id", _identifier, ""),
        zh=table.need("zh", _short(_NAME_LONGEST), ""),
        en=table.need("en", _short(2 * _NAME_LONGEST), ""),
        sign=table.take("sign", _short(_SIGN_LONGEST), ""),
        badge=table.take("badge", choice(*Knight), ""),
        points=table.take("points", whole_number(0, POINTS_AT_MOST), 0),
    )
    table.finish()
    return kind


def _identifier(value: object) -> str:
    identifier = text(value)
    if not _ID.fullmatch(identifier):
        raise BadValue("bad_activity_kind", value=identifier)
    return identifier


def _short(most: int) -> Reader[str]:
    def read(value: object) -> str:
        written = " ".join(text(value).split())
        if len(written) > most:
            raise BadValue("activity_name_long", value=written, most=str(most))
        return written

    return read
