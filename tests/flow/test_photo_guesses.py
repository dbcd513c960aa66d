"""What a model sees on a photo is one more key on the card: asked late, never filled in, and by consent alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import vision_model
from files.config import Vision
from files.config_file import KEY_VARIABLES
from playground.people import JSON, Person, labels, words
from tests.town import Town, open_town, picture, plain_picture
from tests.vision_stub import KEY, VisionStub, said, vision_stub
from tests.watching import bot_messages, model_is_done, rows, stands_still, tap

KEYS = {"zh": "🤖 照片像：", "en": "🤖 Photo: "}


@pytest.fixture
async def stub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[VisionStub]:
    monkeypatch.setenv(KEY_VARIABLES["vision"], KEY)
    async with vision_stub() as listening:
        yield listening


@asynccontextmanager
async def seeing(folder: Path, database: str, stub: VisionStub, per_day: int = 500) -> AsyncIterator[Town]:
    """A town whose operator has chosen a model."""
    async with open_town(folder, database, start=False) as town:
        town.config = replace(town.config, vision=Vision(stub.url, "see-7b", per_day=per_day))
        await town.start()
        yield town


def suggested(message: JSON, language: str = "zh") -> list[str]:
    return [label for label in labels(message).splitlines() if KEYS[language] in label]


async def guessed(rider: Person, language: str = "zh") -> JSON:
    return await rider.wait_for(lambda message: bool(suggested(message, language)))


@pytest.mark.parametrize(("language", "name"), [("zh", "坑洼"), ("en", "Pothole")])
async def test_a_photo_without_words_gets_a_suggestion_that_is_never_filled_in(
    tmp_path: Path, sqlite_address: str, stub: VisionStub, language: str, name: str
) -> None:
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider(language=language)
        await rider.photo(picture(), as_document=True)
        card = await guessed(rider, language)
        (label,) = suggested(card, language)
        assert "🤖" in label
        assert name in label
        assert name not in words(card)
        assert ("还差：类别" if language == "zh" else "missing: the category") in words(card)
        await tap(rider, card, label)
        chosen = await rider.wait_for(lambda message: name in words(message))
        assert not suggested(chosen, language)
        assert len(stub.asked) == 1
        await tap(rider, chosen, "提交" if language == "zh" else "Submit")
        await rider.wait_for(lambda message: "DC-" in words(message))


async def test_what_leaves_is_small_upright_and_without_place_or_words(
    tmp_path: Path, sqlite_address: str, stub: VisionStub
) -> None:
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(), "老王家门口", as_document=True)
        await guessed(rider)
        shown = stub.picture
        assert max(shown.size) <= 1024
        assert (shown.format, dict(shown.getexif()), shown.info.get("icc_profile")) == ("JPEG", {}, None)
        assert "老王" not in repr(stub.asked)
        assert "37.4" not in repr(stub.asked)


async def test_the_card_stands_before_the_model_answers(tmp_path: Path, sqlite_address: str, stub: VisionStub) -> None:
    stub.mood = "waits"
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(), as_document=True)
        card = await town.card(rider, has="还差：类别")
        await stub.was_asked()
        await tap(rider, card, "类别")
        menu = await rider.wait_for(lambda message: "井盖丢了" in labels(message))
        await tap(rider, menu, "井盖丢了")
        card = await town.card(rider, has="井盖丢了")
        stub.going_on.set()
        await tap(rider, card, "提交")
        receipt = await rider.wait_for(lambda message: "DC-" in words(message))
        await stands_still(town)
        assert not suggested(receipt)
        assert rows(town, "select seen from draft") == [(None,)]


async def test_nobody_is_asked_where_words_or_the_rider_say_what_it_is(
    tmp_path: Path, sqlite_address: str, stub: VisionStub
) -> None:
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await town.submitted(rider)
        await rider.text("路灯不亮")
        await town.card(rider, has="路灯")
        await rider.photo(plain_picture())
        await town.card(rider, has="📷 1 张")
        await stands_still(town)
        assert not stub.asked


async def test_without_the_section_nothing_leaves(town: Town, stub: VisionStub) -> None:
    rider = await town.rider()
    await rider.photo(picture(), as_document=True)
    card = await town.card(rider, has="还差：类别")
    await stands_still(town)
    assert not stub.asked
    assert not rows(town, "select * from photo_question")
    assert not suggested(card)
    assert not [message for message in await bot_messages(town, rider.id) if "🤖" in words(message)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "不发位置，也不发你写的字"), ("en", "without place or words")],
)
async def test_the_terms_name_the_host_and_are_asked_for_again(
    tmp_path: Path, sqlite_address: str, stub: VisionStub, language: str, sentence: str
) -> None:
    agree = {"zh": "同意", "en": "I agree"}[language]
    async with open_town(tmp_path, sqlite_address) as town:
        rider = await town.rider(language=language)
        stranger = await town.people.join("小赵", language)
        await stranger.text("/start")
        old = await stranger.wait_for(lambda message: agree in labels(message))
        assert sentence not in words(old)
        await town.stop()
        town.config = replace(town.config, vision=Vision(stub.url, "see-7b"))
        await town.start()
        await rider.photo(picture(), as_document=True)
        terms = await rider.wait_for(lambda message: sentence in words(message))
        assert "127.0.0.1" in words(terms)
        await stands_still(town)
        assert not stub.asked
        await tap(rider, terms, agree)
        await guessed(rider, language)
        await tap(stranger, old, agree)  # which said nothing of the photos
        await stranger.photo(picture(1), as_document=True)
        await stranger.wait_for(lambda message: sentence in words(message))
        await stands_still(town)
        assert len(stub.asked) == 1
        await town.stop()
        town.config = replace(town.config, vision=Vision())
        await town.start()
        await rider.photo(picture(2), as_document=True)
        await town.card(rider, has="2", button={"zh": "提交", "en": "Submit"}[language])


@pytest.mark.parametrize(
    "mood",
    ["401 Unauthorized", "500 Internal Server Error", "429 Too Many Requests", "closes", "endless", "page", "waits"],
)
async def test_an_endpoint_that_fails_harms_nothing_and_is_asked_at_most_three_times(
    tmp_path: Path, sqlite_address: str, stub: VisionStub, mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vision_model, "SECONDS", 0.2)
    stub.mood = mood
    once = mood in {"401 Unauthorized", "page"}
    with capture_logs() as log:
        async with seeing(tmp_path, sqlite_address, stub) as town:
            rider = await town.rider()
            await rider.photo(picture(), as_document=True)
            await town.card(rider, has="还差：类别")
            await stub.was_asked()
            for times in range(2, 5):
                await model_is_done(town)
                town.skip(minutes=3)
                if not once and times <= 3:
                    await stub.was_asked(times)
            await stands_still(town)
            assert len(stub.asked) == (1 if once else 3)
            stub.mood = "well"
            await rider.photo(picture(1), as_document=True)
            await guessed(rider)
    failures = [each for each in log if each["event"] == "photo_not_guessed"]
    assert [each["log_level"] for each in failures] == ["warning"] * (1 if once else 3)
    assert KEY not in repr(log)
    assert "base64" not in repr(log)


@pytest.mark.parametrize(
    "content", ["It is a pothole.", '{"category": "holes"}', '{"category": null}', None, "{" * 90_000]
)
async def test_an_answer_that_is_no_category_changes_nothing(
    tmp_path: Path, sqlite_address: str, stub: VisionStub, content: str | None
) -> None:
    stub.answer = said(content)
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(), as_document=True)
        await stub.was_asked()
        await model_is_done(town)
        assert not suggested(await town.card(rider, has="还差：类别"))
        town.skip(minutes=10)
        await stands_still(town)
        assert len(stub.asked) == 1


async def test_a_question_outlives_the_process_that_was_asking(
    tmp_path: Path, sqlite_address: str, stub: VisionStub
) -> None:
    stub.mood = "waits"
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(), as_document=True)
        await town.card(rider, has="还差：类别")
        await stub.was_asked()
        await town.stop()
        stub.mood = "well"
        town.skip(minutes=2)
        await town.start()
        await guessed(rider)
        assert len(stub.asked) == 2


async def test_no_more_than_two_photos_are_asked_about_at_a_time_and_no_more_than_the_days(
    tmp_path: Path, sqlite_address: str, stub: VisionStub
) -> None:
    stub.mood = "waits"
    with capture_logs() as log:
        async with seeing(tmp_path, sqlite_address, stub, per_day=3) as town:
            riders = [await town.rider(name) for name in ("甲", "乙", "丙", "丁", "戊")]
            for number, rider in enumerate(riders):
                await rider.photo(picture(number), as_document=True)
                await town.card(rider, has="还差：类别")
            await stub.was_asked(2)
            stub.mood = "well"
            stub.going_on.set()
            await stub.was_asked(3)
            await stands_still(town)
            assert (stub.most_at_once, len(stub.asked)) == (2, 3)
            assert [each["event"] for each in log].count("photo_questions_of_the_day_asked") == 1
            town.skip(days=1)
            rider = await town.rider("己")
            await rider.photo(picture(5), as_document=True)
            await stub.was_asked(4)


async def test_a_danger_is_never_asked_about(tmp_path: Path, sqlite_address: str, stub: VisionStub) -> None:
    async with seeing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(), "我被车撞了", as_document=True)
        await stands_still(town)
        assert not stub.asked
