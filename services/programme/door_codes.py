"""The code at the door of an activity: a page shows it and changes it each minute; whoever is there checks in by it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.programme.activities import Activity, ActivityState, CameBy, SignUp, SignUpState, seats_taken
from domain.programme.activity_errors import DoorCodeOld
from domain.programme.door_codes import OPENS_BEFORE_MS, DoorCode
from domain.programme.door_messages import CameTold
from domain.programme.errors import UnknownLink
from domain.programme.links import LinkKind, StartLink
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.ports.transaction import Database, Transaction
from services.programme.attendance import check_in
from services.programme.links import Opened, follows


class DoorStage(StrEnum):
    """What the page at a door is for at a time."""

    BEFORE = "before"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DoorView:
    """What the page at a door shows.

    Attributes:
        address: Where the code of now leads, "" where none is shown.
        opens_at: From when people can check in, ms UTC.
        expected, came: How many signed up, those who came among them, and how many came.
    """

    activity: Activity
    stage: DoorStage
    opens_at: int
    address: str = ""
    expected: int = 0
    came: int = 0


async def open_page(tx: Transaction, deps: Deps, activity: Activity) -> str:
    """Return the address of the page at the door of an activity, the same each time; "" where there is no web door."""
    if not deps.public_url:
        return ""
    if not activity.door:
        activity = replace(activity, door=f"{deps.ids.code()}{deps.ids.code()}")
        await tx.activities.save(activity)
    return f"{deps.public_url}/at/{activity.door}"


async def look(database: Database, deps: Deps, door: str) -> DoorView | None:
    """Return what the page with this secret shows now; where its code is due to change, another is shown from now on.

    None where there is no such page. Raises what the database raises where it can't be reached.
    """
    seen = await database.read(lambda tx: _seen(tx, deps, door))
    if seen is None or seen.stage is not DoorStage.OPEN or seen.address:
        return seen
    return await database.write(lambda tx: _changed(tx, deps, door))


async def _changed(tx: Transaction, deps: Deps, door: str) -> DoorView | None:
    seen = await _seen(tx, deps, door)
    if seen is None or seen.stage is not DoorStage.OPEN or seen.address:
        return seen
    shown = DoorCode(deps.ids.code(), seen.activity.id, deps.clock.now())
    await tx.door_codes.add(shown)
    return replace(seen, address=_address(deps, shown))


async def _seen(tx: Transaction, deps: Deps, door: str) -> DoorView | None:
    activity = await tx.door_codes.at(door)
    if activity is None:
        return None
    now, opens_at = deps.clock.now(), activity.starts_at - OPENS_BEFORE_MS
    stage = _stage(activity, now)
    if stage is not DoorStage.OPEN:
        return DoorView(activity, stage, opens_at)
    newest, counts = await tx.door_codes.newest(activity.id), await tx.activities.counts(activity.id)
    return DoorView(
        activity=activity,
        stage=stage,
        opens_at=opens_at,
        address=_address(deps, newest) if newest is not None and newest.is_shown(now) else "",
        expected=seats_taken(counts),
        came=counts.get(SignUpState.CAME, 0),
    )


def _stage(activity: Activity, now: int) -> DoorStage:
    if activity.state is ActivityState.CANCELLED:
        return DoorStage.CANCELLED
    if activity.state is ActivityState.OVER or now >= activity.ends_at:
        return DoorStage.OVER
    return DoorStage.OPEN if now >= activity.starts_at - OPENS_BEFORE_MS else DoorStage.BEFORE


def _address(deps: Deps, code: DoorCode) -> str:
    return deps.address_of(StartLink(LinkKind.DOOR, code.code))


@dataclass(frozen=True, slots=True)
class CameView:
    """A rider who came to an activity, and what they are told of it."""

    told: CameTold
    activity: Activity
    sign_up: SignUp


@follows(LinkKind.DOOR)
async def open_link(it: Opened) -> None:
    """Check in who scanned the code at the door.

    Raises:
        UnknownLink: There is no such code, or it was shown more than a day ago.
        DoorCodeOld: It was shown too long ago.
        Refused: See `services.programme.attendance.check_in`.
    """
    code = await it.tx.door_codes.get(it.code)
    activity = await it.tx.activities.get(code.activity_id) if code is not None else None
    if code is None or activity is None:
        raise UnknownLink
    if not code.holds(it.deps.clock.now()):
        raise DoorCodeOld
    came = await check_in(it.tx, it.deps, activity, it.rider, CameBy.CODE)
    await answer(it.tx, it.deps, it.rider, CameTold(activity.id, came.points, came.again))


@gather.register
async def came_view(meaning: CameTold, reading: Reading) -> CameView | None:
    """Return the activity with the rider's number; None where staff took the check-in back meanwhile."""
    rider = reading.rider
    activity = await reading.tx.activities.get(meaning.activity_id)
    own = await reading.tx.activities.sign_up_of(meaning.activity_id, rider.id) if rider is not None else None
    if activity is None or own is None or own.state is not SignUpState.CAME:
        return None
    return CameView(meaning, activity, own)
