"""What is odd in a photo's file: found, but not used as it stands. `qianshao locate` words it."""

from dataclasses import dataclass
from enum import StrEnum


class Odd(StrEnum):
    """The kinds of oddities, each with a wording `oddity.NAME`."""

    CUT = "cut"
    OVERFULL = "overfull"
    EXIF_LOST = "exif_lost"
    EXIF_DAMAGED = "exif_damaged"
    PARTS = "parts"
    REFERENCE = "reference"
    PLACE = "place"
    PLACES_DIFFER = "places_differ"
    DATUM = "datum"
    ACCURACY = "accuracy"
    SATELLITE_TIME = "satellite_time"
    ROLLOVER = "rollover"
    TIME = "time"
    TIMES_DIFFER = "times_differ"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class Oddity:
    """One oddity, and what is written in the file."""

    kind: Odd
    written: str = ""
