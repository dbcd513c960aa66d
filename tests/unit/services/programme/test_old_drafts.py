"""Drafts of activities that staff forget go, two weeks after the last that was done to them: on both engines."""

from collections.abc import AsyncIterator

import pytest

from domain.programme.activities import EDITABLE, Activity
from domain.programme.activity_errors import ActivityGone
from domain.programme.activity_staff_messages import Field
from services.programme import holding
from services.upkeep import timers
from tests.usecases import GROUPS, Case, open_case

GROUP, BOSS = GROUPS["rider-service"], 9


@pytest.fixture
async def kept(database_address: str) -> AsyncIterator[Case]:
    """A district in which each night removes what is past its time."""
    async with open_case(database_address) as case:
        await case.do(timers.start)
        yield case


async def held(case: Case, draft: Activity) -> Activity:
    """What a key below the draft's card finds."""
    return await case.do(holding.held_here, GROUP, None, draft.id, EDITABLE)


async def change(case: Case, draft: Activity, field: Field, words: str) -> None:
    await case.do(holding.change, draft, holding.said(case.deps, draft, field, words, None))


async def test_a_draft_goes_two_weeks_after_it_was_last_changed(kept: Case) -> None:
    forgotten = await kept.do(holding.begin, GROUP, None, BOSS)
    draft = await kept.do(holding.begin, GROUP, None, BOSS)
    await kept.passes(days=10)
    await change(kept, draft, Field.TITLE, "心肺复苏")
    await kept.passes(days=6)
    with pytest.raises(ActivityGone):
        await held(kept, forgotten)
    assert (await held(kept, draft)).zh == "心肺复苏"
    await kept.passes(days=10)
    with pytest.raises(ActivityGone):
        await held(kept, draft)


async def test_a_draft_for_a_later_time_waits_for_it(kept: Case) -> None:
    draft = await kept.do(holding.begin, GROUP, None, BOSS)
    await change(kept, draft, Field.WHEN, "12月20日 14:00")
    await kept.passes(days=39)
    assert (await held(kept, draft)).starts_at < kept.clock.at
    await kept.passes(days=3)
    with pytest.raises(ActivityGone):
        await held(kept, draft)
