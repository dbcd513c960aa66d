"""What captains do: invite, take out, write to the team; and how supervisors name them."""

from dataclasses import replace
from typing import Final

from domain.errors import AlreadyDone, AnnouncementLong, Stale
from domain.people.announcements import LONGEST, Announcement, AnnouncementState
from domain.people.riders import Rider
from domain.programme.team_errors import CaptainOnly, InvitesMany, RiderMoved, SaidToday
from domain.programme.team_messages import (
    AnnounceHow,
    CaptainAsked,
    CaptainTold,
    InviteAsked,
    InviteShown,
    MembersShown,
    RemovedTold,
    TeamAnnouncementShown,
)
from domain.programme.teams import Invite, InviteKind, Stay
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import answer, to_group, to_rider
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import joining
from services.rider_keys import team_announcement_key
from services.supervisor_keys import captain_settled_key
from services.tickets.supervisors import supervisors_group

WAITS, NAMED, ENDED, REFUSED = "waits", "named", "ended", "refused"
ONCE, OPEN = "once", "open"
USES: Final = {ONCE: 1, OPEN: 50}
"""How many may join by an invite of each kind."""

INVITE_MS: Final = 7 * 86_400_000
MOST_OPEN: Final = 20
_DAY_MS: Final = 86_400_000


async def led_by(tx: Transaction, rider: Rider) -> Stay:
    """Return the rider's stay, as they lead the team.

    Raises:
        CaptainOnly: They lead none.
    """
    stay = await tx.teams.stay_of(rider.id)
    if stay is None or not stay.captain:
        raise CaptainOnly
    return stay


async def ask_invite(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Ask which kind of invite it is to be."""
    await led_by(tx, rider)
    await answer(tx, deps, rider, InviteAsked(edits=message_id))


async def invite(tx: Transaction, deps: Deps, rider: Rider, kind: str) -> None:
    """Make an invite, for one or for some, and show it as a picture and a link.

    Raises:
        CaptainOnly: The rider leads no team.
        Barred: They are banned.
        InvitesMany: The team has as many as it may.
    """
    sanctions.refuse_banned(deps, rider)
    stay, now = await led_by(tx, rider), deps.clock.now()
    if len(await tx.teams.invites(stay.team, now)) >= MOST_OPEN:
        raise InvitesMany
    code = deps.ids.code()
    await tx.teams.save_invite(Invite(code, stay.team, InviteKind.MEMBER, rider.id, now, now + INVITE_MS, USES[kind]))
    await answer(tx, deps, rider, InviteShown(code))


async def revoke(tx: Transaction, deps: Deps, rider: Rider, code: str, message_id: int) -> None:
    """Take an invite of the captain's team back.

    Raises:
        CaptainOnly: The rider leads no team.
        Stale: It is none for riders of that team; the supervisors' links are not the captain's.
    """
    stay, known = await led_by(tx, rider), await tx.teams.invite(code)
    if known is None or known.team != stay.team or known.kind is not InviteKind.MEMBER:
        raise Stale
    await tx.teams.save_invite(replace(known, revoked=True))
    await answer(tx, deps, rider, InviteAsked(edits=message_id))


async def show_members(
    tx: Transaction, deps: Deps, rider: Rider, message_id: int, after: int = 0, removing: int = 0
) -> None:
    """Show a page of the team, or ask whether one of them is to be taken out."""
    await led_by(tx, rider)
    await answer(tx, deps, rider, MembersShown(after, removing, edits=message_id))


async def remove(tx: Transaction, deps: Deps, rider: Rider, stay_id: int, message_id: int) -> None:
    """Take a rider out of the captain's team, and tell them.

    Raises:
        CaptainOnly: The presser leads no team.
        Barred: The presser is banned.
        RiderMoved: They are not in it any more.
    """
    sanctions.refuse_banned(deps, rider)
    own, stay = await led_by(tx, rider), await tx.teams.stay(stay_id)
    if stay is None or stay.team != own.team or stay.until is not None or stay.id == own.id:
        raise RiderMoved
    await joining.leave(tx, deps, stay.rider_id)
    await _tell(tx, deps, stay.rider_id, RemovedTold(stay.team))
    await answer(tx, deps, rider, MembersShown(edits=message_id))


async def draft(tx: Transaction, deps: Deps, rider: Rider, words: str) -> None:
    """Show a captain how an announcement to the team would read; without words, how that is done.

    Raises:
        CaptainOnly: The rider leads no team.
        AnnouncementLong: There are more words than it may have.
    """
    stay, words = await led_by(tx, rider), words.strip()
    if not words:
        await answer(tx, deps, rider, AnnounceHow())
        return
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise AnnouncementLong
    made = Announcement(deps.ids.new(), words, 0, "", deps.clock.now(), team=stay.team, captain=rider.id)
    await tx.announcements.save(made)
    await tx.outbox.put(to_rider(deps, rider, TeamAnnouncementShown(made.id), team_announcement_key(made.id)))


async def decide(
    tx: Transaction, deps: Deps, rider: Rider, announcement_id: int, message_id: int, *, sends: bool
) -> None:
    """Send a captain's announcement, or drop it.

    Raises:
        CaptainOnly: The rider leads the team no more.
        Stale: It is not theirs, or too old.
        AlreadyDone: That was decided before.
        SaidToday: The team was written to today.
    """
    stay, made, now = await led_by(tx, rider), await tx.announcements.get(announcement_id), deps.clock.now()
    if made is None or made.captain != rider.id or made.team != stay.team or now - made.at > _DAY_MS:
        raise Stale
    if made.state is not AnnouncementState.ASKED:
        raise AlreadyDone
    if sends:
        if sanctions.is_silenced(deps, rider):
            await sanctions.tell_barred(tx, deps, rider, message_id)
            return
        if (await tx.paces.spend(f"team_told:{stay.team}:{deps.today}", now, _DAY_MS)).used > 1:
            raise SaidToday
        await tx.timers.put(Timer(TimerKind.ANNOUNCE, round_key(made.id, 0), now))
    state = AnnouncementState.SENDING if sends else AnnouncementState.CANCELLED
    await tx.announcements.save(replace(made, state=state))
    await tx.outbox.put(to_rider(deps, rider, TeamAnnouncementShown(made.id), team_announcement_key(made.id)))


async def captain_link(tx: Transaction, deps: Deps, chat_id: int, team_id: str) -> str:
    """Make an invite whose opener the supervisors may name captain; return its code.

    Raises:
        SupervisorsOnly: The chat is not their group.
        Stale: There is no such team.
    """
    await supervisors_group(tx, deps, chat_id)
    team, now, code = await tx.teams.team(team_id), deps.clock.now(), deps.ids.code()
    if team is None or team.is_over(deps.today):
        raise Stale
    await tx.teams.save_invite(Invite(code, team.id, InviteKind.CAPTAIN, 0, now, now + INVITE_MS, 1))
    return code


async def settle_captain(
    tx: Transaction, deps: Deps, chat_id: int, message_id: int, stay_id: int, by: str, *, named: bool
) -> None:
    """Name who has opened a captain's link, in place of who leads the team now, or do not.

    Raises:
        SupervisorsOnly: The chat is not their group.
        AlreadyDone: They lead it already, or a colleague has answered the question.
        RiderMoved: They have left the team.
    """
    group, stay = await supervisors_group(tx, deps, chat_id), await tx.teams.stay(stay_id)
    if stay is None or stay.until is not None:
        raise RiderMoved
    key = captain_settled_key(chat_id, message_id)
    if stay.captain or await tx.outbox.knows(key):
        raise AlreadyDone
    if named:
        await end_captaincy(tx, deps, chat_id, stay.team)
        await tx.teams.save_stay(replace(stay, captain=True))
    await _tell(tx, deps, stay.rider_id, CaptainTold(stay.team, NAMED if named else REFUSED))
    told = CaptainAsked(stay.id, by, named, edits=message_id)
    await tx.outbox.put(to_group(deps, group, told, key))


async def end_captaincy(tx: Transaction, deps: Deps, chat_id: int, team_id: str) -> None:
    """Let nobody lead a team any more; its invites by who did are taken back.

    Raises:
        SupervisorsOnly: The chat is not their group.
    """
    await supervisors_group(tx, deps, chat_id)
    stay = await tx.teams.captain(team_id)
    if stay is None:
        return
    await tx.teams.save_stay(replace(stay, captain=False))
    await joining.revoke_all(tx, deps, stay)
    await _tell(tx, deps, stay.rider_id, CaptainTold(team_id, ENDED))


async def _tell(tx: Transaction, deps: Deps, rider_id: int, notice: RemovedTold | CaptainTold) -> None:
    rider = await tx.riders.get(rider_id)
    if rider is not None and rider.reachable:
        await tx.outbox.put(to_rider(deps, rider, notice))
