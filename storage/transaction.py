"""One transaction with all its repositories."""

from services import repositories as kept
from storage.drafts import SqlDrafts
from storage.geocodes import SqlGeocodes
from storage.history import SqlHistory
from storage.inbox import SqlInbox
from storage.ledger import SqlLedger
from storage.live_messages import SqlLiveMessages
from storage.live_places import SqlLivePlaces
from storage.outbox import SqlOutbox
from storage.photo_rows import SqlPhotos
from storage.queues import SqlQueues
from storage.repeats import SqlRepeats
from storage.reports import SqlReports
from storage.riders import SqlRiders
from storage.session import Session
from storage.timers import SqlTimers
from storage.weeks import SqlWeeks


class SqlTransaction:
    """`services.ports.Transaction`: every repository over one session."""

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
