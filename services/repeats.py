"""Which open reports near by a rider's draft may repeat, and what riders and staff teach of that."""

from collections.abc import Collection
from dataclasses import replace

from domain.catalogue import Category
from domain.drafts import Draft
from domain.duplicates import (
    Candidate,
    Reach,
    cut,
    lesson_of_candidates,
    lesson_of_confusion,
    lesson_of_list,
    lesson_of_repeat,
    rank,
)
from domain.likeness import BITS
from domain.positions import Position, distance_m
from domain.reports import Report
from services.desk import Desk
from services.ports import Transaction

_DAY = 86_400_000


async def shown_near(tx: Transaction, desk: Desk, draft: Draft, now: int) -> tuple[int, ...]:
    """The ids of the open reports near by that the draft's card asks about, the likeliest first.

    None for a draft without category or place; never those that the rider declined.
    """
    candidates = await _candidates(tx, desk, draft, now)
    if not candidates or draft.category is None:
        return ()
    experience = await tx.repeats.experience(draft.category)
    ranked = rank(draft.category, _reach(desk.district.catalogue[draft.category]), candidates, experience)
    likely = [each.candidate.id for each in cut(ranked, experience)]
    return tuple(report_id for report_id in likely if report_id not in draft.near_declined)


async def learn_draft(tx: Transaction, desk: Desk, draft: Draft, repeated: Collection[int] = ()) -> None:
    """Learn from a draft as it ends: it repeats these reports, or none, and so many were shown on its card."""
    listed = {*draft.near_shown, *draft.near_declined}
    await tx.repeats.learn(lesson_of_list(len(listed)))
    candidates = await _candidates(tx, desk, draft, desk.clock.now())
    if draft.category is not None and candidates:
        radius_m = desk.district.catalogue[draft.category].duplicate_radius_m
        await tx.repeats.learn(lesson_of_candidates(draft.category, radius_m, candidates, repeated))


async def learn_merge(tx: Transaction, desk: Desk, one: Report, other: Report) -> None:
    """Learn that staff found two reports to be of one problem; the younger was filed beside the elder."""
    elder, younger = sorted((one, other), key=lambda report: (report.submitted_at, report.id))
    category = desk.district.catalogue.get(younger.category)
    if category is None:
        return
    away, age = distance_m(elder.position, younger.position), younger.submitted_at - elder.submitted_at
    if away <= category.duplicate_radius_m and age <= category.duplicate_days * _DAY:
        original = Candidate(elder.id, elder.category, away, age)
        await tx.repeats.learn(lesson_of_repeat(category.slug, category.duplicate_radius_m, original))
    else:
        await learn_confusion(tx, elder.category, younger.category)


async def learn_confusion(tx: Transaction, one: str, other: str) -> None:
    """Learn that two categories are taken for each other."""
    await tx.repeats.learn(lesson_of_confusion(one, other))


async def _candidates(tx: Transaction, desk: Desk, draft: Draft, now: int) -> list[Candidate]:
    """Open reports near by, and wherever they are those of the category's days that show the same picture."""
    category = desk.district.catalogue.get(draft.category or "")
    if category is None or draft.position is None:
        return []
    near = await _near(tx, category, draft.position, draft.rider_id, now)
    if not draft.photos:
        return near
    same = {each.report_id: each.distance for each in await tx.photos.same_pictures(draft.id) if each.open}
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
