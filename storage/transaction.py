"""One transaction with all its repositories."""

from services.ports import repositories as kept
from storage.repositories.drafts import SqlDrafts
from storage.repositories.duplicates import SqlRepeats
from storage.repositories.geocodes import SqlGeocodes
from storage.repositories.history import SqlHistory
from storage.repositories.inbox import SqlInbox
from storage.repositories.ledger import SqlLedger
from storage.repositories.live_locations import SqlLivePlaces
from storage.repositories.live_messages import SqlLiveMessages
from storage.repositories.outbox import SqlOutbox
from storage.repositories.photo_rows import SqlPhotos
from storage.repositories.queues import SqlQueues
from storage.repositories.reports import SqlReports
from storage.repositories.riders import SqlRiders
from storage.repositories.timers import SqlTimers
from storage.repositories.weeks import SqlWeeks
from storage.session import Session


class SqlTransaction:
    """`services.ports.transaction.Transaction`: every repository over one session."""

    def __init__(self, session: Session) -> None:
        self.inbox: kept.Inbox = SqlInbox(session)
        self.riders: kept.Riders = SqlRiders(session)
        self.live_places: kept.LivePlaces = SqlLivePlaces(session)
        self.drafts: kept.Drafts = SqlDrafts(session)
        self.photos: kept.Photos = SqlPhotos(session)
        self.reports: kept.Reports = SqlReports(session)
        self.repeats: kept.Repeats = SqlRepeats(session)
        self.ledger: kept.Ledger = SqlLedger(session)
        self.outbox: kept.Outbox = SqlOutbox(session)
        self.messages: kept.LiveMessages = SqlLiveMessages(session)
        self.timers: kept.Timers = SqlTimers(session)
        self.queues: kept.Queues = SqlQueues(session)
        self.weeks: kept.Weeks = SqlWeeks(session)
        self.history: kept.History = SqlHistory(session)
        self.geocodes: kept.Geocodes = SqlGeocodes(session)
