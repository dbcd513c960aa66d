"""The weekly digest: for a rider, for a queue, for the district."""

from collections.abc import Iterable
from datetime import timedelta

from babel.dates import format_interval

from domain.district.routing import Queue
from domain.reporting.reports import Report
from domain.week.messages import Digest, DigestMuted
from domain.week.weeks import Week
from services.gathering import NoticeView
from services.ports.weeks import ChangedReport, QueueFigures
from services.week.views import QueueWeekView, RiderWeekView
from texts.base import times
from texts.base.buttons import choice
from texts.base.callbacks import Verb
from texts.base.lengths import TEXT, seen_units
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines

_CHANGED = 15
"""The most reports listed in a rider's digest."""

_OLDEST = 5
"""The most open tickets listed in a queue's digest."""

_REST = 60
"""UTF-16 units kept for the line that says how many queues are left out."""


@screen.register(Digest)
def digest(view: RiderWeekView | QueueWeekView, locale: Locale) -> Screen:
    """Return the digest of a rider, a queue or the district."""
    if isinstance(view, RiderWeekView):
        return rider_week(view, locale)
    return district_week(view, locale) if view.of_district else queue_week(view, locale)


@screen.register(DigestMuted)
def digest_muted(view: NoticeView[DigestMuted], locale: Locale) -> Screen:
    """Return whether the rider receives the weekly digest from now on."""
    is_muted = view.rider is not None and view.rider.muted
    return Screen(locale.say("digest.muted" if is_muted else "digest.unmuted"))


def rider_week(view: RiderWeekView, locale: Locale) -> Screen:
    """Return what became of a rider's reports and their points, with a key that mutes the digest."""
    figures = view.figures
    changed = [_changed(report, locale) for report in figures.changed[:_CHANGED]]
    more = len(figures.changed) - len(changed)
    text = lines(
        _title("week.rider", view.week, locale),
        locale.say("week.submitted", submitted=figures.submitted, open=figures.open),
        locale.say("week.points", points=f"{figures.points:+d}", balance=figures.balance),
        locale.say("week.changed") if changed else locale.say("week.quiet"),
        *changed,
        locale.say("week.more", count=more) if more else None,
    )
    label, muted = ("week.key_unmute", "0") if view.rider.muted else ("week.key_mute", "1")
    return Screen(text, ((choice(locale.plain(label), Verb.MUTE, 0, muted),),))


def queue_week(view: QueueWeekView, locale: Locale) -> Screen:
    """Return a queue's figures, its oldest open tickets, and those of the queues that it stands in for."""
    (queue, figures), *others = view.queues
    oldest = sorted(
        ((report, each) for each, its in view.queues for report in its.oldest), key=lambda told: told[0].submitted_at
    )[:_OLDEST]
    more = sum(its.open for _, its in view.queues) - len(oldest)
    text = lines(
        _title("week.queue", view.week, locale, queue=locale.queue(queue)),
        _figures(figures, locale),
        locale.say("week.oldest") if oldest else locale.say("week.none_open"),
        *[_oldest(report, None if each is queue else each, view.now, locale) for report, each in oldest],
        locale.say("week.more_open", count=more) if more else None,
    )
    busy = _busy(others)
    return Screen(_with_queues(lines(text, locale.say("week.stands_in")), busy, locale) if busy else text)


def district_week(view: QueueWeekView, locale: Locale) -> Screen:
    """Return the sums of all queues, then the queues that were active, the most overdue first, as many as fit."""
    text = lines(
        _title("week.district", view.week, locale, district=locale.name(locale.district)),
        _sums([figures for _, figures in view.queues], locale),
    )
    return Screen(_with_queues(text, _busy(view.queues), locale))


def _busy(queues: Iterable[tuple[Queue, QueueFigures]]) -> list[tuple[Queue, QueueFigures]]:
    """Return the queues that were active, the most overdue first."""
    busy = [(queue, figures) for queue, figures in queues if figures.received or figures.open or figures.resolved]
    return sorted(busy, key=lambda told: (-told[1].overdue, -told[1].open))


def _with_queues(text: Html, queues: list[tuple[Queue, QueueFigures]], locale: Locale) -> Html:
    """Return the text with the figures of as many queues as fit, and how many are left out."""
    for told, (queue, figures) in enumerate(queues):
        longer = lines(text, _queue_line(queue, figures, locale))
        if seen_units(longer) > TEXT - _REST:
            return lines(text, locale.say("week.more_queues", count=len(queues) - told))
        text = longer
    return text


def _title(wording: str, week: Week, locale: Locale, **fields: str) -> Html:
    first, last = week.monday, week.monday + timedelta(6)
    span = str(format_interval(first, last, "MMMd", locale=times.LOCALES[locale.language]))
    return locale.say(wording, span=span, **fields)


def _changed(report: ChangedReport, locale: Locale) -> Html:
    return locale.say(
        "week.report",
        command=html(report.number.command),
        category=locale.category_short(report.category),
        place=locale.community(report.community),
        status=locale.status(report.status),
    )


def _figures(figures: QueueFigures, locale: Locale) -> Html:
    median = figures.median_response
    return locale.say(
        "week.figures",
        received=figures.received,
        accepted=figures.accepted,
        resolved=figures.resolved,
        confirmed=figures.confirmed,
        overdue=figures.overdue,
        open=figures.open,
        median="—" if median is None else times.lasting(median, locale.language),
        bounced=_share(figures.bounced, figures.received),
        reopened=_share(figures.reopened, figures.resolved),
    )


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%}" if of else "—"


def _oldest(report: Report, queue: Queue | None, now: int, locale: Locale) -> Html:
    """Return the line of a ticket, with its queue where it is another's."""
    return locale.say(
        "week.ticket" if queue is None else "week.ticket_of",
        **({} if queue is None else {"queue": locale.queue(queue)}),
        number=report.number,
        category=locale.category(report.category),
        community=locale.community(report.community),
        status=locale.plain(f"ticket_status.{report.status}"),
        age=locale.ago(report.submitted_at, now),
    )


def _sums(all_figures: list[QueueFigures], locale: Locale) -> Html:
    return locale.say(
        "week.sums",
        received=sum(figures.received for figures in all_figures),
        accepted=sum(figures.accepted for figures in all_figures),
        resolved=sum(figures.resolved for figures in all_figures),
        confirmed=sum(figures.confirmed for figures in all_figures),
        overdue=sum(figures.overdue for figures in all_figures),
        open=sum(figures.open for figures in all_figures),
    )


def _queue_line(queue: Queue, figures: QueueFigures, locale: Locale) -> Html:
    median = figures.median_response
    return locale.say(
        "week.queue_line",
        queue=locale.queue(queue),
        received=figures.received,
        accepted=figures.accepted,
        resolved=figures.resolved,
        confirmed=figures.confirmed,
        overdue=figures.overdue,
        open=figures.open,
        median="—" if median is None else times.lasting(median, locale.language),
        bounced=_share(figures.bounced, figures.received),
        reopened=_share(figures.reopened, figures.resolved),
    )
