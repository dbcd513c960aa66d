"""Photos are sent as Telegram takes them: albums of two to ten, one that is left over by itself."""

from dataclasses import replace
from typing import Any, cast

import pytest

from bot.outgoing.sending import Destination, Messenger
from bot.outgoing.ways import Way
from domain.reporting.photos import Photo
from tests import sample_views
from tests.recording import Recording, recorded_bot
from tests.usecases import Pictures
from texts.base.screen import Screen

CARD = 55
PLACE = Destination(-100, 3, CARD, silent=True)


def photos(number: int) -> tuple[Photo, ...]:
    """Photos that Telegram has compressed, each known by its id there."""
    return tuple(replace(sample_views.photo(each), file_id=f"photo {each}") for each in range(number))


def shown(media: list[dict[str, Any]] | str) -> list[str]:
    """The file ids of an album, or of a photo."""
    return [media] if isinstance(media, str) else [each["media"] for each in media]


@pytest.mark.parametrize(
    ("number", "groups"),
    [
        (2, [2]),
        (9, [9]),
        (10, [10]),
        (11, [10, 1]),
        (12, [10, 2]),
        (20, [10, 10]),
        (21, [10, 10, 1]),
    ],
)
async def test_albums_have_ten_photos_at_most_and_none_is_left_out(number: int, groups: list[int]) -> None:
    telegram = Recording()
    messenger = Messenger(recorded_bot(telegram), cast("Any", None))
    sent = await messenger.send(Screen("", photos=photos(number), album=True), PLACE)
    brought = [shown(call.params.get("media") or call.params["photo"]) for call in telegram.calls]
    assert [len(each) for each in brought] == groups
    assert [each for group in brought for each in group] == [f"photo {each}" for each in range(number)]
    assert [call.method for call in telegram.calls] == ["sendPhoto" if one == 1 else "sendMediaGroup" for one in groups]
    assert len({message.message_id for message in sent}) == number


async def test_each_part_of_many_photos_stands_beside_the_card_without_a_sound() -> None:
    telegram = Recording()
    messenger = Messenger(recorded_bot(telegram), cast("Any", None))
    await messenger.send(Screen("", photos=photos(21), album=True), PLACE)
    for call in telegram.calls:
        assert call.chat == -100
        assert call.params["message_thread_id"] == 3
        assert call.params["reply_parameters"]["message_id"] == CARD
        assert call.is_silent


async def test_a_photo_is_uploaded_once_for_many_and_each_message_is_protected() -> None:
    telegram = Recording()
    messenger = Messenger(recorded_bot(telegram), cast("Any", Pictures()))
    screen = Screen("🆘", photos=(sample_views.photo(),))
    for chat in (1, 2):
        await messenger.send(screen, Destination(chat, None, None, silent=False, protected=True))
    first, second = telegram.calls
    assert ("photo" in first.params, second.params["photo"]) == (False, "p")
    assert [call.params["protect_content"] for call in telegram.calls] == [True, True]
    await messenger.send(screen, PLACE, Way(uploads=True))
    assert "photo" not in telegram.calls[-1].params, "the id was refused"
    assert "protect_content" not in telegram.calls[-1].params


async def test_few_uploads_are_remembered() -> None:
    telegram = Recording()
    messenger = Messenger(recorded_bot(telegram), cast("Any", Pictures()))
    for number in (*range(1, 66), 1):
        await messenger.send(Screen("", photos=(sample_views.photo(number),)), PLACE)
        assert "photo" not in telegram.calls[-1].params
