"""The inbox: what is stored once, who may claim what, and what becomes of it."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import ClaimLost
from services.ports.inbox import Claimant, InboxItem, Lane
from services.ports.transaction import Transaction
from storage.database import Database, open_database

BOT, NOW, DAY = 77, 1_000_000, 24 * 3600 * 1000


def update(update_id: int, chat_id: int = 5, payload: str = "") -> InboxItem:
    return InboxItem(0, update_id, chat_id, payload or f'{{"update_id":{update_id}}}')


async def store(database: Database, *updates: InboxItem, bot: int = BOT) -> int:
    return len((await database.write(lambda tx: tx.inbox.store(bot, updates, NOW))).new)


async def claim(database: Database, owner: int = 1, now: int = NOW, limit: int = 100) -> list[InboxItem]:
    return await database.write(lambda tx: tx.inbox.claim(Claimant(owner, dict.fromkeys(Lane, limit)), now))


async def retry(database: Database, item: InboxItem, at: int, now: int = NOW, owner: int = 1) -> None:
    await database.write(lambda tx: tx.inbox.retry(item, owner, "boom", now, at))


async def consume(database: Database, item: InboxItem, owner: int = 1) -> None:
    await database.write(lambda tx: tx.inbox.consume(item.seq, owner, NOW))


async def test_a_redelivered_update_is_passed_over(database: Database) -> None:
    assert await store(database, update(3), update(4)) == 2
    assert await store(database, update(3), update(4), update(5)) == 1


async def test_of_one_that_is_passed_over_nothing_is_kept_and_it_is_known_again(database: Database) -> None:
    said = update(3, payload='{"caption":"聚餐"}')
    await store(database, said)
    (item,) = await claim(database)
    await database.write(lambda tx: tx.inbox.park(item.seq, 1, "boom", NOW))
    await database.write(lambda tx: tx.inbox.forget(item.seq))
    (kept,) = await database.read(lambda tx: tx.inbox.parked(10))
    assert (kept.item.update_id, kept.item.payload) == (3, "")
    assert await store(database, said) == 0


async def test_a_used_update_id_with_another_payload_is_new(database: Database) -> None:
    assert await store(database, update(1, payload="{}")) == 1
    assert await store(database, update(1, payload='{"a":1}')) == 1
    assert await store(database, update(1, payload="{}"), bot=78) == 1


async def test_order_is_that_of_arrival_not_of_update_ids(database: Database) -> None:
    await store(database, update(900, chat_id=1), update(20, chat_id=2), update(500, chat_id=3))
    assert [item.update_id for item in await claim(database)] == [900, 20, 500]


async def test_an_item_comes_back_as_it_was_stored(database: Database) -> None:
    item = InboxItem(0, 2**40, -(10**13), '{"text":"井盖 🕳"}')
    await store(database, item)
    (claimed,) = await claim(database)
    assert replace(claimed, seq=0) == item


async def test_one_update_a_chat_is_claimed_until_it_is_consumed(database: Database) -> None:
    await store(database, update(1, 5), update(2, 5), update(3, 6))
    first, other = await claim(database)
    assert (first.update_id, other.update_id) == (1, 3)
    assert await claim(database, owner=2) == []
    await consume(database, first)
    assert [item.update_id for item in await claim(database, owner=2)] == [2]


async def test_updates_of_no_chat_do_not_wait_for_each_other(database: Database) -> None:
    await store(database, update(1, 0), update(2, 0), update(3, 0))
    assert len(await claim(database, limit=2)) == 2
    assert len(await claim(database)) == 1


async def test_claimers_at_once_never_get_the_same_chat(database: Database) -> None:
    await store(database, *(update(number, number % 20 + 1) for number in range(100)))
    taken = await asyncio.gather(*(claim(database, owner, limit=7) for owner in range(1, 9)))
    chats = [item.chat_id for items in taken for item in items]
    assert len(chats) == len(set(chats))
    assert chats


async def test_a_claimer_does_not_wait_for_another(postgres_address: str) -> None:
    async with open_database(postgres_address) as first, open_database(postgres_address) as second:
        await store(first, update(1, 1), update(2, 2))
        claimed, go_on = asyncio.Event(), asyncio.Event()

        async def claim_slowly(tx: Transaction) -> list[InboxItem]:
            items = await tx.inbox.claim(Claimant(1, {Lane.WORDS: 1}), NOW)
            claimed.set()
            await go_on.wait()
            return items

        slow = asyncio.create_task(first.write(claim_slowly))
        await claimed.wait()
        try:
            async with asyncio.timeout(20):
                assert [item.update_id for item in await claim(second, owner=2)] == [2]
        finally:
            go_on.set()
        assert [item.update_id for item in await slow] == [1]


async def test_only_its_owner_consumes_an_update_and_only_once(database: Database) -> None:
    await store(database, update(1))
    (item,) = await claim(database, owner=1)
    with pytest.raises(ClaimLost):
        await consume(database, item, owner=2)
    await consume(database, item, owner=1)
    with pytest.raises(ClaimLost):
        await consume(database, item, owner=1)
    assert await store(database, update(1)) == 0


async def test_what_another_has_taken_over_is_neither_given_back_nor_parked(database: Database) -> None:
    """Whose presence was lost for a moment finds its update in other hands and leaves it there."""
    await store(database, update(1))
    (item,) = await claim(database, owner=1)
    await database.write(lambda tx: tx.inbox.release(1, NOW))
    assert await claim(database, owner=2) == [replace(item, crashes=2)]
    with pytest.raises(ClaimLost):
        await retry(database, item, NOW)
    with pytest.raises(ClaimLost):
        await database.write(lambda tx: tx.inbox.park(item.seq, 1, "boom", NOW))
    await consume(database, item, owner=2)


async def test_a_retry_is_counted_and_keeps_its_place(database: Database) -> None:
    await store(database, update(1), update(2), update(3))
    (item,) = await claim(database)
    await retry(database, item, NOW + 500)
    await store(database, update(4))
    assert await claim(database) == []
    for update_id, attempts in ((1, 1), (2, 0), (3, 0), (4, 0)):
        (next_one,) = await claim(database, now=NOW + 500)
        assert (next_one.update_id, next_one.attempts) == (update_id, attempts)
        await consume(database, next_one)


async def test_a_chat_waits_ten_seconds_at_most(database: Database) -> None:
    await store(database, update(1), update(2), update(3, 6))
    (item, other) = await claim(database)
    await retry(database, item, NOW + 9_000)
    await consume(database, other)
    (item,) = await claim(database, now=NOW + 9_000)
    assert item.failing_since == NOW
    await retry(database, item, NOW + 12_000, now=NOW + 9_000)
    (overtaking,) = await claim(database, now=NOW + 9_000)
    assert overtaking.update_id == 2
    await database.write(lambda tx: tx.inbox.store(BOT, [update(5)], NOW + 9_500))
    await consume(database, overtaking)
    (present,) = await claim(database, now=NOW + 9_500)
    assert present.update_id == 5
    (late,) = await claim(database, now=NOW + 12_000)
    assert (late.update_id, late.chat_id) == (1, 5)
    await consume(database, present)
    await database.write(lambda tx: tx.inbox.store(BOT, [update(6)], NOW + 12_000))
    assert [each.update_id for each in await claim(database, now=NOW + 12_000)] == [6]


async def test_what_is_apart_waits_for_nothing_in_its_chat(database: Database) -> None:
    await store(database, update(1), replace(update(2), apart=True), replace(update(3), apart=True))
    first, apart = await claim(database)
    assert (first.update_id, apart.update_id) == (1, 2)
    assert apart.chat_id == 5
    await retry(database, first, NOW + 500)
    await consume(database, apart)
    assert [each.update_id for each in await claim(database)] == [3]


async def test_what_is_apart_waits_for_nothing_that_is_tried_again(database: Database) -> None:
    await store(database, *(replace(update(number), apart=True) for number in (1, 2)))
    (first,) = await claim(database)
    await retry(database, first, NOW + 500)
    (second,) = await claim(database)
    assert second.update_id == 2
    await consume(database, second)
    await store(database, replace(update(3), apart=True))
    assert [each.update_id for each in await claim(database)] == [3]


async def test_each_lane_has_its_own_places(database: Database) -> None:
    files = [replace(update(number, number), lane=Lane.FILES) for number in range(1, 6)]
    await store(database, *files, update(6, 6))
    places = {Lane.FILES: 2, Lane.WORDS: 1}
    claimed = await database.write(lambda tx: tx.inbox.claim(Claimant(1, places), NOW))
    assert [item.update_id for item in claimed] == [1, 2, 6]
    assert {item.lane for item in claimed[:2]} == {Lane.FILES}


async def test_files_that_failed_are_awaited_until_they_are_here(database: Database) -> None:
    await store(database, *(replace(update(number), lane=Lane.FILES) for number in (1, 2)), update(3, 6))
    item = next(item for item in await claim(database) if item.chat_id == 5)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 0
    await retry(database, item, NOW + 500)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 1
    (item,) = await claim(database, now=NOW + 500)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 1
    await retry(database, item, NOW + 60_000)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 1
    item = next(each for each in await claim(database, now=NOW + 60_000) if each.attempts)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 1
    await consume(database, item)
    assert await database.read(lambda tx: tx.inbox.awaited(5)) == 0


async def test_what_was_in_hand_at_a_crash_is_tried_one_by_one(database: Database) -> None:
    await store(database, *(update(number, number) for number in range(1, 6)))
    await claim(database, limit=3)
    await database.write(lambda tx: tx.inbox.release(1, NOW))
    claimed = await claim(database, owner=2)
    assert [(item.update_id, item.crashes) for item in claimed] == [(1, 1), (4, 0), (5, 0)]
    for item in claimed[1:]:
        await consume(database, item, owner=2)
    await database.write(lambda tx: tx.inbox.release(2, NOW))
    (other,) = await claim(database, owner=3)
    assert (other.update_id, other.crashes) == (2, 1), "one that was in hand twice waits"
    await consume(database, other, owner=3)
    (suspect,) = await claim(database, owner=3, now=NOW + 2_000)
    assert (suspect.update_id, suspect.crashes) == (1, 3), "by itself it is the likelier cause"


async def test_what_was_in_hand_at_two_crashes_waits_and_its_chat_behind_it(database: Database) -> None:
    await store(database, update(1), update(2))
    for _ in range(2):
        await claim(database)
        await database.write(lambda tx: tx.inbox.release(1, NOW))
    await store(database, update(3))
    assert await claim(database, now=NOW + 1_999) == []
    (item,) = await claim(database, now=NOW + 2_000)
    assert (item.update_id, item.crashes) == (1, 4)


async def test_a_stop_in_good_order_is_no_crash(database: Database) -> None:
    await store(database, update(1))
    await claim(database)
    assert await database.write(lambda tx: tx.inbox.release(1, NOW, crashed=False)) == 1
    assert [item.crashes for item in await claim(database, owner=2)] == [0]


async def test_an_owner_learns_what_it_holds(database: Database) -> None:
    await store(database, update(1, 1), update(2, 2))
    claimed = await claim(database)
    assert await database.write(lambda tx: tx.inbox.held(1)) == claimed
    assert await database.write(lambda tx: tx.inbox.held(2)) == []
    assert await database.write(lambda tx: tx.inbox.holds(claimed[0].seq, 1))
    assert not await database.write(lambda tx: tx.inbox.holds(claimed[0].seq, 2))


async def test_a_parked_update_is_out_of_the_way(database: Database) -> None:
    await store(database, update(1), update(2))
    (item,) = await claim(database)
    await database.write(lambda tx: tx.inbox.park(item.seq, 1, "boom", NOW))
    assert [each.update_id for each in await claim(database, now=NOW + 10**9)] == [2]


async def test_what_a_vanished_owner_held_is_given_back(database: Database) -> None:
    await store(database, update(1, 1), update(2, 2), update(3, 3))
    await claim(database, owner=1, limit=2)
    await claim(database, owner=2)
    assert await database.read(lambda tx: tx.inbox.owners()) == [1, 2]
    assert await database.write(lambda tx: tx.inbox.release(1, NOW)) == 2
    assert await database.read(lambda tx: tx.inbox.owners()) == [2]
    assert [item.update_id for item in await claim(database, owner=3)] == [1]  # one by one, as it may be the cause


async def test_next_due_is_the_earliest_that_waits(database: Database) -> None:
    assert await database.read(lambda tx: tx.inbox.next_due()) is None
    await store(database, update(1))
    assert await database.read(lambda tx: tx.inbox.next_due()) == NOW
    (item,) = await claim(database)
    await retry(database, item, NOW + 500)
    assert await database.read(lambda tx: tx.inbox.next_due()) == NOW + 500
    assert await database.read(lambda tx: tx.inbox.next_due(after=NOW + 500)) is None


async def test_purge_takes_payloads_first_and_keys_two_weeks_later(database: Database) -> None:
    await store(database, update(1, 1), update(2, 2), update(3, 3))
    done, parked, waiting = await claim(database)

    async def finish(tx: Transaction) -> None:
        await tx.inbox.consume(done.seq, 1, NOW)
        await tx.inbox.park(parked.seq, 1, "boom", NOW)
        await tx.inbox.retry(waiting, 1, "boom", NOW, NOW)

    await database.write(finish)
    assert await database.write(lambda tx: tx.inbox.purge(NOW)) == 0
    assert await database.write(lambda tx: tx.inbox.purge(NOW + 1)) == 2
    assert await database.write(lambda tx: tx.inbox.purge(NOW + 1)) == 0
    assert await store(database, update(1, 1), update(2, 2)) == 0
    await database.write(lambda tx: tx.inbox.purge(NOW + 14 * DAY + 1))
    assert await store(database, update(1, 1), update(2, 2)) == 2
    payloads = {item.update_id: item.payload for item in await claim(database)}
    assert payloads[3] == update(3).payload


async def test_a_clock_set_back_by_a_day_keeps_no_update_waiting(database: Database) -> None:
    await store(database, update(1), update(2, chat_id=6))
    before = NOW - DAY
    assert await claim(database, now=before) == []
    await database.write(lambda tx: tx.inbox.bring_forward(before))
    assert [each.update_id for each in await claim(database, now=before)] == [1, 2]


async def test_what_waits_for_an_hour_goes_on_waiting(database: Database) -> None:
    await store(database, update(1))
    await database.write(lambda tx: tx.inbox.bring_forward(NOW - 3_600_000))
    assert await claim(database, now=NOW - 1) == []


async def test_what_was_set_aside_is_shown_and_handled_again_or_given_up(database: Database) -> None:
    await store(database, update(1), update(2, chat_id=6))
    items = await claim(database)

    async def park_all(tx: Transaction) -> None:
        for item in items:
            await tx.inbox.park(item.seq, 1, "boom", NOW)

    await database.write(park_all)
    parked = await database.read(lambda tx: tx.inbox.parked(9))
    assert [(each.item.update_id, each.error, each.at) for each in parked] == [(2, "boom", NOW), (1, "boom", NOW)]
    second, first = (each.item.seq for each in parked)
    assert await database.write(lambda tx: tx.inbox.retry_parked(first, NOW))
    assert await database.write(lambda tx: tx.inbox.drop_parked(second, NOW))
    (again,) = await claim(database)
    assert (again.update_id, again.attempts, again.crashes) == (1, 0, 0)
    assert not await database.write(lambda tx: tx.inbox.retry_parked(second, NOW))
