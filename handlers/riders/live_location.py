"""A live location in the private chat: it starts as a message, moves as edits of it, and ends as one without period."""

from typing import Final

from telegram import Location, Message, Update
from telegram.ext import filters

from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position, is_usable
from domain.people.riders import Rider
from handlers.context import Context
from handlers.riders.arrivals import accuracy_of, message_of, met, take_place
from services.ports.transaction import Transaction
from services.reporting import live_location

_SECOND: Final = 1000


class _Live(filters.MessageFilter):
    """A live location of the sender's own; somebody else's that was forwarded is a place like any other."""

    def filter(self, message: Message) -> bool:
        location = message.location
        return location is not None and message.forward_origin is None and _period(location) > 0


LIVE: Final = _Live()


async def start(update: Update, context: Context) -> None:
    """The rider begins to share."""
    message = message_of(update)
    location = message.location
    if location is None or not is_usable(location.latitude, location.longitude):
        await take_place(update, context)
        return

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        await live_location.start(tx, context.deps, rider, _place(message, location, rider))

    await context.transact(work)


async def move(update: Update, context: Context) -> None:
    """The phone has moved, or the sharing has ended; one small write."""
    message = message_of(update)
    location = message.location

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        if location is not None and is_usable(location.latitude, location.longitude):
            await live_location.move(tx, context.deps, rider, _place(message, location, rider))

    await context.transact(work)


def _place(message: Message, location: Location, rider: Rider) -> LiveLocation:
    """Where it was when Telegram heard of it; an edit without a period ends there."""
    sent = int(message.date.timestamp()) * _SECOND
    at = int((message.edit_date or message.date).timestamp()) * _SECOND
    period = _period(location)
    until = sent + period * _SECOND if period else at - 1
    position = Position(location.latitude, location.longitude, "wgs84", "live", accuracy_of(location), at)
    return LiveLocation(rider.id, message.message_id, position, at, until)


def _period(location: Location) -> int:
    """Seconds from the message's date on; 0 for a place that does not move (any more)."""
    return int(location.to_dict().get("live_period") or 0)
