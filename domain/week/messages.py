"""The messages about a week."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Notice
from domain.tickets.lookups import LookedUp


@dataclass(frozen=True, slots=True)
class Digest(Notice, name="digest", reads_much=True):
    """The digest of a scope (`rider:ID`, `queue:ID` or `district`) and a week (`2026-W46`).

    One that was asked for says so where there is nothing to tell; else nothing is sent then.
    """

    scope: str
    week: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class RiderYearShown(Notice, name="rider_year", reads_much=True):
    """A rider's year in one picture.

    One that was asked for says so where there is nothing to tell; else nothing is sent then.
    """

    rider_id: int
    year: int
    asked: bool = False


@dataclass(frozen=True, slots=True)
class DigestTimes(Notice, name="muted"):
    """An answer: when the weekly digest comes, with keys that choose another time, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresShown(LookedUp, name="figures", reads_much=True):
    """The figures of a group's queues in a period, `2026-W46` or `2026-11`."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice(LookedUp, name="export_choice"):
    """What is to be exported in which format, of which period: `2026`, `2026-11` or `2026-W46`; keys change it."""

    subject: str
    form: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPart(Notice, name="export_part", reads_much=True):
    """A file in the supervisors' group with what is exported, from a place in its order on; parts count from 1.

    `first` and `last` are days, `start` and `end` the span of time. `asked` names what was asked for and the message.
    """

    chat_id: int
    asked: str
    subject: str
    form: str
    first: str
    last: str
    start: int
    end: int
    at: int
    row_id: int = 0
    part: int = 1


class ExportComing(FixedNotice, name="export_coming", manner=Manner.FLEETING):
    """An answer: the file that was asked for is being made."""

    __slots__ = ()


class ExportUnknown(FixedNotice, name="export_unknown", manner=Manner.FLEETING):
    """Words behind `/export` that name nothing there is to export."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresTable(LookedUp, name="figures_table", reads_much=True):
    """The figures of all queues in a week, `2026-W46`, as a picture."""

    week: str


class PeriodUnknown(FixedNotice, name="period_unknown", manner=Manner.FLEETING):
    """Words behind `/figures` that name no period."""

    __slots__ = ()
