"""What a rider's message belongs to: a draft that is open, or a report that one has become."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from domain.geo.place_names import PLACE_SOURCE
from domain.geo.positions import Position
from domain.language.intents import Intent
from domain.language.phrase_reading import OTHER
from domain.language.remarks import is_remark
from domain.language.suggestion import Opens
from domain.language.whereabouts import means_place
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import Arrival, Decision, Kind, decide
from services.deps import Deps
from services.outgoing import location_key
from services.ports.transaction import Transaction
from services.reporting import place_names

MAY_JOIN = frozenset({DraftStage.OPEN, DraftStage.ASIDE})
"""The stages of drafts that a message may join; one that waits takes only what goes with a danger."""

_SAID_OF_THINGS: Final = frozenset({Intent.COMPLAINT, Intent.PROGRESS})
"""What words seem to be for that are said of what lies there: that nobody comes, and that it is not fixed."""

_SURE: Final = 0.9
"""How likely a problem is that words name although they may be no report: 路上有坑, but not 水很深."""


async def decision_of(
    tx: Transaction,
    deps: Deps,
    rider: Rider,
    message: IncomingMessage,
    *,
    problem: str | None = None,
    ended: Sequence[Draft] = (),
    intent: Intent | None = None,
) -> Decision:
    """Return what becomes of a message.

    `problem` is the slug that its rider says it is of; `ended` are drafts that were open when it was sent. `intent` is
    what its words are for, where that has an answer of its own.
    """
    unfinished = await tx.drafts.unfinished_of(rider.id)
    drafts = [*ended, *(each for each in unfinished if each.stage in MAY_JOIN)]
    arrival = await arrival_of(tx, deps, rider, message, problem)
    if intent is not None:
        said = intent in _SAID_OF_THINGS and is_remark(message.text)
        arrival = replace(arrival, kind=Kind.REMARK if said else Kind.TALK)
    return decide(arrival, drafts)


async def has_album(tx: Transaction, rider: Rider, draft: Draft, message: IncomingMessage) -> bool:
    """Return whether the draft has other parts of a message's album."""
    return any(part.draft_id == draft.id for part in await tx.heard.of_album(rider.chat_id, message.album))


def kind_of(deps: Deps, message: IncomingMessage) -> Kind:
    """Return what a message brings."""
    if message.shows or place_names.read_alone(deps, message.text).opens is Opens.YES:
        return Kind.PROBLEM
    named = deps.district.gazetteer.find(message.text) if message.text else None
    says_where = means_place(message.text)
    if message.any_position is not None or (named is not None and (named.alone or says_where)):
        return Kind.PLACE
    return Kind.WHERE if says_where else Kind.WORDS


def is_typed(message: IncomingMessage) -> bool:
    """Return whether a message is words alone, with the place that their name or address has at most."""
    place = message.any_position
    return bool(message.text) and not message.shows and (place is None or place.source == PLACE_SOURCE)


async def arrival_of(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, problem: str | None = None
) -> Arrival:
    """Return a message as far as it tells where it belongs; `problem` is the slug that its rider says it is of."""
    parts = await tx.heard.of_album(rider.chat_id, message.album)
    others = [each for each in parts if each.message_id != message.message_id]
    return Arrival(
        kind_of(deps, message),
        message.sent_at or deps.clock.now(),
        place=place_of(deps, rider, message),
        typed=is_typed(message),
        problem=problem or problem_of(deps, message),
        shows=message.photo is not None,
        records=message.clip is not None,
        replied_draft=await replied_draft(tx, rider, message),
        of_album=bool(message.album),
        album_draft=next((each.draft_id for each in reversed(others) if each.draft_id is not None), None),
        album_parts=tuple(each.message_id for each in others),
    )


def problem_of(deps: Deps, message: IncomingMessage) -> str | None:
    """Return the slug of the problem that a message's own words name.

    Something else than the catalogue's categories is no problem by name. Nor is a guess that would not be filled in, or
    one that is not sure where the words may be no report at all.
    """
    if not message.text:
        return None
    shown = message.photo is not None
    reading = deps.suggester.read(message.text, shown=True) if shown else place_names.read_alone(deps, message.text)
    if not reading.fills or reading.guesses[0].slug == OTHER:
        return None
    best = reading.guesses[0]
    return best.slug if reading.opens is Opens.YES or best.score >= _SURE else None


def place_of(deps: Deps, rider: Rider, message: IncomingMessage) -> Position | None:
    """Return the place that a message brings or names; None where it does neither."""
    if message.any_position is not None or not message.text:
        return message.any_position
    named = deps.district.gazetteer.find(message.text, rider.last_place)
    return named.position(deps.clock.now()) if named is not None else None


async def replied_draft(tx: Transaction, rider: Rider, message: IncomingMessage) -> int | None:
    """Return the draft, or report, to whose card or to one of whose messages a message replies.

    The location key is no draft's: one stands for all that lack a place.
    """
    if message.replied_to is None:
        return None
    ours = await tx.messages.at(rider.chat_id, message.replied_to)
    if ours is not None and ours.key == location_key(rider.id):
        return None
    known = ours or await tx.heard.of(rider.chat_id, message.replied_to)
    return (known.draft_id or known.report_id) if known is not None else None
