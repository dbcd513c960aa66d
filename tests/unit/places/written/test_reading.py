"""A text is read in time linear in its length, whatever is repeated in it; links and their repeats leave cleanly."""

import asyncio
from collections.abc import Callable

import pytest

from domain.language.addresses import address_in
from domain.language.spots import find_spot
from places.written.links import Link
from places.written.parsed_place import text_without
from places.written.reading import PositionReader, Reading
from tests.growth import growth

UNITS = [
    "geo:not ", "geo:", "https://a ", "http://maps.google.com/ ", "amap.com/ ", "https://surl.amap.com/abcdef ",
    "https://www.amap.com/place/x ", "[https://amap.com/x](https://amap.com/x)", "https://maps.google.com/maps/dir/1/",
    "37°27'", "坐标：", "(", "'", "快/", "德州市德城区", "地址：", "人民路与", "11:30", "号楼", "鲁N1",
]  # fmt: skip


async def _nowhere(_: Link) -> None:
    return None


def _read(text: str) -> Reading:
    return asyncio.run(PositionReader((37.4, 116.3), _nowhere).read(text))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("read", [_read, address_in, find_spot], ids=["position", "address", "spot"])
def test_hostile_texts_take_no_longer_than_their_length_allows(read: Callable[[str], object], unit: str) -> None:
    assert growth(read, unit) < 24


def test_many_links_leave_their_words() -> None:
    reading = _read("https://www.amap.com/place/a, geo:x 井盖 geo:y，没了 geo:z")
    assert (reading.rest, reading.lost_link) == ("井盖，没了", True)


@pytest.mark.parametrize(
    ("text", "spans", "rest"),
    [
        ("a X b", [(2, 3)], "a b"),
        ("a, X, Y, b", [(3, 4), (6, 7)], "a, b"),
        ("坐标：X", [(3, 4)], ""),
        ("a 位置(X) b", [(5, 6)], "a b"),
        ("X Y", [(0, 1), (2, 3)], ""),
        ("a\nX\nb", [(2, 3)], "a\nb"),
    ],
)
def test_what_is_taken_out_leaves_no_gap(text: str, spans: list[tuple[int, int]], rest: str) -> None:
    assert text_without(text, *spans) == rest
