"""One district spoken of in one language: its words, its names, its times."""

from dataclasses import dataclass, replace
from typing import Protocol

from domain.district.district import District
from domain.district.routing import Queue, Reason
from services.deps import Deps, Limits
from services.tickets import routes
from texts.base import times
from texts.base.lengths import cut
from texts.base.routing import reason_text
from texts.base.wording import Html, Words, words_of

_NAME = 60
"""Units of a name at most, so that no name crowds out the rest of a caption."""


class Named(Protocol):
    """Anything with a name in both languages."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""


@dataclass(frozen=True, slots=True)
class Locale:
    """Who speaks: the district and its limits, in the words of a language."""

    words: Words
    district: District
    limits: Limits

    @classmethod
    def of(cls, deps: Deps, language: str) -> "Locale":
        """The district in `zh` or `en`."""
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
        """A thing's name in this language."""
        return cut(thing.zh if self.language == "zh" else thing.en, _NAME)

    def category(self, slug: str) -> str:
        """A category's name; the slug of one that the district gave up."""
        category = self.district.catalogue.get(slug)
        return self.name(category) if category else slug

    def queue(self, queue: Queue | str) -> str:
        """A queue's name; the id of one that the district gave up."""
        known = self.district.queues.get(queue) if isinstance(queue, str) else queue
        return self.name(known) if known else str(queue)

    def community(self, community: str | None) -> str:
        """A community's name, or that the place lies in none."""
        if community is None:
            return self.plain("place.outside")
        known = self.district.communities.get(community)
        return cut(known.name if known else community, _NAME)

    def moment(self, at: int, now: int) -> str:
        """See `texts.base.times.moment`."""
        return times.moment(at, now, self.district.timezone, self.language)

    def stamp(self, at: int) -> str:
        """See `texts.base.times.stamp`."""
        return times.stamp(at, self.district.timezone, self.language)

    def day(self, at: int) -> str:
        """See `texts.base.times.day`."""
        return times.day(at, self.district.timezone, self.language)

    def ago(self, at: int, now: int) -> str:
        """See `texts.base.times.ago`."""
        return times.ago(at, now, self.language)

    def reason(self, kept: str) -> str:
        """Why a report came to its queue, from what is kept with it, with names in place of ids."""
        return reason_text(self._named(routes.decode(kept)), self.language)

    def _named(self, reason: Reason) -> Reason:
        rule, community = reason.rule, self.community(reason.community)
        if rule is not None:
            rule = replace(
                rule,
                category=self.category(rule.category) if rule.category else None,
                responsible=self.queue(rule.queue) if rule.responsible else None,
                community=self.community(rule.community) if rule.community else None,
            )
        return replace(reason, community=community, rule=rule)
