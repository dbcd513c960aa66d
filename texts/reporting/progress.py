"""Changes of status for riders who reported or witnessed, and the keys with which they answer."""

from domain.reporting.messages import StatusTold
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, transition
from services.gathering import ReportNoticeView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html, lines

_WORDS = 600


def progress(view: ReportNoticeView[StatusTold], locale: Locale) -> Html:
    """Return the change of status in the notice; the report may have moved on since."""
    told, report, original = view.notice, view.report, view.original
    status, words = Status(told.status), told.words.strip()
    said = locale.say(
        f"told.{status}",
        number=report.number,
        category=locale.category(report.category),
        queue=locale.queue(told.queue or report.queue),
        days=locale.limits.autoclose_days,
    )
    return lines(
        said,
        locale.say("told.reason", reason=locale.plain(f"reject_told.{told.reason}")) if told.reason else None,
        locale.say("told.until", at=locale.stamp(told.until)) if told.until else None,
        locale.say("told.original", number=original.number, command=original.number.command) if original else None,
        locale.say("told.words", words=cut(words, _WORDS)) if words else None,
    )


def answer_rows(report: Report, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys *fixed* and *not fixed* if the report waits for an answer."""
    if transition(Action.FIXED, report.status) is None:
        return ()
    return (
        (
            key(locale, "resolved.key_fixed", Verb.ANSWER, report.id, Action.FIXED),
            key(locale, "resolved.key_not_fixed", Verb.ANSWER, report.id, Action.NOT_FIXED),
        ),
    )
