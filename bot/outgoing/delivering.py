"""The deliver loop: the only sender of messages, in order per chat and within Telegram's limits."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import structlog
from telegram.error import TelegramError

from bot.drain import drain
from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets
from bot.outgoing.dispatch import Delivered, Dispatcher
from bot.outgoing.outcomes import outcome_of
from bot.outgoing.pictures import NothingToShow
from bot.outgoing.preparation import Delivery, prepare
from bot.outgoing.remedies import Remedies, Stalled, name_double
from bot.outgoing.ways import Pictures, other_way
from domain.messages import Outgoing
from domain.people.messages import Forgotten
from domain.tickets.messages import PromptShown, TicketMessage
from services.deps import Deps
from services.outgoing import removal
from services.ports.outbox import Sending, Why
from services.ports.transaction import Transaction
from services.tickets import cards, groups, prompting
from storage.engines.signals import Signal
from storage.errors import Unreachable
from texts.base.wording import Html, lines

log = structlog.get_logger()
_AT_ONCE = 32
_LONGEST_SLEEP_S = 60.0
_SOON_S = 0.05
_PHOTOS_AWAITED = 3
"""After so many attempts a message goes without photos that the store does not give; some 15 seconds."""

_Claimed = tuple[Sending, Delivery | Exception]
"""A claimed message with its delivery, or with the error of preparing it."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Claims due messages, renders and sends them, and stores the result."""

    deps: Deps
    database: Lasting
    dispatcher: Dispatcher
    budgets: Budgets
    stalled: Stalled = field(default_factory=Stalled)

    async def run(self) -> None:
        """Deliver until cancelled; log messages that were in flight at the last stop, as they may come twice."""
        await self.database.in_role("deliver", self._deliver_all)

    async def _deliver_all(self) -> None:
        for sending in await self.database.write(lambda tx: tx.outbox.in_flight()):
            name_double(sending)
        signal = self.database.signal("outbox")
        under_way: dict[int, asyncio.Task[None]] = {}
        try:
            while True:
                signal.clear()
                wait = await self._start_due(under_way)
                await self._rest(wait, signal, under_way)
        finally:
            await drain(under_way.values())

    async def _start_due(self, under_way: dict[int, asyncio.Task[None]]) -> float | None:
        """Start a delivery for each chat that is due, free and within limits; return in how many seconds to look again.

        What is in hand, or put back here, wakes us by itself.
        """
        rested = self.budgets.next_in()  # asked first: whoever rests below has rested by then
        limit = self.budgets.allowance(_AT_ONCE - len(under_way))
        if limit <= 0:
            return rested
        busy = [*under_way, *self.budgets.resting()]
        try:
            claimed, due = await self.database.at_once.write(lambda tx: self._claim(tx, busy, limit))
        except Unreachable as error:  # what was claimed may have been stored all the same
            await self.database.rest(error, 0)
            await self.database.write(lambda tx: tx.outbox.in_flight(besides=under_way))
            self.database.signal("outbox").set()
            return rested
        resting: list[Sending] = []
        for sending, ready in claimed:
            chat_id = sending.outgoing.chat_id
            if self.budgets.take(chat_id, ready.messages if isinstance(ready, Delivery) else 1):
                under_way[chat_id] = asyncio.create_task(self._deliver(sending, ready))
            else:
                resting.append(sending)
        if resting:
            await self.database.write(lambda tx: self._put_back(tx, resting))
        return _sooner(rested, self._due_in(due))

    async def _put_back(self, tx: Transaction, resting: Sequence[Sending]) -> None:
        """Let albums wait until all their parts fit."""
        for sending in resting:
            await tx.outbox.requeue(sending)

    async def _claim(self, tx: Transaction, busy: Sequence[int], limit: int) -> tuple[list[_Claimed], int | None]:
        """Claim and prepare due messages, mark those without content as sent, and read when the next is due.

        What is due already waits for a chat that is in hand or rests, and is not to hide what another waits for.
        """
        claimed: list[_Claimed] = []
        now = self.deps.clock.now()
        due = await tx.outbox.claim(now, busy, limit)
        for sending in due:
            ready = await self._prepared(tx, sending)
            if ready is None:
                await tx.outbox.sent(sending, now)
            else:
                claimed.append((sending, ready))
        if len(due) >= limit:
            return claimed, now
        return claimed, await tx.outbox.next_due(now, after=now if claimed or busy else -1)

    async def _prepared(self, tx: Transaction, sending: Sending) -> Delivery | Exception | None:
        """Return the delivery or its error, so that it blocks no other; database errors end the transaction."""
        try:
            return await prepare(tx, self.deps, sending.outgoing)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            return error

    async def _rest(self, wait: float | None, signal: Signal, under_way: dict[int, asyncio.Task[None]]) -> None:
        """Wait for a commit, the end of a delivery, or the time of the next message."""
        timeout = _sooner(wait, self.budgets.next_in())
        woken = asyncio.create_task(signal.wait(_LONGEST_SLEEP_S if timeout is None else timeout))
        await asyncio.wait({woken, *under_way.values()}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        for chat_id in [chat for chat, task in under_way.items() if task.done()]:
            under_way.pop(chat_id).result()

    def _due_in(self, due: int | None) -> float | None:
        return None if due is None else max((due - self.deps.clock.now()) / 1000, _SOON_S)

    async def _deliver(self, sending: Sending, ready: Delivery | Exception) -> None:
        """Deliver one message; its result or error is stored on its row."""
        remedies = Remedies(self.deps, self.database, self.stalled)
        if isinstance(ready, Exception):
            await remedies.fail(sending, ready)
            return
        try:
            sent, delivered = await self._send(ready, waits=sending.attempts < _PHOTOS_AWAITED)
            await self.database.write(lambda tx: self._keep(tx, sending, sent, delivered))
        except TelegramError as error:
            await remedies.apply(sending, error)
        except OSError as error:
            await remedies.wait_for_photos(sending, error)
        except Exception as error:  # noqa: BLE001  it is stored on the message's row
            await remedies.fail(sending, error)
        else:
            await self._revive()

    async def _revive(self) -> None:
        """Let everybody try again whom the network has failed, as something has arrived."""
        chats = self.stalled.revived(self.deps.clock.now())
        if not chats:
            return

        async def work(tx: Transaction) -> None:
            for chat_id in chats:
                await tx.outbox.look_again(chat_id, Why.NETWORK)

        await self.database.write(work)

    async def _send(self, delivery: Delivery, *, waits: bool) -> tuple[Delivery, Delivered]:
        """Send as it is, else in the other ways that Telegram's errors call for, one after the other.

        Raises:
            OSError: The store of photos is not reached, and it `waits` for it.
        """
        while True:
            try:
                return delivery, await self.dispatcher.deliver(delivery)
            except NothingToShow as error:
                other, said = _without_bytes(delivery), str(error)
            except TelegramError as error:
                way = other_way(delivery.way, outcome_of(error))
                if way is None:
                    raise
                other, said = replace(delivery, way=way), error.message
            except OSError as error:
                if waits:
                    raise
                other, said = _without_bytes(delivery), str(error)
            log.info("message_sent_otherwise", key=delivery.outgoing.key, error=said)
            delivery = other

    async def _keep(self, tx: Transaction, sending: Sending, sent: Delivery, delivered: Delivered) -> None:
        if await _leaves_nothing(tx, sending.outgoing):
            await tx.outbox.discard(sending.outgoing.key)
        else:
            await self._record(tx, sending, sent, delivered)

    async def _record(self, tx: Transaction, sending: Sending, sent: Delivery, delivered: Delivered) -> None:
        now, outgoing = self.deps.clock.now(), sending.outgoing
        for chat_id, message_id in delivered.gone:
            await tx.messages.forget(chat_id, message_id)
        for message in delivered.put:
            await tx.messages.put(message, now)
        for message_id in delivered.outdated:
            await tx.outbox.put(removal(outgoing.chat_id, message_id, now))
        if delivered.left is not None and isinstance(outgoing.meaning, TicketMessage):
            await cards.leave(tx, self.deps, outgoing.meaning, delivered.left)
        if isinstance(outgoing.meaning, PromptShown):
            await prompting.arrived(tx, self.deps, outgoing.meaning.prompt_id)
        if not sent.way.in_topic:
            await groups.leave_topic(tx, self.deps, outgoing.chat_id, outgoing.thread_id)
        if sending.closed and delivered.is_new(sent.standing):
            await tx.outbox.reopen(outgoing)
            await groups.opened(tx, self.deps, outgoing)
        await tx.outbox.sent(sending, now)


def _sooner(one: float | None, other: float | None) -> float | None:
    return min((wait for wait in (one, other) if wait is not None), default=None)


async def _leaves_nothing(tx: Transaction, outgoing: Outgoing) -> bool:
    """Return whether a message reached a rider who has asked to be forgotten, perhaps while it was on its way."""
    if isinstance(outgoing.meaning, Forgotten):
        return True
    return outgoing.chat_id > 0 and not await tx.outbox.knows(outgoing.key)


def _without_bytes(delivery: Delivery) -> Delivery:
    """Return a message whose photo can't be made ready with its file instead, else without photos and saying so.

    As the photos are taken off its screen, they are tried again with the next change.
    """
    if delivery.way.pictures is Pictures.PHOTO and not delivery.screen.album:
        return replace(delivery, way=replace(delivery.way, pictures=Pictures.FILE))
    screen = delivery.screen
    text = lines(Html(screen.text), Html(delivery.way.says))
    return replace(delivery, screen=replace(screen, text=text, photos=(), album=False))
