"""Updates claimed as they are stored, and what follows in their lines."""

import asyncio
from dataclasses import replace
from typing import cast

from services.ports.inbox import Claimant, InboxItem, Lane, Stored
from services.ports.transaction import Transaction
from storage.database import Database, open_database
from storage.repositories.inbox import SqlInbox
from storage.session import Kind
from tests.contract.test_inbox import BOT, NOW, claim, consume, retry, store, update

PLACES = dict.fromkeys(Lane, 9)


async def take_in(database: Database, *updates: InboxItem, owner: int = 1, places: int = 9) -> Stored:
    claimant = Claimant(owner, dict.fromkeys(Lane, places))
    return await database.write(lambda tx: tx.inbox.store(BOT, updates, NOW, claimant))


async def wakes(database: Database, *updates: InboxItem) -> bool:
    """Whether storing these wakes those who look for work."""

    async def work(tx: Transaction) -> bool:
        await tx.inbox.store(BOT, updates, NOW, Claimant(1, PLACES))
        return Kind.INBOX in cast("SqlInbox", tx.inbox)._session.wakes

    return await database.write(work)


async def next_of(
    database: Database, item: InboxItem, places: dict[Lane, int] = PLACES, owner: int = 1
) -> InboxItem | None:
    return await database.write(lambda tx: tx.inbox.claim_next(Claimant(owner, places), NOW, item.seq))


async def newest(database: Database, limit: int) -> list[int]:
    claimant = Claimant(1, {Lane.WORDS: limit})
    return sorted(item.update_id for item in await database.write(lambda tx: tx.inbox.claim_newest(claimant, NOW)))


async def test_an_update_is_claimed_as_it_is_stored(database: Database) -> None:
    stored = await take_in(database, update(1, 5), update(2, 6))
    assert len(stored.new) == 2
    assert [replace(item, seq=0) for item in stored.claimed] == [update(1, 5), update(2, 6)]
    assert await claim(database, owner=2) == []
    for item in stored.claimed:
        await consume(database, item)


async def test_known_updates_are_not_claimed_again(database: Database) -> None:
    (item,) = (await take_in(database, update(1))).claimed
    assert await take_in(database, update(1)) == Stored([], [], set(), set())
    await consume(database, item)
    assert await take_in(database, update(1)) == Stored([], [], set(), set())


async def test_the_second_of_a_line_waits_behind_the_first(database: Database) -> None:
    stored = await take_in(database, update(1), update(2))
    (first,) = stored.claimed
    assert (stored.behind, stored.waiting) == ({first.seq}, set())
    assert (await take_in(database, update(3), owner=2)).waiting == {Lane.WORDS}, "another process has the first"
    for number in (2, 3):
        await consume(database, first)
        following = await next_of(database, first)
        assert following is not None
        assert (following.update_id, following.followed) == (number, number == 2)
        first = following


async def test_none_overtakes_what_waits_in_its_line(database: Database) -> None:
    await store(database, update(1))
    stored = await take_in(database, update(2))
    assert (stored.claimed, stored.behind, stored.waiting) == ([], set(), {Lane.WORDS})


async def test_none_overtakes_what_is_tried_again(database: Database) -> None:
    (item,) = (await take_in(database, update(1))).claimed
    await retry(database, item, NOW + 500)
    assert (await take_in(database, update(2))).claimed == []
    assert await claim(database) == []
    assert [each.update_id for each in await claim(database, now=NOW + 500)] == [1]


async def test_what_is_apart_is_claimed_beside_its_chat(database: Database) -> None:
    stored = await take_in(database, update(1), replace(update(2), apart=True))
    assert [item.update_id for item in stored.claimed] == [1, 2]


async def test_no_more_are_claimed_than_there_are_places(database: Database) -> None:
    stored = await take_in(database, *(update(number, number) for number in range(1, 6)), places=2)
    assert [item.update_id for item in stored.claimed] == [1, 2]
    assert (len(stored.new), stored.waiting) == (5, {Lane.WORDS})
    assert [item.update_id for item in await claim(database)] == [3, 4, 5]


async def test_only_what_its_own_process_does_not_go_on_with_wakes(database: Database) -> None:
    assert not await wakes(database, update(1), update(2))
    assert not await wakes(database, update(3))
    await store(database, update(4, 6))
    assert await wakes(database, update(5, 6))


async def test_two_processes_that_store_at_once_never_claim_one_line(postgres_address: str) -> None:
    async with open_database(postgres_address) as first, open_database(postgres_address) as second:
        stored = await asyncio.gather(
            *(take_in(first, update(number, number % 5 + 1), owner=1) for number in range(20)),
            *(take_in(second, update(number, number % 5 + 1), owner=2) for number in range(20, 40)),
        )
    assert sum(len(each.new) for each in stored) == 40
    assert sorted(item.chat_id for each in stored for item in each.claimed) == [1, 2, 3, 4, 5]


async def test_what_follows_is_left_to_others_without_a_place_for_it(database: Database) -> None:
    stored = await take_in(database, update(1), replace(update(2), lane=Lane.FILES))
    (item,) = stored.claimed
    assert await next_of(database, item) is None, "the first is still in hand"
    await consume(database, item)
    assert await next_of(database, item, {Lane.WORDS: 1}) is None
    following = await next_of(database, item, {Lane.FILES: 1})
    assert following is not None
    assert following.update_id == 2


async def test_what_was_in_hand_at_a_crash_does_not_follow(database: Database) -> None:
    await take_in(database, update(1))
    await database.write(lambda tx: tx.inbox.release(1, NOW))
    await store(database, update(2))
    (suspect,) = await claim(database)
    await database.write(lambda tx: tx.inbox.release(1, NOW, crashed=False))
    assert await next_of(database, suspect) is None


async def test_those_heard_of_last_come_first_each_line_in_its_order(database: Database) -> None:
    await store(database, *(update(number, number) for number in range(1, 50)))
    await store(database, update(50, 3), update(51, 60), update(52, 60))
    assert await newest(database, 2) == [3, 51]
    assert await newest(database, 2) == [48, 49]
    assert [item.update_id for item in await claim(database, limit=2)] == [1, 2]


async def test_a_look_goes_on_behind_where_the_last_one_ended(database: Database) -> None:
    await store(database, *(update(number, number) for number in range(1, 5)))
    (first,) = await claim(database, limit=1)
    claimant = Claimant(1, {Lane.WORDS: 1})
    (next_one,) = await database.write(lambda tx: tx.inbox.claim(claimant, NOW, first.seq + 1))
    assert next_one.update_id == 3
