"""The methods that change, delete or pin messages.

Refusals: tdlib/td ``MessagesManager.cpp`` (``edit_message_text`` and its kin, ``can_edit_message``,
``delete_messages``), and Client.cpp for *message to edit not found*.
"""

from typing import Any

from playground.access import Need, find_message, reach, require_administrator
from playground.arguments import Arguments
from playground.chats import Chat
from playground.contents import read_caption, read_media, read_text
from playground.errors import bad_request
from playground.keyboards import check_inline
from playground.messages import Stored
from playground.visibility import hand_over
from playground.world import Playground

JSON = dict[str, Any]

_DELETABLE = 48 * 3600  # seconds; https://core.telegram.org/bots/api#deletemessage
_MAX_AT_ONCE = 100  # Client.cpp, process_delete_messages_query
_NOT_MODIFIED = (  # Client.cpp, fail_query_with_error
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


async def edit_message_text(world: Playground, args: Arguments) -> JSON:
    """Replace the text of a text message; without a keyboard in the call the keyboard goes."""
    markup = check_inline(args.document("reply_markup"))
    content = read_text(args, "MESSAGE_TOO_LONG")  # translated by tdlib only when sending
    stored = _editable(world, args)
    if "text" not in stored.message:
        raise bad_request("There is no text in the message to edit")
    return _edit(world, stored, content, markup)


async def edit_message_caption(world: Playground, args: Arguments) -> JSON:
    """Replace the caption of a photo, a file or a recording."""
    markup = check_inline(args.document("reply_markup"))
    caption = read_caption(
        args.text("caption"),
        args.text("parse_mode"),
        args.document("caption_entities"),
        "MEDIA_CAPTION_TOO_LONG",
    )
    stored = _editable(world, args)
    if not {"photo", "document", "audio", "voice", "video"} & stored.message.keys():
        raise bad_request("There is no caption in the message to edit")
    kept = {key: value for key, value in stored.content().items() if not key.startswith("caption")}
    return _edit(world, stored, kept | caption, markup)


async def edit_message_media(world: Playground, args: Arguments) -> JSON:
    """Put another picture or file in place; a text message becomes a media message, never back.

    A voice message and a round video stay as they are (tdlib/td, ``edit_message_media``).
    """
    markup = check_inline(args.document("reply_markup"))
    content = await read_media(world, args, args.document("media"))
    stored = _editable(world, args)
    if not {"text", "photo", "document", "audio", "video"} & stored.message.keys():
        raise bad_request("There is no media in the message to edit")
    return _edit(world, stored, content, markup)


async def edit_message_reply_markup(world: Playground, args: Arguments) -> JSON:
    """Put another inline keyboard in place, or none."""
    markup = check_inline(args.document("reply_markup"))
    stored = _editable(world, args)
    return _edit(world, stored, stored.content(), markup)


async def delete_message(world: Playground, args: Arguments) -> bool:
    """Delete one message for everybody."""
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    stored = find_message(world, chat, args.integer("message_id"), "message to delete")
    _check_deletable(world, stored)
    world.delete(stored)
    return True


async def delete_messages(world: Playground, args: Arguments) -> bool:
    """Delete several messages; those that are not there are passed over."""
    ids = args.document("message_ids")
    if not isinstance(ids, list):
        raise bad_request("Expected an Array of message identifiers")
    if len(ids) > _MAX_AT_ONCE:
        raise bad_request("Too many message identifiers specified")
    if not ids:
        raise bad_request("Message identifiers are not specified")
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    found = [stored for message_id in ids if (stored := world.messages.get(chat, _identifier(message_id)))]
    for stored in found:
        _check_deletable(world, stored)
    for stored in found:
        world.delete(stored)
    return True


async def pin_chat_message(world: Playground, args: Arguments) -> bool:
    """Pin a message; in groups the service message about it follows."""
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    stored = find_message(world, chat, args.integer("message_id"), "message to pin")
    require_administrator(world, chat, "manage pinned messages in the chat")
    if stored.id not in chat.pinned:
        chat.pinned.append(stored.id)
        told = world.post(
            chat, world.bot.user(), {"pinned_message": stored.quoted()}, thread_id=stored.thread_id, service=True
        )
        hand_over(world, "message", told)
    return True


async def unpin_chat_message(world: Playground, args: Arguments) -> bool:
    """Unpin a message, without an id the one pinned last."""
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    require_administrator(world, chat, "manage pinned messages in the chat")
    message_id = args.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if not message_id:
        raise bad_request("Message to unpin not found")
    find_message(world, chat, message_id, "message to unpin")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        world.events.add("unpinned", chat.id, message_id=message_id)
    return True


def _identifier(message_id: Any) -> int:
    try:
        return int(message_id)
    except (TypeError, ValueError):  # Client.cpp, get_message_ids
        raise bad_request("Can't parse message identifier as Number") from None


def _editable(world: Playground, args: Arguments) -> Stored:
    if not args.has("chat_id") and not args.has("message_id"):
        raise bad_request("Message identifier is not specified")
    chat: Chat = reach(world, args.text("chat_id"), Need.EDIT)
    stored = find_message(world, chat, args.integer("message_id"), "message to edit")
    if not stored.by_bot or stored.service or stored.fixed:
        raise bad_request("Message can't be edited")
    return stored


def _edit(world: Playground, stored: Stored, content: JSON, markup: JSON | None) -> JSON:
    if content == stored.content() and markup == stored.message.get("reply_markup"):
        raise bad_request(_NOT_MODIFIED)
    world.limits.spend(stored.chat, edit=True)
    stored.replace(content, markup, world.now)
    world.show_edit(stored)
    return stored.message


def _check_deletable(world: Playground, stored: Stored) -> None:
    chat = stored.chat
    foreign = not stored.by_bot and not chat.private
    if foreign and chat.status(world.bot.id) != "administrator":
        raise bad_request("message can't be deleted for everyone")
    if world.clock() - stored.message["date"] > _DELETABLE or _creation(stored):
        raise bad_request("message can't be deleted")  # MESSAGE_DELETE_FORBIDDEN


def _creation(stored: Stored) -> bool:
    """Whether it is one of the service messages that nobody may delete."""
    return bool({"supergroup_chat_created", "forum_topic_created", "migrate_from_chat_id"} & stored.message.keys())
