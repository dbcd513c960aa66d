"""Appeals: who has them, where their cards stand, and each step with the cards, times and news that follow it."""

from dataclasses import dataclass, replace
from typing import Any, Final

from domain.district.routing import SERVICE, Queue
from domain.errors import NoLongerPossible, Stale
from domain.messages import Meaning, Precedence
from domain.people.riders import Rider
from domain.programme.appeal_errors import AppealGone, OwnAppeal
from domain.programme.appeal_messages import AppealCard, AppealTicket, AppealTold, AppealUp, News, Up
from domain.programme.appeals import ENDED, Act, Appeal, Asks, By, Line, Stage, due, step
from domain.reporting.clips import Clip
from domain.reporting.photos import Photo
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import removal, to_group, to_rider
from services.ports.transaction import Transaction
from services.programme.service_counts import note_appeal
from services.rider_keys import appeal_due_keys, appeal_key, appeal_ticket_key, appeal_told_key, appeal_up_key
from services.tickets import boards

_DAY_MS: Final = 86_400_000
CLOSES: Final = "close"
"""What is due of an appeal whose rider is asked whether it helped."""

GOES: Final = "go"
"""What is due of one that ended: what was said goes."""


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal with all that was said, as it is `now` (ms UTC)."""

    meaning: Meaning
    appeal: Appeal
    lines: tuple[Line, ...]
    now: int
    units: tuple[Queue, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """One thing that was said of an appeal, None for nothing, with what it brings."""

    appeal: Appeal
    line: Line | None
    photos: tuple[Photo, ...] = ()
    clip: Clip | None = None


def service_queues(deps: Deps) -> list[Queue]:
    """Return the queues that look after riders, in the order of the district's files."""
    return [each for each in deps.district.queues.values() if each.kind == SERVICE]


def takes_appeals(deps: Deps) -> bool:
    """Return whether the district has somebody who looks after riders."""
    return bool(service_queues(deps))


def queue_for(deps: Deps, community: str = "") -> str:
    """Return the service queue for a community, else one of the whole district, else the first; there is one."""
    queues = service_queues(deps)
    fits = [each for each in queues if community and community in each.communities]
    return next(iter([*fits, *[each for each in queues if not each.communities], *queues])).id


async def desk_of(tx: Transaction, deps: Deps, queue: str) -> QueueChat | None:
    """Return the group that sees to a queue's appeals: its own, else the supervisors', else triage's; or None."""
    known = deps.district.queues.get(queue)
    own = await tx.queues.chat(queue) if known is not None and known.kind == SERVICE else None
    if own is not None:
        return own
    for each in filter(None, (deps.district.supervisors, deps.district.triage)):
        group = await tx.queues.chat(each.id)
        if group is not None:
            return group
    return None


async def own_appeal(tx: Transaction, rider: Rider, appeal_id: int) -> Appeal:
    """Return an appeal of the rider's. Raises AppealGone."""
    appeal = await tx.appeals.get(appeal_id)
    if appeal is None or appeal.rider_id != rider.id:
        raise AppealGone
    return appeal


async def at_desk(tx: Transaction, deps: Deps, appeal_id: int, chat_id: int, user_id: int) -> Appeal:
    """Return an appeal that a member of a group acts on there.

    Raises:
        Stale: There is no such appeal any more, or another group sees to it now.
        OwnAppeal: It is theirs.
    """
    appeal = await tx.appeals.get(appeal_id)
    if appeal is None or appeal.stage is Stage.DRAFT:
        raise Stale
    desk = await desk_of(tx, deps, appeal.queue)
    if desk is None or desk.chat_id != await tx.queues.present_chat(chat_id):
        raise Stale
    rider = await tx.riders.get(appeal.rider_id)
    if rider is not None and rider.chat_id == user_id:
        raise OwnAppeal
    return appeal


async def moved(tx: Transaction, deps: Deps, appeal: Appeal, act: Act, who: By, **changes: Any) -> Appeal:
    """Take a step of the table, keep what changes with it, set its times and show it to all who see it; return it.

    Raises:
        NoLongerPossible: The table has no such step from where it is.
    """
    row = step(act, appeal.stage, who)
    if row is None:
        raise NoLongerPossible
    after = replace(appeal, stage=row.target or appeal.stage, **changes)
    if after.stage in ENDED:
        after = replace(after, closed_at=deps.clock.now(), answer=act.value, asks=Asks.NOTHING)
    after = await keep(tx, deps, after)
    await note_appeal(tx, deps, appeal, after, act)
    reminder = await tx.messages.of_key(appeal_due_keys(appeal.id))
    if reminder is not None:
        await tx.outbox.put(removal(reminder.chat_id, reminder.message_id))
    await show(tx, deps, after)
    return after


async def keep(tx: Transaction, deps: Deps, appeal: Appeal) -> Appeal:
    """Keep an appeal with what is due next, set the timer of that, and return it."""
    owed = due(appeal)
    kept = replace(appeal, due_at=owed[1] if owed is not None else None)
    await tx.appeals.save(kept)
    if owed is not None:
        await tx.timers.put(timer(appeal.id, owed[0].value, owed[1], owed[1]))
    if appeal.stage is Stage.FOLLOWED and appeal.followed_at is not None:
        at = appeal.followed_at + deps.limits.autoclose_days * _DAY_MS
        await tx.timers.put(timer(appeal.id, CLOSES, appeal.followed_at, at))
    if appeal.closed_at is not None:
        at = appeal.closed_at + deps.limits.trace_days * _DAY_MS
        await tx.timers.put(timer(appeal.id, GOES, appeal.closed_at, at))
    return kept


def timer(appeal_id: int, what: str, cause: int, at: int) -> Timer:
    """Return the timer of a thing that is due at a time (ms UTC), once for its `cause`, a time as well."""
    return Timer(TimerKind.APPEAL, f"{appeal_id}:{what}:{cause}", at)


async def show(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    """Draw an appeal's cards anew, its rider's and the staff's."""
    await show_rider(tx, deps, appeal)
    if appeal.stage is not Stage.DRAFT:
        await show_staff(tx, deps, appeal)


async def show_rider(tx: Transaction, deps: Deps, appeal: Appeal, menu: str = "") -> None:
    """Draw the rider's card."""
    rider = await tx.riders.get(appeal.rider_id)
    if rider is not None:
        await tx.outbox.put(to_rider(deps, rider, AppealCard(appeal.id, menu), appeal_key(appeal.id)))


async def show_staff(tx: Transaction, deps: Deps, appeal: Appeal, menu: str = "") -> None:
    """Draw the staff's card; one that stands in the group of before is taken away, with what it says."""
    desk = await desk_of(tx, deps, appeal.queue)
    if desk is None:
        return
    key = appeal_ticket_key(appeal.id)
    before = await tx.messages.of_key(key)
    if before is not None and before.chat_id != desk.chat_id:
        await tx.outbox.put(removal(before.chat_id, before.message_id, erases=True))
    await tx.outbox.put(to_group(deps, desk, AppealTicket(appeal.id, menu), key, Precedence.TICKET))
    await boards.redraw_service(tx, deps, appeal.queue)


async def show_again(tx: Transaction, deps: Deps) -> None:
    """Show the open appeals whose card stands in another group than that which sees to them now, or nowhere."""
    queues = await tx.appeals.open_queues()
    for appeal in await tx.appeals.open_of(queues, 0, deps.clock.now(), 0, _MANY) if queues else ():
        desk = await desk_of(tx, deps, appeal.queue)
        card = await tx.messages.of_key(appeal_ticket_key(appeal.id))
        if desk is not None and (card is None or card.chat_id != desk.chat_id):
            await show_staff(tx, deps, appeal)


_MANY: Final = 10_000


async def tell(tx: Transaction, deps: Deps, appeal: Appeal, news: News, line: Line | None = None) -> None:
    """Tell the rider a piece of news once, with what was said."""
    rider = await tx.riders.get(appeal.rider_id)
    if rider is not None:
        told = AppealTold(appeal_id=appeal.id, news=news, line_id=line.id if line is not None else 0)
        cause = line.id if line is not None else deps.clock.now()
        await tx.outbox.put(to_rider(deps, rider, told, appeal_told_key(appeal.id, news, cause), Precedence.STATUS))


async def tell_above(tx: Transaction, deps: Deps, appeal: Appeal, why: Up, at: int) -> None:
    """Tell the supervisors of an appeal once for a time, ms UTC; where they see to it its card says enough."""
    above, desk = deps.district.supervisors, await desk_of(tx, deps, appeal.queue)
    group = await tx.queues.chat(above.id) if above is not None else None
    if group is None or (desk is not None and desk.chat_id == group.chat_id):
        return
    up = AppealUp(appeal_id=appeal.id, why=why)
    await tx.outbox.put(to_group(deps, group, up, appeal_up_key(appeal.id, why, at), Precedence.REMINDER))


async def seen(reading: Reading, appeal_id: int, meaning: Meaning) -> AppealView | None:
    """Return an appeal with all that was said; None where it is gone."""
    appeal = await reading.tx.appeals.get(appeal_id)
    if appeal is None:
        return None
    said = tuple(await reading.tx.appeals.lines(appeal_id))
    others = tuple(each for each in service_queues(reading.deps) if each.id != appeal.queue)
    return AppealView(meaning, appeal, said, reading.deps.clock.now(), others)


@gather.register
async def card_view(meaning: AppealCard, reading: Reading) -> AppealView | None:
    """Return an appeal before its rider; None where it is gone, or somebody else's."""
    view = await seen(reading, meaning.appeal_id, meaning)
    return view if view is not None and reading.rider and reading.rider.id == view.appeal.rider_id else None


@gather.register
async def ticket_view(meaning: AppealTicket, reading: Reading) -> AppealView | None:
    """Return an appeal before staff; None where it is gone."""
    return await seen(reading, meaning.appeal_id, meaning)


@gather.register
async def up_view(meaning: AppealUp, reading: Reading) -> AppealView | None:
    """Return an appeal before supervisors; None where it is gone."""
    return await seen(reading, meaning.appeal_id, meaning)


async def line_view(reading: Reading, appeal_id: int, line_id: int) -> LineView | None:
    """Return one thing that was said with what it brings; None where the appeal or the line is gone."""
    tx = reading.tx
    appeal, line = await tx.appeals.get(appeal_id), await tx.appeals.line(line_id) if line_id else None
    if appeal is None or (line_id and line is None):
        return None
    photos = await tx.photos.by_ids([line.photo_id]) if line is not None and line.photo_id is not None else []
    clip = await tx.clips.get(line.clip_id) if line is not None and line.clip_id is not None else None
    return LineView(appeal, line, tuple(photos), clip)
