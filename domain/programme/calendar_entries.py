"""An activity as a file that calendars take in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar gets to know.

    Attributes:
        uid: The same for each version of an activity: a newer one takes the place of the older.
        sequence: Which version it is, counted from 0.
        cancelled: Whether it takes the activity out of the calendar.
        lat, lng: WGS-84; None where nobody gave a position.
        starts_at, ends_at, written_at: ms UTC.
    """

    uid: str
    sequence: int
    cancelled: bool
    title: str
    note: str
    place: str
    lat: float | None
    lng: float | None
    url: str
    starts_at: int
    ends_at: int
    written_at: int

    @property
    def name(self) -> str:
        """The name of the file."""
        return "activity.ics"
