"""Which recordings are given away to be written down: a rider's own voice, and nothing else."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.reporting.incoming_message import IncomingMessage
from handlers.riders.dictation import with_words


class Listening:
    """A service that hears the same in everything that it is given."""

    asks = True

    def __init__(self) -> None:
        self.given: list[bytes] = []

    async def words_of(self, audio: bytes, *_: str) -> str:
        self.given.append(audio)
        return "路灯不亮"


async def language(_: object) -> str:
    """The rider has agreed, and speaks Chinese."""
    return "zh"


@pytest.mark.parametrize(
    ("foreign", "mime", "heard"),
    [(False, "audio/ogg", True), (True, "audio/ogg", False), (False, "video/mp4", False)],
    ids=["own", "forwarded", "video"],
)
async def test_neither_a_forwarded_voice_nor_a_video_is_given_away(mime: str, *, foreign: bool, heard: bool) -> None:
    service = Listening()
    context = cast("Any", SimpleNamespace(tools=SimpleNamespace(transcriber=service, write=language), deps=None))
    message = await with_words(context, 700, IncomingMessage(1, "在东门", foreign=foreign), b"voice", mime)
    assert service.given == ([b"voice"] if heard else [])
    assert message.text == ("在东门\n路灯不亮" if heard else "在东门")
