"""Hold, speak, send: the words of a recording find category and place, by consent alone, and nobody waits long."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from files.config import Speech
from files.config_file import KEY_VARIABLES
from playground.people import labels, words
from tests.clips import video, voice
from tests.speech_stub import KEY, SAID, SpeechStub, speech_stub
from tests.staff_work import act, resolve
from tests.town import Town, open_town, picture
from tests.watching import bot_messages, rows, stands_still, tap

HEARD = {"zh": "🎤 听写：", "en": "🎤 Heard: "}
SUBMIT = {"zh": "提交", "en": "Submit"}
AGREE = {"zh": "同意", "en": "I agree"}


@pytest.fixture
async def stub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SpeechStub]:
    monkeypatch.setenv(KEY_VARIABLES["speech"], KEY)
    async with speech_stub() as listening:
        yield listening


@asynccontextmanager
async def hearing(folder: Path, database: str, stub: SpeechStub, seconds: int = 10) -> AsyncIterator[Town]:
    """A town whose operator has chosen a service."""
    async with open_town(folder, database, start=False) as town:
        town.config = replace(town.config, speech=Speech(stub.url, "hear-7b", seconds=seconds))
        await town.start()
        yield town


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_recording_is_filed_with_one_tap(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub, language: str
) -> None:
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider(language=language)
        await rider.clip(voice())
        card = await town.card(rider, has=HEARD[language], button=SUBMIT[language])
        assert SAID[:9] in words(card)
        await tap(rider, card, SUBMIT[language])
        await rider.wait_for(lambda message: "DC-" in words(message))
        assert rows(town, "select category, note from report") == [("manhole_missing", f"🎤 {SAID}")]
        (asked,) = stub.asked
        assert asked.values["model"] == "hear-7b"
        assert asked.file[:2] == ("voice.ogg", "audio/ogg")
        assert b"location" not in asked.file[2]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_before_a_rider_agrees_to_the_host_nothing_is_sent(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub, language: str
) -> None:
    async with open_town(tmp_path, sqlite_address) as town:
        rider = await town.rider(language=language)
        await town.stop()
        town.config = replace(town.config, speech=Speech(stub.url, "hear-7b"))
        await town.start()
        await rider.clip(voice())
        terms = await rider.wait_for(lambda message: AGREE[language] in labels(message) and "🎤" in words(message))
        assert "127.0.0.1" in words(terms)
        await stands_still(town)
        assert not stub.asked
        await tap(rider, terms, AGREE[language])
        await rider.clip(voice())
        await town.card(rider, has=HEARD[language], button=SUBMIT[language])
        assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "mood", ["500 Internal Server Error", "401 Unauthorized", "moved", "page", "closes", "endless", "waits"]
)
async def test_a_recording_opens_a_draft_whatever_becomes_of_its_words(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub, mood: str
) -> None:
    stub.mood = mood
    with capture_logs() as log:
        async with hearing(tmp_path, sqlite_address, stub, seconds=1) as town:
            rider = await town.rider()
            await rider.clip(voice())
            card = await town.card(rider)
            assert "🎤 听写" not in words(card)
            assert rows(town, "select count(*) from draft where stage = 'open'") == [(1,)]
            assert len(stub.asked) == 1
    assert [each["event"] for each in log].count("recording_not_transcribed") == 1
    assert KEY not in repr(log)
    assert SAID not in repr(log)


@pytest.mark.parametrize("silence", ["", "谢谢观看", "字幕由Amara.org社区提供", "[BLANK_AUDIO]"])
async def test_what_is_made_up_of_silence_is_no_note(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub, silence: str
) -> None:
    stub.says(silence)
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.clip(voice())
        assert "🎤 听写" not in words(await town.card(rider))


async def test_a_danger_that_is_spoken_of_is_answered_first(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub
) -> None:
    stub.says("救命，有人被车撞了，在解放大道新湖路口")
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.clip(voice())
        await rider.wait_for(lambda message: "120" in words(message) and bool(labels(message)))
        await stands_still(town)
        assert rows(town, "select stage, danger from draft") == [("waiting", "traffic")]
        assert len(await bot_messages(town, rider.id)) == 2  # the terms, and this


@pytest.mark.parametrize(
    ("question", "language", "answer"),
    [("我有多少积分？", "zh", "积分"), ("How many points do I have?", "en", "points")],
)
async def test_a_spoken_question_is_answered_and_opens_no_draft(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub, question: str, language: str, answer: str
) -> None:
    stub.says(question)
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider(language=language)
        await rider.clip(voice())
        await rider.wait_for(lambda message: "/points" in words(message) or answer in words(message))
        await stands_still(town)
        assert rows(town, "select count(*) from draft") == [(0,)]
        assert rows(town, "select count(*) from clip") == [(0,)]


async def test_a_spoken_complaint_is_passed_on_as_heard(tmp_path: Path, sqlite_address: str, stub: SpeechStub) -> None:
    stub.says("你们到底管不管")
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.clip(voice())
        await rider.wait_for(lambda message: "不带你的名字" in words(message))
        await town.staff.wait_for(lambda m: "🎤 听写：你们到底管不管" in words(m), chat=town.groups["supervisors"])


async def test_a_spoken_wish_for_a_person_begins_an_appeal(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub
) -> None:
    stub.says("I want to speak to a real person")
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider(language="en")
        await rider.clip(voice())
        card = await rider.wait_for(lambda m: "without your name" in words(m))
        assert "I want to speak to a real person" in words(card)
        assert rows(town, "select count(*) from draft") == [(0,)]


async def test_said_after_not_fixed_it_joins_the_report_with_its_recording(
    tmp_path: Path, sqlite_address: str, stub: SpeechStub
) -> None:
    stub.says("还没修好啊")
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await town.submitted(rider, picture())
        await act(town, "受理")
        await resolve(town)
        await tap(rider, await rider.wait_for(lambda message: "没修好" in labels(message)), "没修好")
        await rider.wait_for(lambda message: "哪儿没好" in words(message), after=0)
        await rider.clip(voice())
        await rider.wait_for(lambda message: "补充到" in words(message))
        ((report_id,),) = rows(town, "select id from report")
        assert rows(town, "select report_id from clip") == [(report_id,)]


async def test_what_was_heard_can_be_cleared(tmp_path: Path, sqlite_address: str, stub: SpeechStub) -> None:
    stub.says("路灯不亮")
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.clip(voice())
        card = await town.card(rider, has="🎤 听写：路灯不亮")
        await tap(rider, card, "说明")
        menu = await rider.wait_for(lambda message: "清空" in labels(message))
        await tap(rider, menu, next(label for label in labels(menu).splitlines() if "清空" in label))
        await rider.wait_for(lambda message: "提交" in labels(message) and "听写" not in words(message))


async def test_a_video_is_not_sent_to_be_heard(tmp_path: Path, sqlite_address: str, stub: SpeechStub) -> None:
    async with hearing(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.clip(video(), "video")
        await town.card(rider)
        await stands_still(town)
        assert not stub.asked


async def test_without_the_section_nothing_is_sent(town: Town, stub: SpeechStub) -> None:
    rider = await town.rider()
    await rider.clip(voice())
    await town.card(rider)
    await stands_still(town)
    assert not stub.asked
