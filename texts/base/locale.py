"""The district in one language: wording, names and times."""

from dataclasses import dataclass
from typing import Protocol

from domain.district.district import District
from domain.district.routing import Queue
from domain.reporting.reports import Status
from services.deps import Deps, Limits
from texts.base import times
from texts.base.lengths import cut
from texts.base.wording import Html, Words, words_of

_NAME = 60
"""Limit for the length of a name in UTF-16 units, so that the rest of a caption keeps its room."""


class Named(Protocol):
    """An object with a Chinese and an English name."""

    @property
    def zh(self) -> str:
        """The Chinese name."""

    @property
    def en(self) -> str:
        """The English name."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A district with its limits, in one language."""

    words: Words
    district: District
    limits: Limits

    @classmethod
    def of(cls, deps: Deps, language: str) -> "Locale":
        """Return the district of `deps` in `zh` or `en`."""
        return cls(words_of(language), deps.district, deps.limits)

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.words.language

    def say(self, key: str, /, **fields: object) -> Html:
        """See `texts.base.wording.Words.say`."""
        return self.words.say(key, **fields)

    def plain(self, key: str, /, **fields: object) -> str:
        """See `texts.base.wording.Words.plain`."""
        return self.words.plain(key, **fields)

    def name(self, thing: Named) -> str:
        """Return the name of a thing in this language, cut to 60 units."""
        return cut(thing.zh if self.language == "zh" else thing.en, _NAME)

    def category(self, slug: str) -> str:
        """Return a category's name, or its last one; where that is not known, the wording for one that is gone."""
        category = self.district.known_category(slug)
        return self.name(category) if category else self.plain("gone.category")

    def category_short(self, slug: str) -> str:
        """Return a category's short name, or its name where the district gives none; for keys and riders' screens.

        Staff's cards, digests and files bear the official name, `category`.
        """
        category = self.district.catalogue.get(slug)
        short = category and (category.short_zh if self.language == "zh" else category.short_en)
        return short or self.category(slug)

    def queue(self, queue: Queue | str) -> str:
        """Return a queue's name, or its last one; where that is not known, the wording for one that is gone."""
        known = self.district.known_queue(queue) if isinstance(queue, str) else queue
        return self.name(known) or self.plain("gone.queue")

    def community(self, community: str | None) -> str:
        """Return a community's name; for None, the wording for a place outside every community."""
        if community is None:
            return self.plain("place.outside")
        return cut(self.district.known_community(community), _NAME) or self.plain("gone.community")

    def station(self, station: str | None) -> str:
        """Return a station's name, or the wording for one that is gone."""
        known = self.district.stations.get(station) if station is not None else None
        return self.name(known) if known else self.plain("gone.station")

    def status(self, status: Status) -> str:
        """Return a status in riders' words; staff read `ticket_status.*`."""
        return self.plain(f"status.{status}")

    def moment(self, at: int, now: int) -> str:
        """See `texts.base.times.moment`."""
        return times.moment(at, now, self.district.timezone, self.language)

    def stamp(self, at: int) -> str:
        """See `texts.base.times.stamp`."""
        return times.stamp(at, self.district.timezone, self.language)

    def second(self, at: int) -> str:
        """See `texts.base.times.second`."""
        return times.second(at, self.district.timezone, self.language)

    def day(self, at: int) -> str:
        """See `texts.base.times.day`."""
        return times.day(at, self.district.timezone, self.language)

    def long_day(self, at: int) -> str:
        """See `texts.base.times.long_day`."""
        return times.long_day(at, self.district.timezone, self.language)

    def month(self, at: int) -> str:
        """See `texts.base.times.month`."""
        return times.month(at, self.district.timezone, self.language)

    def short_day(self, at: int) -> str:
        """See `texts.base.times.short_day`."""
        return times.short_day(at, self.district.timezone, self.language)

    def weekday(self, at: int) -> str:
        """See `texts.base.times.weekday`."""
        return times.weekday(at, self.district.timezone, self.language)

    def lasting(self, span_ms: int) -> str:
        """See `texts.base.times.lasting`."""
        return times.lasting(span_ms, self.language)

    def ago(self, at: int, now: int) -> str:
        """See `texts.base.times.ago`."""
        return times.ago(at, now, self.language)
