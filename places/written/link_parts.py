"""The parts of a link in which map sites write positions."""

from collections.abc import Callable
from typing import Final

from places.written.links import Link

Part = Callable[[Link], str]
"""Returns the part of a link that may contain the position; "" if the link has no such part."""

_APPLE_NAMES: Final = ("q", "address", "name", "auid", "place-id")
_BAIDU_PLACES: Final = ("uid", "poishareuid", "shareurl")
_NAMED_AT: Final = 3
"""The segment with the name in /maps/place/NAME/… and the first one of /maps/dir/FROM/TO/…"""


def query(*names: str) -> Part:
    """Return a part: the first of these fields that a link has; of a pair "lat+lng", both with a comma between."""

    def part(link: Link) -> str:
        for name in names:
            values = [link.query.get(half, "") for half in name.split("+")]
            if all(values):
                return ",".join(values)
        return ""

    return part


def path(link: Link) -> str:
    """Return the path."""
    return link.path


def google_name(link: Link) -> str:
    """Return what stands for the name of a place or a search: a dropped pin has its coordinates there."""
    segments = _google_segments(link, "place", "search")
    return segments[0] if segments else ""


def google_destination(link: Link) -> str:
    """Return the last stop of a way; the first one is where it begins."""
    segments = _google_segments(link, "dir")
    stops = [segment for segment in segments[1:] if segment and not segment.startswith(("@", "data=", "am="))]
    return stops[-1] if stops else ""


def google_way(link: Link) -> str:
    """Return the path of a way, whose data has the stops that were chosen by name."""
    return link.path if link.path.startswith("/maps/dir/") else ""


def google_place(link: Link) -> str:
    """Return the path of anything but a way."""
    return "" if google_way(link) else link.path


def _google_segments(link: Link, *kinds: str) -> list[str]:
    segments = link.path.replace("+", " ").split("/")
    return segments[_NAMED_AT:] if segments[1:2] == ["maps"] and segments[2:3] and segments[2] in kinds else []


def google_query(*names: str) -> Part:
    """Return a part: a field without the stops before the last one (`daddr=A to:B`)."""
    part = query(*names)
    return lambda link: part(link).rpartition(" to:")[2].strip()


def apple_pin(link: Link) -> str:
    """Return the point of a pin, which has a name; without one it is only the middle of the screen."""
    return link.query.get("ll", "") if any(link.query.get(name) for name in _APPLE_NAMES) else ""


def baidu_place(link: Link) -> str:
    """Return the middle of a map that is open on one place."""
    is_place = any(link.query.get(name) for name in _BAIDU_PLACES) or link.query.get("s", "").startswith("inf")
    return link.query.get("c", "") if is_place else ""


def osm_code(link: Link) -> str:
    """Return the path of a short link with a marker; without one it is only a screen."""
    return link.path if "m" in link.query or "mlat" in link.query else ""


def osm_point(link: Link) -> str:
    """Return the point that was asked about; on the map's own page lat and lon are the middle of the screen."""
    return query("lat+lon")(link) if link.path.startswith(("/query", "/search")) else ""
