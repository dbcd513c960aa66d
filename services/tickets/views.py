"""The views of staff's screens, read when a message is sent."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from domain.district.routing import Queue
from domain.geo.place_names import Nearby
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import ActorKind, Event, Report, Status
from domain.tickets.card_menus import parse_menu
from domain.tickets.lifecycle import Action, RejectReason, is_heard, open_actions
from domain.tickets.messages import (
    Album,
    LateTold,
    Nudge,
    PlainTicketCard,
    PromptShown,
    Reopened,
    TicketCard,
    TicketMessage,
    UnansweredTold,
    UrgentTold,
)
from domain.tickets.reminders import LIMITS, RUNNING, UNANSWERED, Place, stands
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import ticket_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import clocks, photo_hash, proof, roles
from services.tickets.cards import role_of_queue
from services.tickets.colleagues import Colleague, colleagues
from services.tickets.days_said import DAY_ACTIONS, DaySaid, understand
from services.tickets.lateness import may_be_chased
from services.tickets.merging import Mergeable, joined_photos, mergeable, original_of
from services.tickets.parts import split_from
from services.tickets.prepared import answers_to
from services.tickets.roles import Said
from services.tickets.standing_in import group_of


@dataclass(frozen=True, slots=True)
class TicketView:
    """The view of a ticket's card in the group of `queue`.

    Attributes:
        current: The queue that has the ticket now.
        actions: The transitions that `queue` may use; empty if the ticket has left it.
        events: The report's events, in order.
        now: The current time, ms UTC.
        nearby: The road or landmark there.
        shown_before: The first report with the same picture, if it is another one.
        stands_in: Whether the group is not the queue's own, as it has none.
        also_seen: How many riders have also seen it, without showing that they were there.
        spoke_last: The role of the rider who said something last, as `services.tickets.roles` numbers them.
        due_after_hold: By when it is to be resolved once its hold is over, ms UTC; None if it is not held.
        original: The ticket that it was merged into.
        colleagues: To whom it may be handed over; while that menu is open.
        mergeable: Into which tickets it may be merged; while that menu is open.
        split_from: The number of the report of which it is a part.
        joined_photos: How many photos came with the tickets that were merged into it.
    """

    report: Report
    queue: Queue
    current: Queue
    actions: tuple[Action, ...]
    events: tuple[Event, ...]
    now: int
    nearby: Nearby | None = None
    shown_before: Report | None = None
    stands_in: bool = False
    also_seen: int = 0
    spoke_last: int | None = None
    due_after_hold: int | None = None
    original: Report | None = None
    colleagues: tuple[Colleague, ...] = ()
    mergeable: tuple[Mergeable, ...] = ()
    joined_photos: int = 0
    split_from: str | None = None


@dataclass(frozen=True, slots=True)
class TicketMessageView:
    """A message beside a ticket's card, the ticket's report, and what riders said and showed of which it tells."""

    message: TicketMessage
    report: Report
    said: tuple[Said, ...] = ()
    photos: tuple[Photo, ...] = ()
    now: int = 0


@dataclass(frozen=True, slots=True)
class LateView:
    """A notice beyond its queue that a ticket is late, the ticket's report, and its card where one stands.

    `may_chase` says whether whoever reads it may chase the ticket's queue.
    """

    notice: LateTold
    report: Report
    card: LiveMessage | None
    now: int
    may_chase: bool = False


@dataclass(frozen=True, slots=True)
class ReopenedView:
    """A reopened report, and what riders said and showed since."""

    report: Report
    said: tuple[Said, ...]
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question to a staff member.

    Attributes:
        actions: Those that the queue can take now with what a reply brings.
        may_tell: Whether riders still hear what staff say.
        said: What was answered about a day and is not enough; None where nothing was.
        prepared: The answers that the district has prepared, by their marks.
    """

    prompt: Prompt
    report: Report
    actions: tuple[Action, ...]
    may_tell: bool
    said: DaySaid | None = None
    prepared: Mapping[str, str] = field(default_factory=dict)


@gather.register
async def ticket_view(meaning: TicketCard, reading: Reading) -> TicketView | None:
    """Return the view of a ticket's card; None if there is no such report."""
    tx, deps, queue = reading.tx, reading.deps, meaning.queue
    report = await tx.reports.get(meaning.report_id)
    if report is None:
        return None
    actions = _actions(deps, report) if report.queue == queue else ()
    events = await tx.reports.events(report.id)
    district, merged_into = deps.district, original_of(report, events)
    seen_by, current = district.known_queue(queue), district.known_queue(report.queue)
    nearby = await geocoding.nearby(tx, deps, report.position)
    shown_before = await photo_hash.shown_before(tx, report) if split_from(events) is None else None
    group = await group_of(tx, deps, queue)
    return TicketView(
        report,
        seen_by,
        current,
        actions,
        events,
        deps.clock.now(),
        nearby,
        shown_before,
        stands_in=group is not None and group.queue != queue,
        also_seen=await tx.reports.count_also_seen(report.id),
        spoke_last=await _spoke_last(tx, report, events),
        due_after_hold=_due_after_hold(deps, report),
        original=await tx.reports.get(merged_into) if merged_into is not None else None,
        colleagues=await _colleagues(tx, deps, report),
        mergeable=await mergeable(tx, deps, report) if report.card_menu == Action.DUPLICATE.value else (),
        joined_photos=len(await joined_photos(tx, report)),
        split_from=split_from(events),
    )


async def _spoke_last(tx: Transaction, report: Report, events: Sequence[Event]) -> int | None:
    spoken = [event.actor.id for event in events if event.words and event.actor.kind is ActorKind.RIDER]
    return await roles.role_of(tx, report, spoken[-1]) if spoken else None


def _due_after_hold(deps: Deps, report: Report) -> int | None:
    if report.status is not Status.ON_HOLD or report.stopped_at is None or report.hold_until is None:
        return None
    return clocks.goes_on(deps, report, report.stopped_at, report.hold_until).due_at


async def _colleagues(tx: Transaction, deps: Deps, report: Report) -> tuple[Colleague, ...]:
    menu, opened_by = parse_menu(report.card_menu)
    return await colleagues(tx, deps, report, int(opened_by or 0)) if menu == Action.HAND_OVER.value else ()


@gather.register
async def plain_ticket_view(meaning: PlainTicketCard, reading: Reading) -> TicketView | None:
    """Return what a plain card needs, and nothing that may have kept the full one from being shown."""
    report = await reading.tx.reports.get(meaning.report_id)
    if report is None:
        return None
    deps, queue = reading.deps, meaning.queue
    actions = _actions(deps, report) if report.queue == queue else ()
    seen_by = deps.district.known_queue(queue)
    return TicketView(report, seen_by, deps.district.known_queue(report.queue), actions, (), deps.clock.now())


def _actions(deps: Deps, report: Report) -> tuple[Action, ...]:
    """Return the transitions that its queue may use now."""
    return proof.offered(deps, report, open_actions(report, (role_of_queue(deps, report.queue),), deps.clock.now()))


@gather.register
async def besides_view(meaning: TicketMessage, reading: Reading) -> TicketMessageView | None:
    """Return the view of an album or a pin; None if there is no such report."""
    report = await reading.tx.reports.get(meaning.report_id)
    return TicketMessageView(meaning, report) if report else None


@gather.register
async def album_view(meaning: Album, reading: Reading) -> TicketMessageView | None:
    """Return a report with its photos and those of the tickets that were merged into it."""
    report = await reading.tx.reports.get(meaning.report_id)
    if report is None:
        return None
    joined = await joined_photos(reading.tx, report)
    return TicketMessageView(meaning, replace(report, photos=(*report.photos, *joined)))


@gather.register
async def nudge_view(meaning: Nudge, reading: Reading) -> TicketMessageView | None:
    """Return the view of a nudge; None if its cause is gone, or something newer reminds of its ticket."""
    tx, now = reading.tx, reading.deps.clock.now()
    report = await tx.reports.get(meaning.report_id)
    if report is None or not await _is_due(meaning, report, reading):
        return None
    if not meaning.events:
        return TicketMessageView(meaning, report, now=now)
    told = [event for event in await tx.reports.events(report.id) if event.id in meaning.events]
    said = await roles.said_in(tx, report, told)
    return TicketMessageView(meaning, report, said, roles.photos_of(report, told), now)


async def _is_due(meaning: Nudge, report: Report, reading: Reading) -> bool:
    if report.queue != meaning.queue or not stands(meaning.name, report.status):
        return False
    found = await reading.tx.reminders.of_report(report.id)
    known = [each.name for each in found if each.place is Place.QUEUE]
    return bool(known) and (meaning.name not in LIMITS or known[0] in {meaning.name, ""})


@gather.register
async def late_view(meaning: LateTold, reading: Reading) -> LateView | None:
    """Return which ticket is late, and where its card stands; None if it is not any more."""
    tx = reading.tx
    report = await tx.reports.get(meaning.report_id)
    waits = next(waits for kind, waits in _WAITS.items() if isinstance(meaning, kind))
    if report is None or report.status not in waits:
        return None
    card, now = await tx.messages.of_key(ticket_key(report.id, report.queue)), reading.deps.clock.now()
    return LateView(meaning, report, card, now, meaning.to_supervisors and may_be_chased(report, now))


_WAITS: Final[Mapping[type[LateTold], frozenset[Status]]] = {
    UrgentTold: frozenset(Status),
    UnansweredTold: UNANSWERED,
    LateTold: RUNNING,
}
"""In which statuses of its ticket a notice still says something; the first kind that it is of counts."""


@gather.register
async def reopened_view(meaning: Reopened, reading: Reading) -> ReopenedView | None:
    """Return what riders have said and shown since the report was reopened last; None if there is no such report."""
    report = await reading.tx.reports.get(meaning.report_id)
    if report is None or not await _is_due(meaning, report, reading):
        return None
    since = since_reopened(await reading.tx.reports.events(report.id))
    said = await roles.said_in(reading.tx, report, since)
    if not any(each.words for each in said):
        said = tuple(Said(None, each) for each in [meaning.words] if each)
    at = since[0].at if since else reading.deps.clock.now()
    added = tuple(photo for photo in report.photos if photo.role is PhotoRole.ADDED and photo.added_at >= at)
    return ReopenedView(report, said, added)


def since_reopened(events: Sequence[Event]) -> list[Event]:
    """Return what riders did from the last time on that one of them called the report not fixed; [] if none did."""
    found = [number for number, event in enumerate(events) if event.action == Action.NOT_FIXED.value]
    return [event for event in events[found[-1] :] if event.actor.kind is ActorKind.RIDER] if found else []


@gather.register
async def prompt_view(meaning: PromptShown, reading: Reading) -> PromptView | None:
    """Return the view of a question to a staff member; None once it is closed."""
    tx, deps = reading.tx, reading.deps
    prompt = await tx.queues.prompt(meaning.prompt_id)
    if prompt is None or prompt.stage is not PromptStage.OPEN:
        return None
    report = await tx.reports.get(prompt.report_id)
    if report is None:
        return None
    actions = open_actions(report, (role_of_queue(deps, report.queue),), deps.clock.now())
    answered = prompt.action in DAY_ACTIONS and prompt.words
    said = understand(deps, report, prompt.action, prompt.words) if answered else None
    may_tell = is_heard(report.status, report.closed_at, deps.clock.now())
    prepared = answers_to(deps, prompt, report)
    return PromptView(prompt, report, actions if prompt.words or prompt.photo_ids else (), may_tell, said, prepared)


def rejected_as(events: Iterable[Event]) -> RejectReason | None:
    """Return the reason of the report's last rejection, or None."""
    details = [event.detail for event in events if event.action == Action.REJECT.value]
    return RejectReason(json.loads(details[-1])["reason"]) if details else None
