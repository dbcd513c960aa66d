"""Imports records of another system into the database, a batch of rows in each transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from domain.district.district import District
from domain.district.problems import BadValue
from domain.reporting.reports import Report, Status
from files import csv_rows
from lab.history.reading import Skipped, Understanding
from services.ports.clock import Ids
from services.ports.transaction import Database, Transaction
from services.upkeep.history import Compared, compare, keep, past_report

ROWS_AT_ONCE: Final = 500
"""The size of a batch; a running bot waits some tens of milliseconds for one."""

_EXAMPLES: Final = 5
_SHOWN: Final = 60

Keyed = tuple[str, Report]


@dataclass(slots=True)
class ImportResult:
    """Counts of what happened to the rows.

    Attributes:
        outside: Rows outside every community, among those imported now or before.
        compared: Rows that were imported before and were looked at.
        others: Those among them that are another request now.
        open: Rows that are still open, among those imported now or before.
        left_out: Rows left out on purpose, by figure.
        refused: Refused rows, by code.
        examples: The first lines for each code, with the refused value.
    """

    rows: int = 0
    imported: int = 0
    already_there: int = 0
    compared: int = 0
    others: int = 0
    outside: int = 0
    open: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[int, BadValue]]] = field(default_factory=dict)

    def refuse(self, line: int, reason: BadValue) -> None:
        """Count a refused row."""
        self.refused[reason.code] += 1
        examples = self.examples.setdefault(reason.code, [])
        if len(examples) < _EXAMPLES:
            examples.append((line, reason))


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports rows into a district; ``now`` is in ms UTC."""

    district: District
    understanding: Understanding
    ids: Ids
    source: str
    now: int

    async def run(self, database: Database, rows: Iterable[csv_rows.Record], outcome: ImportResult) -> None:
        """Import the rows that are not there yet, and count in `outcome`; it can be interrupted and repeated."""
        reports = self._reports(rows, outcome)
        while batch := list(islice(reports, ROWS_AT_ONCE)):
            new, compared = await database.write(self._keeping(batch))
            outcome.imported += new
            outcome.already_there += len(batch) - new
            outcome.compared += compared.known
            outcome.others += compared.others

    def _keeping(self, batch: list[Keyed]) -> "_Keeping":
        return _Keeping(self.source, batch, self.now)

    def _reports(self, rows: Iterable[csv_rows.Record], outcome: ImportResult) -> Iterator[Keyed]:
        for row in rows:
            outcome.rows += 1
            try:
                record = self.understanding.record(row)
            except BadValue as refused:
                outcome.refuse(row.line, refused)
                continue
            except Skipped as skipped:
                outcome.left_out[skipped.why] += 1
                continue
            report = past_report(self.district, self.ids.new(), record)
            outcome.open += record.status is Status.ROUTED
            outcome.outside += report.community is None
            yield record.key, report


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The transaction function of one batch."""

    source: str
    batch: list[Keyed]
    now: int

    async def __call__(self, tx: Transaction) -> tuple[int, Compared]:
        new = await keep(tx, self.source, self.batch, self.now)
        all_new = new == len(self.batch)
        return new, Compared() if all_new else await compare(tx, self.source, self.batch)


def summary(
    outcome: ImportResult, understanding: Understanding, source: str, columns: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the outcome as plain data; ``columns`` is the column that was taken for each role, None where none was."""
    refused, point = outcome.refused, understanding.default_point
    return {
        "source": source,
        "rows": outcome.rows,
        "imported": outcome.imported,
        "already_there": outcome.already_there,
        "outside_communities": outcome.outside,
        "left_at_default_point": outcome.left_out["left_at_default_point"],
        "skipped": outcome.left_out["skipped"],
        "refused": refused.total(),
        "refused_category": refused["unknown_category"],
        "refused_position": refused["not_a_position"],
        "refused_time": refused["import_time"] + refused["import_time_form"],
        "refused_id": refused["import_id"] + refused["import_id_rounded"],
        "still_open": outcome.open,
        "default_point": point and {"lat": point[0], "lng": point[1]},
        "columns": [{"role": role, "column": column} for role, column in columns.items()],
        "unknown_categories": [
            {"category": value, "rows": rows} for value, rows in understanding.unknown_categories.most_common(_SHOWN)
        ],
        "statuses": [
            {"status": status, "taken_as": taken.value, "rows": rows}
            for (status, taken), rows in understanding.statuses.most_common(_SHOWN)
        ],
    }
