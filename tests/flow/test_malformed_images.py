"""Each damaged or hostile image that a rider sends as a file is taken or refused in the right words, by the bot."""

import os
from pathlib import Path

import pytest

from media.errors import RefusalReason
from playground.people import words
from tests.town import Town
from tests.unit.media.test_malformed import OUTCOMES
from tests.watching import bot_messages, parked, rows, stands_still

DATA = os.environ.get("QIANSHAO_TEST_DATA")
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs"),
]
FOLDER = Path(str(DATA)) / "photos" / "malformed"

WORDING = {
    RefusalReason.BROKEN: "图片坏了，打不开。请重新拍一张发来。",
    RefusalReason.UNSUPPORTED_FORMAT: "这种格式收不了，请发 JPEG、PNG、WEBP、HEIC 或 AVIF 图片。",
}
TAKEN = "taken"


def expected(name: str) -> str:
    """What becomes of an image, by its name: refused with which words, or taken."""
    outcome = OUTCOMES[name]
    return WORDING[outcome] if isinstance(outcome, RefusalReason) else TAKEN


def photos(town: Town) -> int:
    """How many photos the bot keeps."""
    return int(rows(town, "select count(*) from photo")[0][0])


async def test_each_is_taken_or_refused_in_the_right_words(town: Town) -> None:
    rider = await town.rider()
    outcomes = {}
    for name in OUTCOMES:
        before = photos(town)
        await rider.photo((FOLDER / name).read_bytes(), as_document=True, name="photo.jpg")
        await stands_still(town)
        assert not parked(town), name
        taken = photos(town) > before
        said = words((await bot_messages(town, rider.id))[-1])
        outcomes[name] = TAKEN if taken else said
        if taken:
            await rider.text("/cancel")
            town.skip(minutes=2)  # nobody opens so many drafts within an hour
            await stands_still(town)
    assert outcomes == {name: expected(name) for name in OUTCOMES}
    assert list(outcomes.values()).count(TAKEN) == 43
