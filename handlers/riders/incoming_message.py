"""What one message of a rider brings, before it is known where it goes."""

from dataclasses import dataclass

from domain.geo.positions import Position
from domain.reporting.photos import Photo


@dataclass(frozen=True, slots=True)
class Brought:
    """Words without the position among them, a position whatever its source, a photo that was taken in.

    `photo_position`: where the photo's file says that it was taken.
    `lost_link`: a map's link among the words led nowhere.
    """

    text: str = ""
    position: Position | None = None
    photo: Photo | None = None
    lost_link: bool = False
    photo_position: Position | None = None

    @property
    def anywhere(self) -> Position | None:
        """A position that it brings in one way or another."""
        return self.position or self.photo_position
