"""What an engine's plan of a query does that grows with a year of reports."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmarks.growth_life import DAY_MS, NOW
from domain.geo.positions import cell_of
from storage.queries import Query

GROWING: Final = frozenset(
    {
        "draft", "event", "geocode", "heard", "imported", "inbox", "ledger", "ledger_day", "live_message", "membership",
        "outbox", "pace", "photo", "photo_hash", "photo_hash_key", "prompt", "report", "rider", "same_photo", "timer",
        "told_week", "witness",
    }
)  # fmt: skip
"""Tables whose rows grow with reports and years."""

UNDER_WAY: Final = frozenset(
    {
        "draft_one_waiting", "draft_unfinished", "inbox_due", "inbox_one_claimed", "inbox_owner", "inbox_suspected",
        "inbox_waiting", "inbox_waiting_of_line", "inbox_parked", "outbox_in_flight", "outbox_of_groups",
        "outbox_boards", "outbox_parked", "outbox_removals", "outbox_waiting", "outbox_waiting_of_chat",
        "photo_of_nothing", "report_of_queue", "report_to_check", "report_unindexed", "rider_forgotten",
        "timer_waiting",
    }
)  # fmt: skip
"""Indexes of what is just being done, which may be gone through from end to end."""

MANY_ROWS: Final = 2_000
"""What PostgreSQL may sort without a reason being given: about as many rows as a busy rider has."""

TYPICAL: Final[Mapping[str, str | float]] = {
    "queue": "property", "rider_id": 7, "chat_id": 7, "limit": 100, "offset": 0, "first": "a", "beyond": "b",
    "month": "2611", "now": NOW, "at": NOW, "due_at": NOW, "start": NOW - 7 * DAY_MS, "end": NOW - DAY_MS // 3,
    "since": NOW - DAY_MS, "before": NOW - 90 * DAY_MS, "found_before": NOW - 90 * DAY_MS, "after": NOW - DAY_MS,
    "unknown_before": NOW - 7 * DAY_MS, "until": NOW + DAY_MS, "farthest": NOW + DAY_MS, "late": NOW - 120_000,
    **{f"{side}_{slot}": cell_of(37.5, 116.3) for side in ("first", "last") for slot in "abcdefghijkl"},
    "reports_with_words.before": NOW - 730 * DAY_MS, "older_transaction.before": "now",
    "reports_in_cells.since": NOW - 90 * DAY_MS,
    "south": 37.5, "north": 37.502, "west": 116.3, "east": 116.302,
}  # fmt: skip
"""What is asked for, by the names of parameters; other texts and numbers are 1."""

_PLANNING_COST: Final = 10
"""What PostgreSQL adds to the cost of planning anew, for a few tables."""

_NAMED = re.compile(r"\b(?:from|join|into|update)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", re.IGNORECASE)
_WITHIN = re.compile(r"(\w+) (?:\([^()]*\) )?as (?:materialized )?\(", re.IGNORECASE)
_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$")
_NO_QUERY = ("pragma", "begin", "commit", "rollback", "savepoint", "release", "lock", "create")


def has_plan(query: Query) -> bool:
    """Whether the statement is planned at all."""
    return not query.text.startswith(_NO_QUERY)


def of_sqlite(connection: sqlite3.Connection, query: Query) -> Iterator[str]:
    """Yield what SQLite would do: `scan TABLE`, `sort`, `index TABLE` for one that it makes for this run alone."""
    tables = _tables(query)
    for *_, told in connection.execute(f"explain query plan {query.text}", dict.fromkeys(query.parameters)):
        scan = _SCAN.match(told)
        if scan and _grows(tables, scan[1]) and scan[2] not in UNDER_WAY:
            yield f"scan {tables[scan[1]]}"
        if told.startswith("BLOOM FILTER") and _grows(tables, told.split()[3]):  # made by reading all of it
            yield f"scan {tables[told.split()[3]]}"
        if "TEMP B-TREE" in told:
            yield "sort"
        if "AUTOMATIC" in told and _grows(tables, told.split()[1]):
            yield f"index {tables[told.split()[1]]}"


async def of_postgres(connection: Any, query: Query, firsts: Mapping[str, str]) -> Iterator[str]:
    """Return what PostgreSQL would do, in the words of `of_sqlite`; `firsts` are the first columns of indexes.

    It plans for each run's own values, until a plan for any values looks as cheap.
    """
    statement = await connection.prepare(query.text)
    types = [each.name for each in statement.get_parameters()]
    values = ", ".join(_literal(query, name, kind) for name, kind in zip(query.parameters, types, strict=True))
    await connection.execute(f"prepare looked_at as {query.text}")
    run = f"explain (format json) execute looked_at{values and f'({values})'}"
    plans = {}
    for mode in ("force_custom_plan", "force_generic_plan"):
        await connection.execute(f"set plan_cache_mode = {mode}")
        plans[mode] = json.loads(await connection.fetchval(run))[0]["Plan"]
    await connection.execute("deallocate looked_at")
    own, general = plans.values()
    found = list(_of_node(own, firsts))
    if general["Total Cost"] <= own["Total Cost"] + _PLANNING_COST:
        found += _of_node(general, firsts)
    return iter(found)


def _literal(query: Query, name: str, kind: str) -> str:
    if kind == "json":
        return "'[]'"
    value = TYPICAL.get(f"{query.name}.{name}", TYPICAL.get(name, 1))
    return f"'{value}'" if kind == "text" else str(1 if isinstance(value, str) else value)


def _of_node(node: Mapping[str, Any], firsts: Mapping[str, str], above: str = "") -> Iterator[str]:
    kind, table = node["Node Type"], node.get("Relation Name")
    if table in GROWING and (kind == "Seq Scan" or _goes_through_index(node, firsts, above)):
        yield f"scan {table}"
    if kind in {"Sort", "Incremental Sort"} and node["Plan Rows"] > MANY_ROWS:
        yield "sort"
    if kind == "Aggregate" and node["Strategy"] == "Hashed" and node["Plans"][0]["Plan Rows"] > MANY_ROWS:
        yield "sort"
    for each in node.get("Plans", ()):
        yield from _of_node(each, firsts, kind)


def _goes_through_index(node: Mapping[str, Any], firsts: Mapping[str, str], above: str) -> bool:
    """Whether it reads an index from end to end, and not its first entry alone."""
    if node["Node Type"] not in {"Index Scan", "Index Only Scan"} or node["Index Name"] in UNDER_WAY:
        return False
    first = firsts[node["Index Name"]]
    led = re.search(rf"\b{first}\b", node.get("Index Cond", "")) is not None
    return not led and (above != "Limit" or "Filter" in node)


def _tables(query: Query) -> dict[str, str]:
    """Return the tables of a statement by the names under which it speaks of them."""
    named: dict[str, str] = {}
    within = set(_WITHIN.findall(query.text))
    for table, alias in _NAMED.findall(query.text):
        if table in within:
            continue
        named[table] = table
        named.setdefault(alias, table)
    return named


def _grows(tables: Mapping[str, str], name: str) -> bool:
    return tables.get(name) in GROWING
