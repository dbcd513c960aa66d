"""The benchmarks' synthetic year holds what the bot would have kept; else digests would look cheaper than they are."""

import sqlite3
from contextlib import closing

from benchmarks.growth_loading import load, sqlite_path
from benchmarks.growth_year import Year

YEAR = Year(2_000, 40, ("triage", "property", "lighting"))
WAITED = """
    select e.waited, case when e.target = 'accepted' and e.source not in ('accepted', 'reopened') then
        e.at - (select max(a.at) from event a
            where a.report_id = e.report_id and a.queue = e.queue and a.queue_before <> a.queue and a.at <= e.at)
    end
    from event e
"""


async def test_each_first_acceptance_knows_how_long_its_report_had_been_in_its_queue(sqlite_address: str) -> None:
    await load(sqlite_address, YEAR)
    with closing(sqlite3.connect(sqlite_path(sqlite_address))) as connection:
        rows = connection.execute(WAITED).fetchall()
    assert [kept for kept, _ in rows] == [derived for _, derived in rows]
    assert sum(kept is not None for kept, _ in rows) > 1_000
