"""Staff prepare a call about a missing person: anew in their group, or of a report; they alone describe the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from domain.errors import NoLongerPossible, Stale
from domain.geo.positions import Position
from domain.programme.missing_errors import MissingFieldUnclear
from domain.programme.missing_messages import MissingCard, MissingField, MissingOfGroup
from domain.programme.missing_persons import (
    DESCRIPTION_LONGEST,
    DRAFT_MS,
    HOURS,
    PLACE_LONGEST,
    RADII,
    MissingPerson,
    MissingState,
)
from domain.programme.missing_times import Unread, moment_said
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole, standing
from domain.reporting.reports import Report, Status
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.programme.missing_holders import first_queue, holds, queues_here
from services.tickets import groups
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Ticket

USUAL_RADIUS_M: Final = 1_000
USUAL_HOURS: Final = 4


@dataclass(frozen=True, slots=True)
class MissingList:
    """What a group calls, or prepares to call, riders about."""

    missing: tuple[MissingPerson, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """A call before the staff who make it.

    Attributes:
        lacks: What it lacks before riders can be called.
        told: How many riders were told.
        sightings: Of how many sightings the group was told.
        note: What the rider wrote of the report of which it was begun; "" for nothing, or once it is opened.
        inside: Whether the place is in the district; True while there is none.
    """

    missing: MissingPerson
    shown: MissingCard
    lacks: tuple[MissingField, ...]
    told: int
    sightings: int
    note: str
    inside: bool
    now: int


async def show_list(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Show what a group calls riders about. Raises NoQueueHere."""
    await queues_here(tx, deps, asker.chat_id, asker.thread_id)
    shown = MissingOfGroup(
        chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id
    )
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, shown, silent=True)


async def begin(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, staff_id: int) -> MissingPerson:
    """Begin a draft in a group. Raises NoQueueHere."""
    return await _kept(tx, _draft(deps, await first_queue(tx, chat_id, thread_id), staff_id))


async def begin_of(tx: Transaction, deps: Deps, ticket: Ticket, staff_id: int) -> MissingPerson:
    """Return what calls riders about a report's person: what stands already, else a draft with its place, time, photo.

    Raises:
        Stale: The report is about nobody missing.
        NoLongerPossible: It is resolved or closed.
    """
    report = ticket.report
    if report.closed_at is not None or report.status is Status.RESOLVED:
        raise NoLongerPossible
    if not is_about_missing(deps, report):
        raise Stale
    known = await tx.missing_persons.of_report(report.id)
    if known is not None:
        return known
    photos = [each for each in standing(report.photos) if not each.role.is_staffs]
    inside = deps.district.boundaries.find(report.position.lat, report.position.lng)
    drafted = replace(
        _draft(deps, ticket.queue, staff_id),
        report_id=report.id,
        photo_id=photos[0].id if photos else None,
        position=report.position,
        seen_where=inside.name if inside is not None else "",
        seen_at=report.submitted_at,
    )
    return await _kept(tx, drafted)


def is_about_missing(deps: Deps, report: Report) -> bool:
    """Return whether a report is about a missing person: urgent, and with pictures that are never shown to riders."""
    category = deps.district.catalogue.get(report.category)
    return category is not None and category.seeks_person


def _draft(deps: Deps, queue: str, staff_id: int) -> MissingPerson:
    now = deps.clock.now()
    return MissingPerson(
        id=deps.ids.new(), queue=queue, state=MissingState.DRAFT, report_id=None, photo_id=None, description="",
        seen_where="", position=None, seen_at=0, radius_m=USUAL_RADIUS_M, hours=USUAL_HOURS, until=now + DRAFT_MS,
        knight="", made_by=staff_id, made_at=now,
    )  # fmt: skip


async def _kept(tx: Transaction, drafted: MissingPerson) -> MissingPerson:
    await tx.missing_persons.save(drafted)
    await tx.timers.put(end_timer(drafted))
    return drafted


def end_timer(missing: MissingPerson) -> Timer:
    """Return the timer that ends a call, or drops a draft."""
    return Timer(TimerKind.MISSING, f"end:{missing.id}:{missing.until}", missing.until)


def chosen(deps: Deps, missing: MissingPerson, field: str, value: str) -> MissingPerson:
    """Return a draft with what a key chose. Raises Stale for what there is not to choose."""
    offered: Mapping[str, Mapping[str, Any]] = {
        MissingField.RADIUS: {str(each): {"radius_m": each} for each in RADII},
        MissingField.HOURS: {str(each): {"hours": each} for each in HOURS},
        MissingField.WHO: {"all": {"knight": ""}, **{each: {"knight": each} for each in deps.district.badges.knights}},
        MissingField.PHOTO: {"none": {"photo_id": None}},
    }
    changes = offered.get(field, {}).get(value)
    if changes is None:
        raise Stale
    return replace(missing, **changes)


async def change(tx: Transaction, before: MissingPerson, after: MissingPerson) -> None:
    """Keep what staff changed of a draft; whoever agreed to it before has to do so anew."""
    await tx.missing_persons.save(replace(after, asked_by=0, asked_m=0))
    if after.photo_id != before.photo_id:
        await drop_photo(tx, before)


async def drop_photo(tx: Transaction, missing: MissingPerson) -> None:
    """Remove the photo of a call, its bytes with it; a report's own goes when the report's photos do."""
    photos = await tx.photos.by_ids([missing.photo_id] if missing.photo_id is not None else [])
    await tx.photos.remove([each.id for each in photos if each.report_id is None])


async def drop(tx: Transaction, missing: MissingPerson) -> None:
    """Drop a draft, with its photo."""
    await tx.missing_persons.remove_draft(missing.id)
    await drop_photo(tx, missing)


async def said(
    tx: Transaction, deps: Deps, missing: MissingPerson, field: MissingField, brought: IncomingMessage
) -> MissingPerson:
    """Return a draft with what staff answered, its photo kept. Raises MissingFieldUnclear for what can't be taken."""
    if field is not MissingField.PHOTO:
        return _SAID[field](deps, missing, brought)
    if brought.photo is None:
        raise MissingFieldUnclear("no_photo")
    photo = await tx.photos.add(replace(brought.photo, role=PhotoRole.SAID, clip_id=None))
    return replace(missing, photo_id=photo.id)


def _described(_: Deps, missing: MissingPerson, brought: IncomingMessage) -> MissingPerson:
    words = brought.text.strip()
    if not words:
        raise MissingFieldUnclear("empty")
    if _units(words) > DESCRIPTION_LONGEST:
        raise MissingFieldUnclear("long")
    return replace(missing, description=words)


def _units(words: str) -> int:
    """Return the length in UTF-16 units, by which Telegram counts."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _placed(deps: Deps, missing: MissingPerson, brought: IncomingMessage) -> MissingPerson:
    if brought.position is None:
        raise MissingFieldUnclear("no_place")
    return placed(deps, missing, " ".join(brought.text.split()), brought.position)


def placed(deps: Deps, missing: MissingPerson, words: str, position: Position) -> MissingPerson:
    """Return a draft at a position, in these words or else by its community."""
    inside = deps.district.boundaries.find(position.lat, position.lng)
    where = words[:PLACE_LONGEST] or (inside.name if inside is not None else "")
    return replace(missing, position=position, seen_where=where)


def _timed(deps: Deps, missing: MissingPerson, brought: IncomingMessage) -> MissingPerson:
    moment = moment_said(brought.text, deps.clock.now(), deps.district.timezone)
    if isinstance(moment, Unread):
        raise MissingFieldUnclear(moment)
    return replace(missing, seen_at=moment)


_SAID: Final[Mapping[MissingField, Callable[[Deps, MissingPerson, IncomingMessage], MissingPerson]]] = {
    MissingField.DESCRIPTION: _described,
    MissingField.WHERE: _placed,
    MissingField.WHEN: _timed,
}


def lacks(missing: MissingPerson) -> tuple[MissingField, ...]:
    """Return what a call lacks before riders can be told; a photo is no condition."""
    has = {
        MissingField.DESCRIPTION: missing.description,
        MissingField.WHERE: missing.position,
        MissingField.WHEN: missing.seen_at,
    }
    return tuple(field for field, value in has.items() if not value)


@gather.register
async def list_view(meaning: MissingOfGroup, reading: Reading) -> MissingList:
    """Return what a group calls riders about. Raises NoQueueHere."""
    queues = await queues_here(reading.tx, reading.deps, meaning.chat_id, meaning.thread_id)
    return MissingList(tuple(await reading.tx.missing_persons.standing(queues)))


@gather.register
async def card_view(meaning: MissingCard, reading: Reading) -> MissingView | None:
    """Return a call as who makes it sees it; None where it is gone, or another group's."""
    tx, deps = reading.tx, reading.deps
    missing = await tx.missing_persons.get(meaning.missing_id)
    if missing is None or not await holds(tx, deps, meaning.chat_id, meaning.thread_id, missing.queue):
        return None
    report = await tx.reports.get(missing.report_id) if missing.report_id is not None else None
    note = report.note if report is not None and missing.state is MissingState.DRAFT else ""
    place = missing.position
    inside = place is None or deps.district.boundaries.find(place.lat, place.lng) is not None
    told = await tx.missing_persons.count_told(missing.id)
    sightings = await tx.sightings.count_sent(missing.id)
    return MissingView(missing, meaning, lacks(missing), told, sightings, note, inside, deps.clock.now())
