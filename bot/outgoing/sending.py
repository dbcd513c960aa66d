"""Screens as Bot API calls: sent, edited in place, or deleted; nothing else calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from telegram import Bot
from telegram.error import BadRequest

from bot.outgoing.albums import Albums
from bot.outgoing.markup import inline_keys, markup_of
from bot.outgoing.pictures import Showing
from bot.outgoing.sent import Sent, sent_of
from bot.outgoing.uploads import JSON, Brought, Kind, as_media, as_parameter
from bot.outgoing.ways import AS_IT_IS, Pictures, Way
from domain.messages import Outgoing
from domain.reporting.clips import Clip
from domain.reporting.photos import Photo
from handlers.bot_api import call
from services.ports.live_messages import LiveMessage
from texts.base.lengths import CAPTION, TEXT, cut
from texts.base.screen import Screen
from texts.base.wording import without_markup

_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message_author_required",  # sent by another bot, before the token was changed
    "there is no text in the message",
    "there is no caption in the message",
)
_NOTHING_TO_DELETE = ("message to delete not found", "message_id_invalid")
_TOO_OLD = "message can't be deleted"
_NO_TEXT = "there is no text in the message"
_SAME = "message is not modified"
_SENDS: Mapping[Kind, str] = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "audio": "sendAudio",
    "video": "sendVideo",
}
_PHOTO = "photo.jpg"
_DRAWING = "week.png"
_UPLOADED_AT_MOST = 64
_NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where and how a message is sent: chat, topic, message replied to, sound, and whether it stays where it is."""

    chat_id: int
    thread_id: int | None
    reply_to: int | None
    silent: bool
    protected: bool = False

    def fields(self) -> JSON:
        """Return the parameters of the Bot API."""
        reply = {"message_id": self.reply_to, "allow_sending_without_reply": True} if self.reply_to else None
        return {
            "chat_id": self.chat_id,
            "message_thread_id": self.thread_id,
            "reply_parameters": reply,
            "disable_notification": self.silent or None,
            "protect_content": self.protected or None,
        }


def destination_of(outgoing: Outgoing, reply_to: int | None = None) -> Destination:
    """Return the destination of a queued message."""
    protected = outgoing.meaning.protected
    return Destination(outgoing.chat_id, outgoing.thread_id, reply_to, outgoing.silent, protected)


class Messenger:
    """Sends, edits and deletes messages, in the way that it is told."""

    def __init__(self, bot: Bot, showing: Showing) -> None:
        self._call = partial(call, bot)
        self._showing = showing
        self._uploaded: dict[int, str] = {}
        self._albums = Albums(bot, showing)

    async def send(self, screen: Screen, place: Destination, way: Way = AS_IT_IS) -> list[Sent]:
        """Send a screen as one new message, two if its photos stand apart, or several for an album.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.pin is not None:
            position = {"latitude": screen.pin.lat, "longitude": screen.pin.lng}
            return [sent_of(await self._call("sendLocation", position | place.fields()))]
        if screen.album and way.pictures is not Pictures.LEFT_OUT:
            return await self._send_album(screen, place, way)
        if screen.apart and _shows_pictures(screen, way):
            above = await self._send_one(Screen("", photos=screen.photos), place, way)
            return [await self._send_one(replace(screen, photos=()), place, way), above]
        return [await self._send_one(screen, place, way)]

    async def edit(self, screen: Screen, live: LiveMessage, way: Way = AS_IT_IS) -> bool:
        """Edit a message in place; return False if that is impossible and it must be sent again.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.content_hash == live.content_hash:
            return True
        if live.shape == "photo" and not screen.pictured:
            return False
        try:
            await self._edit(screen, live, way)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME in said:
                return True
            if any(gone in said for gone in _GONE):
                return False
            raise
        return True

    async def close(self, screen: Screen, former: LiveMessage, way: Way = AS_IT_IS) -> None:
        """Take a message's keys off and put these words on it, its picture stays; ignore one that is gone."""
        at: JSON = {"chat_id": former.chat_id, "message_id": former.message_id}
        try:
            if former.shape == "photo":
                await self._call("editMessageCaption", at | _caption(screen, way))
            else:
                await self._call("editMessageText", at | _words(screen, way) | _NO_PREVIEW)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME not in said and not any(gone in said for gone in _GONE):
                raise

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete one of our messages and return whether it is gone; one of more than 48 hours cannot be deleted."""
        try:
            await self._call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})
        except BadRequest as error:
            said = error.message.lower()
            if _TOO_OLD in said:
                return False
            if not any(text in said for text in _NOTHING_TO_DELETE):
                raise
        return True

    async def pin(self, chat_id: int, message_id: int) -> None:
        """Pin one of our messages without a sound."""
        asked: JSON = {"chat_id": chat_id, "message_id": message_id, "disable_notification": True}
        await self._call("pinChatMessage", asked)

    async def unpin(self, chat_id: int, message_id: int) -> None:
        """Pin one of our messages no more."""
        await self._call("unpinChatMessage", {"chat_id": chat_id, "message_id": message_id})

    async def pinned(self, chat_id: int) -> int:
        """Return the id of the newest of the pinned messages of a chat, 0 if there is none."""
        chat = await self._call("getChat", {"chat_id": chat_id})
        return int(chat.get("pinned_message", {}).get("message_id", 0))

    async def offer(self, screen: Screen, chat_id: int) -> None:
        """Set the commands that a chat offers, or take them away."""
        for menu in screen.menus:
            scope = {"scope": {"type": menu.scope, "chat_id": chat_id}}
            commands = [{"command": name, "description": what} for name, what in menu.commands]
            if commands:
                await self._call("setMyCommands", scope | {"commands": commands})
            else:
                await self._call("deleteMyCommands", scope)

    async def react(self, screen: Screen, chat_id: int, message_id: int) -> None:
        """Put the emoji that is the text of `screen` on somebody's message."""
        emoji = [{"type": "emoji", "emoji": screen.text}]
        await self._call("setMessageReaction", {"chat_id": chat_id, "message_id": message_id, "reaction": emoji})

    async def empty(self, screen: Screen, chat_id: int, message_id: int) -> None:
        """Leave of one of our messages nothing but the words of `screen`, and an empty picture where there was one."""
        from media.shown import empty_picture  # noqa: PLC0415  rare, and Pillow is the photo processes' alone else

        at: JSON = {"chat_id": chat_id, "message_id": message_id}
        media, files = as_media("photo", (empty_picture(), _PHOTO), _PHOTO)
        edit_text = partial(self._call, "editMessageText", at | _words(screen, AS_IT_IS))
        edit_media = partial(self._call, "editMessageMedia", at | {"media": media | _caption(screen, AS_IT_IS)}, files)
        for edit in (edit_text, edit_media):
            try:
                await edit()
            except BadRequest as error:
                said = error.message.lower()
                if _NO_TEXT in said:
                    continue
                if not any(text in said for text in (_SAME, *_GONE)):
                    raise
            return

    async def _send_one(self, screen: Screen, place: Destination, way: Way) -> Sent:
        where: JSON = {**place.fields(), "reply_markup": markup_of(screen) if way.keys else None}
        if screen.archive is None and not _shows_pictures(screen, way):
            return sent_of(await self._call("sendMessage", where | _words(screen, way) | _NO_PREVIEW))
        kind, brought = await self._brought(screen, way)
        parameter, files = as_parameter(kind, brought)
        about = _about_clip(screen.clip) if screen.clip is not None and kind != "document" else {}
        message = await self._call(_SENDS[kind], where | parameter | about | _caption(screen, way), files)
        if kind == "photo" and files and _is_one_photo(screen):
            self._remember(screen.photos[0], message)
        return sent_of(message)

    def _remember(self, photo: Photo, message: JSON) -> None:
        """Keep Telegram's id of our upright copy, so that many who are sent the same one take one upload."""
        sizes = message.get("photo") or [{}]
        if "file_id" in sizes[-1]:
            self._uploaded[photo.id] = sizes[-1]["file_id"]
        if len(self._uploaded) > _UPLOADED_AT_MOST:
            del self._uploaded[next(iter(self._uploaded))]

    async def _send_album(self, screen: Screen, place: Destination, way: Way) -> list[Sent]:
        """Send an album, and a line if a photo of it can't be shown."""
        sent = await self._albums.send(screen.photos, place.fields())
        if len(sent) < len(screen.photos) and way.says:
            await self._call("sendMessage", {"text": way.says, **place.fields()})
        return sent

    async def _edit(self, screen: Screen, live: LiveMessage, way: Way) -> None:
        at: JSON = {"chat_id": live.chat_id, "message_id": live.message_id}
        at["reply_markup"] = inline_keys(screen) if way.keys else None
        same_pictures = _pictures_hash(live) == _pictures_hash(screen)
        if _shows_pictures(screen, way) and not same_pictures:
            media, files = as_media(*await self._brought(screen, way), _PHOTO)
            await self._call("editMessageMedia", at | {"media": media | _caption(screen, way)}, files)
        elif live.shape == "photo":
            await self._call("editMessageCaption", at | _caption(screen, way))
        else:  # also where the same photos were left out before
            way = replace(way, pictures=Pictures.LEFT_OUT)
            await self._call("editMessageText", at | _words(screen, way) | _NO_PREVIEW)

    async def _brought(self, screen: Screen, way: Way) -> tuple[Kind, Brought]:
        """Return the picture, the clip or the file of a message, a photo by Telegram's id if there is one."""
        if screen.archive is not None:
            return "document", (await self._showing.archive(screen.archive), screen.archive.name)
        is_file = way.pictures is Pictures.FILE
        if screen.clip is not None:
            kind: Kind = "document" if is_file else "video" if screen.clip.kind.is_seen else "audio"
            return kind, (await self._showing.clip(screen.clip), screen.clip.mime.replace("/", "."))
        if screen.poster is not None:
            drawn = await self._showing.poster(screen.poster, screen.photos)
            return "document" if is_file else "photo", (drawn, _PHOTO if screen.photos else _DRAWING)
        if screen.compared:
            return "document" if is_file else "photo", (await self._showing.before_after(screen.photos), _PHOTO)
        if is_file:
            return "document", await self._showing.file(screen.photos)
        return "photo", await self._picture(screen.photos, way)

    async def _picture(self, photos: Sequence[Photo], way: Way) -> Brought:
        if len(photos) > 1:
            return await self._showing.sheet(photos), _PHOTO
        (photo,) = photos
        file_id = photo.file_id or self._uploaded.get(photo.id)
        if file_id and not way.uploads:
            return file_id
        return await self._showing.upright(photo), _PHOTO


def _is_one_photo(screen: Screen) -> bool:
    return len(screen.photos) == 1 and screen.poster is None and not screen.compared


def _pictures_hash(shown: LiveMessage | Screen) -> str:
    return shown.content_hash.partition(":")[2]


def _shows_pictures(screen: Screen, way: Way) -> bool:
    return screen.shows and way.pictures is not Pictures.LEFT_OUT


def _about_clip(clip: Clip) -> JSON:
    """Return what Telegram is told of a clip that is uploaded, as it does not look into it."""
    if not clip.kind.is_seen:
        return {"duration": clip.seconds}
    return {"duration": clip.seconds, "width": clip.width, "height": clip.height, "supports_streaming": True}


def _words(screen: Screen, way: Way, at_most: int = TEXT) -> JSON:
    """Return the text of a message; where its photos are left out, it says so."""
    text = f"{screen.text}\n{screen.dated}" if screen.dated else screen.text
    if screen.shows and way.pictures is Pictures.LEFT_OUT and way.says:
        text = f"{text}\n{way.says}".strip()
    if way.plain:
        return {"text": cut(without_markup(text), at_most)}
    return {"text": text, "parse_mode": "HTML"}


def _caption(screen: Screen, way: Way) -> JSON:
    words = _words(screen, way, CAPTION)
    return {"caption": words.pop("text"), **words}
