"""What time does to drafts of riders who never agreed to the terms."""

from dataclasses import replace
from typing import Any

import pytest

from domain.geo.positions import Position
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.drafts import DraftStage
from services.people import riders
from services.reporting import drafts
from tests.tables import rows_of, waiting_keys
from tests.usecases import HERE, Case


async def sent(case: Case, rider: Rider, at: Position = HERE) -> int:
    return await case.sends(rider, "井盖没了，在东门", photo=case.photo(), position=at)


def traces(case: Case) -> list[dict[str, Any]]:
    """What is left of what was sent."""
    return [
        row
        for table, columns in (
            ("photo", "id"),
            ("clip", "id"),
            ("heard", "message_id"),
            ("geocode", "key"),
            ("photo_question", "draft_id"),
            ("draft where note_parts <> '[]' or traces <> '[]' or position is not null", "id"),
        )
        for row in rows_of(case, f"select {columns} from {table}")  # noqa: S608  names of ours
    ]


@pytest.mark.parametrize("is_cancelled", [True, False])
async def test_a_day_later_nothing_is_left_of_what_a_stranger_sent_and_nothing_is_said(
    case: Case, *, is_cancelled: bool
) -> None:
    rider = await case.rider(consent=0)
    draft_id = await sent(case, rider)
    if is_cancelled:
        await case.do(drafts.end, rider, await case.draft(draft_id), DraftStage.CANCELLED)
    assert len(traces(case)) == 3
    await case.told()
    await case.passes(hours=24)
    assert traces(case) == []
    assert (await case.draft(draft_id)).stage is DraftStage.EXPIRED
    assert await case.told(rider.chat_id) == []
    assert rows_of(case, "select object_key from loose_object"), "the bytes go"


async def test_a_card_from_before_the_terms_changed_says_that_its_draft_has_expired(case: Case) -> None:
    rider = await case.rider()
    draft_id = await sent(case, rider)
    await case.told()
    await case.database.write(lambda tx: tx.riders.save(replace(rider, consent=CONSENT_VERSION - 1)))
    await case.passes(hours=24)
    assert traces(case) == []
    (card,) = await case.told(rider.chat_id)
    assert card.method == "editMessageText"
    assert (await case.draft(draft_id)).stage is DraftStage.EXPIRED


async def test_whoever_agrees_in_time_loses_nothing(case: Case) -> None:
    rider = await case.rider(consent=0)
    draft_id = await sent(case, rider)
    await case.passes(hours=23)
    await case.do(riders.agree, rider, 1, "")
    assert f"draft:{draft_id}" in waiting_keys(case)
    assert (await case.draft(draft_id)).photos


async def test_a_stranger_is_not_reminded_of_a_card_that_never_stood(case: Case) -> None:
    rider = await case.rider(consent=0)
    await sent(case, rider)
    await case.told()
    await case.passes(hours=2)
    assert await case.told(rider.chat_id) == []


@pytest.mark.parametrize("minutes", [10, 40])
@pytest.mark.parametrize("submits", [False, True])
async def test_whoever_agrees_is_reminded_once_of_what_they_sent_before(
    case: Case, minutes: int, *, submits: bool
) -> None:
    rider = await case.rider(consent=0)
    await sent(case, rider)
    await case.passes(minutes=5)
    newest = await sent(case, rider, replace(HERE, lat=HERE.lat + 0.02))
    await case.passes(minutes=minutes)
    rider = await case.do(riders.agree, rider, 1, "")
    if submits:
        await case.do(drafts.end, rider, await case.draft(newest), DraftStage.CANCELLED)
    await case.told()
    await case.passes(minutes=30)
    await case.passes(hours=2)
    said = [call.text for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    (reminder,) = [text for text in said if "刚才那件" in text or "件还没提交" in text]
    assert ("2 件" in reminder) is not submits


async def test_a_day_later_the_voice_of_a_stranger_is_gone(case: Case) -> None:
    await case.sends(await case.rider(consent=0), clip=case.clip())
    assert rows_of(case, "select id from clip")
    await case.passes(hours=24)
    assert traces(case) == []


async def test_each_of_several_drafts_goes(case: Case) -> None:
    rider = await case.rider(consent=0)
    for number in range(3):
        await sent(case, rider, replace(HERE, lat=HERE.lat + number / 50))
        await case.passes(minutes=5)
    await case.passes(hours=24)
    assert traces(case) == []
