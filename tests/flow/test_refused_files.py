"""What is written beside a file that is not taken is kept: it opens or joins as words would."""

import pytest

from playground.people import JSON, labels, words
from tests import clips
from tests.flow.test_draft_ends import inject
from tests.town import Town, picture
from tests.watching import bot_messages, rows, stands_still

FILE = {"file_id": "BQAD", "file_unique_id": "AQAD"}
LARGE = {**FILE, "file_name": "a.jpg", "mime_type": "image/jpeg", "file_size": 20 * 1024 * 1024 + 1}
REFUSED: dict[str, JSON] = {
    "document": {"document": {**FILE, "file_name": "plan.pdf", "mime_type": "application/pdf"}},
    "video_file": {"document": {**FILE, "file_name": "film.mp4", "mime_type": "video/mp4"}},
    "too_large": {"document": LARGE},
    "animation": {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
    "audio": {"audio": {**FILE, "duration": 1}},
}
SENTENCES = {
    "zh": {
        "document": "这种文件收不了",
        "video_file": "视频文件里可能带着位置",
        "too_large": "图片超过 20 MB",
        "animation": "动图收不了",
        "audio": "音频文件收不了",
    },
    "en": {
        "document": "This file type isn't supported",
        "video_file": "A video file may carry",
        "too_large": "20 MB",
        "animation": "GIFs aren't supported",
        "audio": "Audio files aren't supported",
    },
}
CAPTION = {"zh": "井盖不见了", "en": "Manhole cover missing"}
SUBMIT = {"zh": "提交", "en": "Submit"}
MORE = {"zh": "在东门旁边", "en": "next to the gate"}
LEFT_OUT = {"zh": "语音和视频已经满了", "en": "voice messages and videos that it can hold"}
ADDED = {"zh": "补充到", "en": "Added to"}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_caption_opens_a_draft_beside_the_refusal(town: Town, language: str) -> None:
    for kind, sentence in SENTENCES[language].items():
        rider = await town.rider(language=language)
        await inject(town, rider, **REFUSED[kind], caption=CAPTION[language])
        await rider.wait_for(lambda m: SUBMIT[language] in labels(m), after=0)
        await stands_still(town)
        assert any(sentence in words(m) for m in await bot_messages(town, rider.id))
    assert rows(town, "select count(*) from draft where stage = 'open'") == [(len(REFUSED),)]


@pytest.mark.parametrize(("language", "caption"), [("zh", "没人管"), ("en", "nobody cares")])
async def test_the_caption_of_a_picture_is_of_its_problem_whatever_it_sounds_like(
    town: Town, language: str, caption: str
) -> None:
    rider = await town.rider(language=language)
    await inject(town, rider, **REFUSED["too_large"], caption=caption)
    await rider.wait_for(lambda m: SUBMIT[language] in labels(m), after=0)
    await stands_still(town)
    assert any(caption in note for (note,) in rows(town, "select note_parts from draft"))
    assert not rows(town, "select key from outbox where key like 'asked:%'")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_below_a_receipt_the_caption_is_an_addition(town: Town, language: str) -> None:
    rider = await town.rider(language=language)
    await rider.photo(picture(), CAPTION[language], as_document=True)
    await (await rider.press(await town.card(rider, button=SUBMIT[language]), SUBMIT[language])).toast()
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    await inject(town, rider, **REFUSED["animation"], caption=MORE[language], reply_to_message=receipt)
    await rider.wait_for(lambda m: SENTENCES[language]["animation"] in words(m), after=0)
    await stands_still(town)
    assert rows(town, "select words from event where action = 'added'") == [(MORE[language],)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_caption_of_a_sixth_recording_stays(town: Town, language: str) -> None:
    rider = await town.rider(language=language)
    first = (await rider.clip(clips.voice(), caption=CAPTION[language]))["message_id"]
    for number in range(4):
        await rider.clip(clips.voice(1 + number / 10), reply_to=first)
    await rider.wait_for(lambda m: "🎤 5" in words(m), after=0)
    await rider.clip(clips.voice(1.5), caption=MORE[language], reply_to=first)
    await rider.wait_for(lambda m: LEFT_OUT[language] in words(m), after=0)
    await stands_still(town)
    (shown,) = [m for m in await bot_messages(town, rider.id) if SUBMIT[language] in labels(m)]
    assert "🎤 5" in words(shown)
    assert any(MORE[language] in note for (note,) in rows(town, "select note_parts from draft"))
