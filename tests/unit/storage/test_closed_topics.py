"""What waits in a closed topic costs as many steps as there are messages, not as many as there are pairs of them."""

import sqlite3

import pytest

from storage.engines.migrating import load_migrations
from storage.queries import Engine, load_queries

NOW = 1_000_000
STEPS = 100
PUT = """
insert into outbox (key, card, chat_id, thread_id, precedence, rank, meaning, not_before, silent, language, revision,
state, in_flight, attempts, error) values (?, 0, -1, 5, 2, 2, '{}', 0, 0, 'zh', 1, 'waiting', 0, 0, '')
"""


def steps(query: str, waiting: int) -> int:
    """How many hundred steps the engine takes while so many wait in one closed topic."""
    connection = sqlite3.connect(":memory:")
    for migration in load_migrations(Engine.SQLITE):
        connection.executescript(migration.text)
    connection.executemany(PUT, [(f"card:{number}",) for number in range(waiting)])
    connection.execute("insert into chat_hold values (-1, 5, ?, ?, 'closed')", (NOW + 9_000, NOW))
    taken = [0]

    def count() -> None:
        taken[0] += 1

    connection.set_progress_handler(count, STEPS)
    connection.execute(
        load_queries(Engine.SQLITE)[query].text, {"now": NOW, "farthest": NOW + 3_600_000, "limit": 32, "after": -1}
    ).fetchall()
    return taken[0]


def test_twice_as_many_take_twice_as_long() -> None:
    assert steps("due_messages", 800) < 3 * steps("due_messages", 400)


@pytest.mark.parametrize("query", ["next_due_message", "messages_in_flight"])
def test_what_waits_costs_nothing_where_it_is_not_asked_for(query: str) -> None:
    assert steps(query, 800) == 0
