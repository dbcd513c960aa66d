"""The board of a place: counts, then a line for each ticket that needs somebody, as many as a message takes."""

from collections.abc import Iterable
from typing import Final

from domain.tickets.boards import Board, BoardClosed, Pinning
from services.ports.tickets import TicketCounts, TicketLine
from services.tickets.boards import BoardView, Overview
from texts.base.lengths import TEXT, cut, seen_units
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.tickets.service_boards import parts, with_part
from texts.tickets.ticket_lines import link_anywhere, link_here, ticket_line

_TITLE: Final = 80
_QUEUES: Final = 20
"""The most queues on the supervisors' board."""

_KEPT: Final = 200
"""Units that are kept for what follows the lines of tickets."""


@screen.register(Board)
def board(view: BoardView, locale: Locale) -> Screen:
    """Return the board; where supervisors work, the district's comes first."""
    names = locale.plain("list.between").join(locale.queue(queue) for queue in view.seated)
    head = [locale.say("board.title", queues=cut(names, _TITLE))]
    if view.overview is not None:
        head += _district(view.overview, view.now, locale)
    for part in parts(view.service, view.board, view.now, locale) if view.service is not None else ():
        head = with_part(head, part, _fitting([*head, part.heading], part.rows), locale)
    is_alone = view.overview is None and view.service is None
    if view.lines or is_alone:
        head.append(locale.say("board.counts", **_figures(view.counts)))
    shown = _fitting(head, [_line(line, view, locale) for line in view.lines])
    more = view.more + len(view.lines) - len(shown)
    empty = None if view.lines or view.overview is not None or _serves(view) else locale.say("board.empty")
    left = locale.say("board.more", count=more) if more else None
    drawn = locale.say("board.drawn", at=locale.stamp(view.now))
    return Screen(lines(*head, *shown, empty, left), below=view.board.below, dated=drawn, ages=_has_open(view))


@screen.register(BoardClosed)
def board_closed(view: BoardClosed, locale: Locale) -> Screen:
    """Return what is left of a board where no queue works any more."""
    del view
    return closed(locale)


@screen.register(Pinning)
def pinning(view: Pinning, locale: Locale) -> Screen:
    """Return nothing, as a pin has no words."""
    del view, locale
    return Screen("")


def closed(locale: Locale) -> Screen:
    """Return what is left of a board that is none any more."""
    return Screen(locale.say("board.closed"))


def _line(line: TicketLine, view: BoardView, locale: Locale) -> Html:
    link = link_here(line, view.board.chat_id, view.board.thread_id)
    return ticket_line(line, locale, now=view.now, link=link, names_queue=view.others)


def _district(overview: Overview, now: int, locale: Locale) -> list[Html]:
    """Return what supervisors see: urgent tickets that nobody has, then the queues by what is overdue there."""
    urgent = [
        ticket_line(line, locale, now=now, link=link_anywhere(line), names_queue=True) for line in overview.urgent
    ]
    if urgent:
        urgent.insert(0, locale.say("board.urgent", count=len(urgent) + overview.more_urgent))
    worst = sorted(overview.counts, key=lambda each: (-each[1].overdue, -each[1].waiting, each[0]))
    busy = [(queue, counts) for queue, counts in worst if any(_figures(counts).values())]
    queues = [_queue(queue, counts, locale) for queue, counts in busy[:_QUEUES]]
    more, homeless = len(busy) - _QUEUES, overview.homeless
    return [
        *urgent,
        *(queues or [locale.say("board.empty")]),
        *([locale.say("board.more_queues", count=more)] if more > 0 else []),
        *([locale.say("board.homeless", count=homeless)] if homeless else []),
    ]


def _queue(queue: str, counts: TicketCounts, locale: Locale) -> Html:
    """Return a queue's line: what it has none of is left out."""
    counted = {name: count for name, count in _figures(counts).items() if count}
    parts = [locale.plain(f"board.{name}", count=counted[name]) for name in _WORST_FIRST if name in counted]
    return locale.say("board.queue", queue=locale.queue(queue), counts=" · ".join(parts))


_WORST_FIRST: Final = ("overdue", "waiting", "in_work", "on_hold")


def _figures(counts: TicketCounts) -> dict[str, int]:
    return {
        "waiting": counts.waiting,
        "in_work": counts.in_work,
        "overdue": counts.overdue,
        "on_hold": counts.on_hold,
    }


def _fitting(head: Iterable[Html], rows: Iterable[Html]) -> list[Html]:
    """Return as many of the rows as fit below the head; each has one link or command at most."""
    room, shown = TEXT - _KEPT - sum(seen_units(line) + 1 for line in head), []
    for row in rows:
        room -= seen_units(row) + 1
        if room < 0:
            break
        shown.append(row)
    return shown


def _serves(view: BoardView) -> bool:
    """Return whether those who look after riders have something to do."""
    return view.service is not None and bool(view.service.appeals or view.service.wishes or view.service.activities)


def _has_open(view: BoardView) -> bool:
    """Return whether anything is open, so that the board ages."""
    everywhere = view.overview.counts if view.overview is not None else ()
    return (
        _serves(view)
        or any(_figures(view.counts).values())
        or any(any(_figures(counts).values()) for _, counts in everywhere)
    )
