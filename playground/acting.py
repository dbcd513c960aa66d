"""What people do in chats: they write, send pictures and places, edit and press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playground import locations
from playground.callbacks import Press
from playground.chats import ANONYMOUS, PRESENT, Chat, Person
from playground.entities import format_text
from playground.errors import Absent, Impossible, Refusal
from playground.files import CLIPS, Upload
from playground.messages import Stored
from playground.visibility import hand_over
from playground.world import Playground

JSON = dict[str, Any]

_ACCESSIBLE = 48 * 3600  # seconds after which a press carries an inaccessible message (date 0)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where somebody stands when they send something."""

    chat: Chat
    person: Person
    reply_to: Stored | None = None
    thread_id: int | None = None
    anonymous: bool = False


def take_stance(world: Playground, chat: Chat, wish: JSON) -> Stance:
    """Read ``from``, ``reply_to``, ``thread_id`` and ``anonymous`` of a request.

    Raises:
        Absent: the person or the message replied to does not exist.
        Impossible: the person is not in the chat or blocked the bot.
    """
    person = world.chats.person(int(wish["from"]))
    if chat.status(person.id) not in PRESENT:
        raise Impossible(f"{person.first_name} is not in this chat")
    if chat.private and person.blocked:
        raise Impossible(f"{person.first_name} has blocked the bot")
    reply_to = None
    if wish.get("reply_to"):
        reply_to = world.messages.get(chat, int(wish["reply_to"]))
        if reply_to is None:
            raise Absent("the message replied to does not exist")
    thread_id = int(wish.get("thread_id") or 0) or (reply_to.thread_id if reply_to else None)
    if thread_id and thread_id not in chat.topics:
        raise Absent("there is no such topic")
    return Stance(chat, person, reply_to, thread_id, bool(wish.get("anonymous")))


def say(world: Playground, stance: Stance, text: str) -> Stored:
    """Send text; commands, addresses and the like get their entities."""
    plain, entities = format_text(text, "", [])
    if not plain:
        raise Impossible("there is no text")
    return _post(world, stance, {"text": plain} | ({"entities": entities} if entities else {}))


async def show(world: Playground, stance: Stance, uploads: Sequence[Upload], caption: str, kind: str) -> list[Stored]:
    """Send pictures or recordings: one message each, several with one ``media_group_id``; the first has the caption.

    ``kind`` is ``photo``, ``document``, ``voice``, ``video`` or ``video_note``; among photos a film is a video.

    Raises:
        Impossible: a picture that no phone would send.
    """
    contents = [await _content(world, upload, kind) for upload in uploads]
    if caption and contents:
        plain, entities = format_text(caption, "", [])
        contents[0] |= {"caption": plain} | ({"caption_entities": entities} if entities else {})
    group = {"media_group_id": str(world.random.randrange(10**16, 10**17))} if len(contents) > 1 else {}
    return [_post(world, stance, content | group) for content in contents]


def point(world: Playground, stance: Stance, wish: JSON) -> Stored:
    """Send a location, live with ``live_period``; with a ``title`` a venue.

    Raises:
        Impossible: an accuracy, period or heading that no phone sends.
    """
    location = locations.read(wish)
    content: JSON = {"location": location}
    if wish.get("title"):
        content["venue"] = {"location": location, "title": wish["title"], "address": wish.get("address", "")}
    return _post(world, stance, content)


def edit(world: Playground, chat: Chat, wish: JSON) -> Stored:
    """Change the text or the caption of one's own message, move or stop one's live location.

    Raises:
        Absent: the message does not exist.
        Impossible: it is somebody else's, or a place that is not live (any more).
    """
    stored = world.messages.get(chat, int(wish["message_id"]))
    if stored is None:
        raise Absent("the message does not exist")
    if stored.message["from"]["id"] != int(wish["from"]):
        raise Impossible("only one's own messages can be edited")
    content = stored.content() | _changed(stored, wish, world.now)
    stored.replace({key: value for key, value in content.items() if value}, None, world.now)
    world.show_edit(stored)
    hand_over(world, "edited_message", stored)
    return stored


def press(world: Playground, chat: Chat, person: Person, message_id: int, data: str) -> Press:
    """Press an inline button; ``data`` may be forged, the message may be gone."""
    press_ = world.callbacks.add(chat.id)
    if chat.status(world.bot.id) in PRESENT and not (chat.private and person.blocked):
        world.updates.add("callback_query", {
            "id": press_.id,
            "from": person.user(),
            "message": _pressed(world, chat, message_id),
            "chat_instance": str(-chat.id * 7919),
            "data": data,
        })  # fmt: skip
    return press_


def _pressed(world: Playground, chat: Chat, message_id: int) -> JSON:
    """Return the message, or an ``InaccessibleMessage`` if it is gone or old."""
    stored = world.messages.get(chat, message_id)
    if stored and world.clock() - stored.message["date"] <= _ACCESSIBLE:
        return {**_with_present_reply(world, stored), "chat": chat.document()}
    return {"chat": chat.document(), "message_id": message_id, "date": 0}


def _with_present_reply(world: Playground, stored: Stored) -> JSON:
    """Return a message with the one that it answers as that stands now, and without it if it is gone.

    Client.cpp keeps that one's number, and looks it up each time that it writes the message.
    """
    replied = stored.message.get("reply_to_message")
    if replied is None or replied["chat"]["id"] != stored.chat.id:
        return stored.message
    rest = {key: value for key, value in stored.message.items() if key != "reply_to_message"}
    now = world.messages.get(stored.chat, replied["message_id"])
    return {**rest, "reply_to_message": now.quoted()} if now else rest


def _post(world: Playground, stance: Stance, content: JSON) -> Stored:
    sender = stance.person.user()
    if stance.chat.private:
        stance.person.wrote = True
    elif stance.anonymous:
        sender = ANONYMOUS
        content = {"sender_chat": stance.chat.document(), **content}
    stored = world.post(stance.chat, sender, content, reply_to=stance.reply_to, thread_id=stance.thread_id)
    hand_over(world, "message", stored)
    return stored


async def _content(world: Playground, upload: Upload, kind: str) -> JSON:
    if kind == "photo" and upload.name.endswith(".mp4"):
        kind = "video"
    try:
        if kind in CLIPS:
            return world.files.add_clip(upload, kind)
        if kind == "document":
            return await world.files.add_document(upload, preview=True)
        return dict(await world.files.add_photo(upload))
    except Refusal as refusal:
        raise Impossible(refusal.description) from refusal


def _changed(stored: Stored, wish: JSON, now: int) -> JSON:
    if "latitude" in wish or wish.get("stop"):
        return {"location": locations.moved(stored.message, wish, now)}
    name, entity_name = ("text", "entities") if "text" in wish else ("caption", "caption_entities")
    plain, entities = format_text(str(wish.get(name, "")), "", [])
    return {name: plain, entity_name: entities}
