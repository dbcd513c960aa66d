"""The methods that put a new message into a chat.

Source of the order of checks: Client.cpp, ``do_send_message``: content, reply markup, chat, reply, topic.
"""

from dataclasses import dataclass
from typing import Any

from playground.access import Need, find_message, find_thread, greet, reach, require_sending
from playground.arguments import Arguments
from playground.chats import Chat
from playground.contents import read_album, read_caption, read_file, read_location, read_text
from playground.errors import bad_request
from playground.keyboards import check_markup
from playground.messages import Stored
from playground.world import Playground

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Place:
    chat: Chat
    thread_id: int | None
    reply_to: Stored | None
    markup: JSON | None
    protected: bool


async def send_message(world: Playground, args: Arguments) -> JSON:
    """Send text."""
    return _send(world, args, read_text(args))


async def send_photo(world: Playground, args: Arguments) -> JSON:
    """Send a photo with a caption."""
    return _send(world, args, await read_file(world, args, "photo"))


async def send_document(world: Playground, args: Arguments) -> JSON:
    """Send a file with a caption."""
    return _send(world, args, await read_file(world, args, "document"))


async def send_audio(world: Playground, args: Arguments) -> JSON:
    """Send a sound file with a caption."""
    return _send(world, args, await read_file(world, args, "audio"))


async def send_video(world: Playground, args: Arguments) -> JSON:
    """Send a video with a caption."""
    return _send(world, args, await read_file(world, args, "video"))


async def send_location(world: Playground, args: Arguments) -> JSON:
    """Send a point on the map, or a venue."""
    return _send(world, args, read_location(args))


async def copy_message(world: Playground, args: Arguments) -> JSON:
    """Send the content of another message; the result holds its new id only."""
    source = reach(world, args.text("from_chat_id"), Need.READ)
    original = find_message(world, source, args.integer("message_id"), "message to copy")
    if original.service:
        raise bad_request("message can't be copied")
    content = original.content()
    if args.has("caption") and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= read_caption(args.text("caption"), args.text("parse_mode"), args.document("caption_entities"))
    return {"message_id": _send(world, args, content)["message_id"]}


async def send_media_group(world: Playground, args: Arguments) -> list[JSON]:
    """Send an album: several messages with one ``media_group_id`` and no keyboard."""
    contents = await read_album(world, args)
    place = _place(world, args)
    require_sending(world, place.chat, contents[0], place.thread_id)
    world.limits.spend(place.chat, messages=len(contents))
    group = {"media_group_id": str(world.random.randrange(10**16, 10**17))}
    return [_post(world, place, content | group).message for content in contents]


async def send_chat_action(world: Playground, args: Arguments) -> bool:
    """Show what the bot is doing; nothing of it stays."""
    if args.text("action").lower() not in _CHAT_ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    find_thread(chat, args.integer("message_thread_id"))
    greet(world, chat)
    world.events.add("typing", chat.id, action=args.text("action").lower())
    return True


_CHAT_ACTIONS = frozenset({
    "cancel", "typing", "record_video", "upload_video", "record_audio", "record_voice", "upload_audio",
    "upload_voice", "upload_photo", "upload_document", "choose_sticker", "pick_up_location",
    "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def _send(world: Playground, args: Arguments, content: JSON) -> JSON:
    place = _place(world, args)
    require_sending(world, place.chat, content, place.thread_id)
    world.limits.spend(place.chat)
    return _post(world, place, content).message


def _place(world: Playground, args: Arguments) -> _Place:
    reply = args.document("reply_parameters")
    if reply is not None and not isinstance(reply, dict):
        raise bad_request("Object expected as reply parameters")
    markup = check_markup(args.document("reply_markup"))
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    reply_to = _replied(world, chat, reply or {})
    thread_id = find_thread(chat, args.integer("message_thread_id"))
    greet(world, chat)
    check_markup(markup, chat)
    return _Place(chat, thread_id, reply_to, markup, args.flag("protect_content"))


def _replied(world: Playground, chat: Chat, reply: JSON) -> Stored | None:
    message_id = reply.get("message_id") or 0
    if not isinstance(message_id, int):  # td/utils/JsonBuilder.cpp
        raise bad_request('Can\'t parse reply parameters: Field "message_id" must be of type Number')
    if message_id <= 0:
        return None
    if reply.get("chat_id") and str(reply["chat_id"]) != str(chat.id):
        chat = reach(world, str(reply["chat_id"]), Need.READ)
    stored = world.messages.get(chat, message_id)
    if stored is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return stored


def _post(world: Playground, place: _Place, content: JSON) -> Stored:
    markup = place.markup
    if place.protected:
        content = {**content, "has_protected_content": True}
    if markup and "inline_keyboard" in markup:
        content = {**content, "reply_markup": markup}
        markup = None
    stored = world.post(
        place.chat,
        world.bot.user(),
        content,
        reply_to=place.reply_to,
        thread_id=place.thread_id or (place.reply_to.thread_id if place.reply_to else None),
        fixed=markup is not None,
    )
    if markup:
        _show_keyboard(world, place.chat, markup)
    return stored


def _show_keyboard(world: Playground, chat: Chat, markup: JSON) -> None:
    """Put up a reply keyboard, take it away, or ask for a reply (which replaces no keyboard)."""
    if "force_reply" not in markup:
        chat.reply_keyboard = None if markup.get("remove_keyboard") else markup
    shown = markup if "force_reply" in markup else chat.reply_keyboard
    world.events.add("reply_keyboard", chat.id, reply_keyboard=shown)
