"""What is asked of an endpoint that writes recordings down, and what of its answers counts."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.speech_model import LONGEST, REST_S, NoAnswer, NoTranscriber, SpeechModel, read_answer, transcriber_of
from files.config import Config, Speech
from tests.speech_stub import KEY, SAID, SpeechStub, speech_stub

OGG = b"OggS" + bytes(range(256)) * 80 + b"\r\n------part-of-the-form\r\n"
FAILS = (
    "401 Unauthorized", "404 Not Found", "429 Too Many Requests", "500 Internal Server Error", "moved", "closes",
    "endless", "page",
)  # fmt: skip


@pytest.fixture
async def stub() -> AsyncIterator[SpeechStub]:
    async with speech_stub() as listening:
        yield listening


class Hours:
    """A clock that a test moves."""

    at = 1_000.0

    def __call__(self) -> float:
        return self.at


def model(stub: SpeechStub, seconds: float = 10, clock: Hours | None = None) -> SpeechModel:
    return SpeechModel(stub.url, "hear-7b", KEY, seconds, clock or Hours())


async def heard(asked: SpeechModel, language: str = "zh", audio: bytes = OGG) -> str | None:
    return await asked.words_of(audio, "audio/ogg", language)


async def test_the_recording_and_its_language_are_sent_with_the_key_and_nothing_else(stub: SpeechStub) -> None:
    assert await heard(model(stub)) == SAID
    (asked,) = stub.asked
    lines = asked.head.split("\r\n")
    assert lines[0] == "POST /v1/audio/transcriptions HTTP/1.1"
    assert f"Authorization: Bearer {KEY}" in lines
    assert asked.values == {"model": "hear-7b", "response_format": "json", "language": "zh"}
    assert asked.file == ("voice.ogg", "audio/ogg", OGG)


async def test_a_language_that_is_not_known_is_left_to_the_model(stub: SpeechStub) -> None:
    await heard(model(stub), "")
    assert "language" not in stub.asked[0].values


@pytest.mark.parametrize("mood", FAILS)
async def test_an_endpoint_that_fails_gives_no_words_and_no_error(stub: SpeechStub, mood: str) -> None:
    stub.mood = mood
    with capture_logs() as log:
        assert await heard(model(stub)) is None
    (line,) = log
    assert (line["event"], line["log_level"]) == ("recording_not_transcribed", "warning")
    assert KEY not in repr(log)
    assert SAID not in repr(log)
    assert len(stub.asked) == 1


async def test_nobody_waits_longer_than_the_limit(stub: SpeechStub) -> None:
    stub.mood = "waits"
    assert await heard(model(stub, 0.05)) is None
    await asyncio.sleep(0)
    assert len(stub.asked) <= 1


async def test_an_endpoint_that_is_not_there_gives_no_words(stub: SpeechStub) -> None:
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    assert await heard(SpeechModel(f"http://127.0.0.1:{port}/v1", "m", KEY, 5)) is None


async def test_after_two_failures_in_a_row_it_is_left_alone_for_a_minute(stub: SpeechStub) -> None:
    clock = Hours()
    asked = model(stub, clock=clock)
    for mood in ("500 Internal Server Error", "well", "page"):  # an answer between two failures
        stub.mood = mood
        await heard(asked)
    assert len(stub.asked) == 3
    await heard(asked)
    stub.mood = "well"
    assert await heard(asked) is None
    assert len(stub.asked) == 4
    clock.at += REST_S
    assert await heard(asked) == SAID


async def test_four_are_asked_at_once_and_the_others_wait_within_their_limit(stub: SpeechStub) -> None:
    stub.mood = "waits"
    asked = model(stub)
    tasks = [asyncio.create_task(heard(asked)) for _ in range(9)]
    await stub.was_asked(4)
    assert len(stub.asked) == 4
    stub.going_on.set()
    assert await asyncio.gather(*tasks) == [SAID] * 9
    assert stub.most_at_once == 4


async def test_what_is_too_long_to_be_written_down_in_time_is_not_sent(stub: SpeechStub) -> None:
    assert await heard(model(stub), audio=bytes(LONGEST + 1)) is None
    assert not stub.asked
    assert await heard(model(stub), audio=bytes(LONGEST)) == SAID


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"text": SAID}, SAID),
        ({"text": SAID, "segments": [], "language": "zh", "usage": {"type": "duration", "seconds": 3}}, SAID),
        ({"text": " 解放大道新湖\n路口井盖丢了\n"}, SAID),
        ({"text": ""}, ""),
        ({"text": "[BLANK_AUDIO]\n"}, ""),
    ],
)
def test_an_answer_is_read_as_servers_write_it(answer: object, words: str) -> None:
    assert read_answer(200, json.dumps(answer).encode()) == words


BODIES = (
    "", "<html>", "[" * 100_000, '{"text": ' + "9" * 5_000 + "}", "{}", "[]", "null", '{"text": null}', '{"text": 7}',
    '{"text": ["a"]}', '{"error": "failed to read WAV file"}', '{"words": "a"}',
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_nothing_counts_but_a_text(body: str) -> None:
    with pytest.raises(NoAnswer):
        read_answer(200, body.encode())


async def test_without_an_endpoint_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIANSHAO_SPEECH_KEY", KEY)
    for speech in (Speech(), Speech(model="m"), Speech(url="http://127.0.0.1:1/v1")):
        silent = transcriber_of(Config(speech=speech))
        assert isinstance(silent, NoTranscriber)
        assert not silent.asks
        assert await silent.words_of(OGG, "audio/ogg", "zh") is None
    assert transcriber_of(Config(speech=Speech("http://127.0.0.1:1/v1", "m"))).asks
    monkeypatch.delenv("QIANSHAO_SPEECH_KEY")
    assert not transcriber_of(Config(speech=Speech("http://127.0.0.1:1/v1", "m"))).asks
