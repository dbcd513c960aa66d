"""Boards in the outbox: they wait behind everything, hold up nothing, and are armed again at no cost."""

from dataclasses import replace

import pytest

from domain.messages import Outgoing, Precedence
from domain.tickets.boards import Board, Place, board_key
from domain.tickets.staff import QueueChat
from services.ports.outbox import Sending
from services.ports.transaction import Transaction
from storage.database import Database

NOW, LATER = 1_000_000, 1_010_000
HERE, ABOVE = Place(-7, None), Place(-8, 4)


def board(place: Place = HERE, not_before: int = NOW) -> Outgoing:
    meaning = Board(place.chat_id, place.thread_id)
    return Outgoing(
        board_key(place), place.chat_id, place.thread_id, Precedence.BOARD, meaning, not_before, silent=True
    )


async def put(database: Database, *messages: Outgoing) -> None:
    async def work(tx: Transaction) -> None:
        for message in messages:
            await tx.outbox.put(message)

    await database.write(work)


async def claim(database: Database, now: int = NOW, crowded: tuple[int, ...] = ()) -> list[Sending]:
    return await database.write(lambda tx: tx.outbox.claim(now, (), 100, crowded))


async def deliver(database: Database, now: int = NOW, crowded: tuple[int, ...] = ()) -> list[str]:
    """What goes, one after the other."""
    keys = []
    while claimed := await claim(database, now, crowded):
        for sending in claimed:
            keys.append(sending.outgoing.key)
            await database.write(lambda tx, sending=sending: tx.outbox.sent(sending, now))  # type: ignore[misc]
    return keys


async def redraw(database: Database, at: int = LATER, place: Place = HERE, queue: str = "") -> None:
    await database.write(lambda tx: tx.outbox.redraw(board_key(place), queue, at))


@pytest.fixture
def card(notice: Outgoing) -> Outgoing:
    return replace(notice, chat_id=HERE.chat_id, key="card", precedence=Precedence.DIGEST)


async def test_a_board_goes_last_and_one_that_waits_for_its_time_holds_up_nothing(
    database: Database, card: Outgoing
) -> None:
    await put(database, board(), board(Place(-7, 4), LATER), card)
    assert await deliver(database) == ["card", "board:-7:0"]
    assert await deliver(database, LATER) == ["board:-7:4"]


async def test_one_that_waits_for_its_time_is_nothing_that_waits_in_its_chat(
    database: Database, card: Outgoing
) -> None:
    await put(database, board(not_before=LATER), card)
    (sending,) = await claim(database)
    assert await database.write(lambda tx: tx.outbox.sent(sending, NOW)) is False
    assert await database.read(lambda tx: tx.outbox.next_due(NOW)) == LATER


async def test_a_crowded_chat_gets_no_board_until_it_has_waited_for_a_quarter_of_an_hour(
    database: Database, card: Outgoing
) -> None:
    await put(database, board(), card)
    assert await deliver(database, crowded=(-7,)) == ["card"]
    late = NOW + 15 * 60_000
    await put(database, *(replace(card, key=f"card {number}", precedence=Precedence.STATUS) for number in range(2)))
    await database.write(lambda tx: tx.outbox.promote(late - 1))
    assert (await deliver(database, late - 1, crowded=(-7,))) == ["card 0", "card 1"]
    await put(database, replace(card, key="card 2", precedence=Precedence.STATUS))
    await database.write(lambda tx: tx.outbox.promote(late))
    assert await deliver(database, late, crowded=(-7,)) == ["board:-7:0", "card 2"]


async def test_a_board_is_armed_again_where_there_is_one_and_that_of_a_queues_place_with_it(database: Database) -> None:
    await database.write(lambda tx: tx.queues.link(QueueChat("supervisors", ABOVE.chat_id, ABOVE.thread_id, NOW)))
    await redraw(database, queue="supervisors")
    assert await deliver(database, LATER) == []
    await put(database, board(), board(ABOVE))
    await deliver(database)
    await redraw(database, queue="supervisors")
    await redraw(database, at=LATER + 5, queue="supervisors")
    assert await deliver(database, LATER - 1) == []
    assert sorted(await deliver(database, LATER)) == ["board:-7:0", "board:-8:4"]
    assert await deliver(database, LATER + 5) == []


async def test_a_board_that_waits_for_its_ages_goes_sooner_where_something_changes(database: Database) -> None:
    await put(database, board(not_before=NOW + 600_000))
    await redraw(database)
    assert await deliver(database, LATER) == ["board:-7:0"]


async def test_what_changes_while_a_board_is_on_its_way_is_drawn_after_it(database: Database) -> None:
    await put(database, board())
    (sending,) = await claim(database)
    await redraw(database)
    assert await database.write(lambda tx: tx.outbox.sent(sending, NOW)) is True
    assert await deliver(database) == []
    assert await deliver(database, LATER) == ["board:-7:0"]


async def test_a_board_that_somebody_called_for_is_not_made_to_wait_again(database: Database) -> None:
    await put(database, board(), replace(board(), precedence=Precedence.ANSWER, not_before=0))
    await redraw(database)
    assert await deliver(database) == ["board:-7:0"]
    await redraw(database)
    ((key, precedence),) = [(each.outgoing.key, each.outgoing.precedence) for each in await claim(database, LATER)]
    assert (key, precedence) == ("board:-7:0", Precedence.BOARD)


async def test_places_are_remembered_until_they_are_dropped(database: Database) -> None:
    async def add(tx: Transaction) -> None:
        for place in (HERE, ABOVE, HERE):
            await tx.boards.add(place)

    await database.write(add)
    assert await database.read(lambda tx: tx.boards.places()) == [ABOVE, HERE]
    await database.write(lambda tx: tx.boards.drop(HERE))
    assert await database.read(lambda tx: tx.boards.places()) == [ABOVE]
    assert not await database.read(lambda tx: tx.boards.has(HERE))
    assert await database.read(lambda tx: tx.boards.has(ABOVE))
