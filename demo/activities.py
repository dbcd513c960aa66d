"""The activities of the demo: a training to which a captain has signed up, and a salon."""

from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from bot.app import App
from demo.case import Crowd
from domain.district.routing import SERVICE
from domain.programme.activities import Activity, ActivityState
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import holding, sign_ups

_SIGNED_UP: Final = ("王小虎", "Tom", "李娜")


class _Held(NamedTuple):
    """An activity in so many days, at an hour."""

    kind: str
    zh: str
    en: str
    days: int
    hour: int
    seats: int


_HELD: Final = (
    _Held("training", "心肺复苏与急救", "CPR and first aid", 3, 14, 20),
    _Held("salon", "跑单路上，说说心里话", "Talk it over", 5, 19, 10),
)


async def announce_activities(app: App, crowd: Crowd) -> None:
    """Publish the activities, at the first station of the district, and sign some riders up for the first."""
    chats = [crowd.riders[name].id for name in _SIGNED_UP]
    await app.database.write(lambda tx: _announce(tx, app.deps, chats))


async def _announce(tx: Transaction, deps: Deps, chats: list[int]) -> None:
    made = [await _publish(tx, deps, each) for each in _HELD]
    for chat in chats:
        rider = await tx.riders.by_chat(chat)
        if rider is None:
            raise LookupError(chat)
        await sign_ups.sign_up(tx, deps, rider, made[0].id)


async def _publish(tx: Transaction, deps: Deps, held: _Held) -> Activity:
    queue = next(each.id for each in deps.district.queues.values() if each.kind == SERVICE)
    starts = datetime.combine(deps.today + timedelta(held.days), time(held.hour), deps.district.timezone)
    draft = Activity(
        id=deps.ids.new(), queue=queue, kind="", state=ActivityState.DRAFT, zh=held.zh, en=held.en, note="",
        starts_at=int(starts.timestamp() * 1000), ends_at=int((starts + timedelta(hours=2)).timestamp() * 1000),
        station="", place="", lat=None, lng=None, community="", seats=held.seats, languages=("zh", "en"), badge="",
        points=0, calls="", revision=0, door="", at=deps.clock.now(), staff_id=0,
    )  # fmt: skip
    for field, value in (("kind", held.kind), ("where", next(iter(deps.district.stations)))):
        draft = holding.chosen(deps, draft, field, value)
    await holding.publish(tx, deps, draft)
    return draft
