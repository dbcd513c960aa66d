"""What a newcomer sees and sends before agreeing to the terms, over HTTP and in both languages."""

import sqlite3

import pytest

from playground.people import labels, words
from tests.town import Town, picture, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap

AGREE = {"zh": "同意", "en": "I agree"}
KEPT = {"zh": "收到了，先替你留着", "en": "keeping it for you"}
GO_ON = {"zh": "刚才发的接着办", "en": "here's what you sent"}
PROBLEMS = {"zh": "井盖不见了", "en": "manhole cover missing"}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_ten_photos_in_a_hurry_bring_one_wall_and_one_line_and_all_cards_after_agreeing(
    town: Town, language: str
) -> None:
    rider = await town.people.join("新来的", language)
    for number in range(10):
        at = (37.4425 + number / 200, 116.3075)
        sent = await rider.photo(picture(number, position=at), PROBLEMS[language], as_document=True)
        assert sent
    await stands_still(town)
    wall, line = await bot_messages(town, rider.id)
    assert AGREE[language] in labels(wall)
    assert KEPT[language] in words(wall)
    assert wall["reply_to_message"]["from"]["id"] == rider.id
    assert [entity["type"] for entity in wall["entities"]].count("expandable_blockquote") == 1
    assert KEPT[language] in words(line)
    assert line["reply_to_message"]["from"]["id"] == rider.id
    await tap(rider, wall, AGREE[language])
    await stands_still(town)
    shown = await bot_messages(town, rider.id)
    (screen,) = [each for each in shown if each["message_id"] == wall["message_id"]]
    assert GO_ON[language] in words(screen)
    opened = rows(town, "select count(*) from draft where stage = 'open'")[0][0]
    assert len([each for each in shown if each["message_id"] > line["message_id"] and labels(each)]) == opened > 1


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_album_before_agreeing_is_answered_once(town: Town, language: str) -> None:
    rider = await town.people.join("新来的", language)
    await rider.text("/start")
    await rider.wait_for(lambda m: AGREE[language] in labels(m))
    await rider.album([plain_picture(colour) for colour in ("red", "green", "blue")])
    await stands_still(town)
    assert [KEPT[language] in words(m) for m in await bot_messages(town, rider.id)] == [False, True]


@pytest.mark.parametrize(("language", "what"), [("zh", "说明改了"), ("en", "What's new")])
async def test_who_agreed_to_earlier_terms_is_asked_in_reply_by_one_short_message(
    town: Town, language: str, what: str
) -> None:
    rider = await town.rider("Tom", language)
    await stands_still(town)
    before = len(await bot_messages(town, rider.id))
    with sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///")) as connection:
        connection.execute("update rider set consent = consent - 1")
        connection.execute("delete from pace")  # as if these terms were shown never
    sent = await rider.photo(plain_picture(), PROBLEMS[language])
    asked = await rider.wait_for(lambda m: KEPT[language] in words(m))
    assert asked["reply_to_message"]["message_id"] == sent["message_id"]
    assert what in words(asked)
    await stands_still(town)
    assert len(await bot_messages(town, rider.id)) == before + 1
    await tap(rider, asked, AGREE[language])
    await town.card(rider, has="", button="提交" if language == "zh" else "Submit")


async def test_danger_is_answered_before_the_terms(town: Town) -> None:
    rider = await town.people.join("新来的", "zh")
    await rider.photo(picture(), "有人触电了", as_document=True)
    await stands_still(town)
    first, *_ = await bot_messages(town, rider.id)
    assert "120" in words(first)
    assert "同意" not in labels(first)


async def test_nothing_of_it_is_left_on_the_day_after(town: Town) -> None:
    rider = await town.people.join("新来的", "zh")
    await rider.photo(picture(), "东门井盖不见了", as_document=True)
    await stands_still(town)
    assert rows(town, "select count(*) from photo") == [(1,)]
    told = len(await bot_messages(town, rider.id))
    town.skip(hours=25)
    await stands_still(town)
    for left in (
        "select * from photo",
        "select * from photo_hash",
        "select * from geocode",
        "select * from photo_question",
        "select * from heard",
        "select * from draft where note_parts <> '[]' or traces <> '[]' or position is not null",
        "select payload from inbox where payload <> '' and payload like '%东门%'",
        "select * from outbox where meaning like '%井盖%'",
    ):
        assert rows(town, left) == [], left
    assert len(await bot_messages(town, rider.id)) == told, "no word of it"
