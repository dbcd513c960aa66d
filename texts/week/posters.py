"""The pictures of the digests: what stands on them, in words and figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.district.routing import Queue
from domain.week.posters import (
    Area,
    Bar,
    Bars,
    BeforeAfter,
    Column,
    Map,
    Part,
    Poster,
    Series,
    Table,
    Tile,
    Tiles,
    Trend,
)
from domain.week.weeks import Week
from services.ports.weeks import QueueFigures
from services.week.queue_weeks import DistrictWeekView, FiguresTableView, QueueWeekView
from services.week.rider_weeks import RiderWeekView
from texts.base.locale import Locale
from texts.week.titles import span

_BARS: Final = 5
"""The most categories on a picture."""


def rider_poster(view: RiderWeekView, locale: Locale) -> Poster:
    """Return a rider's week in numbers, with before and after of what was fixed, or where riders reported.

    A number of nothing is left out.
    """
    figures = view.figures
    counts = {"submitted": figures.submitted, "fixed": len(figures.fixed), "points": figures.points}
    tiles = tuple(
        Tile(locale.plain(f"poster.{name}"), f"{count:+d}" if name == "points" else str(count))
        for name, count in counts.items()
        if count
    )
    if view.pictured is not None:
        title = locale.plain(
            "poster.fixed_here",
            what=locale.plain(
                "week.what",
                what=locale.category(view.pictured.category),
                where=locale.community(view.pictured.community),
            ),
        )
        below: Part = BeforeAfter(title, locale.plain("poster.before_after"))
    else:
        dots = tuple((dot.lat, dot.lng) for dot in view.dots)
        below = Map(locale.plain("poster.everywhere"), areas(locale), dots, ())
    return _poster(view.week, (Tiles(tiles), below) if tiles else (below,), locale)


def queue_poster(view: QueueWeekView, locale: Locale) -> Poster:
    """Return a queue's week in numbers, its last twelve weeks, and what came."""
    return _poster(
        view.week,
        (_tiles(view.figures, view.before, locale), _trend(view.trend, locale), *_categories(view.categories, locale)),
        locale,
        title=locale.queue(view.queue),
    )


def district_poster(view: DistrictWeekView, locale: Locale) -> Poster:
    """Return the district's week in numbers, its last twelve weeks, and a map of what is open."""
    dots = tuple((dot.lat, dot.lng) for dot in view.dots)
    return _poster(
        view.week,
        (
            _tiles(_of_all(view.figures), _of_all(view.before), locale),
            _trend([(week, _of_all(each)) for week, each in view.trend], locale),
            Map(locale.plain("poster.map"), areas(locale, dict(view.open)), dots, (locale.plain("poster.dots"),)),
        ),
        locale,
    )


def _of_all(figures: QueueFigures) -> QueueFigures:
    """Return the sums of all queues with each report received once, however many queues it went to."""
    return replace(figures, received=figures.first_received)


def table_poster(view: FiguresTableView, locale: Locale) -> Poster:
    """Return the figures of all queues that had anything to do, as a table."""
    columns = tuple(
        Column(locale.plain(name), is_number) for name, is_number in (("poster.queue", False), *_COLUMNS.items())
    )
    rows = tuple(_row(each, locale) for each in view.queues)
    return _poster(view.week, (Table(columns, rows, locale.plain("poster.more", count="{count}")),), locale)


_COLUMNS: Final = dict.fromkeys(("poster.in", "poster.done", "poster.late", "poster.open", "poster.on_time"), True)


def _row(told: tuple[Queue, QueueFigures], locale: Locale) -> tuple[str, ...]:
    queue, figures = told
    due = figures.resolved_in_time + figures.fell_overdue
    on_time = f"{figures.resolved_in_time / due:.0%}" if due else ""
    counts = (figures.received, figures.resolved, figures.late, figures.open)
    return (locale.queue(queue), *map(str, counts), on_time)


def _poster(week: Week, parts: tuple[Part, ...], locale: Locale, title: str = "") -> Poster:
    district = locale.name(locale.district)
    return Poster(title or district, span(week, locale), parts, locale.plain("poster.footer", district=district))


def _tiles(figures: QueueFigures, before: QueueFigures, locale: Locale) -> Tiles:
    rows = (
        ("poster.received", figures.received, before.received, 0),
        ("poster.resolved", figures.resolved, before.resolved, 1),
        ("poster.overdue", figures.late, before.late, -1),
        ("poster.open", figures.open, before.open, -1),
    )
    return Tiles(tuple(_tile(locale.plain(name), *values) for name, *values in rows))


def _tile(label: str, value: int, before: int, better: int) -> Tile:
    """Return a figure beside the week before; `better` is 1 where more is better, -1 where less is, 0 for neither."""
    change = value - before
    arrow = "▲" if change > 0 else "▼"
    good = change * better > 0 if change * better else None
    return Tile(label, str(value), f"{arrow} {abs(change)}" if change else "", good)


def _trend(trend: Sequence[tuple[Week, QueueFigures]], locale: Locale) -> Trend:
    return Trend(
        locale.plain("poster.trend"),
        tuple(f"{week.monday.month}/{week.monday.day}" for week, _ in trend),
        (
            Series(locale.plain("poster.received"), tuple(each.received for _, each in trend)),
            Series(locale.plain("poster.resolved"), tuple(each.resolved for _, each in trend)),
        ),
    )


def _categories(categories: Iterable[tuple[str, int]], locale: Locale) -> tuple[Bars, ...]:
    rows = tuple(Bar(locale.category_short(slug), count) for slug, count in [*categories][:_BARS])
    return (Bars(locale.plain("poster.categories"), rows),) if rows else ()


def areas(locale: Locale, values: Mapping[str, int] | None = None) -> tuple[Area, ...]:
    """Return the outlines of all communities, with how many tickets are open in each where that is given."""
    boundaries = locale.district.boundaries
    return tuple(
        Area(boundaries.rings(each), None if values is None else values.get(each, 0)) for each in boundaries.communities
    )
