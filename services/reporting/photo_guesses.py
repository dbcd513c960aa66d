"""What a model sees on a draft's photo: asked after the card stands, and only ever suggested."""

from dataclasses import dataclass, replace
from typing import Final

import structlog

from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.photo_questions import PhotoQuestion
from domain.reporting.photos import Photo
from services.deps import Deps
from services.outgoing import draft_card
from services.ports.transaction import Transaction

log = structlog.get_logger()
_SECOND, _DAY = 1_000, 86_400_000
LEASE_MS: Final = 90 * _SECOND
"""How long one try may take at the most; whose process is gone by then is tried again."""

TRIES: Final = 3
_WAITS_MS: Final = (20 * _SECOND, 120 * _SECOND)
"""Before the second and the third try."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is being asked, with its photo."""

    question: PhotoQuestion
    photo: Photo


async def ask(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, quiet_ms: int = 0) -> None:
    """Put the question about a draft's newest photo, if its category is wanted; asked once for each photo."""
    if _is_wanted(deps, rider, draft):
        now = deps.clock.now()
        await tx.photo_questions.ask(PhotoQuestion(draft.id, draft.photos[-1].id, now, now + quiet_ms))


async def ask_of_open(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Put the questions about the rider's open drafts."""
    for draft in await tx.drafts.open_of(rider.id) if deps.photos_to else ():
        await ask(tx, deps, rider, draft)


async def take_next(tx: Transaction, deps: Deps, per_day: int) -> Asked | None:
    """Return a question that is due, to be asked now; None if there is none.

    Questions that nobody needs an answer to now, and those beyond so many in a day of the district's, are dropped; they
    may be put again. Until it is answered or put off, the question is due again after `LEASE_MS`.
    """
    now = deps.clock.now()
    while (question := await tx.photo_questions.due(now)) is not None:
        photo = await _photo_of(tx, deps, question)
        if question.tries >= TRIES:  # whoever asked last has vanished
            await tx.photo_questions.save(replace(question, due_at=None))
        elif photo is None or not await _is_within(tx, deps, per_day):
            await tx.photo_questions.drop(question.draft_id)
        else:
            question = replace(question, due_at=now + LEASE_MS, tries=question.tries + 1)
            await tx.photo_questions.save(question)
            return Asked(question, photo)
    return None


async def take_answer(tx: Transaction, deps: Deps, question: PhotoQuestion, seen: str | None) -> None:
    """Keep what the model saw, a slug of the catalogue or nothing, on the draft, and show it on the card."""
    await tx.photo_questions.save(replace(question, due_at=None))
    draft = await tx.drafts.get(question.draft_id)
    rider = await tx.riders.get(draft.rider_id) if draft is not None else None
    if draft is None or rider is None or seen not in deps.district.catalogue or not _is_wanted(deps, rider, draft):
        return
    if any(photo.id == question.photo_id for photo in draft.photos):
        await tx.drafts.save(replace(draft, seen=seen))
        await tx.outbox.put(draft_card(deps, rider, draft.id))


async def put_off(tx: Transaction, deps: Deps, question: PhotoQuestion) -> None:
    """Ask again in a while; give up after the third try."""
    again = deps.clock.now() + _WAITS_MS[question.tries - 1] if question.tries < TRIES else None
    await tx.photo_questions.save(replace(question, due_at=again))


async def _photo_of(tx: Transaction, deps: Deps, question: PhotoQuestion) -> Photo | None:
    """Return the photo that a question is about; None if the answer is not wanted any more."""
    draft = await tx.drafts.get(question.draft_id)
    rider = await tx.riders.get(draft.rider_id) if draft is not None else None
    if draft is None or rider is None or not _is_wanted(deps, rider, draft):
        return None
    return next((photo for photo in draft.photos if photo.id == question.photo_id), None)


def _is_wanted(deps: Deps, rider: Rider, draft: Draft) -> bool:
    """Return whether a model may and should say what an open draft's photos show."""
    may = bool(deps.photos_to) and rider.agreed(deps.terms)
    known = draft.category is not None or draft.seen is not None or draft.danger is not None
    return may and draft.stage is DraftStage.OPEN and bool(draft.photos) and not known


async def _is_within(tx: Transaction, deps: Deps, per_day: int) -> bool:
    """Count one more question of this day; return whether it is one of the first `per_day`."""
    now = deps.clock.now()
    day = deps.today
    spent = await tx.paces.spend(f"photo_questions:{day}", now, _DAY)
    if spent.used == per_day + 1:
        log.warning("photo_questions_of_the_day_asked", per_day=per_day, day=str(day))
    return spent.used <= per_day
