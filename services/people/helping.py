"""What a rider can do now: the commands that their help names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.district.routing import SERVICE
from domain.people.messages import HowTo
from services.gathering import Reading, gather
from services.people.sanctions import is_banned


@dataclass(frozen=True, slots=True)
class HowToView:
    """The names of the commands that lead somewhere for who asks, and whether they are the captain of a team."""

    commands: tuple[str, ...]
    captain: bool = False


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, and what there is for them."""

    agreed: bool = False
    banned: bool = False
    drafts: bool = False
    reports: bool = False
    teams: bool = False
    captain: bool = False
    stations: bool = False
    rewards: bool = False
    activities: bool = False
    badges: bool = False
    lessons: bool = False
    cared_for: bool = False

    @property
    def acts(self) -> bool:
        """Whether they may report, and whatever else a ban forbids."""
        return self.agreed and not self.banned


_COMMANDS: Final[Mapping[str, Callable[[_Asker], bool]]] = {
    "start": lambda asker: not asker.agreed,
    "report": lambda asker: asker.acts,
    "cancel": lambda asker: asker.agreed and asker.drafts,
    "my": lambda asker: asker.agreed,
    "points": lambda asker: asker.agreed,
    "badges": lambda asker: asker.agreed and asker.badges,
    "lessons": lambda asker: asker.agreed and asker.lessons,
    "rewards": lambda asker: asker.agreed and asker.rewards,
    "stations": lambda asker: asker.agreed and asker.stations,
    "activities": lambda asker: asker.agreed and asker.activities,
    "appeal": lambda asker: asker.acts and asker.cared_for,
    "wish": lambda asker: asker.acts and asker.cared_for,
    "team": lambda asker: asker.agreed and asker.teams,
    "boards": lambda asker: asker.agreed and asker.teams,
    "invite": lambda asker: asker.acts and asker.reports,
    "slip": lambda asker: asker.acts and asker.reports,
    "digest": lambda asker: asker.agreed and asker.reports,
    "year": lambda asker: asker.agreed and asker.reports,
    "checks": lambda asker: asker.acts,
    "missing": lambda asker: asker.acts,
    "language": lambda _: True,
    "mydata": lambda _: True,
    "forget": lambda _: True,
}
"""Whom each command of a private chat is named to, in the order in which they stand there."""


@gather.register
async def how_to_view(meaning: HowTo, reading: Reading) -> HowToView:
    """Return what whoever asks can do now; people whom the bot does not know yet have to agree first."""
    del meaning
    asker = await _asker(reading)
    return HowToView(tuple(name for name, leads in _COMMANDS.items() if leads(asker)), asker.captain)


async def _asker(reading: Reading) -> _Asker:
    tx, deps, rider = reading.tx, reading.deps, reading.rider
    if rider is None:
        return _Asker()
    stay = await tx.teams.stay_of(rider.id)
    return _Asker(
        agreed=rider.agreed(deps.terms),
        banned=is_banned(deps, rider),
        drafts=bool(await tx.drafts.unfinished_of(rider.id)),
        reports=bool(await tx.reports.of_rider(rider.id, 1, 0)),
        teams=stay is not None or bool(await tx.teams.teams()),
        captain=stay is not None and stay.captain,
        stations=bool(deps.district.stations),
        rewards=bool(deps.district.rewards),
        activities=bool(deps.district.activity_kinds),
        badges=bool(deps.district.badges.knights),
        lessons=bool(deps.district.lessons),
        cared_for=any(each.kind == SERVICE for each in deps.district.queues.values()),
    )
