"""A queue's digest: what came and what was done, beside the week before and other queues, and what must be chased."""

from collections.abc import Iterator
from typing import Final

from services.ports.tickets import TicketLine
from services.ports.weeks import QueueFigures
from services.week.queue_weeks import QueueWeekView, is_busy
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.wording import Html
from texts.tickets.ticket_lines import link_anywhere, link_here, ticket_line
from texts.week.activity_lines import queue_lines
from texts.week.appeal_lines import appeal_line
from texts.week.posters import queue_poster
from texts.week.titles import fitting, joined, when

_OTHERS: Final = 5
"""The most queues that are named among those that it stands in for."""


def queue_digest(view: QueueWeekView, locale: Locale) -> Screen:
    """Return a queue's week, with a link to the card of each ticket that must be chased."""
    week = when(view.week, locale, is_last=view.is_last)
    if not view.has_tickets:
        nothing = locale.say("week.queue_nothing", queue=locale.queue(view.queue), when=week)
        return Screen(fitting((nothing, *queue_lines(view.activities, locale), appeal_line(view.appeals, locale))))
    parts = joined(_parts(view, locale), locale)
    count = len(view.pressing) + view.more
    others = [each for each in view.others if is_busy(each[1])]
    rows = (
        locale.say("week.queue", queue=locale.queue(view.queue), when=week, parts=parts),
        _ends(view.figures, locale),
        *queue_lines(view.activities, locale),
        appeal_line(view.appeals, locale),
        locale.say("week.pressing", count=count) if count else locale.say("week.none_pressing"),
        *(_line(line, view, locale) for line in view.pressing),
        locale.say("week.more_pressing", count=view.more) if view.more else None,
        locale.say("week.stands_in") if others else None,
        *(
            locale.say(
                "week.queue_line",
                queue=locale.queue(queue),
                received=figures.received,
                resolved=figures.resolved,
                overdue=figures.late,
            )
            for queue, figures in others[:_OTHERS]
        ),
        locale.say("week.more_queues", count=len(others) - _OTHERS) if len(others) > _OTHERS else None,
    )
    return Screen(fitting(rows), poster=queue_poster(view, locale))


def _parts(view: QueueWeekView, locale: Locale) -> Iterator[Html]:
    figures, before = view.figures, view.before
    yield locale.say("week.received", count=figures.received)
    yield locale.say("week.resolved", count=figures.resolved, before=before.resolved)
    if figures.median_response is not None:
        yield _usual(figures.median_response, view.usual, locale)


def _usual(median: int, usual: int | None, locale: Locale) -> Html:
    """Return how fast a queue answers, beside the median queue where there is one, and praise if it is no slower."""
    if usual is None:
        return locale.say("week.usual_alone", median=locale.lasting(median))
    name = "week.usual_praised" if median <= usual else "week.usual"
    return locale.say(name, median=locale.lasting(median), usual=locale.lasting(usual))


def _ends(figures: QueueFigures, locale: Locale) -> Html | None:
    """Return what did not go through, and what riders said; None if there is nothing of both."""
    parts = [
        locale.say(name, count=count)
        for name, count in (("week.rejected", figures.rejected), ("week.bounced", figures.bounced))
        if count > 0  # one undone after the week's end takes away from the next
    ]
    if figures.confirmed or figures.reopened:
        parts.append(locale.say("week.answers", confirmed=figures.confirmed, reopened=figures.reopened))
    return Html(" · ".join(parts)) if parts else None


def _line(line: TicketLine, view: QueueWeekView, locale: Locale) -> Html:
    group = view.group
    link = link_here(line, group.chat_id, group.thread_id) if group is not None else ""
    return ticket_line(line, locale, now=view.now, link=link or link_anywhere(line), names_queue=bool(view.others))
