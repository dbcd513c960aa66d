"""The ticket into which another is merged: one of those that are offered, or the one whose number staff write."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import MergeClosed, MergeElsewhere, MergeInCircle, MergeIntoItself, MergeOwn, NoSuchOriginal, Refused
from domain.geo.positions import distance_m
from domain.reporting.duplicates import Candidate, Reach, rank
from domain.reporting.numbers import month_at, parse_number, serials_in
from domain.reporting.photos import Photo
from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import FINAL, Action
from services.deps import Deps
from services.ports.transaction import Transaction

OFFERED: Final = 5
_DAY: Final = 86_400_000
_NUMBER_LIKE: Final = re.compile(r"[0-9A-Za-z_-]+")
_ELSEWHERE: Final = re.compile(r"[A-Z]{1,8}-\d{4}-\d{4,12}(?!\d)")
_CHAIN: Final = 20
"""How many merges are followed to see whether they lead back."""


@dataclass(frozen=True, slots=True)
class Mergeable:
    """A ticket into which another may be merged, and how many metres away it is."""

    report: Report
    distance_m: float


async def mergeable(tx: Transaction, deps: Deps, report: Report) -> tuple[Mergeable, ...]:
    """Return the open tickets near by that may be the same problem, the likeliest first, at most `OFFERED`."""
    category = deps.district.catalogue.get(report.category)
    if category is None:
        return ()
    now = deps.clock.now()
    near = [
        Candidate(found.id, found.category, found.distance_m, abs(report.submitted_at - found.submitted_at))
        for found in await tx.reports.near(
            report.position, category.duplicate_radius_m, now - category.duplicate_days * _DAY, None
        )
        if found.id != report.id
    ]
    if not near:
        return ()
    reach = Reach(category.duplicate_radius_m, category.duplicate_days, told_apart=True)
    ranked = rank(category.slug, reach, near, await tx.duplicates.experience(category.slug))
    found = [await tx.reports.get(each.candidate.id) for each in ranked[:OFFERED]]
    return tuple(Mergeable(each, distance_m(report.position, each.position)) for each in found if each is not None)


async def named(tx: Transaction, deps: Deps, report: Report, words: str, user_id: int) -> Report:
    """Return the ticket whose number the words contain, whole or as the serial alone, if this one may go into it.

    The number need not be separated by spaces, as Chinese text has none. Of several the first counts that will do.

    Raises:
        NoSuchOriginal: They name none, or one that won't do; its subclasses say why.
    """
    written = unicodedata.normalize("NFKC", words)
    refused: Refused | None = None
    for month, serial in _numbers(deps, report, written):
        original = await tx.reports.by_number(month, serial)
        if original is None:
            continue
        try:
            await check(tx, report, original, user_id)
        except NoSuchOriginal as error:
            refused = refused or error
        else:
            return original
    if refused is None and _ELSEWHERE.search(written.upper()) and not serials_in(_without_numbers(written)):
        refused = _elsewhere(deps, written)
    raise refused or NoSuchOriginal


def _numbers(deps: Deps, report: Report, written: str) -> list[tuple[str, int]]:
    whole = [parse_number(word, deps.district.prefix) for word in _NUMBER_LIKE.findall(written)]
    months = dict.fromkeys((report.number.month, month_at(deps.clock.now(), deps.district.timezone)))
    named = [(number.month, number.serial) for number in whole if number]
    return [*named, *((month, serial) for serial in serials_in(_without_numbers(written)) for month in months)]


def _without_numbers(written: str) -> str:
    """Return the words without whole numbers, of which the last digits alone would name something else."""
    return _ELSEWHERE.sub(" ", written.upper())


def _elsewhere(deps: Deps, written: str) -> MergeElsewhere | None:
    prefixes = {found.partition("-")[0] for found in _ELSEWHERE.findall(written.upper())}
    return MergeElsewhere() if prefixes - {deps.district.prefix.upper()} else None


async def check(tx: Transaction, report: Report, original: Report, user_id: int) -> None:
    """Check that a member of staff may merge a ticket into another.

    Raises:
        MergeIntoItself, MergeInCircle, MergeClosed: It is the same, was merged into this one, or is closed.
        MergeOwn: They reported or witnessed it.
    """
    if original.id == report.id:
        raise MergeIntoItself
    if await _leads_to(tx, original, report):
        raise MergeInCircle
    if original.status in FINAL:
        raise MergeClosed
    rider = await tx.riders.by_chat(user_id)
    if rider is not None and await tx.reports.concerns(original.id, rider.id):
        raise MergeOwn


async def _leads_to(tx: Transaction, merged: Report, report: Report) -> bool:
    """Return whether a ticket was merged into this one, directly or by way of others."""
    at: Report | None = merged
    for _ in range(_CHAIN):
        original = await merged_into(tx, at) if at is not None else None
        if original is None or original == report.id:
            return original is not None
        at = await tx.reports.get(original)
    return True


async def merged_into(tx: Transaction, report: Report) -> int | None:
    """Return the id of the ticket into which one was merged, be it that this can still be undone; None for others."""
    return original_of(report, await tx.reports.events(report.id))


def original_of(report: Report, events: Sequence[Event]) -> int | None:
    """Return the id of the ticket into which one with these events was merged; None for one that was not."""
    if report.status is not Status.DUPLICATE:
        return None
    said = [event.detail for event in events if event.action == Action.DUPLICATE.value and event.detail]
    return report.original or (int(json.loads(said[-1])["original"]) if said else None)


async def joined_photos(tx: Transaction, report: Report) -> tuple[Photo, ...]:
    """Return the photos of the problem that came with the tickets which were merged into this one, in order."""
    merged = await tx.reports.merged_into(report.id)
    return tuple(photo for each in merged for photo in each.photos if not photo.role.is_staffs)
