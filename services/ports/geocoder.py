"""Services that know addresses and roads."""

from typing import Protocol

from domain.geo.place_names import NamedPlace
from domain.geo.positions import Point


class Geocoder(Protocol):
    """Services outside the house that know addresses and the names of roads, as the operator chose them."""

    @property
    def asks(self) -> bool:
        """Whether there is anybody to ask; without, nothing leaves the machine."""

    async def find(self, text: str, near: Point | None) -> NamedPlace | None:
        """The place of an address, within the district; of several the one closest to `near`. None where unknown.

        Raises:
            domain.errors.NobodyAnswered: in time, or in words that can be understood.
        """

    async def name(self, point: Point) -> str | None:
        """The name of the road or place there; None where it has none. Raises NobodyAnswered."""
