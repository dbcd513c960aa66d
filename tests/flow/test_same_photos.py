"""The same photograph sent again, by whomever and however it was compressed, earns nothing twice."""

from io import BytesIO

from PIL import Image

from playground.people import words
from tests.town import CENTRE, Town, number_in, picture, plain_picture


def saved_and_sent_again(photo: bytes) -> bytes:
    """As a messenger makes it: smaller, compressed again, without what the file says of itself, a rim cut off."""
    with Image.open(BytesIO(photo)) as image:
        width, height = image.size
        again = image.crop((width // 40, height // 40, width, height)).resize((480, 360))
    out = BytesIO()
    again.save(out, "JPEG", quality=70)
    return out.getvalue()


async def test_a_photo_of_an_earlier_report_earns_another_rider_nothing(town: Town) -> None:
    first, second = await town.rider("小王"), await town.rider("小李")
    photo = picture(2)
    _, number = await town.submitted(first, photo)
    receipt, _ = await town.submitted(second, saved_and_sent_again(photo), "路灯不亮 37.4425, 116.3075")
    assert "这次不加分" in words(receipt)
    ticket = await town.ticket("lighting", f"同一照片曾用于 {number}")
    assert "路灯" in words(ticket)
    await second.text("/points")
    assert "0" in words(await second.wait_for(lambda m: "你的积分" in words(m)))


async def test_another_photo_of_the_same_place_earns_its_points(town: Town) -> None:
    first, second = await town.rider("小王"), await town.rider("小李")
    await town.submitted(first, picture(2))
    receipt, _ = await town.submitted(second, picture(3), "路灯不亮")
    assert "不加分" not in words(receipt)
    assert "+1" in words(receipt)


async def test_a_withdrawn_report_leaves_its_photo_to_the_next(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider, picture(2))
    await (await rider.press(receipt, "撤回")).toast()
    again, other = await town.submitted(rider, picture(2), "路灯不亮")
    assert number_in(again) == other != number
    assert "不加分" not in words(again)


async def test_one_picture_stands_once_in_a_draft(town: Town) -> None:
    rider = await town.rider()
    photo = picture(2)
    await rider.photo(photo, "井盖不见了")
    await town.card(rider, has="📷 1")
    await rider.photo(photo, as_document=True)
    await rider.photo(plain_picture())
    await rider.photo(picture(3))
    await town.card(rider, has="📷 3")


async def test_an_open_report_with_the_same_photo_is_asked_about_wherever_it_is(town: Town) -> None:
    first, second = await town.rider("小王"), await town.rider("小李")
    _, number = await town.submitted(first, picture(2))
    elsewhere = f"井盖不见了 {CENTRE[0] + 0.004}, {CENTRE[1]}"
    await second.photo(saved_and_sent_again(picture(2)), elsewhere)
    card = await town.card(second, has=number, button="同一")
    assert "这张照片之前报过" in words(card)
