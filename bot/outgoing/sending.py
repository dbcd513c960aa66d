"""Screens as Bot API calls: sent, edited in place, or deleted; nothing else calls them."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.outgoing.albums import Albums
from bot.outgoing.markup import inline_keys, markup_of
from bot.outgoing.pictures import Showing
from bot.outgoing.ways import AS_IT_IS, Pictures, Way
from domain.messages import Outgoing
from media.shown import empty_picture
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
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Picture = str | bytes
"""A file id, or bytes to upload."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where and how a message is sent: chat, topic, message replied to, sound."""

    chat_id: int
    thread_id: int | None
    reply_to: int | None
    silent: bool

    def fields(self) -> dict[str, Any]:
        """Return the parameters of the Bot API."""
        reply = ReplyParameters(self.reply_to, allow_sending_without_reply=True) if self.reply_to else None
        return {
            "chat_id": self.chat_id,
            "message_thread_id": self.thread_id,
            "reply_parameters": reply,
            "disable_notification": self.silent or None,
        }


def destination_of(outgoing: Outgoing, reply_to: int | None = None) -> Destination:
    """Return the destination of a queued message."""
    return Destination(outgoing.chat_id, outgoing.thread_id, reply_to, outgoing.silent)


class Messenger:
    """Sends, edits and deletes messages, in the way that it is told."""

    def __init__(self, bot: Bot, showing: Showing) -> None:
        self._bot = bot
        self._showing = showing
        self._albums = Albums(bot, showing)

    async def send(self, screen: Screen, place: Destination, way: Way = AS_IT_IS) -> list[Message]:
        """Send a screen as one new message, or several for an album.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.pin is not None:
            return [await self._bot.send_location(latitude=screen.pin.lat, longitude=screen.pin.lng, **place.fields())]
        if screen.album and way.pictures is not Pictures.LEFT_OUT:
            return await self._send_album(screen, place, way)
        return [await self._send_one(screen, place, way)]

    async def edit(self, screen: Screen, live: LiveMessage, way: Way = AS_IT_IS) -> bool:
        """Edit a message in place; return False if that is impossible and it must be sent again.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.content_hash == live.content_hash:
            return True
        if live.shape == "photo" and not screen.photos:
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
        at: dict[str, Any] = {"chat_id": former.chat_id, "message_id": former.message_id}
        try:
            if former.shape == "photo":
                await self._bot.edit_message_caption(**_caption(screen, way), **at)
            else:
                await self._bot.edit_message_text(**_words(screen, way), **at, link_preview_options=_NO_PREVIEW)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME not in said and not any(gone in said for gone in _GONE):
                raise

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete one of our messages and return whether it is gone; one of more than 48 hours cannot be deleted."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            said = error.message.lower()
            if _TOO_OLD in said:
                return False
            if not any(text in said for text in _NOTHING_TO_DELETE):
                raise
        return True

    async def empty(self, screen: Screen, chat_id: int, message_id: int) -> None:
        """Leave of one of our messages nothing but the words of `screen`, and an empty picture where there was one."""
        at: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
        picture = InputMediaPhoto(empty_picture(), **_caption(screen, AS_IT_IS))
        edit_text = partial(self._bot.edit_message_text, **_words(screen, AS_IT_IS), **at)
        for edit in (edit_text, partial(self._bot.edit_message_media, picture, **at)):
            try:
                await edit()
            except BadRequest as error:
                said = error.message.lower()
                if _NO_TEXT in said:
                    continue
                if not any(text in said for text in (_SAME, *_GONE)):
                    raise
            return

    async def _send_one(self, screen: Screen, place: Destination, way: Way) -> Message:
        where = {**place.fields(), "reply_markup": markup_of(screen) if way.keys else None}
        if screen.archive is not None:
            data = await self._showing.archive(screen.archive)
            file = InputFile(data, screen.archive.name)
            return await self._bot.send_document(document=file, **_caption(screen, way), **where)
        if not _shows_pictures(screen, way):
            words = _words(screen, way)
            return await self._bot.send_message(**words, link_preview_options=_NO_PREVIEW, **where)
        caption = _caption(screen, way)
        if way.pictures is Pictures.FILE:
            data, name = await self._showing.file(screen.photos)
            return await self._bot.send_document(document=data, filename=name, **caption, **where)
        return await self._bot.send_photo(photo=await self._picture(screen, way), **caption, **where)

    async def _send_album(self, screen: Screen, place: Destination, way: Way) -> list[Message]:
        """Send an album, and a line if a photo of it can't be shown."""
        sent = await self._albums.send(screen.photos, place.fields())
        if len(sent) < len(screen.photos) and way.says:
            await self._bot.send_message(text=way.says, **place.fields())
        return sent

    async def _edit(self, screen: Screen, live: LiveMessage, way: Way) -> None:
        at: dict[str, Any] = {"chat_id": live.chat_id, "message_id": live.message_id}
        at["reply_markup"] = inline_keys(screen) if way.keys else None
        same_pictures = _pictures_hash(live) == _pictures_hash(screen)
        if _shows_pictures(screen, way) and not same_pictures:
            await self._bot.edit_message_media(await self._media(screen, way), **at)
        elif live.shape == "photo":
            await self._bot.edit_message_caption(**_caption(screen, way), **at)
        else:  # also where the same photos were left out before
            way = replace(way, pictures=Pictures.LEFT_OUT)
            await self._bot.edit_message_text(**_words(screen, way), **at, link_preview_options=_NO_PREVIEW)

    async def _media(self, screen: Screen, way: Way) -> InputMediaDocument | InputMediaPhoto:
        if way.pictures is Pictures.FILE:
            data, name = await self._showing.file(screen.photos)
            return InputMediaDocument(data, filename=name, **_caption(screen, way))
        return InputMediaPhoto(await self._picture(screen, way), **_caption(screen, way))

    async def _picture(self, screen: Screen, way: Way) -> Picture:
        """Return one photo, by Telegram's id if there is one, or a contact sheet of several."""
        if len(screen.photos) > 1:
            return await self._showing.sheet(screen.photos)
        (photo,) = screen.photos
        if photo.file_id and not way.uploads:
            return photo.file_id
        return await self._showing.upright(photo)


def _pictures_hash(shown: LiveMessage | Screen) -> str:
    return shown.content_hash.partition(":")[2]


def _shows_pictures(screen: Screen, way: Way) -> bool:
    return bool(screen.photos) and way.pictures is not Pictures.LEFT_OUT


def _words(screen: Screen, way: Way, at_most: int = TEXT) -> dict[str, Any]:
    """Return the text of a message; where its photos are left out, it says so."""
    text = screen.text
    if screen.photos and way.pictures is Pictures.LEFT_OUT and way.says:
        text = f"{text}\n{way.says}".strip()
    if way.plain:
        return {"text": cut(without_markup(text), at_most)}
    return {"text": text, "parse_mode": ParseMode.HTML}


def _caption(screen: Screen, way: Way) -> dict[str, Any]:
    words = _words(screen, way, CAPTION)
    return {"caption": words.pop("text"), **words}
