"""The catalogue of categories: urgency, responsibility and limits."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

_MILLISECONDS = {"m": 60_000, "h": 3_600_000, "d": 86_400_000}
_SPAN = re.compile(r"(\d{1,4})([mhd])", re.ASCII)


class Urgency(StrEnum):
    """The urgency of a category; urgent reports are routed at any hour."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"


class Clock(StrEnum):
    """The hours that count towards a limit."""

    URGENT_HOURS = "urgent_hours"
    WORK_HOURS = "work_hours"
    WORK_DAYS = "work_days"
    CALENDAR_DAYS = "calendar_days"


class PhotoRule(StrEnum):
    """Whether a report of the category needs a photo (an urgent one never does), and whether others may see it."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    NEVER_SHOWN = "never_shown"


@dataclass(frozen=True, slots=True)
class Span:
    """A limit as written in the catalogue: an amount of minutes, hours or days."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``15m``, ``2h`` or ``3d``.

        Raises:
            ValueError: The text is anything else, or zero.
        """
        match = _SPAN.fullmatch(text.strip())
        if match is None or int(match[1]) == 0:
            raise ValueError(text)
        return cls(int(match[1]), match[2])

    @property
    def milliseconds(self) -> int:
        """The span in milliseconds; a day has 24 hours."""
        return self.amount * _MILLISECONDS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class Category:
    """One row of ``catalogue.csv``; words, advice and short names are empty if the district gives none."""

    slug: str
    zh: str
    en: str
    gb_code: str
    urgency: Urgency
    first_response: Span
    resolve_within: Span
    clock: Clock
    responsible: str
    duplicate_radius_m: int
    duplicate_days: int
    call: str | None
    photo: PhotoRule
    indoor: bool
    words_zh: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    advice_zh: str = ""
    advice_en: str = ""
    short_zh: str = ""
    short_en: str = ""

    @property
    def urgent(self) -> bool:
        """Whether it is routed at any hour and its card says whom to call first."""
        return self.urgency is Urgency.URGENT

    @property
    def seeks_person(self) -> bool:
        """Whether it is about somebody who is missing: urgent, and nobody ever sees their picture."""
        return self.urgent and self.photo is PhotoRule.NEVER_SHOWN

    @property
    def may_show(self) -> bool:
        """Whether pictures of it may ever be seen by other riders than the one who reported it."""
        return self.photo is not PhotoRule.NEVER_SHOWN and not self.indoor


@dataclass(frozen=True, slots=True)
class Catalogue(Mapping[str, Category]):
    """The district's categories by slug, in file order."""

    by_slug: dict[str, Category]

    @classmethod
    def of(cls, categories: Iterable[Category]) -> Self:
        """Return a catalogue of categories with unique slugs."""
        return cls({category.slug: category for category in categories})

    @property
    def responsible(self) -> frozenset[str]:
        """The kinds of queue that its categories name as responsible."""
        return frozenset(category.responsible for category in self.by_slug.values())

    def pressing(self, slug: str) -> Category:
        """Return a category as it counts in danger: urgent, with the shortest limits that an urgent one has here.

        Raises:
            KeyError: There is no such slug.
        """
        category = self[slug]
        if category.urgent:
            return category
        urgent = [each for each in self.by_slug.values() if each.urgent] or [category]
        return replace(
            category,
            urgency=Urgency.URGENT,
            clock=Clock.URGENT_HOURS,
            first_response=min((each.first_response for each in urgent), key=_length),
            resolve_within=min((each.resolve_within for each in urgent), key=_length),
        )

    def __getitem__(self, slug: str) -> Category:
        return self.by_slug[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_slug)

    def __len__(self) -> int:
        return len(self.by_slug)


def _length(span: Span) -> int:
    return span.milliseconds
