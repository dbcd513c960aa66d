"""Riders, drafts and photos."""

from dataclasses import replace

import pytest

from domain.errors import Conflict
from domain.geo.positions import Position
from domain.language.dangers import DangerKind
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftMenu, DraftStage, NotePart
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report
from services.ports.transaction import Transaction
from storage.database import Database


async def add_photos(database: Database, *photos: Photo) -> None:
    async def add(tx: Transaction) -> None:
        for photo in photos:
            await tx.photos.add(photo)

    await database.write(add)


async def test_a_rider_is_saved_and_changed(database: Database, rider: Rider) -> None:
    await database.write(lambda tx: tx.riders.save(rider))
    assert await database.read(lambda tx: tx.riders.get(1)) == rider
    changed = replace(
        rider, chat_id=5, language=None, consent=0, muted=True, reachable=False, last_place=None, last_place_at=None
    )
    await database.write(lambda tx: tx.riders.save(changed))
    assert await database.read(lambda tx: tx.riders.by_chat(5)) == changed
    assert await database.read(lambda tx: tx.riders.by_chat(rider.chat_id)) is None
    assert await database.read(lambda tx: tx.riders.get(2)) is None


async def test_the_digest_pages_over_those_who_want_it(database: Database, rider: Rider) -> None:
    async def save(tx: Transaction) -> None:
        riders = [
            rider,
            replace(rider, muted=True),
            replace(rider, reachable=False),
            replace(rider, consent=0),
            rider,
            rider,
        ]
        for number, each in enumerate(riders, 1):
            await tx.riders.save(replace(each, id=number, chat_id=number))

    await database.write(save)
    page = await database.read(lambda tx: tx.riders.to_tell(0, 2))
    assert [each.id for each in page] == [1, 5]
    assert [each.id for each in await database.read(lambda tx: tx.riders.to_tell(5, 2))] == [6]


async def test_riders_of_a_report_are_the_reporter_then_the_witnesses(stocked: Database, rider: Rider) -> None:
    async def witness(tx: Transaction) -> None:
        for number, at in ((2, 9_000), (3, 8_000)):
            await tx.riders.save(replace(rider, id=number, chat_id=number))
            await tx.reports.add_witness(20, number, at)

    await stocked.write(witness)
    assert [each.id for each in await stocked.read(lambda tx: tx.riders.of_report(20))] == [1, 3, 2]


@pytest.fixture
async def drafting(database: Database, rider: Rider, draft: Draft) -> Database:
    async def start(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.drafts.add(draft)

    await database.write(start)
    return database


async def test_a_draft_comes_back_as_it_was_with_photos_in_order(
    drafting: Database, draft: Draft, photo: Photo
) -> None:
    photos = tuple(replace(photo, id=number, draft_id=draft.id) for number in (31, 32))
    await add_photos(drafting, *reversed(photos))
    expected = replace(draft, photos=photos)
    assert await drafting.read(lambda tx: tx.drafts.get(draft.id)) == expected
    assert await drafting.read(lambda tx: tx.drafts.open_of(1)) == [expected]
    assert await drafting.read(lambda tx: tx.drafts.open_of(2)) == []


async def test_every_column_of_a_draft_is_saved(drafting: Database, draft: Draft) -> None:
    changed = replace(
        draft,
        stage=DraftStage.SUBMITTED,
        menu=DraftMenu.NOTE,
        category="manhole",
        category_chosen=True,
        guesses=("manhole", "lamp"),
        note_parts=(NotePart(5, '井盖 "没了"\n'), NotePart(6, "")),
        position=Position(37.123456789012345, 116.1, "wgs84", "location", None, 5),
        position_confirmed=True,
        community="C1",
        near_shown=(9, 12),
        near_declined=(7,),
        last_message_id=2**40,
        report_id=10,
        opened_at=4_000,
        touched_at=5_000,
        danger=DangerKind.FIRE,
        heard_at=4_500,
        place_asked_at=4_600,
        joined=(6, 7),
    )
    saved = await drafting.write(lambda tx: tx.drafts.save(changed))
    assert saved == replace(changed, version=2)
    assert await drafting.read(lambda tx: tx.drafts.get(draft.id)) == saved


async def test_an_old_version_of_a_draft_is_a_conflict(drafting: Database, draft: Draft) -> None:
    await drafting.write(lambda tx: tx.drafts.save(draft))
    with pytest.raises(Conflict):
        await drafting.write(lambda tx: tx.drafts.save(draft))


async def test_a_rider_has_several_open_drafts_and_one_that_waits(drafting: Database, draft: Draft) -> None:
    waits = replace(draft, id=11, stage=DraftStage.WAITING, danger=DangerKind.INJURY, opened_at=11_000)
    aside = replace(draft, id=12, stage=DraftStage.ASIDE, opened_at=12_000)
    second = replace(draft, id=13, opened_at=13_000)
    ended = replace(draft, id=14, stage=DraftStage.MERGED)

    async def add(tx: Transaction) -> None:
        for each in (second, waits, aside, ended):
            await tx.drafts.add(each)

    await drafting.write(add)
    assert await drafting.read(lambda tx: tx.drafts.unfinished_of(1)) == [draft, waits, aside, second]
    assert await drafting.read(lambda tx: tx.drafts.open_of(1)) == [draft, second]
    with pytest.raises(Conflict):
        await drafting.write(lambda tx: tx.drafts.add(replace(waits, id=15)))
    assert await drafting.read(lambda tx: tx.drafts.unfinished_of(2)) == []


async def test_what_is_unfinished_has_not_ended(drafting: Database, draft: Draft) -> None:
    async def add(tx: Transaction) -> None:
        for number, stage in enumerate((DraftStage.WAITING, DraftStage.ASIDE), 11):
            await tx.drafts.add(replace(draft, id=number, stage=stage, touched_at=2_000))
        for number, at in ((13, 4_000), (14, 3_000), (15, 999)):
            await tx.drafts.add(replace(draft, id=number, stage=DraftStage.CANCELLED, touched_at=at))

    await drafting.write(add)
    ended = await drafting.read(lambda tx: tx.drafts.ended_since(1, 1_000))
    assert [each.id for each in ended] == [14, 13]


async def test_what_a_transaction_changed_is_known_in_it(drafting: Database, draft: Draft) -> None:
    async def swap(tx: Transaction) -> list[list[int]]:
        before = await tx.drafts.open_of(1)
        await tx.drafts.add(replace(draft, id=11, stage=DraftStage.ASIDE, opened_at=11_000))
        await tx.drafts.save(replace(draft, stage=DraftStage.CANCELLED))
        aside = (await tx.drafts.unfinished_of(1))[0]
        await tx.drafts.save(replace(aside, stage=DraftStage.OPEN))
        return [[each.id for each in found] for found in (before, await tx.drafts.open_of(1))]

    assert await drafting.write(swap) == [[10], [11]]


async def test_a_photo_moves_to_another_draft(drafting: Database, draft: Draft, photo: Photo) -> None:
    await drafting.write(lambda tx: tx.drafts.add(replace(draft, id=11)))
    await add_photos(drafting, replace(photo, id=31, draft_id=10))

    async def move(tx: Transaction) -> list[int]:
        await tx.drafts.get(10)
        await tx.photos.move(31, 11)
        found = [await tx.drafts.get(number) for number in (10, 11)]
        return [len(each.photos) for each in found if each is not None]

    assert await drafting.write(move) == [0, 1]


async def photos_of_report(database: Database) -> tuple[Photo, ...]:
    report = await database.read(lambda tx: tx.reports.get(20))
    assert report is not None
    return report.photos


async def test_a_photo_comes_back_as_it_was(stocked: Database, photo: Photo) -> None:
    full = replace(photo, report_id=20, role=PhotoRole.AFTER, shown_key="bb" * 32, file_id="AgAC")
    await add_photos(stocked, full)
    assert await photos_of_report(stocked) == (full,)


async def test_a_photo_remembers_its_copy(stocked: Database, photo: Photo) -> None:
    await add_photos(stocked, photo)

    async def remember(tx: Transaction) -> None:
        await tx.photos.remember_shown(30, "bb" * 32)
        await tx.photos.give(30, 20, PhotoRole.AFTER)

    await stocked.write(remember)
    assert await photos_of_report(stocked) == (replace(photo, shown_key="bb" * 32, report_id=20, role=PhotoRole.AFTER),)


async def test_the_photos_of_a_draft_go_to_its_report(drafting: Database, report: Report, photo: Photo) -> None:
    await drafting.write(lambda tx: tx.reports.add(report))
    await add_photos(drafting, replace(photo, draft_id=10), replace(photo, id=31))
    await drafting.write(lambda tx: tx.photos.attach(10, 20))
    known = await drafting.read(lambda tx: tx.reports.get(20))
    assert known is not None
    assert [each.id for each in known.photos] == [30]


async def test_abandoned_photos_are_those_that_became_nothing(drafting: Database, draft: Draft, photo: Photo) -> None:
    async def add(tx: Transaction) -> None:
        for number, stage in enumerate((DraftStage.CANCELLED, DraftStage.EXPIRED, DraftStage.SUBMITTED), 11):
            await tx.drafts.add(replace(draft, id=number, stage=stage))
            await tx.photos.add(replace(photo, id=number + 100, draft_id=number))
        await tx.photos.add(replace(photo, id=200, draft_id=10))
        await tx.photos.add(replace(photo, id=201, added_at=1_000))
        await tx.photos.add(replace(photo, id=202, added_at=1_001))

    await drafting.write(add)
    old = await drafting.read(lambda tx: tx.photos.abandoned(1_001, 10))
    assert [each.id for each in old] == [111, 112, 201]
    assert await drafting.read(lambda tx: tx.photos.abandoned(1_000, 10)) == []
    assert len(await drafting.read(lambda tx: tx.photos.abandoned(1_001, 1))) == 1


async def test_removed_photos_give_up_the_bytes_that_no_other_uses(stocked: Database, photo: Photo) -> None:
    await add_photos(
        stocked,
        replace(photo, id=1, object_key="shared", shown_key="shown"),
        replace(photo, id=2, object_key="shared", shown_key=None),
        replace(photo, id=3, object_key="other", shown_key="shown-too"),
    )
    assert await stocked.write(lambda tx: tx.photos.remove([1, 3])) == ["other", "shown", "shown-too"]
    assert await stocked.write(lambda tx: tx.photos.remove([2, 2])) == ["shared"]


async def test_each_hour_of_the_week_has_its_own_riders_in_pages(database: Database, rider: Rider) -> None:
    slots = {1: 9, 2: 33, 3: 33, 4: 33, 5: 33, 6: 165}

    async def save(tx: Transaction) -> None:
        for number, slot in slots.items():
            muted = number in {4, 6}
            await tx.riders.save(replace(rider, id=number, chat_id=number, digest_slot=slot, muted=muted))

    async def pages(tx: Transaction) -> list[list[int]]:
        asked = [(9, 0), (33, 0), (33, 3), (33, 5), (165, 0), (10, 0)]
        return [[each.id for each in await tx.riders.of_slot(slot, after, 2)] for slot, after in asked]

    assert await database.read(lambda tx: tx.riders.digest_slots()) == []
    await database.write(save)
    assert await database.read(pages) == [[1], [2, 3], [5], [], [], []]
    assert await database.read(lambda tx: tx.riders.digest_slots()) == [9, 33]
