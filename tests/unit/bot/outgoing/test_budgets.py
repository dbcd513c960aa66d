"""Telegram's limits are kept by whoever sends as fast as the budgets let them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing.budgets import Budgets, Rates

RATES = Rates(per_second=30, private_per_second=1, private_burst=3, group_per_minute=20)
RIDER, OTHER_RIDER, GROUP, OTHER_GROUP = 7, 8, -7, -8
TICK = 0.125


@dataclass
class Seconds:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def budgets(clock: Seconds) -> Budgets:
    return Budgets(RATES, clock)


def may_go(budgets: Budgets, chat: int) -> bool:
    return budgets.allowance(1) == 1 and chat not in budgets.resting()


def flood(budgets: Budgets, clock: Seconds, chats: list[int], seconds: float) -> list[float]:
    """When messages go out while each chat has more than enough to say."""
    end, times = clock.at + seconds, []
    while clock.at < end:
        for chat in chats:
            while may_go(budgets, chat):
                budgets.take(chat)
                times.append(clock.at)
        clock.at += TICK
    return times


def most_within(times: list[float], span: float) -> int:
    return max((sum(start <= time < start + span for time in times) for start in times), default=0)


def test_a_group_gets_twenty_messages_in_any_minute_and_no_more(budgets: Budgets, clock: Seconds) -> None:
    times = flood(budgets, clock, [GROUP], 300)
    assert most_within(times, 60) == 20
    assert len(times) == 100


def test_thirty_messages_go_out_in_any_second_whoever_they_are_for(budgets: Budgets, clock: Seconds) -> None:
    times = flood(budgets, clock, list(range(1, 200)), 4)
    assert most_within(times, 1) == 30
    assert len(times) == 120


def test_a_private_chat_gets_a_burst_of_three_and_then_one_a_second(budgets: Budgets, clock: Seconds) -> None:
    start = clock.at
    times = [time - start for time in flood(budgets, clock, [RIDER], 6)]
    assert times == [0, 0, 0, 1, 2, 3, 4, 5]
    clock.at += 2
    assert len(flood(budgets, clock, [RIDER], TICK)) == 3


def test_a_chat_that_rests_holds_up_no_other(budgets: Budgets, clock: Seconds) -> None:
    flood(budgets, clock, [RIDER, GROUP], TICK)
    assert sorted(budgets.resting()) == [GROUP, RIDER]
    assert may_go(budgets, OTHER_RIDER)
    clock.at += 1
    assert may_go(budgets, RIDER)
    assert may_go(budgets, OTHER_GROUP)
    assert not may_go(budgets, GROUP)


@pytest.mark.parametrize("chat", [RIDER, GROUP])
def test_the_wait_that_is_told_is_as_long_as_it_takes(budgets: Budgets, clock: Seconds, chat: int) -> None:
    assert budgets.next_in() is None
    flood(budgets, clock, [chat], TICK)
    wait = budgets.next_in()
    assert wait
    clock.at += wait - TICK / 2
    assert not may_go(budgets, chat)
    clock.at += TICK / 2
    assert may_go(budgets, chat)


def test_the_wait_of_all_is_told_too(budgets: Budgets, clock: Seconds) -> None:
    flood(budgets, clock, list(range(1, 200)), TICK)
    wait = budgets.next_in()
    assert wait
    clock.at += wait
    assert budgets.allowance(1) == 1


ALL = Rates(per_second=5, private_per_second=0, private_burst=0, group_per_minute=6)
WISHES = st.lists(
    st.tuples(st.sampled_from([GROUP, OTHER_GROUP, RIDER]), st.integers(1, 5), st.sampled_from([0.0, 0.1, 1.0, 7.5])),
    max_size=60,
)


@given(WISHES)
def test_no_window_ever_gets_more_than_its_limit(wishes: list[tuple[int, int, float]]) -> None:
    clock = Seconds()
    budgets = Budgets(ALL, clock)
    gone: list[tuple[float, int]] = []
    for chat, parts, pause in wishes:
        if may_go(budgets, chat) and budgets.take(chat, parts):
            gone += [(clock.at, chat)] * parts
        clock.at += pause
    for group in (GROUP, OTHER_GROUP):
        assert most_within([at for at, chat in gone if chat == group], 60) <= ALL.group_per_minute
    assert most_within([at for at, _ in gone], 1) <= ALL.per_second


@given(WISHES)
def test_whoever_waits_as_long_as_told_may_send(wishes: list[tuple[int, int, float]]) -> None:
    clock = Seconds()
    budgets = Budgets(ALL, clock)
    for chat, parts, _ in wishes:
        for _ in range(100):
            if chat not in budgets.resting() and budgets.take(chat, parts):
                break
            wait = budgets.next_in()
            assert wait
            clock.at += max(wait, 1e-6)
        else:
            raise AssertionError(chat, parts)


def test_an_album_counts_as_its_parts(budgets: Budgets, clock: Seconds) -> None:
    budgets.take(GROUP, 12)
    assert budgets.allowance(30) == 18
    assert len(flood(budgets, clock, [GROUP], 59)) == 8
    clock.at += 1
    assert len(flood(budgets, clock, [GROUP], TICK)) == 20


def test_parts_that_do_not_fit_are_waited_for(budgets: Budgets, clock: Seconds) -> None:
    assert budgets.take(GROUP, 11)
    clock.at += 30
    assert not budgets.take(GROUP, 10)
    assert budgets.resting() == [GROUP]
    assert budgets.next_in() == 30
    clock.at += 30
    assert budgets.resting() == []
    assert budgets.take(GROUP, 10)


def test_an_album_is_not_overtaken_for_ever_where_everybody_sends(budgets: Budgets, clock: Seconds) -> None:
    """Others leave it room; it goes within two seconds."""
    waits = 0.0
    for rider in range(1, 10_000):
        if GROUP not in budgets.resting() and budgets.allowance(32) and budgets.take(GROUP, 10):
            break
        for other in range(budgets.allowance(32)):
            budgets.take(1_000_000 + 100 * rider + other)
        clock.at += 0.03
        waits += 0.03
    assert waits < 2


def test_more_parts_than_ever_fit_take_all_of_it(budgets: Budgets, clock: Seconds) -> None:
    assert budgets.take(GROUP, 1)
    assert not budgets.take(GROUP, 25)
    clock.at += 60
    assert budgets.take(GROUP, 25)
    clock.at += 59.875
    assert not may_go(budgets, GROUP)
    clock.at += TICK
    assert may_go(budgets, GROUP)
    assert budgets.take(RIDER, 5)
    clock.at += 2.875
    assert not may_go(budgets, RIDER)
    clock.at += TICK
    assert may_go(budgets, RIDER)


def test_a_rate_of_nothing_is_no_limit(clock: Seconds) -> None:
    budgets = Budgets(Rates(0, 0, 0, 0), clock)
    for chat in (RIDER, GROUP):
        budgets.take(chat, 1000)
    assert budgets.allowance(32) == 32
    assert budgets.resting() == []
    assert budgets.next_in() is None
