"""Tianditu 天地图 as a geopy geocoder: addresses and names of roads, in CGCS2000 (WGS-84 within decimetres)."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from geopy.exc import GeocoderAuthenticationFailure, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

ROOT: Final = "https://api.tianditu.gov.cn"
_NOTHING_FOUND: Final = ("101", "404")
_KEY_REFUSED: Final = range(300_000, 400_000)


class Tianditu(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """http://lbs.tianditu.gov.cn/server/geocodinginterface.html and geocoding.html."""

    def __init__(self, api_key: str, *, root: str = ROOT, **common: Any) -> None:
        super().__init__(**common)
        self._key, self._root = api_key, root

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """Return the place of an address: a Location, a list of one, or None; awaitable with an async adapter."""
        url = self._url(ds=json.dumps({"keyWord": query}, ensure_ascii=False))
        return self._call_geocoder(url, partial(_read_place, query, exactly_one=exactly_one), timeout=timeout)

    def reverse(self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """Return the place at a point."""
        latitude, longitude = self._coerce_point_to_string(query).split(",")
        post = json.dumps({"lon": float(longitude), "lat": float(latitude), "ver": 1})
        url = self._url(postStr=post, type="geocode")
        return self._call_geocoder(url, partial(_read_point, query, exactly_one=exactly_one), timeout=timeout)

    def _url(self, **asked: str) -> str:
        return f"{self._root}/geocoder?{urlencode({**asked, 'tk': self._key})}"


def _read_place(query: str, answer: Mapping[str, Any], *, exactly_one: bool) -> Any:
    found = answer.get("location") if _succeeded(answer) else None
    if not found:
        return None
    place = Location(str(found.get("keyWord") or query), (float(found["lat"]), float(found["lon"])), dict(found))
    return place if exactly_one else [place]


def _read_point(point: Any, answer: Mapping[str, Any], *, exactly_one: bool) -> Any:
    found = answer.get("result") if _succeeded(answer) else None
    if not found:
        return None
    place = Location(str(found.get("formatted_address") or ""), point, dict(found))
    return place if exactly_one else [place]


def _succeeded(answer: Mapping[str, Any]) -> bool:
    """Return whether there is a result; False if nothing was found.

    A refused key is reported as `code` instead of `status`.

    Raises:
        GeocoderServiceError: The service failed, or refused the key (GeocoderAuthenticationFailure).
    """
    status = str(answer.get("status", answer.get("code")))
    if status == "0":
        return True
    if status in _NOTHING_FOUND:
        return False
    refused = status.isdecimal() and int(status) in _KEY_REFUSED
    raise (GeocoderAuthenticationFailure if refused else GeocoderServiceError)(f"status {status[:8]}")
