"""Every Monday the week is told: once for each scope, also when the bot was down over Monday."""

from domain.messages import Digest, Outgoing, Precedence
from domain.people.riders import Rider
from domain.timers import Timer, TimerKind
from domain.week.weeks import Week, last_told, parse_week, week_after
from services.deps import Deps
from services.people.riders import spoken
from services.ports.transaction import Transaction
from services.tickets.cards import language_of_queue

DISTRICT = "district"
RIDERS_AT_ONCE = 200


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the timer that tells this week, and the one before where that was not told yet."""
    timezone = deps.district.timezone
    last = last_told(deps.clock.now(), timezone)
    for week in (last, week_after(last)):
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:0", week.told_at(timezone)))


async def tell_week(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell the queues, the supervisors and the first riders; a further timer takes the next ones.

    After an outage of weeks only the last one is told.
    """
    name, _, after = key.partition(":")
    week = parse_week(name)
    if after == "0":
        await plan_next(tx, deps)
    if week != last_told(deps.clock.now(), deps.district.timezone):
        return
    if after == "0":
        await _tell_groups(tx, deps, week)
    riders = await tx.riders.to_digest(int(after), RIDERS_AT_ONCE)
    for rider in riders:
        await _tell(tx, deps, f"rider:{rider.id}", week, rider.chat_id, None, spoken(deps, rider))
    if len(riders) == RIDERS_AT_ONCE:
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:{riders[-1].id}", deps.clock.now()))


async def show_last(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show a rider last week's digest at once, told before or not."""
    week = last_told(deps.clock.now(), deps.district.timezone)
    outgoing = Outgoing(
        key=f"answer:{deps.ids.new()}",
        chat_id=rider.chat_id,
        thread_id=None,
        precedence=Precedence.ANSWER,
        meaning=Digest(f"rider:{rider.id}", str(week)),
        language=spoken(deps, rider),
    )
    await tx.outbox.put(outgoing, deps.clock.now())


async def _tell_groups(tx: Transaction, deps: Deps, week: Week) -> None:
    """A group that came after the hour of telling hears of the next week: a new district is not told of none."""
    supervisors, hour = deps.district.supervisors, week.told_at(deps.district.timezone)
    for queue in deps.district.queues.values():
        group = await tx.queues.chat(queue.id)
        if group is not None and group.linked_at < hour:
            scope = DISTRICT if supervisors and queue.id == supervisors.id else f"queue:{queue.id}"
            language = language_of_queue(deps, queue.id)
            await _tell(tx, deps, scope, week, group.chat_id, group.thread_id, language)


async def _tell(
    tx: Transaction, deps: Deps, scope: str, week: Week, chat_id: int, thread_id: int | None, language: str
) -> None:
    now = deps.clock.now()
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
