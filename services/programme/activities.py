"""Activities as riders see them: what is to come, one of them with the rider's number, and the link that opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import ConsentMissing
from domain.people.riders import Rider
from domain.programme.activities import HAS_PLACE, Activity, ActivityState, SignUp, SignUpState, seats_taken
from domain.programme.activity_errors import ActivityGone, NoActivities
from domain.programme.activity_messages import ActivitiesShown, ActivityEntry, ActivityPin, ActivityShown
from domain.programme.links import LinkKind, StartLink
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme import sign_ups
from services.programme.links import Opened, follows

ON_A_PAGE: Final = 6
OWN_AT_MOST: Final = 10
"""How many of the rider's go first; whoever signed up for more finds the others among all, marked as theirs."""

_ID_DIGITS: Final = 19


@dataclass(frozen=True, slots=True)
class Listed:
    """An activity in the list.

    Attributes:
        own: What the reader has to do with it, None for nothing.
        free: How many seats are free, None where it has no limit.
    """

    activity: Activity
    own: SignUp | None
    free: int | None


@dataclass(frozen=True, slots=True)
class ActivitiesView:
    """A page of activities: the rider's first, on the first page, then others; `next_after` is 0 on the last page."""

    mine: tuple[Listed, ...]
    others: tuple[Listed, ...]
    is_first: bool
    next_after: int
    now: int


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One activity as a rider sees it now (ms UTC).

    Attributes:
        before: How many wait in front of them, where they wait.
        overlaps: Another that they signed up for and that is on at the same time, None for none.
        asks: Whether it is asked whether to give the seat back.
    """

    listed: Listed
    before: int
    overlaps: Activity | None
    asks: bool
    now: int


async def show_list(tx: Transaction, deps: Deps, rider: Rider, after_id: int = 0, edits: int | None = None) -> None:
    """Show a rider a page of what is to come.

    Raises NoActivities where the district holds none, and none is left of those it held.
    """
    if not deps.district.activity_kinds and not await tx.activities.to_come(deps.clock.now(), 0, 1):
        raise NoActivities
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    await answer(tx, deps, rider, ActivitiesShown(after_id, edits=edits))


@follows(LinkKind.ACTIVITY)
async def open_link(it: Opened) -> None:
    """Show the activity of a link, such as that on a poster. Raises ActivityGone."""
    is_id = it.code.isascii() and it.code.isdigit() and len(it.code) < _ID_DIGITS
    await show(it.tx, it.deps, it.rider, int(it.code) if is_id else 0)


def address_of(deps: Deps, activity: Activity) -> str:
    """Return the address that opens an activity, for posters and messages to others."""
    return deps.address_of(StartLink(LinkKind.ACTIVITY, str(activity.id)))


async def show(
    tx: Transaction, deps: Deps, rider: Rider, activity_id: int, edits: int | None = None, *, asks: bool = False
) -> None:
    """Show one activity, one that is over or was cancelled, too. Raises ActivityGone, ConsentMissing."""
    await known(tx, deps, rider, activity_id)
    await answer(tx, deps, rider, ActivityShown(activity_id, asks, edits=edits))


async def show_pin(tx: Transaction, deps: Deps, rider: Rider, activity_id: int) -> None:
    """Send the position of an activity. Raises ActivityGone, also where nobody gave a position."""
    if (await known(tx, deps, rider, activity_id)).lat is None:
        raise ActivityGone
    await answer(tx, deps, rider, ActivityPin(activity_id))


async def send_entry(tx: Transaction, deps: Deps, rider: Rider, activity_id: int) -> None:
    """Send an activity as a calendar file. Raises ActivityGone."""
    await known(tx, deps, rider, activity_id)
    await answer(tx, deps, rider, ActivityEntry(activity_id))


async def sign_up(tx: Transaction, deps: Deps, rider: Rider, activity_id: int, edits: int) -> SignUp:
    """Sign a rider up, show it, and return what they have now. Raises as `sign_ups.sign_up`."""
    own = await sign_ups.sign_up(tx, deps, rider, activity_id)
    await show(tx, deps, rider, activity_id, edits)
    return own


async def cancel(tx: Transaction, deps: Deps, rider: Rider, activity_id: int, edits: int) -> None:
    """Give a rider's seat back and show it. Raises as `sign_ups.cancel`."""
    await sign_ups.cancel(tx, deps, rider, activity_id)
    await show(tx, deps, rider, activity_id, edits)


async def known(tx: Transaction, deps: Deps, rider: Rider, activity_id: int) -> Activity:
    """Return an activity that riders may know of. Raises ActivityGone, ConsentMissing."""
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    activity = await tx.activities.get(activity_id)
    if activity is None or activity.state is ActivityState.DRAFT:
        raise ActivityGone
    return activity


@gather.register
async def activities_view(meaning: ActivitiesShown, reading: Reading) -> ActivitiesView | None:
    """Return a page of what is to come; None in a group."""
    tx, rider, now = reading.tx, reading.rider, reading.deps.clock.now()
    if rider is None:
        return None
    own = await own_to_come(tx, rider.id, now)
    found = await tx.activities.to_come(now, meaning.after_id, ON_A_PAGE + 1)
    page = found[:ON_A_PAGE]
    signed, first = {activity.id: sign_up for activity, sign_up in own}, own[:OWN_AT_MOST]
    above = {activity.id for activity, _ in first}
    others = [activity for activity in page if activity.id not in above]
    return ActivitiesView(
        mine=() if meaning.after_id else tuple([await listed(tx, activity, sign_up) for activity, sign_up in first]),
        others=tuple([await listed(tx, activity, signed.get(activity.id)) for activity in others]),
        is_first=not meaning.after_id,
        next_after=page[-1].id if len(found) > ON_A_PAGE else 0,
        now=now,
    )


async def own_to_come(tx: Transaction, rider_id: int, now: int) -> Sequence[tuple[Activity, SignUp]]:
    """Return the open activities for which a rider is signed up or waits, or where they are now, the next one first."""
    found = await tx.activities.of_rider(rider_id, now)
    return [(each, own) for each, own in found if each.state is ActivityState.OPEN and own.state in HAS_PLACE]


@gather.register
async def activity_view(meaning: ActivityShown, reading: Reading) -> ActivityView | None:
    """Return one activity as it is now; None in a group, or where it is gone."""
    tx, rider, now = reading.tx, reading.rider, reading.deps.clock.now()
    activity = await tx.activities.get(meaning.activity_id)
    if rider is None or activity is None:
        return None
    own = await tx.activities.sign_up_of(activity.id, rider.id)
    waits = own is not None and own.state is SignUpState.WAITING
    overlapping = [
        each for each, _ in await own_to_come(tx, rider.id, now) if each.id != activity.id and _meet(each, activity)
    ]
    return ActivityView(
        listed=await listed(tx, activity, own),
        before=await tx.activities.waiting_before(own) if own is not None and waits else 0,
        overlaps=next(iter(overlapping), None),
        asks=meaning.asks,
        now=now,
    )


@gather.register
async def pin_view(meaning: ActivityPin, reading: Reading) -> Activity | None:
    """Return the activity, if it has a position."""
    activity = await reading.tx.activities.get(meaning.activity_id)
    return activity if activity is not None and activity.lat is not None else None


@dataclass(frozen=True, slots=True)
class EntryView:
    """An activity for a calendar, the link that opens it, and the time (ms UTC) at which the file is written."""

    activity: Activity
    url: str
    now: int


@gather.register
async def entry_view(meaning: ActivityEntry, reading: Reading) -> EntryView | None:
    """Return the activity as it is now; None where it is gone."""
    activity = await reading.tx.activities.get(meaning.activity_id)
    if activity is None:
        return None
    return EntryView(activity, address_of(reading.deps, activity), reading.deps.clock.now())


def _meet(one: Activity, other: Activity) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


async def listed(tx: Transaction, activity: Activity, own: SignUp | None) -> Listed:
    """Return an activity with its free seats, for who has this to do with it."""
    if activity.seats is None:
        return Listed(activity, own, None)
    return Listed(activity, own, max(0, activity.seats - seats_taken(await tx.activities.counts(activity.id))))
