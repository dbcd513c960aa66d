"""The chats in hand: one message each, and whoever lets one go hears that something has waited for it."""

import pytest

from bot.outgoing.hands import Hands


@pytest.fixture
def hands() -> Hands:
    return Hands(2)


def test_a_chat_is_taken_once_until_it_is_let_go(hands: Hands) -> None:
    assert hands.take(7, hands.turn())
    assert not hands.take(7, hands.turn())
    hands.set_off(7)
    assert not hands.take(7, hands.turn())
    hands.let_go(7)
    assert 7 not in hands
    assert hands.take(7, hands.turn())


def test_there_are_so_many_places(hands: Hands) -> None:
    taken = [hands.take(chat, hands.turn()) for chat in (7, 8, 9)]
    assert taken == [True, True, False]
    assert hands.let_go(7), "somebody has asked for its place"
    assert not hands.let_go(8)


def test_what_passed_a_chat_by_is_looked_for_once_it_is_let_go(hands: Hands) -> None:
    hands.take(7, hands.turn())
    assert hands.pass_by(7)
    assert not hands.pass_by(8)
    assert hands.let_go(7)
    hands.take(7, hands.turn())
    assert not hands.let_go(7)


def test_who_left_all_in_hand_out_looks_again_after_each(hands: Hands) -> None:
    hands.take(7, hands.turn())
    hands.take(8, hands.turn())
    assert sorted(hands.pass_all()) == [7, 8]
    assert hands.let_go(8)
    assert hands.let_go(7)


def test_more_than_were_taken_are_looked_for_at_the_next_end(hands: Hands) -> None:
    hands.take(7, hands.turn())
    hands.crowd()
    assert hands.let_go(7)


def test_a_transaction_that_began_before_a_record_does_not_take_its_chat(hands: Hands) -> None:
    """It would not see that record: on PostgreSQL it reads what was there when it began."""
    before = hands.turn()
    hands.take(7, before)
    hands.set_off(7)
    hands.let_go(7)
    assert not hands.take(7, before)
    assert hands.take(7, hands.turn())


def test_what_never_set_off_left_no_record(hands: Hands) -> None:
    before = hands.turn()
    hands.take(7, before)
    hands.let_go(7)
    assert hands.take(7, before)
