"""The ticket card in a queue's group, the album and the location."""

from collections.abc import Iterable, Sequence

from domain.reporting.photos import TOGETHER, Photo
from domain.reporting.reports import ActorKind, Event, Report, Status
from domain.tickets.lifecycle import FINAL, WAITING, Action, transition
from domain.tickets.messages import Album, CardLeft, Pin, PlainTicketCard, TicketCard, TicketClip
from services.tickets.bounces import corrected_here, queue_before
from services.tickets.clips import TicketClipView
from services.tickets.views import TicketMessageView, TicketView
from texts.base.dictated import note_of
from texts.base.inert import inert, one_line
from texts.base.lengths import CAPTION, cut, seen_units
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import SHEET, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.dangers import danger_of_ticket
from texts.reporting.origins import coordinates, origin_for_staff, spot_line
from texts.reporting.place_names import nearby_line, vague_line
from texts.tickets.closed_cards import closed_lines
from texts.tickets.ticket_keys import closed_keys, ticket_keys
from texts.tickets.who import rider_in
from texts.tickets.why_here import who_of_staff, why_here

_COMMENT, _REASON, _HOLDER = 160, 160, 40
"""Limits in UTF-16 units, so that the note keeps its room."""

_FEWEST = 8
"""A note is left out if it would be cut shorter than this."""


@screen.register(TicketCard)
def ticket_card(view: TicketView, locale: Locale) -> Screen:
    """Return the card for the group of `view.queue`; if the ticket has moved, only its new queue."""
    report = view.report
    photos = first_photos(report.photos)
    if view.queue.id != view.current.id:
        moved = locale.say(
            _MOVED.get(_moved_by(view.events), "ticket.moved"),
            number=report.number,
            queue=locale.queue(view.current),
            category=locale.category(report.category),
            community=locale.community(report.community),
        )
        return Screen(lines(_headline(report, locale), moved), photos=photos)
    if report.status in FINAL:
        return Screen(closed_lines(view, locale), closed_keys(view, locale), photos)
    return Screen(_caption(view, locale), ticket_keys(view, locale), photos)


_MOVED = {
    Action.CORRECT.value: "ticket.moved_correct",
    Action.RELOCATE.value: "ticket.moved_relocate",
    Action.RESETTLE.value: "ticket.moved_resettle",
}


def _moved_by(events: Sequence[Event]) -> str:
    """Return the action that brought a ticket to its queue last."""
    came = corrected_here(events)
    return came.action if came is not None else ""


@screen.register(CardLeft)
def card_left(view: TicketMessageView, locale: Locale) -> Screen:
    """Return what stands on a card that was left behind."""
    report = view.report
    queue = locale.queue(report.queue)
    left = locale.say("ticket.left", number=report.number, queue=queue)
    return Screen(lines(_headline(report, locale), left), photos=first_photos(report.photos))


@screen.register(PlainTicketCard)
def plain_ticket_card(view: TicketView, locale: Locale) -> Screen:
    """Return the card in few words: which ticket, where, by when, and that the rest can't be shown."""
    report = view.report
    if report.status in FINAL:
        return Screen(closed_lines(view, locale), closed_keys(view, locale))
    status = locale.say("ticket.status", status=locale.plain(f"ticket_status.{report.status}"))
    plainly = locale.say("ticket.plain")
    facts = lines(_headline(report, locale), status, _place(report, locale), _times(view, locale), plainly)
    return Screen(facts, ticket_keys(view, locale))


def first_photos(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """Return the photos on the card: the first four that show the problem."""
    return tuple(photo for photo in photos if not photo.role.is_staffs)[:SHEET]


@screen.register(Album)
def album(view: TicketMessageView, locale: Locale) -> Screen:
    """Return one page of a report's photos, or all; as an album if there are several."""
    report, page = view.report, getattr(view.message, "page", None)
    photos = report.photos if page is None else report.photos[page * TOGETHER : (page + 1) * TOGETHER]
    text = locale.say("ticket.album", number=report.number, count=len(report.photos))
    return Screen(text, photos=photos, album=len(photos) > 1)


@screen.register(TicketClip)
def ticket_clip(view: TicketClipView, locale: Locale) -> Screen:
    """Return a voice message or video with the number of its ticket."""
    clip = view.clip
    key = "ticket.video" if clip.kind.is_seen else "ticket.voice"
    return Screen(locale.say(key, number=view.report.number, who=rider_in(view.role, locale)), clip=clip)


@screen.register(Pin)
def pin(view: TicketMessageView, locale: Locale) -> Screen:
    """Return the report's position as a location."""
    del locale
    return Screen("", pin=view.report.position)


def _caption(view: TicketView, locale: Locale) -> Html:
    """Return all lines, and as much of the note as fits."""
    facts = lines(ticket_facts(view, locale), _comment(view, locale))
    return lines(facts, _note(view.report.note, CAPTION - seen_units(facts), locale))


def ticket_facts(view: TicketView, locale: Locale) -> Html:
    """Return what and where it is, how it stands, by when and why here: all that is known but what people wrote."""
    report = view.report
    return lines(
        _headline(report, locale),
        locale.say("ticket.stands_in", queue=locale.queue(view.queue)) if view.stands_in else None,
        _status(report, locale),
        _place(report, locale),
        nearby_line(view.nearby, locale),
        vague_line(report.position, locale),
        spot_line(report, locale),
        _times(view, locale),
        locale.say("ticket.witnesses", count=report.witnesses) if report.witnesses else None,
        locale.say("ticket.also_seen", count=view.also_seen) if view.also_seen else None,
        locale.say("ticket.same_photo", number=view.shown_before.number) if view.shown_before else None,
        locale.say("ticket.reopened", count=report.reopenings) if report.reopenings else None,
        locale.say("ticket.split_from", number=view.split_from) if view.split_from else None,
        locale.say("ticket.why", why=cut(why_here(view, locale), _REASON)),
    )


def _note(note: str, room: int, locale: Locale) -> Html | None:
    title = locale.say("ticket.note")
    room -= seen_units(title) + len("\n\n")
    words = quoted(note_of(note, locale), room) if room >= _FEWEST else None
    return lines(title, words) if words else None


def _headline(report: Report, locale: Locale) -> Html:
    danger = locale.district.counting(report.danger, report.category)
    wording = "ticket.urgent" if report.urgent else "ticket.title"
    return lines(
        danger_of_ticket(danger, locale) if danger else None,
        locale.say(wording, category=locale.category(report.category), number=report.number),
    )


def _place(report: Report, locale: Locale) -> Html:
    return locale.say(
        "ticket.place",
        community=locale.community(report.community),
        coordinates=coordinates(report.position),
        origin=origin_for_staff(report.position, locale),
    )


def _times(view: TicketView, locale: Locale) -> Html:
    report = view.report
    since = locale.say("ticket.since", at=locale.stamp(report.submitted_at))
    return lines(since, _limits(report, locale, view.due_after_hold), _overdue(report, view.now, locale))


def _limits(report: Report, locale: Locale, due_after_hold: int | None) -> Html | None:
    """Return by when to resolve it and, while nobody has accepted it, by when to do that.

    While it is held, how long its clock stands still, and by when to resolve it then.
    """
    if report.due_at is None:
        return None
    if report.hold_until is not None and due_after_hold is not None:
        until, due = locale.weekday(report.hold_until), locale.stamp(due_after_hold)
        return locale.say("ticket.stopped", until=until, due_at=due)
    due_at = locale.stamp(report.due_at)
    if report.respond_by is None or transition(Action.ACCEPT, report.status) is None:
        return locale.say("ticket.due", due_at=due_at)
    return locale.say("ticket.limits", respond_by=locale.stamp(report.respond_by), due_at=due_at)


def _overdue(report: Report, now: int, locale: Locale) -> Html | None:
    """Return that it is overdue; that it was once it is resolved, or has a later limit."""
    if report.overdue_at is None:
        return None
    is_so = report.status in WAITING and (report.due_at or 0) <= now
    return locale.say("ticket.overdue" if is_so else "ticket.was_overdue")


def _status(report: Report, locale: Locale) -> Html:
    """Return the status and who has it; until somebody does, that nobody has."""
    said = [locale.plain(f"ticket_status.{report.status}")]
    if report.status is Status.ON_HOLD and report.hold_until is not None:
        said.append(locale.plain("ticket.until", day=locale.weekday(report.hold_until)))
    said.append(cut(one_line(report.holder), _HOLDER) or locale.plain("ticket.nobody"))
    return locale.say("ticket.status", status=" · ".join(said))


def _comment(view: TicketView, locale: Locale) -> Html | None:
    """Return the last words that anybody added to the report, and whose they are, but those that say why it is here."""
    spoken = [event for event in view.events if inert(event.words) and event.action != "submit"]
    if not spoken or (spoken[-1].action == Action.BOUNCE.value and spoken[-1].target is view.report.status):
        return None
    last = spoken[-1]
    if last.actor.kind is not ActorKind.STAFF:
        words = quoted(note_of(last.words, locale), _COMMENT)
        return lines(locale.say("ticket.comment", who=rider_in(view.spoke_last, locale)), words)
    who = who_of_staff(last.actor, locale)
    queue = queue_before(view.events, view.events.index(last))
    if queue in {"", view.queue.id}:
        said = locale.say("ticket.comment", who=who)
    else:
        said = locale.say("ticket.comment_of", queue=locale.queue(queue), who=who)
    return lines(said, quoted(last.words, _COMMENT))
