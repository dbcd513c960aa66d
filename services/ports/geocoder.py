"""The geocoding services that look up addresses and roads."""

from typing import Protocol

from domain.geo.place_names import NamedPlace
from domain.geo.positions import Point


class Geocoder(Protocol):
    """The external geocoding services that the operator has configured."""

    @property
    def asks(self) -> bool:
        """Whether any service is configured; if not, no request leaves the machine."""

    async def find(self, text: str, near: Point | None) -> NamedPlace | None:
        """Return the place of an address within the district, or None if it is unknown.

        If several places match, return the one nearest to `near`.

        Raises:
            domain.errors.NobodyAnswered: No service gave a usable answer in time.
        """

    async def name(self, point: Point) -> str | None:
        """Return the name of the road or place at this point, or None if it has no name.

        Raises:
            domain.errors.NobodyAnswered: No service gave a usable answer in time.
        """
