"""A group's board over HTTP, in both languages: pinned, drawn by each change, brought down, back when it is gone."""

from pathlib import Path

import pytest

from playground.people import JSON, words
from tests.staff_work import QUEUE
from tests.talking_town import Talk, talking
from tests.watching import is_board, stands_still

SAID = {
    "zh": {"waiting": "待受理 1 · 处置中 0", "work": "待受理 0 · 处置中 1"},
    "en": {"waiting": "Waiting 1 · In work 0", "work": "Waiting 0 · In work 1"},
}


async def pinned(talk: Talk, queue: str = QUEUE) -> list[int]:
    await stands_still(talk.town)
    return talk.town.world.chats.chat(talk.town.groups[queue]).pinned


async def board(talk: Talk, queue: str = QUEUE) -> JSON:
    """The one board of a group, once all is sent and ten seconds are over."""
    await stands_still(talk.town)
    talk.town.skip(seconds=11)
    await stands_still(talk.town)
    shown = await talk.town.people.messages(talk.town.groups[queue])
    (found,) = [each for each in shown if is_board(each)]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_board_says_what_is_to_be_done_and_stays_pinned(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="pothole", accepted=False, boards=True) as talk:
        chat = talk.town.groups[QUEUE]
        first = await board(talk)
        assert said["waiting"] in words(first)
        card = await talk.card()
        links = [each["url"] for each in first["entities"] if each["type"] == "text_link"]
        assert [link.rpartition("/")[2] for link in links] == [str(card["message_id"])]
        assert await pinned(talk) == [first["message_id"]]

        await talk.press(card, "accept")
        second = await board(talk)
        assert (second["message_id"], said["work"] in words(second)) == (first["message_id"], True)

        await talk.town.staff.text("/board", chat=chat)
        third = await board(talk)
        assert third["message_id"] > first["message_id"]
        assert await pinned(talk) == [third["message_id"]]

        world = talk.town.world
        gone = world.messages.get(world.chats.chat(chat), third["message_id"])
        assert gone
        world.delete(gone)
        talk.town.skip(hours=2)
        fourth = await board(talk)
        assert fourth["message_id"] > third["message_id"]
        assert await pinned(talk) == [fourth["message_id"]]
