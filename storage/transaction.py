"""One transaction with all its repositories."""

from services import ports
from storage.drafts import SqlDrafts
from storage.inbox import SqlInbox
from storage.ledger import SqlLedger
from storage.live_messages import SqlLiveMessages
from storage.outbox import SqlOutbox
from storage.photo_rows import SqlPhotos
from storage.queues import SqlQueues
from storage.reports import SqlReports
from storage.riders import SqlRiders
from storage.session import Session
from storage.timers import SqlTimers
from storage.weeks import SqlWeeks


class SqlTransaction:
    """`services.ports.Transaction`: every repository over one session."""

    def __init__(self, session: Session) -> None:
        self.inbox: ports.Inbox = SqlInbox(session)
        self.riders: ports.Riders = SqlRiders(session)
        self.drafts: ports.Drafts = SqlDrafts(session)
        self.photos: ports.Photos = SqlPhotos(session)
        self.reports: ports.Reports = SqlReports(session)
        self.ledger: ports.Ledger = SqlLedger(session)
        self.outbox: ports.Outbox = SqlOutbox(session)
        self.messages: ports.LiveMessages = SqlLiveMessages(session)
        self.timers: ports.Timers = SqlTimers(session)
        self.queues: ports.Queues = SqlQueues(session)
        self.weeks: ports.Weeks = SqlWeeks(session)
