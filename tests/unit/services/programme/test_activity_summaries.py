"""What a group reads when an activity that it held is over: once, and only of one that took place."""

from dataclasses import replace

from domain.programme.activities import Activity, ActivityState, CameBy
from services.programme import activity_news, attendance, holding, sign_ups
from tests.activities import HOUR, TRAINING
from tests.usecases import GROUPS, START, Case

GROUP = GROUPS["rider-service"]


async def opened(case: Case, seats: int | None = 2) -> Activity:
    activity = replace(TRAINING, starts_at=START + 2 * HOUR, ends_at=START + 4 * HOUR, seats=seats)
    await case.database.write(lambda tx: tx.activities.save(activity))
    await case.do(activity_news.plan, activity)
    return activity


async def summaries(case: Case) -> list[str]:
    return [call.text for call in await case.told(GROUP) if "结束了" in call.text]


async def test_who_came_who_did_not_and_who_waited_is_told_once(case: Case) -> None:
    activity = await opened(case)
    riders = [await case.rider(number) for number in range(20, 23)]
    for rider in riders:
        await case.do(sign_ups.sign_up, rider, activity.id)
    case.clock.at = activity.starts_at
    for _ in range(3):
        await case.do(attendance.check_in, activity, riders[0], CameBy.CODE)
    assert not await summaries(case)
    await case.passes(hours=3)
    (told,) = await summaries(case)
    assert told.splitlines() == [
        "🏁 结束了：<b>🎓 心肺复苏</b>",
        "报名 2 · 到场 1 · 没来 1",
        "⚠️ 重复签到：1 人",
        "没排上：1 人",
        "名单一天内还能在 /activities 里看。",
    ]
    await case.do(activity_news.end, activity)
    await case.do(activity_news.end, replace(activity, state=ActivityState.OVER))
    await case.passes(days=1)
    assert not await summaries(case)


async def test_one_to_which_nobody_signed_up_is_told_in_short(case: Case) -> None:
    await opened(case, seats=None)
    await case.passes(hours=5)
    assert await summaries(case) == ["🏁 结束了：<b>🎓 心肺复苏</b>\n报名 0 · 到场 0 · 没来 0"]


async def test_nothing_is_told_of_one_that_was_called_off(case: Case) -> None:
    activity = await opened(case)
    await case.do(holding.cancel, activity)
    await case.passes(days=1)
    assert not await summaries(case)


async def test_a_unit_without_a_group_is_told_nothing_and_the_activity_ends(case: Case) -> None:
    activity = await opened(case)
    await case.database.write(lambda tx: tx.queues.lose(GROUP, START))
    await case.passes(days=1)
    kept = await case.database.read(lambda tx: tx.activities.get(activity.id))
    assert kept is not None
    assert kept.state is ActivityState.OVER
    assert not await case.told(GROUP)
