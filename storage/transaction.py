"""One transaction with all its repositories, in SQL."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

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
from services.ports.transaction import Transaction
from services.ports.vouchers import Vouchers
from services.ports.weeks import Weeks
from services.ports.whereabouts import WhereaboutsKept
from services.ports.wishes import Wishes
from services.ports.years import Years
from storage.repositories.activities import SqlActivities
from storage.repositories.announcements import SqlAnnouncements
from storage.repositories.appeals import SqlAppeals
from storage.repositories.badges import SqlBadges
from storage.repositories.boards import SqlBoards
from storage.repositories.checks import SqlChecks
from storage.repositories.clips import SqlClips
from storage.repositories.corps import SqlCorps
from storage.repositories.districts import SqlDistricts
from storage.repositories.door_codes import SqlDoorCodes
from storage.repositories.drafts import SqlDrafts
from storage.repositories.duplicates import SqlDuplicates
from storage.repositories.erasure import SqlErasure
from storage.repositories.exports import SqlExports
from storage.repositories.geocodes import SqlGeocodes
from storage.repositories.hand_overs import SqlHandOvers
from storage.repositories.heard import SqlHeardMessages
from storage.repositories.history import SqlHistory
from storage.repositories.inbox import SqlInbox
from storage.repositories.ledger import SqlLedger
from storage.repositories.lessons import SqlLessons
from storage.repositories.live_locations import SqlLiveLocations
from storage.repositories.live_messages import SqlLiveMessages
from storage.repositories.loose_objects import SqlLooseObjects
from storage.repositories.memberships import SqlMemberships
from storage.repositories.mentors import SqlMentors
from storage.repositories.missing_persons import SqlMissingPersons
from storage.repositories.outbox import SqlOutbox
from storage.repositories.paces import SqlPaces
from storage.repositories.photo_questions import SqlPhotoQuestions
from storage.repositories.photo_rows import SqlPhotos
from storage.repositories.queues import SqlQueues
from storage.repositories.rankings import SqlRankings
from storage.repositories.reminders import SqlReminders
from storage.repositories.reports import SqlReports
from storage.repositories.retention import SqlRetention
from storage.repositories.riders import SqlRiders
from storage.repositories.sanctions import SqlSanctions
from storage.repositories.service_counts import SqlServiceCounts
from storage.repositories.sightings import SqlSightings
from storage.repositories.slips import SqlSlips
from storage.repositories.spot_checks import SqlSpotChecks
from storage.repositories.stations import SqlStations
from storage.repositories.teams import SqlRosters, SqlTeams
from storage.repositories.tickets import SqlTickets
from storage.repositories.timers import SqlTimers
from storage.repositories.vouchers import SqlVouchers
from storage.repositories.weeks import SqlWeeks
from storage.repositories.whereabouts import SqlWhereabouts
from storage.repositories.wishes import SqlWishes
from storage.repositories.years import SqlYears
from storage.session import Session

R = TypeVar("R")


class _OnDemand:
    """A repository that is made when it is first asked for: a transaction uses few of them."""

    def __init__(self, make: Callable[[Session], Any]) -> None:
        self._make = make

    def __set_name__(self, owner: type[Transaction], name: str) -> None:
        self._name = name

    def __get__(self, transaction: "SqlTransaction", owner: type[Transaction]) -> Any:
        repository = self._make(transaction.session)
        setattr(transaction, self._name, repository)  # found before this from now on
        return repository


def _on_demand(make: Callable[[Session], R]) -> R:
    return cast("R", _OnDemand(make))


class SqlTransaction(Transaction):
    """All repositories on one session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    inbox: Inbox = _on_demand(SqlInbox)
    riders: Riders = _on_demand(SqlRiders)
    live_locations: LiveLocations = _on_demand(SqlLiveLocations)
    drafts: Drafts = _on_demand(SqlDrafts)
    photos: Photos = _on_demand(SqlPhotos)
    clips: Clips = _on_demand(SqlClips)
    photo_questions: PhotoQuestions = _on_demand(SqlPhotoQuestions)
    objects: LooseObjects = _on_demand(SqlLooseObjects)
    reports: Reports = _on_demand(SqlReports)
    reminders: Reminders = _on_demand(SqlReminders)
    tickets: Tickets = _on_demand(SqlTickets)
    duplicates: Duplicates = _on_demand(SqlDuplicates)
    ledger: Ledger = _on_demand(SqlLedger)
    outbox: Outbox = _on_demand(SqlOutbox)
    messages: LiveMessages = _on_demand(SqlLiveMessages)
    heard: HeardMessages = _on_demand(SqlHeardMessages)
    timers: Timers = _on_demand(SqlTimers)
    paces: Paces = _on_demand(SqlPaces)
    queues: Queues = _on_demand(SqlQueues)
    boards: Boards = _on_demand(SqlBoards)
    memberships: Memberships = _on_demand(SqlMemberships)
    weeks: Weeks = _on_demand(SqlWeeks)
    years: Years = _on_demand(SqlYears)
    history: History = _on_demand(SqlHistory)
    geocodes: Geocodes = _on_demand(SqlGeocodes)
    erasure: Erasure = _on_demand(SqlErasure)
    retention: Retention = _on_demand(SqlRetention)
    checks: Checks = _on_demand(SqlChecks)
    spot_checks: SpotChecks = _on_demand(SqlSpotChecks)
    sanctions: Sanctions = _on_demand(SqlSanctions)
    teams: Teams = _on_demand(SqlTeams)
    rosters: Rosters = _on_demand(SqlRosters)
    mentors: Mentors = _on_demand(SqlMentors)
    stations: Stations = _on_demand(SqlStations)
    announcements: Announcements = _on_demand(SqlAnnouncements)
    districts: Districts = _on_demand(SqlDistricts)
    exports: Exports = _on_demand(SqlExports)
    vouchers: Vouchers = _on_demand(SqlVouchers)
    slips: Slips = _on_demand(SqlSlips)
    badges: Badges = _on_demand(SqlBadges)
    corps: Corps = _on_demand(SqlCorps)
    activities: Activities = _on_demand(SqlActivities)
    door_codes: DoorCodes = _on_demand(SqlDoorCodes)
    rankings: Rankings = _on_demand(SqlRankings)
    lessons: Lessons = _on_demand(SqlLessons)
    missing_persons: MissingPersons = _on_demand(SqlMissingPersons)
    sightings: Sightings = _on_demand(SqlSightings)
    whereabouts: WhereaboutsKept = _on_demand(SqlWhereabouts)
    appeals: Appeals = _on_demand(SqlAppeals)
    wishes: Wishes = _on_demand(SqlWishes)
    hand_overs: HandOvers = _on_demand(SqlHandOvers)
    service_counts: ServiceCounts = _on_demand(SqlServiceCounts)
