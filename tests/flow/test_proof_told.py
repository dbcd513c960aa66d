"""What riders and staff read of a repair's proof, over HTTP in both languages: before and after, doubts, no photo."""

from pathlib import Path

import pytest

from playground.people import JSON, Person, labels, words
from tests.talking_town import Talk, talking
from tests.town import CENTRE, Town, picture
from tests.watching import bot_messages, stands_still, tap

FAR = (CENTRE[0] + 0.011, CENTRE[1])
SAID = {
    "zh": {
        "not_fixed": "没修好", "compared": "左修前，右修后", "others": "另有 1 位骑手也看到过", "same": "是同一个",
        "waits": "还没发给骑手", "far": "这张拍在 1.2 公里外", "use": "就用它", "why": "没有照片，为什么",
        "night": "夜里拍不了", "no_photo": "没有照片：夜里拍不了",
    },
    "en": {
        "not_fixed": "Not fixed", "compared": "Before on the left, after on the right",
        "others": "Other riders who saw it: 1", "same": "Same problem", "waits": "nothing went out",
        "far": "This was taken 1.2 km away", "use": "Use it", "why": "Why is there no photo?",
        "night": "Too dark", "no_photo": "No photo: Too dark",
    },
}  # fmt: skip
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


async def asked(town: Town, person: Person, language: str) -> list[JSON]:
    """What asks a rider whether it is fixed."""
    await stands_still(town)
    return [each for each in await bot_messages(town, person.id) if SAID[language]["not_fixed"] in labels(each)]


async def doubt(talk: Talk) -> JSON:
    """What staff are asked about a proof."""
    return await talk.read(SAID[talk.language]["waits"])


@BOTH
async def test_before_and_after_are_the_reporters_until_they_may_be_shown(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        witness = await talk.town.rider("小赵", language)
        await witness.photo(picture(1), talk.says("hole"), as_document=True)
        await tap(witness, await talk.town.card(witness, button=said["same"]), said["same"])
        await talk.resolved(picture(3))
        (own,) = await asked(talk.town, talk.rider, language)
        (theirs,) = await asked(talk.town, witness, language)
        assert [each in words(own) for each in (said["compared"], said["others"])] == [True, True]
        assert said["compared"] not in words(theirs)
        assert own["photo"][-1]["width"] > 1.5 * own["photo"][-1]["height"]
        assert theirs["photo"][-1]["width"] < 1.5 * theirs["photo"][-1]["height"], "the repair alone"

        await talk.press(await talk.card(), "may_show")
        (theirs,) = await asked(talk.town, witness, language)
        assert said["compared"] in words(theirs)
        assert theirs["photo"][-1]["width"] > 1.5 * theirs["photo"][-1]["height"]
        assert talk.says("may_show") not in labels(await talk.card())


@BOTH
async def test_a_photo_taken_elsewhere_goes_out_once_staff_say_so(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        await talk.resolved(picture(3, position=FAR))
        ask = await doubt(talk)
        assert said["far"] in words(ask)
        assert not await asked(talk.town, talk.rider, language)
        await tap(talk.town.staff, ask, said["use"])
        assert await asked(talk.town, talk.rider, language)


@BOTH
async def test_riders_read_why_there_is_no_photo(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        card = await talk.card()
        await talk.town.staff.text("换好了", chat=talk.group, reply_to=card["message_id"])
        await talk.press(await talk.question(), "resolve")
        ask = await doubt(talk)
        assert said["why"] in words(ask)
        await tap(talk.town.staff, ask, said["night"])
        (told,) = await asked(talk.town, talk.rider, language)
        assert said["no_photo"] in words(told)
