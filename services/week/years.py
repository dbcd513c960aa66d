"""A district's year: what was submitted in it, and what became of that until now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.reporting.photos import Photo
from domain.reporting.reports import Report
from domain.week.weeks import Month, Span, Year, span_of, span_so_far
from services.deps import Deps
from services.ports.transaction import Transaction
from services.ports.weeks import Dot, Hotspot
from services.ports.years import DOTS_AT_MOST, By, MonthFigures, YearFigures
from services.reporting.resolved import side_by_side
from services.week.fixed import BOTH

PAIRS_AT_MOST: Final = 6
_HOTSPOTS: Final = 10

Counted = tuple[tuple[str, YearFigures], ...]
"""Figures by the ids of what was counted, the most reports first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A report that was fixed, with a photo of before and one of after that anybody may see."""

    report: Report
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A district's year.

    Attributes:
        now: When it was counted, ms UTC.
        is_running: Whether the year has not ended yet; it is counted up to now.
        before: The year before, of a running year up to the same day; None if it had no report.
        months: Those of the year that have begun.
        riders, points: How many riders reported, and the points credited.
        hotspots: Where most reports of one category were, of those that may be shown.
        dots: Where every `dots_every`-th report was of the categories that may be shown.
    """

    year: Year
    now: int
    is_running: bool
    total: YearFigures
    before: YearFigures | None
    months: tuple[tuple[Month, MonthFigures], ...]
    categories: Counted
    communities: Counted
    queues: Counted
    hotspots: tuple[Hotspot, ...]
    riders: int
    points: int
    dots: tuple[Dot, ...]
    dots_every: int
    pairs: tuple[Pair, ...]


async def year_view(tx: Transaction, deps: Deps, year: Year) -> YearView | None:
    """Return a year that has begun; None if nothing was reported in it."""
    timezone, now = deps.district.timezone, deps.clock.now()
    span = span_so_far(year, timezone, now)
    total = await _total(tx, span)
    if total is None:
        return None
    months = [month for month in _months(year) if span_of(month, timezone).start < span.end]
    lived = await tx.years.months(span, [span_of(month, timezone) for month in months])
    categories = tuple((await tx.years.figures(span, By.CATEGORY)).items())
    shown = [slug for slug, category in deps.district.catalogue.items() if category.may_show]
    every = max(1, -(-sum(its.reported for slug, its in categories if slug in shown) // DOTS_AT_MOST))
    return YearView(
        year,
        now,
        now < span_of(year, timezone).end,
        total,
        await _total(tx, _a_year_before(deps, year, span)),
        tuple(zip(months, lived, strict=True)),
        categories,
        tuple((await tx.years.figures(span, By.COMMUNITY)).items()),
        tuple((await tx.years.figures(span, By.QUEUE)).items()),
        tuple(await tx.years.hotspots(span, shown, _HOTSPOTS)),
        await tx.years.riders(span),
        await tx.years.points(span),
        tuple(await tx.years.dots(span, shown, every)),
        every,
        await _pairs(tx, deps, await tx.years.shown(span, shown)),
    )


async def _total(tx: Transaction, span: Span) -> YearFigures | None:
    return next(iter((await tx.years.figures(span, By.NOTHING)).values()), None)


def _months(year: Year) -> list[Month]:
    return [Month(year.number, number) for number in range(1, 13)]


def _a_year_before(deps: Deps, year: Year, span: Span) -> Span:
    """Return the span of the year before, ending as far into it as this one has come."""
    timezone = deps.district.timezone
    before = span_of(Year(year.number - 1), timezone)
    if span.end == span_of(year, timezone).end:
        return before
    now = datetime.fromtimestamp(span.end / 1000, timezone)
    leap_day = (now.month, now.day) == (2, 29)
    then = now.replace(year=year.number - 1, day=28 if leap_day else now.day)
    return Span(before.start, round(then.timestamp() * 1000))


async def _pairs(tx: Transaction, deps: Deps, reports: Sequence[int]) -> tuple[Pair, ...]:
    """Return the first of the reports of which everybody may see both photos."""
    pairs: list[Pair] = []
    for each in reports:
        report = await tx.reports.get(each)
        photos = await side_by_side(tx, deps, report, None) if report is not None else ()
        if report is not None and len(photos) == BOTH:
            pairs.append(Pair(report, photos))
        if len(pairs) == PAIRS_AT_MOST:
            break
    return tuple(pairs)
