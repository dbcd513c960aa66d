"""Watches a town: presses a key to its answer, waits until all stands still, reads what the bot keeps."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

from babel.dates import format_interval

from domain.week.weeks import Week
from playground.people import JSON, Person, Toast, words
from tests.town import Town

_UNDER_WAY = """
    select (select count(*) from inbox where state in ('waiting', 'claimed'))
         + (select count(*) from outbox where in_flight = 1
              or state = 'waiting' and not_before < :now + case when rank = 7 then 0 else 5000 end)
         + (select count(*) from timer where fired_at is null and due_at <= :now)
         + (select count(*) from photo_question where due_at <= :now)
         + (select count(*) from loose_object where due_at <= :now and taken_until <= :now and holders >= 0)
"""
_BEING_DELETED = "select count(*) from loose_object where due_at <= :now and holders >= 0"
_BEING_ASKED = "select count(*) from photo_question where due_at > :now + 60000 and due_at <= :now + 90000"
_TRACES = frozenset(
    {
        "inbox",
        "outbox",
        "live_message",
        "process",
        "sqlite_sequence",
        "chat_hold",
        "membership",
        "pace",
        "loose_object",
        "stop_mark",
    }
)
"""Tables in which an answer that changes nothing leaves its traces all the same."""


async def tap(person: Person, message: JSON, label: str) -> Toast:
    """Press a key and return what the bot answers above the chat."""
    return await (await person.press(message, label)).toast()


async def stands_still(town: Town) -> None:
    """Wait until the bot has fetched, worked off and sent everything but for what is to go much later."""
    await _passes(lambda: town.world.updates.pending() or _counted(town, _UNDER_WAY))


async def bytes_are_gone(town: Town) -> None:
    """Wait until all stands still and the store has deleted what it was asked to."""
    await stands_still(town)
    await _passes(lambda: _counted(town, _BEING_DELETED))


async def model_is_done(town: Town) -> None:
    """Wait until no model is being asked about a photo, and all stands still."""
    await _passes(lambda: _counted(town, _BEING_ASKED))
    await stands_still(town)


async def _passes(lasts: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while await asyncio.to_thread(lasts):
            pass


def _counted(town: Town, query: str) -> int:
    return int(rows(town, query, now=town.clock.now())[0][0])


def rows(town: Town, query: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
    """What the bot's database answers to a query, its values by place or by name."""
    path = town.config.storage.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values or named).fetchall()


def kept(town: Town) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the bot keeps but for what came in and went out."""
    names = [name for (name,) in rows(town, "select name from sqlite_schema where type = 'table' order by name")]
    return {name: sorted(rows(town, f"select * from {name}"), key=repr) for name in names if name not in _TRACES}  # noqa: S608


def parked(town: Town) -> list[tuple[Any, ...]]:
    """Updates and messages that were set aside, with their errors."""
    updates = rows(town, "select chat_id, error, payload from inbox where state = 'parked' or attempts > 0")
    return updates + rows(town, "select chat_id, error, meaning from outbox where state = 'parked'")


async def bot_messages(town: Town, chat: int) -> list[JSON]:
    """What the bot's messages in a chat say now, oldest first, but for its board."""
    said = [m for m in await town.people.messages(chat) if m["from"]["id"] == town.world.bot.id]
    return [message for message in said if not is_board(message)]


def is_board(message: JSON) -> bool:
    """Whether a message is the board of a group, or a word of its pin."""
    return "pinned_message" in message or words(message).startswith("🗒")


async def sent_to(town: Town, chat: int, after: int = 0) -> list[str]:
    """The methods that the bot called for a chat, after that call of the journal."""
    calls = await town.people.calls("(send|edit|delete|copy|pin|forward).*", after)
    return [call["method"] for call in calls if int(call["params"]["chat_id"]) == chat]


async def calls_so_far(town: Town) -> int:
    """The number of the last call in the journal."""
    return max((int(call["seq"]) for call in await town.people.calls()), default=0)


def go_to_hours(town: Town, queue: str, *, is_open: bool) -> None:
    """Let time pass to a moment at which the queue's working hours have begun or ended, and not just so."""
    calendar = town.district.calendar_of(town.district.queues[queue])
    step = int(timedelta(minutes=15).total_seconds() * 1000)
    for quarters in range(4 * 24 * 14):
        moments = [town.clock.now() + (quarters + more) * step for more in (0, 1, 2)]
        if all(calendar.is_open(moment) is is_open for moment in moments):
            town.skip(minutes=15 * quarters)
            return
    raise AssertionError("the calendar never gets there")


async def goes_to(town: Town, moment: int, **more: float) -> None:
    """Let time pass until a moment (ms UTC) and then so much more, as keywords of timedelta; wait for what is due."""
    town.skip(milliseconds=moment - town.clock.now())
    await stands_still(town)
    if more:
        town.skip(**more)
        await stands_still(town)


async def are_silent(town: Town, chat: int, has: str, after: int = 0) -> list[bool]:
    """Whether each message to a chat that says this came without a sound, after that call of the journal."""
    calls = await town.people.calls("send(Message|Photo)", after)
    found = [call["params"] for call in calls if int(call["params"]["chat_id"]) == chat]
    said = [(str(params.get("text") or params.get("caption")), params) for params in found]
    return [bool(params.get("disable_notification")) for words, params in said if has in words]


def tells_week(message: JSON, week: Week) -> bool:
    """Whether a message is the digest of this week, by the days that it names."""
    first, last = week.monday, week.monday + timedelta(6)
    spans = (format_interval(first, last, "MMMd", locale=locale) for locale in ("zh_Hans_CN", "en_GB"))
    told = " ".join(words(message).split())
    return told.startswith("📊") and any(" ".join(str(span).split()) in told for span in spans)
