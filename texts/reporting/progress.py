"""Changes of status for riders who reported or witnessed, and the keys with which they answer."""

from domain.reporting.messages import StatusTold
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import FINAL, Action, Role, open_actions
from domain.tickets.prepared import in_language
from services.gathering import ReportNoticeView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.wording import Html, html, lines
from texts.reporting.place_names import in_words

_WORDS, _WHY = 600, 200
"""Limits for words of staff in a quote, and for why a report is on hold, in UTF-16 units."""


def progress(view: ReportNoticeView[StatusTold], locale: Locale) -> Html:
    """Return the change of status in the notice; the report may have moved on since."""
    told, report, original = view.notice, view.report, view.original
    original = None if told.brief else original
    status = Status(told.status)
    words = of_staff(told.words, report, locale)
    why = cut(one_line(words), _WHY) if status is Status.ON_HOLD else ""
    plain = status is Status.ON_HOLD and not why
    said = locale.say(
        "told.on_hold_plain" if plain else f"told.{status}",
        category=locale.category_short(report.category),
        place=in_words(report.community, view.nearby, locale),
        queue=locale.queue(told.queue or report.queue),
        days=locale.limits.autoclose_days,
        words=why,
        day=locale.day(told.until) if told.until else "—",
        reason=locale.plain(f"reject_told.{told.reason}") if told.reason else locale.status(status),
    )
    return lines(
        said,
        locale.say("told.original", number=original.number, command=html(original.number.command))
        if original
        else None,
        None if why else told_words(words, _WORDS, locale),
    )


def of_staff(words: str, report: Report, locale: Locale) -> str:
    """Return what staff said of a report; a prepared answer in the reader's language."""
    return in_language(words, locale.district, report, locale.language)


def told_words(words: str, at_most: int, locale: Locale) -> Html | None:
    """Return what staff said, as a quote under a line that says whose words they are."""
    said = quoted(words, at_most)
    return lines(locale.say("told.words"), said) if said else None


def answer_rows(report: Report, now: int, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the answers whether it is fixed that a report still takes now (ms UTC), in one row; () for none."""
    open_now = open_actions(report, (Role.WITNESS,), now)
    not_fixed = "resolved.key_still_not_fixed" if report.status in FINAL else "resolved.key_not_fixed"
    labels = {Action.FIXED: "resolved.key_fixed", Action.NOT_FIXED: not_fixed}
    row = tuple(key(locale, labels[each], Verb.ANSWER, report.id, each) for each in open_now if each in labels)
    return (row,) if row else ()
