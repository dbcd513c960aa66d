"""What words come to: the likeliest categories stand on the card, and words that are half sure are asked about."""

from typing import Any

import pytest

from domain.language.suggestion import Opens, Reading, Suggester, Suggestion
from playground.messages import Stored
from playground.people import JSON, Person, buttons, labels, words
from tests.town import Town, picture
from tests.watching import bot_messages, rows, stands_still, tap

HALF, OTHER_HALF, VAGUE, CLEAR = "那边好像有点怪", "灯那边怪怪的", "看这个", "井盖不见了"
GUESSES = ("street_light", "facility_damage", "pothole")
OTHERS = ("stairwell_dark", "street_light")
NAMES = {
    "zh": ("路灯不亮", "设施坏了", "坑洼、路坏了"),
    "en": ("Street light out", "Facility broken", "Pothole"),
}
ASKS = {"zh": "是要报这个吗", "en": "Do you want to report this"}
REPORT_AS = {"zh": "就报这个 · 路灯不亮", "en": "Report this · Street light out"}
PLAIN = {"zh": "先报上，类别再选", "en": "Report, category later"}
SUBMIT = {"zh": "提交", "en": "Submit"}


def reading(slugs: tuple[str, ...], opens: Opens, *, fills: bool = False) -> Reading:
    return Reading(tuple(Suggestion(slug, 0.3) for slug in slugs), fills=fills, opens=opens)


@pytest.fixture(autouse=True)
def half_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model has learned, these words are half sure; all others are read as ever."""
    read = Suggester.read

    def reading_of(self: Suggester, text: str, *, shown: bool = False) -> Reading:
        if shown and text in {HALF, OTHER_HALF, VAGUE}:
            return reading(GUESSES, Opens.YES)
        asked = {HALF: GUESSES, OTHER_HALF: OTHERS}
        return reading(asked[text], Opens.ASK) if text in asked else read(self, text, shown=shown)

    monkeypatch.setattr(Suggester, "read", reading_of)


def rows_of_keys(message: JSON) -> list[list[str]]:
    """The labels below a message, row by row."""
    return [[key["text"] for key in row] for row in message["reply_markup"]["inline_keyboard"]]


async def asked(rider: Person, language: str = "zh", text: str = HALF) -> tuple[JSON, JSON]:
    """What the rider wrote, and the question below it."""
    said = await rider.text(text)
    question = await rider.wait_for(lambda m: ASKS[language] in words(m))
    assert question["reply_to_message"]["message_id"] == said["message_id"]
    return said, question


async def open_drafts(town: Town) -> list[tuple[Any, ...]]:
    return rows(town, "select category, category_chosen from draft where stage = 'open'")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_unclear_words_beside_a_photo_offer_three_categories_a_row_each(town: Town, language: str) -> None:
    rider = await town.rider("Wang", language)
    await rider.photo(picture(), VAGUE, as_document=True)
    card = await town.card(rider, button=SUBMIT[language])
    assert rows_of_keys(card)[:3] == [[name] for name in NAMES[language]]
    assert [len(row) for row in rows_of_keys(card)[3:]] == [1, 2, 2]
    assert await open_drafts(town) == [(None, 0)]
    refused = await tap(rider, card, SUBMIT[language])
    assert refused.show_alert
    await tap(rider, card, NAMES[language][1])
    chosen = await town.card(rider, has=NAMES[language][1], button=SUBMIT[language])
    assert not set(NAMES[language]) & {label for row in rows_of_keys(chosen) for label in row}
    await tap(rider, chosen, SUBMIT[language])
    assert NAMES[language][1] in words(await rider.wait_for(lambda m: "DC-" in words(m)))


@pytest.mark.parametrize(("language", "caption"), [("zh", "井盖不见了"), ("en", "manhole cover is missing")])
async def test_clear_words_beside_a_photo_fill_the_category_in(town: Town, language: str, caption: str) -> None:
    rider = await town.rider("Wang", language)
    await rider.photo(picture(), caption, as_document=True)
    card = await town.card(rider, button=SUBMIT[language])
    filled = {"zh": "🕳 井盖丢了", "en": "🕳 Manhole open"}[language]
    assert filled in words(card)
    assert rows_of_keys(card)[0] == [f"✓ {filled}"]
    assert sum("✓" in label for row in rows_of_keys(card) for label in row) == 1
    assert (await tap(rider, card, SUBMIT[language])).show_alert is False


async def test_guesses_follow_the_caption_and_make_way_for_a_menu(town: Town) -> None:
    rider = await town.rider()
    (sent,) = await rider.album([picture()], VAGUE, as_document=True)
    card = await town.card(rider)
    await tap(rider, card, "位置")
    assert rows_of_keys(await rider.wait_for(lambda m: "发送位置”最准" in words(m)))[0] == ["✅ 提交"]
    await tap(rider, card, "位置")
    await rider.edit(sent, caption=CLEAR)
    assert rows_of_keys(await town.card(rider, has="井盖丢了"))[0] == ["✓ 🕳 井盖丢了"]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_half_sure_words_are_asked_about_and_the_key_opens_the_draft(town: Town, language: str) -> None:
    rider = await town.rider("Wang", language)
    said, question = await asked(rider, language)
    keys = rows_of_keys(question)
    assert keys == [[f"📝 {REPORT_AS[language]}"], *([name] for name in NAMES[language][1:]), [f"📝 {PLAIN[language]}"]]
    assert all(number in words(question) for number in ("110", "119", "120"))
    assert await open_drafts(town) == []
    await tap(rider, question, REPORT_AS[language])
    card = await town.card(rider, has=HALF, button=SUBMIT[language])
    assert NAMES[language][0] in words(card)
    assert await open_drafts(town) == [("street_light", 1)]
    await stands_still(town)
    assert question["message_id"] not in {m["message_id"] for m in await bot_messages(town, rider.id)}
    await rider.edit(said, text=f"{HALF}，不亮")
    assert "不亮" in words(await town.card(rider, has=f"{HALF}，不亮", button=SUBMIT[language]))


@pytest.mark.parametrize("label", [NAMES["zh"][2], PLAIN["zh"]])
async def test_the_other_keys_report_it_too(town: Town, label: str) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    await tap(rider, question, label)
    await town.card(rider, has=HALF)
    assert await open_drafts(town) == [("pothole", 1) if label == NAMES["zh"][2] else (None, 0)]


@pytest.mark.parametrize("ended", ["", "取消", "提交"])
async def test_a_key_pressed_again_or_late_opens_no_second_draft(town: Town, ended: str) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    data = buttons(question)[0]["callback_data"]
    await tap(rider, question, REPORT_AS["zh"])
    card = await town.card(rider, has=HALF)
    if ended:
        await rider.photo(picture(), as_document=True)
        card = await town.card(rider, has="照片")
        await tap(rider, card, ended)
    await stands_still(town)
    town.world.messages.add(_stored(town, question))
    assert "已经办过了" in (await tap(rider, question, data)).text
    assert len(await open_drafts(town)) == (0 if ended else 1)
    assert rows(town, "select count(*) from draft") == [(1,)]


@pytest.mark.parametrize("data", ["rt:0:no_such_category", "rt:0:street_light.deadbeef00"])
async def test_a_category_that_there_is_not_is_refused(town: Town, data: str) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    assert (await tap(rider, question, data)).show_alert
    assert await open_drafts(town) == []
    assert rows(town, "select count(*) from draft") == [(0,)]


async def test_a_press_forged_on_a_card_takes_no_card_away(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), CLEAR, as_document=True)
    card = await town.card(rider)
    assert (await tap(rider, card, "rt:0:pothole")).show_alert
    await stands_still(town)
    assert [m for m in await bot_messages(town, rider.id) if SUBMIT["zh"] in labels(m)]
    assert rows(town, "select count(*) from draft") == [(1,)]


async def test_somebody_elses_key_reports_nothing(town: Town) -> None:
    rider, other = await town.rider(), await town.rider("小李")
    _, question = await asked(rider)
    wish = {"from": other.id, "message_id": question["message_id"], "data": buttons(question)[0]["callback_data"]}
    pressed = await town.people.call("POST", f"/chats/{rider.id}/press", json=wish)
    await town.people.call("GET", f"/callbacks/{pressed['callback_query_id']}", params={"wait": 20})
    assert await open_drafts(town) == []


async def test_the_question_changes_with_the_words(town: Town) -> None:
    rider = await town.rider()
    said, question = await asked(rider)
    await rider.edit(said, text=OTHER_HALF)
    other = await rider.wait_for(lambda m: ASKS["zh"] in words(m))
    assert other["message_id"] == question["message_id"]
    assert rows_of_keys(other)[0] == ["📝 就报这个 · 楼道灯不亮"]
    await rider.edit(said, text="今天天气不错")
    assert "要报问题" in words(await rider.wait_for(lambda m: m["message_id"] == question["message_id"]))
    await rider.edit(said, text=CLEAR)
    await town.card(rider, has=CLEAR)
    await stands_still(town)
    assert question["message_id"] not in {m["message_id"] for m in await bot_messages(town, rider.id)}


async def test_the_key_reports_the_words_as_they_stand_when_it_is_pressed(town: Town) -> None:
    rider = await town.rider()
    said, _ = await asked(rider)
    await rider.edit(said, text=OTHER_HALF)
    other = await rider.wait_for(lambda m: ASKS["zh"] in words(m))
    await tap(rider, other, "楼道灯不亮")
    assert HALF not in words(await town.card(rider, has=OTHER_HALF))
    assert await open_drafts(town) == [("stairwell_dark", 1)]


async def test_words_pressed_as_another_problem_open_their_own_draft_beside_the_open_one(town: Town) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    await rider.photo(picture(), CLEAR, as_document=True)
    await tap(rider, await town.card(rider), "类别")
    await tap(rider, await town.card(rider, button="井盖坏了"), "井盖坏了")
    await tap(rider, question, REPORT_AS["zh"])
    await town.card(rider, has=HALF)
    assert sorted(await open_drafts(town)) == [("manhole_damaged", 1), ("street_light", 1)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["要报问题，拍张照片发来最快", "110", "119", "120", "/my", "/points"]),
        ("en", ["A photo is fastest", "110", "119", "120", "/my", "/points"]),
    ],
)
async def test_words_that_report_nothing_get_help_and_one_key(town: Town, language: str, said: list[str]) -> None:
    rider = await town.rider("Wang", language)
    await rider.text({"zh": "今天天气不错", "en": "my bike is blue"}[language])
    told = await rider.wait_for(lambda m: said[0] in words(m))
    assert all(part in words(told) for part in said)
    assert rows_of_keys(told) == [["📝 就报这个" if language == "zh" else "📝 Report this"]]
    assert await open_drafts(town) == []


async def test_a_photo_sent_after_the_press_joins_the_words(town: Town) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    await tap(rider, question, REPORT_AS["zh"])
    await rider.photo(picture(), as_document=True)
    await tap(rider, await town.card(rider, has="照片"), "提交")
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert NAMES["zh"][0] in words(receipt)
    assert rows(town, "select category, note from report") == [("street_light", HALF)]


async def test_a_photo_sent_before_the_press_is_joined_by_the_words(town: Town) -> None:
    rider = await town.rider()
    _, question = await asked(rider)
    await rider.photo(picture(), as_document=True)
    await town.card(rider)
    await tap(rider, question, REPORT_AS["zh"])
    card = await town.card(rider, has=HALF)
    assert NAMES["zh"][0] in words(card)
    assert rows(town, "select count(*) from draft") == [(1,)]


async def test_whoever_has_not_agreed_sees_the_terms_once_and_then_the_card(town: Town) -> None:
    rider = await town.people.join("小新", "zh")
    _, question = await asked(rider)
    await tap(rider, question, REPORT_AS["zh"])
    await stands_still(town)
    (terms,) = [m for m in await bot_messages(town, rider.id) if "同意" in labels(m)]
    await tap(rider, terms, "同意")
    assert NAMES["zh"][0] in words(await town.card(rider, has=HALF))


async def test_half_sure_words_beside_a_danger_that_waits_are_a_report_of_their_own(town: Town) -> None:
    rider = await town.rider()
    await rider.text("有人被车撞了")
    await rider.wait_for(lambda m: "120" in words(m))
    _, question = await asked(rider)
    await tap(rider, question, REPORT_AS["zh"])
    await town.card(rider, has=HALF)
    assert await open_drafts(town) == [("street_light", 1)]
    assert rows(town, "select count(*) from draft where stage = 'waiting'") == [(1,)]


async def test_half_sure_words_join_the_draft_that_is_open(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), as_document=True)
    await town.card(rider)
    await rider.text(HALF)
    card = await town.card(rider, has=HALF)
    assert NAMES["zh"][0] in labels(card)


def _stored(town: Town, message: JSON) -> Stored:
    """The message as it stood before the bot took it away."""
    return Stored(town.world.chats.chat(message["chat"]["id"]), message, by_bot=True)
