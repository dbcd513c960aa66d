"""The service that writes down what riders say, over the audio API that OpenAI has and others speak."""

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import Final

import httpx
import structlog

from bot.answers import UNREADABLE
from bot.exchanges import Connection
from bot.requests import post_form, split
from domain.errors import QianshaoError
from domain.language.transcripts import words_of
from files.config import Config
from files.config_file import read_key
from services.ports.transcriber import Transcriber

log = structlog.get_logger()
LONGEST: Final = 4 * 1024 * 1024
"""Bytes of a recording, about 20 minutes of Telegram's: what is longer nobody writes down in time."""

REST_S: Final = 60.0
_FAILURES: Final = 2
_AT_ONCE: Final = 4
_LONGEST_ANSWER: Final = 256 * 1024


class NoAnswer(QianshaoError):
    """The service gave no answer that can be used; the words name neither the key nor anything that was said."""


class NoTranscriber:
    """`services.ports.transcriber.Transcriber` where the operator names no service: nothing leaves the machine."""

    asks = False

    async def words_of(self, audio: bytes, mime: str, language: str) -> str | None:
        """Return None."""
        del audio, mime, language
        return None


class SpeechModel:
    """A model behind an endpoint; it is given a recording and the likely language, and nothing else.

    It is asked over a connection of our own, past any proxy, and for the text alone, as some endpoints refuse any other
    form (docs/speech.md). After two failures in a row it is left alone for a minute, so that no rider waits in vain.
    """

    asks = True

    def __init__(self, url: str, model: str, key: str, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._server, self._target = split(f"{url}/audio/transcriptions")
        self._context = httpx.create_ssl_context() if self._server.secure else None
        self._head = {"Authorization": f"Bearer {key}"}
        self._model = model
        self._seconds = seconds
        self._clock = clock
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._failures = 0
        self._rests_until = 0.0

    async def words_of(self, audio: bytes, mime: str, language: str) -> str | None:
        """See `services.ports.transcriber.Transcriber`; a recording of more than `LONGEST` bytes is not sent."""
        if self._clock() < self._rests_until or len(audio) > LONGEST:
            return None
        try:
            async with asyncio.timeout(self._seconds), self._places:
                status, body = await self._exchange(self._question(audio, mime, language))
            words = read_answer(status, body)
        except (OSError, NoAnswer) as error:
            self._failed(error, len(audio))
            return None
        self._failures = 0
        return words or None

    def _question(self, audio: bytes, mime: str, language: str) -> bytes:
        """Return what the API of any kind takes (https://platform.openai.com/docs/api-reference/audio/createTranscription)."""
        values = {"model": self._model, "response_format": "json"}
        if language:
            values["language"] = language
        recording = (f"voice.{mime.rpartition('/')[2]}", audio, mime)  # endpoints tell the format by the ending
        return post_form(self._server, self._target, values, {"file": recording}, self._head)

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        connection = await Connection.open(self._server.host, self._server.port, self._context)
        try:
            return await connection.exchange(request, self._seconds, self._seconds, _LONGEST_ANSWER)
        finally:
            connection.close()

    def _failed(self, error: Exception, size: int) -> None:
        """Log a failure without what was said, and rest after the second in a row."""
        why = str(error) if isinstance(error, NoAnswer) else type(error).__name__
        self._failures += 1
        rests = self._failures >= _FAILURES
        if rests:
            self._failures, self._rests_until = 0, self._clock() + REST_S
        log.warning("recording_not_transcribed", error=why, bytes=size, rests_s=REST_S if rests else 0)


def transcriber_of(config: Config) -> Transcriber:
    """Return the service that the operator chose, with its key from the environment or a file; a silent one if none."""
    speech, key = config.speech, read_key(config, "speech", "", [])
    if not (speech.url and speech.model and key):
        return NoTranscriber()
    return SpeechModel(speech.url, speech.model, key, speech.seconds)


def read_answer(status: int, body: bytes) -> str:
    """Return the words of an answer, "" if nothing was said.

    Raises:
        NoAnswer: It reports an error, by its status or, as whisper.cpp does, in place of the text; or is none.
    """
    if status != HTTPStatus.OK:
        raise NoAnswer(f"HTTP {status}")
    try:
        text = json.loads(body)["text"]
    except UNREADABLE:
        raise NoAnswer("no transcription") from None
    if not isinstance(text, str):
        raise NoAnswer("no transcription")
    return words_of(text)
