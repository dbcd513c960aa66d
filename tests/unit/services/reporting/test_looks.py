"""What a rider may look at with a key: an earlier photo of their own beside a question, and a report's progress."""

import pytest

from domain.errors import NoSuchReport, NotTheirs, Stale
from services.reporting.draft_menus import show_near_photo
from services.reporting.rider_actions import show_progress
from tests.usecases import HERE, Case


async def test_an_earlier_photo_of_ones_own_is_shown_once_a_minute(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider()
    draft_id = await case.drafted(rider, at=HERE)
    await case.told()
    for _ in range(2):
        await case.do(show_near_photo, rider, draft_id, report.id, 11)
    (shown,) = [call for call in await case.told(rider.chat_id) if str(report.number) in call.text]
    assert shown.method == "sendPhoto"
    with pytest.raises(Stale):
        await case.do(show_near_photo, rider, draft_id, 1, 11)


async def test_another_s_photo_is_not_shown(case: Case) -> None:
    report = await case.submitted()
    other = await case.rider(8)
    draft_id = await case.drafted(other, at=HERE)
    with pytest.raises(NotTheirs):
        await case.do(show_near_photo, other, draft_id, report.id, 11)


async def test_progress_is_shown_to_its_own_alone_and_once_a_minute(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider()
    await case.told()
    for _ in range(2):
        await case.do(show_progress, rider, report.id, 11)
    assert len([call for call in await case.told(rider.chat_id) if "📄" in call.text]) == 1
    with pytest.raises(NoSuchReport):
        await case.do(show_progress, await case.rider(8), report.id, 11)
