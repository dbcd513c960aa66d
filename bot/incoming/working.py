"""The work loop: claims updates, one at a time per chat and many chats at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Final

import structlog
from telegram.ext import Application

from bot.drain import drain
from bot.incoming.claims import Claims
from bot.incoming.failures import NextTry, next_try
from bot.incoming.first_answers import FirstAnswers
from bot.incoming.in_hand import places_for
from bot.incoming.patience import ask_patience
from bot.incoming.reading import read_update
from bot.lasting import Lasting
from domain.errors import ClaimLost
from domain.people.messages import Failed
from handlers.context import CLAIM, Claim, Context
from services.deps import Deps
from services.outgoing import answer
from services.ports.inbox import InboxItem
from services.ports.transaction import Transaction, Work
from services.reporting import late_files
from services.upkeep.photo_survey import HOLD_MS
from storage.errors import Damaged, Unreachable

log = structlog.get_logger()
_CRASHES: Final = 6
"""Three by itself; more among others, as a bot that is killed again and again has somebody in hand each time."""

_LOOK_AFTER_OTHERS_S: Final = 5.0
_ERROR_LETTERS: Final = 500
_GIVING_BACK_S: Final = 2.0


@dataclass(slots=True)
class Worker:
    """Claims updates and has the application handle them, at most `at_once` of a lane at a time, fewer files."""

    deps: Deps
    database: Lasting
    application: "Application[Any, Context, Any, Any, Any, None]"
    owner: int
    at_once: int
    claims: Claims = field(init=False)
    first_answers: FirstAnswers = field(init=False)

    def __post_init__(self) -> None:
        places = places_for(self.at_once)
        self.claims = Claims(self.database, self.deps.clock, self.owner, places, self._process)
        self.first_answers = FirstAnswers(self.application.bot, self.application.bot_data["tools"])

    async def store(self, items: Sequence[InboxItem]) -> None:
        """Store raw updates, and begin to work on them.

        Raises:
            Unreachable: The database does not take them now.
        """
        new = await self.claims.store(self.application.bot.id, items)
        self.first_answers.begin(new)  # what Telegram hands over again may be of a rider who has left meanwhile

    async def run(self) -> None:
        """Work until cancelled."""
        told_to_stop = False
        try:
            await self.claims.run()
        except asyncio.CancelledError:
            told_to_stop = True
            raise
        finally:
            await drain([*self.claims.tasks, *self.first_answers.tasks])
            if told_to_stop:  # else one of these has ended us, which is to count as a crash
                await self._give_back()

    async def _give_back(self) -> None:
        """Release what a stop in good order has cut short, so that it does not count as a crash."""
        now = self.deps.clock.now()
        with suppress(Unreachable, TimeoutError):
            async with asyncio.timeout(_GIVING_BACK_S):
                await self.database.at_once.write(lambda tx: tx.inbox.release(self.owner, now, crashed=False))

    async def inherit(self) -> None:
        """Take over updates of processes that are gone, and those put off by a wrong clock, until cancelled."""
        while True:
            await self._take_over()
            await self.database.write(lambda tx: tx.inbox.bring_forward(self.deps.clock.now()))
            await asyncio.sleep(_LOOK_AFTER_OTHERS_S)

    async def _take_over(self) -> None:
        owners = await self.database.read(lambda tx: tx.inbox.owners())
        for gone in await self.database.vanished([owner for owner in owners if owner != self.owner]):
            released = await self._release(gone)
            self.claims.look_everywhere()
            log.info("updates_taken_over", owner=gone, count=released)

    async def _release(self, owner: int) -> int:
        return await self.database.write(lambda tx: tx.inbox.release(owner, self.deps.clock.now()))

    async def _process(self, item: InboxItem) -> None:
        """Handle one update; its result or error is stored on its row."""
        structlog.contextvars.bind_contextvars(update_id=item.update_id)
        try:
            if item.crashes >= _CRASHES:
                await self._give_up(Claim(item), "in hand at too many crashes")
            else:
                await self._conclude(await self._handled(item))
        except ClaimLost:
            log.info("update_taken_over_by_another")

    async def _handled(self, item: InboxItem) -> Claim:
        """Have the application handle an update, again after each time that the database did not answer.

        Raises:
            ClaimLost: A commit whose answer was lost had stored the effects, or another process has the update.
        """
        claim = Claim(item)
        for failures in count():
            claim = await self._attempt(Claim(item, laid=claim.laid, held=claim.held))
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

    async def _conclude(self, claim: Claim) -> None:
        error = claim.error
        if claim.consumed:
            if error is not None:
                log.error("error_after_effects", error=repr(error), exc_info=error)
        elif error is None:  # no handler matched, or it had nothing to do
            await self.database.write(partial(self._consume, claim))
        elif isinstance(error, ClaimLost | Damaged):
            raise error
        else:
            await self._keep_error(claim, error)

    async def _consume(self, claim: Claim, tx: Transaction) -> None:
        now = self.deps.clock.now()
        await tx.inbox.consume(claim.item.seq, self.owner, now)
        await claim.settle(tx, now)

    async def _keep_error(self, claim: Claim, error: Exception) -> None:
        """Schedule another try, or finally park the update and tell its sender."""
        item = claim.item
        told = f"{type(error).__name__}: {error}"[:_ERROR_LETTERS]
        again = next_try(error, item, self.deps.clock.now())
        if again is None:
            await self._give_up(claim, told, error)
            return
        log.warning("update_retried", error=told, attempts=item.attempts + 1, wait_ms=again.wait_ms)
        await self._keep(partial(self._retry, claim, told, again), partial(self._announce, item))
        if item.attempts == 1:  # it lasts
            await ask_patience(self.application.bot, self.deps, [item])

    async def _give_up(self, claim: Claim, told: str, error: Exception | None = None) -> None:
        log.error("update_parked", error=told, exc_info=error)
        await self._keep(partial(self._park, claim, told), partial(self._apologise, claim.item))

    async def _keep(self, note: Work[None], tell: Work[None]) -> None:
        """Note what becomes of an update and tell its sender; what fails to be told must not end all work."""

        async def both(tx: Transaction) -> None:
            await note(tx)
            await tell(tx)

        try:
            await self.database.write(both)
        except (ClaimLost, Damaged):
            raise
        except Exception:  # the same record may fail here that has failed its handler
            log.exception("sender_not_told")
            await self.database.write(note)
        self.claims.look_everywhere()  # its line goes on, or waits until a time that is not known here

    async def _retry(self, claim: Claim, error: str, again: NextTry, tx: Transaction) -> None:
        now = self.deps.clock.now()
        await tx.inbox.retry(claim.item, self.owner, error, now, now + again.wait_ms, counts=again.counts)
        await tx.objects.leave(claim.laid, now + HOLD_MS)  # the next try names them, or leaves them earlier

    async def _announce(self, item: InboxItem, tx: Transaction) -> None:
        await late_files.await_file(tx, self.deps, item)

    async def _park(self, claim: Claim, error: str, tx: Transaction) -> None:
        now = self.deps.clock.now()
        await tx.inbox.park(claim.item.seq, self.owner, error, now)
        await tx.objects.leave([*claim.laid, *claim.held], now + HOLD_MS)

    async def _apologise(self, item: InboxItem, tx: Transaction) -> None:
        rider = await tx.riders.by_chat(item.chat_id) if item.chat_id > 0 else None
        if rider is not None:
            await late_files.show_awaited(tx, self.deps, rider)
            await answer(tx, self.deps, rider, Failed())
