"""The preview's picture: the photos on it come from where they are kept, and what is gone leaves its half empty."""

from asyncio import to_thread
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from cli.digest import _write
from cli.photos import photos_of
from domain.week.posters import BeforeAfter, Poster
from storage.photos import PhotoObjects, photo_key
from tests.sample_views import photo
from texts.base.screen import Screen

COMPARED = Poster("前哨", "", (BeforeAfter("修好了", "修之前 → 修好后"),), "")


async def kept(folder: Path, data: bytes) -> str:
    await PhotoObjects.open(folder.as_uri()).put(key := photo_key(data), data)
    return key


def jpeg() -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    return out.getvalue()


async def test_photos_are_drawn_and_what_is_gone_or_broken_leaves_its_half_empty(tmp_path: Path) -> None:
    good, broken = [await kept(tmp_path / "photos", data) for data in (jpeg(), b"broken")]
    sizes = []
    for keys in ((good, good), (good, broken), (good, "0" * 64), ("0" * 64, broken)):
        photos = tuple(replace(photo(), object_key=key) for key in keys)
        screen = Screen("words", photos=photos, poster=COMPARED)
        shown = await photos_of(photos, (tmp_path / "photos").as_uri())
        await to_thread(_write, tmp_path, "words", screen, shown)
        sizes.append(Image.open(tmp_path / "digest-1.png").height)
    assert sizes[0] > sizes[3]
    assert sizes[1] == sizes[2] > sizes[3]
    assert (tmp_path / "digest.txt").read_text("utf-8") == "words\n"


async def test_without_photos_no_folder_of_photos_is_made(tmp_path: Path) -> None:
    assert await photos_of((), (tmp_path / "photos").as_uri()) == []
    assert not (tmp_path / "photos").exists()
