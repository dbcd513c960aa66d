"""Drafts out of the way: the one that waits since its rider told of a danger, and those put aside for it."""

from dataclasses import replace
from typing import Final

from domain.language.addresses import looks_like_address
from domain.language.suggestion import Opens
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import KeptForLater
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import draft_card, kept_key, location_asked, location_key, to_rider
from services.ports.transaction import Transaction
from services.reporting import place_names

_MINUTE: Final = 60_000
_ALBUM_MS: Final = 10_000
_TAKES_MS: Final = 10 * _MINUTE
"""How long after the answer photos and places go with it: somebody who is hurt sends where they are next."""


def takes(deps: Deps, draft: Draft, message: IncomingMessage) -> bool:
    """Return whether a message belongs to this draft: to one that waits, only a photo or a place shortly after.

    What names a problem of its own is another report.
    """
    if draft.stage is not DraftStage.WAITING:
        return True
    named = deps.district.gazetteer.find(message.text) if message.text else None
    is_named = (named is not None and named.alone) or looks_like_address(message.text)
    is_place = message.any_position is not None or is_named
    soon = deps.clock.now() - draft.touched_at <= _TAKES_MS
    return (
        soon
        and (is_place or message.photo is not None)
        and place_names.read_alone(deps, message.text).opens is not Opens.YES
    )


async def taking(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Draft | None:
    """Return the rider's draft that takes a message: the open one, else what waits; None if it takes none.

    Further parts of an album whose words told of a danger go with it also where a draft is open.
    """
    known = await tx.drafts.at_hand(rider.id)
    if message.album and known is not None and known.stage is DraftStage.OPEN:
        waits = await tx.drafts.waiting_of(rider.id)
        known = waits if waits is not None and _is_of_same_album(deps, waits, message) else known
    return known if known is not None and takes(deps, known, message) else None


def _is_of_same_album(deps: Deps, draft: Draft, message: IncomingMessage) -> bool:
    return bool(message.album) and deps.clock.now() - draft.touched_at <= _ALBUM_MS


async def tell(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> None:
    """Tell the rider once that what they send is kept until they are safe; not of further parts of the same album."""
    if _is_of_same_album(deps, draft, message):
        return
    kept = KeptForLater(reply_to=message.message_id)
    await tx.outbox.put(to_rider(deps, rider, kept, kept_key(draft.id)))


def hurries(deps: Deps, draft: Draft) -> bool:
    """Return whether it is of a danger to a person, so that its rider is not asked whether others reported it."""
    return draft.danger is not None and deps.district.danger(draft.danger).to_person


async def put_aside(tx: Transaction, deps: Deps, rider: Rider, draft: Draft) -> None:
    """Let an open draft make way for a danger; its card says so, after what the danger needs."""
    aside = replace(draft, stage=DraftStage.ASIDE, menu=DraftMenu.CARD, touched_at=deps.clock.now())
    await tx.drafts.save(aside)
    if rider.agreed(deps.terms):  # else no card stands
        await tx.outbox.put(replace(draft_card(deps, rider, draft.id), precedence=Precedence.STATUS))
    if await tx.outbox.knows(location_key(draft.id)):
        await tx.outbox.put(location_asked(deps, rider, draft.id))


def reminder_of(deps: Deps, draft: Draft) -> Timer:
    """Return the timer of a reminder, if the draft is left alone from now on."""
    due_at = draft.touched_at + deps.limits.draft_reminder_minutes * _MINUTE
    return Timer(TimerKind.DRAFT_REMINDER, round_key(draft.id, draft.touched_at), due_at)
