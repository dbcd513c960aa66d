"""A database whose faults pass: loops wait until it answers again, say so, and go on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from itertools import count
from time import monotonic
from typing import Final, TypeVar

import structlog

from services.ports.transaction import Work
from storage.database import Database, open_database
from storage.engines.signals import Signal
from storage.errors import NotReady, RoleLost, Unreachable
from storage.session import Kind

log = structlog.get_logger()
T = TypeVar("T")
_WAITS_S: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_SAID_EVERY_S: Final = 60.0
_READY_WITHIN_S: Final = 60.0


class Lasting:
    """`storage.database.Database` whose methods wait for an answer as long as it takes.

    A write whose commit was lost on its way is run again, so it must be one that may happen twice: what a loop notes
    about its own work. What people cause goes through `at_once`, whose errors are answered.
    """

    def __init__(self, database: Database) -> None:
        self.at_once = database
        self._failing_since: float | None = None
        self._said_at = 0.0
        self._said = ""

    def signal(self, kind: Kind | str) -> Signal:
        """See `storage.database.Database.signal`."""
        return self.at_once.signal(kind)

    async def write(self, work: Work[T]) -> T:
        """Write as soon as the database takes it. Raises `Damaged` and the errors of `work`."""
        return await self._at_last(lambda: self.at_once.write(work))

    async def write_soon(self, work: Work[T]) -> T:
        """Write along with others; see `storage.database.Database.write_soon`. Raises as `write`."""
        return await self._at_last(lambda: self.at_once.write_soon(work))

    async def read(self, work: Work[T]) -> T:
        """Read as soon as the database answers. Raises `Damaged` and the errors of `work`."""
        return await self._at_last(lambda: self.at_once.read(work))

    async def join(self) -> int:
        """See `storage.database.Database.join`; raises InUse."""
        return await self._at_last(self.at_once.join)

    @property
    def as_left(self) -> bool:
        """See `storage.database.Database.as_left`."""
        return self.at_once.as_left

    async def vanished(self, owners: Iterable[int]) -> list[int]:
        """See `storage.database.Database.vanished`."""
        asked = list(owners)
        return await self._at_last(lambda: self.at_once.vanished(asked))

    async def outlast(self, within_s: float) -> bool:
        """See `storage.database.Database.outlast`."""
        return await self._at_last(lambda: self.at_once.outlast(within_s))

    async def damage(self) -> list[str]:
        """See `storage.database.Database.damage`."""
        return await self._at_last(self.at_once.damage)

    def role(self, name: str) -> AbstractAsyncContextManager[None]:
        """See `storage.database.Database.role`; raises Unreachable and RoleLost."""
        return self.at_once.role(name)

    async def in_role(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work`, which never ends, while this process has the role; begin again whenever the role was lost."""
        for failures in count():
            try:
                async with self.role(name):
                    self._answered()
                    await work()
            except RoleLost as error:
                log.warning("role_lost", role=name, error=str(error))
                await asyncio.sleep(_WAITS_S[-1])
            except Unreachable as error:
                await self.rest(error, failures)

    async def rest(self, error: Unreachable, failures: int) -> None:
        """Wait before the next try after so many failures; log the fault once, and again every minute."""
        now = monotonic()
        if self._failing_since is None:
            self._failing_since = now
        if str(error) != self._said or now >= self._said_at + _SAID_EVERY_S:
            self._said, self._said_at = str(error), now
            log.error("storage_waited_for", error=str(error), seconds=round(now - self._failing_since))
        await asyncio.sleep(_WAITS_S[min(failures, len(_WAITS_S) - 1)])

    async def _at_last(self, ask: Callable[[], Awaitable[T]]) -> T:
        for failures in count():
            try:
                answer = await ask()
            except Unreachable as error:
                await self.rest(error, failures)
            else:
                self._answered()
                return answer
        raise AssertionError  # the count never ends

    def _answered(self) -> None:
        if self._failing_since is not None:
            log.warning("storage_answers_again", seconds=round(monotonic() - self._failing_since))
            self._failing_since, self._said = None, ""


@asynccontextmanager
async def open_lasting(address: str, within_s: float = _READY_WITHIN_S) -> AsyncIterator[Lasting]:
    """Open the database; one that is not ready yet, as after the start of its machine, is given a minute.

    Raises:
        NotReady: The minute is over.
        BadAddress, Unreachable, EditedMigration, NewerSchema: See `storage.errors`.
    """
    until = monotonic() + within_s
    async with AsyncExitStack() as stack:
        for failures in count():
            try:
                database = await stack.enter_async_context(open_database(address))
                break
            except NotReady as error:
                if monotonic() > until:
                    raise
                if not failures:
                    log.warning("storage_not_ready", error=str(error), waits_s=within_s)
                await asyncio.sleep(_WAITS_S[min(failures, len(_WAITS_S) - 1)])
        yield Lasting(database)
