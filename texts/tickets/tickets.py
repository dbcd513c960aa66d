"""The ticket card in a queue's group: a caption that always fits, its picture and its keyboard."""

from collections.abc import Iterable

from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import ActorKind, Event, Report, Status
from domain.tickets.lifecycle import WAITING
from services.tickets.views import TicketView, rejected_as
from texts.base.lengths import CAPTION, cut, cut_html, seen_units
from texts.base.screen import Screen
from texts.base.voice import Voice
from texts.base.wording import Html, lines
from texts.reporting.origins import coordinates, origin_for_staff, spot_line
from texts.reporting.place_names import nearby_line, vague_line
from texts.tickets.ticket_keys import ticket_keys

SHEET = 4
"""Photos on a contact sheet at most."""

_COMMENT, _REASON, _HOLDER = 160, 160, 40
"""Units at most, so that the note keeps its room."""

_FEWEST = 8
"""A note cut shorter than this says nothing."""


def ticket_card(view: TicketView, voice: Voice) -> Screen:
    """The card as the group of `view.queue` sees it; where the ticket has left, it says where to."""
    report = view.report
    photos = first_photos(report.photos)
    if view.queue.id != view.current.id:
        moved = voice.say("ticket.moved", number=report.number, queue=voice.queue(view.current))
        return Screen(lines(_headline(report, voice), moved), photos=photos)
    return Screen(_caption(view, voice), ticket_keys(view, voice), photos)


def first_photos(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """The photos of the problem that stand on the card."""
    return tuple(photo for photo in photos if photo.role is not PhotoRole.AFTER)[:SHEET]


def album(report: Report, voice: Voice) -> Screen:
    """All photos of a report; a single one is no album."""
    count = len(report.photos)
    return Screen(voice.say("ticket.album", number=report.number, count=count), photos=report.photos, album=count > 1)


def _caption(view: TicketView, voice: Voice) -> Html:
    """All lines, and as much of the note as fits behind them."""
    report = view.report
    facts = lines(
        _headline(report, voice),
        _status(report, view.events, voice),
        _place(report, voice),
        nearby_line(view.nearby, voice),
        vague_line(report.position, voice),
        spot_line(report.note, voice),
        _times(report, voice),
        voice.say("ticket.witnesses", count=report.witnesses) if report.witnesses else None,
        voice.say("ticket.same_photo", number=view.shown_before.number) if view.shown_before else None,
        voice.say("ticket.reopened", count=report.reopenings) if report.reopenings else None,
        voice.say("ticket.why", why=cut(voice.reason(report.route_reason), _REASON)),
        _comment(view.events, voice),
    )
    return lines(facts, _note(report.note, CAPTION - seen_units(facts), voice))


def _note(note: str, room: int, voice: Voice) -> Html | None:
    room -= seen_units(voice.say("ticket.note", note="")) + 1
    if not note or room < _FEWEST:
        return None
    return voice.say("ticket.note", note=cut_html(note, room))


def _headline(report: Report, voice: Voice) -> Html:
    wording = "ticket.urgent" if report.urgent else "ticket.title"
    return voice.say(wording, category=voice.category(report.category), number=report.number)


def _place(report: Report, voice: Voice) -> Html:
    return voice.say(
        "ticket.place",
        community=voice.community(report.community),
        coordinates=coordinates(report.position),
        origin=origin_for_staff(report.position, voice),
    )


def _times(report: Report, voice: Voice) -> Html:
    since = voice.say("ticket.since", at=voice.stamp(report.submitted_at))
    due = voice.say("ticket.due", at=voice.stamp(report.due_at)) if report.due_at is not None else None
    return lines(since, due, _overdue(report, voice))


def _overdue(report: Report, voice: Voice) -> Html | None:
    if report.overdue_at is None:
        return None
    return voice.say("ticket.overdue" if report.status in WAITING else "ticket.was_overdue")


def _status(report: Report, events: Iterable[Event], voice: Voice) -> Html:
    said = [voice.plain(f"status.{report.status}")]
    reason = rejected_as(events) if report.status is Status.REJECTED else None
    if reason is not None:
        said.append(voice.plain(f"reject.{reason}"))
    if report.status is Status.ON_HOLD and report.hold_until is not None:
        said.append(voice.plain("ticket.until", at=voice.stamp(report.hold_until)))
    if report.holder:
        said.append(cut(report.holder, _HOLDER))
    return voice.say("ticket.status", status=" · ".join(said))


def _comment(events: Iterable[Event], voice: Voice) -> Html | None:
    """The last words that anybody added to the report."""
    spoken = [event for event in events if event.words.strip() and event.action != "submit"]
    if not spoken:
        return None
    last = spoken[-1]
    by_staff = last.actor.kind is ActorKind.STAFF
    who = cut(last.actor.name, _HOLDER) if by_staff else voice.plain("ticket.a_rider")
    return voice.say("ticket.comment", who=who, words=cut(last.words, _COMMENT))
