"""Which activities that are prepared or open lose something that they stand on by a district's new files."""

from domain.district.district import District
from domain.district.routing import SERVICE
from domain.programme.activities import EDITABLE, Activity
from services.ports.transaction import Transaction
from services.programme.activity_files import every
from services.upkeep.district_plan import Difference


async def activities_lacking(tx: Transaction, old: District | None, new: District) -> tuple[Difference, ...]:
    """Return the activities whose unit, kind, station or badge the new files have no more, by their titles.

    They stay as they are; whoever holds them is to change them or to call them off.
    """
    found = [
        each.zh or each.en or "—"
        async for each in every(tx)
        if each.state in EDITABLE and _lacks(each, new) - (_lacks(each, old) if old is not None else frozenset())
    ]
    return (Difference("activities", (), (), tuple(found)),) if found else ()


def _lacks(it: Activity, district: District) -> frozenset[str]:
    """Return what of an activity a district has not."""
    queue = district.queues.get(it.queue)
    has = {
        "queue": queue is not None and queue.kind == SERVICE,
        "kind": not it.kind or it.kind in district.activity_kinds,
        "station": not it.station or it.station in district.stations,
        "calls": not it.calls or it.calls in district.badges.knights,
        "badge": not it.badge or it.badge in district.badges.knights,
    }
    return frozenset(what for what, there in has.items() if not there)
