"""Whoever blocks the bot keeps the seat until the day before, and longer where nobody waits for it."""

from dataclasses import replace

from domain.programme.activities import Activity, SignUpState
from services.people.riders import set_reachable
from services.programme import activity_news, sign_ups
from tests.activities import HOUR, TRAINING
from tests.usecases import START, Case

DAY = 24 * HOUR
S = SignUpState


async def opened(case: Case, seats: int) -> Activity:
    """An activity in three days."""
    it = replace(TRAINING, starts_at=START + 3 * DAY, ends_at=START + 3 * DAY + HOUR, seats=seats)
    await case.database.write(lambda tx: tx.activities.save(it))
    await case.do(activity_news.plan, it)
    return it


async def signed_up(case: Case, it: Activity, *numbers: int) -> None:
    for number in numbers:
        await case.do(sign_ups.sign_up, await case.rider(number), it.id)
        case.clock.at += 1


async def blocks(case: Case, number: int, *, reachable: bool = False) -> None:
    await case.database.write(lambda tx: set_reachable(tx, 100 * number, reachable=reachable))


async def states(case: Case, it: Activity) -> list[SignUpState]:
    """What has become of who signed up, by number."""
    found = await case.database.read(lambda tx: tx.activities.sign_ups(it.id, [*SignUpState], 0, 99))
    return [each.state for each in found]


async def test_who_blocked_the_bot_gives_the_seat_to_who_waits_the_day_before(case: Case) -> None:
    it = await opened(case, 2)
    await signed_up(case, it, 20, 21, 22)
    await blocks(case, 20)
    await case.passes(days=1, hours=23)
    assert await states(case, it) == [S.SIGNED_UP, S.SIGNED_UP, S.WAITING]
    await case.passes(hours=2)
    assert await states(case, it) == [S.CANCELLED, S.SIGNED_UP, S.SIGNED_UP]
    assert any("轮到你了" in call.text for call in await case.told(2200))


async def test_where_nobody_waits_or_they_are_back_in_time_the_seat_stays(case: Case) -> None:
    it = await opened(case, 2)
    await signed_up(case, it, 20, 21)
    await blocks(case, 20)
    await case.passes(days=2, hours=1)
    assert await states(case, it) == [S.SIGNED_UP, S.SIGNED_UP]
    other = replace(it, id=901, starts_at=it.starts_at + 2 * DAY, ends_at=it.ends_at + 2 * DAY)
    await case.database.write(lambda tx: tx.activities.save(other))
    await case.do(activity_news.plan, other)
    await signed_up(case, other, 20, 21, 22)
    await blocks(case, 21)
    await blocks(case, 21, reachable=True)
    await case.passes(days=2)
    assert await states(case, other) == [S.SIGNED_UP, S.SIGNED_UP, S.WAITING]


async def test_who_blocks_the_bot_within_the_last_day_keeps_the_seat(case: Case) -> None:
    it = await opened(case, 1)
    await signed_up(case, it, 20, 21)
    await case.passes(days=2, hours=1)
    await blocks(case, 20)
    await case.passes(hours=22, minutes=30)
    assert await states(case, it) == [S.SIGNED_UP, S.WAITING]
