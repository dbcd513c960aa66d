"""The outbox: order in a chat, precedence between chats, cards that are armed again, what may come twice."""

from dataclasses import replace

import pytest

from domain.messages import Meaning, Outgoing, Precedence, Removal
from domain.reporting.messages import DraftCard, LocationKey
from domain.tickets.messages import Album, TicketCard, Witnessed
from services.ports.outbox import Hold, Sending, Why
from services.ports.transaction import Transaction
from storage.database import Database

NOW = 1_000_000


async def put(database: Database, *messages: Outgoing) -> None:
    async def put_all(tx: Transaction) -> None:
        for message in messages:
            await tx.outbox.put(message)

    await database.write(put_all)


async def sent(database: Database, sending: Sending) -> None:
    await database.write(lambda tx: tx.outbox.sent(sending, NOW))


async def park(database: Database, sending: Sending, error: str = "refused", now: int = NOW) -> None:
    await database.write(lambda tx: tx.outbox.park(sending, error, now))


async def claim(database: Database, now: int = NOW, busy: tuple[int, ...] = (), limit: int = 100) -> list[Sending]:
    return await database.write(lambda tx: tx.outbox.claim(now, busy, limit))


async def claim_keys(database: Database, now: int = NOW, busy: tuple[int, ...] = (), limit: int = 100) -> list[str]:
    return [sending.outgoing.key for sending in await claim(database, now, busy, limit)]


async def send(database: Database, now: int = NOW) -> list[str]:
    """Send all that is due, in order."""
    keys = []
    while claimed := await claim(database, now):
        for sending in claimed:
            keys.append(sending.outgoing.key)
            await sent(database, sending)
    return keys


@pytest.fixture
def card(notice: Outgoing) -> Outgoing:
    return replace(notice, key="card:20", meaning=TicketCard(20, "property"), precedence=Precedence.TICKET)


async def test_a_message_comes_back_as_it_was_put(database: Database, notice: Outgoing) -> None:
    full = replace(notice, chat_id=-(10**13), thread_id=9, not_before=5, silent=True, language="en")
    await put(database, full)
    (sending,) = await claim(database)
    assert (sending.outgoing, sending.attempts) == (full, 0)


async def test_a_known_key_is_queued_once_and_never_again(database: Database, notice: Outgoing) -> None:
    await put(database, notice, replace(notice, silent=True))
    (sending,) = await claim(database)
    assert sending.outgoing == notice
    await sent(database, sending)
    await put(database, notice)
    assert await claim(database) == []


async def test_a_chat_gets_one_at_a_time_in_order(database: Database, notice: Outgoing) -> None:
    await put(database, *(replace(notice, key=key) for key in "abc"))
    assert await claim_keys(database) == ["a"]
    assert await claim_keys(database) == []
    await database.write(lambda tx: tx.outbox.in_flight())
    assert await send(database) == ["a", "b", "c"]


async def test_a_chat_is_served_by_its_best_class_with_removals_and_digests_behind(
    database: Database, notice: Outgoing
) -> None:
    behind = [
        replace(notice, key="digest", precedence=Precedence.DIGEST),
        replace(notice, key="removal", precedence=Precedence.DELETE, meaning=Removal(5), not_before=NOW),
    ]
    named = {each.name.lower(): each for each in reversed(list(Precedence)[:5])}
    await put(database, *behind, *(replace(notice, key=key, precedence=each) for key, each in named.items()))
    assert await send(database) == ["answer", "urgent", "ticket", "status", "reminder", "removal", "digest"]


async def test_order_within_a_class_is_that_of_queueing(database: Database, notice: Outgoing) -> None:
    classes = {"a": Precedence.STATUS, "1": Precedence.ANSWER, "b": Precedence.STATUS, "2": Precedence.ANSWER}
    await put(database, *(replace(notice, key=key, precedence=each) for key, each in classes.items()))
    assert await send(database) == ["1", "2", "a", "b"]


async def test_a_removal_waits_for_two_minutes_behind_others_and_then_goes_in_its_turn(
    database: Database, notice: Outgoing
) -> None:
    removal = replace(notice, key="r", precedence=Precedence.DELETE, meaning=Removal(5), not_before=NOW)
    busy = [replace(notice, key=f"ticket {n}", precedence=Precedence.TICKET) for n in range(3)]
    answer = replace(notice, key="answer", precedence=Precedence.ANSWER)
    await put(database, removal, *busy, answer)
    await database.write(lambda tx: tx.outbox.promote(NOW + 119_999))
    assert await claim_keys(database, NOW + 119_999) == ["answer"]
    await database.write(lambda tx: tx.outbox.in_flight())
    await database.write(lambda tx: tx.outbox.promote(NOW + 120_000))
    assert await send(database, NOW + 120_000) == ["answer", "r", "ticket 0", "ticket 1", "ticket 2"]


async def test_a_removal_for_later_holds_up_no_digest(database: Database, notice: Outgoing) -> None:
    later = replace(notice, key="r", precedence=Precedence.DELETE, meaning=Removal(5), not_before=NOW + 700)
    await put(database, later, replace(notice, key="digest", precedence=Precedence.DIGEST))
    assert await send(database) == ["digest"]
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 700
    assert await send(database, NOW + 700) == ["r"]


async def test_urgent_tickets_stand_first_in_their_group_and_in_their_order(
    database: Database, notice: Outgoing, card: Outgoing
) -> None:
    urgent = replace(notice, precedence=Precedence.URGENT)
    await put(
        database,
        card,
        replace(urgent, key="told"),
        replace(urgent, key="first", meaning=TicketCard(21, "gas")),
        replace(urgent, key="second", meaning=Witnessed(21, "gas")),
    )
    assert await send(database) == ["first", "second", "told", "card:20"]


async def test_chats_come_by_precedence_then_by_age(database: Database, notice: Outgoing) -> None:
    order = [Precedence.DIGEST, Precedence.TICKET, Precedence.ANSWER, Precedence.TICKET, Precedence.STATUS]
    await put(
        database,
        *(replace(notice, key=f"{n}", chat_id=n + 1, precedence=each) for n, each in enumerate(order)),
    )
    assert await claim_keys(database, limit=3) == ["2", "1", "3"]
    assert await claim_keys(database) == ["4", "0"]


async def test_busy_chats_are_left_out_without_costing_others_their_place(database: Database, notice: Outgoing) -> None:
    await put(database, *(replace(notice, key=f"{n}", chat_id=n) for n in range(6)))
    assert await claim_keys(database, busy=(0, 1, 2), limit=2) == ["3", "4"]


async def test_a_later_not_before_holds_up_its_chat(database: Database, notice: Outgoing) -> None:
    await put(
        database,
        replace(notice, key="album", not_before=NOW + 700),
        replace(notice, key="behind"),
        replace(notice, key="other", chat_id=8),
    )
    assert await claim_keys(database) == ["other"]
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 700
    assert await send(database, NOW + 700) == ["album", "behind"]


@pytest.mark.parametrize("meaning", [DraftCard(1), LocationKey(1), TicketCard(1, "q")])
async def test_a_card_is_armed_again_by_its_key(database: Database, notice: Outgoing, meaning: Meaning) -> None:
    card = replace(notice, meaning=meaning)
    await put(database, card)
    await send(database)
    await put(database, card)
    assert await send(database) == [card.key]


async def test_a_card_is_known_from_its_queueing_on(database: Database, card: Outgoing) -> None:
    async def known() -> bool:
        return await database.read(lambda tx: tx.outbox.knows(card.key))

    assert not await known()
    await put(database, card)
    assert await known()
    (sending,) = await claim(database)
    assert await known()
    await sent(database, sending)
    await database.write(lambda tx: tx.outbox.purge(NOW + 1))
    assert await known()


async def test_a_card_that_waits_is_refreshed_in_its_place(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    await put(database, card, notice, replace(card, not_before=NOW + 5, silent=True))
    assert await claim(database) == []
    (sending,) = await claim(database, NOW + 5)
    assert sending.outgoing == replace(card, not_before=NOW + 5, silent=True)


async def test_a_card_that_was_sent_goes_behind_what_waits(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    await put(database, card)
    await send(database)
    other = replace(card, key="card:21")
    await put(database, other, notice, card)
    assert await send(database) == [other.key, card.key, notice.key]


async def test_a_card_armed_while_in_flight_is_sent_again(database: Database, card: Outgoing) -> None:
    await put(database, card)
    (sending,) = await claim(database)
    await put(database, card)
    assert await claim(database) == [], "its chat is being sent to"
    await sent(database, sending)
    (again,) = await claim(database)
    assert again.outgoing == card
    assert again.revision > sending.revision
    await sent(database, again)
    assert await claim(database) == []


async def test_a_card_armed_while_in_flight_survives_its_parking(database: Database, card: Outgoing) -> None:
    await put(database, card)
    (sending,) = await claim(database)
    await put(database, card)
    await park(database, sending)
    assert await claim_keys(database) == [card.key]


async def test_what_was_in_flight_is_named_once_and_waits_again(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    await put(database, card, replace(notice, chat_id=8), replace(notice, key="later", chat_id=8))
    await claim(database)
    await put(database, card)
    named = await database.write(lambda tx: tx.outbox.in_flight())
    assert sorted(each.outgoing.key for each in named) == [card.key, notice.key]
    assert await database.write(lambda tx: tx.outbox.in_flight()) == []
    assert sorted(await send(database)) == [card.key, "later", notice.key]


async def test_a_transient_error_holds_the_whole_chat_and_keeps_the_order(database: Database, notice: Outgoing) -> None:
    await put(database, notice, replace(notice, key="second"), replace(notice, key="other", chat_id=8))
    held, _ = await claim(database)
    await database.write(lambda tx: tx.outbox.hold(held, "502", Hold(NOW, NOW + 5_000, Why.NETWORK)))
    assert await claim_keys(database) == []
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 5_000
    (again,) = await claim(database, NOW + 5_000)
    assert (again.outgoing.key, again.attempts) == (notice.key, 1)


async def test_a_parked_message_holds_up_nobody_and_is_shown(database: Database, notice: Outgoing) -> None:
    await put(database, notice, replace(notice, key="second"))
    (sending,) = await claim(database)
    await park(database, sending, "can't parse")
    assert await send(database) == ["second"]
    (parked,) = await database.read(lambda tx: tx.outbox.parked(10))
    assert (parked.sending.outgoing, parked.error, parked.at) == (notice, "can't parse", NOW)


async def test_parked_messages_come_newest_first(database: Database, notice: Outgoing) -> None:
    await put(database, *(replace(notice, key=key, chat_id=number) for number, key in enumerate("abc")))
    for now, sending in enumerate(await claim(database)):
        await park(database, sending, now=now)
    parked = await database.read(lambda tx: tx.outbox.parked(2))
    assert [each.sending.outgoing.key for each in parked] == ["c", "b"]


async def test_what_waits_for_a_lost_chat_is_dropped_but_its_cards_can_be_armed(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    await put(database, card, notice, replace(notice, key="other", chat_id=8))
    await claim(database, limit=1)
    assert await database.write(lambda tx: tx.outbox.drop(7)) == 2
    assert await database.read(lambda tx: tx.outbox.parked(5)) == []
    await put(database, card)
    assert sorted(await send(database)) == [card.key, "other"]


async def test_what_was_to_be_removed_from_a_lost_chat_may_be_removed_once_it_is_back(database: Database) -> None:
    removal = Outgoing("removal:7:3", 7, None, Precedence.DELETE, Removal(3))
    for is_in_flight in (False, True):
        await put(database, removal)
        if is_in_flight:
            await claim(database)
        assert await database.write(lambda tx: tx.outbox.drop(7)) == 1
    await put(database, removal)
    assert await send(database) == ["removal:7:3"]


async def test_a_migrated_group_gets_what_waits_at_its_new_chat(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    await put(database, card, notice)
    (sending,) = await claim(database)
    await database.write(lambda tx: tx.outbox.move(7, -100))
    await database.write(lambda tx: tx.outbox.requeue(sending))
    (again,) = await claim(database)
    assert (again.outgoing.key, again.outgoing.chat_id) == (card.key, -100)


@pytest.mark.parametrize("key", ["removal:7:3", "reaction:7:3", "left:7:3", "former:7:3", "pin:7:3:9", "unpin:7:3:9"])
async def test_what_is_about_a_message_of_the_old_chat_does_nothing_to_another_in_the_new_one(
    database: Database, notice: Outgoing, key: str
) -> None:
    await put(database, Outgoing(key, 7, None, Precedence.DELETE, Removal(3)), notice)
    await database.write(lambda tx: tx.outbox.move(7, -100))
    assert await send(database) == [notice.key]


async def test_next_due_is_when_the_next_of_those_that_wait_for_their_time_may_go(
    database: Database, notice: Outgoing
) -> None:
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) is None
    await put(database, *(replace(notice, key=f"{n}", chat_id=n, not_before=NOW + n) for n in (9, 7, 8)))
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 7
    (sending,) = await claim(database, NOW + 7)
    await sent(database, sending)
    assert await database.read(lambda tx: tx.outbox.next_due(NOW + 7)) == NOW + 8


async def test_what_is_due_in_a_busy_chat_does_not_hide_what_is_due_later(database: Database, notice: Outgoing) -> None:
    await put(database, notice, replace(notice, key="later", chat_id=8, not_before=NOW + 9))
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == NOW + 9


async def test_what_was_claimed_unknown_to_its_claimer_waits_again_besides_what_is_under_way(
    database: Database, notice: Outgoing
) -> None:
    await put(database, notice, replace(notice, key="other", chat_id=8))
    await claim(database)
    landed = await database.write(lambda tx: tx.outbox.in_flight(besides=[7]))
    assert [each.outgoing.key for each in landed] == ["other"]
    assert await claim_keys(database) == ["other"]


async def test_unsent_counts_what_is_due_or_in_flight(database: Database, notice: Outgoing) -> None:
    later = replace(notice, key="later", chat_id=8, not_before=NOW + 1)
    await put(database, notice, replace(notice, key="behind"), later)
    (sending,) = await claim(database)
    assert await database.read(lambda tx: tx.outbox.unsent(NOW)) == 2
    await sent(database, sending)
    assert await database.read(lambda tx: tx.outbox.unsent(NOW)) == 1
    assert await database.read(lambda tx: tx.outbox.unsent(NOW + 1)) == 2


async def test_purge_removes_what_was_sent_but_no_card_and_nothing_parked(
    database: Database, card: Outgoing, notice: Outgoing
) -> None:
    album = replace(notice, key="album", chat_id=9, meaning=Album(20, "property"))
    await put(database, card, replace(notice, chat_id=8), album)
    for sending in await claim(database):
        await (park if sending.outgoing == album else sent)(database, sending)
    assert await database.write(lambda tx: tx.outbox.purge(NOW)) == 0
    assert await database.write(lambda tx: tx.outbox.purge(NOW + 1)) == 1
    assert len(await database.read(lambda tx: tx.outbox.parked(5))) == 1


async def test_many_are_queued_at_once_each_to_be_sent_once(database: Database, notice: Outgoing) -> None:
    many = [replace(notice, key=f"many:{chat}", chat_id=chat, precedence=Precedence.URGENT) for chat in (1, 2, 3)]
    await put(database, replace(notice, key="many:2", chat_id=9))
    await database.write(lambda tx: tx.outbox.put_new(many))
    await database.write(lambda tx: tx.outbox.put_new([]))
    claimed = await claim(database)
    assert [each.outgoing.chat_id for each in claimed] == [1, 3, 9], "one that is known stays as it was"
    assert claimed[0].outgoing == many[0]
    for each in claimed:
        await sent(database, each)
    await database.write(lambda tx: tx.outbox.put_new(many))
    assert not await claim(database)
