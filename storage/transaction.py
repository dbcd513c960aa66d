"""One transaction with all its repositories, in SQL."""

from services.ports.transaction import Transaction
from storage.repositories.checks import SqlChecks
from storage.repositories.drafts import SqlDrafts
from storage.repositories.duplicates import SqlDuplicates
from storage.repositories.erasure import SqlErasure
from storage.repositories.geocodes import SqlGeocodes
from storage.repositories.heard import SqlHeardMessages
from storage.repositories.history import SqlHistory
from storage.repositories.inbox import SqlInbox
from storage.repositories.ledger import SqlLedger
from storage.repositories.live_locations import SqlLiveLocations
from storage.repositories.live_messages import SqlLiveMessages
from storage.repositories.loose_objects import SqlLooseObjects
from storage.repositories.memberships import SqlMemberships
from storage.repositories.outbox import SqlOutbox
from storage.repositories.paces import SqlPaces
from storage.repositories.photo_rows import SqlPhotos
from storage.repositories.queues import SqlQueues
from storage.repositories.reports import SqlReports
from storage.repositories.retention import SqlRetention
from storage.repositories.riders import SqlRiders
from storage.repositories.timers import SqlTimers
from storage.repositories.weeks import SqlWeeks
from storage.session import Session


class SqlTransaction(Transaction):
    """All repositories on one session."""

    def __init__(self, session: Session) -> None:
        self.inbox = SqlInbox(session)
        self.riders = SqlRiders(session)
        self.live_locations = SqlLiveLocations(session)
        self.drafts = SqlDrafts(session)
        self.photos = SqlPhotos(session)
        self.objects = SqlLooseObjects(session)
        self.reports = SqlReports(session)
        self.duplicates = SqlDuplicates(session)
        self.ledger = SqlLedger(session)
        self.outbox = SqlOutbox(session)
        self.messages = SqlLiveMessages(session)
        self.heard = SqlHeardMessages(session)
        self.timers = SqlTimers(session)
        self.paces = SqlPaces(session)
        self.queues = SqlQueues(session)
        self.memberships = SqlMemberships(session)
        self.weeks = SqlWeeks(session)
        self.history = SqlHistory(session)
        self.geocodes = SqlGeocodes(session)
        self.erasure = SqlErasure(session)
        self.retention = SqlRetention(session)
        self.checks = SqlChecks(session)
