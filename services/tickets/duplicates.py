"""What staff's decisions teach about duplicate reports."""

from domain.geo.positions import distance_m
from domain.reporting.duplicates import (
    Candidate,
    lesson_of_confusion,
    lesson_of_duplicate,
)
from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction

_DAY = 86_400_000


async def learn_merge(tx: Transaction, deps: Deps, one: Report, other: Report) -> None:
    """Learn that staff merged two reports; the later one counts as the duplicate."""
    elder, younger = sorted((one, other), key=lambda report: (report.submitted_at, report.id))
    category = deps.district.catalogue.get(younger.category)
    if category is None:
        return
    away, age = distance_m(elder.position, younger.position), younger.submitted_at - elder.submitted_at
    if away <= category.duplicate_radius_m and age <= category.duplicate_days * _DAY:
        original = Candidate(elder.id, elder.category, away, age)
        await tx.duplicates.learn(lesson_of_duplicate(category.slug, category.duplicate_radius_m, original))
    else:
        await learn_confusion(tx, elder.category, younger.category)


async def learn_confusion(tx: Transaction, one: str, other: str) -> None:
    """Learn that two categories are mistaken for each other."""
    await tx.duplicates.learn(lesson_of_confusion(one, other))
