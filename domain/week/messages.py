"""The messages about a week."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Meaning, Notice
from domain.tickets.lookups import LookedUp


@dataclass(frozen=True, slots=True)
class Digest(Meaning, name="digest", reads_much=True):
    """The digest of a scope (`rider:ID`, `queue:ID` or `district`) and a week (`2026-W46`)."""

    scope: str
    week: str


class DigestMuted(Notice, name="muted"):
    """An answer: the weekly digest is now off or on."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresShown(LookedUp, name="figures", reads_much=True):
    """The figures of a group's queues in a period, `2026-W46` or `2026-11`."""

    period: str


class PeriodUnknown(FixedNotice, name="period_unknown", manner=Manner.FLEETING):
    """Words behind `/figures` that name no period."""

    __slots__ = ()
