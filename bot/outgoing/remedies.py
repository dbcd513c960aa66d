"""What is done with a message that was not delivered: its line waits, its chat is given up, or it is set aside."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog
from telegram.error import ChatMigrated, TelegramError

from bot.outgoing.outcomes import Outcome, back_off_ms, look_again_ms, may_have_arrived, outcome_of, told_to_wait_s
from domain.messages import DISPENSABLE
from services.deps import Deps
from services.people import riders
from services.ports.outbox import Hold, Sending, Why
from services.ports.transaction import Database, Transaction
from services.tickets import groups
from services.upkeep import undelivered

log = structlog.get_logger()
_AGAIN_MS: Final = 3_000


@dataclass(slots=True)
class Stalled:
    """The chats that the network has failed, each with when it last did, in ms UTC."""

    failed_at: dict[int, int] = field(default_factory=dict)

    def revived(self, now: int) -> list[int]:
        """Return, after a success, the chats that may try again, and forget them.

        One that has failed just now is kept, as something may be wrong with it alone.
        """
        chats = [chat for chat, at in self.failed_at.items() if not now - _AGAIN_MS < at <= now]
        for chat in chats:
            del self.failed_at[chat]
        return chats


@dataclass(frozen=True, slots=True)
class Remedies:
    """Carries out, in one transaction, what the outcome of a failed delivery calls for."""

    deps: Deps
    database: Database
    stalled: Stalled

    async def apply(self, sending: Sending, error: TelegramError) -> None:
        """Do what Telegram's answer, or the lack of one, calls for."""
        outcome = outcome_of(error)
        log.info("message_not_sent", key=sending.outgoing.key, outcome=outcome.name, error=error.message)
        await _REMEDIES[outcome](self, sending, error)

    async def fail(self, sending: Sending, error: Exception) -> None:
        """Set aside a message that an error of our own keeps from being sent."""
        log.error("message_failed", key=sending.outgoing.key, exc_info=error)
        await self.park(sending, error)

    async def wait_for_photos(self, sending: Sending, error: OSError) -> None:
        """Hold the chat while the store of photos is not reached."""
        log.warning("photos_not_reached", key=sending.outgoing.key, error=str(error))
        await self._hold(sending, error, back_off_ms(sending.attempts), Why.NETWORK)

    async def wait_as_told(self, sending: Sending, error: TelegramError) -> None:
        """Hold the chat for as long as Telegram demands."""
        await self._hold(sending, error, int(told_to_wait_s(error) * 1000), Why.TOLD)

    async def back_off(self, sending: Sending, error: TelegramError) -> None:
        """Hold the chat after an error of the network, a little longer each time; name what may have arrived."""
        if may_have_arrived(error):
            name_double(sending)
        self.stalled.failed_at[sending.outgoing.chat_id] = self.deps.clock.now()
        await self._hold(sending, error, back_off_ms(sending.attempts), Why.NETWORK)

    async def close_chat(self, sending: Sending, error: TelegramError) -> None:
        """Hold a chat in which the bot may not write now, and tell the supervisors once."""
        await self._close(sending, error, in_topic=False)

    async def close_topic(self, sending: Sending, error: TelegramError) -> None:
        """Hold one topic of a forum, and tell the supervisors once."""
        await self._close(sending, error, in_topic=sending.outgoing.thread_id is not None)

    async def move(self, sending: Sending, error: TelegramError) -> None:
        """Redirect all messages of a group that became a supergroup, including this one."""

        async def work(tx: Transaction) -> None:
            await tx.outbox.requeue(sending)
            if isinstance(error, ChatMigrated):
                await groups.move(tx, self.deps, sending.outgoing.chat_id, error.new_chat_id)

        await self.database.write(work)

    async def give_up_chat(self, sending: Sending, error: TelegramError) -> None:
        """Drop all messages of a chat that blocked or removed the bot, and tell the supervisors of a lost group."""
        del error

        async def work(tx: Transaction) -> None:
            chat_id = sending.outgoing.chat_id
            await riders.set_reachable(tx, chat_id, reachable=False)
            await groups.lose(tx, self.deps, chat_id)

        await self.database.write(work)

    async def park(self, sending: Sending, error: Exception) -> None:
        """Set a message aside for good; a ticket's card becomes a plain one, and the supervisors hear of it."""
        outgoing = sending.outgoing
        if outgoing.meaning.manner in DISPENSABLE:
            log.info("message_dispensed_with", key=outgoing.key, error=str(error))
            await self.database.write(lambda tx: tx.outbox.sent(sending, self.deps.clock.now()))
            return
        log.error("message_parked", key=outgoing.key, chat=outgoing.chat_id, error=str(error))
        await self.database.write(lambda tx: undelivered.set_aside(tx, self.deps, sending, _told(error)))

    async def _close(self, sending: Sending, error: TelegramError, *, in_topic: bool) -> None:
        if sending.outgoing.meaning.manner in DISPENSABLE:  # whether the chat is closed is told by what is missed
            await self.park(sending, error)
            return

        async def work(tx: Transaction) -> None:
            now = self.deps.clock.now()
            hold = Hold(now, now + look_again_ms(sending.attempts), Why.CLOSED, in_topic=in_topic)
            if await tx.outbox.hold(sending, error.message, hold):
                await groups.closed(tx, self.deps, sending.outgoing, error.message, in_topic=in_topic)

        await self.database.write(work)

    async def _hold(self, sending: Sending, error: Exception, wait_ms: int, why: Why) -> None:
        async def work(tx: Transaction) -> None:
            now = self.deps.clock.now()
            await tx.outbox.hold(sending, str(error), Hold(now, now + wait_ms, why))

        await self.database.write(work)


_Remedy = Callable[[Remedies, Sending, TelegramError], Awaitable[None]]

_REMEDIES: Mapping[Outcome, _Remedy] = {
    Outcome.WAIT_AS_TOLD: Remedies.wait_as_told,
    Outcome.MOVED: Remedies.move,
    Outcome.UNREACHABLE: Remedies.give_up_chat,
    Outcome.CLOSED: Remedies.close_chat,
    Outcome.TOPIC_CLOSED: Remedies.close_topic,
    Outcome.NO_TOPIC: Remedies.park,
    Outcome.NO_FILE: Remedies.park,
    Outcome.NO_PHOTO: Remedies.park,
    Outcome.NO_CLIP: Remedies.park,
    Outcome.REFUSED: Remedies.park,
    Outcome.BACK_OFF: Remedies.back_off,
}


def name_double(sending: Sending) -> None:
    """Log a message that may come twice, as the Bot API has no idempotency key."""
    log.warning("message_may_come_twice", key=sending.outgoing.key, chat=sending.outgoing.chat_id)


def _told(error: Exception) -> str:
    """Return what an error says; one of our own may say little without its name."""
    return error.message if isinstance(error, TelegramError) else f"{type(error).__name__}: {error}"
