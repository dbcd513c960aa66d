"""The list of a rider's reports, and one report with its timeline."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.programme.slips import HAD_FOR_MS, Deed
from domain.reporting.messages import ReportShown, ReportsList
from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import FINAL, Action
from services.reporting.views import HiddenReport, ReportsView, ReportView
from services.tickets import routes
from services.tickets.views import rejected_as
from texts.base.buttons import KeyRow, choice, key
from texts.base.callbacks import Verb
from texts.base.decisions import decided_by
from texts.base.dictated import note_of
from texts.base.lengths import CAPTION, TEXT, seen_units
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import SHEET, Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.reporting.origins import coordinates, origin_in_full, spot_line
from texts.reporting.place_names import in_words
from texts.reporting.progress import answer_rows, of_staff
from texts.reporting.receipts import withdraw_rows

_WORDS, _STEPS = 200, 8
_ROOM = 40
"""UTF-16 units for the line above the note."""


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
    above, below = _facts(view, locale), _course(view, locale)
    note = _note(seen.note, TEXT - _ROOM - seen_units(above) - seen_units(below), locale)
    text = lines(above, *note, below)
    withdraw = withdraw_rows(seen, view.now, locale) if view.is_own else ()
    answers = answer_rows(seen, view.now, locale)
    keys = (*answers, *withdraw, *_slip_row(view, locale))
    return Screen(text, keys, seen.photos[:SHEET], apart=seen_units(text) > CAPTION)


def _slip_row(view: ReportView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key to a slip for having reported or witnessed it, while there can be one."""
    is_over = view.report.status in {Status.WITHDRAWN, Status.REJECTED}
    if is_over or view.now - view.report.submitted_at > HAD_FOR_MS:
        return ()
    deed = Deed.REPORT if view.is_own else Deed.WITNESS
    return ((key(locale, "slip.key_of_report", Verb.SLIP, view.report.id, deed.value),),)


def _facts(view: ReportView, locale: Locale) -> Html:
    """Return what and where it is, who acts and why, and how far they are; where the position comes from is its own."""
    seen = view.report
    position = locale.say(
        "report.position",
        coordinates=coordinates(seen.position),
        origin=origin_in_full(seen.position, view.now, locale) if view.is_own else "",
    )
    return lines(
        locale.say("report.title", number=seen.number, category=locale.category_short(seen.category)),
        None if view.is_own else locale.say("report.witnessed"),
        locale.say("report.where", place=in_words(seen.community, view.nearby, locale)),
        position if view.is_own else None,
        spot_line(seen, locale),
        locale.say(
            "report.queue",
            queue=locale.queue(seen.queue),
            why=decided_by(routes.decode(seen.route_reason), seen.queue, locale),
        ),
        locale.say("report.status", status=_status(view, locale)),
        locale.say("report.original", number=view.original.number) if view.original else None,
        locale.say("report.photos", count=len(seen.photos)) if len(seen.photos) > SHEET else None,
        locale.say("report.points", points=f"{view.points:+d}") if view.points else None,
    )


def _course(view: ReportView, locale: Locale) -> Html:
    """Return the newest steps, and how to add something."""
    steps = list(_steps(view))
    return lines(
        locale.say("report.timeline"),
        locale.say("report.earlier", count=len(steps) - _STEPS) if len(steps) > _STEPS else None,
        *[_step(event, view, locale) for event in steps[-_STEPS:]],
        locale.say("report.hint") if view.report.status not in FINAL else None,
    )


def _note(note: str, at_most: int, locale: Locale) -> tuple[Html, ...]:
    words = quoted(note_of(note, locale), at_most)
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
        icon=_ICONS[listed.status],
        category=locale.category_short(listed.category),
        place=locale.community(listed.community),
        status=locale.status(listed.status),
        day=locale.short_day(listed.submitted_at),
    )


_ICONS: Final[Mapping[Status, str]] = {
    Status.SUBMITTED: "⏳",
    Status.ROUTED: "⏳",
    Status.BOUNCED: "⏳",
    Status.ACCEPTED: "👍",
    Status.IN_PROGRESS: "🔧",
    Status.ON_HOLD: "⏸",
    Status.REOPENED: "🔁",
    Status.RESOLVED: "🛠",
    Status.CONFIRMED: "✅",
    Status.CLOSED_UNCONFIRMED: "📁",
    Status.REJECTED: "🚫",
    Status.DUPLICATE: "🔗",
    Status.WITHDRAWN: "↩️",
}
"""What a line of the list begins with, as the notices of these statuses do."""


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


def _step(event: Event, view: ReportView, locale: Locale) -> Html:
    step = locale.say("report.step", at=locale.stamp(event.at), status=_happened(event, view, locale))
    return lines(step, quoted(of_staff(event.words, view.report, locale), _WORDS))


def _happened(event: Event, view: ReportView, locale: Locale) -> str:
    """Return what happened, in riders' words."""
    if event.source is event.target:
        return locale.plain("report.message")
    if event.action == Action.ROUTE:
        return locale.plain("report.reported" if view.is_own else "report.reported_by_other")
    if event.action == Action.RESOLVE:
        return locale.plain("report.said_fixed")
    return locale.status(event.target)
