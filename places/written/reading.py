"""Reading the position in a text: the parsers in order, and short links last."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from domain.geo.positions import Position
from places.written.coordinates import find_coordinates
from places.written.links import Link, PlacedLink, find_links
from places.written.map_sites import is_map_link, place_of
from places.written.parsed_place import ParsedPlace, Parser, text_without
from places.written.plus_codes import find_plus_code
from places.written.share_words import without_share_words
from places.written.short_links import is_short


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a text: its position or None, the other words, and whether a map link could not be resolved."""

    position: Position | None
    rest: str
    lost_link: bool = False


class PositionReader:
    """Reads positions in texts; short plus codes are resolved near `centre`, short links by `follow`."""

    def __init__(
        self, centre: tuple[float, float] | None, follow: Callable[[Link], Awaitable[Position | None]]
    ) -> None:
        self.parsers: tuple[Parser, ...] = (find_link, partial(find_plus_code, near=centre), find_coordinates)
        self._follow = follow

    def find(self, text: str) -> ParsedPlace | None:
        """Return the result of the first successful parser, or None; without network, in linear time."""
        return next((found for parse in self.parsers if (found := parse(text))), None)

    async def read(self, text: str) -> Reading:
        """Return the position in a text; if there is none, follow the first short link, which may take three seconds.

        Map links without a position are removed from the words.
        """
        if found := self.find(text):
            return Reading(found.position, found.rest)
        short = next((placed for placed in find_links(text) if is_short(placed.link)), None)
        if short is not None and (position := await self._follow(short.link)):
            return Reading(position, without_share_words(_without(text, short)))
        lost = [placed for placed in find_links(text) if is_short(placed.link) or is_map_link(placed.link)]
        return Reading(None, _without(text, *lost) if lost else text, lost_link=bool(lost))


def find_link(text: str) -> ParsedPlace | None:
    """Return the first link of a map site, or geo: URI, that contains a position; the same link again leaves, too."""
    links = find_links(text)
    for placed in links:
        if position := place_of(placed.link):
            again = (other for other in links if other.link.address == placed.link.address)
            return ParsedPlace(position, without_share_words(_without(text, placed, *again)))
    return None


def _without(text: str, *links: PlacedLink) -> str:
    return text_without(text, *((placed.start, placed.end) for placed in links))
