"""AMap 高德 as a geopy geocoder: addresses and names of roads, in GCJ-02."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

ROOT: Final = "https://restapi.amap.com"
_NOT_FOUND: Final = ("30001", "30002", "30003")  # ENGINE_RESPONSE_DATA_ERROR: no such address
_REFUSALS: Final[Mapping[str, type[GeocoderServiceError]]] = {
    **dict.fromkeys(("10003", "10044", "10045", "40000", "40002", "40003"), GeocoderQuotaExceeded),
    **dict.fromkeys(("10004", "10014", "10015", "10019", "10020", "10021", "10022", "10029"), GeocoderRateLimited),
    **dict.fromkeys(
        ("10001", "10002", "10005", "10006", "10007", "10008", "10009", "10012", "10013", "10026", "10041"),
        GeocoderAuthenticationFailure,
    ),
}
"""By infocode (https://lbs.amap.com/api/webservice/guide/tools/info); any other is a failure of the service."""


class AMap(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """https://lbs.amap.com/api/webservice/guide/api/georegeo; positions are returned in GCJ-02."""

    def __init__(self, api_key: str, *, root: str = ROOT, **common: Any) -> None:
        super().__init__(**common)
        self._key, self._root = api_key, root

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """Return the places of an address: a Location, a list of them, or None; awaitable with an async adapter."""
        url = self._url("geo", address=query)
        return self._call_geocoder(url, partial(_read_places, exactly_one=exactly_one), timeout=timeout)

    def reverse(self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """Return the place at a point in GCJ-02."""
        url = self._url("regeo", location=self._coerce_point_to_string(query, "%(lon)s,%(lat)s"), radius="200")
        return self._call_geocoder(url, partial(_read_point, query, exactly_one=exactly_one), timeout=timeout)

    def _url(self, method: str, **asked: str) -> str:
        return f"{self._root}/v3/geocode/{method}?{urlencode({'key': self._key, 'output': 'JSON', **asked})}"


def _read_places(answer: Mapping[str, Any], *, exactly_one: bool) -> Any:
    if not _succeeded(answer):
        return None
    places = [_place(place) for place in answer["geocodes"]]
    return (places or [None])[0] if exactly_one else places or None


def _place(place: Mapping[str, Any]) -> Location:
    longitude, latitude = place["location"].split(",")
    return Location(str(place.get("formatted_address") or ""), (float(latitude), float(longitude)), dict(place))


def _read_point(point: Any, answer: Mapping[str, Any], *, exactly_one: bool) -> Any:
    found = answer.get("regeocode") if _succeeded(answer) else None
    if not found:
        return None
    place = Location(str(found.get("formatted_address") or ""), point, dict(found))
    return place if exactly_one else [place]


def _succeeded(answer: Mapping[str, Any]) -> bool:
    """Return whether there is a result; False if there is no such address. Raises the error of the infocode."""
    if str(answer["status"]) == "1":
        return True
    code = str(answer.get("infocode"))
    if code in _NOT_FOUND:
        return False
    raise _REFUSALS.get(code, GeocoderServiceError)(f"infocode {code[:8]}")
