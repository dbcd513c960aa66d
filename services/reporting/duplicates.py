"""Which open reports near by a rider's draft may repeat, and what riders and staff teach of that."""

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

_DAY = 86_400_000


async def shown_near(tx: Transaction, deps: Deps, draft: Draft, now: int) -> tuple[int, ...]:
    """The ids of the open reports near by that the draft's card asks about, the likeliest first.

    None for a draft without category or place; never those that the rider declined.
    """
    ranked, experience = await _ranked(tx, deps, draft, now)
    asked = cut((each for each in ranked if each.candidate.id not in draft.near_declined), experience)
    return tuple(each.candidate.id for each in asked)


async def declined(tx: Transaction, deps: Deps, draft: Draft, now: int) -> tuple[int, ...]:
    """The ids that the draft asks about no more once its rider said *different*.

    All that stood when the card was drawn last: it showed the likeliest of them, and asks on only about newcomers.
    """
    ranked, _ = await _ranked(tx, deps, draft, now)
    stood = [each.candidate.id for each in ranked if now - each.candidate.age_ms <= draft.touched_at]
    return tuple(dict.fromkeys((*draft.near_declined, *draft.near_shown, *stood)))


async def learn_draft(tx: Transaction, deps: Deps, draft: Draft, repeated: Collection[int] = ()) -> None:
    """Learn from a draft as it ends: it repeats these reports near by, or none."""
    category = deps.district.catalogue.get(draft.category or "")
    if category is None:  # the district gave it up since the card was drawn
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
    candidates = [] if category is None else await _candidates(tx, category, draft, now)
    if category is None or not candidates:  # most drafts: nothing to weigh, so nothing is read
        return [], Experience()
    experience = await tx.duplicates.experience(category.slug)
    return rank(category.slug, _reach(category), candidates, experience), experience


async def _candidates(tx: Transaction, category: Category, draft: Draft, now: int) -> list[Candidate]:
    """Open reports near by, and wherever they are those of the category's days that show the same picture."""
    if draft.position is None:
        return []
    near = await _near(tx, category, draft.position, draft.rider_id, now)
    if not draft.photos:
        return near
    same = {each.report_id: each.distance for each in await tx.photos.same_photos(draft.id) if each.open}
    far = [await tx.reports.get(report_id) for report_id in same.keys() - {each.id for each in near}]
    recent = [each for each in far if each is not None and now - each.submitted_at <= category.duplicate_days * _DAY]
    elsewhere = [
        Candidate(each.id, each.category, distance_m(draft.position, each.position), now - each.submitted_at)
        for each in recent
    ]
    return [replace(each, differing_bits=same.get(each.id, BITS)) for each in (*near, *elsewhere)]


async def _near(tx: Transaction, category: Category, position: Position, rider_id: int, now: int) -> list[Candidate]:
    """Open reports within the category's radius and days; whoever reports two things at one spot means two things."""
    since = now - category.duplicate_days * _DAY
    return [
        Candidate(found.id, found.category, found.distance_m, now - found.submitted_at)
        for found in await tx.reports.near(position, category.duplicate_radius_m, since, None)
        if found.rider_id != rider_id or found.category == category.slug
    ]


def _reach(category: Category) -> Reach:
    return Reach(category.duplicate_radius_m, category.duplicate_days, told_apart=True)
