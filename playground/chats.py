"""Who is there: the bot, people, private chats, groups, their members and topics."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from playground.errors import Absent, Impossible

JSON = dict[str, Any]
Kind = Literal["private", "group", "supergroup"]

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})

ANONYMOUS = {  # who writes for an administrator that stays anonymous
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass(frozen=True, slots=True)
class Bot:
    """The one bot of a playground; the digits of its token are its id."""

    token: str
    username: str
    name: str

    @property
    def id(self) -> int:
        """The user id."""
        return int(self.token.partition(":")[0])

    def user(self) -> JSON:
        """Return the ``User`` object."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


@dataclass(slots=True)
class Person:
    """Somebody with a phone. ``wrote``: the bot may write to them; ``blocked``: no longer."""

    id: int
    first_name: str
    language_code: str
    wrote: bool = False
    blocked: bool = False

    def user(self) -> JSON:
        """Return the ``User`` object."""
        user: JSON = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})


@dataclass(slots=True)
class Chat:
    """A chat with its members (user id → status, → rights that differ from its usual) and topics (thread id → name)."""

    id: int
    kind: Kind
    title: str
    username: str = ""
    is_forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    rights: dict[int, JSON] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    reply_keyboard: JSON | None = None

    @property
    def private(self) -> bool:
        """Whether it is a conversation of two."""
        return self.kind == "private"

    def status(self, user_id: int) -> str:
        """Return the status of a user: one who never came has left."""
        return self.members.get(user_id, "left")

    def document(self) -> JSON:
        """Return the ``Chat`` object."""
        name = "first_name" if self.private else "title"
        document: JSON = {"id": self.id, name: self.title, "type": self.kind}
        if self.username:
            document["username"] = self.username
        if self.is_forum:
            document["is_forum"] = True
        return document


class Chats:
    """Everybody and every chat of a playground."""

    def __init__(self, bot: Bot, source: random.Random) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {}
        self._chats: dict[int, Chat] = {}
        self._person_id = 700_000_000 + source.randrange(1_000_000)
        self._group_id = -4_100_000_000 - source.randrange(1_000_000)
        self._supergroup_id = -1_002_000_000_000 - source.randrange(1_000_000)

    def __iter__(self) -> Iterator[Chat]:
        """Iterate over the chats in the order in which they began."""
        return iter(list(self._chats.values()))

    def add_person(self, first_name: str, language_code: str, person_id: int | None = None) -> Person:
        """Let somebody join the playground; the private chat with the bot has their id."""
        if person_id is None:
            self._person_id += 1
            person_id = self._person_id
        if person_id in self.people:
            raise Impossible(f"there is somebody with the id {person_id} already")
        person = Person(person_id, first_name, language_code)
        self.people[person.id] = person
        members = {person.id: "member", self.bot.id: "member"}
        self._chats[person.id] = Chat(person.id, "private", first_name, members=members)
        return person

    def add_group(self, title: str, *, supergroup: bool, chat_id: int | None = None) -> Chat:
        """Open an empty group."""
        if chat_id is None:
            if supergroup:
                self._supergroup_id -= 1
            else:
                self._group_id -= 1
            chat_id = self._supergroup_id if supergroup else self._group_id
        if chat_id in self._chats:
            raise Impossible(f"there is a chat with the id {chat_id} already")
        chat = Chat(chat_id, "supergroup" if supergroup else "group", title)
        self._chats[chat.id] = chat
        return chat

    def person(self, person_id: int) -> Person:
        """Return a person.

        Raises:
            Absent: nobody has this id.
        """
        if person_id not in self.people:
            raise Absent(f"nobody has the id {person_id}")
        return self.people[person_id]

    def chat(self, chat_id: int) -> Chat:
        """Return a chat.

        Raises:
            Absent: no chat has this id.
        """
        if chat_id not in self._chats:
            raise Absent(f"no chat has the id {chat_id}")
        return self._chats[chat_id]

    def find(self, reference: str) -> Chat | None:
        """Return the chat that a bot means by an id or by an ``@username`` (supergroups only)."""
        if reference.startswith("@"):
            named = (chat for chat in self._chats.values() if f"@{chat.username}" == reference)
            return next(named, None)
        try:
            return self._chats.get(int(reference))
        except ValueError:
            return None

    def user(self, user_id: int) -> JSON | None:
        """Return the ``User`` object of a person or of the bot."""
        if user_id == self.bot.id:
            return self.bot.user()
        return self.people[user_id].user() if user_id in self.people else None

    def member(self, chat: Chat, user_id: int, status: str | None = None) -> JSON:
        """Return the ``ChatMember`` object of a user, with ``status`` in place of the present one."""
        status = status or chat.status(user_id)
        user = self.user(user_id) or {"id": user_id, "is_bot": False, "first_name": ""}
        rights = chat.rights.get(user_id, {}) if status == chat.status(user_id) else {}
        return {"user": user, "status": status} | _RIGHTS.get(status, {}) | rights


_RIGHTS: dict[str, JSON] = {  # Client.cpp, json_store_administrator_rights and JsonChatMember
    "creator": {"is_anonymous": False},
    "administrator": {
        "can_be_edited": False,
        "can_manage_chat": True,
        "can_change_info": True,
        "can_delete_messages": True,
        "can_invite_users": True,
        "can_restrict_members": True,
        "can_pin_messages": True,
        "can_manage_topics": True,
        "can_promote_members": False,
        "can_manage_video_chats": True,
        "can_post_stories": False,
        "can_edit_stories": False,
        "can_delete_stories": False,
        "is_anonymous": False,
    },
    "restricted": {
        "is_member": True,
        "until_date": 0,
        "can_send_messages": False,
        "can_send_audios": False,
        "can_send_documents": False,
        "can_send_photos": False,
        "can_send_videos": False,
        "can_send_video_notes": False,
        "can_send_voice_notes": False,
        "can_send_polls": False,
        "can_send_other_messages": False,
        "can_add_web_page_previews": False,
        "can_react_to_messages": False,
        "can_edit_tag": False,
        "can_change_info": False,
        "can_invite_users": False,
        "can_pin_messages": False,
        "can_manage_topics": False,
    },
    "kicked": {"until_date": 0},
}
