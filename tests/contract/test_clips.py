"""Voice messages and videos on both engines: with drafts and reports, until no row names their bytes."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.clips import Clip, ClipKind
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.photos import Photo, PhotoRole, standing
from domain.reporting.reports import Report
from services.ports.transaction import Transaction
from storage.database import Database

NOW = 1_000_000


@pytest.fixture
def clip(rider: Rider, draft: Draft) -> Clip:
    return Clip(40, draft.id, None, ClipKind.VIDEO, 6, "cc" * 32, "video/mp4", 9, 1280, 720, NOW, rider.id)


async def keep(database: Database, rider: Rider, draft: Draft, clip: Clip) -> None:
    async def work(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.drafts.add(replace(draft, clips=(clip.mark,)))
        await tx.clips.add(clip)

    await database.write(work)


async def test_a_draft_keeps_it_in_mind_and_its_report_gets_it(
    database: Database, rider: Rider, draft: Draft, report: Report, clip: Clip
) -> None:
    await keep(database, rider, draft, clip)
    known = await database.read(lambda tx: tx.drafts.get(draft.id))
    assert known is not None
    assert known.clips == (clip.mark,)

    async def work(tx: Transaction) -> None:
        await tx.reports.add(report)
        await tx.clips.attach(draft.id, report.id)

    await database.write(work)
    assert await database.read(lambda tx: tx.clips.of_report(report.id)) == [replace(clip, report_id=report.id)]
    assert await database.read(lambda tx: tx.clips.of_rider(rider.id)) == [replace(clip, report_id=report.id)]
    assert await database.read(lambda tx: tx.clips.get(clip.id)) == replace(clip, report_id=report.id)


async def test_what_became_nothing_is_found_and_its_bytes_go(
    database: Database, rider: Rider, draft: Draft, clip: Clip
) -> None:
    await keep(database, rider, draft, clip)
    assert await database.read(lambda tx: tx.clips.abandoned(NOW, 9)) == []
    ended = replace(draft, stage=DraftStage.CANCELLED, clips=(clip.mark,))
    await database.write(lambda tx: tx.drafts.save(ended))
    assert await database.read(lambda tx: tx.clips.abandoned(NOW, 9)) == [clip]
    assert await database.write(lambda tx: tx.clips.remove([clip.id])) == [clip.object_key]
    assert (await database.read(lambda tx: tx.objects.of_folder("cc"))).going == {clip.object_key}


async def test_bytes_that_another_clip_names_stay(database: Database, rider: Rider, draft: Draft, clip: Clip) -> None:
    await keep(database, rider, draft, clip)
    await database.write(lambda tx: tx.clips.add(replace(clip, id=41)))
    assert await database.write(lambda tx: tx.clips.remove([clip.id])) == []
    known = await database.read(lambda tx: tx.objects.of_folder("cc"))
    assert known.named == {clip.object_key}


async def test_a_still_stands_in_until_a_photo_comes_and_again_when_that_goes(
    database: Database, rider: Rider, draft: Draft, clip: Clip, photo: Photo
) -> None:
    await keep(database, rider, draft, clip)
    still = replace(photo, draft_id=draft.id, clip_id=clip.id)
    taken = replace(photo, id=31, draft_id=draft.id, object_key="dd" * 32)

    async def shown() -> list[int]:
        known = await database.read(lambda tx: tx.drafts.get(draft.id))
        return [each.id for each in known.photos] if known is not None else []

    await database.write(lambda tx: tx.photos.add(still))
    assert await shown() == [still.id]
    await database.write(lambda tx: tx.photos.add(taken))
    assert await shown() == [taken.id]
    await database.write(lambda tx: tx.photos.detach(taken.id))
    assert await shown() == [still.id]
    await database.write(lambda tx: tx.clips.move(clip.id, None))
    assert await shown() == [], "it goes with its video"


def test_a_photo_of_the_repair_takes_no_stills_place(photo: Photo) -> None:
    still, after = replace(photo, clip_id=1), replace(photo, id=31, role=PhotoRole.AFTER)
    assert standing([still, after]) == (still, after)
    assert standing([still, replace(after, role=PhotoRole.ADDED), after])[1:] == (after,)


async def test_a_clip_of_staffs_is_the_reports_and_not_among_riders(stocked: Database, clip: Clip) -> None:
    own = replace(clip, draft_id=None, rider_id=None, by_staff=True)
    await stocked.write(lambda tx: tx.clips.add(own))
    await stocked.write(lambda tx: tx.clips.give(clip.id, 20))
    assert await stocked.read(lambda tx: tx.clips.get(clip.id)) == replace(own, report_id=20)
    assert await stocked.read(lambda tx: tx.clips.of_report(20)) == []
