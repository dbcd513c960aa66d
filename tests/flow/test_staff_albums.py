"""Staff show what they did in several pictures: none is lost, whichever message they reply to."""

from playground.people import JSON, Person, labels
from tests.staff_work import QUEUE, act, asked, card_of, question
from tests.town import Town, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap

AFTER = [plain_picture(colour) for colour in ("green", "yellow", "white")]


async def accepted(town: Town) -> Person:
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    return rider


def after_photos(town: Town) -> int:
    """How many after-photos the report has."""
    return int(rows(town, "select count(*) from photo where role = 'after' and report_id is not null")[0][0])


async def asked_whether_fixed(town: Town, rider: Person) -> list[JSON]:
    """The messages that ask the rider whether it is fixed."""
    return [message for message in await bot_messages(town, rider.id) if "没修好" in labels(message)]


async def test_an_album_answers_the_question_for_a_photo(town: Town) -> None:
    rider = await accepted(town)
    await tap(town.staff, await card_of(town), "已解决")
    prompt = await asked(town, "修好后的照片")
    await town.staff.album(AFTER, "都换好了", chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    await town.ticket(QUEUE, "已处置，待确认", button="照片 (4)")
    assert await asked_whether_fixed(town, rider) == [], "the rider is to see all photos at once"
    town.skip(seconds=6)
    await stands_still(town)
    assert after_photos(town) == len(AFTER)
    assert "照片 (4)" in labels(await card_of(town))
    (told,) = await asked_whether_fixed(town, rider)
    assert told["photo"]
    said = [str(m.get("text")) for m in await bot_messages(town, town.groups[QUEUE])]
    assert not [text for text in said if "⚠️" in text or "修好后的照片" in text]


async def test_an_album_in_reply_to_the_card_is_one_question(town: Town) -> None:
    await accepted(town)
    card = await card_of(town)
    await town.staff.album(AFTER, "都换好了", chat=town.groups[QUEUE], reply_to=card["message_id"])
    await stands_still(town)
    await tap(town.staff, await question(town), "已解决")
    await stands_still(town)
    assert after_photos(town) == len(AFTER)
