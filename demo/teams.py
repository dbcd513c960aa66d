"""The teams of the demo: two, in which everybody who has reported rides, each with a captain, who holds badges."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.app import App
from demo.case import Crowd
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

_TRAININGS: Final = (Knight.FLAME, Knight.FLASH, Knight.FLASH, Knight.ANGEL)


async def form_teams(app: App, crowd: Crowd) -> None:
    """Keep companies and teams, and let the riders ride in them."""
    for team, names in _RIDERS.items():
        chats = [crowd.riders[name].id for name in names]
        await app.database.write(partial(_form, deps=app.deps, team=team, chats=chats))


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


async def _train(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Let a captain have completed trainings, for which they hold badges."""
    for number, colour in enumerate(_TRAININGS):
        await trainings.complete(tx, deps, rider_id, colour, f"demo:{number}:{rider_id}")
    await badges.work_out(tx, deps, f"{rider_id}:0")
