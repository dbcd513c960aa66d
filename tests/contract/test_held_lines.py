"""Lines that wait, and messages that were set aside: what holds whom, for how long, and what ends it."""

from dataclasses import replace

import pytest

from domain.messages import Outgoing, Precedence
from domain.tickets.messages import TicketCard
from services.ports.outbox import Hold, Sending, Why
from services.ports.transaction import Transaction
from storage.database import Database
from tests.contract.test_outbox import NOW, claim, claim_keys, park, put, send, sent


@pytest.fixture
def card(notice: Outgoing) -> Outgoing:
    return replace(notice, key="card:20", meaning=TicketCard(20, "property"), precedence=Precedence.TICKET)


async def held(database: Database, sending: Sending, hold: Hold) -> bool:
    return await database.write(lambda tx: tx.outbox.hold(sending, "no", hold))


async def test_what_telegram_told_to_wait_for_is_no_attempt(database: Database, notice: Outgoing) -> None:
    await put(database, notice)
    (sending,) = await claim(database)
    await held(database, sending, Hold(NOW, NOW + 1_000, Why.TOLD))
    (again,) = await claim(database, NOW + 1_000)
    assert again.attempts == 0


async def test_nothing_waits_for_more_than_an_hour(database: Database, notice: Outgoing) -> None:
    await put(database, notice)
    (sending,) = await claim(database)
    await held(database, sending, Hold(NOW, NOW + 86_400_000, Why.TOLD))
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 3_600_000
    assert await claim_keys(database, NOW + 3_599_999) == []
    assert await claim_keys(database, NOW + 3_600_000) == [notice.key]


async def test_a_clock_set_back_by_a_day_blocks_nobody(database: Database, notice: Outgoing) -> None:
    before = NOW + 86_400_000
    await put(database, notice, replace(notice, key="settling", chat_id=8, not_before=before + 700))
    (sending,) = await claim(database, before)
    await held(database, sending, Hold(before, before + 5_000, Why.NETWORK))
    assert sorted(await claim_keys(database)) == [notice.key, "settling"]


async def test_a_line_that_waits_for_the_network_may_be_let_go_and_no_other(
    database: Database, notice: Outgoing
) -> None:
    await put(database, notice, replace(notice, key="told", chat_id=8), replace(notice, key="closed", chat_id=9))
    for sending, why in zip(await claim(database), (Why.NETWORK, Why.TOLD, Why.CLOSED), strict=True):
        await held(database, sending, Hold(NOW, NOW + 9_000, why))

    async def look_again(tx: Transaction) -> None:
        for chat_id in (7, 8, 9):
            await tx.outbox.look_again(chat_id, Why.NETWORK)

    await database.write(look_again)
    assert await claim_keys(database) == [notice.key]


async def test_a_closed_line_is_told_once_until_something_arrives(database: Database, notice: Outgoing) -> None:
    await put(database, notice)
    for now in (NOW, NOW + 5_000):
        (sending,) = await claim(database, now)
        assert sending.closed is (now > NOW)
        assert await held(database, sending, Hold(now, now + 5_000, Why.CLOSED)) is (now == NOW)
        assert not await held(database, sending, Hold(now, now + 5_000, Why.NETWORK))
    (sending,) = await claim(database, NOW + 10_000)
    await database.write(lambda tx: tx.outbox.reopen(sending.outgoing))
    assert await held(database, sending, Hold(NOW, NOW + 5_000, Why.CLOSED))


async def test_a_closed_topic_holds_up_no_other_topic(database: Database, notice: Outgoing) -> None:
    topic = replace(notice, thread_id=3)
    await put(database, topic, replace(notice, key="general"), replace(topic, key="other", thread_id=4))
    (sending,) = await claim(database)
    await held(database, sending, Hold(NOW, NOW + 5_000, Why.CLOSED, in_topic=True))
    assert await send(database) == ["general", "other"]
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 5_000
    (again,) = await claim(database, NOW + 5_000)
    assert (again.outgoing.key, again.closed) == (topic.key, True)


async def test_something_takes_the_place_of_what_was_set_aside_under_its_key(
    database: Database, card: Outgoing
) -> None:
    await put(database, card)
    (sending,) = await claim(database)
    plain = replace(card, meaning=TicketCard(20, "plain"))
    await database.write(lambda tx: tx.outbox.park(sending, "no", NOW, plain))
    (instead,) = await claim(database)
    assert instead.outgoing == plain
    await sent(database, instead)
    (parked,) = await database.read(lambda tx: tx.outbox.parked(5))
    assert await database.write(lambda tx: tx.outbox.retry_parked(parked.sending.id))
    (again,) = await claim(database)
    assert again.outgoing == card
    assert not await database.read(lambda tx: tx.outbox.parked(5))


async def test_a_card_queued_again_while_it_is_set_aside_needs_nothing_in_its_place(
    database: Database, card: Outgoing
) -> None:
    await put(database, card)
    (sending,) = await claim(database)
    await put(database, card)
    await database.write(lambda tx: tx.outbox.park(sending, "no", NOW, replace(card, silent=True)))
    assert [each.outgoing for each in await claim(database)] == [card]


async def test_what_was_set_aside_is_tried_again_or_given_up_once(database: Database, notice: Outgoing) -> None:
    await put(database, notice, replace(notice, key="other", chat_id=8))
    first, second = await claim(database)
    await park(database, first)
    await park(database, second)
    assert await database.write(lambda tx: tx.outbox.retry_parked(first.id))
    assert not await database.write(lambda tx: tx.outbox.retry_parked(first.id))
    assert await database.write(lambda tx: tx.outbox.drop_parked(second.id, NOW))
    assert not await database.write(lambda tx: tx.outbox.drop_parked(second.id, NOW))
    assert await send(database) == [notice.key]
