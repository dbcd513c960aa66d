"""What riders see of activities: what is to come, their own first, and one with their number and what they can do."""

from dataclasses import replace
from typing import Any

import pytest

from domain.district.activity_kinds import ActivityKind
from domain.errors import ConsentMissing
from domain.people.riders import Rider
from domain.programme.activities import Activity, ActivityState, CameBy, SignUpState
from domain.programme.activity_errors import ActivityGone, NoActivities
from domain.programme.links import LinkKind, StartLink
from services.programme import activities, attendance, links
from tests.recording import Call
from tests.unit.services.programme.test_sign_ups import DAY, HOUR, TRAINING, becomes, holds
from tests.usecases import Case

KINDS = {"training": ActivityKind("training", "培训", "Training", "🧯")}


@pytest.fixture
async def rider(case: Case) -> Rider:
    case.has_district(activity_kinds=KINDS)
    return await case.rider()


async def last(case: Case, rider: Rider) -> Call:
    return (await case.told(rider.chat_id))[-1]


async def signs_up(case: Case, rider: Rider, activity: Activity = TRAINING) -> SignUpState:
    return (await case.do(activities.sign_up, rider, activity.id, 5)).state


async def test_a_district_without_kinds_holds_none(case: Case) -> None:
    case.has_district(activity_kinds={})
    with pytest.raises(NoActivities):
        await case.do(activities.show_list, await case.rider())


async def test_the_list_begins_with_ones_own_and_goes_on_by_pages(case: Case, rider: Rider) -> None:
    await case.do(activities.show_list, rider)
    assert "近期没有活动" in (await last(case, rider)).text
    for number in range(8):
        start = TRAINING.starts_at + number * DAY
        await holds(case, id=901 + number, zh=f"第{number}场", starts_at=start, ends_at=start + HOUR, seats=None)
    await signs_up(case, rider, replace(TRAINING, id=908))
    await case.do(activities.show_list, rider)
    first = await last(case, rider)
    assert first.text.index("第7场") < first.text.index("近期活动") < first.text.index("第0场")
    assert "我是 1 号" in first.text
    assert [key for key in first.keys if "场" in key] == ["🧯 第7场", *(f"🧯 第{each}场" for each in range(6))]
    assert first.keys[-1] == "›"
    await case.do(activities.show_list, rider, 906, 5)
    second = await last(case, rider)
    assert second.keys == ["🧯 第6场", "‹"]


async def test_who_signs_up_for_everything_still_reads_a_short_list(case: Case, rider: Rider) -> None:
    for number in range(14):
        start = TRAINING.starts_at + number * DAY
        await holds(case, id=901 + number, zh=f"第{number}场", starts_at=start, ends_at=start + HOUR, seats=None)
        await signs_up(case, rider, replace(TRAINING, id=901 + number))
    await case.do(activities.show_list, rider)
    first = await last(case, rider)
    assert [key for key in first.keys if "场" in key] == [f"🧯 第{each}场" for each in range(activities.OWN_AT_MOST)]
    await case.do(activities.show_list, rider, 912, 5)
    rest = await last(case, rider)
    assert [key for key in rest.keys if "场" in key] == ["🧯 第12场", "🧯 第13场"]
    assert rest.text.count("我是 1 号") == 2


async def test_what_is_no_more_to_come_is_not_listed(case: Case, rider: Rider) -> None:
    await signs_up(case, rider, await holds(case))
    for state in (ActivityState.DRAFT, ActivityState.CANCELLED, ActivityState.OVER):
        await becomes(case, TRAINING, state=state)
        await case.do(activities.show_list, rider)
        assert "近期没有活动" in (await last(case, rider)).text


async def test_the_card_tells_what_one_must_know_and_signs_up(case: Case, rider: Rider) -> None:
    await holds(case, note="带上水")
    await case.do(activities.show, rider, TRAINING.id)
    card = await last(case, rider)
    for said in (
        "心肺复苏",
        "11月26日（周四） 10:00–12:00",
        "文化宫",
        "带上水",
        "中文",
        "5 分",
        "火焰",
        "还有 1 个名额",
    ):
        assert said in card.text
    assert card.method == "sendMessage"
    assert card.keys[:2] == ["报名", "📍 地图上看"]
    assert await signs_up(case, rider) is SignUpState.SIGNED_UP
    signed = await last(case, rider)
    assert signed.method == "sendPhoto"
    assert "你是 <b>1</b> 号" in signed.text
    assert signed.keys[0] == "取消报名"


async def test_who_waits_sees_how_many_are_in_front_and_cancelling_is_asked_first(case: Case, rider: Rider) -> None:
    await holds(case)
    other, third = await case.rider(8), await case.rider(9)
    for each in (rider, other):
        await signs_up(case, each)
    await case.do(activities.show, third, TRAINING.id)
    assert (await last(case, third)).keys[0] == "候补"
    assert await signs_up(case, third) is SignUpState.WAITING
    assert "前面还有 1 人" in (await last(case, third)).text
    await case.do(activities.show, third, TRAINING.id, 5, asks=True)
    asked = await last(case, third)
    assert asked.keys == ["取消报名", "不取消"]
    await case.do(activities.cancel, third, TRAINING.id, 5)
    assert (await last(case, third)).keys[0] == "候补"


async def test_two_at_the_same_time_are_pointed_out_and_not_refused(case: Case, rider: Rider) -> None:
    await signs_up(case, rider, await holds(case))
    await holds(case, id=901, zh="沙龙", starts_at=TRAINING.ends_at - 1)
    assert await signs_up(case, rider, replace(TRAINING, id=901)) is SignUpState.SIGNED_UP
    assert "时间撞了" in (await last(case, rider)).text
    await holds(case, id=902, zh="义诊", starts_at=TRAINING.ends_at + HOUR, ends_at=TRAINING.ends_at + DAY)
    await case.do(activities.show, rider, 902)
    assert "时间撞了" not in (await last(case, rider)).text


@pytest.mark.parametrize(("changes", "said"), [
    ({"state": ActivityState.CANCELLED}, "取消了"),
    ({"state": ActivityState.OVER}, "已经结束"),
])  # fmt: skip
async def test_what_is_over_says_so_and_offers_nothing(
    case: Case, rider: Rider, changes: dict[str, Any], said: str
) -> None:
    await signs_up(case, rider, await holds(case))
    await becomes(case, TRAINING, **changes)
    await case.do(activities.show, rider, TRAINING.id, 5, asks=True)
    card = await last(case, rider)
    assert said in card.text
    assert not {"报名", "取消报名", "候补"} & {*card.keys}


async def test_who_came_is_told_so_and_the_reader_of_english_reads_the_other_title(case: Case, rider: Rider) -> None:
    activity = await holds(case)
    reader = await case.rider(8, language="en")
    await signs_up(case, rider, activity)
    case.clock.at = activity.starts_at
    await case.do(attendance.check_in, activity, rider, CameBy.CODE)
    await case.do(activities.show, rider, activity.id)
    assert "已签到" in (await last(case, rider)).text
    await case.do(activities.show, reader, activity.id)
    card = await last(case, reader)
    assert "心肺复苏" in card.text
    assert "Sign up" not in card.keys


@pytest.mark.parametrize("code", ["900", "0", "x", "9" * 40, "９００"])
async def test_a_link_opens_its_activity_and_no_other(case: Case, rider: Rider, code: str) -> None:
    await holds(case)
    opened = links.Opened
    if code == "900":
        await case.do(links.follow, rider, StartLink(LinkKind.ACTIVITY, code).payload)
        assert "心肺复苏" in (await last(case, rider)).text
        return
    with pytest.raises(ActivityGone):
        await case.database.write(lambda tx: activities.open_link(opened(tx, case.deps, rider, code)))


async def test_nobody_sees_a_draft_or_anything_without_the_terms(case: Case, rider: Rider) -> None:
    await becomes(case, TRAINING, state=ActivityState.DRAFT)
    for use_case in (activities.show, activities.show_pin):
        with pytest.raises(ActivityGone):
            await case.do(use_case, rider, TRAINING.id)
    await becomes(case, TRAINING, lat=None, lng=None)
    with pytest.raises(ActivityGone):
        await case.do(activities.show_pin, rider, TRAINING.id)
    with pytest.raises(ConsentMissing):
        await case.do(activities.show, replace(rider, consent=0), TRAINING.id)


async def test_the_position_is_sent_where_there_is_one(case: Case, rider: Rider) -> None:
    await holds(case)
    await case.do(activities.show_pin, rider, TRAINING.id)
    assert (await last(case, rider)).method == "sendLocation"


async def test_the_calendar_file_is_sent_and_of_a_cancelled_one_takes_it_out(case: Case, rider: Rider) -> None:
    await signs_up(case, rider, await holds(case, revision=2))
    assert "📅 加到日历" in (await last(case, rider)).keys
    await case.do(activities.send_entry, rider, TRAINING.id)
    sent = await last(case, rider)
    assert sent.method == "sendDocument"
    await becomes(case, TRAINING, state=ActivityState.CANCELLED)
    await case.do(activities.send_entry, rider, TRAINING.id)
    assert "从日历里去掉" in (await last(case, rider)).text
