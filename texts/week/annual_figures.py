"""How the figures of a district's year are written: shares, changes against the year before, rows of its tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.week.pages import Sheet
from domain.week.posters import Column, Tile, Tiles
from services.ports.years import YearFigures
from services.week.years import YearView
from texts.base.locale import Locale

NOTHING: Final = "–"
"""What stands in a cell of which nothing is known."""

_MINUTE: Final = 60_000


def count(value: int) -> str:
    """Return a number with its thousands apart."""
    return f"{value:,}"


def capitalised(text: str) -> str:
    """Return a text as a sentence or a head begins."""
    return text[0].upper() + text[1:]


def share(part: int, of: int) -> str:
    """Return a share, or that there is none of nothing."""
    return f"{part / of:.1%}" if of else NOTHING


def lasting(span_ms: int | None, locale: Locale) -> str:
    """Return a time span in words, or that it is not known."""
    return NOTHING if span_ms is None else locale.lasting(span_ms)


def tiles(view: YearView, locale: Locale) -> Tiles:
    """Return the six figures that say most; what is not known is left out."""
    its, before = view.total, view.before or YearFigures()
    shown = [
        _counted("annual.reported", its.reported, before.reported, locale),
        _shared("annual.fixed_share", (its.fixed, its.reported), (before.fixed, before.reported), locale),
        _counted("annual.open", its.open, before.open, locale),
        _shared("annual.on_time", (its.on_time, its.due), (before.on_time, before.due), locale),
        _timed("annual.response", its.response, before.response, locale),
        _timed("annual.repair", its.repair, before.repair, locale),
    ]
    known = tuple(tile for tile in shown if tile is not None)
    return Tiles(known if view.before else tuple(Tile(tile.label, tile.value) for tile in known))


def _counted(name: str, now: int, before: int, locale: Locale) -> Tile:
    return Tile(locale.plain(name), count(now), _arrow(now - before, count(abs(now - before))))


def _shared(name: str, now: tuple[int, int], before: tuple[int, int], locale: Locale) -> Tile | None:
    if not now[1]:
        return None
    points = _points(now, before)
    change = locale.plain("annual.points", points=f"{abs(points):.1f}") if points is not None else ""
    return Tile(locale.plain(name), share(*now), _arrow(points or 0, change), points > 0 if points else None)


def _points(now: tuple[int, int], before: tuple[int, int]) -> float | None:
    """Return by how many hundredths a share has grown, as it is written; None where one of both is none."""
    return round(100 * (now[0] / now[1] - before[0] / before[1]), 1) if now[1] and before[1] else None


def _timed(name: str, now: int | None, before: int | None, locale: Locale) -> Tile | None:
    if now is None:
        return None
    change = 0 if before is None or abs(now - before) < _MINUTE else now - before
    return Tile(
        locale.plain(name),
        locale.lasting(now),
        _arrow(change, locale.lasting(abs(change))),
        change < 0 if change else None,
    )


def _arrow(change: float, said: str) -> str:
    return f"{'▲' if change > 0 else '▼'} {said}" if change else ""


_PARTS: Final = ("fixed", "open", "rejected", "duplicate", "reopened", "overdue", "imported")
"""Counts whose share of all reports is told with them."""

_LIVED: Final = ("rejected", "duplicate", "reopened", "overdue")
"""Those of what happened here."""


def numbers(view: YearView, locale: Locale) -> Sheet:
    """Return all figures of the year, beside those of the year before; what is not known is left out."""
    columns = [
        Column(locale.plain("annual.figure"), numeric=False),
        Column(locale.plain("annual.year", year=view.year), numeric=True),
    ]
    its = _told(view.total, locale)
    if view.before is None:
        rows = [*its.items()]
        return Sheet(locale.plain("annual.numbers_table"), tuple(columns), tuple(row for row in rows if row[1]))
    columns += [
        Column(capitalised(before_name(view, locale)), numeric=True),
        Column(locale.plain("annual.change"), numeric=True),
    ]
    before, changes = _told(view.before, locale), _changes(view.total, view.before, locale)
    compared = tuple(
        (label, told or NOTHING, before[label] or NOTHING, change)
        for (label, told), change in zip(its.items(), changes, strict=True)
        if told or before[label]
    )
    return Sheet(locale.plain("annual.numbers_table"), tuple(columns), compared)


def is_known(its: YearFigures, name: str) -> bool:
    """Return whether a count of what happened here says anything: nothing of it was recorded by other systems."""
    return its.imported < its.reported or getattr(its, name) > 0


def known_columns(sheet: Sheet) -> Sheet:
    """Return a table without the columns of which nothing is known."""
    shown = [
        place for place in range(len(sheet.columns)) if any(row[place] != NOTHING for row in sheet.rows) or not place
    ]
    rows = tuple(tuple(row[place] for place in shown) for row in sheet.rows)
    return replace(sheet, columns=tuple(sheet.columns[place] for place in shown), rows=rows)


def before_name(view: YearView, locale: Locale) -> str:
    """Return what the year is held against: the year before, or as much of it as of the running one."""
    return locale.plain("annual.same_days" if view.is_running else "annual.year", year=view.year.number - 1)


def _told(its: YearFigures, locale: Locale) -> dict[str, str]:
    """Return each figure by its name; "" for one that is not known."""
    told = {"reported": count(its.reported)}
    for name in _PARTS:
        value = getattr(its, name)
        of_all = share(value, its.reported)
        told[name] = locale.plain("annual.with_share", count=count(value), share=of_all) if value else count(0)
        if name in _LIVED and not is_known(its, name):
            told[name] = ""
    if not its.imported:
        told["imported"] = ""
    whole = {"share": share(its.on_time, its.due), "count": count(its.on_time), "of": count(its.due)}
    told["on_time"] = locale.plain("figures.share", **whole) if its.due else ""
    for name in ("response", "repair"):
        span_ms = getattr(its, name)
        told[name] = "" if span_ms is None else locale.lasting(span_ms)
    return {locale.plain(f"annual.{name}"): said for name, said in told.items()}


def _changes(now: YearFigures, before: YearFigures, locale: Locale) -> Iterator[str]:
    for name in ("reported", *_PARTS):
        change = getattr(now, name) - getattr(before, name)
        known = name not in _LIVED or (is_known(now, name) and is_known(before, name))
        yield (f"{change:+,}" if change else "0") if known else NOTHING
    points = _points((now.on_time, now.due), (before.on_time, before.due))
    yield NOTHING if points is None else locale.plain("annual.points", points=f"{points:+.1f}")
    for name in ("response", "repair"):
        old, new = getattr(before, name), getattr(now, name)
        yield NOTHING if old is None or new is None else _later(old, new, locale)


def _later(old: int, new: int, locale: Locale) -> str:
    """Return by how much a time is longer; nothing of what the rounding of both hides."""
    change = new - old
    if abs(change) < _MINUTE:
        return "0"
    if locale.lasting(old) == locale.lasting(new):
        return NOTHING
    return locale.plain("annual.longer" if change > 0 else "annual.shorter", lasting=locale.lasting(abs(change)))
