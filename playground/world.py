"""One playground: its clock, its bot, its people, and how a message or an update comes about."""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from playground.callbacks import Callbacks
from playground.chats import Bot, Chat, Chats
from playground.commands import Commands
from playground.events import Events
from playground.faults import Faults
from playground.files import Files
from playground.guide import Step
from playground.journal import Journal
from playground.limits import Limits
from playground.messages import Messages, Stored
from playground.updates import Updates

JSON = dict[str, Any]

TOKEN = "7000000001:PLAYGROUND_not_a_secret_0123456789ab"  # noqa: S105  shown on the page


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture for the tray: its file name, its bytes, and a caption that goes with it.

    Attributes:
        after: The sample whose scene it shows once that is put right; staff are offered it first.
        first: The language (zh, en) of those to whom it is offered first.
        take: Photographs the scene anew, with other pixels, another time and place; None sends `data` each time.
    """

    name: str
    zh: str
    en: str
    caption_zh: str
    caption_en: str
    data: bytes
    after: str = ""
    first: str = ""
    take: Callable[[], Awaitable[bytes]] | None = None

    def document(self) -> dict[str, str]:
        """Return what the tray shows."""
        return {
            "name": self.name,
            "zh": self.zh,
            "en": self.en,
            "caption_zh": self.caption_zh,
            "caption_en": self.caption_en,
            "after": self.after,
            "first": self.first,
        }


@dataclass(frozen=True, slots=True)
class Action:
    """A button that the host of the playground offers, such as *let a week pass*.

    Attributes:
        past_zh: What the page says when it has been done; so does `past_en`.
    """

    id: str
    zh: str
    en: str
    past_zh: str
    past_en: str
    run: Callable[[], Awaitable[None]]

    def document(self) -> dict[str, str]:
        """Return what the page shows."""
        return {"id": self.id, "zh": self.zh, "en": self.en, "past_zh": self.past_zh, "past_en": self.past_en}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a playground is set up.

    ``clock`` gives seconds since 1970; ``first_update_id`` starts at a random number if None, as the real
    server's does; ``flood`` answers 429 at the real limits; ``seed`` makes ids repeatable;
    ``webhook_retry`` is the pause in seconds before the first redelivery; ``timezone`` is the IANA name of the
    one in which the page shows times, the visitor's own if None; ``guide`` is what a visitor is led through.
    """

    token: str = TOKEN
    username: str = "qianshao_playground_bot"
    name: str = "前哨 Qianshao"
    clock: Callable[[], float] = time.time
    first_update_id: int | None = None
    flood: bool = True
    seed: int | None = None
    webhook_retry: float = 1.0
    timezone: str | None = None
    samples: Sequence[Sample] = ()
    map: JSON = field(default_factory=lambda: {"type": "FeatureCollection", "features": []})
    actions: Sequence[Action] = ()
    guide: Sequence[Step] = ()


class Playground:
    """All state of one simulated Telegram; in memory, used from one event loop only."""

    def __init__(self, setting: Setting | None = None) -> None:
        self.setting = setting or Setting()
        self.clock = self.setting.clock
        self.random = random.Random(self.setting.seed)  # noqa: S311  ids, no secrets
        self.bot = Bot(self.setting.token, self.setting.username, self.setting.name)
        self.chats = Chats(self.bot, self.random)
        self.messages = Messages()
        self.updates = Updates(self.clock, self.random, self.setting.first_update_id)
        self.pool = ThreadPoolExecutor(2, "playground-pictures")
        self.files = Files(self.random, self.pool)
        self.events = Events()
        self.callbacks = Callbacks(self.clock, self.random)
        self.commands = Commands()
        self.limits = Limits(self.clock, enforced=self.setting.flood)
        self.faults = Faults()
        self.journal = Journal()
        self.profile: dict[str, str] = {}

    @property
    def now(self) -> int:
        """The time in whole seconds, as messages are dated."""
        return int(self.clock())

    def post(
        self,
        chat: Chat,
        sender: JSON,
        content: JSON,
        *,
        reply_to: Stored | None = None,
        thread_id: int | None = None,
        service: bool = False,
        fixed: bool = False,
    ) -> Stored:
        """Put a message into a chat and tell the page; nobody is sent an update yet."""
        message: JSON = {
            "message_id": self.messages.next_id(chat),
            "from": sender,
            "chat": chat.document(),
            "date": self.now,
        }
        if reply_to:
            message["reply_to_message"] = reply_to.quoted()
        if thread_id:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        by_bot = sender["id"] == self.bot.id
        stored = Stored(chat, message | content, by_bot=by_bot, service=service, fixed=fixed)
        self._name_mentioned(stored)
        self.messages.add(stored)
        self.events.add("message", chat.id, message=stored.message)
        return stored

    def show_edit(self, stored: Stored) -> None:
        """Tell the page that a message changed."""
        self._name_mentioned(stored)
        self.events.add("edited_message", stored.chat.id, message=stored.message)

    def react(self, stored: Stored, emoji: str) -> None:
        """Put the bot's reaction on a message, or take it away with "", and tell the page."""
        stored.reaction = emoji
        self.events.add("reaction", stored.chat.id, message_id=stored.id, reaction=emoji)

    def _name_mentioned(self, stored: Stored) -> None:
        """Give each mention of a person its whole user; one of a stranger is no mention (tdlib/td, fix_entities)."""
        for name in {"entities", "caption_entities"} & stored.message.keys():
            entities = [dict(entity) for entity in stored.message[name]]
            for entity in entities:
                if "user" in entity:
                    entity["user"] = self.chats.user(entity["user"]["id"])
            stored.message[name] = [entity for entity in entities if entity.get("user", True)]

    def delete(self, stored: Stored) -> None:
        """Remove a message for everybody."""
        self.messages.delete(stored)
        if stored.id in stored.chat.pinned:
            stored.chat.pinned.remove(stored.id)
        self.events.add("deleted_message", stored.chat.id, message_id=stored.id)

    def close(self) -> None:
        """Let everybody go who waits for something to happen."""
        self.events.close()
        self.updates.close()
        self.callbacks.close()
        self.pool.shutdown(wait=False, cancel_futures=True)
