"""A draft's card is drawn once for an album, is reminded of after half an hour, and is gone after a day."""

import pytest

from domain.people.riders import Rider
from domain.reporting.drafts import DraftStage
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.usecases import HERE, Case

QUIET_MS = 700


def cards(calls: list[Call]) -> list[Call]:
    """The cards of drafts among them, drawn anew or in place."""
    return [call for call in calls if "✅ 提交" in call.keys]


async def part(case: Case, rider: Rider) -> int:
    """A photo of an album joins the draft."""
    return await case.sends(rider, position=HERE, photo=case.photo(), album=True)


async def test_an_album_is_drawn_once_after_700_ms_of_quiet(case: Case) -> None:
    rider = await case.rider()
    for _ in range(3):
        await part(case, rider)
        case.clock.at += QUIET_MS - 1
        assert await case.told(rider.chat_id) == []
    case.clock.at += 1
    (card,) = cards(await case.told(rider.chat_id))
    assert "照片：3 张" in card.text


async def test_a_single_photo_is_drawn_at_once(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, position=HERE, photo=case.photo())
    assert len(cards(await case.told(rider.chat_id))) == 1


async def test_the_card_is_sent_below_what_the_rider_wrote_and_the_old_one_deleted(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, position=HERE, photo=case.photo())
    (first,) = cards(await case.told(rider.chat_id))
    await case.sends(rider, "就在路口")
    below, gone = await case.told(rider.chat_id)
    assert "就在路口" in below.text
    assert (below.method, gone.method, gone.message) == ("sendMessage", "deleteMessage", first.message)


async def test_an_unfinished_draft_is_reminded_of_once_half_an_hour_after_its_last_change(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, position=HERE, photo=case.photo())
    await case.passes(minutes=20)
    await case.sends(rider, "就在路口")
    await case.told()
    await case.passes(minutes=30, milliseconds=-1)
    assert await case.told() == []
    await case.passes(milliseconds=1)
    (reminder,) = await case.told()
    assert (reminder.chat, "还没提交" in reminder.text) == (rider.chat_id, True)
    await case.passes(hours=23)
    assert await case.told() == []


async def test_an_unfinished_draft_is_gone_24_hours_after_it_was_opened(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, position=HERE, photo=case.photo())
    await case.passes(hours=24, milliseconds=-1)
    assert (await case.draft(draft_id)).stage is DraftStage.OPEN
    await case.told()
    await case.passes(milliseconds=1)
    assert (await case.draft(draft_id)).stage is DraftStage.EXPIRED
    assert any("放了 24 小时没有提交" in call.text for call in await case.told(rider.chat_id))


async def test_what_was_submitted_is_neither_reminded_of_nor_ended(case: Case) -> None:
    report = await case.submitted()
    await case.passes(minutes=6)
    await case.told()
    await case.passes(hours=24)
    assert not [call for call in await case.told() if call.chat > 0]
    assert (await case.now(report)).closed_at is None


@pytest.mark.parametrize(("age", "is_taken"), [(10 * MINUTE, True), (10 * MINUTE + 1, False)])
async def test_the_last_place_serves_again_for_ten_minutes(case: Case, age: int, *, is_taken: bool) -> None:
    rider = await case.rider(last_place=HERE, last_place_at=case.clock.at)
    case.clock.at += age
    draft = await case.draft(await case.sends(rider, "路灯不亮"))
    assert (draft.position is not None) is is_taken
