"""Screens as Bot API calls: sent, edited in place, or deleted; nothing else calls them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.outgoing.pictures import Showing
from domain.messages import Outgoing
from domain.reporting.photos import Photo
from services.ports.live_messages import LiveMessage
from texts.base.lengths import CAPTION, TEXT, cut
from texts.base.screen import Screen
from texts.base.wording import without_markup

_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NOTHING_TO_DELETE = ("message to delete not found", "message can't be deleted", "message_id_invalid")
_SAME = "message is not modified"
_ALBUM = 10
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
    """Sends, edits and deletes messages; `plain` leaves out markup that Telegram refused."""

    def __init__(self, bot: Bot, showing: Showing) -> None:
        self._bot = bot
        self._showing = showing

    async def send(self, screen: Screen, place: Destination, *, plain: bool = False) -> list[Message]:
        """Send a screen as one new message, or several for an album.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.pin is not None:
            return [await self._bot.send_location(latitude=screen.pin.lat, longitude=screen.pin.lng, **place.fields())]
        if screen.album:
            return await self._send_album(screen.photos, place)
        words = _words(screen.text, _room(screen), plain=plain)
        markup = _markup(screen)
        if screen.photos:
            picture = await self._picture(screen.photos)
            return [
                await self._bot.send_photo(
                    photo=picture, caption=words.pop("text"), **words, reply_markup=markup, **place.fields()
                )
            ]
        return [
            await self._bot.send_message(
                **words, link_preview_options=_NO_PREVIEW, reply_markup=markup, **place.fields()
            )
        ]

    async def edit(self, screen: Screen, live: LiveMessage, *, plain: bool = False) -> bool:
        """Edit a message in place; return False if that is impossible and it must be sent again.

        Raises:
            NothingToShow: None of its photos can be shown.
        """
        if screen.content_hash == live.content_hash:
            return True
        if live.shape == "photo" and not screen.photos:
            return False
        try:
            await self._edit(screen, live, plain=plain)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME in said:
                return True
            if any(gone in said for gone in _GONE):
                return False
            raise
        return True

    async def close(self, screen: Screen, former: LiveMessage, *, plain: bool = False) -> None:
        """Take a message's keys off and put these words on it, its picture stays; ignore one that is gone."""
        at: dict[str, Any] = {"chat_id": former.chat_id, "message_id": former.message_id}
        words = _words(screen.text, CAPTION, plain=plain)
        try:
            if former.shape == "photo":
                await self._bot.edit_message_caption(caption=words.pop("text"), **words, **at)
            else:
                await self._bot.edit_message_text(**words, **at, link_preview_options=_NO_PREVIEW)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME not in said and not any(gone in said for gone in _GONE):
                raise

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete one of our messages; ignore one that is gone or too old."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            if not any(text in error.message.lower() for text in _NOTHING_TO_DELETE):
                raise

    async def _edit(self, screen: Screen, live: LiveMessage, *, plain: bool) -> None:
        at: dict[str, Any] = {"chat_id": live.chat_id, "message_id": live.message_id}
        words, markup = _words(screen.text, _room(screen), plain=plain), _inline(screen)
        same_photos = live.shape == "photo" and _pictures_hash(live) == _pictures_hash(screen)
        if not screen.photos:
            await self._bot.edit_message_text(**words, **at, link_preview_options=_NO_PREVIEW, reply_markup=markup)
        elif same_photos:
            await self._bot.edit_message_caption(caption=words.pop("text"), **words, **at, reply_markup=markup)
        else:
            media = InputMediaPhoto(await self._picture(screen.photos), caption=words.pop("text"), **words)
            await self._bot.edit_message_media(media, **at, reply_markup=markup)

    async def _send_album(self, photos: Sequence[Photo], place: Destination) -> list[Message]:
        """Send albums of two to ten photos; a single remaining photo is sent by itself."""
        sent: list[Message] = []
        for start in range(0, len(photos), _ALBUM):
            pictures = [await self._picture([photo]) for photo in photos[start : start + _ALBUM]]
            if len(pictures) == 1:
                sent.append(await self._bot.send_photo(photo=pictures[0], **place.fields()))
            else:
                media = [InputMediaPhoto(picture) for picture in pictures]
                sent.extend(await self._bot.send_media_group(media=media, **place.fields()))
        return sent

    async def _picture(self, photos: Sequence[Photo]) -> Picture:
        """Return one photo, by Telegram's id if there is one, or a contact sheet of several."""
        if len(photos) > 1:
            return await self._showing.sheet(photos)
        return photos[0].file_id or await self._showing.upright(photos[0])


def _pictures_hash(shown: LiveMessage | Screen) -> str:
    return shown.content_hash.partition(":")[2]


def _words(text: str, at_most: int, *, plain: bool) -> dict[str, Any]:
    if plain:
        return {"text": cut(without_markup(text), at_most)}
    return {"text": text, "parse_mode": ParseMode.HTML}


def _room(screen: Screen) -> int:
    return CAPTION if screen.photos else TEXT


def _markup(screen: Screen) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply | None:
    if screen.reply_key:
        key = KeyboardButton(screen.reply_key, request_location=True)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    if screen.removes_key:
        return ReplyKeyboardRemove()
    if screen.asks:
        return ForceReply(selective=True, input_field_placeholder=screen.asks)
    return _inline(screen)


def _inline(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.text, url=b.url or None, callback_data=b.press or None) for b in row]
            for row in screen.buttons
        ]
    )
