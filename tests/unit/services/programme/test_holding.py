"""Staff hold activities: what they draft, publish and change, and who they check in."""

from dataclasses import replace

import pytest

from domain.district.badges import Badges, Knight
from domain.errors import OthersQuestion, QuestionOver, Stale
from domain.programme.activities import EDITABLE, Activity, ActivityState, SignUpState
from domain.programme.activity_errors import ActivityCancelled, ActivityOver, FieldUnclear, NoActivities, OwnCheckIn
from domain.programme.activity_staff_messages import ActivityCard, Field
from handlers.pressing import StaffPress
from handlers.programme.presses import STAFF_PRESSES
from services.deps import Deps
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.programme import attendance, holding, holding_door, sign_ups
from services.programme.holding import chosen, said
from services.tickets import groups
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, START, Case
from texts.base.callbacks import Press, Verb, decode

GROUP, ELSEWHERE, BOSS = GROUPS["rider-service"], GROUPS["lighting"], 9
HOUR = 3_600_000


async def drafted(case: Case, seats: str = "any") -> Activity:
    """A draft that lacks nothing."""
    made = await case.do(holding.begin, GROUP, None, BOSS)
    full = chosen(case.deps, chosen(case.deps, made, Field.KIND, "training"), Field.SEATS, seats)
    full = said(case.deps, full, Field.TITLE, "心肺复苏", None)
    full = said(case.deps, full, Field.WHEN, "明天 14:00-16:00", None)
    full = said(case.deps, full, Field.WHERE, "文化宫 二楼", None)
    await case.do(holding.change, made, full)
    return full


async def published(case: Case, seats: str = "any") -> Activity:
    draft = await drafted(case, seats)
    await case.do(holding.publish, draft)
    return replace(draft, state=ActivityState.OPEN)


async def presses(tx: Transaction, deps: Deps, pressed: Press, message: int) -> None:
    """One of the group's staff presses a key below the list or a card."""
    it = StaffPress(tx, deps, Staff(BOSS, "李主任"), pressed, GROUP, message)
    await STAFF_PRESSES[pressed.verb].use_case(it)


async def test_a_group_that_holds_activities_lists_them(case: Case) -> None:
    await case.do(holding.show_list, Asker(GROUP, None, BOSS, 1))
    assert "还没有活动" in (await case.told(GROUP))[-1].text
    await published(case)
    await case.do(holding.show_list, Asker(GROUP, None, BOSS, 1))
    assert any("心肺复苏" in str(call) for call in await case.told(GROUP))
    with pytest.raises(NoActivities):
        await case.do(holding.show_list, Asker(ELSEWHERE, None, BOSS, 1))


async def test_what_a_group_holds_is_listed_in_pages(case: Case) -> None:
    for _ in range(holding.LISTED + 1):
        await drafted(case)
    await case.do(holding.show_list, Asker(GROUP, None, BOSS, 1))
    first = (await case.told(GROUP))[-1]
    assert [row[-1]["text"] for row in first.params["reply_markup"]["inline_keyboard"][-2:]] == ["›", "➕ 新建"]
    pressed = decode(first.params["reply_markup"]["inline_keyboard"][-2][0]["callback_data"])
    assert pressed is not None
    await case.do(presses, pressed, first.message)
    second = (await case.told(GROUP))[-1]
    assert [len(row) for row in second.params["reply_markup"]["inline_keyboard"]] == [1, 1, 1]
    assert second.params["reply_markup"]["inline_keyboard"][1][0]["text"] == "‹"
    await case.do(presses, replace(pressed, argument="list.x9"), second.message)
    assert (await case.told(GROUP))[-1].text == first.text


async def test_only_a_whole_draft_to_come_is_published(case: Case) -> None:
    made = await case.do(holding.begin, GROUP, None, BOSS)
    assert holding.missing(case.deps, made) == (Field.KIND, Field.TITLE, Field.WHEN, Field.WHERE)
    with pytest.raises(FieldUnclear, match="missing"):
        await case.do(holding.publish, made)
    draft = await drafted(case)
    assert (draft.badge, draft.points, draft.lat) == ("flame", 5, None)
    await case.passes(days=2)
    with pytest.raises(FieldUnclear, match="past"):
        await case.do(holding.publish, draft)


async def test_a_draft_whose_kind_or_station_is_gone_is_not_published(case: Case) -> None:
    district, draft = case.deps.district, await drafted(case)
    at_station = chosen(case.deps, draft, Field.WHERE, next(iter(district.stations)))
    case.has_district(activity_kinds={"salon": district.activity_kinds["salon"]}, stations={})
    assert holding.missing(case.deps, at_station) == (Field.KIND, Field.WHERE)
    with pytest.raises(FieldUnclear, match="missing"):
        await case.do(holding.publish, at_station)


async def test_the_longest_ids_of_kinds_and_stations_have_keys_that_choose_them(case: Case) -> None:
    district, draft = case.deps.district, await drafted(case)
    kind, station = "k" * 16, "S" * 20
    case.has_district(
        activity_kinds={kind: replace(district.activity_kinds["training"], id=kind)},
        stations={station: replace(next(iter(district.stations.values())), id=station)},
    )
    for field in (Field.KIND, Field.WHERE):
        await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=draft.id, menu=field, chat_id=GROUP))
        card = next(call for call in await case.told(GROUP) if call.keys)
        pressed = decode(card.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        assert pressed is not None
        await case.do(presses, pressed, card.message)
        await case.told(GROUP)
    kept = await case.database.read(lambda tx: tx.activities.get(draft.id))
    assert kept is not None
    assert (kept.kind, kept.station) == (kind, station)


async def test_what_is_hostile_or_unclear_changes_nothing(case: Case) -> None:
    draft = await drafted(case)
    hostile = {"seats": "0", "kind": "spell", "badge": "gold", "calls": "gold", "points": "-5", "state": "none"}
    for field, value in hostile.items():
        with pytest.raises(Stale):
            chosen(case.deps, draft, field, value)
    for field, words in ((Field.TITLE, ""), (Field.TITLE, "长" * 41), (Field.WHEN, "昨天 14:00"), (Field.WHERE, " ")):
        with pytest.raises(FieldUnclear):
            said(case.deps, draft, field, words, None)


async def test_riders_are_called_by_a_badge_that_the_district_gives_or_by_none(case: Case) -> None:
    draft = await drafted(case)
    assert "召集谁：—" in (await card_said(case, draft)).text
    criteria = case.deps.district.badges.knights[Knight.ANGEL]
    case.has_district(badges=Badges({Knight.ANGEL: criteria}))
    called = chosen(case.deps, draft, Field.CALLS, "angel")
    await case.do(holding.change, draft, called)
    card = await card_said(case, draft, Field.CALLS)
    assert "召集谁：天使" in card.text
    assert [row[0]["text"] for row in card.params["reply_markup"]["inline_keyboard"]] == ["不召集", "‹ 返回"]
    assert chosen(case.deps, called, Field.CALLS, "none").calls == ""
    with pytest.raises(Stale):
        chosen(case.deps, draft, Field.CALLS, "flame")
    case.has_district(badges=Badges())
    assert "召集谁" not in str((await card_said(case, draft)).params)


async def card_said(case: Case, activity: Activity, menu: str = "") -> Call:
    """A card as it reads in the group."""
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=activity.id, menu=menu, chat_id=GROUP))
    return [call for call in await case.told(GROUP) if call.keys][-1]


async def test_another_group_can_do_nothing_with_it(case: Case) -> None:
    activity = await published(case)
    with pytest.raises(Stale):
        await case.do(holding.held_here, ELSEWHERE, None, activity.id, EDITABLE)
    await case.do(holding.cancel, activity)
    with pytest.raises(ActivityCancelled):
        await case.do(holding.held_here, GROUP, None, activity.id, EDITABLE)


async def test_moving_it_tells_who_signed_up_and_fewer_seats_than_taken_are_refused(case: Case) -> None:
    activity = await published(case, "10")
    riders = [await case.rider(number) for number in range(20, 31)]
    for rider in riders:
        await case.do(sign_ups.sign_up, rider, activity.id)
    with pytest.raises(FieldUnclear, match="seats_taken"):
        await case.do(holding.change, activity, replace(activity, seats=9))
    await case.do(holding.change, activity, chosen(case.deps, activity, Field.SEATS, "20"))
    assert "轮到你了" in (await case.told(riders[-1].chat_id))[-1].text
    moved = said(case.deps, replace(activity, seats=20), Field.WHEN, "后天 14:00", None)
    await case.do(holding.change, activity, moved)
    await case.passes(minutes=1)
    assert "改了时间或地点" in (await case.told(riders[0].chat_id))[-1].text
    kept = await case.database.read(lambda tx: tx.activities.get(activity.id))
    assert kept is not None
    assert kept.revision == 1


async def test_staff_check_in_by_number_once_and_take_it_back(case: Case) -> None:
    activity, rider = await published(case), await case.rider()
    await case.do(sign_ups.sign_up, rider, activity.id)
    case.clock.at = activity.starts_at
    assert await case.do(holding_door.came, activity, 1, BOSS)
    assert not await case.do(holding_door.came, activity, 1, BOSS)
    with pytest.raises(Stale):
        await case.do(holding_door.came, activity, 2, BOSS)
    shown = ActivityCard(activity_id=activity.id, menu="door.0", chat_id=GROUP)
    await case.do(groups.tell, GROUP, None, shown)
    text = (await case.told(GROUP))[-1].text
    assert "1 号" in text
    assert "重复 1 次" in text
    assert str(rider.chat_id) not in text
    await case.do(attendance.undo_check_in, activity, 1)
    counts = await case.database.read(lambda tx: tx.activities.counts(activity.id))
    assert counts == {SignUpState.SIGNED_UP: 1}


async def test_a_question_is_one_persons_and_ends(case: Case) -> None:
    question = holding_door.Question(5, Field.WHEN, BOSS, 77, START + HOUR)
    assert holding_door.question_of_key(question.key) == question
    assert holding_door.question_of_key("asked:1:2") is None
    holding_door.check_answer(case.deps, question, BOSS)
    with pytest.raises(OthersQuestion):
        holding_door.check_answer(case.deps, question, BOSS + 1)
    case.clock.at = question.until
    with pytest.raises(QuestionOver):
        holding_door.check_answer(case.deps, question, BOSS)


async def test_nobody_checks_themselves_in_at_the_list(case: Case) -> None:
    activity = await published(case)
    rider = await case.rider()
    own = await case.do(sign_ups.sign_up, rider, activity.id)
    await case.passes(days=1, hours=3)
    with pytest.raises(OwnCheckIn):
        await case.do(holding_door.came, activity, own.number, rider.chat_id)
    assert await case.do(holding_door.came, activity, own.number, BOSS)


async def card_of(case: Case, activity: Activity) -> int:
    """The message of a card that stands in the group."""
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=activity.id, chat_id=GROUP))
    return next(call.message for call in await case.told(GROUP) if call.keys)


async def test_a_poster_is_sent_of_what_riders_can_sign_up_for(case: Case) -> None:
    draft, activity = await drafted(case), await published(case)
    with pytest.raises(Stale):
        await case.do(presses, Press(Verb.HOLD, draft.id, "poster"), await card_of(case, draft))
    card = await card_of(case, activity)
    await case.do(presses, Press(Verb.HOLD, activity.id, "poster"), card)
    sent = (await case.told(GROUP))[-1]
    assert sent.method == "sendPhoto"
    assert f"a-{activity.id}" in sent.text
    await case.do(holding.cancel, activity)
    with pytest.raises(ActivityCancelled):
        await case.do(presses, Press(Verb.HOLD, activity.id, "poster"), card)


@pytest.mark.parametrize("way", ["ends", "is called off"])
async def test_the_list_at_the_door_is_read_but_not_pressed_once_it_is_over(case: Case, way: str) -> None:
    activity = await published(case)
    for number in (20, 21):
        await case.do(sign_ups.sign_up, await case.rider(number), activity.id)
    card = await card_of(case, activity)
    case.clock.at = activity.starts_at
    await case.do(presses, Press(Verb.HOLD, activity.id, "came.1.0"), card)
    if way == "ends":
        case.clock.at = activity.ends_at
    else:
        await case.do(holding.cancel, activity)
    for what in ("came.2.0", "undo.1.0", "page", "poster", "set.seats.50", "ask.when"):
        with pytest.raises((ActivityOver, ActivityCancelled)):
            await case.do(presses, Press(Verb.HOLD, activity.id, what), card)
    await case.do(holding.show_list, Asker(GROUP, None, BOSS, 1))
    assert any("心肺复苏" in str(call.params["reply_markup"]) for call in await case.told(GROUP) if call.keys)
    await case.passes(minutes=1)
    shown = ActivityCard(activity_id=activity.id, menu="door.0", chat_id=GROUP)
    await case.do(groups.tell, GROUP, None, shown)
    door = next(call for call in await case.told(GROUP) if call.keys)
    assert "1 号" in door.text
    assert ("没来：2" if way == "ends" else "报名没签到：2") in door.text
    assert len(door.params["reply_markup"]["inline_keyboard"]) == 1


async def test_a_draft_whose_time_has_passed_can_be_put_right(case: Case) -> None:
    draft = await drafted(case)
    case.clock.at = draft.ends_at + HOUR
    await case.do(groups.tell, GROUP, None, ActivityCard(activity_id=draft.id, chat_id=GROUP))
    card = next(call for call in await case.told(GROUP) if call.keys)
    assert "时间" in str(card.params["reply_markup"])
    await case.do(holding.change, draft, said(case.deps, draft, Field.WHEN, "明天 14:00", None))


async def test_a_question_that_nobody_answers_goes_when_its_time_is_over(case: Case) -> None:
    draft = await drafted(case)
    await case.do(presses, Press(Verb.HOLD, draft.id, "ask.title"), await card_of(case, draft))
    asked = next(call for call in await case.told(GROUP) if "活动名称" in call.text)
    await case.passes(minutes=9)
    assert not await case.told(GROUP)
    await case.passes(minutes=2)
    (gone,) = await case.told(GROUP)
    assert (gone.method, gone.params["message_id"]) == ("deleteMessage", asked.message)
    draft = await case.do(holding.begin, GROUP, None, BOSS)
    await case.do(presses, Press(Verb.HOLD, draft.id, "ask.note"), await card_of(case, draft))
    answered = next(call for call in await case.told(GROUP) if "说明" in call.text)
    await case.database.write(lambda tx: tx.outbox.put(removal(GROUP, answered.message)))
    assert await case.told(GROUP)
    await case.passes(minutes=11)
    assert not await case.told(GROUP)
