"""Reading ``district.toml``: names, time zone, emergency numbers, and the properties of the polygons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from domain.district.district import LANGUAGES
from domain.district.past import Name
from domain.district.problems import BadValue, Problem
from domain.geo.datums import datum_named
from files.toml_tables import Table, read_toml
from files.values import choice, nearest, text

FILE = "district.toml"
DEFAULT_TIMEZONE = "Asia/Shanghai"
USUAL_TRADES: Final = {
    "courier": Name("快递", "Courier"),
    "food_delivery": Name("外卖", "Food delivery"),
    "livestream_host": Name("电商主播", "Livestream host"),
    "truck_driver": Name("货车司机", "Truck driver"),
    "ride_hailing": Name("网约车", "Ride hailing"),
}
"""What riders do for a living where a district names no trades."""

_TRADE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PREFIX = re.compile(r"[A-Z]{1,4}")
_NO_ZONES = ("posix", "right/")  # copies of the others, beside them


@dataclass(frozen=True, slots=True)
class Identity:
    """The content of ``district.toml``.

    Attributes:
        community_id: The property of a polygon that holds its id.
        community_name: The property that holds its name, if there is one.
        datum: The datum of all positions in the folder; None if the file does not tell.
        trades: What riders do for a living, by id.
    """

    zh: str
    en: str
    prefix: str
    timezone: ZoneInfo
    default_language: str
    emergency: dict[str, str]
    privacy_contact: str
    community_id: str
    community_name: str | None
    datum: str | None
    trades: Mapping[str, Name] = field(default_factory=lambda: dict(USUAL_TRADES))


def unnamed_identity() -> Identity:
    """Return the identity of a folder without the file: features are known by their `id`."""
    return Identity("", "", "X", ZoneInfo(DEFAULT_TIMEZONE), LANGUAGES[0], {}, "", "id", None, None)


def read_identity(folder: Path, problems: list[Problem]) -> Identity | None:
    """Read the file; missing and refused values are reported and replaced. None if it cannot be read or parsed."""
    file = read_toml(folder / FILE, problems)
    if file is None:
        return None
    top = file.top()
    name, emergency = top.table("name"), top.table("emergency")
    identity = Identity(
        zh=name.need("zh", text, ""),
        en=name.need("en", text, ""),
        prefix=top.need("prefix", _prefix, "X"),
        timezone=top.take("timezone", _timezone, ZoneInfo(DEFAULT_TIMEZONE)),
        default_language=top.take("default_language", choice(*LANGUAGES), LANGUAGES[0]),
        emergency={call: emergency.take(call, text, "") for call in emergency.values},
        privacy_contact=top.take("privacy_contact", text, ""),
        community_id=top.take("community_id", text, "id"),
        community_name=top.take("community_name", text, None),
        datum=top.take("crs", _datum, None),
        trades=_trades(top) if "trades" in top.values else dict(USUAL_TRADES),
    )
    if "privacy_contact" not in top.values:
        top.warn("privacy_contact_missing", "privacy_contact")
    name.finish()
    top.finish()
    return identity


def _trades(top: Table) -> dict[str, Name]:
    """Return the trades of ``[trades]``: a line for each, with both names, or one name for both languages."""
    table = top.table("trades")
    found: dict[str, Name] = {}
    for trade in table.values:
        if not _TRADE.fullmatch(trade):
            table.report("bad_trade", trade, value=trade)
        if isinstance(table.values[trade], str):
            name = table.take(trade, text, "")
            found[trade] = Name(name, name)
        else:
            named = table.table(trade)
            found[trade] = Name(named.need("zh", text, ""), named.need("en", text, ""))
            named.finish()
    return found


def _datum(value: object) -> str:
    name = text(value)
    datum = datum_named(name)
    if datum is None:
        raise BadValue("crs_unsupported", value=name)
    return datum


def _prefix(value: object) -> str:
    prefix = text(value)
    if not _PREFIX.fullmatch(prefix):
        raise BadValue("bad_prefix", value=prefix)
    return prefix


def _timezone(value: object) -> ZoneInfo:
    name = text(value)
    try:
        zone = None if name.startswith(_NO_ZONES) else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    if zone is None:  # a list of all reads each zone's file: only a mistake is worth it
        raise BadValue("unknown_timezone", value=name, close=nearest(name, sorted(available_timezones())))
    return zone
