"""Activities from files and into them: all rows become drafts, or none does; what goes out names no rider."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.district.problems import BadValue
from domain.programme.activities import EDITABLE, Activity, ActivityState, SignUpState
from domain.programme.activity_rows import COLUMNS, ActivityRow, Fields, fields_of
from domain.week.exports import Column, Kind, Row
from services.deps import Deps
from services.ports.transaction import Transaction

ROWS_AT_MOST: Final = 500
"""As many become drafts in one transaction."""

_PAGE: Final = 500
_COUNTED: Final = (SignUpState.SIGNED_UP, SignUpState.WAITING, SignUpState.CAME, SignUpState.NO_SHOW)
_KINDS: Final[Mapping[str, Kind]] = {
    "starts": Kind.TIME, "ends": Kind.TIME, "lat": Kind.REAL, "lng": Kind.REAL, "seats": Kind.INTEGER,
    "points": Kind.INTEGER, **dict.fromkeys(_COUNTED, Kind.INTEGER),
}  # fmt: skip
EXPORTED: Final = tuple(Column(name, _KINDS.get(name, Kind.TEXT)) for name in (*COLUMNS, "state", *_COUNTED))
"""The columns of a file that is written: those of one that is read, what has become of it, and how many riders."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file's rows as activities, and what is wrong with it; where something is, nothing of it is kept."""

    rows: int
    drafts: tuple[Fields, ...]
    wrong: tuple[BadValue, ...]


async def judge(tx: Transaction, deps: Deps, rows: Sequence[ActivityRow]) -> Judged:
    """Return what would become of a file's rows, as things stand; nothing is changed."""
    if len(rows) > ROWS_AT_MOST:
        return Judged(len(rows), (), (BadValue("activity_rows", most=str(ROWS_AT_MOST)),))
    standing = {name: 0 async for each in every(tx) if each.state in EDITABLE for name in _names(each)}
    drafts, wrong = list[Fields](), list[BadValue]()
    for row in rows:
        try:
            fields = fields_of(row, deps.district, deps.clock.now())
            _refuse_twice(row.line, _names_of(fields), standing)
            drafts.append(fields)
        except BadValue as why:
            wrong += why.mistakes
    return Judged(len(rows), tuple(drafts), tuple(wrong))


Name = tuple[str, int, str]
"""By which an activity is known again: who holds it, when it starts, and its title."""


def _names(it: Activity) -> Iterator[Name]:
    return ((it.queue, it.starts_at, title.casefold()) for title in (it.zh, it.en) if title)


def _names_of(fields: Fields) -> list[Name]:
    titles = [title for title in (fields["zh"], fields["en"]) if title]
    return [(fields["queue"], fields["starts_at"], title.casefold()) for title in titles]


def _refuse_twice(line: int, names: Iterable[Name], known: dict[Name, int]) -> None:
    """Raise BadValue for what stands in the database (line 0) or on an earlier line; else learn this one."""
    for name in names:
        first = known.setdefault(name, line)
        if first == 0:
            raise BadValue("activity_stands", line, "starts", title=name[2])
        if first != line:
            raise BadValue("activity_twice", line, "starts", title=name[2], first=str(first))


async def bring_in(tx: Transaction, deps: Deps, rows: Sequence[ActivityRow]) -> Judged:
    """Keep all rows of a file as drafts, or none where something is wrong with one; return what is."""
    judged = await judge(tx, deps, rows)
    for fields in judged.drafts if not judged.wrong else ():
        made = Activity(
            id=deps.ids.new(), state=ActivityState.DRAFT, revision=0, door="", at=deps.clock.now(),
            staff_id=0, **fields,
        )  # fmt: skip
        await tx.activities.save(made)
    return judged


async def every(tx: Transaction) -> AsyncIterator[Activity]:
    """Yield all activities that are kept."""
    after = 0
    while page := await tx.activities.behind(after, _PAGE):
        for each in page:
            yield each
        after = page[-1].id


async def rows_of(tx: Transaction) -> list[Row]:
    """Return all activities that are kept, with how many riders are in each state; none of them is named."""
    return [await _row(tx, each) async for each in every(tx)]


async def _row(tx: Transaction, it: Activity) -> Row:
    counts = await tx.activities.counts(it.id)
    return (
        it.queue, it.kind, it.zh, it.en, it.starts_at or None, it.ends_at or None, it.station, it.place, it.lat, it.lng,
        it.seats, " ".join(it.languages), it.badge or "none", it.points, it.calls or "none", it.note,
        it.state.value, *(counts.get(state, 0) for state in _COUNTED),
    )  # fmt: skip
