"""No photo that the bot keeps or sends says more than its picture shows: read back from the store and from Telegram."""

import io
import os
import struct
from pathlib import Path

import pytest
from PIL import Image

from playground.people import JSON, Person, labels, words
from tests.staff_work import QUEUE, act, card_of, question
from tests.town import Town, picture
from tests.watching import bot_messages, rows, stands_still, tap

DATA = os.environ.get("QIANSHAO_TEST_DATA")
GPS_PHOTOS = Path(str(DATA)) / "photos" / "gps"
REAL = (
    "bigcat88__empty_icc.heic",
    "drewnoakes__HTC_Desire.jpg",
    "drewnoakes__Issue_649.avif",
    "drewnoakes__Nikon_D1X.webp",
    "exiftool__Apple.jpg",
    "exiftool__Google.jpg",
    "exiftool__GPS.jpg",
    "ianare__DSCN0010.jpg",
    "ianare__Canon_40D.jpg",
)
SECRET = b"SECRET-9f31"
GIVEAWAYS = (
    SECRET,
    b"Exif\0\0",
    b"http://ns.adobe.com/xap/",
    b"<x:xmpmeta",
    b"Photoshop 3.0",
    b"GPSLatitude",
    b"MPF\0",
)


def telling_pictures() -> dict[str, bytes]:
    """Pictures of each sort with a position in their EXIF, a comment, XMP and something behind their end."""
    exif = Image.open(io.BytesIO(picture())).getexif()
    exif[0x010E] = SECRET.decode()
    made = {}
    for number, name in enumerate(("JPEG", "PNG", "WEBP", "AVIF")):
        out = io.BytesIO()
        more = {"xmp": b"<x:xmpmeta>" + SECRET} if name != "PNG" else {}
        Image.new("RGB", (320, 240), (40 * number, 90, 120)).save(out, name, exif=exif, **more)
        made[f"own.{name.lower()}"] = out.getvalue() + (SECRET if name != "AVIF" else b"")
    return made


def assert_tells_nothing(data: bytes) -> None:
    """No metadata but orientation-free pixels and a colour profile, and nothing behind the end."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
        assert not dict(image.getexif())
        assert {"exif", "xmp", "comment", "photoshop", "mp"}.isdisjoint(image.info)
        assert ENDS[str(image.format)](data)
    for giveaway in GIVEAWAYS:
        assert giveaway not in data


ENDS = {
    "JPEG": lambda data: data.endswith(b"\xff\xd9") and data.count(b"\xff\xd8\xff") == 1,
    "PNG": lambda data: data.endswith(b"IEND\xaeB`\x82"),
    "WEBP": lambda data: len(data) == struct.unpack("<I", data[4:8])[0] + 8,
}


def stored(folder: Path) -> list[bytes]:
    """Every object in the photo store."""
    return [path.read_bytes() for path in sorted((folder / "photos").rglob("*")) if path.is_file()]


async def received(town: Town) -> list[bytes]:
    """Every picture that the bot sent or put in the place of another, as it arrived at Telegram."""
    shown: list[JSON] = []
    for chat in (*town.groups.values(), *(chat for (chat,) in rows(town, "select chat_id from rider"))):
        shown += [message for message in await bot_messages(town, chat) if "photo" in message]
    return [await town.people.file(message["photo"][-1]["file_id"]) for message in shown]


async def report_all(town: Town, rider: Person, pictures: list[tuple[str, bytes]]) -> None:
    """One report with all pictures as files; staff look at them and resolve it with one of them."""
    first = await rider.text("/report 37.4425, 116.3075 井盖不见了")
    await town.card(rider)
    for name, data in pictures:  # in reply: those taken elsewhere would begin reports of their own
        await rider.photo(data, as_document=True, name=name, reply_to=first["message_id"])
    await stands_still(town)
    counted, card = f"📷 {len(pictures)} 张", (await bot_messages(town, rider.id))[-1]
    if "①" in words(card):  # the pictures were taken elsewhere
        await tap(rider, card, "用你打的坐标")
        card = await town.card(rider, has=counted)
    assert counted in words(card)
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    await tap(town.staff, await card_of(town), f"照片 ({len(pictures)})")
    await act(town, "受理")
    name, data = pictures[0]
    card, group = await card_of(town), town.groups[QUEUE]
    await town.staff.photo(data, "修好了", as_document=True, name=name, chat=group, reply_to=card["message_id"])
    await tap(town.staff, await question(town), "已解决")
    doubted = await town.staff.wait_for(lambda m: "就用它" in labels(m), chat=group)
    await tap(town.staff, doubted, "就用它")
    await rider.wait_for(lambda m: "photo" in m, after=0)
    await stands_still(town)


async def no_document_went_on(town: Town, rider: Person) -> None:
    """The ids of files that people sent stand in no call of the bot but getFile."""
    messages = [*await town.people.messages(rider.id), *await town.people.messages(town.groups[QUEUE])]
    ids = [message["document"]["file_id"] for message in messages if "document" in message]
    assert ids
    for call in await town.people.calls("(send|edit|copy|forward).*"):
        assert not any(file_id in str(call["params"]) for file_id in ids)


async def test_own_pictures_of_every_sort(town: Town, tmp_path: Path) -> None:
    rider = await town.rider()
    await report_all(town, rider, list(telling_pictures().items()))
    kept, sent = stored(tmp_path), await received(town)
    assert len(kept) >= 4
    assert len(sent) >= 6  # the card's sheet, four in the album, the one after the work
    for data in (*kept, *sent):
        assert_tells_nothing(data)
    await no_document_went_on(town, rider)


@pytest.mark.realdata
@pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
async def test_phones_pictures_with_gps(town: Town, tmp_path: Path) -> None:
    rider = await town.rider()
    await report_all(town, rider, [(name, (GPS_PHOTOS / name).read_bytes()) for name in REAL])
    kept, sent = stored(tmp_path), await received(town)
    assert len(kept) >= len(REAL)
    assert len(sent) >= len(REAL) + 2
    for data in (*kept, *sent):
        assert_tells_nothing(data)
    await no_document_went_on(town, rider)


async def sent_to(town: Town, queue: str) -> list[JSON]:
    """The photos that were sent to a queue's group; supervisors see those of urgent reports, too."""
    calls = await town.people.calls("sendPhoto")
    return [each for each in calls if int(each["params"]["chat_id"]) == town.groups[queue]]


async def test_what_telegram_compressed_is_sent_on_by_its_id(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(), "井盖不见了 37.4425, 116.3075")
    await tap(rider, await town.card(rider), "提交")
    await card_of(town)
    (call,) = await sent_to(town, QUEUE)
    assert call["params"]["photo"] == sent["photo"][-1]["file_id"]
    assert not call["files"]


async def test_the_uploads_are_the_store_s(town: Town, tmp_path: Path) -> None:
    """What is uploaded for a single upright picture is what lies in the store, byte for byte."""
    rider = await town.rider()
    await town.submitted(rider)
    await card_of(town)
    (call,) = await sent_to(town, QUEUE)
    (upload,) = call["files"].values()
    assert upload["size"] in [len(data) for data in stored(tmp_path)]
