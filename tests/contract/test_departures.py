"""Messages that leave with the transaction that puts them: only what the loop would have claimed next for its chat."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from domain.errors import Conflict
from domain.messages import Outgoing, Precedence, Removal
from domain.tickets.messages import TicketCard
from services.ports.outbox import Hold, Sending, Why
from services.ports.transaction import Transaction
from storage.database import Database
from storage.session import Kind
from tests.contract.test_outbox import NOW, claim, claim_keys, put, send, sent


@dataclass
class Gate:
    """Admits one message of each chat, as the deliverer does while all chats are free."""

    now: int = NOW
    left: dict[int, Sending] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    until: int | None = None

    def admits(self, outgoing: Outgoing) -> bool:
        if outgoing.not_before > self.now or outgoing.chat_id in self.kept:
            return False
        self.kept.add(outgoing.chat_id)
        return True

    def aboard(self, chat_id: int) -> Sending | None:
        return self.left.get(chat_id)

    def board(self, sending: Sending) -> None:
        self.left[sending.outgoing.chat_id] = sending

    def wait(self, until: int) -> None:
        self.until = until

    def leave(self, chat_id: int) -> None:
        self.kept.discard(chat_id)
        self.left.pop(chat_id, None)

    @property
    def keys(self) -> list[str]:
        return [sending.outgoing.key for sending in self.left.values()]


async def depart(database: Database, *messages: Outgoing, now: int = NOW) -> Gate:
    gate = Gate(now)

    async def put_all(tx: Transaction) -> None:
        tx.outbox.depart_with(gate)
        for message in messages:
            await tx.outbox.put(message)

    await database.write(put_all)
    assert gate.kept == set(gate.left)
    return gate


@pytest.fixture
def card(notice: Outgoing) -> Outgoing:
    return replace(notice, key="card:20", meaning=TicketCard(20, "property"), precedence=Precedence.TICKET)


async def test_what_departs_is_claimed_and_wakes_nobody(database: Database, notice: Outgoing) -> None:
    signal = database.signal(Kind.OUTBOX)
    signal.clear()
    other = replace(notice, key="other", chat_id=8)
    gate = await depart(database, notice, other)
    assert [each.outgoing for each in gate.left.values()] == [notice, other]
    woken = asyncio.create_task(signal.wait())
    assert await asyncio.wait({woken}, timeout=0) == (set(), {woken})
    woken.cancel()
    assert await claim(database) == []
    for sending in gate.left.values():
        await sent(database, sending)
    assert await database.read(lambda tx: tx.outbox.unsent(NOW)) == 0


async def test_what_departs_is_in_flight_for_the_next_start(database: Database, notice: Outgoing) -> None:
    await depart(database, notice)
    landed = await database.write(lambda tx: tx.outbox.in_flight())
    assert [each.outgoing for each in landed] == [notice]
    assert await send(database) == [notice.key]


async def test_the_second_of_a_chat_waits_for_the_first(database: Database, notice: Outgoing) -> None:
    second = replace(notice, key="second")
    gate = await depart(database, notice, second)
    assert gate.keys == [notice.key]
    assert await claim(database) == []
    await sent(database, gate.left[7])
    assert await claim_keys(database) == ["second"]


async def test_nothing_departs_before_what_waits_in_its_chat(database: Database, notice: Outgoing) -> None:
    await put(database, notice)
    gate = await depart(database, replace(notice, key="second"))
    assert not gate.keys
    assert await send(database) == [notice.key, "second"]


async def test_a_head_that_waits_for_its_time_holds_up_what_would_depart(database: Database, notice: Outgoing) -> None:
    await put(database, replace(notice, not_before=NOW + 700))
    gate = await depart(database, replace(notice, key="second"))
    assert not gate.keys
    assert await send(database, NOW + 700) == [notice.key, "second"]


async def test_what_goes_before_all_that_waits_departs(database: Database, notice: Outgoing) -> None:
    removal = replace(notice, key="r", precedence=Precedence.DELETE, meaning=Removal(5), not_before=NOW)
    await put(database, removal, replace(notice, key="digest", precedence=Precedence.DIGEST))
    gate = await depart(database, notice)
    assert gate.keys == [notice.key]
    assert await claim(database) == []
    await sent(database, gate.left[7])
    assert await send(database) == ["r", "digest"]


async def test_nothing_departs_to_a_chat_that_is_being_sent_to(database: Database, notice: Outgoing) -> None:
    await put(database, replace(notice, precedence=Precedence.DIGEST))
    (sending,) = await claim(database)
    gate = await depart(database, replace(notice, key="second"))
    assert not gate.keys
    await sent(database, sending)
    assert await claim_keys(database) == ["second"]


async def test_nothing_departs_before_its_time(database: Database, notice: Outgoing) -> None:
    gate = await depart(database, replace(notice, not_before=NOW + 1))
    assert not gate.keys
    assert await claim_keys(database, NOW + 1) == [notice.key]


@pytest.mark.parametrize("why", Why)
async def test_nothing_departs_in_a_line_that_is_held(database: Database, notice: Outgoing, why: Why) -> None:
    await put(database, notice)
    (held,) = await claim(database)
    await database.write(lambda tx: tx.outbox.hold(held, "no", Hold(NOW, NOW + 5_000, why)))
    await database.write(lambda tx: tx.outbox.sent(held, NOW))
    assert not (await depart(database, replace(notice, key="second"))).keys
    assert await claim_keys(database, NOW + 4_999) == []
    assert await claim_keys(database, NOW + 5_000) == ["second"]


async def test_a_line_that_was_closed_is_opened_by_the_loop(database: Database, notice: Outgoing) -> None:
    """Its first message tells the supervisors that messages arrive again."""
    await put(database, notice)
    (held,) = await claim(database)
    await database.write(lambda tx: tx.outbox.hold(held, "no", Hold(NOW, NOW + 5_000, Why.CLOSED)))
    await database.write(lambda tx: tx.outbox.sent(held, NOW))
    assert not (await depart(database, replace(notice, key="second"), now=NOW + 9_000)).keys
    (sending,) = await claim(database, NOW + 9_000)
    assert sending.closed


async def test_a_hold_that_is_over_holds_up_nothing(database: Database, notice: Outgoing) -> None:
    await put(database, notice)
    (held,) = await claim(database)
    await database.write(lambda tx: tx.outbox.hold(held, "no", Hold(NOW, NOW + 5_000, Why.NETWORK)))
    await database.write(lambda tx: tx.outbox.sent(held, NOW))
    assert (await depart(database, replace(notice, key="second"), now=NOW + 5_000)).keys == ["second"]


async def test_a_known_key_departs_once(database: Database, notice: Outgoing) -> None:
    gate = await depart(database, notice)
    await sent(database, gate.left[7])
    assert not (await depart(database, notice)).keys
    assert await claim(database) == []


async def test_a_card_departs_again_after_each_change(database: Database, card: Outgoing) -> None:
    first = (await depart(database, card)).left[7]
    await sent(database, first)
    again = (await depart(database, replace(card, silent=True))).left[7]
    assert again.outgoing == replace(card, silent=True)
    assert again.revision > first.revision
    await sent(database, again)
    assert await claim(database) == []


async def test_a_card_changed_while_it_is_on_its_way_goes_again(database: Database, card: Outgoing) -> None:
    first = (await depart(database, card)).left[7]
    assert not (await depart(database, card)).keys
    await sent(database, first)
    assert await claim_keys(database) == [card.key]


async def test_a_card_that_departed_in_vain_keeps_its_place(database: Database, card: Outgoing) -> None:
    for sending in (await depart(database, card)).left.values():
        await sent(database, sending)
    again = (await depart(database, card)).left[7]
    await put(database, replace(card, key="card:21"))
    await database.write(lambda tx: tx.outbox.requeue(again))
    assert await send(database) == [card.key, "card:21"]


async def test_a_card_that_waits_departs_refreshed(database: Database, card: Outgoing) -> None:
    await put(database, card)
    gate = await depart(database, replace(card, silent=True))
    assert [each.outgoing.silent for each in gate.left.values()] == [True]
    await sent(database, gate.left[7])
    assert await claim(database) == []


async def test_a_card_put_twice_departs_once_as_it_was_put_last(database: Database, card: Outgoing) -> None:
    gate = await depart(database, card, replace(card, silent=True))
    assert [each.outgoing.silent for each in gate.left.values()] == [True]
    await sent(database, gate.left[7])
    assert await claim(database) == []


async def test_the_best_class_of_a_transaction_departs(database: Database, notice: Outgoing) -> None:
    gate = await depart(database, notice, replace(notice, key="answer", precedence=Precedence.ANSWER))
    assert gate.keys == ["answer"]
    assert await claim(database) == []
    await sent(database, gate.left[7])
    assert await claim_keys(database) == [notice.key]


async def test_nothing_departs_to_a_chat_that_is_lost_in_the_same_transaction(
    database: Database, notice: Outgoing
) -> None:
    gate = Gate()

    async def work(tx: Transaction) -> None:
        tx.outbox.depart_with(gate)
        await tx.outbox.put(notice)
        await tx.outbox.drop(notice.chat_id)

    await database.write(work)
    assert not gate.keys
    assert not gate.kept
    assert await claim(database) == []


async def test_what_departs_to_a_group_that_moves_in_the_same_transaction_waits_for_its_new_chat(
    database: Database, notice: Outgoing
) -> None:
    gate = Gate()

    async def work(tx: Transaction) -> None:
        tx.outbox.depart_with(gate)
        await tx.outbox.put(notice)
        await tx.outbox.move(notice.chat_id, -100)

    await database.write(work)
    assert not gate.keys
    (sending,) = await claim(database)
    assert sending.outgoing.chat_id == -100


async def test_what_departs_with_a_transaction_that_fails_was_never_put(database: Database, notice: Outgoing) -> None:
    async def work(tx: Transaction) -> None:
        tx.outbox.depart_with(Gate())
        await tx.outbox.put(notice)
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(work)
    assert await database.read(lambda tx: tx.outbox.unsent(NOW)) == 0


async def test_what_departs_with_a_transaction_that_is_run_again_departs_once(
    database: Database, notice: Outgoing
) -> None:
    gates: list[Gate] = []

    async def work(tx: Transaction) -> None:
        gates.append(Gate())
        tx.outbox.depart_with(gates[-1])
        await tx.outbox.put(notice)
        if len(gates) == 1:
            raise Conflict

    await database.write(work)
    await sent(database, gates[1].left[7])
    assert await claim(database) == []
