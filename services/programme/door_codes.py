"""The code at the door of an activity: a page shows it and changes it each minute; whoever is there checks in by it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.programme.activities import Activity, ActivityState, SignUpState
from domain.programme.door_codes import OPENS_BEFORE_MS, DoorCode
from domain.programme.links import LinkKind, StartLink
from services.deps import Deps
from services.ports.transaction import Database, Transaction


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
    came = counts.get(SignUpState.CAME, 0)
    return DoorView(
        activity=activity,
        stage=stage,
        opens_at=opens_at,
        address=_address(deps, newest) if newest is not None and newest.is_shown(now) else "",
        expected=came + counts.get(SignUpState.SIGNED_UP, 0),
        came=came,
    )


def _stage(activity: Activity, now: int) -> DoorStage:
    if activity.state is ActivityState.CANCELLED:
        return DoorStage.CANCELLED
    if activity.state is ActivityState.OVER or now >= activity.ends_at:
        return DoorStage.OVER
    return DoorStage.OPEN if now >= activity.starts_at - OPENS_BEFORE_MS else DoorStage.BEFORE


def _address(deps: Deps, code: DoorCode) -> str:
    return deps.address_of(StartLink(LinkKind.DOOR, code.code))
