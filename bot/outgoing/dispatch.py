"""Delivery by manner: cards are edited in place, other messages are sent once or deleted."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.answers import UNREADABLE
from bot.outgoing.preparation import Delivery
from bot.outgoing.sending import Messenger, destination_of
from bot.outgoing.sent import Sent
from domain.messages import Manner, Notice, Reaction, Removal
from domain.tickets.boards import Pinning
from services.outgoing import standing_key
from services.ports.live_messages import LiveMessage

log = structlog.get_logger()
_LOOKED_EVERY_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Delivered:
    """The result of a delivery.

    Attributes:
        put: Messages that are in their chat now.
        gone: Messages that are not there any more, as (chat, message).
        outdated: Messages of the same chat to be deleted after everything else was sent.
        left: The message that it replaces where that stands in another chat.
        loose: Whether it is a board that is not pinned.
        emptied: Whether what is gone stands there still without its content, as it was too old to be deleted.
    """

    put: tuple[LiveMessage, ...] = ()
    gone: tuple[tuple[int, int], ...] = ()
    outdated: tuple[int, ...] = ()
    left: LiveMessage | None = None
    loose: bool = False
    emptied: bool = False

    def is_new(self, standing: LiveMessage | None) -> bool:
        """Return whether a message was sent, not only that which stood there edited; each chat counts its own ids."""
        known = None if standing is None else (standing.chat_id, standing.message_id)
        return any((message.chat_id, message.message_id) != known for message in self.put)

    def is_alone(self, standing: LiveMessage | None) -> bool:
        """Return whether no other message has the key of what stands there now."""
        return standing is None or not self.is_new(standing)


class Dispatcher:
    """Sends one rendered message and returns what is in the chat now.

    Methods that send or edit raise the errors named in `deliver`.
    """

    def __init__(self, messenger: Messenger, now: Callable[[], int]) -> None:
        self._messenger = messenger
        self._now = now
        self._looked_at: dict[tuple[int, int], int] = {}

    async def deliver(self, it: Delivery) -> Delivered:
        """Send, edit or delete a message.

        Raises:
            telegram.error.TelegramError: Telegram refused the call or could not be reached.
            NothingToShow: None of its photos can be shown.
        """
        return await _BY_MANNER[it.outgoing.meaning.manner](self, it)

    async def say(self, it: Delivery) -> Delivered:
        """Send a new message; a notice may reply to a message, else to the receipt, or replace one of ours."""
        reply_to = it.screen.replies_to or None
        if isinstance(it.outgoing.meaning, Notice):
            reply_to = it.beside
            if it.standing is not None and await self._messenger.edit(it.screen, it.standing, it.way):
                shape = "photo" if it.shows_pictures else it.standing.shape
                return Delivered((replace(it.standing, shape=shape, content_hash=it.screen.content_hash),))
        sent = await self._messenger.send(it.screen, destination_of(it.to, reply_to), it.way)
        keys = (it.outgoing.key, *(f"{it.outgoing.key}:{number}" for number in range(1, len(sent))))
        return Delivered(tuple(_standing(it, key, one) for key, one in zip(keys, sent, strict=True)))

    async def card(self, it: Delivery) -> Delivered:
        """Edit the card in place if it is below the rider's last message, else send it again and delete the old one."""
        live = it.standing
        stays = live is not None and live.chat_id == it.outgoing.chat_id and live.message_id > it.screen.below
        if live is not None and stays and await self._messenger.edit(it.screen, live, it.way):
            shape = "photo" if it.shows_pictures else live.shape
            about = it.screen.report_id or live.report_id
            return Delivered((replace(live, shape=shape, content_hash=it.screen.content_hash, report_id=about),))
        return await self.anew(it)

    async def board(self, it: Delivery) -> Delivered:
        """Show a board as a card, and look whether it is pinned."""
        delivered = await self.card(it)
        (standing,) = delivered.put
        loose = delivered.is_new(it.standing) or await self._came_loose(standing)
        return replace(delivered, loose=loose)

    async def _came_loose(self, board: LiveMessage) -> bool:
        """Return whether a board is not pinned any more; this is asked once a minute, and a failure tells nothing.

        Telegram names the newest of the pinned messages. Where that is older than the board, or there is none, the
        board is not pinned; where it is younger, nobody knows, and people's own pins stay above.
        """
        at, now = (board.chat_id, board.message_id), self._now()
        if 0 <= now - self._looked_at.get(at, -_LOOKED_EVERY_MS) < _LOOKED_EVERY_MS:
            return False
        self._looked_at[at] = now
        try:
            return await self._messenger.pinned(board.chat_id) < board.message_id
        except (TelegramError, *UNREADABLE) as error:
            log.info("pin_not_seen", chat=board.chat_id, error=str(error))
            return False

    async def pin(self, it: Delivery) -> Delivered:
        """Pin a message, or end that; what is pinned no more already is fine."""
        if isinstance(it.outgoing.meaning, Pinning):
            act = self._messenger.unpin if it.outgoing.meaning.ends else self._messenger.pin
            await act(it.outgoing.chat_id, it.outgoing.meaning.message_id)
        return Delivered()

    async def beside_card(self, it: Delivery) -> Delivered:
        """Send an album or a pin as a reply to the card."""
        sent = await self._messenger.send(it.screen, destination_of(it.to, it.beside), it.way)
        return Delivered(tuple(_standing(it, f"{it.outgoing.key}:{n}", one) for n, one in enumerate(sent)))

    async def reply_key(self, it: Delivery) -> Delivered:
        """Send the reply keyboard while it is needed, then remove it by a short message."""
        live = it.standing
        if (live is None) != bool(it.screen.reply_key):
            return Delivered()
        sent = await self._messenger.send(it.screen, replace(destination_of(it.to), silent=True), it.way)
        if live is None:
            return Delivered((_standing(it, it.outgoing.key, sent[0]),))
        return Delivered((), ((live.chat_id, live.message_id),), (live.message_id, sent[0].message_id))

    async def redraw(self, it: Delivery) -> Delivered:
        """Edit the message a last time; do nothing if it is gone, or has become a card again."""
        former = it.standing
        if former is None or former.live:
            return Delivered()
        await self._messenger.close(it.screen, former, it.way)
        return Delivered((replace(former, content_hash=it.screen.content_hash),))

    async def remove(self, it: Delivery) -> Delivered:
        """Delete one of our messages, or empty one that is too old for that and must not be read any more."""
        if not isinstance(it.outgoing.meaning, Removal):
            return Delivered()
        message_id = it.outgoing.meaning.message_id
        is_gone = await self._messenger.delete(it.outgoing.chat_id, message_id)
        emptied = it.outgoing.meaning.erases and not is_gone
        if emptied:
            await self._messenger.empty(it.screen, it.outgoing.chat_id, message_id)
        return Delivered((), ((it.outgoing.chat_id, message_id),), emptied=emptied)

    async def offer(self, it: Delivery) -> Delivered:
        """Set the commands that a chat offers."""
        await self._messenger.offer(it.screen, it.outgoing.chat_id)
        return Delivered()

    async def react(self, it: Delivery) -> Delivered:
        """Put an emoji on a person's message."""
        if isinstance(it.outgoing.meaning, Reaction):
            await self._messenger.react(it.screen, it.outgoing.chat_id, it.outgoing.meaning.message_id)
        return Delivered()

    async def look_up(self, it: Delivery) -> Delivered:
        """Turn a page in place; else answer below, and delete what the same person looked up before."""
        meaning, live = it.outgoing.meaning, it.standing
        turns = isinstance(meaning, Notice) and meaning.edits is not None
        if live is not None and turns and await self._messenger.edit(it.screen, live, it.way):
            return Delivered((replace(live, content_hash=it.screen.content_hash),))
        return await self.anew(it)

    async def anew(self, it: Delivery) -> Delivered:
        """Send the message below and delete the one that it replaces."""
        before = it.standing
        sent = await self._messenger.send(it.screen, destination_of(it.to, it.beside), it.way)
        standing = _standing(it, standing_key(it.outgoing), sent[0])
        if before is None or before.chat_id != it.outgoing.chat_id:
            return Delivered((standing,), left=before)
        return Delivered((standing,), (), (before.message_id,))


_BY_MANNER: Mapping[Manner, Callable[[Dispatcher, Delivery], Awaitable[Delivered]]] = {
    Manner.CARD: Dispatcher.card,
    Manner.BOARD: Dispatcher.board,
    Manner.PIN: Dispatcher.pin,
    Manner.REPLY_KEY: Dispatcher.reply_key,
    Manner.SAID: Dispatcher.say,
    Manner.NUDGE: Dispatcher.anew,
    Manner.NUDGE_GROWN: Dispatcher.card,
    Manner.BESIDE_CARD: Dispatcher.beside_card,
    Manner.REDRAWN: Dispatcher.redraw,
    Manner.REMOVAL: Dispatcher.remove,
    Manner.FLEETING: Dispatcher.say,
    Manner.LOOKED_UP: Dispatcher.look_up,
    Manner.MENU: Dispatcher.offer,
    Manner.REACTION: Dispatcher.react,
}


def _standing(it: Delivery, key: str, message: Sent) -> LiveMessage:
    meaning = it.outgoing.meaning
    return LiveMessage(
        key=key,
        chat_id=it.outgoing.chat_id,
        message_id=message.message_id,
        report_id=it.screen.report_id or getattr(meaning, "report_id", None),
        draft_id=getattr(meaning, "draft_id", None),
        shape=message.shape,
        content_hash=it.screen.content_hash,
    )
