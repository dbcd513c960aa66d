"""What drafts and reports have no room for is left out and said so; the words that came with it stay."""

from dataclasses import replace

import pytest

from domain.errors import TooManyClips, TooManyPhotos
from domain.people.riders import Rider
from domain.reporting.clips import CLIPS_OF_A_DRAFT, CLIPS_OF_A_REPORT
from tests.unit.services.reporting.test_additions import takes
from tests.usecases import HERE, Case

WORDS = "在三楼拐角"


async def with_clips(case: Case, rider: Rider) -> int:
    """A draft with as many voice messages as it may have."""
    for _ in range(CLIPS_OF_A_DRAFT):
        draft = await case.sends(rider, clip=case.clip(), position=HERE)
    await case.told()
    return draft


async def test_the_words_of_a_clip_too_many_stay_and_the_rider_hears_that_it_was_left_out(case: Case) -> None:
    rider = await case.rider()
    draft = await with_clips(case, rider)
    first = (await case.draft(draft)).last_message_id
    assert await case.sends(rider, WORDS, clip=case.clip(), photo=case.photo(), replied_to=first) == draft
    kept = await case.draft(draft)
    assert (len(kept.clips), kept.photos, kept.note) == (CLIPS_OF_A_DRAFT, (), WORDS)
    assert sum("语音和视频已经满了" in call.text for call in await case.told(rider.chat_id)) == 1
    with pytest.raises(TooManyClips):
        await case.sends(rider, clip=case.clip(), replied_to=first)


async def test_a_clip_too_many_that_only_came_soon_opens_its_own(case: Case) -> None:
    rider = await case.rider()
    draft = await with_clips(case, rider)
    other = await case.sends(rider, WORDS, clip=case.clip())
    assert other != draft
    assert [len((await case.draft(each)).clips) for each in (draft, other)] == [CLIPS_OF_A_DRAFT, 1]
    assert (await case.draft(other)).note == WORDS


async def test_the_caption_of_an_eleventh_photo_stays(case: Case) -> None:
    rider = await case.rider()
    for _ in range(10):
        draft = await case.sends(rider, photo=case.photo(), album="a")
    assert await case.sends(rider, WORDS, photo=case.photo(), album="a") == draft
    kept = await case.draft(draft)
    assert (len(kept.photos), kept.note) == (10, WORDS)
    await case.passes(seconds=1)
    assert any("照片已经满了" in call.text for call in await case.told(rider.chat_id))
    with pytest.raises(TooManyPhotos):
        await case.sends(rider, photo=case.photo(), album="a")


async def test_a_report_without_room_takes_the_words(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for _ in range(CLIPS_OF_A_REPORT):
        await case.adds(rider, report, clip=case.clip())
    await case.passes(hours=1)
    for _ in range(19):
        await case.adds(rider, report, photo=case.photo())
    await case.passes(hours=1)
    await case.told()
    for brought in ({"clip": case.clip()}, {"photo": case.photo()}):
        assert await takes(case, rider, report, WORDS, **brought)
        assert (await case.events(report))[-1].words == WORDS
    said = [call.text for call in await case.told(rider.chat_id)]
    assert [sum(part in text for text in said) for part in ("语音和视频已经满了", "照片已经满了", "补充到")] == [
        1,
        1,
        2,
    ]
    assert len((await case.now(report)).photos) == 20
    with pytest.raises(TooManyPhotos):
        await takes(case, rider, report, photo=case.photo())


async def test_a_place_beside_a_photo_too_many_is_put_right(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for _ in range(19):
        await case.adds(rider, report, photo=case.photo())
    await case.passes(hours=1)
    there = replace(HERE, source="typed", lat=HERE.lat + 0.0004)
    assert await takes(case, rider, report, photo=case.photo(), position=there)
    assert (await case.now(report)).position.lat == there.lat
