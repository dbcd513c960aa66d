"""What the tables of a use case hold that no repository tells: what waits to be sent, which timers are set."""

import sqlite3
from contextlib import closing
from typing import Any

from domain.messages import Outgoing
from domain.tickets.lookups import GroupMenu
from domain.tickets.staff import Prompt
from domain.timers import Timer, TimerKind
from storage.repositories.outbox import _sending
from tests.usecases import Case


def waiting(case: Case, chat: int | None = None) -> list[Outgoing]:
    """What waits to be sent but for boards and menus, in order of queueing; all of it, or to one chat."""
    rows = rows_of(case, "select * from outbox where state = 'waiting' and rank <> 7 order by seq")
    found = [_sending(row).outgoing for row in rows]
    return [each for each in found if chat in {None, each.chat_id} and not isinstance(each.meaning, GroupMenu)]


def waiting_keys(case: Case, chat: int | None = None) -> list[str]:
    """The keys of what waits to be sent."""
    return [each.key for each in waiting(case, chat)]


async def newest_question(case: Case, chat: int, user: int) -> Prompt | None:
    """The newest open question to somebody in a group."""
    found = await case.database.read(lambda tx: tx.queues.open_prompts(chat, user))
    return found[0] if found else None


def timers(case: Case, *kinds: TimerKind) -> list[Timer]:
    """The timers that are set and have not fired, the next one first; all, or those of some kinds."""
    rows = rows_of(case, "select kind, key, due_at from timer where fired_at is null order by due_at, kind, key")
    found = [Timer(TimerKind(row["kind"]), row["key"], row["due_at"]) for row in rows]
    return [timer for timer in found if not kinds or timer.kind in kinds]


def rows_of(case: Case, query: str) -> list[dict[str, Any]]:
    """What a query finds, read past the repositories."""
    with closing(sqlite3.connect(case.address.removeprefix("sqlite:///"))) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def unseat(case: Case, *queues: str) -> None:
    """Take these queues' groups away, as in a district that has just begun; without any, those of all."""
    marks = ", ".join("?" * len(queues))
    with closing(sqlite3.connect(case.address.removeprefix("sqlite:///"))) as connection:
        query = f"delete from queue_chat where queue in ({marks})" if queues else "delete from queue_chat"  # noqa: S608  marks
        connection.execute(query, queues)
        connection.commit()
