"""The content of one incoming message, before its purpose is known."""

from dataclasses import dataclass

from domain.geo.positions import Position
from domain.reporting.clips import Clip
from domain.reporting.photos import Photo


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """The parts of a message that use cases need.

    Attributes:
        message_id: The message's id.
        text: Its words or caption, without positions.
        position: The position that it states, from any source, including a geocoder.
        photo: Its cleaned and stored photo, which belongs to no draft or report yet.
        clip: Its cleaned and stored voice message or video, as `photo`, which then is the still of a video.
        album: The id of the album of which it is a part, so that more parts may follow; "" for none.
        photo_position: The position in the photo's file.
        lost_link: Whether it contains a map link that could not be resolved.
        foreign: Whether it was forwarded or sent through another bot: it is not what the rider saw here and now.
        dictated: Whether a machine wrote its words, or some of them, down from a recording.
        photo_taken_at: When the photo was taken by its file, ms UTC; None if the file doesn't say.
        sent_at: When it was sent, ms UTC; 0 if that is not known.
        replied_to: The message of the same chat that it replies to.
    """

    message_id: int
    text: str = ""
    position: Position | None = None
    photo: Photo | None = None
    clip: Clip | None = None
    album: str = ""
    photo_position: Position | None = None
    lost_link: bool = False
    foreign: bool = False
    photo_taken_at: int | None = None
    dictated: bool = False
    sent_at: int = 0
    replied_to: int | None = None

    @property
    def shows(self) -> bool:
        """Whether it brings a photo, a voice message or a video."""
        return self.photo is not None or self.clip is not None

    @property
    def brings(self) -> bool:
        """Whether it brings more than words: a photo, a clip or a place."""
        return self.shows or self.any_position is not None

    @property
    def any_position(self) -> Position | None:
        """The stated position, else the photo's."""
        return self.position or self.photo_position
