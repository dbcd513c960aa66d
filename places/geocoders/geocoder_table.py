"""The table of supported geocoders: how each is built and asked, and how its answers are read."""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.geocoders import BaiduV3, Nominatim

from domain.geo.datums import from_wgs84, to_wgs84
from domain.geo.place_names import Bounds, NamedPlace
from domain.geo.positions import METRES_PER_DEGREE, Point, is_usable
from places.geocoders import amap, tianditu
from places.geocoders.amap import AMap
from places.geocoders.geopy_http import HttpxAdapter
from places.geocoders.tianditu import Tianditu

USER_AGENT: Final = "qianshao (reports of street problems to a district)"
_UNKNOWN_M: Final = 300.0
_COARSEST_M: Final = 5_000.0  # a city's centre is no position within it
_LANGUAGE: Final = "zh-CN,zh,en"


@dataclass(frozen=True, slots=True)
class Access:
    """The operator's settings: the key, the text to put before an address, and the service's own URL."""

    bounds: Bounds
    key: str = ""
    area: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class GeocoderKind:
    """One geocoder.

    Attributes:
        datum: The datum of the positions that it returns and takes.
        build: Builds geopy's object.
        find: Asks it for an address; returns Locations.
        accuracy_m: Returns the metres from a raw answer; infinite if it is useless.
        name: Returns the name of the road or place from the raw answer for a point.
        pause_s: Seconds between two requests that its terms require.
    """

    datum: str
    build: Callable[[Access], Any]
    find: Callable[[Any, Access, str], Awaitable[Any]]
    accuracy_m: Callable[[Mapping[str, Any]], float]
    name: Callable[[Mapping[str, Any]], str | None]
    pause_s: float = 0.0

    def read(self, locations: Any) -> list[NamedPlace]:
        """Return the places of an answer in WGS-84, without those that are too coarse."""
        found = locations if isinstance(locations, list) else [locations] if locations is not None else []
        return [place for location in found if (place := self._place(location)) is not None]

    def point(self, point: Point) -> tuple[float, float]:
        """Return a position in this geocoder's datum."""
        return from_wgs84(point.lat, point.lng, self.datum)

    def _place(self, location: Any) -> NamedPlace | None:
        accuracy = self.accuracy_m(location.raw)
        lat, lng = to_wgs84(float(location.latitude), float(location.longitude), self.datum)
        if accuracy > _COARSEST_M or not is_usable(lat, lng):
            return None
        return NamedPlace(str(location.address), lat, lng, accuracy, self.datum)


def _common() -> dict[str, Any]:
    return {"user_agent": USER_AGENT, "adapter_factory": HttpxAdapter}


def _amap(access: Access) -> Any:
    return AMap(access.key, root=access.root or amap.ROOT, **_common())


def _tianditu(access: Access) -> Any:
    return Tianditu(access.key, root=access.root or tianditu.ROOT, **_common())


def _nominatim(access: Access) -> Any:
    parts = urlsplit(access.root)
    return Nominatim(domain=f"{parts.netloc}{parts.path}", scheme=parts.scheme, **_common())


def _baidu(access: Access) -> Any:
    built = BaiduV3(access.key, **_common())
    if access.root:
        built.api, built.reverse_api = access.root + built.api_path, access.root + built.reverse_path
    return built


def _find_bounded(geocoder: Any, access: Access, text: str) -> Awaitable[Any]:
    bounds = access.bounds
    box = [(bounds.south, bounds.west), (bounds.north, bounds.east)]
    asked: Awaitable[Any] = geocoder.geocode(
        text, exactly_one=False, limit=5, viewbox=box, bounded=True, language=_LANGUAGE
    )
    return asked


def _find_in_area(geocoder: Any, access: Access, text: str) -> Awaitable[Any]:
    """Ask for an address, with the city before the street, as the services of China need it."""
    asked: Awaitable[Any] = geocoder.geocode(text if access.area in text else access.area + text)
    return asked


_AMAP_LEVELS: Final[Mapping[str, float]] = {
    "门牌号": 30, "门址": 30, "兴趣点": 50, "道路交叉路口": 30, "公交地铁站点": 50, "单元号": 20, "楼号": 30,
    "住宅区": 200, "道路": 1_000, "热点商圈": 800, "村庄": 1_000, "乡镇": 4_000,
    "区县": math.inf, "市": math.inf, "省": math.inf, "国家": math.inf, "开发区": math.inf,
}  # fmt: skip
"""Metres by `level` (https://lbs.amap.com/api/webservice/guide/api/georegeo): the typical size of such places."""

_BAIDU_CONFIDENCE: Final = (
    (100, 20), (90, 50), (80, 100), (75, 200), (70, 300), (60, 500), (50, 1_000), (40, 2_000), (30, 5_000),
)  # fmt: skip
"""Metres from a `confidence` upwards (https://lbsyun.baidu.com/faq/api?title=webapi/guide/webservice-geocoding)."""

_TIANDITU_SCORES: Final = ((95, 100), (80, 300), (60, 1_000))
"""Metres from a `score` upwards; the score only tells how well the words matched."""


def _by_amap_level(raw: Mapping[str, Any]) -> float:
    return _AMAP_LEVELS.get(str(raw.get("level")), _UNKNOWN_M)


def _by_confidence(raw: Mapping[str, Any]) -> float:
    return _step(_BAIDU_CONFIDENCE, raw["confidence"])


def _by_score(raw: Mapping[str, Any]) -> float:
    return _step(_TIANDITU_SCORES, raw["score"])


def _step(steps: tuple[tuple[int, int], ...], value: Any) -> float:
    return next((metres for least, metres in steps if float(value) >= least), math.inf)


def _by_box(raw: Mapping[str, Any]) -> float:
    """Return half the diagonal of the result's bounding box in metres."""
    south, north, west, east = (float(side) for side in raw["boundingbox"])
    width = (east - west) * math.cos(math.radians((south + north) / 2))
    return max(20.0, math.hypot(width, north - south) / 2 * METRES_PER_DEGREE)


def _nominatim_name(raw: Mapping[str, Any]) -> str | None:
    address = raw["address"]
    return _first(address.get("road"), raw.get("name"), address.get("neighbourhood"), address.get("suburb"))


def _amap_name(raw: Mapping[str, Any]) -> str | None:
    parts = raw["addressComponent"]
    names = (parts[part].get(key) for part, key in (("streetNumber", "street"), ("neighborhood", "name")))
    return _first(*names, parts.get("township"))


def _baidu_name(raw: Mapping[str, Any]) -> str | None:
    return _first(raw["addressComponent"].get("street"), raw.get("formatted_address"))


def _tianditu_name(raw: Mapping[str, Any]) -> str | None:
    parts = raw["addressComponent"]
    return _first(parts.get("road"), parts.get("poi"), parts.get("address"))


def _first(*names: object) -> str | None:
    """Return the first non-empty name; AMap writes [] for none."""
    return next((name.strip() for name in names if isinstance(name, str) and name.strip()), None)


GEOCODERS: Final[Mapping[str, GeocoderKind]] = {
    "amap": GeocoderKind("gcj02", _amap, _find_in_area, _by_amap_level, _amap_name),
    "baidu": GeocoderKind("bd09", _baidu, _find_in_area, _by_confidence, _baidu_name),
    "tianditu": GeocoderKind("wgs84", _tianditu, _find_in_area, _by_score, _tianditu_name),
    "nominatim": GeocoderKind("wgs84", _nominatim, _find_bounded, _by_box, _nominatim_name, pause_s=1.0),
}


class GeopyGeocoder:
    """`places.geocoders.geocoding.Asked` with a geocoder of the table."""

    def __init__(self, kind: GeocoderKind, access: Access) -> None:
        self._kind, self._access = kind, access
        self._geocoder = kind.build(access)

    async def find(self, text: str) -> list[NamedPlace]:
        """Return the places of an address in WGS-84."""
        return self._kind.read(await self._kind.find(self._geocoder, self._access, text))

    async def name(self, point: Point) -> str | None:
        """Return the name of the road or place there, or None."""
        location = await self._geocoder.reverse(self._kind.point(point))
        return self._kind.name(location.raw) if location is not None else None

    async def close(self) -> None:
        """Close the connections."""
        await self._geocoder.__aexit__(None, None, None)
