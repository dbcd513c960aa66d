"""The work loop: claims updates, one at a time per chat and many chats at once."""

import asyncio
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import structlog
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Application

from bot.drain import drain
from bot.incoming.patience import ask_patience
from bot.incoming.reading import read_update
from bot.lasting import Lasting
from bot.outgoing.outcomes import told_to_wait_s
from domain.errors import ClaimLost
from domain.people.messages import Failed
from handlers.context import CLAIM, Claim, Context
from services.deps import Deps
from services.outgoing import answer
from services.ports.inbox import InboxItem
from services.ports.transaction import Transaction
from storage.errors import Damaged, Unreachable

log = structlog.get_logger()
_ATTEMPTS: Final = 8
_FIRST_WAIT_MS: Final = 1_000
_LONGEST_WAIT_MS: Final = 60_000
_LONGEST_SLEEP_S: Final = 30.0
_SOON_S: Final = 0.05
_LOOK_AFTER_OTHERS_S: Final = 5.0
_ERROR_LETTERS: Final = 500


@dataclass(frozen=True, slots=True)
class Worker:
    """Claims updates and has the application handle them, for at most `at_once` chats at a time."""

    deps: Deps
    database: Lasting
    application: "Application[Any, Context, Any, Any, Any, None]"
    owner: int
    at_once: int

    async def run(self) -> None:
        """Work until cancelled."""
        signal = self.database.signal("inbox")
        under_way: dict[int, asyncio.Task[None]] = {}
        try:
            while True:
                signal.clear()
                due = await self._start_due(under_way)
                timeout = self._due_in(due, occupied=bool(under_way))
                woken = asyncio.create_task(signal.wait(timeout))
                await asyncio.wait({woken, *under_way.values()}, return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                for seq in [seq for seq, task in under_way.items() if task.done()]:
                    under_way.pop(seq).result()
        finally:
            await drain(under_way.values())

    async def inherit(self) -> None:
        """Take over updates claimed by processes that are gone, repeatedly, until cancelled."""
        while True:
            await self._take_over()
            await asyncio.sleep(_LOOK_AFTER_OTHERS_S)

    async def _take_over(self) -> None:
        owners = await self.database.read(lambda tx: tx.inbox.owners())
        for gone in await self.database.vanished([owner for owner in owners if owner != self.owner]):
            count = await self._release(gone)
            log.info("updates_taken_over", owner=gone, count=count)

    async def _release(self, owner: int) -> int:
        return await self.database.write(lambda tx: tx.inbox.release(owner))

    async def _start_due(self, under_way: dict[int, asyncio.Task[None]]) -> int | None:
        """Start on due updates, up to the limit; return when the next one is due."""
        limit = self.at_once - len(under_way)
        if limit <= 0:
            return None
        try:
            items, due = await self.database.at_once.write(lambda tx: self._claim(tx, limit))
        except Unreachable as error:
            await self.database.rest(error, 0)
            held = await self.database.write(lambda tx: tx.inbox.held(self.owner))
            items, due = [item for item in held if item.seq not in under_way], self.deps.clock.now()
        under_way.update((item.seq, asyncio.create_task(self._process(item))) for item in items)
        return due

    async def _claim(self, tx: Transaction, limit: int) -> tuple[list[InboxItem], int | None]:
        """Claim due updates and read when the next is due, in one transaction, as this runs after every update."""
        return await tx.inbox.claim(self.owner, self.deps.clock.now(), limit), await tx.inbox.next_due()

    def _due_in(self, due: int | None, *, occupied: bool) -> float:
        if due is None:
            return _LONGEST_SLEEP_S
        wait = (due - self.deps.clock.now()) / 1000
        if wait <= 0:
            return _LONGEST_SLEEP_S if occupied else _SOON_S
        return min(wait, _LONGEST_SLEEP_S)

    async def _process(self, item: InboxItem) -> None:
        """Handle one update; its result or error is stored on its row."""
        structlog.contextvars.bind_contextvars(update_id=item.update_id)
        try:
            await self._conclude(item, await self._handled(item))
        except ClaimLost:
            log.info("update_taken_over_by_another")

    async def _handled(self, item: InboxItem) -> Claim:
        """Have the application handle an update, again after each time that the database did not answer.

        Raises:
            ClaimLost: A commit whose answer was lost had stored the effects, or another process has the update.
        """
        claim = Claim(item)
        for failures in count():
            claim = await self._attempt(Claim(item, held=claim.held))
            if claim.consumed or not isinstance(claim.error, Unreachable):
                break
            if not failures:
                await ask_patience(self.application.bot, self.deps, [item])
            await self.database.rest(claim.error, failures)
            if not await self.database.write(lambda tx: tx.inbox.holds(item.seq, self.owner)):
                raise ClaimLost
        return claim

    async def _attempt(self, claim: Claim) -> Claim:
        CLAIM.set(claim)
        try:
            await self.application.process_update(read_update(claim.item.payload, self.application.bot))
        except Exception as error:  # noqa: BLE001  even an unreadable payload is stored with its error
            claim.error = error
        return claim

    async def _conclude(self, item: InboxItem, claim: Claim) -> None:
        error = claim.error
        if claim.consumed:
            if error is not None:
                log.error("error_after_effects", error=repr(error), exc_info=error)
        elif error is None:  # no handler matched, or it had nothing to do
            now = self.deps.clock.now()
            await self.database.write(lambda tx: tx.inbox.consume(item.seq, self.owner, now))
        elif isinstance(error, ClaimLost | Damaged):
            raise error
        else:
            await self._keep_error(item, error)

    async def _keep_error(self, item: InboxItem, error: Exception) -> None:
        """Schedule another try, or finally park the update and tell its sender; later updates go on."""
        now = self.deps.clock.now()
        told = f"{type(error).__name__}: {error}"[:_ERROR_LETTERS]
        if item.attempts + 1 < _ATTEMPTS and _is_passing(error, item.attempts):
            wait = _wait_ms(error, item.attempts)
            log.warning("update_retried", error=told, attempts=item.attempts + 1, wait_ms=wait)
            await self.database.write(lambda tx: tx.inbox.retry(item.seq, self.owner, told, now + wait))
            return
        log.error("update_parked", error=told, exc_info=error)
        await self.database.write(lambda tx: self._park(tx, item, told))

    async def _park(self, tx: Transaction, item: InboxItem, error: str) -> None:
        await tx.inbox.park(item.seq, self.owner, error, self.deps.clock.now())
        rider = await tx.riders.by_chat(item.chat_id) if item.chat_id > 0 else None
        if rider is not None:
            await answer(tx, self.deps, rider, Failed())


_BUG_ATTEMPTS: Final = 3


def _is_passing(error: Exception, attempts: int) -> bool:
    """Return whether to try again: network errors may pass, others get a few tries, as a database can be busy."""
    return isinstance(error, NetworkError | OSError) or attempts + 1 < _BUG_ATTEMPTS


def _wait_ms(error: Exception, attempts: int) -> int:
    if isinstance(error, RetryAfter):
        return int(1000 * told_to_wait_s(error))
    return int(min(_LONGEST_WAIT_MS, _FIRST_WAIT_MS * 2**attempts))
