"""Who comes and goes: groups, members, blocking, migration, topics."""

from typing import Any

from playground.chats import PRESENT, Chat, Person
from playground.errors import Absent, Impossible
from playground.messages import Stored
from playground.visibility import hand_over
from playground.world import Playground

JSON = dict[str, Any]

_STATUSES = frozenset({"creator", "administrator", "member", "restricted", "left", "kicked"})


def open_group(world: Playground, wish: JSON) -> Chat:
    """Open a group as ``/play/groups`` describes it; the bot comes last and is told so.

    Raises:
        Absent: a member does not exist.
        Impossible: the id is taken or the bot's status is unknown.
    """
    members = [world.chats.person(int(member)) for member in wish.get("members", [])]
    administrators = {int(person) for person in wish.get("administrators", [])}
    supergroup = bool(wish.get("supergroup", True) or wish.get("is_forum"))
    chat = world.chats.add_group(str(wish["title"]), supergroup=supergroup, chat_id=wish.get("id"))
    chat.username = str(wish.get("username") or "")
    chat.is_forum = bool(wish.get("is_forum"))
    for person in members:
        chat.members[person.id] = "administrator" if person.id in administrators else "member"
    world.events.add("chat", chat.id, chat=describe(chat))
    set_status(world, chat, world.bot.id, str(wish.get("bot", "administrator")))
    return chat


def describe(chat: Chat) -> JSON:
    """Return a chat as ``/play/state`` shows it."""
    return {
        "id": chat.id,
        "type": chat.kind,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "members": [user_id for user_id, status in chat.members.items() if status in PRESENT],
        "topics": [{"thread_id": thread_id, "name": name} for thread_id, name in chat.topics.items()],
    }


def set_status(world: Playground, chat: Chat, user_id: int, status: str, rights: JSON | None = None) -> None:
    """Let a user join, rise, leave or be removed; the bot is told what it may know.

    ``rights`` are fields of the ``ChatMember`` that differ from those that the status has here.

    Raises:
        Impossible: an unknown status, or a private chat.
    """
    if status not in _STATUSES or chat.private:
        raise Impossible(f"nobody becomes {status!r} in a {chat.kind} chat")
    if world.chats.user(user_id) is None:
        raise Absent(f"nobody has the id {user_id}")
    before, old = world.chats.member(chat, user_id), chat.status(user_id)
    chat.members[user_id], chat.rights[user_id] = status, rights or {}
    _tell_status(world, chat, user_id, before)
    user = world.chats.user(user_id)
    if old not in PRESENT and status in PRESENT:
        _serve(world, chat, user_id, {"new_chat_members": [user]})
    elif old in PRESENT and status not in PRESENT and user_id != world.bot.id:
        _serve(world, chat, user_id, {"left_chat_member": user})
    world.events.add("chat", chat.id, chat=describe(chat))


def leave(world: Playground, chat: Chat) -> None:
    """Let the bot leave a group by its own wish."""
    set_status(world, chat, world.bot.id, "left")


def block(world: Playground, person: Person, *, blocked: bool) -> None:
    """Let a person block or unblock the bot."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    chat = world.chats.chat(person.id)
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    world.updates.add("my_chat_member", {
        "chat": chat.document(),
        "from": person.user(),
        "date": world.now,
        "old_chat_member": world.chats.member(chat, world.bot.id, old),
        "new_chat_member": world.chats.member(chat, world.bot.id, new),
    })  # fmt: skip


def migrate(world: Playground, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup, with a service message in each of them.

    Raises:
        Impossible: it is no basic group, or it migrated already.
    """
    if chat.kind != "group" or chat.migrated_to is not None:
        raise Impossible("only a basic group becomes a supergroup, and only once")
    successor = world.chats.add_group(chat.title, supergroup=True)
    successor.members = dict(chat.members)
    actor = _actor(world, chat)
    _serve(world, chat, actor, {"migrate_to_chat_id": successor.id})
    chat.migrated_to = successor.id
    _serve(world, successor, actor, {"migrate_from_chat_id": chat.id})
    world.events.add("chat", successor.id, chat=describe(successor))
    return successor


def add_topic(world: Playground, chat: Chat, name: str) -> int:
    """Open a topic in a forum and return its thread id: the id of the service message.

    Raises:
        Impossible: the chat is no forum.
    """
    if not chat.is_forum:
        raise Impossible("topics stand in forums only")
    topic = {"name": name, "icon_color": 7322096}
    stored = _serve(world, chat, _actor(world, chat), {"forum_topic_created": topic})
    stored.message |= {"message_thread_id": stored.id, "is_topic_message": True}
    chat.topics[stored.id] = name
    world.events.add("chat", chat.id, chat=describe(chat))
    return stored.id


def close_topic(world: Playground, chat: Chat, thread_id: int, *, closed: bool) -> None:
    """Close a topic to all who may not manage topics, or open it again; the bot is told by a service message.

    Raises:
        Absent: there is no such topic.
    """
    if thread_id not in chat.topics:
        raise Absent(f"no topic has the id {thread_id}")
    (chat.closed_topics.add if closed else chat.closed_topics.discard)(thread_id)
    stored = _serve(world, chat, _actor(world, chat), {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    stored.message |= {"message_thread_id": thread_id, "is_topic_message": True}


def delete_topic(world: Playground, chat: Chat, thread_id: int) -> None:
    """Delete a topic and everything in it; the bot is not told.

    Raises:
        Absent: there is no such topic.
    """
    if thread_id not in chat.topics:
        raise Absent(f"no topic has the id {thread_id}")
    del chat.topics[thread_id]
    for stored in world.messages.of(chat):
        if stored.thread_id == thread_id:
            world.delete(stored)
    world.events.add("chat", chat.id, chat=describe(chat))


def _tell_status(world: Playground, chat: Chat, user_id: int, before: JSON) -> None:
    own = user_id == world.bot.id
    if not own and chat.status(world.bot.id) != "administrator":
        return  # https://core.telegram.org/bots/api#update: chat_member reaches administrators only
    actor = world.chats.user(_actor(world, chat)) or world.bot.user()
    world.updates.add("my_chat_member" if own else "chat_member", {
        "chat": chat.document(),
        "from": actor,
        "date": world.now,
        "old_chat_member": before,
        "new_chat_member": world.chats.member(chat, user_id),
    })  # fmt: skip


def _serve(world: Playground, chat: Chat, user_id: int, content: JSON) -> Stored:
    """Post a service message."""
    sender = world.chats.user(user_id) or world.bot.user()
    stored = world.post(chat, sender, content, service=True)
    hand_over(world, "message", stored)
    return stored


def _actor(world: Playground, chat: Chat) -> int:
    """Return who acts for a group: an administrator, else any member, else the bot."""
    people = [user_id for user_id in chat.members if user_id != world.bot.id]
    return next(
        (user_id for user_id in people if chat.status(user_id) == "administrator"),
        people[0] if people else world.bot.id,
    )
