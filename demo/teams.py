"""The teams of the demo: two, in which everybody who has reported rides, each with a captain, who holds badges.

Others ride in them whose phones are not shown, so that there are enough for boards.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from bot.app import App
from demo.case import Crowd
from domain.people.points import Entry, Merit
from domain.people.riders import CONSENT_VERSION, Rider
from domain.programme.badges import Knight
from domain.programme.teams import Company, Team
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import badges, joining, trainings

_COMPANIES: Final = (
    Company("blue", "蓝风配送（示例）", "Blue Wind Delivery (sample)"),
    Company("swift", "捷达快递（示例）", "Swift Couriers (sample)"),
)
_TEAMS: Final = (
    Team("tianqu", "天衢骑手队", "Tianqu riders", "blue"),
    Team("changhe", "长河骑手队", "Changhe riders", "swift"),
)
_RIDERS: Final = {"tianqu": ("王小虎", "李娜", "陈晨"), "changhe": ("Tom", "张师傅")}
"""Who rides in which team; the first of each is its captain."""

_MATES: Final = {"tianqu": (9, 7, 5, 4, 2), "changhe": (8, 6, 3, 2, 1)}
"""How often each of a team's other riders has checked something in the weeks that the demo looks back on."""

_BETWEEN_MS: Final = 30 * 3_600_000

_TRAININGS: Final = (Knight.FLAME, Knight.FLASH, Knight.FLASH, Knight.ANGEL, Knight.GLIMMER)


async def form_teams(app: App, crowd: Crowd) -> None:
    """Keep companies and teams, and let the riders ride in them."""
    for team, names in _RIDERS.items():
        chats = [crowd.riders[name].id for name in names]
        await app.database.write(partial(_form, deps=app.deps, team=team, chats=chats))
        await app.database.write(partial(_add_mates, deps=app.deps, team=team))


async def _form(tx: Transaction, deps: Deps, team: str, chats: list[int]) -> None:
    await tx.teams.save_companies(_COMPANIES)
    await tx.teams.save_teams(_TEAMS)
    for chat in chats:
        rider = await tx.riders.by_chat(chat)
        if rider is None:
            raise LookupError(chat)
        stay = await joining.enter(tx, deps, rider.id, team)
        await tx.teams.save_stay(replace(stay, captain=chat == chats[0]))
        if chat == chats[0]:
            await _train(tx, deps, rider.id)


async def _add_mates(tx: Transaction, deps: Deps, team: str) -> None:
    """Let a team's other riders ride in it, be on its board, and have checked."""
    now = deps.clock.now()
    for checks in _MATES[team]:
        rider_id = deps.ids.new()
        mate = Rider(
            rider_id, rider_id, "zh", CONSENT_VERSION, muted=True, reachable=False, last_place=None,
            last_place_at=None, created_at=now,
        )  # fmt: skip
        await tx.riders.save(mate)
        stay = await joining.enter(tx, deps, rider_id, team)
        await tx.teams.save_stay(replace(stay, on_board=True))
        for number in range(checks):
            at = now + number * _BETWEEN_MS
            day = datetime.fromtimestamp(at / 1000, deps.district.timezone).date().isoformat()
            await tx.ledger.add(Entry(f"demo:{rider_id}:{number}", rider_id, None, Merit.CHECKED, 2, day, at))


async def _train(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Let a captain have completed trainings, for which they hold badges."""
    for number, colour in enumerate(_TRAININGS):
        await trainings.complete(tx, deps, rider_id, colour, f"demo:{number}:{rider_id}")
    await badges.work_out(tx, deps, f"{rider_id}:0")
