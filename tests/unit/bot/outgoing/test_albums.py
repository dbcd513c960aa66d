"""An album of which a part is refused, damaged or gone: the others come, and what is missing is said."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from telegram.error import BadRequest

from bot.outgoing.pictures import NothingToShow
from bot.outgoing.sending import Destination, Messenger
from bot.outgoing.ways import Way
from domain.reporting.photos import Photo
from tests import sample_views
from tests.recording import JSON, Call, Recording, recorded_bot
from texts.base.screen import Screen

PLACE, WAY = Destination(-100, 3, 55, silent=True), Way(says="one is missing")


@dataclass
class Choosy(Recording):
    """A Telegram that refuses what holds these file ids or bytes, and any album with one of them."""

    refused: dict[str, str] = field(default_factory=dict)

    def answer(self, call: Call) -> tuple[int, JSON]:
        held = json.dumps(call.params)
        for part, words in self.refused.items():
            if part in held:
                return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
        return super().answer(call)


class Pictures:
    """Pictures of which some are gone, or damaged: a file is all there is of them."""

    def __init__(self, gone: tuple[int, ...] = (), damaged: tuple[int, ...] = ()) -> None:
        self.gone, self.damaged = gone, damaged

    async def upright(self, photo: Photo) -> bytes:
        if photo.id in (*self.gone, *self.damaged):
            raise NothingToShow
        return b"upright"

    async def file(self, photos: tuple[Photo, ...]) -> tuple[bytes, str]:
        if photos[0].id in self.gone:
            raise NothingToShow
        return b"file", "photo.jpg"


def photos(number: int, *, uploaded: tuple[int, ...] = ()) -> tuple[Photo, ...]:
    known = (replace(sample_views.photo(each), file_id=f"photo {each}!") for each in range(number))
    return tuple(replace(each, file_id=None) if each.id in uploaded else each for each in known)


async def sent(telegram: Recording, shown: tuple[Photo, ...], pictures: Pictures | None = None) -> list[str]:
    """What arrived, by method."""
    messenger = Messenger(recorded_bot(telegram), cast("Any", pictures or Pictures()))
    await messenger.send(Screen("", photos=shown, album=True), PLACE, WAY)
    return [call.method for call in telegram.calls]


@pytest.mark.parametrize("words", ["PHOTO_INVALID_DIMENSIONS", "Wrong file identifier/HTTP URL specified"])
async def test_one_bad_photo_loses_no_other(words: str) -> None:
    telegram = Choosy(refused={"photo 1!": f'Failed to send message #2 with the error message "{words}"'})
    calls = await sent(telegram, photos(3))
    assert calls == ["sendMediaGroup", "sendPhoto", "sendPhoto", "sendPhoto"]


async def test_a_damaged_photo_comes_as_a_file(telegram_calls: Recording) -> None:
    calls = await sent(telegram_calls, photos(3, uploaded=(1,)), Pictures(damaged=(1,)))
    assert calls == ["sendPhoto", "sendDocument", "sendPhoto"]


async def test_a_photo_that_is_gone_is_left_out_and_that_is_said(telegram_calls: Recording) -> None:
    calls = await sent(telegram_calls, photos(3, uploaded=(1,)), Pictures(gone=(1,)))
    assert calls == ["sendPhoto", "sendPhoto", "sendMessage"]
    assert telegram_calls.calls[-1].text == "one is missing"


async def test_where_none_is_left_the_deliverer_hears_it(telegram_calls: Recording) -> None:
    with pytest.raises(NothingToShow):
        await sent(telegram_calls, photos(2, uploaded=(0, 1)), Pictures(gone=(0, 1)))


async def test_any_other_refusal_is_left_to_the_deliverer() -> None:
    telegram = Choosy(refused={"photo": "not enough rights to send photos to the chat"})
    with pytest.raises(BadRequest, match=r"[Nn]ot enough rights"):
        await sent(telegram, photos(3))
    assert len(telegram.calls) == 1


@pytest.fixture
def telegram_calls() -> Recording:
    return Recording()
