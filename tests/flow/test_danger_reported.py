"""After a danger: the key opens what waited, an open draft makes way, and the report is urgent in any category."""

from datetime import timedelta

import pytest

from playground.people import JSON, Person, labels, words
from tests.town import CENTRE, Town, number_in, picture, plain_picture
from tests.watching import bot_messages, bytes_are_gone, rows, stands_still, tap

KEY = "报给社区"


async def hurt(rider: Person, said: str = "我被撞了") -> JSON:
    """The answer to words of danger."""
    await rider.text(said)
    return await rider.wait_for(lambda m: KEY in labels(m))


async def stages(town: Town) -> list[str]:
    """The stages of all drafts, oldest first."""
    await stands_still(town)
    return [stage for (stage,) in rows(town, "select stage from draft order by opened_at, id")]


@pytest.mark.parametrize(
    ("language", "said", "key", "submit", "is_hurt"),
    [
        ("zh", "我被撞了", KEY, "提交", "有人受伤"),
        ("en", "I was hit by a car", "Report the place", "Submit", "有人受伤"),
    ],
)
async def test_what_waited_becomes_an_urgent_ticket_and_supervisors_hear_of_it(
    town: Town, language: str, said: str, key: str, submit: str, is_hurt: str
) -> None:
    rider = await town.rider(language=language)
    await rider.text(said)
    answer = await rider.wait_for(lambda m: key in labels(m))
    await rider.location(*CENTRE)
    await tap(rider, answer, key)
    card = await town.card(rider, has=said, button=submit)
    assert words(card).startswith("🚨")
    assert "120" in words(card).splitlines()[0]
    assert await stages(town) == ["open"]
    await tap(rider, card, submit)  # without a photo
    number = number_in(await rider.wait_for(lambda m: "DC-" in words(m)))
    await stands_still(town)
    ((queue, urgent, danger, due, submitted),) = rows(
        town, "select queue, urgent, danger, due_at, submitted_at from report"
    )
    assert (urgent, danger) == (1, "injury")
    assert due - submitted <= timedelta(hours=2) / timedelta(milliseconds=1)
    ticket = await town.ticket(queue, number)
    assert is_hurt in words(ticket).splitlines()[0]
    assert "紧急" in words(ticket).splitlines()[1]
    notices = [m for m in await bot_messages(town, town.groups["supervisors"]) if number in words(m)]
    assert len(notices) == 1
    assert is_hurt in words(notices[0])


@pytest.mark.parametrize(
    ("language", "said", "key", "submit"),
    [("zh", "我被撞了", KEY, "提交"), ("en", "I was hit by a car", "Report the place", "Submit")],
)
async def test_a_reply_to_the_answer_goes_with_the_danger(
    town: Town, language: str, said: str, key: str, submit: str
) -> None:
    rider = await town.rider(language=language)
    await rider.text(said)
    answer = await rider.wait_for(lambda m: key in labels(m))
    await rider.location(*CENTRE, reply_to=answer["message_id"])
    await rider.photo(plain_picture(), reply_to=answer["message_id"])
    assert await stages(town) == ["waiting"]
    await tap(rider, answer, key)
    card = await town.card(rider, has=said, button=submit)
    assert words(card).startswith("🚨")
    assert rows(town, "select count(*) from photo where draft_id is not null") == [(1,)]
    assert rows(town, "select count(*) from draft where position is not null") == [(1,)]


async def test_an_urgent_report_without_danger_tells_supervisors_of_none(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    await stands_still(town)
    (told,) = [words(m) for m in await bot_messages(town, town.groups["supervisors"]) if number in words(m)]
    assert told.startswith("🚨 急件")
    assert rows(town, "select urgent, danger from report") == [(1, None)]


async def test_it_stays_urgent_under_another_category(town: Town) -> None:
    rider = await town.rider()
    answer = await hurt(rider)
    await rider.location(*CENTRE)
    await tap(rider, answer, KEY)
    card = await town.card(rider)
    await tap(rider, card, "类别")
    await tap(rider, await town.card(rider, button="路灯不亮"), "路灯不亮")
    card = await town.card(rider, has="还没提交：路灯不亮")
    assert words(card).startswith("🚨")
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    assert rows(town, "select category, urgent, danger from report") == [("street_light", 1, "injury")]


async def test_an_open_draft_stays_beside_the_danger(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "楼道灯不亮", as_document=True)
    first = await town.card(rider)
    answer = await hurt(rider)
    await rider.location(*CENTRE)  # of the danger, as it was told last
    await stands_still(town)
    await tap(rider, answer, KEY)
    card = await town.card(rider, has="新湖街道")
    assert "我被撞了" in words(card)
    assert await stages(town) == ["open", "open"]
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    await tap(rider, first, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m) and m["message_id"] == first["message_id"])
    assert await stages(town) == ["submitted", "submitted"]


async def test_the_key_does_its_work_once_and_for_its_rider_alone(town: Town) -> None:
    rider, other = await town.rider(), await town.rider("小李")
    answer = await hurt(rider)
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    theirs = await hurt(other, "救命")
    strangers = await tap(other, theirs, data)
    assert strangers.show_alert
    assert "不是你报的" in strangers.text
    assert await stages(town) == ["waiting", "waiting"]
    await tap(rider, answer, KEY)
    again = await tap(rider, answer, KEY)
    assert again.show_alert
    assert "已经办过了" in again.text
    assert sorted(await stages(town)) == ["open", "waiting"]


async def test_after_a_day_the_key_is_over_and_the_photo_gone(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "我被撞了", as_document=True)
    answer = await rider.wait_for(lambda m: KEY in labels(m))
    await stands_still(town)
    before = await bot_messages(town, rider.id)
    town.skip(hours=25)
    await stands_still(town)
    assert await bot_messages(town, rider.id) == before  # nothing is said of it
    late = await tap(rider, answer, KEY)
    assert late.show_alert
    assert "过期" in late.text
    town.skip(hours=49)
    await bytes_are_gone(town)
    assert rows(town, "select count(*) from photo") == [(0,)]
    assert rows(town, "select count(*) from draft") == [(0,)]


async def test_the_key_opens_it_for_a_day_of_its_own(town: Town) -> None:
    rider = await town.rider()
    answer = await hurt(rider)
    town.skip(hours=23)
    await stands_still(town)
    await tap(rider, answer, KEY)
    await town.card(rider)
    town.skip(hours=20)
    assert await stages(town) == ["open"]
    town.skip(hours=5)
    assert await stages(town) == ["expired"]


async def test_cancel_ends_what_waits(town: Town) -> None:
    rider = await town.rider()
    answer = await hurt(rider)
    await rider.text("/cancel")
    await rider.wait_for(lambda m: "已取消" in words(m))
    assert await stages(town) == ["cancelled"]
    late = await tap(rider, answer, KEY)
    assert "取消" in late.text


async def test_the_key_after_a_restart(town: Town) -> None:
    rider = await town.rider()
    answer = await hurt(rider)
    await town.stop()
    press = await rider.press(answer, KEY)
    await town.start()
    await press.toast()
    await town.card(rider, has="我被撞了")


async def test_words_of_danger_after_the_key_describe_it(town: Town) -> None:
    rider = await town.rider()
    await tap(rider, await hurt(rider), KEY)
    await town.card(rider)
    await rider.text("还有人流血晕倒")
    assert not labels(await rider.wait_for(lambda m: "没有人守着" in words(m)))
    await town.card(rider, has="还有人流血晕倒")
    assert await stages(town) == ["open"]


GAS = {"zh": ("煤气漏了", "燃气抢修", "提交"), "en": ("gas leak", "gas", "Submit")}


@pytest.mark.parametrize("language", GAS)
async def test_gas_opens_its_card_at_once(town: Town, language: str) -> None:
    said, called, submit = GAS[language]
    rider = await town.rider(language=language)
    await rider.text(said)
    card = await town.card(rider, button=submit)
    assert called in words(card).splitlines()[0]
    assert "119" in words(card).splitlines()[0]
    await rider.location(*CENTRE)
    card = await rider.wait_for(lambda m: submit in labels(m) and "新湖街道" in words(m))
    await tap(rider, card, submit)
    number = number_in(await rider.wait_for(lambda m: "DC-" in words(m)))
    await town.staff.wait_for(lambda m: number in words(m), chat=town.groups["supervisors"], after=0)
    assert rows(town, "select category, urgent, danger from report") == [("gas_leak", 1, "gas")]


async def test_gas_says_whom_to_call_before_its_photo_is_there(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("getFile", "slow", seconds=3)
    await rider.photo(picture(), "煤气漏了", as_document=True)
    card = await town.card(rider)
    assert "燃气抢修" in words(card).splitlines()[0]
    assert "照片" not in words(card)
    await town.card(rider, has="📷 1 张")
    assert await stages(town) == ["open"]


async def test_gas_says_whom_to_call_before_consent_too(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    await rider.text("煤气漏了")
    answer = await rider.wait_for(lambda m: "没有人守着" in words(m))
    assert "燃气抢修" in words(answer).splitlines()[0]
    await tap(rider, await rider.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.card(rider, has="燃气泄漏")


async def test_gas_joins_a_bare_photo(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), as_document=True)
    await town.card(rider)
    await rider.text("煤气漏了")
    card = await town.card(rider, has="燃气泄漏")
    assert "📷 1 张" in words(card)
    assert await stages(town) == ["open"]


async def test_gas_stands_beside_another_problem(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "楼道灯不亮", as_document=True)
    await town.card(rider)
    await rider.text("煤气漏了")
    await town.card(rider, has="燃气")
    await rider.text("老人走失")
    await town.card(rider, has="老人")
    await rider.text("煤气漏了 又漏")
    await town.card(rider, has="又漏")
    assert await stages(town) == ["open"] * 3
    assert rows(town, "select count(*) from draft where danger = 'gas'") == [(1,)]


async def test_gas_that_its_rider_calls_something_else_is_no_danger(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "煤气漏了", as_document=True)
    card = await town.card(rider)
    await tap(rider, card, "类别")
    await tap(rider, await town.card(rider, button="路灯不亮"), "路灯不亮")
    card = await town.card(rider, has="还没提交：路灯不亮")
    assert "🚨" not in words(card)
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    assert rows(town, "select urgent, danger from report") == [(0, None)]


async def test_forgetting_takes_what_waits_along(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "我被撞了", as_document=True)
    answer = await rider.wait_for(lambda m: KEY in labels(m))
    await stands_still(town)
    await rider.text("/forget")
    asked = await rider.wait_for(lambda m: labels(m) and KEY not in labels(m))
    await tap(rider, asked, labels(asked).splitlines()[0])
    await stands_still(town)
    assert rows(town, "select count(*) from draft") == [(0,)]
    late = await tap(rider, answer, KEY)
    assert late.show_alert


async def reply_key(town: Town, rider: Person) -> bool:
    """Whether the key that sends where the phone is stands below the rider's input field."""
    await stands_still(town)
    return bool((await town.people.call("GET", f"/chats/{rider.id}/messages"))["reply_keyboard"])


async def test_the_key_for_the_place_is_there_for_whichever_draft_needs_it(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "楼道灯不亮")
    await town.card(rider)
    assert await reply_key(town, rider)
    await tap(rider, await hurt(rider), KEY)
    await town.card(rider, has="我被撞了")
    assert await reply_key(town, rider)
    await rider.location(*CENTRE)
    card = await town.card(rider, has="新湖街道")
    assert "我被撞了" in words(card)
    assert await reply_key(town, rider)
    await tap(rider, card, "提交")
    await rider.location(*CENTRE)
    await town.card(rider, has="新湖街道")
    assert not await reply_key(town, rider)
