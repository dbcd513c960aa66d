"""The map sites whose links contain a position: where, in which order and in which datum."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.geo.datums import BD09, GCJ02, WGS84, position_on
from domain.geo.positions import Position, is_usable
from places.written.links import Link
from places.written.mercator import from_mercator
from places.written.osm_codes import read_code

Part = Callable[[Link], str]
"""Returns the part of a link that may contain the position; "" if the link has no such part."""

_NUMBER: Final = r"[+-]?\d{1,3}(?:\.\d{1,20})?(?!\.?\d)"
_BETWEEN: Final = r"\s{0,2}[,/]\s{0,2}"
_LAT_LNG: Final = rf"(?P<lat>{_NUMBER}){_BETWEEN}(?P<lng>{_NUMBER})"
_LNG_LAT: Final = rf"(?P<lng>{_NUMBER}){_BETWEEN}(?P<lat>{_NUMBER})"
_METRES: Final = r"(?P<x>-?\d{5,8}(?:\.\d{1,10})?),(?P<y>-?\d{5,8}(?:\.\d{1,10})?)"
_RADIUS: Final = r"(?:;u=(?P<radius>\d{1,6}(?:\.\d{1,9})?))?"


_SEARCH: Final = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place in a link that may contain a position: a part, and the pattern that it matches from its beginning."""

    part: Part
    pattern: re.Pattern[str]


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
    match = row.pattern.match(row.part(link))
    if match is None:
        return None
    written = match.groupdict()
    if "code" in written:
        return read_code(written["code"])
    if "x" in written:
        place = from_mercator(float(written["x"]), float(written["y"]))
        return _positioned(*place, BD09) if place else None
    lat, lng = float(written["lat"]), float(written["lng"])
    if abs(lat) > 90:  # noqa: PLR2004  beyond the poles, so the two are swapped
        lat, lng = lng, lat
    return _positioned(lat, lng, site.datum(link), float(written.get("radius") or 0) or None)


def _positioned(lat: float, lng: float, datum: str, accuracy_m: float | None = None) -> Position | None:
    return position_on(datum, lat, lng, "link", accuracy_m) if is_usable(lat, lng) else None


def _query(*names: str) -> Part:
    """Return a part: the first of these fields that a link has; of a pair "lat+lng", both with a comma between."""

    def part(link: Link) -> str:
        for name in names:
            values = [link.query.get(half, "") for half in name.split("+")]
            if all(values):
                return ",".join(values)
        return ""

    return part


def _path(link: Link) -> str:
    return link.path


def _fragment(link: Link) -> str:
    return link.fragment


def _rows(part: Part, *patterns: str) -> tuple[SiteRow, ...]:
    return tuple(SiteRow(part, re.compile(pattern, re.ASCII)) for pattern in patterns)


def _hosts(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(names), re.ASCII)


def _always(datum: str) -> Callable[[Link], str]:
    return lambda _link: datum


def _by(field: str, datums: Mapping[str, str], otherwise: str) -> Callable[[Link], str]:
    """Return a function that gives the datum named by a field of the link."""
    return lambda link: datums.get(link.query.get(field, "").lower(), otherwise)


def _google(link: Link) -> str:
    """Return GCJ-02 for Google's Chinese site, WGS-84 for others."""
    return GCJ02 if link.host.endswith(".cn") else WGS84


_AMAP: Final = Site(
    _hosts(r"(?:www\.|uri\.|ditu\.|m\.|wb\.|gaode\.)?amap\.com", r"(?:www\.|ditu\.)?gaode\.com"),
    (
        *_rows(_query("position", "markers", "to", "dest", "lnglat", "location"), _LNG_LAT),
        *_rows(_query("q"), _LAT_LNG),
        *_rows(_query("p"), rf"[^,]{{0,40}},{_LAT_LNG}"),
        *_rows(_query("lat+lng", "lat+lon"), _LAT_LNG),
        *_rows(_path, rf"/.{{0,40}}?lnglat={_LNG_LAT}"),
    ),
    _by("coordinate", {"wgs84": WGS84, "gps": WGS84, "baidu": BD09}, GCJ02),
)
"""https://lbs.amap.com/api/uri-api/guide/mobile-web/point; the app's share links lead to ?q= and ?p=."""

_BAIDU_DATUMS: Final = {"wgs84": WGS84, "wgs84ll": WGS84, "gcj02": GCJ02, "gcj02ll": GCJ02}
_BAIDU: Final = Site(
    _hosts(r"(?:api\.|www\.|m\.|maps\.)?map\.baidu\.com", r"maps\.baidu\.com", r"ditu\.baidu\.com"),
    (
        *_rows(_query("location", "destination", "latlng"), rf"(?:.{{0,60}}?latlng:)?{_LAT_LNG}"),
        *_rows(_path, rf"[^@]{{0,400}}@{_METRES}"),
        *_rows(_query("c"), _METRES),
        *_rows(_fragment, rf".{{0,60}}?c=\(?{_METRES}"),
    ),
    _by("coord_type", _BAIDU_DATUMS, BD09),
)
"""https://lbsyun.baidu.com/index.php?title=uri/api/web; the web map's own URLs are in Mercator metres."""

_TENCENT: Final = Site(
    _hosts(r"(?:apis\.|www\.|m\.)?map\.qq\.com", r"apis\.map\.wap\.qq\.com", r"map\.wap\.qq\.com"),
    (
        *_rows(_query("marker"), rf".{{0,200}}?coord:{_LAT_LNG}"),
        *_rows(_query("coord", "tocoord", "center", "latlng"), _LAT_LNG),
        *_rows(_query("pointy+pointx", "lat+lng"), _LAT_LNG),
    ),
    _by("coord_type", {"1": WGS84}, GCJ02),
)
"""https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebMarker"""

_APPLE: Final = Site(
    _hosts(r"maps\.apple\.com", r"maps\.apple"),
    (
        *_rows(_query("coordinate", "ll"), _LAT_LNG),
        *_rows(_query("q", "address", "daddr"), rf"(?:loc:)?{_LAT_LNG}"),
        *_rows(_query("sll", "center"), _LAT_LNG),
    ),
    _always(GCJ02),
)
"""https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks.

In China it has AMap's data and datum, elsewhere WGS-84, which equals GCJ-02 there.
"""

_GOOGLE: Final = Site(
    _hosts(r"(?:(?:www|maps|ditu)\.)?google\.(?:com|cn|[a-z]{2}|com?\.[a-z]{2})"),
    (
        *_rows(_path, rf"/maps/.{{0,1500}}!3d(?P<lat>{_NUMBER})!4d(?P<lng>{_NUMBER})"),
        *_rows(_path, rf"/maps/(?:place|search|dir/[^/]{{0,200}})/(?:loc:)?{_LAT_LNG}"),
        *_rows(_query("q", "query", "destination", "daddr"), rf"(?:loc:)?{_LAT_LNG}"),
        *_rows(_query("viewpoint", "ll", "center", "sll"), _LAT_LNG),
        *_rows(_path, rf"/maps/[^@]{{0,400}}@{_LAT_LNG}"),
    ),
    _google,
)
"""https://developers.google.com/maps/documentation/urls/get-started.

In a place's URL the pin, !3d…!4d…, is the place, and @ only the centre of the screen.
"""

_OSM: Final = Site(
    _hosts(r"(?:www\.)?openstreetmap\.org", r"(?:www\.)?osm\.org"),
    (
        *_rows(_query("mlat+mlon"), _LAT_LNG),
        *_rows(_path, r"/go/(?P<code>[A-Za-z0-9_~@-]{1,20})"),
        *_rows(_query("lat+lon"), _LAT_LNG),
        *_rows(_fragment, rf"(?:.{{0,100}}&)?map=\d{{1,2}}/{_LAT_LNG}"),
    ),
    _always(WGS84),
)
"""https://wiki.openstreetmap.org/wiki/Browsing#Sharing_a_link_to_the_maps"""

_GEO: Final = Site(
    _hosts("geo"),
    (
        *_rows(_query("q"), _LAT_LNG),
        *_rows(
            _path,
            rf"{_LAT_LNG}(?:,[^;]{{0,30}})?(?:;crs=(?i:wgs84))?(?!;crs=)(?:;u=(?P<radius>\d{{1,6}}(?:\.\d{{1,9}})?))?",
        ),
    ),
    _always(WGS84),
)
"""RFC 5870, with Android's ?q= for the pin."""

_SITES: Final = (_AMAP, _BAIDU, _TENCENT, _APPLE, _GOOGLE, _OSM, _GEO)
