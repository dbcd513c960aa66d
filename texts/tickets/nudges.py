"""Short replies to a ticket card that staff must notice."""

from collections.abc import Mapping

from domain.reporting.reports import Report
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.wording import lines

_WORDS = 600

KINDS: Mapping[str, str] = {
    "reopened": "nudge.reopened",
    "witness": "nudge.witness",
    "added": "nudge.added",
    "half_time": "nudge.half_time",
    "overdue": "nudge.overdue",
    "hold_over": "nudge.hold_over",
}
"""The wording of each kind."""


def nudge(kind: str, report: Report, fields: Mapping[str, str], locale: Locale) -> Screen:
    """One nudge, with the rider's words where there are any."""
    due_at = locale.stamp(report.due_at) if report.due_at is not None else "—"
    said = locale.say(KINDS[kind], number=report.number, witnesses=report.witnesses, due_at=due_at)
    words = fields.get("words", "")
    return Screen(lines(said, locale.say("nudge.words", words=cut(words, _WORDS)) if words else None))
