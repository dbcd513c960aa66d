"""As whom staff know a report's riders: its reporter, and its witnesses by number; never by name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from domain.reporting.photos import Photo
from domain.reporting.reports import ActorKind, Event, Report
from services.ports.transaction import Transaction

REPORTER = 0
"""In place of a witness's number."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a rider said, and in which role: a witness's number, REPORTER, or None where that is not known."""

    role: int | None
    words: str


async def role_of(tx: Transaction, report: Report, rider_id: int | None) -> int | None:
    """Return the role of a rider; the number of a witness stays the same, whoever comes later."""
    if rider_id == report.rider_id:
        return REPORTER
    witnesses = await tx.reports.witnesses(report.id)
    return witnesses.index(rider_id) + 1 if rider_id in witnesses else None


async def said_in(tx: Transaction, report: Report, events: Sequence[Event]) -> tuple[Said, ...]:
    """Return what riders said in these events of a report, in order; those that only showed something have no words."""
    spoken = [each for each in events if (each.words or each.action == "added") and each.actor.kind is ActorKind.RIDER]
    return tuple([Said(await role_of(tx, report, each.actor.id), each.words) for each in spoken])


def with_photo(photo: Photo | None) -> str:
    """Return the detail of an event that brought a photo; "" for one that brought none."""
    return json.dumps({"photo": str(photo.id)}) if photo is not None else ""


def photos_of(report: Report, events: Sequence[Event]) -> tuple[Photo, ...]:
    """Return the photos that came with these events of a report, as far as they are still there."""
    brought = {json.loads(event.detail).get("photo") for event in events if event.action == "added" and event.detail}
    return tuple(photo for photo in report.photos if str(photo.id) in brought)
