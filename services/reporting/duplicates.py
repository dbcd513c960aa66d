"""The nearby reports that a draft may repeat, and what is learned from the rider's answer."""

from collections.abc import Collection
from dataclasses import replace

from domain.district.catalogue import Category
from domain.geo.positions import Position, distance_m
from domain.reporting.drafts import Draft
from domain.reporting.duplicates import (
    Candidate,
    Experience,
    Ranked,
    Reach,
    cut,
    lesson_of_candidates,
    lesson_of_list,
    rank,
)
from domain.reporting.photo_hash import BITS
from services.deps import Deps
from services.ports.transaction import Transaction
from services.reporting import far_outside

_DAY = 86_400_000


async def shown_near(tx: Transaction, deps: Deps, draft: Draft, now: int) -> tuple[int, ...]:
    """Return the ids of nearby open reports that the draft's card asks about, the most likely first.

    The result is empty for a draft without category or place, and never contains reports that the rider declined.
    """
    ranked, experience = await _ranked(tx, deps, draft, now)
    asked = cut((each for each in ranked if each.candidate.id not in draft.near_declined), experience)
    return tuple(each.candidate.id for each in asked)


async def declined(tx: Transaction, deps: Deps, draft: Draft, now: int) -> tuple[int, ...]:
    """Return the ids that the draft no longer asks about after the rider pressed *different*.

    These are all candidates that existed when the card was last drawn; only newer reports are asked about from then on.
    """
    ranked, _ = await _ranked(tx, deps, draft, now)
    stood = [each.candidate.id for each in ranked if now - each.candidate.age_ms <= draft.touched_at]
    return tuple(dict.fromkeys((*draft.near_declined, *draft.near_shown, *stood)))


async def learn_draft(tx: Transaction, deps: Deps, draft: Draft, repeated: Collection[int] = ()) -> None:
    """Learn from a draft that ends, given the nearby reports that it repeats (possibly none)."""
    category = deps.district.catalogue.get(draft.category or "")
    if category is None:  # the category was removed from the district since the card was drawn
        return
    candidates = await _candidates(tx, category, draft, deps.clock.now())
    if not candidates:
        await tx.duplicates.learn(lesson_of_list(0))
        return
    experience = await tx.duplicates.experience(category.slug)
    listed = len(cut(rank(category.slug, _reach(category), candidates, experience), experience))
    lesson = lesson_of_candidates(category.slug, category.duplicate_radius_m, candidates, repeated)
    await tx.duplicates.learn({**lesson, **lesson_of_list(listed)})


async def _ranked(tx: Transaction, deps: Deps, draft: Draft, now: int) -> tuple[list[Ranked], Experience]:
    category = deps.district.catalogue.get(draft.category or "")
    nowhere = category is None or far_outside.is_far(deps, draft)
    candidates = [] if category is None or nowhere else await _candidates(tx, category, draft, now)
    if category is None or not candidates:  # true of most drafts: spare them the read
        return [], Experience()
    experience = await tx.duplicates.experience(category.slug)
    return rank(category.slug, _reach(category), candidates, experience), experience


async def _candidates(tx: Transaction, category: Category, draft: Draft, now: int) -> list[Candidate]:
    """Return nearby open reports, and recent ones of any place that show the same picture."""
    if draft.position is None:
        return []
    near = await _near(tx, category, draft.position, draft.rider_id, now)
    if not draft.photos:
        return near
    shared = any(photo.shared for photo in draft.photos)
    others = await tx.photos.same_photos(draft.id) if shared else []
    same = {each.report_id: each.distance for each in others if each.open}
    far = [await tx.reports.get(report_id) for report_id in same.keys() - {each.id for each in near}]
    recent = [each for each in far if each is not None and now - each.submitted_at <= category.duplicate_days * _DAY]
    elsewhere = [
        Candidate(each.id, each.category, distance_m(draft.position, each.position), now - each.submitted_at)
        for each in recent
    ]
    return [replace(each, differing_bits=same.get(each.id, BITS)) for each in (*near, *elsewhere)]


async def _near(tx: Transaction, category: Category, position: Position, rider_id: int, now: int) -> list[Candidate]:
    """Return open reports within the category's radius and days.

    The rider's own reports of other categories are left out: one rider reporting twice at a spot means two problems.
    """
    since = now - category.duplicate_days * _DAY
    return [
        Candidate(found.id, found.category, found.distance_m, now - found.submitted_at)
        for found in await tx.reports.near(position, category.duplicate_radius_m, since, None)
        if found.rider_id != rider_id or found.category == category.slug
    ]


def _reach(category: Category) -> Reach:
    return Reach(category.duplicate_radius_m, category.duplicate_days, told_apart=True)
