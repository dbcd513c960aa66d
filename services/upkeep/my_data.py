"""What is a rider's own, to be taken out: a record of it, and their photos in parts that can be sent."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from domain.geo.positions import Position
from domain.messages import Precedence
from domain.people.messages import MyData, MyDataComing, MyDataToday
from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from domain.reporting.photos import Photo
from domain.reporting.reports import ActorKind, Event, Report
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.ports.transaction import Transaction
from services.reporting.views import as_riders_see

PART_BYTES: Final = 20_000_000
"""The most bytes of photos in one file; Telegram takes 50 MB, but each is held in memory while it is sent."""

_PAGE: Final = 100
_ALL: Final = 1_000_000
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MyDataView:
    """One file: whose, which part of how many, its photos; the record stands in the first."""

    rider: Rider
    part: int
    parts: int
    photos: tuple[Photo, ...]


async def photos_to_send(tx: Transaction, deps: Deps, chat_id: int) -> list[Photo]:
    """Return the photos of the rider of a private chat; none if they had their files today."""
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or await tx.outbox.knows(_key(deps, rider, 1)):
        return []
    return await tx.photos.of_rider(rider.id)


async def in_parts(photos: Sequence[Photo], size: Callable[[str], Awaitable[int]]) -> list[list[int]]:
    """Return the ids of the photos in parts of at most 20 MB, at least one part; `size` gives the bytes of a key."""
    parts: list[list[int]] = [[]]
    filled = 0
    for photo in photos:
        taken = await size(photo.object_key)
        if parts[-1] and filled + taken > PART_BYTES:
            parts.append([])
            filled = 0
        parts[-1].append(photo.id)
        filled += taken
    return parts


async def send(tx: Transaction, deps: Deps, rider: Rider, parts: Sequence[Sequence[int]]) -> None:
    """Queue the files, once a day."""
    if await tx.outbox.knows(_key(deps, rider, 1)):
        await answer(tx, deps, rider, MyDataToday())
        return
    await answer(tx, deps, rider, MyDataComing())
    for number, photo_ids in enumerate(parts, 1):
        meaning = MyData(number, len(parts), tuple(photo_ids))
        await tx.outbox.put(to_rider(deps, rider, meaning, _key(deps, rider, number), Precedence.DIGEST))


def _key(deps: Deps, rider: Rider, part: int) -> str:
    day = datetime.fromtimestamp(deps.clock.now() / 1000, deps.district.timezone).date()
    return f"my_data:{rider.id}:{day}:{part}"


@gather.register
async def my_data_view(meaning: MyData, reading: Reading) -> MyDataView | None:
    """Return the file of a part; None if the rider has left."""
    rider = reading.rider
    if rider is None:
        return None
    wanted = set(meaning.photo_ids)
    photos = [photo for photo in await reading.tx.photos.of_rider(rider.id) if photo.id in wanted]
    return MyDataView(rider, meaning.part, meaning.parts, tuple(photos))


def photo_name(photo: Photo) -> str:
    """Return the name of a photo's file."""
    ending = {"JPEG": "jpg"}.get(photo.format, photo.format.lower())
    return f"photos/{photo.id}.{ending}"


async def record_of(tx: Transaction, rider: Rider) -> Record:
    """Return all that is kept of a rider but the bytes of photos, as plain JSON values; times are UTC."""
    photos = await tx.photos.of_rider(rider.id)
    live = await tx.live_locations.of_rider(rider.id)
    reports = await _reports(tx, rider)
    return {
        "rider": {
            "telegram_id": rider.chat_id,
            "language": rider.language,
            "terms_agreed_to": rider.consent,
            "weekly_digest": not rider.muted,
            "first_message_at": _time(rider.created_at),
            "last_place": _position(rider.last_place),
            "live_location": _position(live.position) if live else None,
        },
        "drafts": [_draft(each, photos) for each in await tx.drafts.unfinished_of(rider.id)],
        "reports": [await _own(tx, rider, report, photos) for report in reports if report.rider_id == rider.id],
        "witnessed": [await _witnessed(tx, rider, report, photos) for report in reports if report.rider_id != rider.id],
        "points": await _points(tx, rider),
    }


async def _reports(tx: Transaction, rider: Rider) -> list[Report]:
    found: list[Report] = []
    while len(more := await tx.reports.of_rider(rider.id, _PAGE, len(found))) == _PAGE:
        found += more
    return found + more


def _draft(draft: Draft, photos: Sequence[Photo]) -> Record:
    return {
        "danger": draft.danger,
        "category": draft.category,
        "note": draft.note,
        "position": _position(draft.position),
        "opened_at": _time(draft.opened_at),
        "photos": [photo_name(photo) for photo in photos if photo.draft_id == draft.id],
    }


async def _own(tx: Transaction, rider: Rider, report: Report, photos: Sequence[Photo]) -> Record:
    events = [each if _is_theirs(each, rider) else as_riders_see(each) for each in await tx.reports.events(report.id)]
    return {
        **_known_to_both(report, photos),
        "note": report.note,
        "position": _position(report.position),
        "queue": report.queue,
        "submitted_at": _time(report.submitted_at),
        "accepted_at": _time(report.accepted_at),
        "resolved_at": _time(report.resolved_at),
        "closed_at": _time(report.closed_at),
        "history": [_event(event) for event in events],
    }


async def _witnessed(tx: Transaction, rider: Rider, report: Report, photos: Sequence[Photo]) -> Record:
    mine = [each for each in await tx.reports.events(report.id) if _is_theirs(each, rider)]
    return {**_known_to_both(report, photos), "history": [_event(event) for event in mine]}


def _is_theirs(event: Event, rider: Rider) -> bool:
    return event.actor.kind is ActorKind.RIDER and event.actor.id == rider.id


def _known_to_both(report: Report, photos: Sequence[Photo]) -> Record:
    return {
        "number": str(report.number),
        "status": report.status.value,
        "category": report.category,
        "community": report.community,
        "photos": [photo_name(photo) for photo in photos if photo.report_id == report.id],
    }


async def _points(tx: Transaction, rider: Rider) -> Record:
    entries = await tx.ledger.last(rider.id, _ALL)
    return {
        "balance": await tx.ledger.balance(rider.id),
        "entries": [{"at": _time(each.at), "for": each.merit.value, "points": each.points} for each in entries],
    }


def _event(event: Event) -> Record:
    return {
        "at": _time(event.at),
        "what": event.action,
        "status": event.target.value,
        "by": event.actor.kind.value,
        "words": event.words,
    }


def _position(position: Position | None) -> Record | None:
    if position is None:
        return None
    return {
        "lat": position.lat,
        "lng": position.lng,
        "source": position.source,
        "accuracy_m": position.accuracy_m,
        "taken_at": _time(position.taken_at),
    }


def _time(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
