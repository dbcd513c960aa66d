"""Carrying one message to its chat: sent in the way that works, then recorded, or its error is seen to."""

from dataclasses import dataclass, field, replace

import structlog
from telegram.error import TelegramError

from bot.lasting import Lasting
from bot.outgoing.dispatch import Delivered, Dispatcher
from bot.outgoing.outcomes import outcome_of
from bot.outgoing.pictures import NothingToShow
from bot.outgoing.preparation import Delivery, Prepared, prepared
from bot.outgoing.remedies import Remedies, Stalled
from bot.outgoing.ways import Pictures, other_way
from domain.messages import DISPENSABLE, FLEETING_MS, LIFELONG, LOOKED_UP_MS, Manner, Outgoing
from domain.people.messages import Forgotten
from domain.tickets.boards import Board
from domain.tickets.messages import LateTold, Nudge, PromptShown, ReminderList, TicketMessage
from domain.timers import Timer, TimerKind
from domain.week.exports import Extract
from services.deps import Deps
from services.outgoing import removal
from services.ports.outbox import Sending, Why
from services.ports.transaction import Transaction
from services.programme import missing_ending
from services.tickets import boards, cards, groups, prompting, reminding
from services.week import asked_exports
from texts.base.wording import Html, lines

log = structlog.get_logger()
_PHOTOS_AWAITED = 3
"""After so many attempts a message goes without photos that the store does not give; some 15 seconds."""


@dataclass(slots=True)
class Carrier:
    """Sends claimed messages and stores the results."""

    deps: Deps
    database: Lasting
    dispatcher: Dispatcher
    stalled: Stalled = field(default_factory=Stalled)
    crowded: set[int] = field(default_factory=set)
    """Chats in which more waited when the last was recorded: the next ones are not to wait for somebody's commit."""

    async def carry(self, sending: Sending, ready: Prepared) -> bool:
        """Deliver one message; its result or error is stored on its row. Return whether anything may wait in its chat.

        What reads much comes unprepared, as None, and is read on a snapshot here.
        """
        if ready is None:
            ready = await self.database.read(lambda tx: prepared(tx, self.deps, sending.outgoing))
        if ready is None:
            return await self.database.write(lambda tx: tx.outbox.sent(sending, self.deps.clock.now())) is not False
        remedies = Remedies(self.deps, self.database, self.stalled)
        if isinstance(ready, Exception):
            await remedies.fail(sending, ready)
            return True
        try:
            sent, delivered = await self._send(ready, waits=sending.attempts < _PHOTOS_AWAITED)
            waits = await self._recorded(sending, sent, delivered)
        except TelegramError as error:
            await remedies.apply(sending, error)
        except OSError as error:
            await remedies.wait_for_photos(sending, error)
        except Exception as error:  # noqa: BLE001  it is stored on the message's row
            await remedies.fail(sending, error)
        else:
            await self._revive()
            return waits
        return True

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
            OSError: The store of photos is not reached, and it `waits` for it; or a file can't be made.
        """
        while True:
            try:
                return delivery, await self.dispatcher.deliver(delivery)
            except NothingToShow as error:
                other, said = _without_bytes(delivery), str(error)
            except TelegramError as error:
                way = other_way(delivery.way, outcome_of(error))
                if way is None or delivery.outgoing.meaning.manner in DISPENSABLE:
                    raise
                other, said = replace(delivery, way=way), error.message
            except OSError as error:
                if waits or delivery.screen.archive is not None:  # a file is all that there is to send
                    raise
                other, said = _without_bytes(delivery), str(error)
            log.info("message_sent_otherwise", key=delivery.outgoing.key, error=said)
            delivery = other

    async def _recorded(self, sending: Sending, sent: Delivery, delivered: Delivered) -> bool:
        """Record what was sent, along with the next commit unless its chat is crowded; see `_keep`."""
        chat_id = sending.outgoing.chat_id
        write = self.database.write if chat_id in self.crowded else self.database.write_soon
        waits = await write(lambda tx: self._keep(tx, sending, sent, delivered))
        (self.crowded.add if waits else self.crowded.discard)(chat_id)
        return waits

    async def _keep(self, tx: Transaction, sending: Sending, sent: Delivery, delivered: Delivered) -> bool:
        """Record what was sent, but nothing for a rider who has asked to be forgotten, perhaps while it was on its way.

        Return whether anything waits in its chat.
        """
        outgoing = sending.outgoing
        if isinstance(outgoing.meaning, Forgotten):
            await tx.outbox.discard(outgoing.key)
            return True
        waits = await tx.outbox.sent(sending, self.deps.clock.now())
        if waits is not None or outgoing.chat_id < 0:
            await self._record(tx, sending, sent, delivered, again=waits is not False)
        return waits is not False

    async def _record(
        self, tx: Transaction, sending: Sending, sent: Delivery, delivered: Delivered, *, again: bool
    ) -> None:
        """Store what stands in the chat now.

        `again` says that the message may have been queued once more while it was sent, perhaps as somebody pressed a
        copy of it, which is its card since then.
        """
        now, outgoing = self.deps.clock.now(), sending.outgoing
        await self._forget_gone(tx, delivered)
        alone = outgoing.meaning.manner in LIFELONG and delivered.is_alone(sent.standing) and not again
        for message in delivered.put:
            await tx.messages.put(message, now, alone=alone)
        await self._remove_outlived(tx, outgoing, delivered)
        await self._record_board(tx, sent, delivered)
        if delivered.left is not None and isinstance(outgoing.meaning, TicketMessage):
            await cards.leave(tx, self.deps, outgoing.meaning, delivered.left)
        if delivered.put and isinstance(outgoing.meaning, Nudge | LateTold | ReminderList):
            await reminding.arrived(tx, self.deps, outgoing, delivered.put[0])
        if isinstance(sent.screen.archive, Extract):
            await asked_exports.arrived(tx, outgoing, sent.screen.archive)
        if isinstance(outgoing.meaning, PromptShown):
            await prompting.arrived(tx, self.deps, outgoing.meaning.prompt_id)
        await missing_ending.arrived(tx, self.deps, outgoing, delivered.put)
        if not sent.way.in_topic:
            await groups.leave_topic(tx, self.deps, outgoing.chat_id, outgoing.thread_id)
        if sending.closed and delivered.is_new(sent.standing):
            await tx.outbox.reopen(outgoing)
            await groups.opened(tx, self.deps, outgoing)

    async def _forget_gone(self, tx: Transaction, delivered: Delivered) -> None:
        for chat_id, message_id in delivered.gone:
            if delivered.emptied:
                await boards.emptied(tx, self.deps, chat_id, message_id)
            await tx.messages.forget(chat_id, message_id)

    async def _record_board(self, tx: Transaction, sent: Delivery, delivered: Delivered) -> None:
        """Have a board pinned and drawn again in time; one whose topic is gone is not to stand elsewhere."""
        board = sent.outgoing.meaning
        if not isinstance(board, Board):
            return
        (message,) = delivered.put
        if sent.way.in_topic:
            await boards.arrived(tx, self.deps, board, message, loose=delivered.loose, ages=sent.screen.ages)
        else:
            await tx.messages.forget(message.chat_id, message.message_id)
            await tx.outbox.put(removal(message.chat_id, message.message_id, self.deps.clock.now()))

    async def _remove_outlived(self, tx: Transaction, outgoing: Outgoing, delivered: Delivered) -> None:
        """Queue the deletion of what was replaced, and of what was sent to stand for a while only."""
        now = self.deps.clock.now()
        is_board = outgoing.meaning.manner is Manner.BOARD
        over = await reminding.over(tx, outgoing.meaning) if delivered.outdated and not is_board else None
        for message_id in delivered.outdated:
            goes = removal(outgoing.chat_id, message_id, now, erases=over is not None, over=over)
            await tx.outbox.put(boards.outlived(message_id, outgoing.chat_id, now) if is_board else goes)
        for message in delivered.put if outgoing.meaning.manner is Manner.FLEETING else ():
            await tx.outbox.put(removal(message.chat_id, message.message_id, now + FLEETING_MS))
        for message in delivered.put if outgoing.meaning.manner is Manner.LOOKED_UP else ():
            key = f"{message.chat_id}:{message.message_id}"
            await tx.timers.put(Timer(TimerKind.LOOKED_UP, key, now + LOOKED_UP_MS))


def _without_bytes(delivery: Delivery) -> Delivery:
    """Return a message whose photo can't be made ready with its file instead, else without photos and saying so.

    As the photos are taken off its screen, they are tried again with the next change.
    """
    if delivery.way.pictures is Pictures.PHOTO and not delivery.screen.album:
        return replace(delivery, way=replace(delivery.way, pictures=Pictures.FILE))
    screen = delivery.screen
    text = lines(Html(screen.text), Html(delivery.way.says))
    return replace(delivery, screen=replace(screen, text=text, photos=(), poster=None, clip=None, album=False))
