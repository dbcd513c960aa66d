"""The week is told once, Monday at nine, the last one only after an outage, in batches of two hundred riders."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import Stale
from domain.messages import Outgoing, Precedence
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from domain.week.messages import Digest, DigestTimes
from services.outgoing import digest_key
from services.ports.transaction import Transaction
from services.week import digests
from tests.sample_views import HOUR, rider
from tests.tables import timers, unseat, waiting, waiting_keys
from tests.usecases import GROUPS, START, Case

MONDAY = int(datetime(2026, 11, 30, 1, tzinfo=UTC).timestamp() * 1000)
"""The Monday after the start of the case, nine in the district."""
WEEK = 7 * 24 * HOUR
W46, W47, W48, W49 = (f"2026-W{number}" for number in (46, 47, 48, 49))


async def riders(case: Case, count: int) -> list[int]:
    """So many riders who have agreed; their ids."""

    async def save(tx: Transaction) -> None:
        for number in range(1, count + 1):
            await tx.riders.save(rider(id=number, chat_id=100 * number))

    await case.database.write(save)
    return list(range(1, count + 1))


def told_riders(case: Case) -> list[int]:
    return [each.chat_id // 100 for each in waiting(case) if each.chat_id > 0]


def told_weeks(case: Case) -> set[str]:
    return {each.meaning.week for each in waiting(case) if isinstance(each.meaning, Digest)}


async def test_the_next_week_is_planned_and_the_last_one_in_case_it_was_missed(case: Case) -> None:
    for _ in range(2):
        await case.do(digests.plan_next)
    assert timers(case) == [
        Timer(TimerKind.WEEK, f"{W47}:0", MONDAY - WEEK),
        Timer(TimerKind.WEEK, f"{W48}:0", MONDAY),
    ]


async def test_riders_and_groups_are_told_silently_and_last_of_all(case: Case) -> None:
    case.clock.at = MONDAY
    await case.rider(language="en")
    await case.do(digests.tell_week, f"{W48}:0")
    told = {each.key: each for each in waiting(case)}
    mine = told[f"digest:rider:7:{W48}"]
    assert mine == Outgoing(mine.key, 700, None, Precedence.DIGEST, Digest("rider:7", W48), silent=True, language="en")
    queue = told[f"digest:queue:lighting:{W48}"]
    assert queue == Outgoing(
        queue.key, GROUPS["lighting"], None, Precedence.DIGEST, Digest("queue:lighting", W48), silent=True,
        language="zh",
    )  # fmt: skip
    district = told[f"digest:district:{W48}"]
    assert (district.chat_id, district.meaning) == (GROUPS["supervisors"], Digest("district", W48))
    assert len(told) == len(GROUPS) + 1


async def test_a_district_without_supervisors_tells_each_queue_its_own(case: Case) -> None:
    case.clock.at = MONDAY
    case.has_queue("supervisors", kind="community")
    await case.do(digests.tell_week, f"{W48}:0")
    assert f"digest:queue:supervisors:{W48}" in waiting_keys(case)
    assert f"digest:district:{W48}" not in waiting_keys(case)


@pytest.mark.parametrize(("linked_at", "is_told"), [(MONDAY - 1, True), (MONDAY, False)])
async def test_a_group_that_was_linked_since_gets_no_empty_digest(case: Case, linked_at: int, *, is_told: bool) -> None:
    case.clock.at = MONDAY
    unseat(case)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("gas", -1, None, linked_at)))
    await case.do(digests.tell_week, f"{W48}:0")
    assert waiting_keys(case) == ([f"digest:queue:gas:{W48}"] if is_told else [])


@pytest.mark.parametrize("changes", [{"muted": True}, {"reachable": False}, {"consent": 0}])
async def test_who_muted_it_cannot_be_reached_or_has_not_agreed_is_not_told(
    case: Case, changes: dict[str, Any]
) -> None:
    case.clock.at = MONDAY
    await case.rider(**changes)
    await case.do(digests.tell_week, f"{W48}:0")
    assert told_riders(case) == []


async def test_a_week_is_told_once(case: Case) -> None:
    case.clock.at = MONDAY
    await case.rider()
    await case.do(digests.tell_week, f"{W48}:0")
    await case.told()
    await case.database.write(lambda tx: tx.outbox.purge(case.clock.at + WEEK))
    await case.do(digests.tell_week, f"{W48}:0")
    assert waiting(case) == []


@pytest.mark.parametrize(("late", "is_told"), [(0, True), (48 * HOUR, True), (48 * HOUR + 1, False)])
async def test_what_could_not_be_told_for_two_days_is_left_to_whoever_asks(
    case: Case, late: int, *, is_told: bool
) -> None:
    await case.rider()
    await case.do(digests.plan_next)
    case.clock.at = MONDAY + late
    await case.passes(milliseconds=0)
    assert told_weeks(case) == ({W48} if is_told else set())
    assert W49 in {timer.key.partition(":")[0] for timer in timers(case)}


async def test_after_an_outage_of_weeks_nothing_old_is_told_and_the_next_is_planned(case: Case) -> None:
    await case.rider()
    await case.do(digests.plan_next)
    case.clock.at = MONDAY + 2 * WEEK + 47 * HOUR
    await case.passes(milliseconds=0)
    assert told_weeks(case) == {"2026-W50"}
    assert [timer.key for timer in timers(case)] == ["2026-W51:0"]


@pytest.mark.parametrize(("count", "goes_on"), [(199, False), (200, True), (201, True)])
async def test_two_hundred_riders_are_told_at_once_and_a_timer_goes_on(
    case: Case, count: int, *, goes_on: bool
) -> None:
    case.clock.at = MONDAY
    everybody = await riders(case, count)
    await case.do(digests.tell_week, f"{W48}:0")
    assert told_riders(case) == everybody[:200]
    going_on = [timer for timer in timers(case) if timer.key == f"{W48}:200"]
    assert going_on == ([Timer(TimerKind.WEEK, f"{W48}:200", MONDAY)] if goes_on else [])


async def test_the_rest_is_told_once_and_no_group_again(case: Case) -> None:
    case.clock.at = MONDAY
    everybody = await riders(case, 201)
    unseat(case)
    await case.do(digests.tell_week, f"{W48}:0")
    await case.database.write(lambda tx: tx.queues.link(QueueChat("gas", -1, None, MONDAY - 1)))
    await case.do(digests.tell_week, f"{W48}:200")
    assert told_riders(case) == everybody
    assert waiting(case, -1) == []


async def test_a_batch_that_comes_a_week_later_is_not_told(case: Case) -> None:
    case.clock.at = MONDAY + WEEK
    await riders(case, 1)
    await case.do(digests.tell_week, f"{W48}:200")
    await case.do(digests.tell_week, f"{W48}:0")
    assert waiting(case) == []


async def test_last_week_is_shown_at_any_time_and_each_time(case: Case) -> None:
    reader = await case.rider()
    for _ in range(2):
        await case.do(digests.show_last, reader)
    told = waiting(case)
    assert [each.meaning for each in told] == [Digest("rider:7", W47, asked=True)] * 2
    assert [(each.silent, each.precedence) for each in told] == [(False, Precedence.ANSWER)] * 2


MIDNIGHT = MONDAY - 9 * HOUR


@pytest.mark.parametrize(("at", "week"), [(MIDNIGHT - 1, W47), (MIDNIGHT, W48)])
async def test_last_week_is_the_one_that_is_over(case: Case, at: int, week: str) -> None:
    case.clock.at = at
    await case.do(digests.show_last, replace(await case.rider(), muted=True))
    assert told_weeks(case) == {week}


async def test_the_week_comes_by_itself(case: Case) -> None:
    await case.rider()
    await case.do(digests.plan_next)
    await case.passes(milliseconds=MONDAY - 1 - START)
    assert told_weeks(case) == {W47}
    await case.told()
    await case.passes(milliseconds=1)
    assert told_weeks(case) == {W48}


FRIDAY_AT_SIX = 4 * 24 + 18


async def test_a_rider_is_told_at_the_hour_they_chose_and_nobody_else(case: Case) -> None:
    theirs = await case.rider()
    await case.do(digests.plan_next)
    await case.do(digests.choose_time, theirs, FRIDAY_AT_SIX)
    await case.told()
    for at, is_told in ((MONDAY, False), (MONDAY + 4 * 24 * HOUR + 9 * HOUR, True)):
        await case.passes(milliseconds=at - 1 - case.clock.at)
        await case.told()
        await case.passes(milliseconds=1)
        assert (f"digest:rider:7:{W48}" in waiting_keys(case)) is is_told


async def test_who_chooses_a_later_hour_is_not_told_twice(case: Case) -> None:
    theirs = await case.rider()
    await case.do(digests.plan_next)
    await case.passes(milliseconds=MONDAY - case.clock.at)
    assert f"digest:rider:7:{W48}" in waiting_keys(case)
    await case.told()
    await case.do(digests.choose_time, theirs, FRIDAY_AT_SIX)
    await case.told()
    await case.passes(milliseconds=WEEK - 1)
    assert told_riders(case) == []


@pytest.mark.parametrize("slot", [-1, 0, 8, 7 * 24 + 9, 10**18])
async def test_an_hour_that_is_not_offered_is_refused(case: Case, slot: int) -> None:
    with pytest.raises(Stale):
        await case.do(digests.choose_time, await case.rider(), slot)


@pytest.mark.parametrize("muted", [True, False])
async def test_the_digest_is_muted_and_comes_again_at_the_same_hour(case: Case, *, muted: bool) -> None:
    theirs = await case.rider(muted=not muted, digest_slot=FRIDAY_AT_SIX)
    await case.do(digests.choose_time, theirs, None if muted else FRIDAY_AT_SIX, 33)
    assert await case.database.read(lambda tx: tx.riders.get(7)) == replace(theirs, muted=muted)
    assert [each.meaning for each in waiting(case)] == [DigestTimes(edits=33)]


async def test_a_timer_of_the_last_release_is_told_at_the_usual_hour(case: Case) -> None:
    """Its key had no hour."""
    case.clock.at = MONDAY
    await case.rider()
    await case.do(digests.tell_week, f"{W48}:0")
    assert told_riders(case) == [7]


async def test_a_thousand_digests_stand_before_no_answer_and_no_ticket(case: Case) -> None:
    await riders(case, 1_000)
    everybody = [Digest(f"rider:{number}", W47, asked=True) for number in range(1, 1_001)]

    async def put(tx: Transaction) -> None:
        for number, digest in enumerate(everybody, 1):
            await tx.outbox.put(Outgoing(digest_key(digest), 100 * number, None, Precedence.DIGEST, digest))

    await case.database.write(put)
    report = await case.submitted(by=await case.rider(2_000))
    await case.deliverer.look()
    await case.deliverer.idle()
    first = {call.chat for call in case.telegram.calls}
    assert {200_000, GROUPS[report.queue]} <= first
    assert len(first) < 40


@pytest.mark.parametrize("told_before", [True, False])
async def test_who_moves_to_an_hour_that_is_past_is_told_at_once_and_once(case: Case, *, told_before: bool) -> None:
    theirs = await case.rider(digest_slot=9 if told_before else FRIDAY_AT_SIX)
    await case.do(digests.plan_next)
    await case.passes(milliseconds=MONDAY + 24 * HOUR - case.clock.at)
    await case.told()
    await case.do(digests.choose_time, theirs, 7)
    assert (f"digest:rider:7:{W48}" in waiting_keys(case)) is not told_before
    await case.told()
    await case.passes(milliseconds=5 * 24 * HOUR)
    assert f"digest:rider:7:{W48}" not in waiting_keys(case)
