"""What riders are told of their reports stands below the receipt and names the place, in both languages."""

import pytest

from playground.people import words
from tests.staff_work import act, resolve
from tests.town import Town, picture
from tests.watching import bot_messages, stands_still, tap

SAID = {
    "zh": ["接单了", "师傅在处理了", "说修好了"],
    "en": ["is on it", "being fixed now", "says it's fixed"],
}
CAPTION = {"zh": "井盖不见了", "en": "manhole cover missing"}
SUBMIT = {"zh": "提交", "en": "Submit"}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_notice_replies_to_the_receipt_and_names_the_place(town: Town, language: str) -> None:
    rider = await town.rider(language=language)
    await rider.photo(picture(), CAPTION[language], as_document=True)
    await tap(rider, await town.card(rider, button=SUBMIT[language]), SUBMIT[language])
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    await act(town, "受理")
    await act(town, "开始处置")
    await resolve(town)
    await stands_still(town)
    told = [m for m in await bot_messages(town, rider.id) if m["message_id"] > receipt["message_id"]]
    assert [part in words(m) for part, m in zip(SAID[language], told, strict=True)] == [True] * 3
    assert {m["reply_to_message"]["message_id"] for m in told} == {receipt["message_id"]}
    assert all("新湖街道" in words(m) for m in told)
    photo = told[-1]["photo"][-1]
    assert photo["width"] > photo["height"], "before | after in one picture"
    assert "+5" in words(told[-1])


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_list_names_the_place_and_the_report_shows_its_photo(town: Town, language: str) -> None:
    rider = await town.rider(language=language)
    await rider.photo(picture(), CAPTION[language], as_document=True)
    await tap(rider, await town.card(rider, button=SUBMIT[language]), SUBMIT[language])
    await rider.wait_for(lambda m: "DC-" in words(m))
    await rider.text("/my")
    listed = await rider.wait_for(lambda m: "/report_" in words(m) and "⏳" in words(m))
    line = words(listed).splitlines()[-1]
    assert "新湖街道" in line
    await rider.text(next(word for word in line.split() if word.startswith("/report_")))
    shown = await rider.wait_for(lambda m: "📄" in words(m))
    assert shown["photo"]
    assert CAPTION[language] in words(shown)
    assert "37.4" in words(shown)
    assert ("你报上来了" if language == "zh" else "you reported it") in words(shown)
