"""Activities whose kind, unit, station or badge the district's files have no more: they are told of, and stay whole."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from domain.district.badges import Badges, Knight
from domain.programme.activities import EDITABLE, Activity, ActivityState
from domain.programme.activity_staff_messages import ActivityCard
from services.programme import activities, holding, sign_ups
from services.tickets import groups
from services.upkeep.district_changes import standing_on
from services.upkeep.district_plan import Difference
from tests.activities import HOUR, TRAINING
from tests.usecases import GROUPS, START, Case
from texts.base.district_changes import change_lines
from texts.base.locale import Locale
from texts.base.wording import words_of

GROUP = GROUPS["rider-service"]
TOLD = (Difference("activities", (), (), ("心肺复苏",)),)


async def standing(case: Case, **changes: Any) -> Activity:
    """An open activity of tomorrow at the first station."""
    station = next(iter(case.deps.district.stations))
    it = replace(TRAINING, starts_at=START + 24 * HOUR, ends_at=START + 26 * HOUR, station=station)
    await case.database.write(lambda tx: tx.activities.save(replace(it, **changes)))
    return it


async def told(case: Case, changes: Mapping[str, Any]) -> tuple[Difference, ...]:
    old = case.deps.district
    return await case.database.read(lambda tx: standing_on(tx, old, replace(old, **changes)))


@pytest.mark.parametrize("gone", ["activity_kinds", "stations", "badges"])
async def test_what_an_activity_stands_on_and_the_files_lack_is_told(case: Case, gone: str) -> None:
    old = case.deps.district
    case.has_district(badges=Badges({Knight.FLAME: old.badges.knights[Knight.FLAME]}))
    await standing(case)
    without: Mapping[str, Any] = {gone: Badges() if gone == "badges" else {}}
    assert await told(case, {}) == ()
    assert await told(case, without) == TOLD
    lines = change_lines(TOLD, (), Locale(words_of("zh"), old, case.deps.limits))
    assert any("请先在群里改好或取消" in line and "心肺复苏" in line for line in lines)
    await standing(case, state=ActivityState.OVER)
    assert await told(case, without) == ()


async def test_a_unit_that_is_gone_or_looks_after_riders_no_more_is_told(case: Case) -> None:
    old = case.deps.district
    await standing(case)
    case.gives_up_queue("rider-service")
    assert await case.database.read(lambda tx: standing_on(tx, old, case.deps.district)) == TOLD


async def test_cards_and_lists_show_what_is_left_of_it(case: Case) -> None:
    activity, rider = await standing(case), await case.rider()
    case.has_district(activity_kinds={}, stations={}, badges=Badges())
    await case.do(activities.show_list, rider)
    assert "📅 心肺复苏" in (await case.told(rider.chat_id))[-1].text
    await case.do(sign_ups.sign_up, rider, activity.id)
    await case.do(activities.show, rider, activity.id)
    assert "文化宫" in str((await case.told(rider.chat_id))[-1])
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=activity.id, chat_id=GROUP))
    card = (await case.told(GROUP))[-1].text
    assert "种类：training" in card
    assert "地点：文化宫" in card
    held = await case.do(holding.held_here, GROUP, None, activity.id, EDITABLE)
    await case.do(holding.cancel, held)
    await case.passes(minutes=1)
    assert "取消" in (await case.told(rider.chat_id))[-1].text
