"""What the bot may reach: chats, messages and topics, with the refusals of ``check_chat_access``.

Source: Client.cpp, ``check_chat``, ``check_chat_access``, ``check_message``, ``check_reply_parameters``,
``TdOnCheckMessageThreadCallback``.
"""

from enum import IntEnum
from typing import Any

from playground.chats import PRESENT, Chat
from playground.errors import Refusal, bad_request, forbidden
from playground.messages import Stored
from playground.world import Playground

JSON = dict[str, Any]


class Need(IntEnum):
    """What a method wants to do in a chat (Client.h, ``AccessRights``)."""

    READ = 0
    EDIT = 1
    WRITE = 2


def reach(world: Playground, reference: str, need: Need) -> Chat:
    """Return the chat that a bot means, if it may do there what it needs to.

    Raises:
        Refusal: 400 *chat not found* or *group chat was upgraded …*, 403 for a bot that is not in the chat.
    """
    chat = world.chats.find(reference)
    if chat is None or (reference.startswith("@") and chat.kind != "supergroup"):
        raise bad_request("chat not found")
    match chat.kind:
        case "private":
            pass  # whether the person may be written to is asked when something is written: see ``greet``
        case "group":
            _reach_group(world, chat, need)
        case "supergroup":
            _reach_supergroup(world, chat, need)
    return chat


def greet(world: Playground, chat: Chat) -> None:
    """Refuse to write to a person who blocked the bot or never wrote to it.

    Raises:
        Refusal: 403; Client.cpp words USER_IS_BLOCKED so, the second text is the servers' own.
    """
    if not chat.private:
        return
    person = world.chats.person(chat.id)
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.wrote:
        raise forbidden("bot can't initiate conversation with a user")


def find_message(world: Playground, chat: Chat, message_id: int, what: str) -> Stored:
    """Return a message of a chat.

    Raises:
        Refusal: 400 *… not found*; ``what`` is *message to edit* and the like.
    """
    stored = world.messages.get(chat, message_id)
    if stored is None:
        raise bad_request(f"{what} not found")
    return stored


def find_thread(chat: Chat, thread_id: int) -> int | None:
    """Return a topic of a forum, None for no topic.

    Raises:
        Refusal: 400 *message thread not found*.
    """
    if thread_id <= 0:
        return None
    if thread_id not in chat.topics:
        raise bad_request("Message thread not found")
    return thread_id


def require_sending(world: Playground, chat: Chat, content: JSON, thread_id: int | None) -> None:
    """Refuse what the bot has no right to send, or not into this topic.

    Raises:
        Refusal: 400 *not enough rights to send … to the chat* (tdlib/td, ``can_send_message_content``); *TOPIC_CLOSED*
            for whoever may not manage topics.
    """
    if chat.private:
        return
    rights = world.chats.member(chat, world.bot.id)
    right, what = next((each for key, each in _SENDS.items() if key in content), _SENDS["text"])
    if rights["status"] == "restricted" and not rights.get(right):
        raise bad_request(f"not enough rights to send {what} to the chat")
    if thread_id in chat.closed_topics and not rights.get("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")


_SENDS = {
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "audio": ("can_send_audios", "music"),
    "video": ("can_send_videos", "videos"),
    "text": ("can_send_messages", "text messages"),
}


def require_administrator(world: Playground, chat: Chat, right: str) -> None:
    """Refuse what only administrators may do in a group.

    Raises:
        Refusal: 400 *not enough rights to …* (tdlib/td, ``can_pin_messages`` and its like).
    """
    if not chat.private and chat.status(world.bot.id) != "administrator":
        raise bad_request(f"not enough rights to {right}")


def _reach_group(world: Playground, chat: Chat, need: Need) -> None:
    if chat.migrated_to is not None:
        if need is Need.WRITE:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        return
    status = chat.status(world.bot.id)
    if need >= Need.EDIT and status == "kicked":
        raise forbidden("bot was kicked from the group chat")
    if need >= Need.EDIT and status not in PRESENT:
        raise forbidden("bot is not a member of the group chat")


def _reach_supergroup(world: Playground, chat: Chat, need: Need) -> None:
    status = chat.status(world.bot.id)
    if status == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if status not in PRESENT and (need >= Need.EDIT or not chat.username):
        raise forbidden("bot is not a member of the supergroup chat")
