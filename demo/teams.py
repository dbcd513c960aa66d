"""The teams of the demo: two of them, each with a captain, in which everybody who has reported rides."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.app import App
from demo.case import Crowd
from domain.programme.teams import Company, Team
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import joining

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
