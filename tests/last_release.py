"""A town as the last release left it: its database on either engine, its photos, its chats and the keys on them.

`tests/data/last_release` was written by the release itself. Whatever comes after must open it and go on.
"""

import asyncio
import base64
import json
import sqlite3
import tarfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg

from bot.clock import SystemClock
from domain.district.district import District
from domain.people.riders import CONSENT_VERSION
from playground import acting
from playground.files import File
from playground.messages import Stored
from playground.people import JSON, People, Person, Toast
from playground.world import Playground
from tests.town import Furnished, Town, open_town, with_groups

LEFT = Path(__file__).parent / "data" / "last_release"
SQLITE = "sqlite:///"
_PATIENCE_S = 60
_STAFF = "李主任"

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Awaitable[Rows]]


@cache
def chats() -> JSON:
    """What stood in the chats, and the names of reports, drafts and people by which tests speak of them."""
    left: JSON = json.loads((LEFT / "chats.json").read_text(encoding="utf-8"))
    return left


_AGREED_AGAIN = f"update rider set consent = {CONSENT_VERSION} where consent > 0;\n"  # noqa: S608  a number of ours
"""The terms have changed since: riders have agreed again here; `services/people/test_riders.py` asks them."""


async def restore(address: str, folder: Path) -> None:
    """Put the last release's database where this address says, and its photos into the folder."""
    with tarfile.open(LEFT / "photos.tar.xz") as photos:
        for member in photos:
            kept = folder / "photos" / member.name[:2]
            kept.mkdir(parents=True, exist_ok=True)
            photos.extract(member, kept, filter="data")
    if address.startswith(SQLITE):
        with closing(sqlite3.connect(address.removeprefix(SQLITE))) as connection:
            connection.executescript("begin;" + _script("before.sqlite", "rows") + _AGREED_AGAIN + "commit;")
        return
    server = await asyncpg.connect(address)
    await server.execute("drop schema public cascade; create schema public")
    await server.execute(_script("before.postgres", "rows", "after.postgres") + _AGREED_AGAIN)
    await server.close()


def _script(*names: str) -> str:
    return "\n".join((LEFT / f"{name}.sql").read_text(encoding="utf-8") for name in names)


@asynccontextmanager
async def asked(address: str) -> AsyncIterator[Ask]:
    """Asks the database, on either engine, beside whoever works with it."""
    if address.startswith(SQLITE):
        with closing(sqlite3.connect(address.removeprefix(SQLITE))) as connection:

            async def ask(query: str) -> Rows:
                return connection.execute(query).fetchall()

            yield ask
        return
    server = await asyncpg.connect(address)

    async def ask_server(query: str) -> Rows:
        return [tuple(row) for row in await server.fetch(query)]

    yield ask_server
    await server.close()


class StoppedClock(SystemClock):
    """Stands at the moment at which the last release stopped, until a test lets time pass."""

    def now(self) -> int:
        return int(chats()["now"]) + self.shift_ms


@dataclass(frozen=True, slots=True)
class LeftTown:
    """The town with everybody in it; the bot starts with `town.start()`."""

    town: Town
    people: dict[str, Person]
    rows: Ask

    async def settle(self) -> None:
        """Wait until the bot has done all that it can do now: what waits for a later time waits on."""
        async with asyncio.timeout(60):
            while self.town.world.updates.pending() or await self._under_way():
                for running in self.town._running:
                    if running.done():
                        running.result()
                await asyncio.sleep(0.02)

    async def _under_way(self) -> int:
        now = self.town.clock.now()
        ((count,),) = await self.rows(_UNDER_WAY.format(now=now))
        return int(count)

    def press(self, person: Person, chat: int, message: int, data: str) -> str:
        """Press a key as it was shown then, whatever the message shows by now; returns by what its answer is known."""
        world = self.town.world
        return acting.press(world, world.chats.chat(chat), world.chats.person(person.id), message, data).id

    async def answer(self, press: str) -> Toast:
        """What the bot answers to a press."""
        said = await self.town.world.callbacks.wait(press, _PATIENCE_S)
        assert said["answered"], f"nothing was answered within {_PATIENCE_S} s"
        return Toast(said["text"], said["show_alert"])

    async def said(self, chat: int) -> list[str]:
        """What the bot has said in a chat since it was started, in order."""
        last = dict(map(tuple, chats()["sequences"])).get(chat, dict(map(tuple, chats()["sequences"]))[0])
        found = await self.town.people.messages(chat)
        bot = self.town.world.bot.id
        return [_words(m) for m in found if m["from"]["id"] == bot and m["message_id"] > last]

    def id_of(self, report: str) -> int:
        """The id of a report."""
        return int(chats()["reports"][report][0])

    async def status(self, report: str) -> str:
        """Where a report stands."""
        ((status,),) = await self.rows(f"select status from report where id = {self.id_of(report)}")  # noqa: S608  a number
        return str(status)


_UNDER_WAY = """
    select (select count(*) from inbox where (state = 'waiting' and due_at <= {now}) or state = 'claimed')
         + (select count(*) from timer where fired_at is null and due_at <= {now})
         + (select count(*) from outbox o where (o.state = 'waiting' or o.in_flight = 1) and o.not_before <= {now}
            and not exists (select 1 from chat_hold h where h.chat_id = o.chat_id and h.until > {now}))
"""


def _words(message: JSON) -> str:
    said = message.get("text") or message.get("caption")
    if said:
        return str(said)
    return next((f"<{kind}>" for kind in ("location", "photo") if kind in message), "")


@asynccontextmanager
async def open_left_town(folder: Path, database: str) -> AsyncIterator[LeftTown]:
    """The town at the moment at which the last release stopped."""
    await restore(database, folder)
    async with open_town(folder, database, start=False, furnish=_as_left, clock=StoppedClock()) as town:
        people = {person["name"]: Person(town.people, person["id"], person["name"]) for person in chats()["people"]}
        async with asked(database) as ask:
            yield LeftTown(town, people, ask)


async def _as_left(world: Playground, people: People, district: District) -> Furnished:
    _let_in(world)
    for file in chats()["files"]:
        data = base64.b64decode(file["bytes"])
        world.files._files[file["id"]] = File(
            file["id"], file["unique_id"], file["kind"], file["content"], shown=data, sent=data
        )
    keys = {(each["chat"], each["message"]): _rows_of(each["keys"]) for each in chats()["keys"]}
    for chat_id, message_id, date, kind, thread_id, line, answered in chats()["messages"]:
        chat = world.chats.chat(chat_id)
        message: JSON = {"message_id": message_id, "date": date, "chat": chat.document(), "from": world.bot.user()}
        message |= _CONTENTS[kind](line)
        if (chat_id, message_id) in keys:
            message["reply_markup"] = {"inline_keyboard": keys[chat_id, message_id]}
        if answered:
            message["reply_to_message"] = {**message, "message_id": message_id - 1, "text": answered}
            if chat.private:
                message["reply_to_message"]["from"] = world.chats.person(chat_id).user()
                world.messages.add(Stored(chat, message["reply_to_message"]))
        if thread_id:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        world.messages.add(Stored(chat, message, by_bot=True, fixed=kind == "fixed"))
    staff = next(person["id"] for person in chats()["people"] if person["name"] == _STAFF)
    return Furnished(with_groups(district, {}), dict(chats()["queues"]), Person(people, staff, _STAFF))


def _rows_of(keys: dict[str, str]) -> list[list[JSON]]:
    return [[{"text": label, "callback_data": data}] for label, data in keys.items()]


def _let_in(world: Playground) -> None:
    for each in chats()["people"]:
        person = world.chats.add_person(each["name"], each["language"], each["id"])
        person.wrote, person.blocked = each["wrote"], each["blocked"]
    for each in chats()["groups"]:
        chat = world.chats.add_group(each["title"], supergroup=True, chat_id=each["id"])
        chat.is_forum = each["is_forum"]
        chat.members.update(map(tuple, each["members"]))
        chat.topics.update(map(tuple, each["topics"]))
    for sequence, last in chats()["sequences"]:
        chat = world.chats.chat(sequence or chats()["people"][0]["id"])
        while world.messages.next_id(chat) < last:
            pass


_SIZE = {"file_id": "left", "file_unique_id": "left", "width": 16, "height": 12}
_CONTENTS: dict[str, Callable[[str], JSON]] = {
    "text": lambda line: {"text": line},
    "fixed": lambda line: {"text": line},
    "photo": lambda line: {"photo": [_SIZE], **({"caption": line} if line else {})},
    "location": lambda _line: {"location": {"latitude": 37.45, "longitude": 116.3}},
}
