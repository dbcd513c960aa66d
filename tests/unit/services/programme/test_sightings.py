"""Sightings of missing persons: what a rider sends after *seen here* reaches who looks, and nothing else does."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Barred, ConsentMissing
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.errors import MissingOver, TooManySightings
from domain.programme.missing_persons import MissingPerson, MissingState
from domain.programme.sighting_messages import SightingTold
from domain.programme.sightings import Doubt, Sighting
from domain.reporting.incoming_message import IncomingMessage
from services.ports.transaction import Transaction
from services.programme import sighting_views, sightings
from services.upkeep import forgetting
from tests.missing import GRANDMA
from tests.recording import Call
from tests.usecases import GROUPS, HERE, Case

QUEUE = GRANDMA.queue
GROUP = GROUPS[QUEUE]


def here(case: Case, metres: float = 0, **changes: Any) -> Position:
    moved = replace(HERE, lat=HERE.lat + metres / METRES_PER_DEGREE, source="location", taken_at=case.clock.at)
    return replace(moved, **changes)


async def searched(case: Case, *riders: Rider) -> MissingPerson:
    """A call near by of which these riders were told."""
    now = case.clock.at
    missing = replace(GRANDMA, position=HERE, seen_at=now - 3_600_000, opened_at=now)

    async def work(tx: Transaction) -> None:
        await tx.missing_persons.save(missing)
        await tx.missing_persons.note_told(missing.id, [each.id for each in riders], now)

    await case.database.write(work)
    return missing


async def ends(case: Case, missing: MissingPerson) -> None:
    over = replace(missing, state=MissingState.FOUND, description="", closed_at=case.clock.at)
    await case.database.write(lambda tx: tx.missing_persons.save(over))
    await case.do(sightings.forget_case, missing.id)


async def sees(case: Case, rider: Rider, missing: MissingPerson) -> None:
    await case.do(sightings.ask, rider, missing.id)


async def says(case: Case, rider: Rider, text: str = "", **brought: Any) -> bool:
    message = IncomingMessage(case.numbers.new(), text, **{"sent_at": case.clock.at, **brought})

    async def work(tx: Transaction) -> bool:
        known = await tx.riders.get(rider.id)
        assert known
        return await sightings.take(tx, case.deps, known, message)

    return await case.database.write(work)


async def in_group(case: Case) -> list[Call]:
    return [call for call in await case.told(GROUP) if "看到了" in call.text]


async def kept(case: Case, missing: MissingPerson) -> list[Sighting]:
    return await case.database.read(lambda tx: tx.sightings.of_case(missing.id))


async def test_a_place_suffices_and_goes_to_the_group_that_searches_alone(case: Case) -> None:
    rider, other = await case.rider(8), await case.rider(9)
    missing = await searched(case, rider, other)
    await sees(case, rider, missing)
    asked = await case.told(rider.chat_id)
    assert any("在哪儿看到的" in call.text for call in asked)
    assert any("发送位置" in str(call) for call in asked)
    assert await says(case, rider, position=here(case, 40))
    calls = await case.told()
    (told,) = [call for call in calls if "看到了" in call.text and call.chat == GROUP]
    assert "骑手1" in told.text
    assert "40 米" in told.text
    assert "⚠️" not in told.text
    assert any("110" in call.text for call in calls if call.chat == rider.chat_id)
    assert {call.chat for call in calls} == {GROUP, rider.chat_id}


async def test_a_photo_waits_for_its_place_and_opens_no_draft(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    assert await says(case, rider, photo=case.photo())
    assert await in_group(case) == []
    assert any("还差位置" in call.text for call in await case.told(rider.chat_id))
    assert await says(case, rider, "穿红衣服，往南走")
    assert await says(case, rider, position=here(case))
    (told,) = await in_group(case)
    assert told.method == "sendPhoto"
    assert "往南走" in told.text
    assert await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id)) == []


async def test_what_follows_is_added_and_another_place_is_another_sighting(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await says(case, rider, position=here(case))
    await in_group(case)
    await says(case, rider, position=here(case, 100))
    await says(case, rider, "进了菜市场")
    assert len(await kept(case, missing)) == 1
    assert "进了菜市场" in (await in_group(case))[-1].text
    await says(case, rider, position=here(case, 400))
    assert [each.number for each in await kept(case, missing)] == [1, 2]
    await case.passes(minutes=3)
    await says(case, rider, position=here(case, 400))
    assert [each.number for each in await kept(case, missing)] == [1, 2, 3]
    assert "第 3 次" in (await in_group(case))[-1].text


async def test_riders_are_told_apart_by_a_number(case: Case) -> None:
    first, second = await case.rider(8), await case.rider(9)
    missing = await searched(case, first, second)
    for rider in (first, second, first):
        await sees(case, rider, missing)
        await case.passes(minutes=3)
        await says(case, rider, position=here(case, rider.id * 200))
    assert [(each.rider_number, each.number) for each in await kept(case, missing)] == [(1, 1), (2, 1), (1, 2)]


async def test_ten_minutes_count_and_a_photo_alone_is_said_not_to_have_gone(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await says(case, rider, photo=case.photo())
    await case.told()
    await case.passes(minutes=11)
    said = await case.told(rider.chat_id)
    assert any("没转过去" in call.text for call in said)
    assert not await says(case, rider, position=here(case))
    assert await in_group(case) == []
    await sees(case, rider, missing)
    await says(case, rider, position=here(case))
    first, second = await kept(case, missing)
    assert first.sent_at is None
    assert second.sent_at
    assert not second.photo_ids, "the photo was of ten minutes before"


async def test_a_second_press_asks_for_ten_minutes_more(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await case.passes(minutes=6)
    await sees(case, rider, missing)
    await case.passes(minutes=6)
    assert await says(case, rider, position=here(case))


@pytest.mark.parametrize(
    ("text", "taken"),
    [("谢谢", False), ("👍", False), ("积分怎么换", False), ("往东边走了", True), ("看到了，在超市门口", True)],
)
async def test_thanks_and_what_is_asked_of_the_bot_are_not_of_the_sighting(
    case: Case, text: str, *, taken: bool
) -> None:
    rider = await case.rider(8)
    await sees(case, rider, await searched(case, rider))
    assert await says(case, rider, text) is taken


async def test_what_was_forwarded_is_not_taken_and_its_rider_hears_so(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    assert await says(case, rider, photo=case.photo(), foreign=True, position=here(case))
    assert any("转发的不能算" in call.text for call in await case.told(rider.chat_id))
    assert await kept(case, missing) == []


async def test_of_a_recording_the_words_are_passed_on(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    assert await says(case, rider, clip=case.clip())
    assert any("录音转不过去" in call.text for call in await case.told(rider.chat_id))
    assert await says(case, rider, "在河边坐着", clip=case.clip(), dictated=True)
    assert [each.words for each in await kept(case, missing)] == ["在河边坐着"]


@pytest.mark.parametrize(
    ("brought", "doubts"),
    [
        ({}, ()),
        ({"metres": 2 * GRANDMA.radius_m + 50}, (Doubt.FAR,)),
        ({"age": 11 * 60_000}, (Doubt.OLD,)),
        ({"taken_at": None}, (Doubt.UNTIMED,)),
        ({"photo_metres": 301}, (Doubt.PHOTO_ELSEWHERE,)),
        ({"photo_age": 11 * 60_000}, (Doubt.PHOTO_OLD,)),
    ],
    ids=repr,
)
async def test_what_is_doubtful_is_said(case: Case, brought: dict[str, Any], doubts: tuple[Doubt, ...]) -> None:
    rider, now = await case.rider(8), case.clock.at
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    place = here(case, brought.get("metres", 0), taken_at=brought.get("taken_at", now - brought.get("age", 0)))
    photo_place = here(case, brought["photo_metres"], source="exif") if "photo_metres" in brought else None
    taken_at = now - brought.get("photo_age", 0)
    await says(case, rider, position=place, photo=case.photo(), photo_position=photo_place, photo_taken_at=taken_at)
    (sighting,) = await kept(case, missing)
    view = await case.view(SightingTold(sighting.id))
    assert view.doubts == doubts
    assert (await in_group(case))[0].text.count("⚠️") == len(doubts)


@pytest.mark.parametrize(("age", "taken"), [(60_000, True), (3 * 3_600_000, False)])
async def test_a_photo_s_own_place_counts_if_it_was_taken_lately(case: Case, age: int, *, taken: bool) -> None:
    rider = await case.rider(8)
    await sees(case, rider, await searched(case, rider))
    at = here(case, source="exif", taken_at=None)
    await says(case, rider, photo=case.photo(), photo_position=at, photo_taken_at=case.clock.at - age)
    assert bool(await in_group(case)) is taken


async def test_five_an_hour_are_enough(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    for number in range(5):
        await sees(case, rider, missing)
        assert await says(case, rider, position=here(case, 300 * number))
    with pytest.raises(TooManySightings):
        await says(case, rider, position=here(case, 3000))
    assert len(await kept(case, missing)) == 5
    await case.passes(minutes=61)
    await sees(case, rider, missing)
    assert await says(case, rider, position=here(case, 3000))


async def test_who_may_not_is_refused(case: Case) -> None:
    rider, untold = await case.rider(8), await case.rider(9)
    missing = await searched(case, rider)
    with pytest.raises(MissingOver):
        await sees(case, untold, missing)
    with pytest.raises(MissingOver):
        await sees(case, rider, replace(missing, id=1))
    with pytest.raises(ConsentMissing):
        await sees(case, replace(rider, consent=0), missing)
    with pytest.raises(Barred):
        await sees(case, replace(rider, barred=SanctionKind.BAN), missing)


async def test_of_who_is_muted_nothing_is_passed_on(case: Case) -> None:
    rider = await case.rider(8, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    assert await says(case, rider, position=here(case))
    assert await kept(case, missing) == []


async def test_a_search_that_is_over_takes_nothing_more(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await ends(case, missing)
    assert await says(case, rider, position=here(case))
    assert any("已经结束了" in call.text and "110" in call.text for call in await case.told(rider.chat_id))
    assert await kept(case, missing) == []
    with pytest.raises(MissingOver):
        await sees(case, rider, missing)


async def test_nothing_is_left_of_a_search_but_that_somebody_saw_something(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await says(case, rider, "红衣服", photo=case.photo(), position=here(case))
    (told,) = await in_group(case)
    await ends(case, missing)
    deleted = [call for call in await case.told(GROUP) if call.method == "deleteMessage"]
    assert [call.message for call in deleted] == [told.message]
    (left,) = await kept(case, missing)
    assert (left.words, left.photo_ids, left.position, left.photo_position) == ("", (), None, None)
    assert left.sent_at
    assert await case.database.read(lambda tx: tx.photos.of_rider(rider.id)) == []
    assert await case.view(SightingTold(left.id)) is None


async def test_a_rider_who_leaves_takes_what_they_saw_along(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await says(case, rider, photo=case.photo(), position=here(case))
    (told,) = await in_group(case)
    known = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert known
    await case.do(forgetting.forget, known)
    assert told.message in [call.message for call in await case.told(GROUP) if call.method == "deleteMessage"]
    assert await kept(case, missing) == []


async def test_staff_answer_the_rider_once(case: Case) -> None:
    rider = await case.rider(8)
    missing = await searched(case, rider)
    await sees(case, rider, missing)
    await says(case, rider, position=here(case))
    (sighting,) = await kept(case, missing)
    await case.told()
    assert await case.do(sighting_views.answer_rider, sighting.id, GROUP, 77, "再看一眼左手")
    assert not await case.do(sighting_views.answer_rider, sighting.id, GROUP, 77, "再看一眼左手")
    (answered,) = await case.told(rider.chat_id)
    assert "再看一眼左手" in answered.text
    with pytest.raises(MissingOver):
        await case.do(sighting_views.answer_rider, sighting.id, GROUPS["triage"], 78, "?")
    await ends(case, missing)
    with pytest.raises(MissingOver):
        await case.do(sighting_views.answer_rider, sighting.id, GROUP, 79, "?")
