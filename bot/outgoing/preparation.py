"""Preparing a message in the transaction that claims it: its screen, and the messages it relates to."""

from dataclasses import dataclass, replace

from bot.outgoing.rendering import language_of, render
from bot.outgoing.ways import AS_IT_IS, Pictures, Way
from domain.messages import Manner, Notice, Outgoing, Removal, ReportNotice
from domain.tickets.boards import BoardClosed
from domain.tickets.messages import CardLeft, TicketMessage
from services.deps import Deps
from services.outgoing import language_of_queue, standing_key, ticket_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import clip_left_out, pictures_left_out
from texts.people.own_data import left_behind
from texts.tickets.reminders import moot, newer


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message ready to be sent.

    Attributes:
        standing: Our message that it edits or replaces.
        beside: The id of what it replies to in the same chat: what it answers, the card or the receipt.
        way: The way in which it is sent.
    """

    outgoing: Outgoing
    screen: Screen
    standing: LiveMessage | None = None
    beside: int | None = None
    way: Way = AS_IT_IS

    @property
    def to(self) -> Outgoing:
        """The message as it is addressed: in the general topic if its own is gone."""
        return self.outgoing if self.way.in_topic else replace(self.outgoing, thread_id=None)

    @property
    def shows_pictures(self) -> bool:
        """Whether it shows a picture, be it as a file."""
        return self.screen.pictured and self.way.pictures is not Pictures.LEFT_OUT

    @property
    def messages(self) -> int:
        """How many Telegram counts it as: an album is as many as it has photos, and photos apart are one more."""
        return len(self.screen.photos) if self.screen.album else 1 + self.screen.apart


Prepared = Delivery | Exception | None
"""A message that is ready, or the error of preparing it; None if there is nothing to send any more."""


async def prepared(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Prepared:
    """Prepare a message; its error is returned so that it blocks no other, those of the database are raised."""
    try:
        return await prepare(tx, deps, outgoing)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        return error


async def prepare(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Delivery | None:
    """Return the message in its present form; None if there is nothing to send any more.

    Raises:
        LookupError: See `bot.outgoing.rendering.render`.
    """
    removes = outgoing.meaning.manner is Manner.REMOVAL
    screen = await _left_behind(tx, deps, outgoing) if removes else await render(tx, deps, outgoing)
    if screen is None:
        return None
    way = AS_IT_IS
    if screen.shows:
        locale = Locale.of(deps, await language_of(tx, deps, outgoing))
        way = Way(says=pictures_left_out(locale) if screen.clip is None else clip_left_out(locale))
    return Delivery(outgoing, screen, await _standing(tx, outgoing), await _replied_to(tx, outgoing), way)


async def _left_behind(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Screen:
    """Return what stands in place of a message that is too old to be deleted, in the language of its chat."""
    removal = outgoing.meaning if isinstance(outgoing.meaning, Removal) else None
    queues = await tx.queues.of_chat(outgoing.chat_id) if removal is not None and removal.erases else []
    language = language_of_queue(deps, queues[0].queue) if queues else await language_of(tx, deps, outgoing)
    locale = Locale.of(deps, language)
    if removal is None or removal.over is None:
        return left_behind(locale)
    return newer(locale, removal.over) if removal.replaced else moot(locale, removal.over)


async def _standing(tx: Transaction, outgoing: Outgoing) -> LiveMessage | None:
    meaning = outgoing.meaning
    if isinstance(meaning, Notice) and meaning.edits is not None:
        return await tx.messages.at(outgoing.chat_id, meaning.edits)
    if isinstance(meaning, CardLeft | BoardClosed):
        return await tx.messages.at(outgoing.chat_id, meaning.message_id)
    if meaning.manner in _ONE_STANDS:
        return await tx.messages.of_key(standing_key(outgoing))
    return None


_ONE_STANDS = frozenset(
    {Manner.CARD, Manner.BOARD, Manner.REPLY_KEY, Manner.NUDGE, Manner.NUDGE_GROWN, Manner.LOOKED_UP}
)
"""Manners that have one message in the chat at most."""


async def _replied_to(tx: Transaction, outgoing: Outgoing) -> int | None:
    """Return what it replies to: what it answers, else a ticket's card or a rider's receipt, where that stands now."""
    meaning, standing = outgoing.meaning, None
    if isinstance(meaning, Notice) and meaning.reply_to is not None:
        return meaning.reply_to
    if isinstance(meaning, TicketMessage) and meaning.manner is not Manner.CARD:
        standing = await tx.messages.of_key(ticket_key(meaning.report_id, meaning.queue))
    elif isinstance(meaning, ReportNotice):
        standing = await tx.messages.receipt(outgoing.chat_id, meaning.report_id)
    return standing.message_id if standing is not None and standing.chat_id == outgoing.chat_id else None
