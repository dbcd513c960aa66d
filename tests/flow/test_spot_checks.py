"""Riders who pass a repair with a live location are asked about it, over HTTP in both languages."""

from pathlib import Path

import pytest

from playground.people import JSON, Person, labels, words
from tests.staff_work import QUEUE
from tests.talking_town import Talk, talking
from tests.town import CENTRE, picture
from tests.watching import bot_messages, go_to_hours, stands_still, tap

AWAY = (CENTRE[0] + 0.011, CENTRE[1])
SAID = {
    "zh": {
        "on": "一小时最多问一次", "off": "不会问你", "near": "就在你附近", "keys": "✅ 修好了\n❌ 没修好\n看不到",
        "fixed": "修好了", "added": "补充到", "thanks": "谢谢", "confirmed": "有人去看过，修好了",
    },
    "en": {
        "on": "once an hour at most", "off": "won't ask you", "near": "Right near you",
        "keys": "✅ Fixed\n❌ Not fixed\nCan't see it", "fixed": "✅ Fixed", "added": "Added to", "thanks": "Thank you",
        "confirmed": "someone checked",
    },
}  # fmt: skip


async def switched(talk: Talk, person: Person, to: str) -> None:
    await person.text(f"/checks {to}")
    await person.wait_for(lambda m: SAID[talk.language][to] in words(m))


async def questions(talk: Talk, person: Person) -> list[JSON]:
    """What asks a rider who passes."""
    await stands_still(talk.town)
    return [each for each in await bot_messages(talk.town, person.id) if SAID[talk.language]["near"] in words(each)]


async def comes_by(talk: Talk, person: Person) -> list[JSON]:
    """What a rider is asked whose phone tells that they come from elsewhere."""
    live = await person.location(*AWAY, live_period=3600, horizontal_accuracy=12)
    assert not await questions(talk, person)
    await person.move(live, *CENTRE, horizontal_accuracy=12)
    return await questions(talk, person)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_phone_that_passes_a_repair_is_asked_and_the_answer_counts(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        checker, off, colleague = [await talk.town.rider(name, language) for name in ("小过", "小关", "老李")]
        for person in (checker, off, colleague):
            await switched(talk, person, "on")
        await switched(talk, off, "off")
        member = {"user_id": colleague.id, "status": "member"}
        await talk.town.people.call("POST", f"/chats/{talk.group}/members", json=member)
        await talk.resolved(picture(3))
        go_to_hours(talk.town, QUEUE, is_open=True)
        assert not await comes_by(talk, off)
        assert not await comes_by(talk, colleague)
        (asked,) = await comes_by(talk, checker)
        assert labels(asked) == said["keys"]
        assert asked["photo"][-1]["width"] < 1.5 * asked["photo"][-1]["height"], "the repair alone"

        await checker.text("盖子是新的 / The lid is new", reply_to=asked["message_id"])
        await checker.wait_for(lambda m: said["added"] in words(m))
        await talk.read("The lid is new")
        assert not (await tap(checker, asked, said["fixed"])).show_alert
        (answered,) = await questions(talk, checker)
        assert said["thanks"] in words(answered)
        assert not labels(answered)
        assert any(said["confirmed"] in words(each) for each in await bot_messages(talk.town, talk.rider.id))
