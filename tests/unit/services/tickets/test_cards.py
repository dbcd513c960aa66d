"""What makes a sound in a queue's group, and when."""

import pytest

from tests.sample_views import HOUR
from tests.usecases import GROUPS, Case

EVENING = 12 * HOUR
"""From the start of the case to ten in the evening, when only the duty desks work."""


@pytest.mark.parametrize(
    ("category", "later", "is_silent"),
    [
        ("street_light", 0, False),
        ("street_light", EVENING, True),
        ("manhole_missing", EVENING, False),
    ],
)
async def test_only_what_is_urgent_makes_a_sound_outside_working_hours(
    case: Case, category: str, later: int, *, is_silent: bool
) -> None:
    rider = await case.rider()
    case.clock.at += later
    report = await case.submitted(category, by=rider)
    (card,) = await case.told(GROUPS[report.queue])
    assert card.is_silent is is_silent
    await case.adds(rider, report, "就在路口")
    (nudge,) = [call for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"]
    assert nudge.is_silent is is_silent


async def test_what_staff_do_themselves_only_edits_the_card(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.resolved(report)
    assert {call.method for call in await case.told(GROUPS[report.queue])} == {"editMessageCaption"}


async def test_a_nudge_takes_the_place_of_the_one_before(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.adds(rider, report, "第一句")
    first = next(call for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage")
    await case.adds(rider, report, "第二句")
    calls = [call for call in await case.told(GROUPS[report.queue]) if not call.method.startswith("edit")]
    assert [(call.method, call.message) for call in calls][1:] == [("deleteMessage", first.message)]
    assert "第二句" in calls[0].text
