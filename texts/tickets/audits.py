"""The audit trail of a ticket, in pages."""

from collections.abc import Iterator
from typing import Final

from domain.people.points import Entry
from domain.reporting.reports import Event
from domain.tickets.lifecycle import Action, Effect, transition
from domain.tickets.lookups import AuditShown
from services.tickets.audits import AuditView
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.dictated import note_of
from texts.base.lengths import TEXT
from texts.base.locale import Locale
from texts.base.paging import in_pages
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.tickets.history import details, happened, who_did, worded
from texts.tickets.who import rider_in

_HEADLINE: Final = 80
_TOLD: Final = frozenset({Effect.TELL_RIDERS, Effect.ASK_RIDERS})


@screen.register(AuditShown)
def audit_shown(view: AuditView, locale: Locale) -> Screen:
    """Return one page of a ticket's audit trail; of pages that are gone the last one."""
    report = view.history.ticket.report
    pages = in_pages(_blocks(view, locale), TEXT - _HEADLINE)
    page = min(view.history.page, len(pages) - 1)
    title = locale.say("audit.title", number=report.number, page=page + 1, pages=len(pages))
    return Screen(lines(title, pages[page]), _keys(report.id, page, len(pages)))


def _keys(report_id: int, page: int, pages: int) -> tuple[KeyRow, ...]:
    around = {"‹": page - 1, "›": page + 1}
    turns = tuple(choice(label, Verb.AUDIT, report_id, str(to)) for label, to in around.items() if 0 <= to < pages)
    return (turns,) if turns else ()


def _blocks(view: AuditView, locale: Locale) -> Iterator[Html]:
    """Yield what happened and which points it brought, in order."""
    entries = sorted(view.entries, key=lambda entry: entry.at)
    for at, event in enumerate(view.history.ticket.events):
        while entries and entries[0].at < event.at:
            yield _points(view, entries.pop(0), locale)
        yield from worded(_line(view, at, event, locale), note_of(event.words, locale))
    for entry in entries:
        yield _points(view, entry, locale)


def _line(view: AuditView, at: int, event: Event, locale: Locale) -> Html:
    moved = (
        ""
        if event.source is event.target
        else locale.plain(
            "audit.moved",
            source=locale.plain(f"ticket_status.{event.source}"),
            target=locale.plain(f"ticket_status.{event.target}"),
        )
    )
    queue = locale.plain("audit.at", queue=locale.queue(event.queue)) if event.queue else ""
    told = locale.plain("audit.told", status=locale.status(event.target)) if _tells(event) else ""
    what = (happened(event, locale), *details(view.history, event, locale), moved, queue, told)
    return locale.say(
        "history.line",
        at=locale.second(event.at),
        who=who_did(view.history, at, locale),
        what=" · ".join(filter(None, what)),
    )


def _tells(event: Event) -> bool:
    """Return whether riders heard of it."""
    row = transition(Action(event.action), event.source) if event.action in tuple(Action) else None
    return row is not None and bool(_TOLD & {*row.effects, *row.later})


def _points(view: AuditView, entry: Entry, locale: Locale) -> Html:
    return locale.say(
        "audit.points",
        at=locale.second(entry.at),
        points=f"{entry.points:+d}",
        who=rider_in(view.history.roles.get(entry.rider_id), locale),
        merit=locale.plain(f"merit.{entry.merit}"),
    )
