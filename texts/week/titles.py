"""What the digests have in common: how a week is named, and lists that fit."""

from collections.abc import Iterable

from babel.dates import format_interval

from domain.week.weeks import Week
from texts.base import times
from texts.base.lengths import CAPTION, seen_units
from texts.base.locale import Locale
from texts.base.wording import Html


def span(week: Week, locale: Locale) -> str:
    """Return the first and the last day of a week."""
    return str(format_interval(*week.days, "MMMd", locale=times.LOCALES[locale.language]))


def when(week: Week, locale: Locale, *, is_last: bool) -> str:
    """Return how a week is called: the last one by that, with its days."""
    return locale.plain("week.last" if is_last else "week.that", span=span(week, locale))


def joined(parts: Iterable[str], locale: Locale) -> Html:
    """Return parts of a sentence, HTML, joined."""
    return Html(locale.plain("week.between").join(parts))


def fitting(rows: Iterable[Html | None]) -> Html:
    """Return as many of the rows as a caption takes; None is no row."""
    room, told = CAPTION, list[Html]()
    for row in rows:
        if row is None:
            continue
        room -= seen_units(row) + 1
        if room < 0:
            break
        told.append(row)
    return Html("\n".join(told))
