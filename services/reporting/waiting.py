"""The draft that waits since its rider told of a danger."""

from typing import Final

from domain.language.suggestion import Opens
from domain.language.whereabouts import means_place
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import KeptForLater
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import kept_key, to_rider
from services.ports.transaction import Transaction
from services.reporting import joining, place_names

_MINUTE: Final = 60_000
_TAKES_MS: Final = 10 * _MINUTE
"""How long after the answer photos and places go with it: somebody who is hurt sends where they are next."""


async def taking(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Draft | None:
    """Return what waits since its rider told of a danger if a message goes with it, else None.

    That is a reply to what was told of it, any further part of its album, and a photo, a clip or a place shortly after;
    of these none after a newer draft's, none that replies to something else, and none that names a problem of its own.
    """
    unfinished = await tx.drafts.unfinished_of(rider.id)
    waits = next((each for each in unfinished if each.stage is DraftStage.WAITING), None)
    if (
        waits is None
        or await _replies_to(tx, rider, waits, message)
        or await joining.has_album(tx, rider, waits, message)
    ):
        return waits
    newer = any(_last_heard(each) > _last_heard(waits) for each in unfinished if each.id != waits.id)
    return waits if not newer and message.replied_to is None and _goes_with(deps, waits, message) else None


def _last_heard(draft: Draft) -> tuple[int, int]:
    """Return when its last message came: Telegram tells whole seconds, and numbers messages in order."""
    return draft.heard_at, draft.last_message_id


def _goes_with(deps: Deps, draft: Draft, message: IncomingMessage) -> bool:
    named = deps.district.gazetteer.find(message.text) if message.text else None
    is_named = (named is not None and named.alone) or means_place(message.text)
    is_place = message.any_position is not None or is_named
    soon = deps.clock.now() - draft.touched_at <= _TAKES_MS
    return (
        soon
        and (is_place or message.photo is not None or message.clip is not None)
        and place_names.read_alone(deps, message.text).opens is not Opens.YES
    )


async def _replies_to(tx: Transaction, rider: Rider, draft: Draft, message: IncomingMessage) -> bool:
    """Return whether a message replies to one of the draft's, to the danger's answer, or to what was kept since."""
    if message.replied_to is None:
        return False
    ours = await tx.messages.at(rider.chat_id, message.replied_to)
    is_kept = ours is not None and ours.key == kept_key(draft.id)
    return is_kept or await joining.replied_draft(tx, rider, message) == draft.id


async def tell(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> None:
    """Tell the rider once that what they send is kept until they are safe; not of further parts of the same album."""
    if await joining.has_album(tx, rider, draft, message):
        return
    kept = KeptForLater(reply_to=message.message_id)
    await tx.outbox.put(to_rider(deps, rider, kept, kept_key(draft.id)))


def hurries(deps: Deps, draft: Draft) -> bool:
    """Return whether it is of a danger to a person, so that its rider is not asked whether others reported it."""
    return draft.danger is not None and deps.district.danger(draft.danger).to_person


def reminder_of(deps: Deps, draft: Draft) -> Timer:
    """Return the timer of a reminder, if the draft is left alone from now on."""
    due_at = draft.touched_at + deps.limits.draft_reminder_minutes * _MINUTE
    return Timer(TimerKind.DRAFT_REMINDER, round_key(draft.id, draft.touched_at), due_at)
