"""The three ledgers: a file is judged row by row against what is kept, then what is right of it is kept.

What a file has no more stays. A wrong row stops no other.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from domain.district.district import District
from domain.district.past import Name
from domain.district.problems import BadValue
from domain.programme.ledgers import (
    COLUMNS,
    Fate,
    Ledger,
    LedgerRow,
    code_of,
    day_of_cell,
    name_of,
    plain_cell,
)
from domain.programme.teams import Company, RosterRow, Team
from services.deps import Deps
from services.ports.transaction import Database, Transaction
from services.programme import joining

ROWS_AT_ONCE: Final = 500
"""The rows of one transaction; a running bot waits some tens of milliseconds for one."""

_PAGE: Final = 2_000
_SHOWN: Final = 8

_UNKNOWN: Final = {"company": "ledger_no_company", "team": "ledger_no_team", "trade": "ledger_no_trade"}

Kept = Company | Team | RosterRow
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and its fate: what is kept of it, None if it is wrong, and then why."""

    line: int
    code: str
    fate: Fate
    record: Kept | None = None
    before: Kept | None = None
    why: BadValue | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a file's rows; `gone` are the codes that are kept and that the file has no more."""

    ledger: Ledger
    rows: tuple[Judged, ...]
    gone: tuple[str, ...]

    def counts(self) -> dict[Fate, int]:
        """Return how many rows have each fate."""
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in Fate}


class _Judge:
    """Reads rows by what is known: companies, teams and trades, by id or by a name that only one has."""

    def __init__(self, **known: Mapping[str, Company | Team | Name]) -> None:
        self._known = known
        self._names: dict[str, dict[str, set[str]]] = {what: {} for what in known}
        for what, each in known.items():
            for key, named in each.items():
                for name in (named.zh, named.en):
                    self._names[what].setdefault(name.casefold(), set()).add(key)

    def company(self, cells: Cells) -> Company:
        """Return the company of a row. This and what follows raise BadValue for what can't be."""
        zh = name_of(cells["zh"])
        return Company(cells["id"], zh, name_of(cells["en"] or zh))

    def team(self, cells: Cells) -> Team:
        """Return the team of a row."""
        named, company = self.company(cells), self._id("company", cells["company"])
        return Team(named.id, named.zh, named.en, company, day_of_cell(cells["ended"]))

    def rider(self, cells: Cells) -> RosterRow:
        """Return the rider of a row, without the claim."""
        team, company = self._id("team", cells["team"]), self._id("company", cells["company"])
        trade = self._id("trade", cells["trade"]) or ""
        return RosterRow(cells["code"], team, company, trade, day_of_cell(cells["joined"]), "")

    def _id(self, what: str, said: str) -> str | None:
        """Return the id that a cell names; None for an empty one."""
        known = self._known[what]
        if not said or said in known:
            return said or None
        named = sorted(self._names[what].get(said.casefold(), ()))
        if len(named) != 1:
            close = ", ".join((named or list(known))[:_SHOWN]) or "—"
            raise BadValue("ledger_ambiguous" if named else _UNKNOWN[what], value=said, close=close)
        return named[0]


async def plan(tx: Transaction, district: District, ledger: Ledger, rows: Iterable[LedgerRow]) -> Plan:
    """Return what becomes of the rows of a file, as things stand; nothing is changed."""
    companies = {each.id: each for each in await tx.teams.companies()}
    teams = {each.id: each for each in await tx.teams.teams()}
    judge = _Judge(company=companies, team=teams, trade=district.trades)
    readers: Mapping[Ledger, Callable[[Cells], Kept]] = {
        Ledger.COMPANIES: judge.company, Ledger.TEAMS: judge.team, Ledger.RIDERS: judge.rider
    }  # fmt: skip
    known, first = await _kept(tx, ledger), dict[str, int]()
    judged = tuple(_judged(row, ledger, known, readers[ledger], first) for row in rows)
    return Plan(ledger, judged, tuple(code for code in known if code not in first))


def _judged(
    row: LedgerRow, ledger: Ledger, known: Mapping[str, Kept], read: Callable[[Cells], Kept], first: dict[str, int]
) -> Judged:
    """Return a row's fate; `first` has the line on which each code stood first, and learns of this one."""
    said = {column: plain_cell(cell) for column, cell in row.cells.items()}
    code = said[COLUMNS[ledger][0]]
    before = known.get(code)
    try:
        _refuse_twice(code_of(code), row.line, first)
        record = read({**_cells_of(ledger, before), **said})
    except BadValue as why:
        return Judged(row.line, code, Fate.WRONG, why=why)
    if isinstance(before, RosterRow) and isinstance(record, RosterRow):
        record = replace(record, claim=before.claim, rider_id=before.rider_id)
    fate = Fate.NEW if before is None else Fate.SAME if record == before else Fate.CHANGED
    return Judged(row.line, code, fate, record, before)


def _refuse_twice(code: str, line: int, first: dict[str, int]) -> None:
    if first.setdefault(code, line) != line:
        raise BadValue("ledger_twice", value=code, first=str(first[code]))


def _cells_of(ledger: Ledger, kept: Kept | None) -> dict[str, str]:
    """Return what is kept as the cells of a row, empty ones where nothing is; a name of one language is one alone."""
    cells = {column: getattr(kept, column, None) or "" for column in COLUMNS[ledger]}
    return cells | {"en": ""} if "en" in cells and cells["en"] == cells["zh"] else cells


async def _kept(tx: Transaction, ledger: Ledger) -> dict[str, Kept]:
    if ledger is Ledger.COMPANIES:
        return {each.id: each for each in await tx.teams.companies()}
    if ledger is Ledger.TEAMS:
        return {each.id: each for each in await tx.teams.teams()}
    return {each.code: each async for each in _roster(tx)}


async def _roster(tx: Transaction) -> AsyncIterator[RosterRow]:
    after = ""
    while page := await tx.rosters.rows(after, _PAGE):
        for row in page:
            yield row
        after = page[-1].code


async def carry_out(database: Database, deps: Deps, planned: Plan) -> None:
    """Keep what is new or changed, some hundred rows in each transaction; it can be interrupted and repeated."""
    changed = [row for row in planned.rows if row.fate in {Fate.NEW, Fate.CHANGED}]
    for start in range(0, len(changed), ROWS_AT_ONCE):
        await database.write(_Keeping(deps, planned.ledger, changed[start : start + ROWS_AT_ONCE]))


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The transaction function of some rows."""

    deps: Deps
    ledger: Ledger
    rows: Sequence[Judged]

    async def __call__(self, tx: Transaction) -> None:
        records: list[Any] = [row.record for row in self.rows]
        if self.ledger is Ledger.COMPANIES:
            await tx.teams.save_companies(records)
        elif self.ledger is Ledger.TEAMS:
            await tx.teams.save_teams(records)
        else:
            await tx.rosters.save(
                [each if each.claim else replace(each, claim=self.deps.ids.code()) for each in records]
            )
            await self._move(tx)

    async def _move(self, tx: Transaction) -> None:
        """Let riders follow their row into another team, unless they have left the one it named before."""
        for row in self.rows:
            now, before = row.record, row.before
            if not isinstance(now, RosterRow) or not isinstance(before, RosterRow) or now.team == before.team:
                continue
            kept = await tx.rosters.row(now.code)  # may have been claimed since the file was judged
            if kept is not None and kept.rider_id is not None:
                await joining.follow_roster(tx, self.deps, kept.rider_id, before.team, now.team)


async def unclaimed(tx: Transaction) -> list[RosterRow]:
    """Return the rows whose personal link nobody has opened."""
    return [row async for row in _roster(tx) if row.rider_id is None]


async def renew_link(tx: Transaction, deps: Deps, code: str) -> str:
    """Give a row another personal link, and return its code; who had claimed the row loses it, and leaves its team.

    Raises:
        BadValue: There is no such row.
    """
    row = await tx.rosters.row(code)
    if row is None:
        raise BadValue("ledger_no_row", value=code)
    if row.rider_id is not None and row.team is not None:
        await joining.follow_roster(tx, deps, row.rider_id, row.team, None)
    claim = deps.ids.code()
    await tx.rosters.renew(code, claim)
    return claim


async def rows_of(tx: Transaction, ledger: Ledger) -> list[tuple[str, ...]]:
    """Return a ledger's rows as its columns have them, by code."""
    kept = await _kept(tx, ledger)
    return [tuple(_cells_of(ledger, each).values()) for each in kept.values()]
