"""How a report is getting on, told to those who reported or witnessed it."""

from collections.abc import Mapping

from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, transition
from texts.base.buttons import Row, key
from texts.base.callbacks import Verb
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html, lines

_WORDS = 600


def progress(report: Report, original: Report | None, fields: Mapping[str, str], locale: Locale) -> Html:
    """One change of status, as the fields of the notice tell it: the report may have moved on since."""
    status = Status(fields["status"])
    words = fields.get("words", "").strip()
    said = locale.say(
        f"told.{status}",
        number=report.number,
        category=locale.category(report.category),
        queue=locale.queue(fields.get("queue", report.queue)),
        days=locale.limits.autoclose_days,
    )
    return lines(
        said,
        _why(fields, locale),
        _until(fields, locale),
        locale.say("told.original", number=original.number, command=original.number.command) if original else None,
        locale.say("told.words", words=cut(words, _WORDS)) if words else None,
    )


def answer_rows(report: Report, locale: Locale) -> tuple[Row, ...]:
    """*Fixed* and *not fixed*, while an answer is waited for."""
    if transition(Action.FIXED, report.status) is None:
        return ()
    return (
        (
            key(locale, "resolved.key_fixed", Verb.ANSWER, report.id, Action.FIXED),
            key(locale, "resolved.key_not_fixed", Verb.ANSWER, report.id, Action.NOT_FIXED),
        ),
    )


def _why(fields: Mapping[str, str], locale: Locale) -> Html | None:
    reason = fields.get("reason")
    return locale.say("told.reason", reason=locale.plain(f"reject_told.{reason}")) if reason else None


def _until(fields: Mapping[str, str], locale: Locale) -> Html | None:
    until = int(fields.get("until", 0))
    return locale.say("told.until", at=locale.stamp(until)) if until else None
