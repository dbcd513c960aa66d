"""Categories as a reader of texts sees them, without the rest of a catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """A category's names and phrases."""

    slug: str
    zh: str
    en: str
    words_zh: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    urgent: bool = False
