"""A submitted report and what happened to it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.geo.positions import Position
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo


class Status(StrEnum):
    """Where a report stands in its life."""

    SUBMITTED = "submitted"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    ON_HOLD = "on_hold"
    BOUNCED = "bounced"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class ActorKind(StrEnum):
    """In what capacity somebody acted."""

    RIDER = "rider"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted. `id` is a rider's id, a staff member's Telegram id, or 0 for the system; `name` is shown to staff."""

    kind: ActorKind
    id: int
    name: str = ""


SYSTEM = Actor(ActorKind.SYSTEM, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """One report; as its queue sees it, a ticket.

    Attributes:
        id: that of the draft it was; number: what people call it.
        rider_id: who reported.
        version: raised by each change; the optimistic lock.
        status, category, note, position, community: what, where and how it stands.
        queue: id of the queue that must act; route_reason: why, as JSON of `domain.district.routing.Reason`.
        urgent: its category is urgent, or staff accepted it as urgent.
        submitted_at: ms UTC; respond_by, due_at: ms UTC or None; overdue_at: when it first became so, never erased.
        accepted_at, resolved_at, closed_at: ms UTC or None.
        holder: who is on it, staff only. hold_until: ms UTC while on hold.
        card_menu: what the ticket card's keyboard offers: "" for the transitions, or the name of a choice.
        witnesses: how many riders said *same problem*; reopenings: how often it was reopened.
        outcome: the last comment or reason given with a transition.
        original: the report that this one repeats, when it is a duplicate.
    """

    id: int
    number: ReportNumber
    rider_id: int
    status: Status
    category: str
    note: str
    position: Position
    community: str | None
    queue: str
    route_reason: str
    urgent: bool
    submitted_at: int
    version: int = 1
    respond_by: int | None = None
    due_at: int | None = None
    overdue_at: int | None = None
    accepted_at: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    holder: str = ""
    hold_until: int | None = None
    card_menu: str = ""
    witnesses: int = 0
    reopenings: int = 0
    outcome: str = ""
    original: int | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a report; never changed, never removed.

    Attributes:
        action: a name of `domain.tickets.lifecycle.Action`, or `submit`, `witnessed`, `added`, `told`, `noted`,
            `corrected`.
        source, target: statuses before and after, equal where nothing moved.
        words: reason, comment or note, as typed.
        detail: JSON of what else belongs to it (queue, category, until), "" for nothing.
        queue: the queue in which the ticket stood after the event.
    """

    id: int
    report_id: int
    at: int
    action: str
    source: Status
    target: Status
    actor: Actor
    words: str
    detail: str
    queue: str = ""
