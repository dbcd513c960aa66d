"""A draft's card is drawn once for an album, is reminded of after half an hour, and is gone after a day."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.drafts import DraftStage
from domain.timers import Timer, TimerKind
from services.reporting import draft_menus, draft_times
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.tables import timers, waiting, waiting_keys
from tests.usecases import HERE, START, Case

QUIET_MS = 700


def cards(calls: list[Call]) -> list[Call]:
    """The cards of drafts among them, drawn anew or in place."""
    return [call for call in calls if "✅ 提交" in call.keys]


async def part(case: Case, rider: Rider) -> int:
    """A photo of an album joins the draft."""
    return await case.sends(rider, position=HERE, photo=case.photo(), album="1")


async def test_an_album_is_drawn_once_after_700_ms_of_quiet(case: Case) -> None:
    rider = await case.rider()
    for _ in range(3):
        await part(case, rider)
        case.clock.at += QUIET_MS - 1
        assert await case.told(rider.chat_id) == []
    case.clock.at += 1
    (card,) = cards(await case.told(rider.chat_id))
    assert "📷 3 张" in card.text


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
    await case.passes(minutes=2)
    await case.sends(rider, "就在路口")
    await case.told()
    await case.passes(minutes=30, milliseconds=-1)
    assert await case.told() == []
    await case.passes(milliseconds=1)
    (reminder,) = await case.told()
    assert (reminder.chat, "刚才那件" in reminder.text) == (rider.chat_id, True)
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
    assert any("放了1天没提交" in call.text for call in await case.told(rider.chat_id))


async def test_what_was_submitted_is_neither_reminded_of_nor_ended(case: Case) -> None:
    report = await case.submitted()
    await case.passes(minutes=6)
    await case.told()
    await case.passes(hours=24)
    assert not [call for call in await case.told() if call.chat > 0]
    assert (await case.now(report)).closed_at is None


async def test_only_an_open_draft_is_reminded_of_or_ended(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, position=HERE, photo=case.photo())
    await case.do(draft_menus.cancel, rider, draft_id)
    before = await case.draft(draft_id)
    await case.told()
    case.clock.at += 60 * MINUTE
    for act in (draft_times.remind, draft_times.expire):
        await case.do(act, draft_id)
        await case.do(act, 404)
    assert await case.draft(draft_id) == before
    assert await case.told() == []


async def test_a_reminder_that_comes_early_is_put_off_to_half_an_hour_after_the_last_change(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, position=HERE, photo=case.photo())
    await case.told()
    case.clock.at += 30 * MINUTE - 1
    await case.do(draft_times.remind, draft_id)
    assert waiting(case) == []
    put_off = Timer(TimerKind.DRAFT_REMINDER, f"{draft_id}:{START}", START + 30 * MINUTE)
    assert put_off in timers(case)
    case.clock.at += 1
    await case.do(draft_times.remind, draft_id)
    assert waiting_keys(case) == [f"reminder:{rider.id}"]


@pytest.mark.parametrize(("minutes", "hours"), [(30, 24), (5, 2)])
async def test_the_operator_says_when_a_draft_is_reminded_of_and_ends(case: Case, minutes: int, hours: int) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, draft_reminder_minutes=minutes, draft_hours=hours))
    await case.sends(await case.rider(), position=HERE)
    assert [timer.due_at - START for timer in timers(case)] == [minutes * MINUTE, hours * 60 * MINUTE]
