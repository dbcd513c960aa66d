"""Every Monday the week is told: once for each scope, also when the bot was down over Monday."""

from domain.messages import Digest, Outgoing, Precedence
from domain.people.riders import Rider
from domain.timers import Timer, TimerKind
from domain.week.weeks import Week, last_told, parse_week, week_after
from services.deps import Desk
from services.people.riders import spoken
from services.ports.transaction import Transaction
from services.tickets.cards import language_of_queue

DISTRICT = "district"
RIDERS_AT_ONCE = 200


async def plan_next(tx: Transaction, desk: Desk) -> None:
    """Set the timer that tells this week, and the one before where that was not told yet."""
    timezone = desk.district.timezone
    last = last_told(desk.clock.now(), timezone)
    for week in (last, week_after(last)):
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:0", week.told_at(timezone)))


async def tell_week(tx: Transaction, desk: Desk, key: str) -> None:
    """Tell the queues, the supervisors and the first riders; a further timer takes the next ones.

    After an outage of weeks only the last one is told.
    """
    name, _, after = key.partition(":")
    week = parse_week(name)
    if after == "0":
        await plan_next(tx, desk)
    if week != last_told(desk.clock.now(), desk.district.timezone):
        return
    if after == "0":
        await _tell_groups(tx, desk, week)
    riders = await tx.riders.to_digest(int(after), RIDERS_AT_ONCE)
    for rider in riders:
        await _tell(tx, desk, f"rider:{rider.id}", week, rider.chat_id, None, spoken(desk, rider))
    if len(riders) == RIDERS_AT_ONCE:
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:{riders[-1].id}", desk.clock.now()))


async def show_last(tx: Transaction, desk: Desk, rider: Rider) -> None:
    """Show a rider last week's digest at once, told before or not."""
    week = last_told(desk.clock.now(), desk.district.timezone)
    outgoing = Outgoing(
        key=f"answer:{desk.ids.new()}",
        chat_id=rider.chat_id,
        thread_id=None,
        precedence=Precedence.ANSWER,
        meaning=Digest(f"rider:{rider.id}", str(week)),
        language=spoken(desk, rider),
    )
    await tx.outbox.put(outgoing, desk.clock.now())


async def _tell_groups(tx: Transaction, desk: Desk, week: Week) -> None:
    """A group that came after the hour of telling hears of the next week: a new district is not told of none."""
    supervisors, hour = desk.district.supervisors, week.told_at(desk.district.timezone)
    for queue in desk.district.queues.values():
        group = await tx.queues.chat(queue.id)
        if group is not None and group.linked_at < hour:
            scope = DISTRICT if supervisors and queue.id == supervisors.id else f"queue:{queue.id}"
            language = language_of_queue(desk, queue.id)
            await _tell(tx, desk, scope, week, group.chat_id, group.thread_id, language)


async def _tell(
    tx: Transaction, desk: Desk, scope: str, week: Week, chat_id: int, thread_id: int | None, language: str
) -> None:
    now = desk.clock.now()
    if not await tx.weeks.tell(scope, str(week), now):
        return
    outgoing = Outgoing(
        key=f"digest:{scope}:{week}",
        chat_id=chat_id,
        thread_id=thread_id,
        precedence=Precedence.DIGEST,
        meaning=Digest(scope, str(week)),
        silent=True,
        language=language,
    )
    await tx.outbox.put(outgoing, now)
