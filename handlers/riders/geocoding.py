"""Geocoding of a message before its transaction: the place of an address, the name of a place."""

from dataclasses import replace

from domain.reporting.incoming_message import IncomingMessage
from handlers.context import Context
from services.geo import geocoding


async def look_up(context: Context, chat_id: int, message: IncomingMessage, *, opens_draft: bool) -> IncomingMessage:
    """Return the message with the position of the address that it contains, if the draft needs one and it is found.

    If the message has a position, look up its name for the cards instead. `opens_draft` says whether the message opens
    a draft if none is open.
    """
    tools = context.tools
    if not tools.geocoder.asks:
        return message
    wish = await tools.database.read(
        lambda tx: geocoding.wish(
            tx, context.deps, chat_id, message.text, opens_draft=opens_draft, foreign=message.foreign
        )
    )
    if wish is None:
        return message
    if message.any_position is None and wish.address is not None:
        position = await geocoding.look_up(tools.database, context.deps, tools.geocoder, wish.address, wish.near)
        message = replace(message, position=position)
    if message.any_position is not None:
        await geocoding.learn_name(tools.database, context.deps, tools.geocoder, message.any_position)
    return message
