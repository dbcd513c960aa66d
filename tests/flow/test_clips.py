"""Voice messages and videos as riders send them: in drafts and reports, to staff cleaned, gone with their rider."""

import pytest

from playground.people import JSON, labels, words
from tests import clips
from tests.town import CENTRE, Town
from tests.watching import stands_still, tap

WORDS = {"zh": "三单元门口井盖不见了", "en": "manhole cover missing by the gate"}
SUBMIT = {"zh": "提交", "en": "Submit"}
SECRET = clips.SECRET.encode()


async def clip_of(town: Town, kind: str, after: int = 0) -> JSON:
    """The next message of the bot with a recording, in any group."""
    event = await town.people.event(
        lambda event: bool(event.get("message") and kind in event["message"] and event["message"]["chat"]["id"] < 0),
        after=after,
    )
    return dict(event["message"])


async def assert_cleaned(town: Town, message: JSON, kind: str) -> bytes:
    """What staff get was uploaded, as a reply, and says nothing but what it shows."""
    assert message["reply_to_message"]
    data = await town.people.file(message[kind]["file_id"])
    assert SECRET not in data
    return data


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_video_is_a_report_and_its_middle_the_picture(town: Town, language: str) -> None:
    rider = await town.rider("阿强", language)
    await rider.location(*CENTRE)
    await stands_still(town)
    await rider.clip(clips.video(2, size=(320, 240)), "video", WORDS[language])
    card = await rider.wait_for(lambda m: SUBMIT[language] in labels(m) and "🎬 1" in words(m))
    await tap(rider, card, SUBMIT[language])
    shown = await clip_of(town, "video")
    await assert_cleaned(town, shown, "video")
    (ticket,) = [m for m in await town.people.messages(shown["chat"]["id"]) if "photo" in m]
    assert shown["reply_to_message"]["message_id"] == ticket["message_id"]
