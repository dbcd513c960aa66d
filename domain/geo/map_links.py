"""Links to map sites, each in the datum that the site expects."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.geo.china import in_china
from domain.geo.datums import BD09, GCJ02, WGS84, from_wgs84
from domain.geo.positions import Point

Write = Callable[[str, str], str]
"""Builds a URL from latitude and longitude as text."""

MAPS: Final[Mapping[str, tuple[str, Write]]] = {
    "amap": (
        GCJ02,
        lambda lat, lng: f"https://uri.amap.com/marker?position={lng},{lat}&coordinate=gaode&callnative=1",
    ),
    "baidu": (
        BD09,
        lambda lat, lng: (
            f"https://api.map.baidu.com/marker?location={lat},{lng}&title={lat},{lng}&content={lat},{lng}"
            "&coord_type=bd09ll&output=html&src=qianshao"
        ),
    ),
    "tencent": (
        GCJ02,
        lambda lat, lng: (
            f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lng};title:{lat},{lng}&referer=qianshao"
        ),
    ),
    "apple": (GCJ02, lambda lat, lng: f"https://maps.apple.com/?ll={lat},{lng}&q={lat},{lng}"),
    "google": (WGS84, lambda lat, lng: f"https://www.google.com/maps/search/?api=1&query={lat},{lng}"),
    "osm": (WGS84, lambda lat, lng: f"https://www.openstreetmap.org/?mlat={lat}&mlon={lng}#map=18/{lat}/{lng}"),
}
"""Each site's datum and URL, from its own documentation: see `docs/positions.md`."""


def map_link(name: str, place: Point) -> str:
    """Return a link to a WGS-84 place on one of MAPS, in its datum, to a tenth of a metre."""
    datum, write = MAPS[name]
    lat, lng = from_wgs84(place.lat, place.lng, datum)
    return write(f"{lat:.6f}", f"{lng:.6f}")


def one_link(place: Point) -> str:
    """Return a single link: AMap in China, which opens in app and browser; OpenStreetMap elsewhere."""
    return map_link("amap" if in_china(place.lat, place.lng) else "osm", place)
