"""Activities and who signs up for them, on both engines."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict
from domain.people.riders import Rider
from domain.programme.activities import ActivityState, Attended, OffReason, SignUp, SignUpState
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database
from tests.activities import HOUR, TRAINING

FIRST = SignUp(1_000, TRAINING.id, 1, 1, SignUpState.SIGNED_UP, 2 * HOUR)


@pytest.fixture
async def announced(stocked: Database, rider: Rider) -> Database:
    """A training and three riders."""

    async def stock(tx: Transaction) -> None:
        for number in (2, 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        await tx.activities.save(TRAINING)

    await stocked.write(stock)
    return stocked


async def test_what_is_saved_comes_back(announced: Database) -> None:
    assert await announced.read(lambda tx: tx.activities.get(TRAINING.id)) == TRAINING
    moved = replace(TRAINING, starts_at=11 * HOUR, ends_at=13 * HOUR, revision=1, lat=None, lng=None, door="D" * 16)
    await announced.write(lambda tx: tx.activities.save(moved))
    assert await announced.read(lambda tx: tx.activities.get(TRAINING.id)) == moved
    off = replace(moved, state=ActivityState.CANCELLED, off_reason=OffReason.WEATHER, off_words="停电")
    await announced.write(lambda tx: tx.activities.save(off))
    assert await announced.read(lambda tx: tx.activities.get(TRAINING.id)) == off
    assert await announced.read(lambda tx: tx.activities.get(1)) is None


async def test_who_checked_in_more_than_once_is_counted_once(announced: Database) -> None:
    for number, again in ((1, 0), (2, 1), (3, 4)):
        came = replace(FIRST, id=number, rider_id=number, number=number, state=SignUpState.CAME, again=again)
        await announced.write(lambda tx, came=came: tx.activities.save_sign_up(came))  # type: ignore[misc]
    assert await announced.read(lambda tx: tx.activities.came_again(TRAINING.id)) == 2


async def test_only_a_draft_can_be_removed(announced: Database) -> None:
    await announced.write(lambda tx: tx.activities.save(replace(TRAINING, id=901, state=ActivityState.DRAFT)))
    for each in (900, 901):
        await announced.write(lambda tx, each=each: tx.activities.remove_draft(each))  # type: ignore[misc]
    assert await announced.read(lambda tx: tx.activities.get(901)) is None
    assert await announced.read(lambda tx: tx.activities.get(900)) == TRAINING


async def test_those_to_come_are_paged_by_their_start(announced: Database) -> None:
    later = replace(TRAINING, id=800, starts_at=20 * HOUR, ends_at=21 * HOUR)
    same = replace(TRAINING, id=901)
    hidden = [
        replace(TRAINING, id=902, state=ActivityState.DRAFT),
        replace(TRAINING, id=903, state=ActivityState.CANCELLED),
        replace(TRAINING, id=904, starts_at=HOUR, ends_at=9 * HOUR),
    ]

    async def save(tx: Transaction) -> None:
        for each in (later, same, *hidden):
            await tx.activities.save(each)

    await announced.write(save)
    page = await announced.read(lambda tx: tx.activities.to_come(9 * HOUR, 0, 2))
    assert page == [TRAINING, same]
    assert await announced.read(lambda tx: tx.activities.to_come(9 * HOUR, 901, 2)) == [later]
    of_queue = await announced.read(lambda tx: tx.activities.of_queues(["rider-service", "else"], 9 * HOUR, 0, 9))
    assert [each.id for each in of_queue] == [900, 901, 902, 903, 800]
    assert await announced.read(lambda tx: tx.activities.queues(9 * HOUR)) == ["rider-service"]
    assert not await announced.read(lambda tx: tx.activities.queues(21 * HOUR))
    second = await announced.read(lambda tx: tx.activities.of_queues(["rider-service"], 9 * HOUR, 2, 2))
    assert [each.id for each in second] == [902, 903]
    assert [each.id for each in await announced.read(lambda tx: tx.activities.behind(800, 2))] == [900, 901]


async def test_what_ends_in_a_span_comes_with_who_had_a_seat_and_who_came(announced: Database) -> None:
    states = (SignUpState.CAME, SignUpState.NO_SHOW, SignUpState.CANCELLED)

    async def save(tx: Transaction) -> None:
        for number, state in enumerate(states, 1):
            own = replace(FIRST, id=number, rider_id=number, number=number, state=state)
            await tx.activities.save_sign_up(own)
        for number, changes in enumerate(({"state": ActivityState.DRAFT}, {"queue": "else"}), 901):
            await tx.activities.save(replace(TRAINING, id=number, **changes))  # type: ignore[arg-type]

    await announced.write(save)
    found = await announced.read(lambda tx: tx.activities.ending(TRAINING.queue, 12 * HOUR, 13 * HOUR))
    assert found == [Attended(TRAINING, 2, 1)]
    assert not await announced.read(lambda tx: tx.activities.ending(TRAINING.queue, 11 * HOUR, 12 * HOUR))
    assert not await announced.read(lambda tx: tx.activities.ending(TRAINING.queue, 13 * HOUR, 14 * HOUR))


async def test_a_rider_has_one_place_and_a_number_of_its_own(announced: Database) -> None:
    await announced.write(lambda tx: tx.activities.save_sign_up(FIRST))
    with pytest.raises(Conflict):
        await announced.write(lambda tx: tx.activities.save_sign_up(replace(FIRST, id=1_001, number=2)))
    with pytest.raises(Conflict):
        await announced.write(lambda tx: tx.activities.save_sign_up(replace(FIRST, id=1_001, rider_id=2)))
    assert await announced.read(lambda tx: tx.activities.next_number(TRAINING.id)) == 2
    assert await announced.read(lambda tx: tx.activities.sign_up_of(TRAINING.id, 1)) == FIRST
    assert await announced.read(lambda tx: tx.activities.numbered(TRAINING.id, 1)) == FIRST
    assert await announced.read(lambda tx: tx.activities.of_rider(1, 11 * HOUR)) == [(TRAINING, FIRST)]
    assert await announced.read(lambda tx: tx.activities.of_rider(1, 12 * HOUR)) == []


async def test_who_waits_moves_up_in_the_order_of_time(announced: Database) -> None:
    waiting = [
        replace(FIRST, id=1_002, rider_id=2, number=2, state=SignUpState.WAITING, at=9),
        replace(FIRST, id=1_001, rider_id=3, number=3, state=SignUpState.WAITING, at=8),
    ]

    async def save(tx: Transaction) -> None:
        for each in (FIRST, *waiting):
            await tx.activities.save_sign_up(each)

    await announced.write(save)
    assert await announced.read(lambda tx: tx.activities.first_waiting(TRAINING.id)) == waiting[1]
    before = [await announced.read(lambda tx, each=each: tx.activities.waiting_before(each)) for each in waiting]  # type: ignore[misc]
    assert before == [1, 0]
    counts = await announced.read(lambda tx: tx.activities.counts(TRAINING.id))
    assert counts == {SignUpState.SIGNED_UP: 1, SignUpState.WAITING: 2}
    listed = await announced.read(lambda tx: tx.activities.sign_ups(TRAINING.id, [SignUpState.WAITING], 1, 1))
    assert listed == [waiting[0]]


async def test_what_ended_long_ago_goes_with_who_signed_up_and_drafts_nobody_opened(announced: Database) -> None:
    draft = replace(TRAINING, id=901, state=ActivityState.DRAFT, starts_at=0, ends_at=0)
    ahead = replace(TRAINING, id=902, state=ActivityState.DRAFT)

    async def save(tx: Transaction) -> None:
        for each in (draft, ahead):
            await tx.activities.save(each)
        await tx.activities.save_sign_up(FIRST)

    async def purge(tx: Transaction, before: int) -> list[int]:
        for what in (Kept.ACTIVITY_DRAFTS, Kept.SIGN_UPS, Kept.ACTIVITIES):
            assert not await tx.retention.purge(what, before, 10)
        left = [await tx.activities.get(each) for each in (TRAINING.id, draft.id, ahead.id)]
        return [each.id for each in left if each is not None]

    await announced.write(save)
    assert await announced.write(lambda tx: purge(tx, HOUR)) == [TRAINING.id, draft.id, ahead.id]
    assert await announced.write(lambda tx: purge(tx, 12 * HOUR)) == [TRAINING.id, ahead.id]
    assert await announced.write(lambda tx: purge(tx, 12 * HOUR + 1)) == []


async def test_who_is_still_expected_at_the_end_did_not_come(announced: Database) -> None:
    came = replace(FIRST, id=1_001, rider_id=2, number=2, state=SignUpState.CAME, came_at=11 * HOUR)

    async def save(tx: Transaction) -> None:
        for each in (FIRST, came):
            await tx.activities.save_sign_up(each)
        await tx.activities.note_no_shows(TRAINING.id)

    await announced.write(save)
    assert await announced.read(lambda tx: tx.activities.numbered(came.activity_id, came.number)) == came
    counts = await announced.read(lambda tx: tx.activities.counts(TRAINING.id))
    assert counts == {SignUpState.NO_SHOW: 1, SignUpState.CAME: 1}


async def test_two_at_once_do_not_take_the_same_seat(announced: Database) -> None:
    async def take(tx: Transaction, rider_id: int) -> None:
        await tx.activities.meet(TRAINING.id)
        taken = (await tx.activities.counts(TRAINING.id)).get(SignUpState.SIGNED_UP, 0)
        state = SignUpState.WAITING if taken else SignUpState.SIGNED_UP
        number = await tx.activities.next_number(TRAINING.id)
        await tx.activities.save_sign_up(SignUp(2_000 + rider_id, TRAINING.id, rider_id, number, state, 1))

    await asyncio.gather(*(announced.write(lambda tx, each=each: take(tx, each)) for each in (1, 2, 3)))  # type: ignore[misc]
    counts = await announced.read(lambda tx: tx.activities.counts(TRAINING.id))
    assert counts == {SignUpState.SIGNED_UP: 1, SignUpState.WAITING: 2}
