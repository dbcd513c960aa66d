"""The same picture is found among the photos kept, and forgotten with them."""

import random
from dataclasses import replace

from domain.reporting.drafts import Draft
from domain.reporting.numbers import ReportNumber
from domain.reporting.photo_hash import BITS, SAME_AT_MOST, PhotoHash, photo_hash_of
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report, Status
from services.ports.photos import SamePhoto
from services.ports.transaction import Transaction
from storage.database import Database


def window(seed: int, *turned: int) -> list[int]:
    """Differences of a picture, some of them turned round."""
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    levels = [chance.choice((-1, 1)) * chance.randint(10, 90) for _ in range(BITS)]
    return [-level if place in turned else level for place, level in enumerate(levels)]


def look(seed: int, *turned: int) -> PhotoHash:
    seen = window(seed, *turned)
    return photo_hash_of([seen, window(seed + 1000, *turned)], [seen, window(seed + 2000)])


async def keep(database: Database, *photos: Photo) -> None:
    for photo in photos:
        await database.write(lambda tx, photo=photo: tx.photos.add(photo))  # type: ignore[misc]


async def add_reports(database: Database, *reports: Report) -> None:
    async def add(tx: Transaction) -> None:
        for report in reports:
            await tx.reports.add(report)

    await database.write(add)


def numbered(report: Report, number: int, **changes: object) -> Report:
    serial = ReportNumber("DC", "2611", number)
    return replace(report, id=number, number=serial, submitted_at=2_000 + number, **changes)  # type: ignore[arg-type]


async def same(database: Database, report_id: int) -> list[tuple[int, int]]:
    found = await database.read(lambda tx: tx.photos.same_photos(report_id))
    return [(each.report_id, each.distance) for each in found]


async def test_a_picture_a_few_bits_apart_is_the_same(stocked: Database, report: Report, photo: Photo) -> None:
    await add_reports(stocked, numbered(report, 21), numbered(report, 22))
    far = range(0, 5 * (SAME_AT_MOST + 1), 5)
    await keep(
        stocked,
        replace(photo, id=1, report_id=20, object_key="a", photo_hash=look(1)),
        replace(photo, id=2, report_id=21, object_key="b", photo_hash=look(1, 1, 31, 61)),
        replace(photo, id=3, report_id=22, object_key="c", photo_hash=look(1, *far)),
        replace(photo, id=4, report_id=22, object_key="d", photo_hash=look(2)),
    )
    assert await same(stocked, 21) == [(20, 3)]
    assert await same(stocked, 20) == [(21, 3)], "from either side"
    assert await same(stocked, 22) == []


async def test_the_same_bytes_are_the_same_without_a_fingerprint(
    stocked: Database, report: Report, photo: Photo
) -> None:
    await add_reports(stocked, numbered(report, 21, category="lamp"), numbered(report, 22, status=Status.CONFIRMED))
    await keep(stocked, *(replace(photo, id=number, report_id=number) for number in (20, 21, 22)))
    assert await stocked.read(lambda tx: tx.photos.same_photos(20)) == [
        SamePhoto(21, "lamp", open=True, submitted_at=2_021, distance=0),
        SamePhoto(22, "manhole", open=False, submitted_at=2_022, distance=0),
    ]


async def test_what_was_withdrawn_or_shows_a_repair_does_not_count(
    stocked: Database, report: Report, photo: Photo
) -> None:
    await add_reports(stocked, numbered(report, 21, status=Status.WITHDRAWN), numbered(report, 22))
    await keep(
        stocked,
        replace(photo, id=1, report_id=20, photo_hash=look(1)),
        replace(photo, id=2, report_id=21, photo_hash=look(1)),
        replace(photo, id=3, report_id=22, role=PhotoRole.AFTER, photo_hash=look(1)),
        replace(photo, id=4, photo_hash=look(1)),
    )
    assert await same(stocked, 20) == []
    assert await same(stocked, 22) == []


async def test_the_nearest_are_noted_of_many(stocked: Database, report: Report, photo: Photo) -> None:
    await add_reports(stocked, *(numbered(report, number) for number in range(101, 110)))
    for number in range(101, 109):
        turned = range(0, 5 * (109 - number), 5)
        shown = replace(photo, id=number, report_id=number, object_key=str(number), photo_hash=look(1, *turned))
        await keep(stocked, shown)
    await keep(stocked, replace(photo, id=200, report_id=109, object_key="new", photo_hash=look(1)))
    assert sorted(await same(stocked, 109)) == [(104, 5), (105, 4), (106, 3), (107, 2), (108, 1)]


async def test_the_likest_photo_of_a_draft_is_told(stocked: Database, draft: Draft, photo: Photo) -> None:
    async def distance(new: Photo) -> int:
        return await stocked.read(lambda tx: tx.photos.distance_in_draft(draft.id, new))

    await stocked.write(lambda tx: tx.drafts.add(draft))
    new = replace(photo, id=9, object_key="new", photo_hash=look(1))
    await keep(stocked, replace(photo, id=1, object_key="elsewhere", photo_hash=look(1)))
    assert await distance(new) == BITS
    await keep(
        stocked,
        replace(photo, id=2, draft_id=draft.id, object_key="a", photo_hash=look(1, 3, 40)),
        replace(photo, id=3, draft_id=draft.id, object_key="b"),
    )
    assert await distance(new) == 2
    assert await distance(replace(new, photo_hash=None)) == BITS
    assert await distance(replace(new, object_key="b", photo_hash=None)) == 0


async def test_a_fingerprint_goes_with_its_photo(stocked: Database, report: Report, photo: Photo) -> None:
    await add_reports(stocked, numbered(report, 21), numbered(report, 22))
    first = replace(photo, id=1, report_id=20, object_key="a", photo_hash=look(1))
    second = replace(photo, id=2, report_id=21, object_key="b", photo_hash=look(1, 7))
    await keep(stocked, first, second)
    assert await same(stocked, 21) == [(20, 1)]

    await stocked.write(lambda tx: tx.photos.remove([1]))
    assert await same(stocked, 21) == []
    await keep(stocked, replace(photo, id=3, report_id=22, object_key="c", photo_hash=look(1)))
    assert await same(stocked, 22) == [(21, 1)], "what is gone is found no more, what stays is"
    await stocked.write(lambda tx: tx.photos.remove([2, 3]))
    await keep(stocked, replace(first, report_id=20))
    assert await same(stocked, 20) == []


async def test_it_is_known_where_the_picture_of_a_repair_stands_already(
    stocked: Database, report: Report, photo: Photo, draft: Draft
) -> None:
    await add_reports(stocked, *(numbered(report, number) for number in (21, 22, 23)))
    await stocked.write(lambda tx: tx.drafts.add(draft))
    new = replace(photo, id=9, object_key="new", photo_hash=look(1), role=PhotoRole.AFTER)
    await keep(
        stocked,
        replace(photo, id=1, report_id=20, object_key="a", photo_hash=look(1, 7)),
        replace(photo, id=2, report_id=21, object_key="new", role=PhotoRole.AFTER),
        replace(photo, id=3, report_id=22, object_key="b", photo_hash=look(1, 3, 40), role=PhotoRole.ADDED),
        replace(photo, id=4, report_id=23, object_key="c", photo_hash=look(2)),
        replace(photo, id=5, draft_id=draft.id, object_key="new"),
        replace(photo, id=6, object_key="new"),
        new,
    )
    for here, others in ((20, [(21, "after"), (22, "added")]), (22, [(20, "before"), (21, "after")])):
        found = await stocked.read(lambda tx, here=here: tx.photos.uses(new.id, here))  # type: ignore[misc]
        used = [(each.report_id, each.role.value) for each in found]
        assert used[0][0] == here, "its own report is the first"
        assert used[1:] == others
    assert await stocked.read(lambda tx: tx.photos.uses(4, 23)) == []
