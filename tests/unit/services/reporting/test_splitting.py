"""What joined a draft leaves it whole, a photo is taken back, and a place goes to the draft that it is of."""

from dataclasses import replace

import pytest

from domain.errors import NotTheirs, Stale
from domain.people.riders import Rider
from domain.reporting.clips import Clip, ClipKind
from domain.reporting.drafts import Draft, DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from services.reporting import draft_menus, edits, receiving, splitting
from tests.sample_views import HOUR
from tests.tables import waiting_keys
from tests.usecases import HERE, Case, spot


async def two_in_one(case: Case) -> tuple[Rider, int]:
    """A draft that a second photo joined, with words and a street of its own."""
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", position=HERE, photo=case.photo())
    assert await case.sends(rider, "就在旁边", photo=case.photo()) == draft
    await case.told()
    return rider, draft


async def test_the_parts_have_all_that_the_whole_had(case: Case) -> None:
    rider, whole = await two_in_one(case)
    before = await case.draft(whole)
    new = await case.do(splitting.split_off, rider, whole)
    rest, split = await case.draft(whole), await case.draft(new.id)
    assert (len(rest.photos), len(split.photos)) == (1, 1)
    assert {*rest.photos, *(replace(each, draft_id=whole) for each in split.photos)} == {*before.photos}
    assert (rest.note, split.note) == ("井盖不见了", "就在旁边")
    assert (rest.position, split.position) == (HERE, None)
    assert (rest.joined, split.joined) == ((), ())
    assert {f"draft:{whole}", f"draft:{split.id}"} <= {*waiting_keys(case)}


async def test_an_edit_follows_what_was_split_off(case: Case) -> None:
    rider, whole = await two_in_one(case)
    message_id = (await case.draft(whole)).joined[0]
    new = await case.do(splitting.split_off, rider, whole)
    await case.do(edits.hear, rider, IncomingMessage(message_id, "路灯也不亮"))
    assert (await case.draft(new.id)).note == "路灯也不亮"
    assert (await case.draft(whole)).note == "井盖不见了"


async def test_a_place_by_name_leaves_with_the_words_that_named_it(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.sends(rider, "天衢东路", photo=case.photo())
    named = (await case.draft(draft)).position
    new = await case.do(splitting.split_off, rider, draft)
    assert ((await case.draft(draft)).position, (await case.draft(new.id)).position) == (None, named)


async def test_what_nothing_joined_in_doubt_can_not_be_split(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", position=HERE, photo=case.photo())
    with pytest.raises(Stale):
        await case.do(splitting.split_off, rider, draft)
    _, whole = await two_in_one(case)
    with pytest.raises(NotTheirs):
        await case.do(splitting.split_off, await case.rider(8), whole)
    await case.do(splitting.split_off, rider, whole)
    with pytest.raises(Stale):
        await case.do(splitting.split_off, rider, whole)


async def test_a_photo_taken_back_takes_its_place_along_and_leaves_the_words(case: Case) -> None:
    rider = await case.rider()
    measured = replace(HERE, source="exif")
    draft_id = await case.sends(rider, "井盖不见了", photo_position=measured, photo=case.photo())
    (photo,) = (await case.draft(draft_id)).photos
    await case.do(splitting.take_back, rider, draft_id, photo.id)
    draft = await case.draft(draft_id)
    assert (draft.photos, draft.position, draft.note) == ((), None, "井盖不见了")
    with pytest.raises(Stale):
        await case.do(splitting.take_back, rider, draft_id, photo.id)


async def test_a_place_given_by_hand_stays_when_the_photo_goes(case: Case) -> None:
    rider = await case.rider()
    given = replace(HERE, source="location")
    draft_id = await case.sends(rider, position=given, photo=case.photo())
    (photo,) = (await case.draft(draft_id)).photos
    await case.do(splitting.take_back, rider, draft_id, photo.id)
    assert (await case.draft(draft_id)).position == given


async def test_a_place_goes_to_the_draft_that_lacks_it(case: Case) -> None:
    rider = await case.rider()
    lacking = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.passes(minutes=3)
    other = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.do(draft_menus.choose_category, rider, other, "street_light")
    await case.passes(minutes=3)
    third = await case.sends(rider, "有个大坑", photo=case.photo())
    await case.sends(rider, position=spot(3))
    assert (await case.draft(third)).position == spot(3)
    place = await case.sends(rider, position=spot(5))
    await case.told()
    await case.do(splitting.belongs_to, rider, place, lacking)
    found = await case.draft(lacking)
    assert (found.position, len(found.photos)) == (spot(5), 1)
    assert (await case.draft(place)).stage is DraftStage.MERGED
    assert (await case.draft(other)).position is None
    with pytest.raises(Stale):
        await case.do(splitting.belongs_to, rider, other, lacking)


async def records(case: Case, rider: Rider, clip: Clip, text: str = "", *, dictated: bool = False) -> int:
    """Let a rider send a recording, a video with its still; the draft's id."""
    still = replace(case.photo(), clip_id=clip.id, message_id=clip.message_id) if clip.kind.is_seen else None
    sent = IncomingMessage(clip.message_id, text, photo=still, clip=clip, dictated=dictated, sent_at=case.clock.at)
    return (await case.do(receiving.receive, rider, sent)).id


async def with_each(case: Case, rider: Rider) -> Draft:
    """A draft with a photo, a video whose still has made way for that, and a voice message."""
    draft = await records(case, rider, case.clip(ClipKind.VIDEO), "井盖不见了")
    await case.sends(rider, photo=case.photo(), position=HERE)
    await records(case, rider, case.clip())
    return await case.draft(draft)


async def test_a_clip_is_taken_back_as_a_photo_is(case: Case) -> None:
    rider = await case.rider()
    draft = await with_each(case, rider)
    assert [photo.clip_id for photo in draft.photos] == [None]
    await case.told()
    await case.do(draft_menus.open_menu, rider, draft.id, DraftMenu.NOTE)
    (card,) = [call for call in await case.told(rider.chat_id) if "🗑 去掉照片" in call.keys]
    assert {"🗑 去掉语音", "🗑 去掉视频"} <= set(card.keys)
    for clip in draft.clips:
        await case.do(splitting.take_back, rider, draft.id, clip.id)
    left = await case.draft(draft.id)
    assert (left.clips, left.photos, left.note, left.position) == ((), draft.photos, "井盖不见了", HERE)
    gone = await case.database.read(lambda tx: tx.clips.abandoned(case.clock.at + 48 * HOUR, 10))
    assert {clip.id for clip in gone} == {clip.id for clip in draft.clips}
    with pytest.raises(Stale):
        await case.do(splitting.take_back, rider, draft.id, draft.clips[0].id)


async def test_the_still_of_one_video_stands_in_when_the_other_is_taken_back(case: Case) -> None:
    rider = await case.rider()
    first, second = case.clip(ClipKind.VIDEO), case.clip(ClipKind.VIDEO)
    draft_id = await records(case, rider, first)
    await records(case, rider, second)
    await case.do(splitting.take_back, rider, draft_id, first.id)
    draft = await case.draft(draft_id)
    assert [photo.clip_id for photo in draft.photos] == [second.id]


async def test_what_was_written_down_of_a_recording_goes_with_it(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "井盖不见了", photo=case.photo())
    await records(case, rider, case.clip(), "在三楼", dictated=True)
    draft = await case.draft(draft_id)
    assert "在三楼" in draft.note
    await case.do(splitting.take_back, rider, draft_id, draft.clips[0].id)
    assert (await case.draft(draft_id)).note == "井盖不见了"
