"""A rider's year: one picture to keep or to show, and its caption."""

from collections.abc import Iterator

from babel.dates import format_interval

from domain.week.messages import RiderYearShown
from domain.week.posters import BeforeAfter, Fact, Facts, Map, Part, Poster, Tile, Tiles
from services.ports.weeks import OwnDot, RiderReport
from services.week.rider_years import RiderYearView
from texts.base import times
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html
from texts.week.posters import areas
from texts.week.rider_digest import what_where
from texts.week.titles import fitting, joined


@screen.register(RiderYearShown)
def rider_year(view: RiderYearView, locale: Locale) -> Screen:
    """Return the year as a picture with its caption, and keys to the years beside it."""
    keys = _keys(view, locale)
    if view.is_empty:
        return Screen(locale.say("year.nothing", year=str(view.year)), keys)
    points = view.figures.points
    rows = (
        _title(view, locale),
        locale.say("year.helped", count=view.helped) if view.helped else None,
        locale.say("year.first", what=_first(view.first, locale)) if view.first is not None else None,
        _best(view.best, locale),
        locale.say("year.points", points=f"{points:+,}") if points else None,
    )
    return Screen(fitting(rows), keys, view.photos, poster=year_poster(view, locale))


def year_poster(view: RiderYearView, locale: Locale) -> Poster:
    """Return the picture: the year in numbers, its first and best, before and after of that, and where it was."""
    facts = tuple(_facts(view, locale))
    dots = tuple((dot.lat, dot.lng) for dot in view.dots)
    parts: tuple[Part, ...] = (
        Tiles(tuple(_tiles(view, locale))),
        *((Facts(facts),) if facts else ()),
        *((_before_after(view.best, locale),) if view.best is not None and view.photos else ()),
        *((Map(locale.plain("poster.year_map"), areas(locale), dots, ()),) if dots else ()),
    )
    district, title = locale.name(locale.district), locale.plain("poster.year", year=str(view.year))
    return Poster(title, _span(view, locale), parts, locale.plain("poster.footer", district=district))


def _title(view: RiderYearView, locale: Locale) -> Html:
    name = "year.whole" if view.until is None else "year.running"
    when = locale.plain(name, year=str(view.year), span=_span(view, locale))
    parts = joined(_parts(view, locale), locale)
    return locale.say("year.rider" if parts else "year.rider_bare", when=when, parts=parts)


def _parts(view: RiderYearView, locale: Locale) -> Iterator[Html]:
    for name, count in (_counts(view) | _places(view)).items():
        if count:
            yield locale.say(f"year.{name}", count=count)


def _tiles(view: RiderYearView, locale: Locale) -> Iterator[Tile]:
    """Return the numbers; one of nothing is left out."""
    counts = {
        "submitted": view.figures.submitted,
        "fixed": len(view.figures.fixed),
        "helped": view.helped,
        **_places(view),
    }
    for name, count in counts.items():
        if count:
            yield Tile(locale.plain(f"poster.year_{name}"), f"{count:,}")
    if view.figures.points:
        yield Tile(locale.plain("poster.points"), f"{view.figures.points:+,}")


def _counts(view: RiderYearView) -> dict[str, int]:
    return {"submitted": view.figures.submitted, "fixed": len(view.figures.fixed)}


def _places(view: RiderYearView) -> dict[str, int]:
    """Return how many streets they reported from; where the district names none, how many communities."""
    return {"streets": view.streets} if view.streets else {"communities": view.communities}


def _facts(view: RiderYearView, locale: Locale) -> Iterator[Fact]:
    if view.first is not None:
        yield Fact(locale.plain("poster.year_first"), _first(view.first, locale))
    if view.best is not None and not view.photos:
        yield Fact(locale.plain("poster.year_best"), what_where(view.best, locale))


def _before_after(best: RiderReport, locale: Locale) -> BeforeAfter:
    return BeforeAfter(
        locale.plain("poster.year_best_shown", what=what_where(best, locale)), locale.plain("poster.before_after")
    )


def _first(first: OwnDot, locale: Locale) -> str:
    what = locale.plain(
        "week.what", what=locale.category_short(first.category), where=locale.community(first.community)
    )
    return locale.plain("year.first_one", day=locale.day(first.submitted_at), what=what)


def _best(best: RiderReport | None, locale: Locale) -> Html | None:
    if best is None:
        return None
    name = "year.best_seen" if best.witnesses else "year.best"
    return locale.say(name, what=what_where(best, locale), count=best.witnesses)


def _span(view: RiderYearView, locale: Locale) -> str:
    """Return the days that are counted."""
    first, last = view.year.days
    return str(format_interval(first, view.until or last, "MMMd", locale=times.LOCALES[locale.language]))


def _keys(view: RiderYearView, locale: Locale) -> tuple[KeyRow, ...]:
    beside = (("year.key_before", view.before), ("year.key_after", view.after))
    keys = tuple(
        choice(locale.plain(name, year=str(year)), Verb.YEAR, 0, str(year)) for name, year in beside if year is not None
    )
    return (keys,) if keys else ()
