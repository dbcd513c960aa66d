"""Every named query is planned so that its cost does not grow with the years, with statistics and without.

The plans are read on a synthetic year of 20,000 reports; the engines plan for 100,000 and 1,000,000 alike.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

import asyncpg

from benchmarks.growth_loading import analyze, load, sqlite_path
from benchmarks.growth_year import Year
from storage.engines.postgres import PLANNING
from storage.queries import Engine, load_queries
from tests import plans

YEAR: Final = Year(20_000, 400, ("triage", "property", "committee", "lighting", "drainage"))

FIRST_COLUMNS: Final = """
    select indexrelid::regclass::text as index, pg_get_indexdef(indexrelid, 1, true) as first
    from pg_index where indrelid::regclass::text in (select tablename from pg_tables where schemaname = 'public')
"""

BATCH = "one batch, or what one report, rider or chat has"
ALLOWED: Final[dict[str, tuple[str, str]]] = {
    "days_off": ("scan ledger, scan ledger_day, sort", "`qianshao verify` compares all there is"),
    "counters_behind": ("scan report, sort", "`qianshao verify` compares all there is"),
    "week_fell_overdue": ("sort", "what became overdue in one week"),
    "week_moved_since": ("sort, scan event", "what moved since Monday; PostgreSQL may skip from queue to queue"),
    "week_times": ("scan event", "what was accepted and repaired in a week; PostgreSQL may skip from queue to queue"),
    "reports_in_cells": ("sort", "what is open nearby"),
    "reports_of_same_photo": ("sort", "those with one of ten pictures"),
    "usual_categories": ("scan report, sort", "the newest 500 reports, along the index of their numbers"),
    "lines_of_page": ("sort", "what a group is told of at once"),
    "open_tickets": ("sort, scan report", "what some queues have to do; PostgreSQL may look at all that is open"),
    "count_open_tickets": ("scan report", "PostgreSQL may look at all that is open"),
    "closed_tickets": ("sort, scan report", "a page of each queue, and what is resolved, among all that is open"),
    "count_closed_tickets": ("scan report", "PostgreSQL may look for what is resolved among all that is open"),
    "ticket_counts": ("sort", "what some queues have to do"),
    "found_reports": ("sort", "one page"),
    "count_riders_to_tell": ("scan rider", "an admin asks how many riders an announcement reaches"),
    "announcements_of_captain": ("scan announcement", "captains write once a day, which is kept two weeks"),
    "purge_announcements": ("scan announcement", "admins announce seldom"),
    "activities_of_queues": ("sort", "what some queues hold from now on"),
    "wishes_running": ("sort", "what a group looks after now"),
    "activities_ending": ("sort", "what a queue holds in two weeks"),
    "queues_of_activities": ("scan activity, sort", "staff hold some hundred in a year"),
    "activities_of_rider": ("sort", "what a rider signed up for, for two years at most"),
    "standing_missing_of_queues": ("sort", "a group has three at most, and drafts of a day"),
    "count_sign_ups": ("sort", "the riders of one activity"),
    "purge_activity_drafts": ("scan activity", "staff hold some hundred in a year"),
    "purge_sign_ups": ("scan activity", "staff hold some hundred in a year"),
    "purge_activities": ("scan activity", "staff hold some hundred in a year"),
    "appeals_held": ("sort", "what some queues have to do"),
    "appeals_on_board": ("sort", "what some queues have to do"),
    "wishes_on_board": ("sort", "what some queues have to do"),
    "service_tallies": ("sort", "what happened in a week or a month"),
    "service_times": ("sort", "what happened in a week or a month"),
    "open_appeals": ("sort", "what some queues have to do"),
    "count_appeals": ("sort", "what came in 90 days"),
    "appeals_alike": ("sort", "what came in 90 days"),
    "appeals_in_week": ("scan appeal", "one week"),
    "board_acts": ("sort", "what was reported and checked in four weeks, counted in the night after each"),
    "stays_of_rider": ("sort", "a rider changes teams seldom"),
    "open_invites": ("sort", "a team has twenty at most"),
    "roster_of_rider": ("sort", "a rider has a row or two"),
    "fixed_near": ("sort", "what was repaired in a community in a week"),
    "submitted_categories": ("sort", "what came in a week"),
    "arrived_categories": ("sort", "what came to a queue in a week"),
    "report_hotspots": ("sort", "what came in a week"),
    "communities_open": ("sort, scan report", "all that is open"),
    "kept_sums": ("sort", "twelve weeks of some queues"),
    "week_standing_now": ("sort, scan report", "all that is open"),
    "count_deeds": ("sort", BATCH),
    "sightings_of_missing": ("sort", "what riders saw of one person"),
    "missing_told_of_rider": ("sort", "what one rider was told in 90 days"),
    "sightings_of_rider": ("sort", "what one rider saw"),
    **dict.fromkeys(
        ("purge_sightings", "purge_missing_told", "purge_missing"),
        ("scan missing_person", "staff call some dozens in a year"),
    ),
    "riders_on_lookout": ("sort", "those who were in one box within two hours"),
    "named_objects": ("sort", "the photo store is surveyed a folder at a time"),
} | dict.fromkeys(
    (
        "year_figures", "year_medians", "year_reported", "year_fixed", "year_hotspots", "year_dots", "year_riders",
        "year_shown",
    ),
    ("sort", "what came in a year, once a year"),
) | dict.fromkeys(
    (
        "find_photos_of_rider", "reports_with_rider", "claim_newest", "last_entries", "last_numbered_entries",
        "pictures_of_report",
        "due_objects", "spend_pace", "photos_of_keys", "photo_is_known", "queues_of_chat", "open_prompts",
        "reports_of_rider", "open_reports_of_queue", "witnesses_of_report", "uses_of_picture",
        "witnesses_in_order", "spot_checks_of_report", "receipt_in_chat", "rider_fixed", "rider_waiting", "rider_asked",
        "record_of_rider", "rider_helped", "riders_to_call", "deeds_of_rider", "acts_on_report",
    ),
    ("sort", BATCH),
)  # fmt: skip
"""What a query may do nevertheless, and why."""


UNKNOWING: Final = {
    "count_exported_points": ("scan ledger", "PostgreSQL counts what a span may have"),
    "reports_in_cells": ("sort, scan report", "PostgreSQL looks at all that is open"),
    "reminding_messages": ("scan live_message", "PostgreSQL looks at all that stands"),
    "messages_beside_card": ("scan live_message", "PostgreSQL looks at all that stands"),
    "rider_asked": ("scan event", "PostgreSQL looks at what staff did"),
    "staff_of_family": ("scan event", "PostgreSQL looks at what staff did"),
}
"""What it may do more without statistics."""


def refused(name: str, found: Iterator[str], allowed_to: Mapping[str, tuple[str, str]] = ALLOWED) -> list[str]:
    allowed = allowed_to.get(name, ("",))[0].split(", ")
    return [f"{name}: {each}" for each in sorted(set(found)) if each not in allowed]


async def test_sqlite_plans_nothing_that_grows(sqlite_address: str) -> None:
    await load(sqlite_address, YEAR)
    assert of_sqlite(sqlite_address) == []
    await analyze(sqlite_address)
    assert of_sqlite(sqlite_address) == []


def of_sqlite(address: str) -> list[str]:
    with closing(sqlite3.connect(sqlite_path(address))) as connection:
        queries = [query for query in load_queries(Engine.SQLITE).values() if plans.has_plan(query)]
        return [each for query in queries for each in refused(query.name, plans.of_sqlite(connection, query))]


async def test_postgres_plans_nothing_that_grows(postgres_address: str) -> None:
    await load(postgres_address, YEAR)
    assert await of_postgres(postgres_address, ALLOWED | UNKNOWING) == []
    await analyze(postgres_address)
    assert await of_postgres(postgres_address, ALLOWED) == []


async def of_postgres(address: str, allowed_to: Mapping[str, tuple[str, str]]) -> list[str]:
    connection = await asyncpg.connect(address, server_settings=PLANNING)
    try:
        columns = await connection.fetch(FIRST_COLUMNS)
        firsts = {each["index"]: each["first"] for each in columns}
        queries = [query for query in load_queries(Engine.POSTGRES).values() if plans.has_plan(query)]
        return [
            each
            for query in queries
            for each in refused(query.name, await plans.of_postgres(connection, query, firsts), allowed_to)
        ]
    finally:
        await connection.close()


def test_nothing_is_allowed_to_a_query_that_is_gone() -> None:
    assert set(ALLOWED) <= set(load_queries(Engine.SQLITE))
