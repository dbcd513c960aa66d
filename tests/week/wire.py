"""Telegram in this process: a playground called without HTTP, where calls fail by chance and what stands is noted."""

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from telegram.error import NetworkError
from telegram.request import RequestData

from playground.api import HANDLERS
from playground.arguments import arguments_of
from playground.errors import Refusal
from playground.events import Events
from playground.files import Upload
from playground.limits import too_many_requests
from playground.people import JSON, labels, words
from playground.world import Playground
from tests.recording import Unplugged

TOO_MANY: Final = 429
_LINK: Final = re.compile(r"t\.me/c/([0-9]+)/(?:[0-9]+/)?([0-9]+)$")
FAULTY: Final = frozenset({
    "sendMessage", "sendPhoto", "sendMediaGroup", "editMessageText", "editMessageCaption", "editMessageMedia",
    "deleteMessage", "getFile",
})  # fmt: skip
"""The methods that fail by chance."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a message says since a time (ms UTC), the labels of its keys, the messages it links to, its entities."""

    at: int
    text: str
    keys: str
    links: tuple[tuple[int, int], ...] = ()
    entities: int = 0
    mentions: tuple[int, ...] = ()


@dataclass(slots=True)
class Note:
    """A message of the bot from when it was sent until it was deleted, if it was."""

    chat: int
    id: int
    reply_to: int | None
    faces: list[Face]
    deleted_at: int | None = None

    @property
    def at(self) -> int:
        """When it was sent, ms UTC."""
        return self.faces[0].at

    @property
    def first(self) -> str:
        """What it said at first."""
        return self.faces[0].text

    @property
    def last(self) -> Face:
        """What it says at last."""
        return self.faces[-1]

    def stands(self, at: int) -> bool:
        """Whether it stood in its chat then."""
        return self.at <= at and (self.deleted_at is None or self.deleted_at > at)

    def face(self, at: int) -> Face:
        """What it said then."""
        return next(face for face in reversed(self.faces) if face.at <= at)


class Chronicle(Events):
    """Notes what the bot's messages say and when they go; keeps nothing else."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self._now = now
        self.notes: dict[tuple[int, int], Note] = {}
        self.traffic: list[tuple[int, int]] = []

    def add(self, kind: str, chat_id: int, **data: Any) -> None:
        """Note an event."""
        message: JSON = data.get("message") or {}
        by_bot = message.get("from", {}).get("is_bot") and "sender_chat" not in message
        if kind == "message" and by_bot and (words(message) or not _is_service(message)):
            replied = message.get("reply_to_message", {}).get("message_id")
            self.notes[chat_id, message["message_id"]] = Note(
                chat_id, message["message_id"], replied, [self._face(message)]
            )
            self.traffic.append((chat_id, self._now()))
        elif kind == "edited_message" and (note := self.notes.get((chat_id, message["message_id"]))):
            note.faces.append(self._face(message))
            self.traffic.append((chat_id, self._now()))
        elif kind == "deleted_message" and (note := self.notes.get((chat_id, data["message_id"]))):
            note.deleted_at = self._now()

    def _face(self, message: JSON) -> Face:
        named = message.get("entities", []) + message.get("caption_entities", [])
        found = (_LINK.search(entity.get("url", "")) for entity in named)
        links = tuple((int(f"-100{link[1]}"), int(link[2])) for link in found if link)
        mentions = tuple(entity["user"]["id"] for entity in named if "user" in entity)
        return Face(self._now(), words(message), labels(message), links, len(named), mentions)

    def digest(self) -> str:
        """Return what stands for all that the bot ever said, and when."""
        said = [(chat, n, note.reply_to, note.faces, note.deleted_at) for (chat, n), note in sorted(self.notes.items())]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def of(self, chat: int) -> Iterator[Note]:
        """Iterate over the messages of the bot in a chat, in the order in which they came."""
        return (note for note in self.notes.values() if note.chat == chat)


def _is_service(message: JSON) -> bool:
    return bool({"pinned_message", "new_chat_members", "migrate_from_chat_id"} & message.keys())


@dataclass
class Wire(Unplugged):
    """Carries calls to the playground; one in so many fails, as often as not with 429.

    `too_fast` are the times of calls beyond Telegram's own limits.
    """

    world: Playground
    seed: int
    one_in: int
    calls: int = 0
    failed: int = 0
    refusals: dict[str, int] = field(default_factory=dict)
    too_fast: list[int] = field(default_factory=list)
    _failing: bool = False
    _turns: Counter[str] = field(default_factory=Counter)

    async def exchange(self, url: str, request_data: RequestData | None) -> tuple[int, bytes]:
        address = urlsplit(url)
        if "/file/" in address.path:
            return 200, self.world.files.at(address.path.split("/", 3)[3]) or b""
        name = address.path.rpartition("/")[2]
        raw = dict(parse_qsl(address.query)) | (request_data.json_parameters if request_data else {})
        try:
            self.calls += 1
            self._failing = False
            self._fail(name, str(raw.get("chat_id", name)))
            args = arguments_of(name, raw, _files(request_data))
            answer: JSON = {"ok": True, "result": await HANDLERS[name](self.world, args)}
        except Refusal as refusal:
            self._note(name, refusal)
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            answer |= {"parameters": refusal.parameters} if refusal.parameters else {}
            return refusal.code, json.dumps(answer).encode()
        return 200, json.dumps(answer).encode()

    def _fail(self, name: str, chat: str) -> None:
        """Let the call fail if chance says so, which each call of a chat has of its own."""
        if not self.one_in or name not in FAULTY:
            return
        self._turns[chat] += 1
        chance = random.Random(f"{self.seed}:{chat}:{self._turns[chat]}")  # noqa: S311  chance is no secret
        if chance.randrange(self.one_in):
            return
        self.failed += 1
        self._failing = True
        kind = chance.randrange(4)
        if kind == 0:
            raise NetworkError("the connection was reset")
        if kind == 1:
            raise Refusal(502, "Bad Gateway")
        raise too_many_requests(chance.randrange(1, 30))

    def _note(self, name: str, refusal: Refusal) -> None:
        if refusal.code == TOO_MANY and not self._failing:
            self.too_fast.append(int(self.world.clock() * 1000))
        what = f"{name}: {refusal.description}"
        self.refusals[what] = self.refusals.get(what, 0) + 1


def _files(request_data: RequestData | None) -> dict[str, Upload]:
    sent = request_data.multipart_data if request_data else None
    return {name: Upload(str(part[0]), _bytes(part[1])) for name, part in (sent or {}).items()}


def _bytes(content: Any) -> bytes:
    return content if isinstance(content, bytes) else bytes(content.read())
