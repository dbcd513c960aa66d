"""The figures of queues in a week or a month; what they mean stands in `docs/figures.md`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from babel.dates import format_interval, format_skeleton

from domain.district.routing import Queue
from domain.week.messages import FiguresShown
from domain.week.weeks import Month, Period, Week
from services.ports.weeks import QueueFigures
from services.week.figures import FiguresView
from texts.base import times
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.lengths import TEXT, seen_units
from texts.base.locale import Locale
from texts.base.screen import Button, Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.week.service_figures import district_lines, service_lines

_REST = 60
"""UTF-16 units kept for the line that says how many queues are left out."""


@screen.register(FiguresShown)
def figures(view: FiguresView, locale: Locale) -> Screen:
    """Return the figures of a period, of each queue too where there are several, and the keys to other periods."""
    title = locale.say(
        "figures.running" if view.is_running else "figures.title", who=_who(view, locale), span=_span(view, locale)
    )
    has_tickets = _is_busy(view.total) or view.service is None or view.of_district
    text = lines(title, *(_figures(view.total, locale) if has_tickets else ()), *_service(view, locale))
    busy = [each for each in view.queues if _is_busy(each[1])]
    if len(view.queues) > 1:
        text = _with_queues(text, busy, locale)
    return Screen(text, _keys(view, locale))


def _service(view: FiguresView, locale: Locale) -> Iterator[Html]:
    """Yield what those did who look after riders, in short for the district."""
    if view.service is not None:
        yield from (district_lines if view.of_district else service_lines)(view.service, locale)


def _who(view: FiguresView, locale: Locale) -> str:
    if view.of_district:
        return locale.name(locale.district)
    return locale.plain("list.between").join(locale.queue(queue) for queue, _ in view.queues[:_NAMED])


_NAMED = 2
"""How many queues a title names; each has a line of its own."""


def _span(view: FiguresView, locale: Locale) -> str:
    babel = times.LOCALES[locale.language]
    first, last = view.period.days
    if isinstance(view.period, Month):
        return str(format_skeleton("yMMMM", first, locale=babel))
    return _interval(first, last, babel)


def _interval(first: date, last: date, babel: str) -> str:
    return str(format_interval(first, last, "MMMd", locale=babel))


def _figures(total: QueueFigures, locale: Locale) -> Iterator[Html]:
    counts = {
        name: getattr(total, name)
        for name in (
            "received", "accepted", "rejected", "resolved", "confirmed", "reopened", "bounced", "overdue", "open",
        )
    }  # fmt: skip
    yield locale.say("figures.counts", **counts)
    in_time = _share("figures.in_time", total.answered_in_time, total.promised, locale)
    if parts := " · ".join([*_median(total.median_response, locale), *in_time]):
        yield locale.say("figures.answers", parts=parts)
    due = total.resolved_in_time + total.fell_overdue
    on_time = _share("figures.on_time", total.resolved_in_time, due, locale)
    if parts := " · ".join([*_median(total.median_repair, locale), *on_time]):
        yield locale.say("figures.repairs", parts=parts)
    answered = total.confirmed + total.reopened
    shares = (
        *_share("figures.rework", total.reopened, total.resolved, locale),
        *_share("figures.bounced", total.bounced, total.received, locale),
        *_share("figures.satisfaction", total.confirmed, answered, locale),
    )
    if shares:
        yield html(" · ".join(shares))


def _median(span_ms: int | None, locale: Locale) -> Iterator[str]:
    """Return what something usually takes, or nothing where it did not happen."""
    if span_ms is not None:
        yield locale.plain("figures.usually", median=locale.lasting(span_ms))


def _share(key: str, count: int, of: int, locale: Locale) -> Iterator[str]:
    """Return a share and how it comes about, or nothing where it is one of nothing."""
    if of:
        yield locale.plain(key, share=locale.plain("figures.share", share=f"{count / of:.0%}", count=count, of=of))


def _is_busy(figures: QueueFigures) -> bool:
    return bool(figures.received or figures.open or figures.resolved or figures.overdue)


def _with_queues(text: Html, queues: list[tuple[Queue, QueueFigures]], locale: Locale) -> Html:
    """Return the text with a line of as many queues as fit, and how many are left out."""
    for told, (queue, figures) in enumerate(queues):
        due = figures.resolved_in_time + figures.fell_overdue
        line = locale.say(
            "figures.queue_measured" if due else "figures.queue",
            queue=locale.queue(queue),
            received=figures.received,
            resolved=figures.resolved,
            overdue=figures.overdue,
            on_time=f"{figures.resolved_in_time / due:.0%}" if due else "",
        )
        longer = lines(text, line)
        if seen_units(longer) > TEXT - _REST:
            return lines(text, locale.say("week.more_queues", count=len(queues) - told))
        text = longer
    return text


def _keys(view: FiguresView, locale: Locale) -> tuple[KeyRow, ...]:
    before, after, other = _LABELS[type(view.period)]
    keys = [_key(before, view.period.shifted(-1), locale), _key(other, view.other, locale)]
    if not view.is_running:
        keys.append(_key(after, view.period.shifted(1), locale))
    return (tuple(keys),)


_LABELS: Final[Mapping[type[Period], tuple[str, str, str]]] = {
    Week: ("figures.key_week_before", "figures.key_week_after", "figures.key_monthly"),
    Month: ("figures.key_month_before", "figures.key_month_after", "figures.key_weekly"),
}
"""The labels of the keys to the period before, to that after, and to one of the other kind."""


def _key(label: str, period: Period, locale: Locale) -> Button:
    return key(locale, label, Verb.FIGURES, 0, str(period))
