"""Dangers to life: their kinds, whom to call, and the words by which people name them."""

from dataclasses import dataclass
from enum import StrEnum


class DangerKind(StrEnum):
    """What is happening; a danger to a person unless only a smell or a missing person is told."""

    INJURY = "injury"
    TRAFFIC = "traffic"
    COLLAPSE = "collapse"
    DROWNING = "drowning"
    ELECTRIC = "electric"
    TRAPPED = "trapped"
    FIRE = "fire"
    VIOLENCE = "violence"
    SUICIDE = "suicide"
    HELP = "help"
    GAS = "gas"
    MISSING = "missing"


_CARDS_AT_ONCE = frozenset({DangerKind.GAS, DangerKind.MISSING})


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger in a district.

    Attributes:
        call: Whom to call, first things first, in the values of a category's ``call``.
        category: The slug under which it is reported afterwards; None if the district has none for it.
        words_zh: Chinese phrases that name it, in the grammar of `domain.language.phrases`.
        words_en: English phrases.
        ordinary_zh: Chinese phrases in which such words speak of something else.
        ordinary_en: English ones.
    """

    kind: DangerKind
    call: tuple[str, ...]
    category: str | None
    words_zh: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    ordinary_zh: tuple[str, ...] = ()
    ordinary_en: tuple[str, ...] = ()

    @property
    def to_person(self) -> bool:
        """Whether somebody is hurt or may be at any moment, so that nothing but whom to call is told."""
        return self.kind not in _CARDS_AT_ONCE
