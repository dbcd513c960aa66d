"""What an answer says about a day until which a ticket is held, or to which its limit is extended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.district.clocks import Calendar
from domain.reporting.reports import Report
from domain.tickets.holds import NoDay, Past, TooFar, TwoDays, day_said, gives_reason, hold_ends
from domain.tickets.lifecycle import Action
from domain.tickets.staff import Prompt
from services.deps import Deps

DAY_ACTIONS = frozenset({Action.HOLD.value, Action.EXTEND.value})
"""The actions whose words name a day."""


class Lack(StrEnum):
    """What an answer lacks, so that it is asked for."""

    DAY = "day"
    OVER = "over"
    WHICH = "which"
    FAR = "far"
    EARLY = "early"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class DaySaid:
    """The days that an answer names, until when that is (ms UTC), and what it lacks, if anything."""

    lack: Lack | None
    days: tuple[date, ...] = ()
    until: int = 0


def with_answer(prompt: Prompt, text: str) -> str:
    """Return the words of a question with one more answer, which is a line where a day is asked for."""
    said = " ".join(text.split()) if prompt.action in DAY_ACTIONS else text
    return "\n".join(filter(None, (prompt.words, said)))


def understand(deps: Deps, report: Report, action: str, words: str) -> DaySaid:
    """Read all answers that somebody gave to a question for a day; where the newest names one, its day counts."""
    calendar, now = deps.district.calendar_of(deps.district.queue(report.queue)), deps.clock.now()
    said = day_said(words.rpartition("\n")[2], now, calendar)
    if isinstance(said, NoDay):
        said = day_said(words, now, calendar)
    match said:
        case NoDay():
            return DaySaid(Lack.DAY)
        case Past(day):
            return DaySaid(Lack.OVER, (day,))
        case TwoDays(days):
            return DaySaid(Lack.WHICH, days)
        case TooFar(day):
            return DaySaid(Lack.FAR, (day,))
        case day:
            until = _UNTIL[action](day, calendar)
            too_early = action == Action.EXTEND and until <= (report.due_at or 0)
            lack = Lack.EARLY if too_early else None if gives_reason(words) else Lack.REASON
            return DaySaid(lack, (day,), until)


_UNTIL: Mapping[str, Callable[[date, Calendar], int]] = {
    Action.HOLD: hold_ends,
    Action.EXTEND: lambda day, calendar: calendar.end_of(day),
}
"""A hold ends in the morning of its day, a limit at the end of its work."""
