"""Live locations: each starts as a message, moves by edits, and ends by an edit without a period."""

from dataclasses import replace
from typing import Final

from telegram import Location, Message, Update
from telegram.ext import filters

from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position, is_usable
from domain.people.riders import Rider
from handlers.context import Context
from handlers.riders import passing
from handlers.riders.arrivals import (
    accuracy_of,
    added_to_report,
    is_foreign,
    message_of,
    met,
    sent,
    take_place,
    transact_or_refuse,
)
from handlers.riders.edits import take_edit
from services.ports.transaction import Transaction
from services.programme import asked_for
from services.reporting import live_location

_SECOND: Final = 1000


class _Live(filters.MessageFilter):
    """Matches the sender's own live location; one forwarded or sent through another bot counts as a plain place."""

    def filter(self, message: Message) -> bool:
        location = message.location
        return location is not None and not is_foreign(message) and _period(location) > 0


LIVE: Final = _Live()


async def start(update: Update, context: Context) -> None:
    """Handle the start of a live location."""
    message = message_of(update)
    location = message.location
    if location is None or not is_usable(location.latitude, location.longitude):
        await take_place(update, context)
        return

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        place = _place(message, location, rider)
        incoming = replace(sent(message), position=place.position)
        if await asked_for.take_place(tx, context.deps, rider, incoming):
            await tx.live_locations.keep(place)
        elif await added_to_report(tx, context, rider, message, incoming):
            await live_location.move(tx, context.deps, rider, place)
        else:
            await live_location.start(tx, context.deps, rider, place, incoming)

    await transact_or_refuse(context, message, work, _position(message, location))


async def move(update: Update, context: Context) -> None:
    """Handle an update or the end of a live location, in one small write; nobody becomes a rider by moving on.

    A place that stood still was edited.
    """
    message = message_of(update)
    location = message.location
    if location is not None and not _period(location) and await _stood_still(context, message):
        await take_edit(update, context)
        return

    async def work(tx: Transaction) -> None:
        rider = None if is_foreign(message) else await tx.riders.by_chat(message.chat_id)
        if rider is not None and location is not None and is_usable(location.latitude, location.longitude):
            await live_location.move(tx, context.deps, rider, _place(message, location, rider))

    goes_on = location is not None and _period(location) > 0 and not is_foreign(message)
    place = _position(message, location) if location is not None and goes_on else None
    await passing.transact(context, message.chat_id, work, place, moves=True)


async def _stood_still(context: Context, message: Message) -> bool:
    """Return whether the message was taken as a place that doesn't move."""

    async def look(tx: Transaction) -> bool:
        heard = await tx.heard.of(message.chat_id, message.message_id)
        draft = await tx.drafts.get(heard.draft_id) if heard is not None and heard.draft_id is not None else None
        traces = draft.traces if draft is not None else ()
        given = [each for trace in traces if trace.message_id == message.message_id for each in trace.positions]
        return bool(given) and all(position.source != "live" for position in given)

    return await context.tools.database.read(look)


def _place(message: Message, location: Location, rider: Rider) -> LiveLocation:
    """Return the live location as of this message; an edit without a period ends it."""
    sent = int(message.date.timestamp()) * _SECOND
    at = _at(message)
    period = _period(location)
    until = sent + period * _SECOND if period else at - 1
    return LiveLocation(rider.id, message.message_id, _position(message, location), at, until)


def _position(message: Message, location: Location) -> Position:
    """Return where the phone was as of this message."""
    at = _at(message)
    return Position(location.latitude, location.longitude, "wgs84", "live", accuracy_of(location), at)


def _at(message: Message) -> int:
    return int((message.edit_date or message.date).timestamp()) * _SECOND


def _period(location: Location) -> int:
    """Return its duration in seconds from the message's date; 0 if it does not move, or no longer."""
    return int(location.to_dict().get("live_period") or 0)
