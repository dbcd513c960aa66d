"""What riders change is heard: applied to a draft, passed on, told to come too late or to have ended."""

from dataclasses import replace
from typing import Any

import pytest

from domain.people.riders import Rider
from domain.reporting.clips import ClipKind
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Status
from services.reporting import additions, draft_menus, edits, receiving, witnessing
from services.reporting.edits import OUTCOMES, Edit, Stage
from tests.sample_views import HOUR
from tests.usecases import GROUPS, HERE, Case, spot

TYPED = replace(HERE, source="typed")


async def edited(case: Case, rider: Rider, message_id: int, text: str = "", **brought: object) -> bool:
    message = IncomingMessage(message_id, text, **brought)  # type: ignore[arg-type]
    return await case.do(edits.hear, rider, message)


def test_the_table_says_of_every_edit_what_becomes_of_it() -> None:
    assert OUTCOMES.keys() == {(stage, edit) for stage in Stage for edit in Edit}


async def test_a_photo_replaced_before_submitting_is_the_only_one_left_with_its_position(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), photo_position=HERE)
    (old,) = (await case.draft(draft_id)).photos
    new = case.photo()
    assert await edited(case, rider, old.message_id, "路灯不亮", photo=new, photo_position=spot(1))
    draft = await case.draft(draft_id)
    assert [photo.object_key for photo in draft.photos] == [new.object_key]
    assert draft.position == spot(1)
    assert [photo.rider_id for photo in draft.photos] == [rider.id]
    left = await case.database.read(lambda tx: tx.photos.abandoned(case.clock.at + 24 * HOUR, 10))
    assert [photo.object_key for photo in left] == [old.object_key]


async def test_a_photo_that_becomes_what_nobody_takes_goes(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    (old,) = (await case.draft(draft_id)).photos
    assert await case.do(edits.hear, rider, IncomingMessage(old.message_id, "路灯不亮"), photo_lost=True)
    draft = await case.draft(draft_id)
    assert (draft.photos, draft.note) == ((), "路灯不亮")


async def test_the_same_photo_with_another_caption_stays(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, photo=case.photo(), position=HERE)
    (photo,) = (await case.draft(draft_id)).photos
    await edited(case, rider, photo.message_id, "路灯不亮", photo=photo, position=HERE)
    draft = await case.draft(draft_id)
    assert (draft.photos, draft.note, draft.position) == ((photo,), "路灯不亮", HERE)


def sent_clip(case: Case, message_id: int) -> dict[str, Any]:
    """What a message that is a video now brings: the recording, and its still."""
    clip = replace(case.clip(ClipKind.VIDEO), message_id=message_id)
    return {"clip": clip, "photo": replace(case.photo(), message_id=message_id, clip_id=clip.id)}


async def test_a_photo_that_becomes_a_video_is_a_video(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    (old,) = (await case.draft(draft_id)).photos
    video = sent_clip(case, old.message_id)
    assert await edited(case, rider, old.message_id, "路灯不亮了", **video)
    draft = await case.draft(draft_id)
    assert [mark.id for mark in draft.clips] == [video["clip"].id]
    assert [photo.object_key for photo in draft.photos] == [video["photo"].object_key]
    assert draft.note == "路灯不亮了"


async def test_a_video_that_becomes_a_photo_is_a_photo(case: Case) -> None:
    rider = await case.rider()
    first = sent_clip(case, 5)
    draft_id = (await case.do(receiving.receive, rider, IncomingMessage(5, "路灯不亮", **first))).id
    new = case.photo()
    assert await edited(case, rider, 5, "路灯不亮", photo=new)
    draft = await case.draft(draft_id)
    assert draft.clips == ()
    assert [photo.object_key for photo in draft.photos] == [new.object_key]
    left = await case.database.read(lambda tx: tx.clips.abandoned(case.clock.at + 24 * HOUR, 10))
    assert [clip.id for clip in left] == [first["clip"].id]


async def test_the_same_video_with_another_caption_stays(case: Case) -> None:
    rider = await case.rider()
    first = sent_clip(case, 5)
    draft_id = (await case.do(receiving.receive, rider, IncomingMessage(5, "路灯不亮", **first))).id
    before = await case.draft(draft_id)
    again = sent_clip(case, 5)
    again["clip"] = replace(again["clip"], object_key=first["clip"].object_key)
    assert await edited(case, rider, 5, "路灯坏了", **again)
    draft = await case.draft(draft_id)
    assert (draft.clips, draft.photos, draft.note) == (before.clips, before.photos, "路灯坏了")


async def test_an_addition_that_becomes_a_video_is_passed_on(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(additions.add, rider, report.id, IncomingMessage(5, "在路北", photo=case.photo()))
    video = sent_clip(case, 5)
    for _ in range(2):  # the second brings nothing new
        assert await edited(case, rider, 5, "在路北", **video)
    kept = await case.database.read(lambda tx: tx.clips.of_report(report.id))
    assert [clip.id for clip in kept] == [video["clip"].id]


@pytest.mark.parametrize(("asked", "puts_right"), [("月亮背面", True), ("", False)])
async def test_an_edit_answers_the_menu_of_the_place_for_the_words_that_nobody_knew(
    case: Case, asked: str, *, puts_right: bool
) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "有个坑", photo_position=HERE, photo=case.photo())
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    if asked:
        await case.sends(rider, asked)
    before = await case.draft(draft_id)
    await edited(case, rider, before.last_message_id, "德州站", photo_position=None if asked else HERE)
    draft = await case.draft(draft_id)
    assert (draft.position != HERE) is puts_right
    assert draft.menu is (DraftMenu.CARD if puts_right else DraftMenu.PLACE)


async def test_a_position_taken_out_of_the_words_goes_and_another_comes(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮", position=TYPED)
    (part,) = (await case.draft(draft_id)).note_parts
    await edited(case, rider, part.message_id, "路灯不亮", position=replace(TYPED, lat=TYPED.lat + 0.01))
    assert (await case.draft(draft_id)).position == replace(TYPED, lat=TYPED.lat + 0.01)
    await edited(case, rider, part.message_id, "路灯不亮")
    assert (await case.draft(draft_id)).position is None


async def test_after_submitting_words_and_photos_are_too_late_but_the_place_is_put_right(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    (photo,) = report.photos
    await case.told()
    await edited(case, rider, photo.message_id, photo=case.photo(), position=HERE)
    assert (await case.now(report)).photos == report.photos
    assert ["改动没有带过去" in call.text for call in await case.told(rider.chat_id)] == [True]
    await edited(case, rider, photo.message_id, photo=photo, position=replace(TYPED, lat=TYPED.lat + 0.0004))
    assert (await case.now(report)).position.lat == TYPED.lat + 0.0004
    assert any("位置改成" in call.text for call in await case.told(rider.chat_id))


async def test_an_edited_addition_is_passed_on(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(additions.add, rider, report.id, IncomingMessage(77, "在路北"))
    await edited(case, rider, 77, "在路南")
    await edited(case, rider, 77, "在路南")
    await edited(case, rider, 77, "在路北")
    said = [event.words for event in await case.events(report) if event.action == "added"]
    assert said == ["在路北", "在路南", "在路北"]


async def test_an_edit_of_what_made_a_witness_is_passed_on(case: Case) -> None:
    reporter, other = await case.rider(), await case.rider(8)
    report = await case.submitted(by=reporter)
    draft = await case.sends(other, position=TYPED)
    await case.do(draft_menus.choose_category, other, draft, report.category)
    await case.do(witnessing.same_problem, other, draft, report.id)
    proof = IncomingMessage(88, "在路北", photo=case.photo())
    await case.do(witnessing.add_later, other, report.id, proof)
    await edited(case, other, 88, "在路南", photo=proof.photo)
    assert [event.words for event in await case.events(report) if event.action == "added"] == ["在路南"]


@pytest.mark.parametrize("ends", [draft_menus.cancel])
async def test_an_edit_of_a_draft_that_has_ended_is_told_so(case: Case, ends: object) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮")
    (part,) = (await case.draft(draft_id)).note_parts
    await case.do(ends, rider, draft_id)  # type: ignore[arg-type]
    await case.told()
    await edited(case, rider, part.message_id, "路灯全灭了")
    assert ["已经结束" in call.text for call in await case.told(rider.chat_id)] == [True]


async def test_an_edit_of_what_came_to_nothing_is_not_known(case: Case) -> None:
    assert not await edited(case, await case.rider(), 5, "路灯不亮")


async def test_an_edit_that_changes_nothing_says_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await edited(case, rider, report.photos[0].message_id, position=HERE, photo=report.photos[0])
    assert not await case.told()


async def test_edits_beyond_an_hour_s_are_refused_once(case: Case) -> None:
    rider = await case.rider()
    case.deps = replace(case.deps, limits=replace(case.deps.limits, edits_per_hour=2))
    draft_id = await case.sends(rider, "路灯不亮")
    (part,) = (await case.draft(draft_id)).note_parts
    for number in range(5):
        await edited(case, rider, part.message_id, f"路灯不亮 {number}")
    assert (await case.draft(draft_id)).note == "路灯不亮 1"
    assert sum("改得太多" in call.text for call in await case.told(rider.chat_id)) == 1


async def test_an_edit_of_what_closed_over_a_month_ago_is_told_so(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(additions.add, rider, report.id, IncomingMessage(77, "在路北"))
    closed = await case.answered(await case.resolved(report), rider)
    assert closed.status is Status.CONFIRMED
    await case.passes(days=31)
    await case.told()
    await edited(case, rider, 77, "在路南")
    assert not await case.told(GROUPS[report.queue])
    assert len(await case.told(rider.chat_id)) == 1
