"""The deliver loop: alone in sending to Telegram, in order for each chat, within Telegram's limits."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.drain import drain
from bot.outgoing.budgets import Budgets
from bot.outgoing.dispatch import Delivered, Dispatcher
from bot.outgoing.outcomes import Outcome, back_off_ms, may_have_arrived, outcome_of, told_to_wait_s
from bot.outgoing.pictures import NothingToShow
from bot.outgoing.preparation import Delivery, prepare
from domain.tickets.messages import PromptShown
from services.deps import Deps
from services.outgoing import removal
from services.people import riders
from services.ports.outbox import Sending
from services.ports.transaction import Transaction
from services.tickets import groups, prompting
from storage.database import Database
from storage.engines.signals import Signal

log = structlog.get_logger()
_AT_ONCE = 32
_LONGEST_SLEEP_S = 60.0
_SOON_S = 0.05

_Claimed = tuple[Sending, Delivery | Exception]
"""A message with what is to be sent, or with why that can't be said."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Claims what is due, renders it, sends it, and keeps what came of it."""

    deps: Deps
    database: Database
    dispatcher: Dispatcher
    budgets: Budgets

    async def run(self) -> None:
        """Deliver until cancelled; what was in flight when the last deliverer stopped may come twice and is named."""
        async with self.database.role("deliver"):
            for sending in await self.database.write(lambda tx: tx.outbox.in_flight()):
                _name_double(sending)
            signal = self.database.signal("outbox")
            under_way: dict[int, asyncio.Task[None]] = {}
            try:
                while True:
                    signal.clear()
                    due = await self._start_due(under_way)
                    await self._rest(due, signal, under_way)
            finally:
                await drain(under_way.values())

    async def _start_due(self, under_way: dict[int, asyncio.Task[None]]) -> int | None:
        """Start a delivery for each chat that is due, free and within its limits; gives when the next one is due."""
        limit = self.budgets.allowance(_AT_ONCE - len(under_way))
        if limit <= 0:
            return None
        busy = [*under_way, *self.budgets.resting()]
        claimed, due = await self.database.write(lambda tx: self._claim(tx, busy, limit))
        for sending, ready in claimed:
            chat_id = sending.outgoing.chat_id
            self.budgets.spend(chat_id, ready.messages if isinstance(ready, Delivery) else 1)
            under_way[chat_id] = asyncio.create_task(self._deliver(sending, ready))
        return due

    async def _claim(self, tx: Transaction, busy: Sequence[int], limit: int) -> tuple[list[_Claimed], int | None]:
        """Claim what is due and prepare it, and look when more is due; what says nothing any more is done already."""
        claimed: list[_Claimed] = []
        now = self.deps.clock.now()
        for sending in await tx.outbox.claim(now, busy, limit):
            ready = await self._prepared(tx, sending)
            if ready is None:
                await tx.outbox.sent(sending, now)
            else:
                claimed.append((sending, ready))
        return claimed, await tx.outbox.next_due()

    async def _prepared(self, tx: Transaction, sending: Sending) -> Delivery | Exception | None:
        """One that can't be prepared holds up no other; what the database refuses ends the transaction for all."""
        try:
            return await prepare(tx, self.deps, sending.outgoing)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            return error

    async def _rest(self, due: int | None, signal: Signal, under_way: dict[int, asyncio.Task[None]]) -> None:
        """Wait for a commit, the end of a delivery, or the time at which something is due."""
        rested = self.budgets.next_in()
        waits = [rested, self._due_in(due, occupied=bool(under_way) or rested is not None)]
        timeout = min((wait for wait in waits if wait is not None), default=_LONGEST_SLEEP_S)
        woken = asyncio.create_task(signal.wait(timeout))
        await asyncio.wait({woken, *under_way.values()}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        for chat_id in [chat for chat, task in under_way.items() if task.done()]:
            under_way.pop(chat_id).result()

    def _due_in(self, due: int | None, *, occupied: bool) -> float | None:
        """Seconds until the next message is due; one that is due already waits for a chat to become free."""
        if due is None:
            return None
        wait = (due - self.deps.clock.now()) / 1000
        if wait > 0:
            return wait
        return None if occupied else _SOON_S

    async def _deliver(self, sending: Sending, ready: Delivery | Exception) -> None:
        """Deliver one message; whatever happens is kept on its row."""
        if isinstance(ready, Exception):
            await self._fail(sending, ready)
            return
        try:
            sent, delivered = await self._send(ready)
            await self.database.write(lambda tx: self._keep(tx, sending, sent, delivered))
        except TelegramError as error:
            outcome = outcome_of(error)
            log.info("message_not_sent", key=sending.outgoing.key, outcome=outcome.name, error=error.message)
            await _REMEDIES[outcome](self, sending, error)
        except OSError as error:
            log.warning("photos_not_reached", key=sending.outgoing.key, error=str(error))
            await self._hold(sending, error, back_off_ms(sending.attempts))
        except Exception as error:  # noqa: BLE001  it is kept on the message's row
            await self._fail(sending, error)

    async def _fail(self, sending: Sending, error: Exception) -> None:
        log.error("message_failed", key=sending.outgoing.key, exc_info=error)
        await self.park(sending, error)

    async def _send(self, delivery: Delivery) -> tuple[Delivery, Delivered]:
        """Send as it is, else once more in the way that Telegram's error asks for."""
        tried: set[Outcome] = set()
        while True:
            try:
                return delivery, await self.dispatcher.deliver(delivery)
            except NothingToShow as error:
                log.warning("picture_left_out", key=delivery.outgoing.key, error=str(error))
                delivery = replace(delivery, screen=replace(delivery.screen, photos=(), album=False))
            except BadRequest as error:
                outcome = outcome_of(error)
                if outcome not in _OTHER_WAYS or outcome in tried:
                    raise
                log.info("message_sent_otherwise", key=delivery.outgoing.key, way=outcome.name, error=error.message)
                tried.add(outcome)
                delivery = _OTHER_WAYS[outcome](delivery)

    async def _keep(self, tx: Transaction, sending: Sending, sent: Delivery, delivered: Delivered) -> None:
        now, outgoing = self.deps.clock.now(), sending.outgoing
        for chat_id, message_id in delivered.gone:
            await tx.messages.forget(chat_id, message_id)
        for message in delivered.put:
            await tx.messages.put(message, now)
        for message_id in delivered.outdated:
            await tx.outbox.put(removal(outgoing.chat_id, message_id))
        if isinstance(outgoing.meaning, PromptShown):
            await prompting.arrived(tx, self.deps, outgoing.meaning.prompt_id)
        if sent.outgoing.thread_id != outgoing.thread_id:
            await groups.leave_topic(tx, self.deps, outgoing.chat_id, outgoing.thread_id)
        await tx.outbox.sent(sending, now)

    async def wait_as_told(self, sending: Sending, error: Exception) -> None:
        """Too many requests: the chat waits as long as Telegram says."""
        wait = told_to_wait_s(error) if isinstance(error, RetryAfter) else 1
        await self._hold(sending, error, int(wait * 1000))

    async def back_off(self, sending: Sending, error: Exception) -> None:
        """A passing fault: the chat waits, longer each time; what may have arrived all the same is named."""
        if may_have_arrived(error):
            _name_double(sending)
        await self._hold(sending, error, back_off_ms(sending.attempts))

    async def move(self, sending: Sending, error: Exception) -> None:
        """The group is a supergroup now: everything goes there, this message included."""

        async def work(tx: Transaction) -> None:
            await tx.outbox.hold(sending, str(error), self.deps.clock.now())
            if isinstance(error, ChatMigrated):
                await groups.move(tx, sending.outgoing.chat_id, error.new_chat_id)

        await self.database.write(work)

    async def give_up_chat(self, sending: Sending, error: Exception) -> None:
        """Blocked, kicked or gone: nothing waits for this chat any more, and whom it concerns is told."""

        async def work(tx: Transaction) -> None:
            chat_id = sending.outgoing.chat_id
            await tx.outbox.park(sending, str(error), self.deps.clock.now())
            await riders.set_reachable(tx, chat_id, reachable=False)
            await groups.lose(tx, self.deps, chat_id)

        await self.database.write(work)

    async def park(self, sending: Sending, error: Exception) -> None:
        """Refused for good: set aside for the operator; it holds up nobody."""
        log.error("message_parked", key=sending.outgoing.key, chat=sending.outgoing.chat_id, error=str(error))
        await self.database.write(lambda tx: tx.outbox.park(sending, str(error), self.deps.clock.now()))

    async def _hold(self, sending: Sending, error: Exception, wait_ms: int) -> None:
        at = self.deps.clock.now() + wait_ms
        await self.database.write(lambda tx: tx.outbox.hold(sending, str(error), at))


_REMEDIES: Mapping[Outcome, Callable[[Deliverer, Sending, Exception], Awaitable[None]]] = {
    Outcome.WAIT_AS_TOLD: Deliverer.wait_as_told,
    Outcome.MOVED: Deliverer.move,
    Outcome.UNREACHABLE: Deliverer.give_up_chat,
    Outcome.NO_TOPIC: Deliverer.park,
    Outcome.NO_FILE: Deliverer.park,
    Outcome.REFUSED: Deliverer.park,
    Outcome.BACK_OFF: Deliverer.back_off,
}


def _name_double(sending: Sending) -> None:
    """The Bot API has no key that would tell Telegram that it has seen a message before."""
    log.warning("message_may_come_twice", key=sending.outgoing.key, chat=sending.outgoing.chat_id)


def _without_topic(delivery: Delivery) -> Delivery:
    return replace(delivery, outgoing=replace(delivery.outgoing, thread_id=None))


def _with_uploads(delivery: Delivery) -> Delivery:
    photos = tuple(replace(photo, file_id=None) for photo in delivery.screen.photos)
    return replace(delivery, screen=replace(delivery.screen, photos=photos))


def _without_markup(delivery: Delivery) -> Delivery:
    return replace(delivery, plain=True)


_OTHER_WAYS: Mapping[Outcome, Callable[[Delivery], Delivery]] = {
    Outcome.NO_TOPIC: _without_topic,
    Outcome.NO_FILE: _with_uploads,
    Outcome.REFUSED: _without_markup,
}
