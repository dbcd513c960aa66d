"""Albums: two to ten photos together; one that is refused is sent another way and never loses the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from bot.outgoing.outcomes import Outcome, outcome_of
from bot.outgoing.pictures import NothingToShow, Showing
from bot.outgoing.sent import Sent, sent_of
from bot.outgoing.uploads import JSON, Brought, as_media, as_parameter
from domain.reporting.photos import TOGETHER, Photo
from handlers.bot_api import call

_OF_ONE_PHOTO: Final = frozenset({Outcome.NO_FILE, Outcome.NO_PHOTO})


@dataclass(frozen=True, slots=True)
class Albums:
    """Sends the photos of an album to where `fields` say, the parameters of the Bot API for a destination."""

    bot: Bot
    showing: Showing

    async def send(self, photos: Sequence[Photo], fields: JSON) -> list[Sent]:
        """Return the messages sent, fewer than photos if some can't be shown in any way.

        Raises:
            NothingToShow: None of them can be shown.
        """
        sent: list[Sent] = []
        for start in range(0, len(photos), TOGETHER):
            sent += await self._together(photos[start : start + TOGETHER], fields)
        if not sent:
            raise NothingToShow
        return sent

    async def _together(self, photos: Sequence[Photo], fields: JSON) -> list[Sent]:
        try:
            brought = [photo.file_id or (await self.showing.upright(photo), "photo.jpg") for photo in photos]
            if len(brought) == 1:
                return [await self._as_photo(brought[0], fields)]
            return await self._as_group(brought, fields)
        except NothingToShow:
            return await self._each(photos, fields)
        except TelegramError as error:
            if outcome_of(error) not in _OF_ONE_PHOTO:
                raise
            return await self._each(photos, fields)

    async def _each(self, photos: Sequence[Photo], fields: JSON) -> list[Sent]:
        """Send photos one by one, as none of an album arrives if one of them is refused."""
        sent = [await self._alone(photo, fields) for photo in photos]
        return [message for message in sent if message is not None]

    async def _alone(self, photo: Photo, fields: JSON) -> Sent | None:
        for way in (self._uploaded, self._as_file):
            try:
                return await way(photo, fields)
            except NothingToShow:
                continue
            except TelegramError as error:
                if outcome_of(error) not in _OF_ONE_PHOTO:
                    raise
        return None

    async def _uploaded(self, photo: Photo, fields: JSON) -> Sent:
        return await self._as_photo((await self.showing.upright(photo), "photo.jpg"), fields)

    async def _as_photo(self, brought: Brought, fields: JSON) -> Sent:
        parameter, files = as_parameter("photo", brought)
        return sent_of(await call(self.bot, "sendPhoto", fields | parameter, files))

    async def _as_file(self, photo: Photo, fields: JSON) -> Sent:
        parameter, files = as_parameter("document", await self.showing.file([photo]))
        return sent_of(await call(self.bot, "sendDocument", fields | parameter, files))

    async def _as_group(self, brought: Sequence[Brought], fields: JSON) -> list[Sent]:
        media: list[JSON] = []
        files: dict[str, tuple[bytes, str]] = {}
        for number, each in enumerate(brought):
            one, parts = as_media("photo", each, f"photo{number}")
            media.append(one)
            files.update(parts)
        return [
            sent_of(message) for message in await call(self.bot, "sendMediaGroup", fields | {"media": media}, files)
        ]
