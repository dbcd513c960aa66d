"""Submitted reports and their events."""

from dataclasses import dataclass
from enum import StrEnum

from domain.geo.positions import Position
from domain.language.dangers import DangerKind
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo


class Status(StrEnum):
    """The status of a report."""

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
    """The kind of actor."""

    RIDER = "rider"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """The actor of an event: `id` is a rider's id, a staff member's Telegram id, or 0; only staff see `name`."""

    kind: ActorKind
    id: int
    name: str = ""


SYSTEM = Actor(ActorKind.SYSTEM, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """One report; for its queue, a ticket.

    Attributes:
        id: The id of its draft.
        number: The number that people use.
        rider_id: The reporter.
        status, category, note, position, community: As submitted and changed since.
        queue: The id of the queue that must act.
        route_reason: Why it is in that queue, as `services.tickets.routes` encodes it.
        urgent: Whether its category is urgent, or it is of a danger to life.
        submitted_at: ms UTC.
        version: Raised by each save; used for optimistic locking.
        respond_by, due_at: The limits, ms UTC or None.
        overdue_at: When it first became overdue, never reset; ms UTC or None.
        accepted_at, resolved_at, closed_at: ms UTC or None.
        holder: The staff member working on it; only staff see it.
        hold_until: The end of a hold, ms UTC or None.
        card_menu: The menu on the ticket card: "" for the transitions, or the name of a choice.
        witnesses: How many riders pressed *same problem* and showed that they were there.
        reopenings: How often it was reopened.
        outcome: The last comment or reason given with a transition.
        original: The report that it duplicates.
        danger: The danger to life that its rider told of.
        spot: The exact spot, "" for none; None if the whole note says it.
        half_time_at, long_overdue_at: When half the time to resolve it, and three times it, are over; ms UTC or None.
        stopped_at: Since when its clocks stand still, ms UTC; None while they run.
        former: The status to which the end of a hold or an undo returns.
        holds, extensions: How often it was held, and its limit extended.
        holder_id: The Telegram id of the staff member working on it.
        may_be_shown: Whether staff said that other riders may see its photos.
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
    danger: DangerKind | None = None
    spot: str | None = None
    half_time_at: int | None = None
    long_overdue_at: int | None = None
    stopped_at: int | None = None
    former: Status | None = None
    holds: int = 0
    extensions: int = 0
    holder_id: int | None = None
    may_be_shown: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a report; never changed or removed.

    Attributes:
        at: ms UTC.
        action: A value of `domain.tickets.lifecycle.Action`, or `submit`, `witnessed`, `also_seen`, `added`, `placed`,
            `told`, `noted`, `corrected`, `late_told`.
        source, target: The statuses before and after; equal if the status did not change.
        words: The reason, comment or note, as typed.
        detail: Further data as JSON (queue, category, until); "" for none.
        queue: The ticket's queue after the event.
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
