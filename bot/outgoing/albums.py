"""Albums: two to ten photos together; one that is refused is sent another way and never loses the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from telegram import Bot, InputMediaPhoto, Message
from telegram.error import TelegramError

from bot.outgoing.outcomes import Outcome, outcome_of
from bot.outgoing.pictures import NothingToShow, Showing
from domain.reporting.photos import TOGETHER, Photo

_OF_ONE_PHOTO: Final = frozenset({Outcome.NO_FILE, Outcome.NO_PHOTO})


@dataclass(frozen=True, slots=True)
class Albums:
    """Sends the photos of an album to where `fields` say, the parameters of the Bot API for a destination."""

    bot: Bot
    showing: Showing

    async def send(self, photos: Sequence[Photo], fields: dict[str, Any]) -> list[Message]:
        """Return the messages sent, fewer than photos if some can't be shown in any way.

        Raises:
            NothingToShow: None of them can be shown.
        """
        sent: list[Message] = []
        for start in range(0, len(photos), TOGETHER):
            sent += await self._together(photos[start : start + TOGETHER], fields)
        if not sent:
            raise NothingToShow
        return sent

    async def _together(self, photos: Sequence[Photo], fields: dict[str, Any]) -> list[Message]:
        try:
            pictures = [photo.file_id or await self.showing.upright(photo) for photo in photos]
            if len(pictures) == 1:
                return [await self.bot.send_photo(photo=pictures[0], **fields)]
            media = [InputMediaPhoto(picture) for picture in pictures]
            return list(await self.bot.send_media_group(media=media, **fields))
        except NothingToShow:
            return await self._each(photos, fields)
        except TelegramError as error:
            if outcome_of(error) not in _OF_ONE_PHOTO:
                raise
            return await self._each(photos, fields)

    async def _each(self, photos: Sequence[Photo], fields: dict[str, Any]) -> list[Message]:
        """Send photos one by one, as none of an album arrives if one of them is refused."""
        sent = [await self._alone(photo, fields) for photo in photos]
        return [message for message in sent if message is not None]

    async def _alone(self, photo: Photo, fields: dict[str, Any]) -> Message | None:
        for way in (self._as_photo, self._as_file):
            try:
                return await way(photo, fields)
            except NothingToShow:
                continue
            except TelegramError as error:
                if outcome_of(error) not in _OF_ONE_PHOTO:
                    raise
        return None

    async def _as_photo(self, photo: Photo, fields: dict[str, Any]) -> Message:
        return await self.bot.send_photo(photo=await self.showing.upright(photo), **fields)

    async def _as_file(self, photo: Photo, fields: dict[str, Any]) -> Message:
        data, name = await self.showing.file([photo])
        return await self.bot.send_document(document=data, filename=name, **fields)
