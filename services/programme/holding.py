"""Staff hold activities: they draft, publish, change and cancel them, and check in who comes, in their own group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from domain.district.badges import Knight
from domain.errors import Refused, Stale
from domain.geo.positions import Position
from domain.programme.activities import (
    NOTE_LONGEST,
    OFF_LONGEST,
    PLACE_LONGEST,
    TITLE_LONGEST,
    Activity,
    ActivityState,
    OffReason,
    SignUp,
    SignUpState,
    seats_taken,
)
from domain.programme.activity_errors import ActivityCancelled, ActivityGone, ActivityOver, FieldUnclear, NoActivities
from domain.programme.activity_staff_messages import ActivitiesOfGroup, ActivityCard, Field
from domain.programme.activity_times import Unclear, span_said
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.programme import activity_news, door_codes, holding_door, sign_ups
from services.programme.activities import address_of
from services.programme.holders import holds, queues_here, services_here, supervises
from services.tickets import boards, groups
from services.tickets.lookups import Asker

LISTED: Final = 12
LISTED_AFTER_MS: Final = 24 * 3_600_000
"""How long what has ended is still listed, so that its numbers can be read."""

SEATS: Final = (10, 20, 30, 50)
POINTS: Final = (0, 3, 5, 8, 10)
LANGUAGES: Final[Mapping[str, tuple[str, ...]]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A page, from 0, of what a group holds and prepares; whether there are more, and whether it may begin another."""

    activities: tuple[Activity, ...]
    page: int
    has_more: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """An activity before who holds it.

    Attributes:
        missing: What it lacks to be published.
        link: The address that opens it for riders, "" while they don't see it.
        door: The address of the page at its door, "" while nobody asked for it.
        numbers: Who is on the page of the list at the door, and one more where there are more.
    """

    activity: Activity
    shown: ActivityCard
    missing: tuple[Field, ...]
    counts: Mapping[SignUpState, int]
    link: str
    door: str
    now: int
    numbers: tuple[SignUp, ...] = ()


async def show_list(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Show what the group holds and prepares.

    Raises NoActivities where the district has none, or this group holds none; supervisors have those of gone units.
    """
    where = (asker.chat_id, asker.thread_id)
    has_any = await services_here(tx, deps, *where) or await supervises(tx, deps, *where)
    if not has_any or not deps.district.activity_kinds:
        raise NoActivities
    shown = ActivitiesOfGroup(
        chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id
    )
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, shown, silent=True)


async def held_here(
    tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, activity_id: int, states: frozenset[ActivityState]
) -> Activity:
    """Return an activity in one of these states, as this group holds it, or looks after it for a unit that is gone.

    Raises:
        Stale: Another group holds it.
        ActivityGone, ActivityCancelled, ActivityOver: It is in none of these states.
    """
    activity = await tx.activities.get(activity_id)
    if activity is None:
        raise ActivityGone
    if not await holds(tx, deps, chat_id, thread_id, activity.queue):
        raise Stale
    has_ended = activity.state is ActivityState.OPEN and activity.ends_at <= deps.clock.now()
    state = ActivityState.OVER if has_ended else activity.state
    if state not in states:
        raise _NO_MORE.get(state, Stale)
    return activity


_NO_MORE: Final[Mapping[ActivityState, type[Refused]]] = {
    ActivityState.CANCELLED: ActivityCancelled,
    ActivityState.OVER: ActivityOver,
}


async def begin(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, staff_id: int) -> Activity:
    """Begin a draft of the first kind, for the group's first queue that holds activities.

    Raises NoActivities where there is none, or the district has no kinds.
    """
    queues, kinds = await services_here(tx, deps, chat_id, thread_id), deps.district.activity_kinds
    if not queues or not kinds:
        raise NoActivities
    made = Activity(
        id=deps.ids.new(), queue=queues[0], kind="", state=ActivityState.DRAFT, zh="", en="", note="", starts_at=0,
        ends_at=0, station="", place="", lat=None, lng=None, community="", seats=None,
        languages=(deps.district.default_language,), badge="", points=0, calls="", revision=0, door="",
        at=deps.clock.now(), staff_id=staff_id,
    )  # fmt: skip
    await tx.activities.save(made)
    return made


def chosen(deps: Deps, activity: Activity, field: str, value: str) -> Activity:
    """Return an activity with what a key chose. Raises Stale for what there is not to choose."""
    kinds, stations = deps.district.activity_kinds, deps.district.stations
    if field == Field.KIND and value in kinds:
        kind = kinds[value]
        return replace(activity, kind=value, badge=kind.badge, points=kind.points)
    if field == Field.WHERE and value in stations:
        station = stations[value]
        inside = deps.district.boundaries.find(station.lat, station.lng)
        return replace(
            activity, station=value, place=station.zh, lat=station.lat, lng=station.lng,
            community=inside.id if inside else "",
        )  # fmt: skip
    if field == Field.SEATS and value in {"any", *map(str, SEATS)}:
        return replace(activity, seats=None if value == "any" else int(value))
    if field == Field.LANGUAGES and value in LANGUAGES:
        return replace(activity, languages=LANGUAGES[value])
    colours = {Field.BADGE.value: [*Knight], Field.CALLS.value: [*deps.district.badges.knights]}
    if field in colours and value in {"none", *colours[field]}:
        chosen_colour: Mapping[str, Any] = {field: "" if value == "none" else value}
        return replace(activity, **chosen_colour)
    if field == Field.POINTS and value in map(str, POINTS):
        return replace(activity, points=int(value))
    raise Stale


def said(deps: Deps, activity: Activity, field: Field, words: str, position: Position | None) -> Activity:
    """Return an activity with what staff answered. Raises FieldUnclear for what can't be taken."""
    words = " ".join(words.split())
    if field is Field.WHERE:
        return _placed(deps, activity, words, position)
    return _SAID[field](deps, activity, words)


def _titled(deps: Deps, activity: Activity, words: str) -> Activity:
    if not words:
        raise FieldUnclear("empty")
    if len(words) > TITLE_LONGEST:
        raise FieldUnclear("title_long")
    language = deps.district.queue(activity.queue).language or deps.district.default_language
    return replace(activity, en=words) if language == "en" else replace(activity, zh=words)


def _noted(_: Deps, activity: Activity, words: str) -> Activity:
    if len(words) > NOTE_LONGEST:
        raise FieldUnclear("note_long")
    return replace(activity, note=words)


def _timed(deps: Deps, activity: Activity, words: str) -> Activity:
    span = span_said(words, deps.clock.now(), deps.district.timezone)
    if isinstance(span, Unclear):
        raise FieldUnclear(span)
    return replace(activity, starts_at=span.starts_at, ends_at=span.ends_at)


_SAID: Final[Mapping[Field, Callable[[Deps, Activity, str], Activity]]] = {
    Field.TITLE: _titled,
    Field.NOTE: _noted,
    Field.WHEN: _timed,
}


def _placed(deps: Deps, activity: Activity, words: str, position: Position | None) -> Activity:
    """Return an activity at a place in words, a position, or both; a position alone keeps the words there are."""
    if position is None:
        if not words:
            raise FieldUnclear("empty")
        return replace(activity, station="", place=words[:PLACE_LONGEST], lat=None, lng=None, community="")
    inside = deps.district.boundaries.find(position.lat, position.lng)
    place = words[:PLACE_LONGEST] or activity.place or (inside.name if inside else "")
    return replace(
        activity, station="", place=place, lat=position.lat, lng=position.lng, community=inside.id if inside else ""
    )


def missing(deps: Deps, activity: Activity) -> tuple[Field, ...]:
    """Return what an activity lacks to be published; a kind or a station that the district no longer has is none."""
    stations = deps.district.stations
    has = {
        Field.KIND: activity.kind in deps.district.activity_kinds,
        Field.TITLE: activity.zh or activity.en,
        Field.WHEN: activity.starts_at,
        Field.WHERE: activity.station in stations if activity.station else activity.place,
    }
    return tuple(field for field, value in has.items() if not value)


async def change(tx: Transaction, deps: Deps, before: Activity, after: Activity) -> None:
    """Keep what staff changed; of a published one all hear of another time or place, and free seats are given on.

    Raises FieldUnclear where fewer seats would stay than are taken, or others be called than were.
    """
    if before.state is ActivityState.DRAFT:
        await tx.activities.save(replace(after, at=deps.clock.now()))
        return
    await tx.activities.meet(before.id)
    if before.called_at is not None and after.calls != before.calls:
        raise FieldUnclear("called")
    if after.seats is not None and after.seats < seats_taken(await tx.activities.counts(before.id)):
        raise FieldUnclear("seats_taken")
    is_moved = _where_and_when(before) != _where_and_when(after)
    if is_moved:
        after = replace(after, revision=before.revision + 1, called_at=None)
    await tx.activities.save(after)
    if is_moved:
        await activity_news.tell_moved(tx, deps, after)
    await sign_ups.fill(tx, deps, after)


def _where_and_when(it: Activity) -> tuple[object, ...]:
    return it.starts_at, it.ends_at, it.station, it.place, it.lat, it.lng


async def publish(tx: Transaction, deps: Deps, activity: Activity) -> None:
    """Show a draft to riders. Raises FieldUnclear where something is missing, or its time has come meanwhile."""
    if missing(deps, activity):
        raise FieldUnclear("missing")
    if activity.starts_at <= deps.clock.now():
        raise FieldUnclear(Unclear.PAST)
    opened = replace(activity, state=ActivityState.OPEN)
    await tx.activities.save(opened)
    await activity_news.plan(tx, deps, opened)
    await boards.redraw_service(tx, deps, opened.queue)


async def cancel(
    tx: Transaction, deps: Deps, activity: Activity, reason: OffReason | None = None, words: str = ""
) -> None:
    """Drop a draft, or call off what was published, for a reason or in words, and tell all who signed up."""
    if activity.state is ActivityState.DRAFT:
        await tx.activities.remove_draft(activity.id)
        return
    await tx.activities.meet(activity.id)
    cancelled = replace(activity, state=ActivityState.CANCELLED, off_reason=reason, off_words=words)
    await tx.activities.save(cancelled)
    await activity_news.tell_cancelled(tx, deps, cancelled)
    await boards.redraw_service(tx, deps, cancelled.queue)


def reason_said(words: str) -> str:
    """Return a reason in words, in one line. Raises FieldUnclear for none, and for one that is too long."""
    words = " ".join(words.split())
    if not words:
        raise FieldUnclear("empty")
    if len(words) > OFF_LONGEST:
        raise FieldUnclear("off_long")
    return words


@gather.register
async def group_view(meaning: ActivitiesOfGroup, reading: Reading) -> GroupView | None:
    """Return what a group holds; None where it holds nothing any more."""
    tx, deps, where = reading.tx, reading.deps, (meaning.chat_id, meaning.thread_id)
    since, before = deps.clock.now() - LISTED_AFTER_MS, meaning.page * LISTED
    begins = bool(await services_here(tx, deps, *where))
    if not begins and not await supervises(tx, deps, *where):
        return None
    queues = await queues_here(tx, deps, *where, since)
    found = await tx.activities.of_queues(queues, since, before, LISTED + 1)
    return GroupView(tuple(found[:LISTED]), meaning.page, len(found) > LISTED, begins)


@gather.register
async def card_view(meaning: ActivityCard, reading: Reading) -> CardView | None:
    """Return an activity as who holds it sees it; None where it is gone, or another group's."""
    tx, deps = reading.tx, reading.deps
    activity = await tx.activities.get(meaning.activity_id)
    if activity is None or not await holds(tx, deps, meaning.chat_id, meaning.thread_id, activity.queue):
        return None
    link = address_of(deps, activity) if activity.state is ActivityState.OPEN else ""
    counts = await tx.activities.counts(activity.id)
    door = await door_codes.open_page(tx, deps, activity) if activity.door else ""
    what, _, after = meaning.menu.partition(".")
    numbers = await holding_door.page_of(tx, activity, int(after)) if what == "door" and after.isdigit() else ()
    return CardView(activity, meaning, missing(deps, activity), counts, link, door, deps.clock.now(), tuple(numbers))
