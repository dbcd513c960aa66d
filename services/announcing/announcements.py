"""Announcements to riders: drafted and sent by admins, once to each rider, in batches that wait behind all else."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.errors import AlreadyDone, AnnouncementEmpty, AnnouncementLong, Stale
from domain.messages import Precedence
from domain.people.announcements import LONGEST, Announced, Announcement, AnnouncementShown, AnnouncementState
from domain.people.riders import Rider
from domain.programme.team_messages import TeamAnnouncementShown
from domain.programme.teams import Team
from domain.reporting.reports import Actor
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group, to_rider
from services.ports.transaction import Transaction
from services.rider_keys import team_announcement_key
from services.supervisor_keys import announced_key, announcement_key
from services.tickets.lateness import is_day
from services.tickets.supervisors import own_group, supervisors_group

RIDERS_AT_ONCE: Final = 200
TEAMS_AT_ONCE: Final = 8
PRESSABLE_MS: Final = 24 * 3_600_000
"""How long a preview can be sent: later presses are slips, and what it says is over."""


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A page of teams, counted from 0, from which one is to be chosen."""

    teams: tuple[Team, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """An announcement, and how many riders would get it now, or were told; `team` is the one that it is to.

    `choice` is the page of teams that is open below it.
    """

    announcement: Announcement
    reaches: int
    team: Team | None = None
    choice: TeamPage | None = None


async def draft(tx: Transaction, deps: Deps, writer: Actor, chat_id: int, words: str) -> None:
    """Show the supervisors how an announcement would read, and how many riders would get it.

    Raises:
        SupervisorsOnly: The chat is not their group.
        AnnouncementEmpty: There are no words.
        AnnouncementLong: There are more than it may have.
    """
    group, words = await supervisors_group(tx, deps, chat_id), words.strip()
    if not words:
        raise AnnouncementEmpty
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise AnnouncementLong
    made = Announcement(deps.ids.new(), words, writer.id, writer.name, deps.clock.now())
    await tx.announcements.save(made)
    await tx.outbox.put(to_group(deps, group, AnnouncementShown(made.id), announcement_key(made.id)))


async def decide(
    tx: Transaction, deps: Deps, chat_id: int, message_id: int, announcement_id: int, *, sends: bool
) -> None:
    """Send an announcement, or drop it, as the pressed preview asks.

    Raises:
        SupervisorsOnly: The chat is not their group.
        Stale: The message is not this announcement's, or more than a day old.
        AlreadyDone: That was decided before.
    """
    made = await _asked(tx, deps, chat_id, message_id, announcement_id)
    state = AnnouncementState.SENDING if sends else AnnouncementState.CANCELLED
    await _keep(tx, deps, replace(made, state=state))
    if sends:
        await tx.timers.put(Timer(TimerKind.ANNOUNCE, round_key(made.id, 0), deps.clock.now()))


async def choose_team(
    tx: Transaction, deps: Deps, chat_id: int, message_id: int, announcement_id: int, team: str
) -> None:
    """Let an announcement go to one team, "" for to all riders.

    Raises:
        SupervisorsOnly, Stale, AlreadyDone: See `decide`; it is stale, too, where there is no such team.
    """
    made = await _asked(tx, deps, chat_id, message_id, announcement_id)
    if team and await tx.teams.team(team) is None:
        raise Stale
    await _keep(tx, deps, replace(made, team=team))


async def show_teams(
    tx: Transaction, deps: Deps, chat_id: int, message_id: int, announcement_id: int, page: int
) -> None:
    """Open the list of teams below an announcement.

    Raises:
        SupervisorsOnly, Stale, AlreadyDone: See `decide`.
    """
    await _keep(tx, deps, await _asked(tx, deps, chat_id, message_id, announcement_id), page)


async def _asked(tx: Transaction, deps: Deps, chat_id: int, message_id: int, announcement_id: int) -> Announcement:
    """Return the announcement of a pressed preview, about which nothing was decided."""
    await supervisors_group(tx, deps, chat_id)
    pressed, made = await tx.messages.at(chat_id, message_id), await tx.announcements.get(announcement_id)
    if made is None or pressed is None or pressed.key != announcement_key(made.id):
        raise Stale
    if made.state is not AnnouncementState.ASKED:
        raise AlreadyDone
    if deps.clock.now() - made.at > PRESSABLE_MS:
        raise Stale
    return made


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Send an announcement to the next riders; a timer continues. `key` is its id and that of the last rider."""
    announcement_id, after = parse_round_key(key)
    made = await tx.announcements.get(announcement_id)
    if made is None or made.state is not AnnouncementState.SENDING:
        return
    riders, silent = await _next_riders(tx, made, after), not is_day(deps, deps.clock.now())
    for rider in riders:
        told = Announced(made.id)
        outgoing = to_rider(deps, rider, told, announced_key(made.id, rider.id), Precedence.DIGEST)
        await tx.outbox.put(replace(outgoing, silent=silent))
    goes_on = len(riders) == RIDERS_AT_ONCE
    if goes_on:
        await tx.timers.put(Timer(TimerKind.ANNOUNCE, round_key(made.id, riders[-1].id), deps.clock.now()))
    state = AnnouncementState.SENDING if goes_on else AnnouncementState.SENT
    await _keep(tx, deps, replace(made, told=made.told + len(riders), state=state))


async def _next_riders(tx: Transaction, made: Announcement, after: int) -> list[Rider]:
    """Return the next riders who get an announcement, whose ids are above `after`."""
    if not made.team:
        return await tx.riders.to_tell(after, RIDERS_AT_ONCE)
    return await tx.teams.to_tell(made.team, after, RIDERS_AT_ONCE, by_captain=bool(made.captain))


async def _keep(tx: Transaction, deps: Deps, made: Announcement, teams_page: int | None = None) -> None:
    """Keep what has become of an announcement, and show it to who wrote it."""
    await tx.announcements.save(made)
    captain = await tx.riders.get(made.captain) if made.captain else None
    if captain is not None:
        await tx.outbox.put(to_rider(deps, captain, TeamAnnouncementShown(made.id), team_announcement_key(made.id)))
    group = await own_group(tx, deps)
    if group is not None and not made.captain:
        await tx.outbox.put(to_group(deps, group, AnnouncementShown(made.id, teams_page), announcement_key(made.id)))


@gather.register
async def announcement_view(meaning: AnnouncementShown, reading: Reading) -> AnnouncementView | None:
    """Return an announcement as supervisors see it; None if it is gone."""
    made = await reading.tx.announcements.get(meaning.announcement_id)
    if made is None:
        return None
    tx, team = reading.tx, await reading.tx.teams.team(made.team) if made.team else None
    reaches = made.told
    if made.state is AnnouncementState.ASKED:
        reaches = await (tx.teams.reaches(team.id, by_captain=False) if team else tx.announcements.reaches())
    teams = await _teams(tx, reading.deps.today, meaning.teams_page) if meaning.teams_page is not None else None
    return AnnouncementView(made, reaches, team, teams)


async def _teams(tx: Transaction, today: date, page: int) -> TeamPage:
    """Return a page of the teams that go on."""
    going = [team for team in await tx.teams.teams() if not team.is_over(today)]
    start = page * TEAMS_AT_ONCE
    return TeamPage(tuple(going[start : start + TEAMS_AT_ONCE]), page, has_more=len(going) > start + TEAMS_AT_ONCE)


@gather.register
async def announced_view(meaning: Announced, reading: Reading) -> AnnouncementView | None:
    """Return an announcement as riders see it; None if it is gone, or its rider has left."""
    made = await reading.tx.announcements.get(meaning.announcement_id)
    if made is None or reading.rider is None:
        return None
    return AnnouncementView(made, 0, await reading.tx.teams.team(made.team) if made.team else None)
