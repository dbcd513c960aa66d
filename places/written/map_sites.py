"""The map sites whose links contain a position: where, in which order and in which datum."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.geo.datums import BD09, GCJ02, WGS84, position_on
from domain.geo.positions import Position, is_usable
from places.written.coordinates import find_coordinates
from places.written.link_parts import (
    Part,
    apple_pin,
    baidu_place,
    google_destination,
    google_name,
    google_place,
    google_query,
    google_way,
    osm_code,
    osm_point,
    path,
    query,
)
from places.written.links import Link
from places.written.mercator import from_mercator
from places.written.osm_codes import read_code

_NUMBER: Final = r"[+-]?\d{1,3}(?:\.\d{1,20})?(?!\.?\d)"
_BETWEEN: Final = r"(?:\s{0,2}[,/]\s{0,2}|\s{1,2})"
_LAT_LNG: Final = rf"(?P<lat>{_NUMBER}){_BETWEEN}(?P<lng>{_NUMBER})"
_LNG_LAT: Final = rf"(?P<lng>{_NUMBER}){_BETWEEN}(?P<lat>{_NUMBER})"
_WRITTEN: Final = rf"{_LAT_LNG}(?=\s?(?:\Z|[(,;]))"
"""A pair that is not the beginning of an address such as 12, 34 Main Road."""

_TYPED: Final = r"(?P<typed>.{5,200})"
"""What is written as a rider may type it: in degrees, minutes and seconds, or with N and E."""

_CENTRED_M: Final = 100.0
"""Metres by which a screen that opens on a place may have been moved."""

_METRES: Final = r"(?P<x>-?\d{5,8}(?:\.\d{1,10})?),(?P<y>-?\d{5,8}(?:\.\d{1,10})?)"
_SEARCH: Final = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place in a link that may contain a position: a part, and the pattern that it matches from its beginning.

    `accuracy_m` is that of positions without an own one.
    """

    part: Part
    pattern: str
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A map site: its exact hosts, where the position may be, best first, and its datum."""

    hosts: re.Pattern[str]
    rows: tuple[SiteRow, ...]
    datum: Callable[[Link], str]


def place_of(link: Link) -> Position | None:
    """Return the position in a link of a known map site, converted to WGS-84; None for any other link."""
    for site in _SITES:
        if site.hosts.fullmatch(link.host):
            return next((found for row in site.rows if (found := _read(row, link, site))), None)
    return None


def is_map_host(host: str) -> bool:
    """Return whether a host is exactly one of the map sites'."""
    return any(site.hosts.fullmatch(host) for site in _SITES)


def is_map_link(link: Link) -> bool:
    """Return whether a link leads to a map; for a search engine, only paths below /maps count."""
    is_search = _SEARCH.fullmatch(link.host) is not None and not link.path.startswith("/maps")
    return is_map_host(link.host) and not is_search


def _read(row: SiteRow, link: Link, site: Site) -> Position | None:
    match = _compiled(row.pattern).match(row.part(link))
    if match is None:
        return None
    written = match.groupdict()
    if "code" in written:
        return read_code(written["code"])
    if "typed" in written:
        found = find_coordinates(written["typed"])
        return _positioned(found.position.lat, found.position.lng, site.datum(link)) if found else None
    if "x" in written:
        place = from_mercator(float(written["x"]), float(written["y"]))
        return _positioned(*place, BD09, row.accuracy_m) if place else None
    lat, lng = float(written["lat"]), float(written["lng"])
    if abs(lat) > 90:  # noqa: PLR2004  beyond the poles, so the two are swapped
        lat, lng = lng, lat
    return _positioned(lat, lng, site.datum(link), float(written.get("radius") or 0) or row.accuracy_m)


def _positioned(lat: float, lng: float, datum: str, accuracy_m: float | None = None) -> Position | None:
    return position_on(datum, lat, lng, "link", accuracy_m) if is_usable(lat, lng) else None


def _rows(part: Part, *patterns: str, accuracy_m: float | None = None) -> tuple[SiteRow, ...]:
    return tuple(SiteRow(part, pattern, accuracy_m) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a link of its site is first read; a bot meets few of them."""
    return re.compile(pattern, re.ASCII | re.DOTALL)


def _hosts(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(names), re.ASCII)


def _always(datum: str) -> Callable[[Link], str]:
    return lambda _link: datum


def _by(field: str, datums: Mapping[str, str], otherwise: str) -> Callable[[Link], str]:
    """Return a function that gives the datum named by a field of the link."""
    return lambda link: datums.get(link.query.get(field, "").lower(), otherwise)


def _google_datum(link: Link) -> str:
    return GCJ02 if link.host.endswith(".cn") else WGS84


_AMAP: Final = Site(
    _hosts(r"(?:www\.|uri\.|ditu\.|m\.|mo\.|wb\.|gaode\.)?amap\.com", r"(?:www\.|ditu\.)?gaode\.com"),
    (
        *_rows(query("to", "to[lnglat]", "to[lng]+to[lat]", "dest", "daddr"), _LNG_LAT),
        *_rows(query("position", "markers", "lnglat", "location"), _LNG_LAT),
        *_rows(query("r"), rf"{_NUMBER},{_NUMBER},[^,]{{0,80}},{_LAT_LNG}"),
        *_rows(query("n"), rf"{_NUMBER},{_NUMBER},{_LAT_LNG}"),
        *_rows(query("q"), _LAT_LNG),
        *_rows(query("p"), rf"[^,]{{0,40}},{_LAT_LNG}"),
        *_rows(query("dlat+dlon", "lat+lng", "lat+lon"), _LAT_LNG),
        *_rows(path, rf"/.{{0,400}}?daddr={_LNG_LAT}", rf"/.{{0,40}}?lnglat={_LNG_LAT}"),
    ),
    _by("coordinate", {"wgs84": WGS84, "gps": WGS84, "baidu": BD09}, GCJ02),
)
"""https://lbs.amap.com/api/uri-api/guide/mobile-web/point.

The app's share links lead to ?q=lat,lng,name, ?p=id,lat,lng,name and, for ways, ?r=lat,lng,name,lat,lng,name or ?n=.
"""

_BAIDU_DATUMS: Final = {"wgs84": WGS84, "wgs84ll": WGS84, "gcj02": GCJ02, "gcj02ll": GCJ02}
_BAIDU: Final = Site(
    _hosts(r"(?:api\.|www\.|m\.|maps\.)?map\.baidu\.com", r"maps\.baidu\.com", r"ditu\.baidu\.com"),
    (
        *_rows(query("location", "destination", "latlng"), rf"(?:.{{0,60}}?latlng:)?{_LAT_LNG}"),
        *_rows(query("en"), rf".{{0,2000}}\$\$(?:to:)?{_METRES}"),
        *_rows(path, rf"/poi/[^@]{{0,400}}@{_METRES}", accuracy_m=_CENTRED_M),
        *_rows(baidu_place, rf"\(?{_METRES}", accuracy_m=_CENTRED_M),
    ),
    _by("coord_type", _BAIDU_DATUMS, BD09),
)
"""https://lbsyun.baidu.com/index.php?title=uri/api/web; the web map's own URLs are in Mercator metres.

A link to a place has nothing but the middle of a map that opens on it, so its accuracy is told.
"""

_TENCENT: Final = Site(
    _hosts(r"(?:apis\.|www\.|m\.)?map\.qq\.com", r"apis\.map\.wap\.qq\.com", r"map\.wap\.qq\.com", r"3gimg\.qq\.com"),
    (
        *_rows(query("marker"), rf".{{0,200}}?coord:{_LAT_LNG}"),
        *_rows(query("tocoord", "coord", "latlng"), _LAT_LNG),
        *_rows(query("epointy+epointx", "pointy+pointx", "lat+lng"), _LAT_LNG),
    ),
    _by("coord_type", {"1": WGS84}, GCJ02),
)
"""https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebMarker"""

_APPLE: Final = Site(
    _hosts(r"(?:beta\.)?maps\.apple\.com", r"maps\.apple"),
    (
        *_rows(query("destination", "daddr", "coordinate"), _WRITTEN, _TYPED),
        *_rows(query("q", "address"), rf"(?:loc:)?{_WRITTEN}", _TYPED),
        *_rows(apple_pin, _LAT_LNG),
    ),
    _always(GCJ02),
)
"""https://developer.apple.com/documentation/mapkit/unified-map-urls, and of older systems
https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks.

In China it has AMap's data and datum, elsewhere WGS-84, which equals GCJ-02 there.
"""

_GOOGLE: Final = Site(
    _hosts(r"(?:(?:www|maps|ditu)\.)?google\.(?:com|cn|[a-z]{2}|com?\.[a-z]{2})"),
    (
        *_rows(google_destination, rf"\s?{_WRITTEN}", _TYPED),
        *_rows(google_way, rf"/.{{0,3000}}!1d(?P<lng>{_NUMBER})!2d(?P<lat>{_NUMBER})"),
        *_rows(google_place, rf"/maps/.{{0,1500}}?!3d(?P<lat>{_NUMBER})!4d(?P<lng>{_NUMBER})"),
        *_rows(google_name, rf"\s?(?:loc:)?{_WRITTEN}", _TYPED),
        *_rows(google_query("destination", "daddr", "q", "query"), rf"(?:loc:|[^@]{{0,200}}@)?{_WRITTEN}", _TYPED),
        *_rows(query("viewpoint", "cbll"), _LAT_LNG),
        *_rows(path, rf"/maps/[^@]{{0,400}}@{_LAT_LNG},\d{{1,3}}(?:\.\d{{1,9}})?a,"),
    ),
    _google_datum,
)
"""https://developers.google.com/maps/documentation/urls/get-started.

In a place's URL the pin, !3d…!4d…, is the place, in a way's the last stop counts. What follows @ is only the middle of
the screen, unless it is the place of a street view (3a).
Its Chinese site is in GCJ-02. The other sites show their roads in it, in mainland China, but satellite pictures and the
phone's own position in WGS-84, and a link does not say which of them was pressed: they count as WGS-84.
"""

_OSM: Final = Site(
    _hosts(r"(?:www\.)?openstreetmap\.org", r"(?:www\.)?osm\.org"),
    (
        *_rows(query("mlat+mlon", "marker", "to"), _LAT_LNG),
        *_rows(osm_code, r"/go/(?P<code>[A-Za-z0-9_~@-]{1,20})"),
        *_rows(query("route"), rf".{{0,300}};{_LAT_LNG}"),
        *_rows(query("query"), _WRITTEN, _TYPED),
        *_rows(osm_point, _LAT_LNG),
    ),
    _always(WGS84),
)
"""https://wiki.openstreetmap.org/wiki/Browsing#Sharing_a_link_to_the_maps; #map= is only the middle of the screen."""

_GEO: Final = Site(
    _hosts("geo"),
    (
        *_rows(query("q"), _LAT_LNG),
        *_rows(
            path,
            rf"{_LAT_LNG}(?:,[^;]{{0,30}})?(?:;crs=(?i:wgs84))?(?!;crs=)(?:;u=(?P<radius>\d{{1,6}}(?:\.\d{{1,9}})?))?",
        ),
    ),
    _always(WGS84),
)
"""RFC 5870, with Android's ?q= for the pin."""

_SITES: Final = (_AMAP, _BAIDU, _TENCENT, _APPLE, _GOOGLE, _OSM, _GEO)
