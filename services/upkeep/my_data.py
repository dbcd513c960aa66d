"""What is a rider's own, to be taken out: a record of it, and their photos and clips in parts that can be sent."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.geo.positions import Position
from domain.messages import Precedence
from domain.people.announcements import Announcement
from domain.people.messages import MyData, MyDataComing, MyDataToday
from domain.people.riders import Rider
from domain.people.sanctions import Sanction
from domain.programme.activities import Activity, SignUp
from domain.programme.appeals import Appeal, Said
from domain.programme.badges import Badge, Honoured, Training
from domain.programme.lessons import Attempt
from domain.programme.lookout import Whereabouts
from domain.programme.rankings import Mate
from domain.programme.sightings import Sighting
from domain.programme.slips import Slip
from domain.programme.teams import RosterRow, Stay
from domain.programme.vouchers import Voucher
from domain.reporting.clips import Clip
from domain.reporting.drafts import Draft
from domain.reporting.photos import Photo
from domain.reporting.reports import ActorKind, Event, Report
from domain.week.slots import DAY
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.ports.transaction import Transaction
from services.reporting.views import as_riders_see
from services.upkeep.my_wishes import taken_record, wish_record
from services.upkeep.plain_values import Record
from services.upkeep.plain_values import utc_time as _time

PART_BYTES: Final = 20_000_000
"""The most bytes of photos and clips in one file; Telegram takes 50 MB, but each is held in memory while it is sent."""

_PAGE: Final = 100
_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class MyDataView:
    """One file: whose, which part of how many, what is in it; the record stands in the first."""

    rider: Rider
    part: int
    parts: int
    files: tuple[Photo | Clip, ...]


async def files_to_send(tx: Transaction, deps: Deps, chat_id: int) -> list[Photo | Clip]:
    """Return the photos and clips of the rider of a private chat; none if they had their files today."""
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or await tx.outbox.knows(_key(deps, rider, 1)):
        return []
    return await _files_of(tx, rider)


async def _files_of(tx: Transaction, rider: Rider) -> list[Photo | Clip]:
    return [*await tx.photos.of_rider(rider.id), *await tx.clips.of_rider(rider.id)]


async def in_parts(files: Sequence[Photo | Clip], size: Callable[[str], Awaitable[int]]) -> list[list[int]]:
    """Return the ids of the files in parts of at most 20 MB, at least one part; `size` gives the bytes of a key."""
    parts: list[list[int]] = [[]]
    filled = 0
    for file in files:
        taken = await size(file.object_key)
        if parts[-1] and filled + taken > PART_BYTES:
            parts.append([])
            filled = 0
        parts[-1].append(file.id)
        filled += taken
    return parts


async def send(tx: Transaction, deps: Deps, rider: Rider, parts: Sequence[Sequence[int]]) -> None:
    """Queue the files, once a day."""
    if await tx.outbox.knows(_key(deps, rider, 1)):
        await answer(tx, deps, rider, MyDataToday())
        return
    await answer(tx, deps, rider, MyDataComing())
    for number, ids in enumerate(parts, 1):
        meaning = MyData(number, len(parts), tuple(ids))
        await tx.outbox.put(to_rider(deps, rider, meaning, _key(deps, rider, number), Precedence.DIGEST))


def _key(deps: Deps, rider: Rider, part: int) -> str:
    day = deps.today
    return f"my_data:{rider.id}:{day}:{part}"


@gather.register
async def my_data_view(meaning: MyData, reading: Reading) -> MyDataView | None:
    """Return the file of a part; None if the rider has left."""
    rider = reading.rider
    if rider is None:
        return None
    wanted = set(meaning.photo_ids)
    files = [file for file in await _files_of(reading.tx, rider) if file.id in wanted]
    return MyDataView(rider, meaning.part, meaning.parts, tuple(files))


def file_name(file: Photo | Clip) -> str:
    """Return the name of a file in the archive."""
    if isinstance(file, Clip):
        return f"clips/{file.id}.{file.mime.partition('/')[2]}"
    ending = {"JPEG": "jpg"}.get(file.format, file.format.lower())
    return f"photos/{file.id}.{ending}"


async def record_of(tx: Transaction, rider: Rider) -> Record:
    """Return all that is kept of a rider but the bytes of photos and clips, as plain JSON values; times are UTC."""
    files = await _files_of(tx, rider)
    live = await tx.live_locations.of_rider(rider.id)
    reports = await _reports(tx, rider)
    came = await tx.mentors.of_newcomer(rider.id)
    return {
        "rider": {
            "telegram_id": rider.chat_id,
            "language": rider.language,
            "terms_agreed_to": rider.consent,
            "weekly_digest": not rider.muted,
            "called_by_badge": rider.calls,
            "hears_of_missing_persons": rider.lookout,
            "weekly_digest_at": _hour(rider.digest_slot),
            "first_message_at": _time(rider.created_at),
            "link_to_follow": rider.start_link or None,
            "last_place": _position(rider.last_place),
            "live_location": _position(live.position) if live else None,
            "whereabouts": _whereabouts(await tx.whereabouts.of_rider(rider.id)),
        },
        "drafts": [_draft(each, files) for each in await tx.drafts.unfinished_of(rider.id)],
        "reports": [await _own(tx, rider, report, files) for report in reports if report.rider_id == rider.id],
        "witnessed": [await _witnessed(tx, rider, report, files) for report in reports if report.rider_id != rider.id],
        "check_in": await _check_in(tx, rider),
        "points": await _points(tx, rider),
        "teams": [_stay(each) for each in await tx.teams.stays_of(rider.id)],
        "boards": [_board(each) for each in await tx.rankings.of_rider(rider.id)],
        "roster": [_row(each) for each in await tx.rosters.of_rider(rider.id)],
        "came_by_invite_at": _time(came.at) if came is not None else None,
        "own_invite": await tx.mentors.code_of(rider.id),
        "written_to_team": [_written(each) for each in await tx.announcements.of_captain(rider.id)],
        "newcomers": [{"number": each.number, "at": _time(each.at)} for each in await tx.mentors.by(rider.id)],
        "vouchers": [_voucher(each) for each in await tx.vouchers.of_rider(rider.id)],
        "delay_slips": [_slip(each) for each in await tx.slips.of_rider(rider.id)],
        "activities": [_activity(*each) for each in await tx.activities.of_rider(rider.id, 0)],
        "trainings": [_training(each) for each in await tx.badges.trainings_of(rider.id)],
        "lessons": [_attempt(each) for each in await tx.lessons.of_rider(rider.id)],
        "wishes": [wish_record(each) for each in await tx.wishes.of_rider(rider.id, _ALL)],
        "wishes_taken": [taken_record(each) for each in await tx.wishes.taken_by(rider.id, _ALL)],
        "badges": [_badge(each) for each in await tx.badges.of_rider(rider.id)],
        "honour_letter": _letter(await tx.badges.honour_of(rider.id)),
        "appeals": [await _appeal(tx, each) for each in await tx.appeals.of_rider(rider.id)],
        "calls": [{"activity": each.activity_id, "at": _time(each.at)} for each in await tx.corps.of_rider(rider.id)],
        "missing_persons_told_at": [_time(at) for at in await tx.missing_persons.times_told(rider.id)],
        "sightings": [_seen(each) for each in await tx.sightings.of_rider(rider.id)],
        "sanctions": [_sanction(each) for each in await tx.sanctions.of_rider(rider.id)],
    }


def _written(announcement: Announcement) -> Record:
    return {"at": _time(announcement.at), "words": announcement.words, "told": announcement.told}


def _hour(slot: int) -> str:
    """Return an hour of the week as `friday 18:00`, in district time."""
    day, hour = divmod(slot, DAY)
    return f"{_DAYS[day]} {hour:02d}:00"


_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


async def _reports(tx: Transaction, rider: Rider) -> list[Report]:
    found: list[Report] = []
    while len(more := await tx.reports.of_rider(rider.id, _PAGE, len(found))) == _PAGE:
        found += more
    return found + more


def _draft(draft: Draft, files: Sequence[Photo | Clip]) -> Record:
    return {
        "danger": draft.danger,
        "category": draft.category,
        "note": draft.note,
        "position": _position(draft.position),
        "opened_at": _time(draft.opened_at),
        **_names(file for file in files if file.draft_id == draft.id),
    }


async def _own(tx: Transaction, rider: Rider, report: Report, files: Sequence[Photo | Clip]) -> Record:
    events = [each if _is_theirs(each, rider) else as_riders_see(each) for each in await tx.reports.events(report.id)]
    return {
        **_known_to_both(report, files),
        "note": report.note,
        "position": _position(report.position),
        "queue": report.queue,
        "submitted_at": _time(report.submitted_at),
        "accepted_at": _time(report.accepted_at),
        "resolved_at": _time(report.resolved_at),
        "closed_at": _time(report.closed_at),
        "history": [_event(event) for event in events],
    }


async def _witnessed(tx: Transaction, rider: Rider, report: Report, files: Sequence[Photo | Clip]) -> Record:
    mine = [each for each in await tx.reports.events(report.id) if _is_theirs(each, rider)]
    return {**_known_to_both(report, files), "history": [_event(event) for event in mine]}


def _is_theirs(event: Event, rider: Rider) -> bool:
    return event.actor.kind is ActorKind.RIDER and event.actor.id == rider.id


def _known_to_both(report: Report, files: Sequence[Photo | Clip]) -> Record:
    return {
        "number": str(report.number),
        "status": report.status.value,
        "category": report.category,
        "community": report.community,
        **_names(file for file in files if file.report_id == report.id),
    }


def _names(files: Iterable[Photo | Clip]) -> Record:
    known = list(files)
    return {
        "photos": [file_name(each) for each in known if isinstance(each, Photo)],
        "clips": [file_name(each) for each in known if isinstance(each, Clip)],
    }


async def _points(tx: Transaction, rider: Rider) -> Record:
    entries = await tx.ledger.last(rider.id, _ALL)
    return {
        "balance": await tx.ledger.balance(rider.id),
        "entries": [{"at": _time(each.at), "for": each.merit.value, "points": each.points} for each in entries],
    }


async def _check_in(tx: Transaction, rider: Rider) -> Record | None:
    own = await tx.stations.check_in_of(rider.id)
    if own is None:
        return None
    return {"station": own.station, "since": _time(own.since), "until": _time(own.until)}


def _event(event: Event) -> Record:
    return {
        "at": _time(event.at),
        "what": event.action,
        "status": event.target.value,
        "by": event.actor.kind.value,
        "words": event.words,
    }


def _stay(stay: Stay) -> Record:
    return {
        "team": stay.team,
        "number": stay.number,
        "nick": stay.nick,
        "captain": stay.captain,
        "hears_captain": stay.hears_captain,
        "on_board": stay.on_board,
        "since": _time(stay.since),
        "until": _time(stay.until),
    }


def _board(mate: Mate) -> Record:
    return {"team": mate.stay.team, "reports": mate.reports, "fixed": mate.fixed, "checks": mate.checks}


def _row(row: RosterRow) -> Record:
    return {"code": row.code, "team": row.team, "company": row.company, "trade": row.trade, "joined": row.joined}


def _voucher(voucher: Voucher) -> Record:
    return {
        "for": voucher.zh,
        "points": voucher.points,
        "state": voucher.state.value,
        "redeemed_at": _time(voucher.at),
        "ends_at": _time(voucher.ends_at),
        "closed_at": _time(voucher.closed_at),
        "handed_out_by": voucher.queue,
    }


def _slip(slip: Slip) -> Record:
    return {
        "code": slip.code,
        "for": slip.deed.value,
        "from": _time(slip.from_at),
        "to": _time(slip.to_at),
        "said_to": _time(slip.said_to),
        "name": slip.name,
        "made_at": _time(slip.made_at),
        "kept_until": _time(slip.ends_at),
    }


def _activity(activity: Activity, own: SignUp) -> Record:
    return {
        "what": activity.zh or activity.en,
        "starts_at": _time(activity.starts_at),
        "number": own.number,
        "state": own.state.value,
        "signed_up_at": _time(own.at),
        "came_at": _time(own.came_at),
        "came_by": own.came_by.value if own.came_by is not None else None,
        "checked_in_again": own.again,
    }


async def _appeal(tx: Transaction, appeal: Appeal) -> Record:
    """Return an appeal with what was said to its rider and by them; notes of staff are theirs."""
    said = [each for each in await tx.appeals.lines(appeal.id) if each.said not in {Said.NOTE, Said.WAITS}]
    return {
        "number": appeal.number if appeal.serial else None,
        "about": appeal.kind,
        "stage": appeal.stage.value,
        "place": appeal.place or None,
        "position": _position(appeal.position),
        "contact": appeal.contact or None,
        "sent_at": _time(appeal.sent_at),
        "closed_at": _time(appeal.closed_at),
        "answer": appeal.answer or None,
        "said": [{"at": _time(each.at), "what": each.said.value, "words": each.words} for each in said],
    }


def _training(training: Training) -> Record:
    return {"what": training.cause, "colour": training.knight.value, "at": _time(training.at)}


def _attempt(attempt: Attempt) -> Record:
    """Return the newest attempt at a lesson; answers are counted from 0, as they stand in the lesson's file."""
    known = {"lesson": attempt.lesson, "attempts": attempt.number, "answers": list(attempt.answers)}
    return {**known, "at": _time(attempt.at), "completed_at": _time(attempt.done_at)}


def _badge(badge: Badge) -> Record:
    """Return a badge, and what was done with it, without who has done it."""
    acts = [{"at": _time(each.at), "taken_back_for": each.reason and each.reason.value} for each in badge.trace]
    known = {"colour": badge.knight.value, "level": badge.level, "given_at": _time(badge.at)}
    return {**known, "held": badge.held, "history": acts}


def _letter(letter: Honoured | None) -> Record | None:
    if letter is None:
        return None
    number = None if letter.number is None else f"{letter.year}-{letter.number:04d}"
    return {"met_at": _time(letter.at), "signed_at": _time(letter.signed_at), "number": number}


def _sanction(sanction: Sanction) -> Record:
    return {
        "kind": sanction.kind.value,
        "reason": sanction.reason.value if sanction.reason is not None else None,
        "at": _time(sanction.at),
        "until": _time(sanction.until),
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


def _seen(sighting: Sighting) -> Record:
    """Return what a rider saw of a missing person; once the call is over that is the time alone."""
    known = {"at": _time(sighting.at), "passed_on_at": _time(sighting.sent_at), "words": sighting.words}
    return {**known, "position": _position(sighting.position), "photos": len(sighting.photo_ids)}


def _whereabouts(place: Whereabouts | None) -> Record | None:
    if place is None:
        return None
    return {"lat": place.lat, "lng": place.lng, "accuracy_m": place.accuracy_m, "taken_at": _time(place.at)}
