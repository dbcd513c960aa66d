"""The district's annual report: its page in words, figures and pictures."""

from collections.abc import Iterator
from typing import Final

from babel.dates import format_skeleton

from domain.week.pages import Figure, Page, Section, Sheet
from domain.week.posters import Area, Bar, Bars, BeforeAfter, Column, Map, Series, Trend
from services.ports.years import OUTSIDE, YearFigures
from services.week.years import Pair, YearView
from texts.base import times
from texts.base.locale import Locale
from texts.week.annual_figures import (
    NOTHING,
    before_name,
    capitalised,
    count,
    is_known,
    known_columns,
    lasting,
    numbers,
    share,
    tiles,
)

_BARS: Final = 10
_COMMUNITIES: Final = 20
_LEAST: Final = 2
"""A single report is no hotspot."""


def annual_report(view: YearView, locale: Locale) -> Page:
    """Return the page of a year."""
    district = locale.name(locale.district)
    sections = (
        _numbers(view, locale),
        _months(view, locale),
        _categories(view, locale),
        _communities(view, locale),
        _hotspots(view, locale),
        _queues(view, locale),
        _people(view, locale),
        _pairs(view, locale),
        _about(view, locale),
    )
    return Page(
        locale.language,
        locale.plain("annual.title", district=district, year=view.year),
        _days(view, locale),
        tuple(_lead(view, locale)),
        tuple(each for each in sections if each is not None),
        locale.plain("annual.footer", district=district, at=_moment(view, locale)),
    )


def _days(view: YearView, locale: Locale) -> str:
    babel = times.LOCALES[locale.language]
    first, last = (str(format_skeleton("yMMMMd", day, locale=babel)) for day in view.year.days)
    if view.is_running:
        return locale.plain("annual.running", first=first, until=_moment(view, locale))
    return locale.plain("annual.whole", first=first, last=last)


def _moment(view: YearView, locale: Locale) -> str:
    return times.full(view.now, locale.district.timezone, locale.language)


def _lead(view: YearView, locale: Locale) -> Iterator[str]:
    its = view.total
    yield locale.plain(
        "annual.lead",
        district=locale.name(locale.district),
        year=view.year,
        reported=count(its.reported),
        parts=locale.plain("annual.between").join(_became(its, locale)),
    )
    parts = locale.plain("annual.between").join(_more(view, locale))
    if parts:
        yield locale.plain("annual.sentence", parts=capitalised(parts))


def _became(its: YearFigures, locale: Locale) -> Iterator[str]:
    yield locale.plain("annual.part_fixed", count=count(its.fixed), share=share(its.fixed, its.reported))
    yield locale.plain("annual.part_open", count=count(its.open))
    for name in ("rejected", "duplicate"):
        if is_known(its, name):
            yield locale.plain(f"annual.part_{name}", count=count(getattr(its, name)))


def _more(view: YearView, locale: Locale) -> Iterator[str]:
    its = view.total
    if its.repair is not None:
        yield locale.plain("annual.usually_fixed", lasting=locale.lasting(its.repair))
    if its.response is not None:
        yield locale.plain("annual.usually_accepted", lasting=locale.lasting(its.response))
    if its.due:
        yield locale.plain("annual.share_on_time", share=share(its.on_time, its.due))
    change = its.reported - view.before.reported if view.before else 0
    if view.before and change:
        name = "annual.more_than" if change > 0 else "annual.fewer_than"
        yield locale.plain(name, change=count(abs(change)), before=before_name(view, locale))


def _numbers(view: YearView, locale: Locale) -> Section:
    shown = tiles(view, locale)
    alt = locale.plain("list.between").join(" ".join(filter(None, (t.label, t.value, t.change))) for t in shown.tiles)
    note = locale.plain("annual.against", before=before_name(view, locale)) if view.before else ""
    return Section(locale.plain("annual.numbers"), (Figure(shown, alt, note),), (numbers(view, locale),))


def _months(view: YearView, locale: Locale) -> Section:
    babel = times.LOCALES[locale.language]
    names = tuple(str(format_skeleton("MMM", month.days[0], locale=babel)) for month, _ in view.months)
    reported, fixed = (tuple(getattr(its, name) for _, its in view.months) for name in ("reported", "fixed"))
    words = (locale.plain("annual.reported"), locale.plain("annual.fixed"))
    title = locale.plain("annual.months_picture")
    trend = Trend(title, names, (Series(words[0], reported), Series(words[1], fixed)), totals=True)
    told = [(name, count(came), count(went)) for name, came, went in zip(names, reported, fixed, strict=True)]
    alt = locale.plain(
        "annual.said", title=title, list=_list((" ".join((n, f"{a} / {b}")) for n, a, b in told), locale)
    )
    columns = _columns(locale, "annual.month", "annual.reported", "annual.fixed")
    undated = view.total.undated
    others = {"fixed_later": view.total.fixed - sum(fixed) - undated, "fixed_undated": undated}
    told_of = (locale.plain(f"annual.{name}", count=count(number)) for name, number in others.items() if number)
    note = "".join((locale.plain("annual.months_note"), *told_of))
    sheet = Sheet(locale.plain("annual.months_table"), columns, tuple(told))
    return Section(locale.plain("annual.months"), (Figure(trend, alt, note),), (sheet,))


def _categories(view: YearView, locale: Locale) -> Section:
    of = view.total.reported
    rows = tuple(
        Bar(locale.category(slug), its.reported, share(its.reported, of)) for slug, its in view.categories[:_BARS]
    )
    title = locale.plain("annual.categories_picture")
    alt = locale.plain("annual.said", title=title, list=_list((f"{row.label} {row.value:,}" for row in rows), locale))
    sheet = Sheet(
        locale.plain("annual.categories_table"),
        _columns(locale, "annual.category", *_COUNTED),
        tuple((locale.category(slug), *_counted(its, of, locale)) for slug, its in view.categories),
    )
    return Section(locale.plain("annual.categories"), (Figure(Bars(title, rows), alt),), (known_columns(sheet),))


_COUNTED: Final = ("annual.reported", "annual.share", "annual.fixed_share", "annual.repair")


def _counted(its: YearFigures, of: int, locale: Locale) -> tuple[str, ...]:
    fixed = share(its.fixed, its.reported)
    return count(its.reported), share(its.reported, of), fixed, lasting(its.repair, locale)


def _communities(view: YearView, locale: Locale) -> Section:
    told, rest = view.communities[:_COMMUNITIES], view.communities[_COMMUNITIES:]
    note = ""
    if rest:
        reports = sum(its.reported for _, its in rest)
        note = locale.plain("annual.more_communities", count=count(len(rest)), reports=count(reports))
    sheet = Sheet(
        locale.plain("annual.communities_table"),
        _columns(locale, "annual.community", *_COUNTED),
        tuple((_community(name, locale), *_counted(its, view.total.reported, locale)) for name, its in told),
        note,
    )
    return Section(locale.plain("annual.communities"), tuple(_map(view, locale)), (known_columns(sheet),))


def _community(name: str, locale: Locale) -> str:
    return locale.community(None if name == OUTSIDE else name)


def _map(view: YearView, locale: Locale) -> Iterator[Figure]:
    boundaries, counts = locale.district.boundaries, {name: its.reported for name, its in view.communities}
    areas = tuple(Area(boundaries.rings(each), counts.get(each, 0)) for each in boundaries.communities)
    if areas:
        legend = locale.plain("annual.dot" if view.dots_every == 1 else "annual.dots", count=view.dots_every)
        title = locale.plain("annual.map")
        most = [
            f"{_community(name, locale)} {number:,}"
            for name, number in counts.items()
            if name in boundaries.communities
        ]
        alt = locale.plain("annual.said", title=title, list=_list(most[:_BARS], locale))
        dots = tuple((dot.lat, dot.lng) for dot in view.dots)
        yield Figure(Map(title, areas, dots, (legend,)), alt, locale.plain("annual.map_note"))


def _hotspots(view: YearView, locale: Locale) -> Section | None:
    rows = tuple(
        (locale.community(each.community), locale.category(each.category), count(each.reports))
        for each in view.hotspots
        if each.reports >= _LEAST
    )
    if not rows:
        return None
    columns = (*_columns(locale, "annual.community"), *_columns(locale, "annual.category", "annual.reported"))
    sheet = Sheet(locale.plain("annual.hotspots_table"), columns, rows, locale.plain("annual.hotspots_note"))
    return Section(locale.plain("annual.hotspots"), sheets=(sheet,))


def _queues(view: YearView, locale: Locale) -> Section:
    columns = _columns(
        locale,
        *("annual.queue", "annual.reported", "annual.fixed_share", "annual.on_time", "annual.response"),
        *("annual.repair", "annual.reopened"),
    )
    rows = tuple(
        (
            locale.queue(queue),
            count(its.reported),
            share(its.fixed, its.reported),
            share(its.on_time, its.due),
            lasting(its.response, locale),
            lasting(its.repair, locale),
            count(its.reopened) if is_known(its, "reopened") else NOTHING,
        )
        for queue, its in view.queues
    )
    sheet = known_columns(Sheet(locale.plain("annual.queues_table"), columns, rows))
    return Section(locale.plain("annual.queues"), sheets=(sheet,), notes=(locale.plain("annual.queues_note"),))


def _people(view: YearView, locale: Locale) -> Section | None:
    if not (view.riders or view.total.witnesses or view.points):
        return None
    counts = {"riders": view.riders, "witnesses": view.total.witnesses, "points": view.points}
    rows = tuple((locale.plain(f"annual.of_{name}"), count(value)) for name, value in counts.items())
    columns = _columns(locale, "annual.figure", "annual.number")
    return Section(locale.plain("annual.people"), sheets=(Sheet(locale.plain("annual.people_table"), columns, rows),))


def _pairs(view: YearView, locale: Locale) -> Section | None:
    if not view.pairs:
        return None
    return Section(locale.plain("annual.pairs"), tuple(_pair(each, locale) for each in view.pairs))


def _pair(pair: Pair, locale: Locale) -> Figure:
    what = locale.plain(
        "annual.what",
        what=locale.category(pair.report.category),
        where=locale.community(pair.report.community),
    )
    part = BeforeAfter(what, locale.plain("annual.before_after"))
    return Figure(part, locale.plain("annual.pair", what=what), photos=pair.photos)


def _about(view: YearView, locale: Locale) -> Section:
    names = ["about_cohort", "about_fixed", "about_times", "about_use"]
    if view.total.imported:
        names.insert(1, "about_imported")
    return Section(
        locale.plain("annual.about"),
        notes=tuple(locale.plain(f"annual.{name}", imported=count(view.total.imported)) for name in names),
    )


def _columns(locale: Locale, first: str, *others: str) -> tuple[Column, ...]:
    return Column(locale.plain(first), numeric=False), *(Column(locale.plain(name), numeric=True) for name in others)


def _list(parts: Iterator[str] | list[str], locale: Locale) -> str:
    return locale.plain("list.between").join(parts)
