"""Proof of a repair: before and after in one picture, doubts told to staff before anything goes out."""

import re
from io import BytesIO
from typing import Final

import pytest
from PIL import Image

from playground.people import JSON, Person, labels, words
from tests.staff_work import QUEUE, act, asked, card_of, cards, question
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap

FAR: Final = (CENTRE[0] + 0.011, CENTRE[1])
"""1.2 km away."""


async def accepted(town: Town, rider: Person | None = None) -> Person:
    rider = rider or await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    return rider


async def prove(town: Town, photo: bytes | None, said: str = "", *, as_file: bool = True) -> JSON:
    """Press resolve and answer with a photo as a file, or words alone; the prompt that was answered."""
    await tap(town.staff, (await cards(town))[-1], "已解决")
    prompt = await asked(town, "修好后的照片")
    to = {"chat": town.groups[QUEUE], "reply_to": prompt["message_id"]}
    if photo is None:
        await town.staff.text(said, **to)
    else:
        await town.staff.photo(photo, said, as_document=as_file, **to)
    return prompt


async def doubt(town: Town, has: str) -> JSON:
    return await town.staff.wait_for(lambda m: has in words(m) and "还没发给骑手" in words(m), chat=town.groups[QUEUE])


async def told(town: Town, person: Person) -> list[JSON]:
    """What asks a rider whether it is fixed."""
    await stands_still(town)
    return [message for message in await bot_messages(town, person.id) if "没修好" in labels(message)]


async def shown(town: Town, message: JSON) -> Image.Image:
    data = await town.people.file(message["photo"][-1]["file_id"])
    return Image.open(BytesIO(data))


async def test_the_reporter_sees_before_and_after_in_one_picture_and_how_many_saw_it(town: Town) -> None:
    rider, witness = await town.rider(), await town.rider("小赵")
    await town.submitted(rider)
    await witness.photo(picture(1), "井盖没了", as_document=True)
    await tap(witness, await town.card(witness, button="是同一个"), "是同一个")
    await act(town, "受理")
    await prove(town, picture(3), "换了新的")
    (asks,) = await told(town, rider)
    assert "左修前，右修后" in words(asks)
    assert "另有 1 位骑手也看到过" in words(asks)
    (theirs,) = await told(town, witness)
    assert "左修前" not in words(theirs)
    assert theirs["photo"]
    assert asks["photo"][-1]["width"] > 1.5 * asks["photo"][-1]["height"]

    await act(town, "可以公开")
    (theirs,) = await told(town, witness)
    assert "左修前，右修后" in words(theirs)
    assert "可以公开" not in labels(await card_of(town))


async def test_a_photo_taken_elsewhere_is_asked_about_before_it_goes_out(town: Town) -> None:
    rider = await accepted(town)
    await prove(town, picture(3, position=FAR), "换好了")
    ask = await doubt(town, "这张拍在 1.2 公里外")
    assert "就用它" in labels(ask)
    assert not await told(town, rider)
    await tap(town.staff, ask, "换一张")
    again = await asked(town, "修好后的照片")
    await town.staff.photo(picture(3), as_document=True, chat=town.groups[QUEUE], reply_to=again["message_id"])
    (asks,) = await told(town, rider)
    assert "换好了" in words(asks), "the words stay"


async def test_words_in_reply_to_the_doubt_are_asked_about_as_those_to_the_card(town: Town) -> None:
    await accepted(town)
    await prove(town, None, "换好了")
    ask = await doubt(town, "没有照片，为什么")
    await town.staff.text("夜里看不清", chat=town.groups[QUEUE], reply_to=ask["message_id"])
    assert "内部备注" in labels(await question(town))


async def test_what_staff_confirm_is_kept(town: Town) -> None:
    rider = await accepted(town)
    await prove(town, picture(0, position=FAR))
    ask = await doubt(town, "和这件之前的照片一样")
    assert "1.2 公里外" in words(ask)
    await tap(town.staff, ask, "就用它")
    assert await told(town, rider)
    ((detail,),) = rows(town, "select detail from event where action = 'resolve'")
    assert re.search(r'"doubts": "far,same_here".*"away_m": "12\d\d"', detail)


@pytest.mark.parametrize("reason", ["夜里拍不了", "涉及隐私", "拍了也看不出"])
async def test_words_without_a_photo_say_why(town: Town, reason: str) -> None:
    rider = await accepted(town)
    await prove(town, None, "换好了")
    await tap(town.staff, await doubt(town, "没有照片，为什么"), reason)
    (asks,) = await told(town, rider)
    assert f"没有照片：{reason}" in words(asks)


async def test_a_photo_in_place_of_words_alone(town: Town) -> None:
    rider = await accepted(town)
    await prove(town, None, "换好了")
    await tap(town.staff, await doubt(town, "没有照片，为什么"), "📷 补一张照片")
    again = await asked(town, "修好后的照片")
    await town.staff.photo(plain_picture("green"), chat=town.groups[QUEUE], reply_to=again["message_id"])
    (asks,) = await told(town, rider)
    assert asks["photo"]
    assert "换好了" in words(asks)


async def test_a_reply_to_the_card_is_doubted_too(town: Town) -> None:
    rider = await accepted(town)
    card = await card_of(town)
    await town.staff.photo(picture(0), as_document=True, chat=town.groups[QUEUE], reply_to=card["message_id"])
    toast = await tap(town.staff, await question(town), "已解决")
    assert "还没办结" in str(toast.text)
    ask = await doubt(town, "和这件之前的照片一样")
    assert not await told(town, rider)
    await tap(town.staff, ask, "就用它")
    assert await told(town, rider)


async def test_the_proof_of_another_ticket_is_doubted(town: Town) -> None:
    first, second = await town.rider(), await town.rider("小李")
    await accepted(town, first)
    await prove(town, picture(3))
    await town.submitted(second, picture(2, position=None), "井盖不见了 37.4425, 116.3175")
    await act(town, "受理")
    await prove(town, picture(3, position=None))
    assert await doubt(town, "这张在别的工单上用过")


async def test_photos_of_an_album_join_the_doubted_one(town: Town) -> None:
    rider = await accepted(town)
    await tap(town.staff, await card_of(town), "已解决")
    prompt = await asked(town, "修好后的照片")
    album = [picture(0), picture(3), picture(2)]
    await town.staff.album(album, "都换好了", chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    ask = await doubt(town, "和这件之前的照片一样")
    await stands_still(town)
    await tap(town.staff, ask, "就用它")
    (asks,) = await told(town, rider)
    assert "都换好了" in words(asks)
    assert rows(town, "select count(*) from photo where role = 'after' and report_id is not null") == [(3,)]


async def test_words_to_a_doubt_that_nobody_answers_stay_as_a_note(town: Town) -> None:
    rider = await accepted(town)
    await prove(town, None, "换好了")
    await doubt(town, "没有照片，为什么")
    town.skip(minutes=11)
    await stands_still(town)
    assert not await told(town, rider)
    assert "换好了" in words((await cards(town))[-1])


async def test_nobody_else_answers_a_doubt(town: Town) -> None:
    await accepted(town)
    await prove(town, None, "换好了")
    ask = await doubt(town, "没有照片，为什么")
    other = await town.people.join("老王")
    wish = {"user_id": other.id, "status": "member"}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)
    assert (await tap(other, ask, "涉及隐私")).show_alert
