"""Another time of a published activity: what was understood is asked about before anybody is told."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.programme.activities import Activity
from domain.programme.activity_errors import FieldUnclear
from domain.programme.activity_staff_messages import ActivityCard, Field
from domain.programme.activity_times import Span
from services.programme import retiming, sign_ups
from services.programme.holding import said
from services.tickets import groups
from tests.activities import HOUR, TRAINING
from tests.usecases import GROUPS, START, Case

GROUP = GROUPS["rider-service"]


async def opened(case: Case) -> Activity:
    """An open activity of tomorrow noon."""
    it = replace(TRAINING, starts_at=START + 26 * HOUR, ends_at=START + 28 * HOUR)
    await case.database.write(lambda tx: tx.activities.save(it))
    return it


async def starts(case: Case, it: Activity) -> int:
    kept = await case.database.read(lambda tx: tx.activities.get(it.id))
    assert kept is not None
    return kept.starts_at


async def test_nothing_moves_and_nobody_is_told_before_yes(case: Case) -> None:
    it, rider = await opened(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, it.id)
    later = said(case.deps, it, Field.WHEN, "后天 14:00-15:00", None)
    menu = await case.do(retiming.take, it, later)
    await case.passes(minutes=1)
    assert not await case.told(rider.chat_id)
    assert await starts(case, it) == it.starts_at
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=it.id, menu=menu, chat_id=GROUP))
    asked = next(call for call in await case.told(GROUP) if call.keys)
    assert "14:00–15:00" in asked.text
    ((yes, no),) = asked.params["reply_markup"]["inline_keyboard"]
    assert (yes["text"], no["text"]) == ("对，通知 1 人", "不改")
    await case.do(retiming.move, it, menu)
    await case.passes(minutes=1)
    assert "改了时间或地点" in (await case.told(rider.chat_id))[-1].text
    assert await starts(case, it) == later.starts_at
    await case.do(retiming.move, later, menu)
    await case.passes(minutes=1)
    assert not await case.told(rider.chat_id)


async def test_where_nobody_would_be_told_it_is_not_asked(case: Case) -> None:
    it = await opened(case)
    assert not await case.do(retiming.take, it, said(case.deps, it, Field.WHEN, "后天 14:00", None))
    assert await starts(case, it) != it.starts_at
    await case.do(sign_ups.sign_up, await case.rider(), it.id)
    assert not await case.do(retiming.take, it, said(case.deps, it, Field.NOTE, "带水杯", None))


async def test_a_time_that_cannot_be_is_never_taken(case: Case) -> None:
    it = await opened(case)
    late = retiming.menu_of(Span(START - HOUR, START + HOUR))
    with pytest.raises(FieldUnclear, match="past"):
        await case.do(retiming.move, it, late)
    for hostile in ("move", "move.1", "move.x.y", "move.9.0", "move.²².³³", "move.99999999.60", "move.1.-9", "when"):
        with pytest.raises(Stale):
            await case.do(retiming.move, it, hostile)
    assert await starts(case, it) == it.starts_at
