"""Activities in a file: its columns, and how a row is read by what a district has."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.district.activity_kinds import POINTS_AT_MOST, ActivityKind
from domain.district.badges import Knight
from domain.district.district import LANGUAGES, District
from domain.district.problems import BadValue
from domain.district.routing import SERVICE
from domain.geo.positions import is_usable
from domain.programme.activities import NOTE_LONGEST, PLACE_LONGEST, TITLE_LONGEST
from domain.programme.activity_times import FARTHEST, USUAL_MINUTES
from domain.programme.ledgers import plain_cell

COLUMNS: Final = (
    "queue", "kind", "zh", "en", "starts", "ends", "station", "place", "lat", "lng", "seats", "languages", "badge",
    "points", "calls", "note",
)  # fmt: skip
"""The columns of a file in their order."""

NEEDED: Final = frozenset({"kind", "starts"})
"""Without these a file is none of activities."""

MOST_SEATS: Final = 10_000
_CLOSE: Final = 12
_NUMBER: Final = re.compile(r"\d{1,5}", re.ASCII)
_DEGREES: Final = re.compile(r"-?\d{1,3}(?:\.\d{1,15})?", re.ASCII)
_BETWEEN: Final = re.compile(r"[\s,;/、，；]+")


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A row of a file.

    Attributes:
        line: On which it stands.
        cells: By column; those that the file lacks are missing.
        starts_at, ends_at: What its times say, ms UTC; None where they say none.
    """

    line: int
    cells: Mapping[str, str]
    starts_at: int | None
    ends_at: int | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A row with what it is read by."""

    row: ActivityRow
    district: District
    now: int

    def said(self, column: str) -> str:
        """Return a cell on one line, as it was before an export kept it from being a formula."""
        return plain_cell(" ".join(self.row.cells.get(column, "").split()))

    def refuse(self, code: str, column: str, **details: str) -> BadValue:
        """Return the refusal of a cell."""
        return BadValue(code, self.row.line, column, **details)

    def one_of(self, column: str, known: Mapping[str, Any]) -> str:
        """Return the id that a cell names by itself or by a name; "" for an empty cell. Raises BadValue."""
        said = self.said(column)
        if not said or said in known:
            return said
        named = [key for key, each in known.items() if said.casefold() in {each.zh.casefold(), each.en.casefold()}]
        if len(named) != 1:
            raise self.unknown(column, said, known)
        return named[0]

    def unknown(self, column: str, said: str, known: Iterable[str]) -> BadValue:
        """Return the refusal of a cell that names nothing there is."""
        return self.refuse("activity_unknown", column, value=said, close=", ".join([*known][:_CLOSE]) or "—")


Fields = Mapping[str, Any]
"""Fields of an `Activity` by name."""


def fields_of(row: ActivityRow, district: District, now: int) -> Fields:
    """Return what a row says of an activity, seen from `now` (ms UTC).

    Raises:
        BadValue: Something of it can't be; joined by what else can't.
    """
    reading, fields, wrong = _Reading(row, district, now), dict[str, Any](), list[BadValue]()
    for read in _READERS:
        try:
            fields |= read(reading)
        except BadValue as why:
            wrong.append(why)
    if wrong:
        raise wrong[0].joined_by(*wrong[1:])
    return fields


def _queue(it: _Reading) -> Fields:
    desks = {queue.id: queue for queue in it.district.queues.values() if queue.kind == SERVICE}
    queue = it.one_of("queue", desks) or (next(iter(desks)) if len(desks) == 1 else "")
    if not queue:
        raise it.unknown("queue", "—", desks)
    return {"queue": queue}


def _kind(it: _Reading) -> Fields:
    """Read the kind, and what an activity of it has unless the row says otherwise."""
    kinds = it.district.activity_kinds
    kind = it.one_of("kind", kinds)
    if not kind:
        raise it.refuse("activity_missing", "kind")
    return {"kind": kind, "badge": _badge(it, kinds[kind]), "points": _points(it, kinds[kind])}


def _badge(it: _Reading, kind: ActivityKind) -> str:
    said = it.said("badge")
    if said and said not in {"none", *Knight}:
        raise it.unknown("badge", said, ("none", *Knight))
    return "" if said == "none" else said or kind.badge


def _points(it: _Reading, kind: ActivityKind) -> int:
    return kind.points if not it.said("points") else _number(it, "points", 0, POINTS_AT_MOST)


def _calls(it: _Reading) -> Fields:
    said, known = it.said("calls"), it.district.badges.knights
    if said and said not in {"none", *known}:
        raise it.unknown("calls", said, ("none", *known))
    return {"calls": "" if said == "none" else said}


def _number(it: _Reading, column: str, least: int, most: int) -> int:
    said = it.said(column)
    if not _NUMBER.fullmatch(said) or not least <= int(said) <= most:
        raise it.refuse("activity_number", column, value=said, least=str(least), most=str(most))
    return int(said)


def _seats(it: _Reading) -> Fields:
    return {"seats": _number(it, "seats", 1, MOST_SEATS) if it.said("seats") else None}


def _title(it: _Reading) -> Fields:
    zh, en = _short(it, "zh", TITLE_LONGEST), _short(it, "en", TITLE_LONGEST)
    if not zh and not en:
        raise it.refuse("activity_missing", "zh")
    return {"zh": zh, "en": en}


def _note(it: _Reading) -> Fields:
    return {"note": _short(it, "note", NOTE_LONGEST)}


def _short(it: _Reading, column: str, most: int) -> str:
    said = it.said(column)
    if len(said) > most:
        raise it.refuse("activity_long", column, most=str(most))
    return said


def _times(it: _Reading) -> Fields:
    starts_at, ends_at = _start(it), it.row.ends_at
    if ends_at is None and it.said("ends"):
        raise it.refuse("activity_time", "ends", value=it.said("ends"))
    ends_at = starts_at + USUAL_MINUTES * 60_000 if ends_at is None else ends_at
    if ends_at <= starts_at:
        raise it.refuse("activity_ends_first", "ends", value=it.said("ends"))
    return {"starts_at": starts_at, "ends_at": ends_at}


def _start(it: _Reading) -> int:
    said, starts_at = it.said("starts"), it.row.starts_at
    if not said:
        raise it.refuse("activity_missing", "starts")
    if starts_at is None:
        raise it.refuse("activity_time", "starts", value=said)
    if starts_at <= it.now:
        raise it.refuse("activity_past", "starts", value=said)
    if starts_at > it.now + FARTHEST.total_seconds() * 1000:
        raise it.refuse("activity_far", "starts", value=said)
    return starts_at


def _place(it: _Reading) -> Fields:
    """Read a station, or a place in words with the position that it may have."""
    station = it.one_of("station", it.district.stations)
    if station:
        found = it.district.stations[station]
        return {"station": station, "place": found.zh, **_inside(it, found.lat, found.lng)}
    place = _short(it, "place", PLACE_LONGEST)
    if not place:
        raise it.refuse("activity_missing", "place")
    if not it.said("lat") and not it.said("lng"):
        return {"station": "", "place": place, "lat": None, "lng": None, "community": ""}
    lat, lng = _degrees(it, "lat"), _degrees(it, "lng")
    if not is_usable(lat, lng):
        raise it.refuse("activity_position", "lat", value=it.said("lat"))
    inside = _inside(it, lat, lng)
    if not inside["community"]:
        raise it.refuse("activity_outside", "lat", lat=it.said("lat"), lng=it.said("lng"))
    return {"station": "", "place": place, **inside}


def _degrees(it: _Reading, column: str) -> float:
    if not _DEGREES.fullmatch(it.said(column)):
        raise it.refuse("activity_position", column, value=it.said(column) or "—")
    return float(it.said(column))


def _inside(it: _Reading, lat: float, lng: float) -> Fields:
    community = it.district.boundaries.find(lat, lng)
    return {"lat": lat, "lng": lng, "community": community.id if community else ""}


def _languages(it: _Reading) -> Fields:
    said = [each.lower() for each in _BETWEEN.split(it.said("languages")) if each]
    unknown = [each for each in said if each not in LANGUAGES]
    if unknown:
        raise it.unknown("languages", unknown[0], LANGUAGES)
    return {"languages": tuple(dict.fromkeys(said)) or (it.district.default_language,)}


_READERS: Final[tuple[Callable[[_Reading], Fields], ...]] = (
    _queue, _kind, _title, _times, _place, _seats, _languages, _calls, _note
)  # fmt: skip
