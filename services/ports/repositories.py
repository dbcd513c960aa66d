"""The repositories of a transaction: what is kept, and what each promises on every engine."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.geo.live_location import LivePlace
from domain.geo.positions import Position
from domain.messages import Outgoing
from domain.people.points import Entry
from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from domain.reporting.duplicates import Experience, Lesson
from domain.reporting.photos import Photo
from domain.reporting.reports import Event, Report
from domain.tickets.staff import Prompt, QueueChat
from domain.timers import Timer
from services.ports.records import (
    Geocode,
    InboxItem,
    LiveMessage,
    NearReport,
    QueueFigures,
    RiderFigures,
    SamePicture,
    Sending,
    SettledNote,
    WeekScope,
)


class Inbox(Protocol):
    """Updates that Telegram handed over, in order of arrival."""

    async def store(self, bot_id: int, updates: Sequence[InboxItem], now: int) -> int:
        """Keep raw updates; one that is there already (same bot, update id and payload) is passed over.

        Returns how many were new.
        """

    async def claim(self, owner: int, now: int, limit: int) -> list[InboxItem]:
        """Take the oldest due updates for this owner, at most one a chat and none whose chat has one claimed."""

    async def consume(self, seq: int, owner: int, now: int) -> None:
        """Mark a claimed update done. Raises `domain.errors.ClaimLost` where this owner no longer holds it."""

    async def retry(self, seq: int, owner: int, error: str, at: int) -> None:
        """Give it back, due at `at`; counts the attempt. Others of its chat may overtake it. Raises `ClaimLost`."""

    async def park(self, seq: int, owner: int, error: str, now: int) -> None:
        """Set it aside for the operator, out of everybody's way. Raises `ClaimLost`."""

    async def release(self, owner: int) -> int:
        """Give back all that a vanished owner held; returns how many."""

    async def owners(self) -> list[int]:
        """Owners that hold claimed updates."""

    async def next_due(self) -> int | None:
        """When the next waiting update is due, ms UTC, or None where nothing waits."""

    async def purge(self, before: int) -> int:
        """Remove payloads of updates done or parked before `before`; their keys stay for a further 14 days."""


class Riders(Protocol):
    """Riders."""

    async def get(self, rider_id: int) -> Rider | None:
        """By id."""

    async def by_chat(self, chat_id: int) -> Rider | None:
        """By private chat."""

    async def save(self, rider: Rider) -> None:
        """Insert or update by id."""

    async def to_digest(self, after_id: int, limit: int) -> list[Rider]:
        """Agreed, reachable, unmuted riders with an id above `after_id`, by id."""

    async def of_report(self, report_id: int) -> list[Rider]:
        """The reporter first, then the witnesses by time."""


class LivePlaces(Protocol):
    """Where riders are who share their live location."""

    async def keep(self, place: LivePlace) -> None:
        """Put it in place of the rider's earlier one; one that is older by message, or by time, changes nothing."""

    async def of_rider(self, rider_id: int) -> LivePlace | None:
        """The rider's latest, whether it still counts or not."""

    async def purge(self, before: int) -> int:
        """Remove those of before then; returns how many."""


class Drafts(Protocol):
    """Drafts with their photos."""

    async def get(self, draft_id: int) -> Draft | None:
        """By id, photos in order of arrival."""

    async def open_of(self, rider_id: int) -> Draft | None:
        """The rider's open draft; there is at most one, by the schema."""

    async def add(self, draft: Draft) -> None:
        """Insert, version 1."""

    async def save(self, draft: Draft) -> Draft:
        """Update where the version is still the draft's; returns it with the next version. Else `Conflict`.

        Photos are kept by `Photos`, not here.
        """


class Photos(Protocol):
    """Photos of drafts and reports."""

    async def add(self, photo: Photo) -> None:
        """Insert. What has a fingerprint is compared with all photos: which show the same picture is noted with it."""

    async def attach(self, draft_id: int, report_id: int) -> None:
        """Give the photos of a draft to the report that it became or joined."""

    async def give(self, photo_id: int, report_id: int) -> None:
        """Give one photo that came with a staff member's reply to its report."""

    async def remember_shown(self, photo_id: int, shown_key: str) -> None:
        """Keep where the upright copy lies."""

    async def distance_in_draft(self, draft_id: int, photo: Photo) -> int:
        """Differing bits, of 128, between a photo not yet added and the likest one of a draft; 0 for the same bytes."""

    async def same_pictures(self, report_id: int) -> list[SamePicture]:
        """Other reports, not withdrawn, with a picture of this draft or report (one id): at most 20, open ones first.

        Whoever sent them and however long ago; photos of repairs don't count.
        """

    async def abandoned(self, before: int, limit: int) -> list[Photo]:
        """Of no report: of drafts that ended before `before`, or of no draft either and older than that."""

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Photo]:
        """Photos of reports of a category that were closed since then."""

    async def remove(self, photo_ids: Sequence[int]) -> list[str]:
        """Delete rows; returns the object keys (cleaned and shown) that no other row uses any more."""


class Reports(Protocol):
    """Reports, their events and witnesses."""

    async def get(self, report_id: int) -> Report | None:
        """By id, with photos."""

    async def by_number(self, month: str, serial: int) -> Report | None:
        """By the month (`2611`) and serial of its number."""

    async def next_serial(self, month: str) -> int:
        """Count up the month's counter and return it; the first is 1."""

    async def add(self, report: Report) -> None:
        """Insert, version 1."""

    async def save(self, report: Report) -> Report:
        """Update where the version is still the report's; returns it with the next version. Else `Conflict`."""

    async def near(
        self, position: Position, radius_m: float, since: int, categories: Collection[str] | None
    ) -> list[NearReport]:
        """Open reports within the radius submitted since `since`, of these categories or (None) of any.

        Nearest first. Where hundreds stand at one spot, the newest 200 of them.
        """

    async def of_rider(self, rider_id: int, limit: int, offset: int) -> list[Report]:
        """Reported or witnessed by the rider, newest first."""

    async def count_since(self, rider_id: int, since: int) -> int:
        """How many reports the rider submitted since then."""

    async def open_of_queue(self, queue: str, limit: int) -> list[Report]:
        """Open reports of a queue: urgent first, then oldest first."""

    async def settled_notes(self, after_id: int, limit: int) -> list[SettledNote]:
        """Notes of reports that staff accepted, or that were imported, with an id above `after_id`, by id."""

    async def add_event(self, event: Event) -> None:
        """Append."""

    async def events(self, report_id: int) -> list[Event]:
        """In order."""

    async def add_witness(self, report_id: int, rider_id: int, at: int) -> bool:
        """False where the rider is a witness already."""

    async def is_witness(self, report_id: int, rider_id: int) -> bool:
        """Whether the rider witnessed the report."""


class Repeats(Protocol):
    """What the district learned of reports that repeat others."""

    async def experience(self, category: str) -> Experience:
        """What is known of the signs that a new report of the category can show."""

    async def learn(self, lesson: Lesson) -> None:
        """Add to it."""


class Ledger(Protocol):
    """The points ledger."""

    async def add(self, entry: Entry) -> bool:
        """Append; False where the cause is there already."""

    async def knows(self, cause: str) -> bool:
        """Whether the cause has its entry."""

    async def balance(self, rider_id: int) -> int:
        """The sum."""

    async def earned_on(self, rider_id: int, day: str) -> int:
        """The sum of the positive entries of a district day."""

    async def of_report(self, report_id: int) -> list[Entry]:
        """All entries that a report gave, in order."""

    async def last(self, rider_id: int, limit: int) -> list[Entry]:
        """The newest entries, newest first."""


class Outbox(Protocol):
    """Messages to be sent, each at least once, in order for each chat."""

    async def put(self, outgoing: Outgoing, now: int) -> None:
        """Queue a message.

        A known key of a card (`DraftCard`, `TicketCard`, `LocationKey`) is armed again, behind what waits in its
        chat unless it still waits itself; a known key of anything else changes nothing.
        """

    async def knows(self, key: str) -> bool:
        """Whether a card of this key was ever queued, sent or not; other messages are forgotten after a while."""

    async def claim(self, now: int, busy: Sequence[int], limit: int) -> list[Sending]:
        """The head of each chat that is due, not held and not busy, marked as in flight: best precedence first.

        In a chat the order of queueing holds, urgent tickets first and removals last; a head that may not go yet
        holds up those behind it.
        """

    async def sent(self, sending: Sending, now: int) -> None:
        """Done; a card that was armed again meanwhile stays waiting."""

    async def hold(self, sending: Sending, error: str, at: int) -> None:
        """A transient error: the whole chat waits until `at`; counts the attempt."""

    async def park(self, sending: Sending, error: str, now: int) -> None:
        """Telegram refused it for good: set aside for the operator; holds up nobody."""

    async def drop(self, chat_id: int) -> int:
        """Nothing can reach this chat any more (blocked, kicked): drop what waits for it and what is in flight.

        Returns how many.
        """

    async def in_flight(self) -> list[Sending]:
        """What was being sent when the last deliverer stopped: may come twice. Gives them back to the queue."""

    async def move(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: what waits goes to the new chat."""

    async def next_due(self) -> int | None:
        """When the earliest head may go, ms UTC, or None where nothing waits; may be past while its chat is busy."""

    async def unsent(self, now: int) -> int:
        """How many messages are due or in flight: 0 once everything due has been sent and noted."""

    async def parked(self, limit: int) -> list[tuple[Sending, str]]:
        """Parked messages with their errors, newest first."""

    async def purge(self, before: int) -> int:
        """Remove rows sent before then, but for cards."""


class LiveMessages(Protocol):
    """Messages of ours that stand in a chat and can be edited, pressed or replied to."""

    async def of_key(self, key: str) -> LiveMessage | None:
        """The live message of a card or prompt."""

    async def at(self, chat_id: int, message_id: int) -> LiveMessage | None:
        """What stands there, also where it is not live any more."""

    async def pictures_of(self, report_id: int) -> list[LiveMessage]:
        """Every message that shows pictures of this report, live or not."""

    async def put(self, message: LiveMessage, now: int) -> None:
        """Insert; an earlier live message of the same key stays known but is live no more."""

    async def forget(self, chat_id: int, message_id: int) -> None:
        """It was deleted."""


class Timers(Protocol):
    """Timers."""

    async def put(self, timer: Timer) -> None:
        """Create if absent; one that exists, waiting or fired, is left as it is."""

    async def due(self, now: int, limit: int) -> list[Timer]:
        """Waiting timers that are due, oldest first."""

    async def fired(self, timer: Timer, now: int) -> bool:
        """Mark as fired; False where it was before."""

    async def postpone(self, timer: Timer, at: int) -> None:
        """Let a waiting timer, whose firing failed, be due again at `at`."""

    async def next_due(self) -> int | None:
        """When the next one is due, ms UTC, or None."""


class Queues(Protocol):
    """Groups of queues, one-time codes, and questions waiting for words."""

    async def chat(self, queue: str) -> QueueChat | None:
        """The group linked to the queue."""

    async def of_chat(self, chat_id: int) -> list[QueueChat]:
        """The queues that work in this group."""

    async def link(self, chat: QueueChat) -> None:
        """Put the queue into this group, in place of an earlier one."""

    async def move_chat(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: its queues work there now; old messages keep their own chat id."""

    async def put_code(self, code: str, queue: str, expires_at: int) -> None:
        """Keep a one-time code."""

    async def use_code(self, code: str, now: int) -> str | None:
        """The queue of an unused, unexpired code, which is used up by this; else None."""

    async def add_prompt(self, prompt: Prompt) -> None:
        """Insert."""

    async def prompt(self, prompt_id: int) -> Prompt | None:
        """By id."""

    async def open_prompt(self, chat_id: int, user_id: int) -> Prompt | None:
        """The newest open question to this person in this group."""

    async def save_prompt(self, prompt: Prompt) -> None:
        """Update by id."""


class History(Protocol):
    """Reports that were records of another system."""

    async def begin(self, at: int) -> None:
        """Make the rider whose reports they are, where there is none yet; no other repository knows of it."""

    async def note(self, source: str, reports: Sequence[tuple[str, int]]) -> set[int]:
        """Note the keys of a source with the ids of the reports that they become; returns the ids of the new ones."""

    async def reserve_serials(self, month: str, count: int) -> int:
        """Count up the month's counter by this many and return the first of them."""

    async def add(self, reports: Sequence[Report]) -> None:
        """Insert, version 1, without photos and events."""


class Weeks(Protocol):
    """Figures of a week and which weeks were told to whom."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        """Note that this week is told to this scope; False where it was before."""

    async def rider(self, rider_id: int, span: WeekScope) -> RiderFigures:
        """A rider's week: reports submitted, what became of their reports, points."""

    async def queue(self, queue: str, span: WeekScope) -> QueueFigures:
        """A queue's week; counts by events within it, open and overdue as of its end."""


class Geocodes(Protocol):
    """What geocoders answered, so that they are asked once."""

    async def get(self, key: str) -> Geocode | None:
        """By key."""

    async def put(self, answer: Geocode) -> None:
        """Insert, or take the place of an older answer."""

    async def purge(self, found_before: int, unknown_before: int) -> int:
        """Remove answers older than the first time, those that found nothing older than the second; ms UTC."""
