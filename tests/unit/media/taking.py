"""What the tests of photos ask most: the facts of a file, and its clean copy."""

from zoneinfo import ZoneInfo

from media.facts import CleanPhoto, PhotoFacts
from media.intake import parse, read_facts, take_in

DISTRICT = ZoneInfo("Asia/Shanghai")


def facts_of(data: bytes) -> PhotoFacts:
    """The facts of a photo taken in the district. Raises PhotoUnfit."""
    return read_facts(parse(data), DISTRICT)


def clean(data: bytes) -> CleanPhoto:
    """The clean copy of a photo. Raises PhotoUnfit."""
    return take_in(parse(data), DISTRICT).clean
