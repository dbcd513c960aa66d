"""Announcements to riders: drafted and sent by admins, once to each rider, in batches that wait behind all else."""

from dataclasses import dataclass, replace
from typing import Final

from domain.errors import AlreadyDone, AnnouncementEmpty, AnnouncementLong, Stale
from domain.messages import Precedence
from domain.people.announcements import LONGEST, Announced, Announcement, AnnouncementShown, AnnouncementState
from domain.reporting.reports import Actor
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group, to_rider
from services.ports.transaction import Transaction
from services.supervisor_keys import announced_key, announcement_key
from services.tickets.lateness import is_day
from services.tickets.supervisors import own_group, supervisors_group

RIDERS_AT_ONCE: Final = 200
PRESSABLE_MS: Final = 24 * 3_600_000
"""How long a preview can be sent: later presses are slips, and what it says is over."""


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """An announcement, and how many riders would get it now, or were told."""

    announcement: Announcement
    reaches: int


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
    await supervisors_group(tx, deps, chat_id)
    pressed, made = await tx.messages.at(chat_id, message_id), await tx.announcements.get(announcement_id)
    if made is None or pressed is None or pressed.key != announcement_key(made.id):
        raise Stale
    if made.state is not AnnouncementState.ASKED:
        raise AlreadyDone
    if deps.clock.now() - made.at > PRESSABLE_MS:
        raise Stale
    state = AnnouncementState.SENDING if sends else AnnouncementState.CANCELLED
    await _keep(tx, deps, replace(made, state=state))
    if sends:
        await tx.timers.put(Timer(TimerKind.ANNOUNCE, round_key(made.id, 0), deps.clock.now()))


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Send an announcement to the next riders; a timer continues. `key` is its id and that of the last rider."""
    announcement_id, after = parse_round_key(key)
    made = await tx.announcements.get(announcement_id)
    if made is None or made.state is not AnnouncementState.SENDING:
        return
    riders, silent = await tx.riders.to_tell(after, RIDERS_AT_ONCE), not is_day(deps, deps.clock.now())
    for rider in riders:
        told = Announced(made.id)
        outgoing = to_rider(deps, rider, told, announced_key(made.id, rider.id), Precedence.DIGEST)
        await tx.outbox.put(replace(outgoing, silent=silent))
    goes_on = len(riders) == RIDERS_AT_ONCE
    if goes_on:
        await tx.timers.put(Timer(TimerKind.ANNOUNCE, round_key(made.id, riders[-1].id), deps.clock.now()))
    state = AnnouncementState.SENDING if goes_on else AnnouncementState.SENT
    await _keep(tx, deps, replace(made, told=made.told + len(riders), state=state))


async def _keep(tx: Transaction, deps: Deps, made: Announcement) -> None:
    """Keep what has become of an announcement, and show it where it was drafted."""
    await tx.announcements.save(made)
    group = await own_group(tx, deps)
    if group is not None:
        await tx.outbox.put(to_group(deps, group, AnnouncementShown(made.id), announcement_key(made.id)))


@gather.register
async def announcement_view(meaning: AnnouncementShown, reading: Reading) -> AnnouncementView | None:
    """Return an announcement as supervisors see it; None if it is gone."""
    made = await reading.tx.announcements.get(meaning.announcement_id)
    if made is None:
        return None
    is_asked = made.state is AnnouncementState.ASKED
    return AnnouncementView(made, await reading.tx.announcements.reaches() if is_asked else made.told)


@gather.register
async def announced_view(meaning: Announced, reading: Reading) -> AnnouncementView | None:
    """Return an announcement as riders see it; None if it is gone, or its rider has left."""
    made = await reading.tx.announcements.get(meaning.announcement_id)
    return None if made is None or reading.rider is None else AnnouncementView(made, 0)
