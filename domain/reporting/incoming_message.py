"""What one message of a person brings, before it is known what it is for."""

from dataclasses import dataclass

from domain.geo.positions import Position
from domain.reporting.photos import Photo


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """The parts of a message that the use cases take.

    Attributes:
        message_id: of the message.
        text: its words or caption, positions taken out.
        position: where the message says it is, whatever the source; a place that a geocoder knew by its words, too.
        photo: the cleaned and stored photo, of no draft or report yet.
        album: the message is part of an album, of which more parts may follow.
        photo_position: where the photo's file says that it was taken.
        lost_link: a map's link among the words led nowhere.
    """

    message_id: int
    text: str = ""
    position: Position | None = None
    photo: Photo | None = None
    album: bool = False
    photo_position: Position | None = None
    lost_link: bool = False

    @property
    def any_position(self) -> Position | None:
        """A position that it brings in one way or another."""
        return self.position or self.photo_position
