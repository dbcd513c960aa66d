"""The deliver loop: the only sender of messages, in order per chat and within Telegram's limits."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.drain import drain
from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets
from bot.outgoing.dispatch import Delivered, Dispatcher
from bot.outgoing.outcomes import Outcome, back_off_ms, may_have_arrived, outcome_of, told_to_wait_s
from bot.outgoing.pictures import NothingToShow
from bot.outgoing.preparation import Delivery, prepare
from domain.tickets.messages import PromptShown, TicketMessage
from services.deps import Deps
from services.outgoing import removal
from services.people import riders
from services.ports.outbox import Sending
from services.ports.transaction import Transaction
from services.tickets import cards, groups, prompting
from storage.engines.signals import Signal

log = structlog.get_logger()
_AT_ONCE = 32
_LONGEST_SLEEP_S = 60.0
_SOON_S = 0.05

_Claimed = tuple[Sending, Delivery | Exception]
"""A claimed message with its delivery, or with the error of preparing it."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Claims due messages, renders and sends them, and stores the result."""

    deps: Deps
    database: Lasting
    dispatcher: Dispatcher
    budgets: Budgets

    async def run(self) -> None:
        """Deliver until cancelled; log messages that were in flight at the last stop, as they may come twice."""
        await self.database.in_role("deliver", self._deliver_all)

    async def _deliver_all(self) -> None:
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
        """Start a delivery for each chat that is due, free and within limits; return when the next is due."""
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
        """Claim and prepare due messages, mark those without content as sent, and read when the next is due."""
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
        """Return the delivery or its error, so that it blocks no other; database errors end the transaction."""
        try:
            return await prepare(tx, self.deps, sending.outgoing)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            return error

    async def _rest(self, due: int | None, signal: Signal, under_way: dict[int, asyncio.Task[None]]) -> None:
        """Wait for a commit, the end of a delivery, or the time of the next message."""
        rested = self.budgets.next_in()
        waits = [rested, self._due_in(due, occupied=bool(under_way) or rested is not None)]
        timeout = min((wait for wait in waits if wait is not None), default=_LONGEST_SLEEP_S)
        woken = asyncio.create_task(signal.wait(timeout))
        await asyncio.wait({woken, *under_way.values()}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        for chat_id in [chat for chat, task in under_way.items() if task.done()]:
            under_way.pop(chat_id).result()

    def _due_in(self, due: int | None, *, occupied: bool) -> float | None:
        """Return the seconds until the next message is due; None if it waits for a chat to become free."""
        if due is None:
            return None
        wait = (due - self.deps.clock.now()) / 1000
        if wait > 0:
            return wait
        return None if occupied else _SOON_S

    async def _deliver(self, sending: Sending, ready: Delivery | Exception) -> None:
        """Deliver one message; its result or error is stored on its row."""
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
        except Exception as error:  # noqa: BLE001  it is stored on the message's row
            await self._fail(sending, error)

    async def _fail(self, sending: Sending, error: Exception) -> None:
        log.error("message_failed", key=sending.outgoing.key, exc_info=error)
        await self.park(sending, error)

    async def _send(self, delivery: Delivery) -> tuple[Delivery, Delivered]:
        """Send as it is, else once more in the way that Telegram's error calls for."""
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
        if delivered.left is not None and isinstance(outgoing.meaning, TicketMessage):
            await cards.leave(tx, self.deps, outgoing.meaning, delivered.left)
        if isinstance(outgoing.meaning, PromptShown):
            await prompting.arrived(tx, self.deps, outgoing.meaning.prompt_id)
        if sent.outgoing.thread_id != outgoing.thread_id:
            await groups.leave_topic(tx, self.deps, outgoing.chat_id, outgoing.thread_id)
        await tx.outbox.sent(sending, now)

    async def wait_as_told(self, sending: Sending, error: Exception) -> None:
        """Hold the chat for as long as Telegram demands."""
        wait = told_to_wait_s(error) if isinstance(error, RetryAfter) else 1
        await self._hold(sending, error, int(wait * 1000))

    async def back_off(self, sending: Sending, error: Exception) -> None:
        """Hold the chat after a temporary error, longer each time; log a message that may have arrived."""
        if may_have_arrived(error):
            _name_double(sending)
        await self._hold(sending, error, back_off_ms(sending.attempts))

    async def move(self, sending: Sending, error: Exception) -> None:
        """Redirect all messages of a group that became a supergroup, including this one."""

        async def work(tx: Transaction) -> None:
            await tx.outbox.hold(sending, str(error), self.deps.clock.now())
            if isinstance(error, ChatMigrated):
                await groups.move(tx, sending.outgoing.chat_id, error.new_chat_id)

        await self.database.write(work)

    async def give_up_chat(self, sending: Sending, error: Exception) -> None:
        """Drop all messages of a chat that blocked or removed the bot, and tell the supervisors of a lost group."""

        async def work(tx: Transaction) -> None:
            chat_id = sending.outgoing.chat_id
            await tx.outbox.park(sending, str(error), self.deps.clock.now())
            await riders.set_reachable(tx, chat_id, reachable=False)
            await groups.lose(tx, self.deps, chat_id)

        await self.database.write(work)

    async def park(self, sending: Sending, error: Exception) -> None:
        """Set a message aside for the operator after Telegram refused it for good."""
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
    """Log a message that may come twice, as the Bot API has no idempotency key."""
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
