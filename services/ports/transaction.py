"""The transaction with its repositories, and the database that runs it."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from services.ports.activities import Activities
from services.ports.announcements import Announcements
from services.ports.appeals import Appeals
from services.ports.badges import Badges
from services.ports.boards import Boards
from services.ports.checks import Checks
from services.ports.clips import Clips
from services.ports.corps import Corps
from services.ports.districts import Districts
from services.ports.door_codes import DoorCodes
from services.ports.drafts import Drafts
from services.ports.duplicates import Duplicates
from services.ports.erasure import Erasure
from services.ports.exports import Exports
from services.ports.geocodes import Geocodes
from services.ports.hand_overs import HandOvers
from services.ports.heard import HeardMessages
from services.ports.history import History
from services.ports.inbox import Inbox
from services.ports.ledger import Ledger
from services.ports.lessons import Lessons
from services.ports.live_locations import LiveLocations
from services.ports.live_messages import LiveMessages
from services.ports.loose_objects import LooseObjects
from services.ports.memberships import Memberships
from services.ports.mentors import Mentors
from services.ports.missing_persons import MissingPersons
from services.ports.outbox import Outbox
from services.ports.paces import Paces
from services.ports.photo_questions import PhotoQuestions
from services.ports.photos import Photos
from services.ports.queues import Queues
from services.ports.rankings import Rankings
from services.ports.reminders import Reminders
from services.ports.reports import Reports
from services.ports.retention import Retention
from services.ports.riders import Riders
from services.ports.sanctions import Sanctions
from services.ports.service_counts import ServiceCounts
from services.ports.sightings import Sightings
from services.ports.slips import Slips
from services.ports.spot_checks import SpotChecks
from services.ports.stations import Stations
from services.ports.teams import Rosters, Teams
from services.ports.tickets import Tickets
from services.ports.timers import Timers
from services.ports.vouchers import Vouchers
from services.ports.weeks import Weeks
from services.ports.whereabouts import WhereaboutsKept
from services.ports.wishes import Wishes
from services.ports.years import Years

T = TypeVar("T")


class Transaction(Protocol):
    """One unit of work: all of its changes are stored, or none."""

    inbox: Inbox
    riders: Riders
    live_locations: LiveLocations
    drafts: Drafts
    photos: Photos
    clips: Clips
    photo_questions: PhotoQuestions
    objects: LooseObjects
    reports: Reports
    reminders: Reminders
    tickets: Tickets
    duplicates: Duplicates
    ledger: Ledger
    outbox: Outbox
    messages: LiveMessages
    heard: HeardMessages
    timers: Timers
    paces: Paces
    queues: Queues
    boards: Boards
    memberships: Memberships
    weeks: Weeks
    years: Years
    history: History
    geocodes: Geocodes
    erasure: Erasure
    retention: Retention
    checks: Checks
    spot_checks: SpotChecks
    sanctions: Sanctions
    teams: Teams
    rosters: Rosters
    mentors: Mentors
    stations: Stations
    announcements: Announcements
    districts: Districts
    exports: Exports
    vouchers: Vouchers
    slips: Slips
    badges: Badges
    corps: Corps
    activities: Activities
    door_codes: DoorCodes
    rankings: Rankings
    lessons: Lessons
    missing_persons: MissingPersons
    sightings: Sightings
    whereabouts: WhereaboutsKept
    appeals: Appeals
    wishes: Wishes
    hand_overs: HandOvers
    service_counts: ServiceCounts


Work = Callable[[Transaction], Awaitable[T]]


class Database(Protocol):
    """Runs transaction functions. They must await only the transaction's own methods."""

    async def write(self, work: Work[T]) -> T:
        """Run the function in a transaction and return its result; the changes are on disk when this returns.

        Several functions may share one commit, each in a savepoint. A function is run again after a serialization
        failure or a `Conflict`. The delivery and timer loops are woken afterwards.
        """

    async def read(self, work: Work[T]) -> T:
        """Run the function on a consistent, read-only snapshot and return its result."""
