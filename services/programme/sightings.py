"""Sightings of missing persons: *seen here* asks for a place, and what a rider sends then goes to who searches."""

from dataclasses import replace
from typing import Final

from domain.errors import ConsentMissing
from domain.geo.positions import Position
from domain.language.intents import Intent
from domain.language.widths import columns
from domain.messages import Notice, Precedence
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.errors import MissingOver
from domain.programme.lookout import as_whereabouts
from domain.programme.missing_persons import MissingPerson, MissingState
from domain.programme.sighting_messages import (
    MissingOverTold,
    SightingAsked,
    SightingForwarded,
    SightingLacksPlace,
    SightingNoPlace,
    SightingThanks,
    SightingTold,
    SightingUnread,
)
from domain.programme.sightings import ASKED_MS, PHOTOS_AT_MOST, WORDS_LONGEST, Sighting, is_same
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.outgoing import answer, location_asked, reaction, removal, sighting_key, to_group, to_rider
from services.people import pacing, sanctions, talk
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.programme import place_asked
from services.programme.missing_holders import group_of_call
from services.reporting import joining, place_names

_NO_DRAFT: Final = 0
_SECOND: Final = 1000
_AGAIN_MS: Final = 10 * 60_000
"""After this time chats are cleared once more, of what was on its way when a call ended."""

_ELSEWHERE: Final = frozenset({Intent.EMOJI, Intent.POINTS, Intent.HOWTO, Intent.ROBOT})
"""What words are for that say nothing of a sighting; all others are of it."""

_THANKS: Final = 9
"""How wide thanks are at most, in columns, that say nothing else: 看到了，在超市门口 reads like thanks, too."""


async def ask(tx: Transaction, deps: Deps, rider: Rider, missing_id: int) -> None:
    """Ask a rider who sees a missing person where; for ten minutes what they send belongs to that.

    Raises:
        ConsentMissing: They have not agreed to the current terms.
        Barred: They are banned.
        MissingOver: The call is over, or they were never told of it.
    """
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider)
    missing = await tx.missing_persons.get(missing_id)
    if missing is None or missing.state is not MissingState.OPEN:
        raise MissingOver
    if not await tx.missing_persons.was_told(missing_id, rider.id):
        raise MissingOver
    until = deps.clock.now() + ASKED_MS
    await tx.riders.save(replace(rider, seen_of=missing_id, seen_until=until))
    await tx.stations.answered(rider.id)
    await tx.timers.put(Timer(TimerKind.SIGHTING_OVER, round_key(rider.id, until), until + 1))
    await answer(tx, deps, rider, SightingAsked())
    await tx.outbox.put(location_asked(deps, rider, _NO_DRAFT))


async def end(tx: Transaction, deps: Deps, key: str) -> None:
    """End, by its timer, that what a rider sends belongs to a sighting; one that was asked for anew goes on."""
    rider_id, until = parse_round_key(key)
    rider = await tx.riders.get(rider_id)
    if rider is None or rider.seen_until != until or rider.seen_of is None:
        return
    last = await tx.sightings.last_of(rider.seen_of, rider.id)
    if last is not None and last.sent_at is None and await _open(tx, rider.seen_of) is not None:
        await answer(tx, deps, rider, SightingNoPlace())
    await _ask_no_more(tx, deps, rider)


async def _ask_no_more(tx: Transaction, deps: Deps, rider: Rider) -> None:
    await tx.riders.save(replace(rider, seen_of=None, seen_until=None))
    await tx.outbox.put(location_asked(deps, rider, _NO_DRAFT))


async def _open(tx: Transaction, missing_id: int) -> MissingPerson | None:
    missing = await tx.missing_persons.get(missing_id)
    return missing if missing is not None and missing.state is MissingState.OPEN else None


async def take(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Take what a rider sends of a sighting; return False for what is for something else.

    Staff are told once there is a place, and then of what is added. Nothing that was forwarded is taken.

    Raises:
        TooManySightings: They have sent as many of this person as an hour allows.
    """
    missing_id = rider.seen_of
    if missing_id is None or not await _is_of_sighting(tx, deps, rider, message):
        return False
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now()))
    missing, said = await _open(tx, missing_id), _said(message)
    if missing is None:
        await answer(tx, deps, rider, MissingOverTold(reply_to=message.message_id))
        await _ask_no_more(tx, deps, rider)
    elif sanctions.is_silenced(deps, rider):
        await sanctions.tell_barred(tx, deps, rider, message.message_id)
    elif message.foreign:
        await _answer_album(tx, deps, rider, message, SightingForwarded(reply_to=message.message_id))
    elif not (said.text or said.brings):
        await answer(tx, deps, rider, SightingUnread(reply_to=message.message_id))
    else:
        await _grow(tx, deps, rider, missing, said)
    return True


async def _is_of_sighting(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Return whether a message is sent in time, names no other problem, and is for nothing that was asked for since."""
    until, sent_at = rider.seen_until or 0, message.sent_at or deps.clock.now()
    if not (until - ASKED_MS - _SECOND < sent_at <= until and rider.agreed(deps.terms)):
        return False
    if _names_another(deps, message) or not _may_say(deps, message):
        return False
    if await place_asked.is_of_another(tx, rider, message) or await tx.stations.asked(rider.id) is not None:
        return False
    parts = await tx.heard.of_album(rider.chat_id, message.album) if message.album else []
    if any(part.draft_id is not None for part in parts):
        return False
    drafts = await tx.drafts.unfinished_of(rider.id)
    return not any(place_asked.is_newer(each, until - ASKED_MS) for each in drafts)


def _names_another(deps: Deps, message: IncomingMessage) -> bool:
    """Return whether words name a problem that is not a missing person's."""
    problem = joining.problem_of(deps, message)
    category = deps.district.catalogue.get(problem) if problem is not None else None
    return category is not None and not category.seeks_person


def _may_say(deps: Deps, message: IncomingMessage) -> bool:
    opens = place_names.read_alone(deps, message.text).opens
    intent = talk.intent_of(deps, message, opens)
    return intent not in _ELSEWHERE and (intent is not Intent.THANKS or columns(message.text) > _THANKS)


def _said(message: IncomingMessage) -> IncomingMessage:
    """Return a message without its recording, of which the words alone can be passed on."""
    return message if message.clip is None else replace(message, clip=None, photo=None)


async def _grow(tx: Transaction, deps: Deps, rider: Rider, missing: MissingPerson, message: IncomingMessage) -> None:
    """Add a message to the sighting that it belongs to, or begin one; tell staff where there is a place."""
    now, place = deps.clock.now(), _place(deps, rider, message)
    last = await tx.sightings.last_of(missing.id, rider.id)
    before = last if last is not None and _goes_on(rider, last, place, now) else None
    if before is None:
        await pacing.spend(tx, deps, Pace.SIGHTINGS, missing.id, rider.id)
    sighting = before or await _begun(tx, deps, rider, missing, message, last)
    sighting = _with(await _with_photo(tx, sighting, message), message, place)
    is_first = sighting.sent_at is None and sighting.position is not None
    await tx.sightings.save(replace(sighting, sent_at=now) if is_first else sighting)
    if sighting.position is None:
        await _answer_album(tx, deps, rider, message, SightingLacksPlace(reply_to=message.message_id))
        return
    await tell(tx, deps, missing, sighting.id)
    if is_first:
        await answer(tx, deps, rider, SightingThanks(reply_to=message.message_id))
    else:
        await tx.outbox.put(reaction(deps, rider, message.message_id))


def _place(deps: Deps, rider: Rider, message: IncomingMessage) -> Position | None:
    """Return the place that a message tells of; that of a photo's file alone only if it was taken lately."""
    place = joining.place_of(deps, rider, message)
    if place is None or not place.usable:
        return None
    if message.position is None and message.photo_position is not None:
        taken = replace(place, taken_at=message.photo_taken_at)
        return taken if as_whereabouts(rider.id, taken, deps.clock.now()) is not None else None
    return place


def _goes_on(rider: Rider, last: Sighting, place: Position | None, now: int) -> bool:
    """Return whether a message belongs to the rider's last sighting: it adds to it, or brings the place it lacks."""
    if place is not None and last.position is not None:
        return is_same(last, place, now)
    return last.at >= (rider.seen_until or 0) - ASKED_MS - _SECOND


async def _begun(
    tx: Transaction, deps: Deps, rider: Rider, missing: MissingPerson, message: IncomingMessage, last: Sighting | None
) -> Sighting:
    rider_number = last.rider_number if last is not None else await tx.sightings.riders_of(missing.id) + 1
    number = last.number + 1 if last is not None else 1
    return Sighting(
        deps.ids.new(), missing.id, rider.id, rider_number, number, message.message_id, "", (), None, None, None,
        deps.clock.now(),
    )  # fmt: skip


async def _with_photo(tx: Transaction, sighting: Sighting, message: IncomingMessage) -> Sighting:
    """Store a message's photo with its sighting, of which no report's photo is known again."""
    if message.photo is None or len(sighting.photo_ids) >= PHOTOS_AT_MOST:
        return sighting
    photo = replace(message.photo, role=PhotoRole.SIGHTING, rider_id=sighting.rider_id, photo_hash=None)
    photo = await tx.photos.add(replace(photo, message_id=message.message_id))
    return replace(
        sighting,
        photo_ids=(*sighting.photo_ids, photo.id),
        photo_position=message.photo_position,
        photo_taken_at=message.photo_taken_at,
    )


def _with(sighting: Sighting, message: IncomingMessage, place: Position | None) -> Sighting:
    words = "\n".join(each for each in (sighting.words, message.text) if each)
    return replace(sighting, words=words[:WORDS_LONGEST], position=place or sighting.position)


async def _answer_album(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, notice: Notice) -> None:
    """Answer a message, the parts of an album once."""
    key = f"{notice.name}:{rider.id}:{message.album}" if message.album else ""
    await tx.outbox.put(to_rider(deps, rider, notice, key))


async def tell(tx: Transaction, deps: Deps, missing: MissingPerson, sighting_id: int) -> None:
    """Show a sighting as it is now to the staff who look for the person, and to nobody else."""
    group = await group_of_call(tx, deps, missing)
    if group is not None:
        told = to_group(deps, group, SightingTold(sighting_id), sighting_key(sighting_id), Precedence.URGENT)
        await tx.outbox.put(told)


async def forget_case(tx: Transaction, deps: Deps, missing_id: int) -> None:
    """Erase what riders saw of a missing person once the call is over: photos, words, places, and messages in groups.

    That they saw something stays, so that they can be thanked.
    """
    for each in await tx.sightings.of_case(missing_id):
        await _erase(tx, each)
    await clear_chats(tx, deps, f"{missing_id}:0")
    again = deps.clock.now() + _AGAIN_MS
    await tx.timers.put(Timer(TimerKind.SIGHTINGS_GONE, round_key(missing_id, again), again))


async def clear_chats(tx: Transaction, _: Deps, key: str) -> None:
    """Take the messages of a call's sightings from the group; `key` is that of the timer by which it is done again."""
    for each in await tx.sightings.of_case(parse_round_key(key)[0]):
        await _remove_message(tx, each)


async def leave(tx: Transaction, rider_id: int) -> None:
    """Take what a rider who leaves saw from groups; the rows go with all that is theirs."""
    for each in await tx.sightings.of_rider(rider_id):
        await _erase(tx, each)
        await _remove_message(tx, each)


async def _erase(tx: Transaction, sighting: Sighting) -> None:
    await tx.photos.remove(sighting.photo_ids)
    gone = replace(sighting, words="", photo_ids=(), position=None, photo_position=None, photo_taken_at=None)
    await tx.sightings.save(gone)


async def _remove_message(tx: Transaction, sighting: Sighting) -> None:
    message = await tx.messages.of_key(sighting_key(sighting.id))
    if message is not None:
        await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True))
