"""The configured geocoders, with their keys from the environment."""

import os
from collections.abc import Mapping
from typing import Final

from domain.district.problems import InFile, Problem
from domain.geo.place_names import Bounds
from files.config import Config, Places
from places.geocoders.geocoding import Geocoders, Service

KEY_VARIABLES: Final[Mapping[str, str]] = {
    "amap": "QIANSHAO_AMAP_KEY",
    "baidu": "QIANSHAO_BAIDU_KEY",
    "tianditu": "QIANSHAO_TIANDITU_KEY",
}
"""Nominatim needs no key."""


def geocoders_of(places: Places, bounds: Bounds) -> Geocoders:
    """Return the configured geocoders in their order; geopy is imported only if there are any."""
    if not places.geocoders:
        return Geocoders((), bounds)
    from places.geocoders.geocoder_table import GEOCODERS, Access, GeopyGeocoder  # noqa: PLC0415  geopy takes a quarter of a second

    services = []
    for name in places.geocoders:
        root = places.nominatim_url if name == "nominatim" else ""
        access = Access(bounds, _key(name), places.area or "", root)
        services.append(Service(name, GeopyGeocoder(GEOCODERS[name], access), GEOCODERS[name].pause_s))
    return Geocoders(services, bounds)


def check_keys(config: Config, config_file: str, problems: list[Problem]) -> None:
    """Add a problem for each configured geocoder whose key is missing in the environment."""
    for name in config.places.geocoders:
        if name in KEY_VARIABLES and not _key(name):
            place = InFile(key="places.geocoders")
            problems.append(
                Problem("geocoder_without_key", config_file, place, {"value": name, "variable": KEY_VARIABLES[name]})
            )


def _key(name: str) -> str:
    return os.environ.get(KEY_VARIABLES.get(name, ""), "").strip()
