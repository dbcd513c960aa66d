"""What the use cases need from outside: one transaction with its repositories, photos, Telegram's look-ups, time."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from domain.geo.place_names import NamedPlace
from domain.geo.positions import Point
from services.ports.repositories import (
    Drafts,
    Geocodes,
    History,
    Inbox,
    Ledger,
    LiveMessages,
    LivePlaces,
    Outbox,
    Photos,
    Queues,
    Repeats,
    Reports,
    Riders,
    Timers,
    Weeks,
)

T = TypeVar("T")


class Transaction(Protocol):
    """One unit of work: all of it happens or nothing."""

    inbox: Inbox
    riders: Riders
    live_places: LivePlaces
    drafts: Drafts
    photos: Photos
    reports: Reports
    repeats: Repeats
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


class PhotoObjects(Protocol):
    """Photo bytes by content-addressed key."""

    async def put(self, key: str, data: bytes) -> None:
        """Durable when this returns."""

    async def get(self, key: str) -> bytes:
        """Raises `KeyError` where it is missing."""

    async def delete(self, key: str) -> None:
        """Absent is fine."""


class Members(Protocol):
    """Who belongs to a group, asked from Telegram and remembered for some minutes."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether this person is in the group now."""

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Whether this person administers the group."""

    async def may_tend(self, chat_id: int) -> bool:
        """Whether the bot itself administers the group with the rights to delete and to pin messages."""


class Geocoder(Protocol):
    """Services outside the house that know addresses and the names of roads, as the operator chose them."""

    @property
    def asks(self) -> bool:
        """Whether there is anybody to ask; without, nothing leaves the machine."""

    async def find(self, text: str, near: Point | None) -> NamedPlace | None:
        """The place of an address, within the district; of several the one closest to `near`. None where unknown.

        Raises:
            domain.errors.NobodyAnswered: in time, or in words that can be understood.
        """

    async def name(self, point: Point) -> str | None:
        """The name of the road or place there; None where it has none. Raises NobodyAnswered."""


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> int:
        """Ms UTC."""


class Ids(Protocol):
    """The only source of ids."""

    def new(self) -> int:
        """A positive 63-bit id, never the same twice, growing with time."""
