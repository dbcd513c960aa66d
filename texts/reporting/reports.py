"""The list of a rider's reports, and one report with its timeline."""

from collections.abc import Iterator

from domain.reporting.messages import ReportShown, ReportsList
from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import FINAL, is_heard
from services.reporting.views import HiddenReport, ReportsView, ReportView
from services.tickets.views import rejected_as
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.dictated import note_of
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.reporting.origins import spot_line
from texts.reporting.progress import answer_rows
from texts.reporting.receipts import withdraw_rows

_NOTE, _WORDS, _STEPS = 1200, 200, 8


@screen.register(ReportsList)
def reports(view: ReportsView, locale: Locale) -> Screen:
    """Return one page of the list, with keys to the pages next to it."""
    if not view.reports:
        return Screen(locale.say("reports.none"))
    listed = [_line(report, _listed_as(report, view), locale) for report in view.reports]
    return Screen(lines(locale.say("reports.title"), *listed), _page_keys(view, locale))


@screen.register(ReportShown)
def report(view: ReportView | HiddenReport, locale: Locale) -> Screen:
    """Return one report for its reporter or a witness, without names of staff."""
    if isinstance(view, HiddenReport):
        return Screen(locale.say("report.cannot"))
    seen = view.report
    steps = list(_steps(view))
    text = lines(
        locale.say("report.title", number=seen.number, category=locale.category(seen.category)),
        None if view.is_own else locale.say("report.witnessed"),
        locale.say("report.where", community=locale.community(seen.community)),
        spot_line(seen.note, locale),
        locale.say("report.queue", queue=locale.queue(seen.queue)),
        locale.say("report.status", status=_status(view, locale)),
        locale.say("report.original", number=view.original.number) if view.original else None,
        *_note(seen.note, locale),
        locale.say("report.photos", count=len(seen.photos)) if seen.photos else None,
        locale.say("report.points", points=f"{view.points:+d}") if view.points else None,
        locale.say("report.timeline"),
        locale.say("report.earlier", count=len(steps) - _STEPS) if len(steps) > _STEPS else None,
        *[_step(event, locale) for event in steps[-_STEPS:]],
        locale.say("report.hint") if seen.status not in FINAL else None,
    )
    withdraw = withdraw_rows(seen, view.now, locale) if view.is_own else ()
    answers = answer_rows(seen, locale) if is_heard(seen.status, seen.closed_at, view.now) else ()
    return Screen(text, (*answers, *withdraw))


def _note(note: str, locale: Locale) -> tuple[Html, ...]:
    words = quoted(note_of(note, locale), _NOTE)
    return (locale.say("report.note"), words) if words else ()


def _listed_as(listed: Report, view: ReportsView) -> str:
    """Return the wording of its line; what was only also seen has no command that shows it."""
    if listed.id in view.also_seen:
        return "reports.also_seen"
    return "reports.own" if view.rider.id == listed.rider_id else "reports.witnessed"


def _line(listed: Report, wording: str, locale: Locale) -> Html:
    return locale.say(
        wording,
        number=listed.number,
        command=html(listed.number.command),
        category=locale.category(listed.category),
        status=locale.status(listed.status),
        day=locale.day(listed.submitted_at),
    )


def _page_keys(view: ReportsView, locale: Locale) -> tuple[KeyRow, ...]:
    pages = {"reports.key_newer": (view.page - 1, view.page > 0), "reports.key_older": (view.page + 1, view.has_more)}
    row = tuple(
        choice(locale.plain(label), Verb.REPORTS_PAGE, 0, str(page)) for label, (page, there) in pages.items() if there
    )
    return (row,) if row else ()


def _status(view: ReportView, locale: Locale) -> str:
    status = locale.status(view.report.status)
    reason = rejected_as(view.events) if view.report.status is Status.REJECTED else None
    return f"{status} · {locale.plain(f'reject_told.{reason}')}" if reason else status


def _steps(view: ReportView) -> Iterator[Event]:
    """Return the events that changed the status or brought words for riders."""
    return (event for event in view.events if event.source is not event.target or event.words)


def _step(event: Event, locale: Locale) -> Html:
    at, is_message = locale.stamp(event.at), event.source is event.target
    status = locale.plain("report.message") if is_message else locale.status(event.target)
    return lines(locale.say("report.step", at=at, status=status), quoted(event.words, _WORDS))
