"""A rider's reports: the list, and one of them with what became of it."""

from collections.abc import Iterator

from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import FINAL
from services.reporting.views import ReportsView, ReportView
from services.tickets.views import rejected_as
from texts.base.buttons import Row, choice
from texts.base.callbacks import Verb
from texts.base.lengths import cut_html
from texts.base.screen import Screen
from texts.base.voice import Voice
from texts.base.wording import Html, lines
from texts.reporting.origins import spot_line
from texts.reporting.progress import answer_rows
from texts.reporting.receipts import withdraw_rows

_NOTE, _WORDS, _STEPS = 1200, 200, 8


def reports(view: ReportsView, voice: Voice) -> Screen:
    """One page of the list, with keys to the pages beside it."""
    if not view.reports:
        return Screen(voice.say("reports.none"))
    listed = [_line(report, voice, is_own=view.rider.id == report.rider_id) for report in view.reports]
    return Screen(lines(voice.say("reports.title"), *listed), _page_keys(view, voice))


def report(view: ReportView, voice: Voice) -> Screen:
    """One report as its reporter or a witness sees it; never who of the staff did what."""
    seen = view.report
    text = lines(
        voice.say("report.title", number=seen.number, category=voice.category(seen.category)),
        None if view.is_own else voice.say("report.witnessed"),
        voice.say("report.where", community=voice.community(seen.community)),
        spot_line(seen.note, voice),
        voice.say("report.queue", queue=voice.queue(seen.queue)),
        voice.say("report.status", status=_status(view, voice)),
        voice.say("report.original", number=view.original.number) if view.original else None,
        voice.say("report.note", note=cut_html(seen.note, _NOTE)) if seen.note else None,
        voice.say("report.photos", count=len(seen.photos)) if seen.photos else None,
        voice.say("report.points", points=f"{view.points:+d}") if view.points else None,
        voice.say("report.timeline"),
        *[_step(event, voice) for event in list(_steps(view))[-_STEPS:]],
        voice.say("report.hint") if seen.status not in FINAL else None,
    )
    withdraw = withdraw_rows(seen, view.now, voice) if view.is_own else ()
    return Screen(text, (*answer_rows(seen, voice), *withdraw))


def _line(listed: Report, voice: Voice, *, is_own: bool) -> Html:
    return voice.say(
        "reports.own" if is_own else "reports.witnessed",
        command=listed.number.command,
        category=voice.category(listed.category),
        status=voice.plain(f"status.{listed.status}"),
        day=voice.day(listed.submitted_at),
    )


def _page_keys(view: ReportsView, voice: Voice) -> tuple[Row, ...]:
    pages = {"reports.key_newer": (view.page - 1, view.page > 0), "reports.key_older": (view.page + 1, view.has_more)}
    row = tuple(
        choice(voice.plain(label), Verb.REPORTS_PAGE, 0, str(page)) for label, (page, there) in pages.items() if there
    )
    return (row,) if row else ()


def _status(view: ReportView, voice: Voice) -> str:
    status = voice.plain(f"status.{view.report.status}")
    reason = rejected_as(view.events) if view.report.status is Status.REJECTED else None
    return f"{status} · {voice.plain(f'reject_told.{reason}')}" if reason else status


def _steps(view: ReportView) -> Iterator[Event]:
    """What moved the report, and what staff said to its riders."""
    return (event for event in view.events if event.source is not event.target or event.words)


def _step(event: Event, voice: Voice) -> Html:
    at, is_message = voice.stamp(event.at), event.source is event.target
    status = voice.plain("report.message") if is_message else voice.plain(f"status.{event.target}")
    if event.words:
        return voice.say("report.step_words", at=at, status=status, words=cut_html(event.words, _WORDS))
    return voice.say("report.step", at=at, status=status)
