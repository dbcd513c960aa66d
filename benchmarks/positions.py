"""Reading where a text says that it is, beside a search for two numbers that converts nothing and checks no host."""

import re

from benchmarks.district import CENTRE
from benchmarks.figures import Figure, Scope, percentile, time_each
from domain.geo.datums import from_wgs84
from domain.geo.positions import Position
from places.written.coordinates import find_coordinates
from places.written.links import Link
from places.written.reading import PositionReader
from playground.pictures import SCENES

_LAT, _LNG = from_wgs84(*CENTRE, "gcj02")
_PLACED = (
    f"【高德地图】新湖菜市场 https://uri.amap.com/marker?position={_LNG:.6f},{_LAT:.6f}&name=新湖菜市场 井盖不见了",
    f"https://wb.amap.com/?p=B00156NZVG%2C{_LAT:.6f}%2C{_LNG:.6f}%2C%E6%96%B0%E6%B9%96&src=app_share",
    "https://map.baidu.com/poi/天安门/@12948175.0,4480923.77,19z?uid=x 路灯不亮",
    f"https://www.google.com/maps/place/x/@37.1,116.1,17z/data=!3m1!4b1!8m2!3d{_LAT:.6f}!4d{_LNG:.6f}",
    "路灯不亮 C8V5+X2 德州",
    "井盖没了，坐标37.4534，116.3102，快来",
)
_NUMBERS = re.compile(r"(-?\d{1,3}\.\d+)(?:,|%2C|，|!4d)\s*(-?\d{1,3}\.\d+)")


def measure(scope: Scope) -> list[Figure]:
    """Read texts that hold a place, one of each kind, and texts that hold none, as most do."""
    reader = PositionReader(CENTRE, _nowhere)
    placed = list(_PLACED) * scope.count(500, 50)
    plain = [text for scene in SCENES for text in (scene.caption_zh, scene.caption_en)] * scope.count(200, 20)
    find_coordinates(_PLACED[-1])  # imports what it needs
    baseline = "a search for two numbers"
    return [
        _beside("read a text's place, p50", baseline, time_each(reader.find, placed), time_each(_search, placed)),
        _beside("read a text without one, p50", baseline, time_each(reader.find, plain), time_each(_search, plain)),
    ]


def _beside(what: str, baseline: str, ours: list[float], naive: list[float]) -> Figure:
    return Figure(what, "µs", percentile(ours, 50), baseline, percentile(naive, 50))


def _search(text: str) -> tuple[float, float] | None:
    match = _NUMBERS.search(text)
    return (float(match[1]), float(match[2])) if match else None


async def _nowhere(_: Link) -> Position | None:
    return None
