"""The district's digest: one sentence, the queues with the most overdue, urgent tickets that nobody has, hotspots."""

from collections.abc import Iterator
from typing import Final

from services.ports.tickets import TicketLine
from services.week.queue_weeks import DistrictWeekView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.wording import Html
from texts.tickets.ticket_lines import link_anywhere, linked
from texts.week.appeal_lines import appeal_line
from texts.week.posters import district_poster
from texts.week.titles import fitting, joined, when

_SLOWEST, _HOTSPOTS = 3, 3
_LEAST: Final = 2
"""A single report is no hotspot."""


def district_digest(view: DistrictWeekView, locale: Locale) -> Screen:
    """Return the district's week, with a key to the figures of all queues."""
    week, district = when(view.week, locale, is_last=view.is_last), locale.name(locale.district)
    if view.is_empty:
        return Screen(locale.say("week.queue_nothing", queue=district, when=week))
    parts = joined(_parts(view, locale), locale)
    slowest = [each for each in view.queues if each[1].late][:_SLOWEST]
    hotspots = [each for each in view.hotspots if each.reports >= _LEAST][:_HOTSPOTS]
    rows = (
        locale.say("week.district", district=district, when=week, parts=parts),
        _listed(
            "week.slowest",
            (locale.say("week.slow", queue=locale.queue(queue), count=its.late) for queue, its in slowest),
            locale,
        ),
        _listed("week.urgent", (_urgent(line, view.now, locale) for line in view.urgent), locale),
        locale.say("week.more_urgent", count=view.more_urgent) if view.more_urgent else None,
        appeal_line(view.appeals, locale),
        _listed(
            "week.hotspots",
            (
                locale.say(
                    "week.hotspot",
                    community=locale.community(each.community),
                    category=locale.category_short(each.category),
                    count=each.reports,
                )
                for each in hotspots
            ),
            locale,
        ),
    )
    keys = ((key(locale, "week.key_table", Verb.WEEK_TABLE, 0, str(view.week)),),)
    return Screen(fitting(rows), keys, poster=district_poster(view, locale))


def _parts(view: DistrictWeekView, locale: Locale) -> Iterator[Html]:
    figures = view.figures
    yield locale.say("week.received", count=figures.first_received)
    yield locale.say("week.done", count=figures.resolved)
    change = figures.late - view.before.late
    yield locale.say("week.overdue" if change else "week.overdue_as_before", count=figures.late, change=f"{change:+d}")


def _listed(name: str, parts: Iterator[Html], locale: Locale) -> Html | None:
    told = Html(locale.plain("list.between").join(parts))
    return locale.say(name, list=told) if told else None


def _urgent(line: TicketLine, now: int, locale: Locale) -> Html:
    what = locale.plain(
        "week.urgent_one",
        category=locale.category_short(line.category),
        lasting=locale.lasting(now - line.submitted_at),
    )
    return linked(what, link_anywhere(line))
