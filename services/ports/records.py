"""Rows that pass between the use cases and storage and are nothing of the domain itself."""

from dataclasses import dataclass

from domain.geo.positions import Position
from domain.messages import Outgoing
from domain.reporting.reports import Report, Status


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One raw update.

    Attributes:
        seq: our own order of arrival; 0 before it is stored.
        update_id: Telegram's; not in order after a quiet week.
        chat_id: the chat in which it must keep its order; the sender where there is no chat; 0 for neither.
        payload: the update as JSON text, as it came.
        attempts: how often it was tried before.
    """

    seq: int
    update_id: int
    chat_id: int
    payload: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Sending:
    """A message claimed by deliver; `revision` tells whether a card was armed again while it was sent."""

    id: int
    outgoing: Outgoing
    revision: int
    attempts: int


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """A message of ours in a chat.

    Attributes:
        key: outbox key of the card, nudge or prompt that it shows.
        chat_id, message_id: where it stands; a migrated group's old messages keep the old chat id.
        report_id, draft_id: what it is about, for replies to it.
        shape: `text` or `photo`; a text message can become a photo message and never back.
        face: hash of what it shows; the same face needs no edit.
        live: False once it was sent anew elsewhere.
    """

    key: str
    chat_id: int
    message_id: int
    report_id: int | None
    draft_id: int | None
    shape: str
    face: str
    live: bool = True


@dataclass(frozen=True, slots=True)
class NearReport:
    """An open report near a position as the search's index knows it: what ranking needs, the rest is loaded by id.

    `submitted_at` is ms UTC, `distance_m` metres from the position searched for.
    """

    id: int
    category: str
    lat: float
    lng: float
    submitted_at: int
    rider_id: int
    distance_m: float


@dataclass(frozen=True, slots=True)
class SettledNote:
    """What a rider wrote about a report, and the category in which staff left it."""

    id: int
    note: str
    category: str


@dataclass(frozen=True, slots=True)
class SamePicture:
    """Another report that shows the same picture.

    `submitted_at` is ms UTC; `distance` counts differing bits of 128 between the likest photos, 0 for the same bytes.
    """

    report_id: int
    category: str
    open: bool
    submitted_at: int
    distance: int


@dataclass(frozen=True, slots=True)
class WeekScope:
    """An ISO week as ms UTC, start included, end not, in district time."""

    week: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RiderFigures:
    """A rider's week: reports submitted in it, their reports that moved in it, points of it.

    Statuses, `open` and `balance` are those at the end of the week, whenever they are asked for.
    """

    submitted: int
    changed: tuple[tuple[Report, Status], ...]
    open: int
    points: int
    balance: int


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """A queue's week (product page, section 6). Median first response in ms, None where nothing was accepted.

    `bounced` and `reopened` are counts; shares are theirs of `received` and of `resolved`. `open` and `oldest` (five
    at most, oldest first) are what the queue still had to act on when the week ended; `overdue` are those of them
    whose limit had passed, and those that became overdue within the week.
    """

    received: int
    accepted: int
    resolved: int
    confirmed: int
    overdue: int
    bounced: int
    reopened: int
    median_response: int | None
    open: int
    oldest: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Geocode:
    """What a geocoder answered.

    Attributes:
        key: what was asked for, as `services.reporting.place_names` writes it.
        name: of the place or of the road there, "" where the geocoder knew none.
        position: of a place asked for by its name, else None.
        asked_at: ms UTC.
    """

    key: str
    name: str
    position: Position | None
    asked_at: int
