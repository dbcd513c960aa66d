"""What a handler works with: the claimed update, its one transaction, and the tools handed in at the start."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from telegram.ext import CallbackContext, ExtBot

from domain.geo.positions import Position
from services.deps import Deps
from services.ports.geocoder import Geocoder
from services.ports.inbox import InboxItem
from services.ports.members import Members
from services.ports.transaction import Database, Transaction, Work
from services.reporting.photos import PhotoIntake

T = TypeVar("T")


@dataclass(slots=True)
class Claim:
    """An update being worked on: `consumed` once its effects are on disk, `error` what went wrong instead."""

    item: InboxItem
    consumed: bool = False
    error: Exception | None = None


CLAIM: ContextVar[Claim] = ContextVar("claim")


class WrittenPlace(Protocol):
    """What a text says of a place: coordinates, a plus code, a map's link; and the text without them."""

    @property
    def position(self) -> Position | None:
        """Where, None where it does not say."""

    @property
    def rest(self) -> str:
        """What else was said."""

    @property
    def lost_link(self) -> bool:
        """Whether there is a short link in it that led nowhere."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What handlers are given: `owner` is this process in the inbox. `read_place` may ask the network, never raises."""

    deps: Deps
    database: Database
    intake: PhotoIntake
    members: Members
    read_place: Callable[[str], Awaitable[WrittenPlace]]
    geocoder: Geocoder
    owner: int


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """python-telegram-bot's context with our tools and the update's one transaction."""

    @property
    def tools(self) -> Tools:
        """The tools."""
        return cast("Tools", self.application.bot_data["tools"])

    @property
    def deps(self) -> Deps:
        """The district, clock, ids and figures."""
        return self.tools.deps

    async def transact(self, work: Work[T]) -> T:
        """Consume the update and carry out its effects in one transaction; a handler calls this once.

        Raises:
            ClaimLost: the update is another worker's by now. Whatever `work` raises; nothing has happened then.
        """
        claim = CLAIM.get()

        async def consuming(tx: Transaction) -> T:
            await tx.inbox.consume(claim.item.seq, self.tools.owner, self.deps.clock.now())
            return await work(tx)

        result = await self.tools.database.write(consuming)
        claim.consumed = True
        return result
