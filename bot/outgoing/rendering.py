"""Rendering: from a queued meaning to its screen at the time of sending."""

from importlib import import_module
from pkgutil import walk_packages

import services
import texts
from domain.messages import Outgoing
from domain.people.riders import Rider
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import tell

for _room in (services, texts):  # each module registers the views and screens of its meanings
    for _module in walk_packages(_room.__path__, f"{_room.__name__}."):
        import_module(_module.name)


async def render(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Screen | None:
    """Return the screen of a message; None if there is nothing to send any more.

    Raises:
        LookupError: No reader or screen is registered for this meaning, or something it needs is missing.
    """
    rider = await _reader(tx, outgoing)
    view = await gather(outgoing.meaning, Reading(tx, deps, rider, outgoing.chat_id))
    return None if view is None else tell(outgoing.meaning, view, Locale.of(deps, _language(deps, outgoing, rider)))


async def language_of(tx: Transaction, deps: Deps, outgoing: Outgoing) -> str:
    """Return the language in which a message is worded."""
    return _language(deps, outgoing, None if outgoing.language else await _reader(tx, outgoing))


async def _reader(tx: Transaction, outgoing: Outgoing) -> Rider | None:
    """Return the rider who receives a message, None in a group."""
    return await tx.riders.by_chat(outgoing.chat_id) if outgoing.chat_id > 0 else None


def _language(deps: Deps, outgoing: Outgoing, rider: Rider | None) -> str:
    return outgoing.language or (rider and rider.language) or deps.district.default_language
