"""The context of handlers: the claimed update, its transaction, and shared tools."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from telegram.ext import CallbackContext, ExtBot

from domain.geo.positions import Position
from services.deps import Deps
from services.ports.geocoder import Geocoder
from services.ports.inbox import InboxItem
from services.ports.members import Members
from services.ports.transaction import Database, Transaction, Work
from services.ports.transcriber import Transcriber
from services.reporting.clips import ClipIntake
from services.reporting.photos import PhotoIntake
from services.upkeep.reloaded import Reloaded

T = TypeVar("T")


@dataclass(slots=True)
class Claim:
    """An update in progress: `consumed` once its effects are stored, else `error` once it has failed.

    `laid` and `held` are the keys of photos that were stored for it, those to settle and those to let go of.
    """

    item: InboxItem
    consumed: bool = False
    error: Exception | None = None
    laid: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    async def settle(self, tx: Transaction, due_at: int) -> None:
        """Let the bytes go, from `due_at` on (ms UTC), that were stored for the update and that no row names.

        Raises:
            services.ports.loose_objects.BytesInDoubt: A row names bytes that may have been deleted meanwhile.
        """
        for key in self.laid:
            await tx.objects.settle(key, due_at)
        for key in self.held:
            await tx.objects.let_go(key)


CLAIM: ContextVar[Claim] = ContextVar("claim")


class Write(Protocol):
    """Runs a transaction function; see `services.ports.transaction.Database.write`."""

    async def __call__(self, work: Work[T], /) -> T:
        """Run the function in a transaction and return its result."""


class WrittenPlace(Protocol):
    """What a text says about a place (coordinates, a plus code, a map link), and the rest of the text."""

    @property
    def position(self) -> Position | None:
        """The position, or None."""

    @property
    def rest(self) -> str:
        """The text without it."""

    @property
    def lost_link(self) -> bool:
        """Whether the text has a short link that could not be resolved."""


@dataclass(slots=True)
class Tools:
    """The shared tools of handlers.

    `write` is the database's, and sends at once what it puts; `owner` is this process's number in the inbox;
    `photo_size` gives the bytes of a stored photo; `read_place` may use the network and never raises;
    `reload` reads the district's files anew.
    """

    deps: Deps
    database: Database
    write: Write
    intake: PhotoIntake
    members: Members
    read_place: Callable[[str], Awaitable[WrittenPlace]]
    geocoder: Geocoder
    owner: int
    photo_size: Callable[[str], Awaitable[int]]
    transcriber: Transcriber
    clip_intake: ClipIntake
    reload: Callable[[], Awaitable[Reloaded]]


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of python-telegram-bot, extended by our tools and the update's transaction."""

    @property
    def tools(self) -> Tools:
        """The shared tools."""
        return cast("Tools", self.application.bot_data["tools"])

    @property
    def deps(self) -> Deps:
        """The dependencies of use cases."""
        return self.tools.deps

    async def transact(self, work: Work[T]) -> T:
        """Consume the update and run `work` in one transaction; a handler calls this once.

        Errors of `work` are passed on; nothing is stored then.

        Raises:
            ClaimLost: Another process has claimed the update.
            services.ports.loose_objects.BytesInDoubt: Its photos must be stored again; nothing is stored.
        """
        claim = CLAIM.get()

        async def consuming(tx: Transaction) -> T:
            await tx.inbox.consume(claim.item.seq, self.tools.owner, self.deps.clock.now())
            result = await work(tx)
            await claim.settle(tx, self.deps.clock.now())
            return result

        result = await self.tools.write(consuming)
        claim.consumed = True
        return result

    async def pass_over(self) -> None:
        """Consume an update that turned out to be none of the bot's business, and keep nothing of what it says.

        Raises:
            ClaimLost: See `transact`.
        """
        seq = CLAIM.get().item.seq
        await self.transact(lambda tx: tx.inbox.forget(seq))
