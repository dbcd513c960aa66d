"""One rider's many messages are few of a group's: told at once, then together, without a sound at night."""

from domain.errors import TooOften
from tests.recording import Call
from tests.sample_views import HOUR
from tests.usecases import GROUPS, Case

URGENT = "manhole_missing"
NIGHT = 12 * HOUR


async def nudges(case: Case, queue: str) -> list[Call]:
    """The nudges that a group has got since this was asked last."""
    return [call for call in await case.told(GROUPS[queue]) if call.method == "sendMessage"]


async def test_what_follows_the_first_is_told_as_one(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    for word in ("第一句", "第二句", "第三句", "第四句"):
        await case.adds(rider, report, word)
    (first,) = await nudges(case, report.queue)
    assert "第一句" in first.text
    await case.passes(minutes=10)
    (merged,) = await nudges(case, report.queue)
    assert "又补充了 3 条" in merged.text
    assert all(word in merged.text for word in ("第二句", "第三句", "第四句"))
    await case.passes(minutes=30)
    assert not await nudges(case, report.queue)


async def test_a_hundred_replies_of_an_hour_are_seven_notices_at_most(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(URGENT, by=rider))
    await case.told()
    refused = 0
    for number in range(120):
        try:
            await case.adds(rider, report, f"第 {number} 句")
        except TooOften:
            refused += 1
        await case.passes(seconds=29)
    await case.passes(minutes=30)
    assert refused == 120 - case.deps.limits.additions_per_hour
    told = await nudges(case, report.queue)
    assert len(told) <= 7
    deleted = [call for call in case.telegram.calls if call.method == "deleteMessage" and call.chat < 0]
    assert len(deleted) == len(told) - 1


async def test_an_addition_to_an_urgent_report_is_silent_at_night_and_waits_its_turn(case: Case) -> None:
    rider = await case.rider()
    case.clock.at += NIGHT
    urgent = await case.submitted(URGENT, by=rider)
    (card,) = await case.told(GROUPS[urgent.queue])
    assert not card.is_silent
    await case.adds(rider, urgent, "还敞着")
    ordinary = await case.submitted("street_light", by=rider)
    assert ordinary.queue != urgent.queue
    (nudge,) = await nudges(case, urgent.queue)
    assert nudge.is_silent


async def test_nothing_is_told_of_what_closed_meanwhile(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for word in ("第一句", "第二句"):
        await case.adds(rider, report, word)
    await case.answered(await case.resolved(report), rider)
    await case.told()
    await case.passes(minutes=10)
    assert not await nudges(case, report.queue)
