"""A message of ours is edited in place, left as it is, or given up for one sent anew, by what Telegram answers."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from telegram.error import BadRequest

from bot.outgoing.sending import Destination, Messenger
from bot.outgoing.ways import Pictures, Way
from domain.week.posters import Area, Map, Poster
from services.ports.live_messages import LiveMessage
from tests import sample_views
from tests.recording import JSON, Call, Recording, recorded_bot
from texts.base.screen import Button, Screen

BEFORE, AFTER = Screen("before"), Screen("after", ((Button("key", "ac:1:"),),))
PHOTO = replace(sample_views.photo(1), file_id="photo 1")
OTHER = replace(sample_views.photo(2), file_id="photo 2")


@dataclass
class Refusing(Recording):
    """A Telegram that refuses each call in these words."""

    words: str = ""

    def answer(self, call: Call) -> tuple[int, JSON]:
        if not self.words:
            return super().answer(call)
        return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {self.words}"}


class Showing:
    """Draws posters as their titles."""

    async def poster(self, poster: Poster, _: object) -> bytes:
        return poster.title.encode()


def messenger(telegram: Recording) -> Messenger:
    return Messenger(recorded_bot(telegram), cast("Any", Showing()))


def live(shown: Screen) -> LiveMessage:
    return LiveMessage("key", 7, 55, None, None, "photo" if shown.pictured else "text", shown.content_hash)


def week(text: str, title: str) -> Screen:
    """A screen with a poster and the photos on it."""
    return Screen(text, ((Button("key", "ac:1:"),),), (PHOTO, OTHER), poster=Poster(title, "", (), ""))


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("", True),
        ("message is not modified: specified new message content is the same", True),
        ("message to edit not found", False),
        ("message can't be edited", False),
        ("MESSAGE_ID_INVALID", False),
        ("MESSAGE_AUTHOR_REQUIRED", False),
        ("there is no text in the message to edit", False),
    ],
)
async def test_what_cannot_be_edited_any_more_is_to_be_sent_anew(words: str, *, stays: bool) -> None:
    assert await messenger(Refusing(words=words)).edit(AFTER, live(BEFORE)) is stays


async def test_any_other_refusal_is_left_to_the_deliverer() -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await messenger(Refusing(words="can't parse entities")).edit(AFTER, live(BEFORE))


async def test_what_stands_there_already_is_not_sent() -> None:
    telegram = Recording()
    assert await messenger(telegram).edit(AFTER, live(AFTER)) is True
    assert not telegram.calls


async def test_a_photo_message_without_photos_is_to_be_sent_anew() -> None:
    telegram = Recording()
    assert await messenger(telegram).edit(AFTER, live(Screen("before", photos=(PHOTO,)))) is False
    assert not telegram.calls


@pytest.mark.parametrize(
    ("before", "after", "method"),
    [
        (BEFORE, AFTER, "editMessageText"),
        (Screen("a", photos=(PHOTO,)), Screen("b", photos=(PHOTO,)), "editMessageCaption"),
        (Screen("a", photos=(PHOTO,)), Screen("a", photos=(OTHER,)), "editMessageMedia"),
        (Screen("a"), Screen("a", photos=(PHOTO,)), "editMessageMedia"),
        (week("a", "week 46"), week("b", "week 46"), "editMessageCaption"),
        (week("a", "week 46"), week("a", "week 47"), "editMessageMedia"),
        (Screen("a"), week("a", "week 46"), "editMessageMedia"),
    ],
)
async def test_only_what_changed_is_edited(before: Screen, after: Screen, method: str) -> None:
    telegram = Recording()
    assert await messenger(telegram).edit(after, live(before)) is True
    (call,) = telegram.calls
    assert (call.method, call.chat, int(call.params["message_id"])) == (method, 7, 55)
    assert call.text == after.text


async def test_a_poster_is_one_photo_with_the_words_and_keys_below() -> None:
    telegram = Recording()
    assert len(await messenger(telegram).send(week("words", "week 46"), Destination(7, None, None, silent=False))) == 1
    (call,) = telegram.calls
    assert (call.method, call.text, call.keys) == ("sendPhoto", "words", ["key"])


@pytest.mark.parametrize(("way", "method"), [(Pictures.FILE, "sendDocument"), (Pictures.LEFT_OUT, "sendMessage")])
async def test_a_refused_poster_is_a_file_and_then_left_out(way: Pictures, method: str) -> None:
    telegram = Recording()
    await messenger(telegram).send(
        week("words", "week 46"), Destination(7, None, None, silent=False), Way(pictures=way)
    )
    (call,) = telegram.calls
    assert (call.method, call.text, call.keys) == (method, "words", ["key"])


async def test_an_edit_brings_the_keys_along() -> None:
    telegram = Recording()
    await messenger(telegram).edit(AFTER, live(BEFORE))
    assert telegram.calls[0].keys == ["key"]


async def test_refused_markup_is_left_out() -> None:
    telegram = Recording()
    await messenger(telegram).edit(Screen("<b>a</b> &lt;"), live(BEFORE), Way(plain=True))
    assert telegram.calls[0].text == "a <"
    assert "parse_mode" not in telegram.calls[0].params


@pytest.mark.parametrize("words", ["", "message to delete not found", "message can't be deleted", "MESSAGE_ID_INVALID"])
async def test_what_is_gone_is_deleted(words: str) -> None:
    await messenger(Refusing(words=words)).delete(7, 55)


async def test_a_deletion_that_is_refused_is_left_to_the_deliverer() -> None:
    with pytest.raises(BadRequest, match="Not enough rights"):
        await messenger(Refusing(words="not enough rights")).delete(7, 55)


def test_a_photo_card_of_the_last_release_is_known_again() -> None:
    """Else each would be uploaded anew by its first edit."""
    parts = (("before", ()), (PHOTO.object_key, OTHER.object_key))
    known = ":".join(hashlib.sha256(repr(part).encode()).hexdigest()[:16] for part in parts)
    assert Screen("before", photos=(PHOTO, OTHER)).content_hash == known


def test_a_poster_is_known_by_its_figures_and_not_by_its_outlines() -> None:
    shapes = [
        Poster("", "", (Map("", (Area(rings, value),), (), ()),), "") for rings, value in (((), 1), (((),), 1), ((), 2))
    ]
    first, second, third = (Screen("", poster=each).content_hash for each in shapes)
    assert first == second != third
