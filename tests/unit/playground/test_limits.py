"""The playground's limits: per second in all, per chat, per group and minute."""

import pytest

from playground.chats import Chat
from playground.errors import Refusal
from playground.limits import Limits


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock, enforced=True)


def retry_after(limits: Limits, chat: Chat, messages: int = 1) -> int:
    with pytest.raises(Refusal) as refusal:
        limits.spend(chat, messages=messages)
    assert refusal.value.code == 429
    return refusal.value.parameters["retry_after"]


RIDER = Chat(7, "private", "小王")
GROUP = Chat(-100, "supergroup", "城管科")


def test_a_private_chat_takes_a_short_burst_and_then_one_a_second(clock: Clock, limits: Limits) -> None:
    for _ in range(5):
        limits.spend(RIDER)
    assert retry_after(limits, RIDER) == 5
    clock.now += 5
    limits.spend(RIDER)


def test_a_group_takes_twenty_a_minute_edits_included(clock: Clock, limits: Limits) -> None:
    for _ in range(10):
        limits.spend(GROUP)
        limits.spend(GROUP, edit=True)
        clock.now += 1
    assert retry_after(limits, GROUP) == 50
    clock.now += 50
    limits.spend(GROUP)


def test_an_album_counts_each_of_its_parts(limits: Limits) -> None:
    limits.spend(GROUP, messages=10)
    limits.spend(GROUP, messages=10)
    retry_after(limits, GROUP)


def test_thirty_a_second_go_out_in_all(clock: Clock, limits: Limits) -> None:
    for number in range(30):
        limits.spend(Chat(number, "private", "x"))
    assert retry_after(limits, Chat(31, "private", "x")) == 1
    clock.now += 1
    limits.spend(Chat(31, "private", "x"))


def test_edits_in_a_private_chat_are_not_counted_there(limits: Limits) -> None:
    for _ in range(20):
        limits.spend(RIDER, edit=True)


def test_a_refused_message_is_not_counted(clock: Clock, limits: Limits) -> None:
    for _ in range(5):
        limits.spend(RIDER)
    for _ in range(100):
        retry_after(limits, RIDER)
    clock.now += 5
    limits.spend(RIDER)
