"""What the use cases need from outside: one transaction with its repositories, photos, Telegram's look-ups, time."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from services.ports.drafts import Drafts
from services.ports.duplicates import Duplicates
from services.ports.geocodes import Geocodes
from services.ports.history import History
from services.ports.inbox import Inbox
from services.ports.ledger import Ledger
from services.ports.live_locations import LiveLocations
from services.ports.live_messages import LiveMessages
from services.ports.outbox import Outbox
from services.ports.photos import Photos
from services.ports.queues import Queues
from services.ports.reports import Reports
from services.ports.riders import Riders
from services.ports.timers import Timers
from services.ports.weeks import Weeks

T = TypeVar("T")


class Transaction(Protocol):
    """One unit of work: all of it happens or nothing."""

    inbox: Inbox
    riders: Riders
    live_locations: LiveLocations
    drafts: Drafts
    photos: Photos
    reports: Reports
    duplicates: Duplicates
    ledger: Ledger
    outbox: Outbox
    messages: LiveMessages
    timers: Timers
    queues: Queues
    weeks: Weeks
    history: History
    geocodes: Geocodes


Work = Callable[[Transaction], Awaitable[T]]


class Database(Protocol):
    """Runs transaction functions. They await nothing but the transaction's own methods."""

    async def write(self, work: Work[T]) -> T:
        """Run in a transaction that is on disk when this returns.

        Several may share one commit, a savepoint each. Run again after a serialization failure or a `Conflict`.
        Wakes deliver and keep-time.
        """

    async def read(self, work: Work[T]) -> T:
        """Run on a consistent snapshot that writes nothing."""
