"""Pictures made ready for sending, while the store is read-only, and where some photos can't be decoded."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.outgoing.pictures import NothingToShow, Showing
from domain.reporting.photos import Photo
from domain.week.posters import Poster
from media.errors import PhotoUnfit, RefusalReason
from storage.photos import PhotoMissing, PhotosUnreachable
from tests import sample_views

BROKEN = b"broken"


@dataclass
class Store:
    """Bytes by key that can't be added to."""

    held: dict[str, bytes] = field(default_factory=dict)

    @property
    def objects(self) -> "Store":
        return self

    async def get(self, key: str) -> bytes:
        if key not in self.held:
            raise PhotoMissing(key)
        return self.held[key]

    async def put(self, _: bytes) -> str:
        raise PhotosUnreachable("read-only")


class Pool:
    """Decodes whatever is not broken."""

    async def shown(self, data: bytes, _: int) -> bytes:
        if data == BROKEN:
            raise PhotoUnfit(RefusalReason.BROKEN, "broken")
        return b"copy of " + data

    async def poster(self, poster: Poster, photos: list[tuple[bytes, int] | None]) -> bytes:
        if poster.title == "too much" or (BROKEN, 1) in photos:
            raise PhotoUnfit(RefusalReason.BROKEN, "broken")
        return b"|".join(each[0] if each else b"nothing" for each in photos)

    async def contact_sheet(self, photos: list[tuple[bytes, int]]) -> bytes:
        return b"+".join([await self.shown(*photo) for photo in photos])


def photo(number: int, **changes: Any) -> Photo:
    plain = {"object_key": f"key {number}", "format": "JPEG", "width": 640, "height": 480, "orientation": 1}
    return replace(sample_views.photo(number), **{**plain, "shown_key": None, **changes})


def showing(**held: bytes) -> Showing:
    store = Store({name.replace("_", " "): data for name, data in held.items()})
    return Showing(cast("Any", Pool()), cast("Any", store))


async def test_a_copy_that_the_store_does_not_take_is_shown_all_the_same() -> None:
    with capture_logs() as log:
        assert await showing(key_1=b"png").upright(photo(1, format="PNG")) == b"copy of png"
    assert [line["event"] for line in log] == ["shown_copy_not_kept"]


@pytest.mark.parametrize("size", [(1200, 40), (40, 1200), (1281, 1000)])
async def test_a_jpeg_that_telegram_would_refuse_gets_a_copy(size: tuple[int, int]) -> None:
    slim = photo(1, width=size[0], height=size[1])
    assert await showing(key_1=b"jpeg").upright(slim) == b"copy of jpeg"


async def test_a_jpeg_that_fits_is_shown_as_it_is() -> None:
    assert await showing(key_1=b"jpeg").upright(photo(1)) == b"jpeg"


async def test_a_sheet_goes_without_what_can_not_be_decoded() -> None:
    pictures = showing(key_1=b"one", key_2=BROKEN, key_3=b"three")
    assert await pictures.sheet([photo(number) for number in (1, 2, 3, 4)]) == b"copy of one+copy of three"
    with pytest.raises(NothingToShow):
        await pictures.sheet([photo(4), photo(5)])


async def test_a_file_is_the_cleaned_photo_though_it_can_not_be_decoded() -> None:
    pictures = showing(key_1=b"one", key_2=BROKEN)
    assert await pictures.file([photo(2)]) == (BROKEN, "photo.jpg")
    assert await pictures.file([photo(1, orientation=6)]) == (b"copy of one", "photo.jpg")
    assert await pictures.file([photo(2, orientation=6, format="PNG")]) == (BROKEN, "photo.png")
    with pytest.raises(NothingToShow):
        await pictures.file([photo(4)])


async def test_a_poster_leaves_a_half_empty_for_what_is_gone_or_broken() -> None:
    pictures, poster = showing(key_1=b"one", key_2=BROKEN), Poster("week", "", (), "")
    assert await pictures.poster(poster, [photo(1), photo(1)]) == b"one|one"
    assert await pictures.poster(poster, [photo(1), photo(2)]) == b"one|nothing"
    assert await pictures.poster(poster, [photo(3), photo(1)]) == b"nothing|one"


async def test_a_poster_that_can_not_be_drawn_is_nothing_to_show() -> None:
    with capture_logs() as log, pytest.raises(NothingToShow):
        await showing().poster(Poster("too much", "", (), ""), ())
    assert [line["event"] for line in log] == ["poster_not_drawn"]
