"""The week is told on Monday at nine: once, to whom it concerns, whatever happened to the bot meanwhile."""

import pytest

from domain.week.weeks import Week, last_week, week_of
from playground.people import JSON, Person, labels, words
from services.week import digests
from storage.database import Database
from tests.staff_work import act, resolve
from tests.town import CENTRE, Town, picture
from tests.watching import rows, tells_week

QUEUE = "property-centre"
MINUTE = 60_000


def this_week(town: Town) -> Week:
    return week_of(town.clock.now(), town.district.timezone)


def skip_to(town: Town, at: int) -> None:
    town.skip(milliseconds=at - town.clock.now())


def nine(town: Town, week: Week) -> int:
    return week.told_at(town.district.timezone)


def database(town: Town) -> Database:
    assert town.app is not None
    return town.app.database


async def fired(town: Town) -> None:
    """Wait until no timer is due any more."""
    assert town.app is not None
    while await town.app.scheduler.fire_due():
        pass


async def told_to(town: Town, rider: Person, week: Week) -> list[JSON]:
    """Every digest of the week that this rider has: messages of a chat come in order, so that an answer ends it."""
    await fired(town)
    await rider.text("/help")
    await rider.wait_for(lambda m: "/points" in words(m))
    return [message for message in await rider.messages() if tells_week(message, week)]


async def told_in(town: Town, queue: str, week: Week) -> list[JSON]:
    """The same of a group; the refusal of a code ends it."""
    await fired(town)
    await town.staff.text("/link NOTACODE", chat=town.groups[queue])
    await town.staff.wait_for(words, chat=town.groups[queue])
    return [message for message in await town.staff.messages(town.groups[queue]) if tells_week(message, week)]


async def digest_of(rider: Person, week: Week) -> JSON:
    return await rider.wait_for(lambda m: tells_week(m, week))


async def reporter(town: Town, name: str = "小王", place: int = 0) -> Person:
    """A rider who has reported something this week."""
    rider = await town.rider(name)
    await town.submitted(rider, picture(place, (CENTRE[0], CENTRE[1] + place * 0.002)), caption="楼道灯不亮")
    return rider


async def test_nobody_who_came_after_monday_hears_of_the_week_before(town: Town) -> None:
    rider, week = await town.rider(), last_week(town.clock.now(), town.district.timezone)
    assert not await told_to(town, rider, week)
    assert not await told_in(town, "supervisors", week)
    await town.stop()
    await town.start()
    assert not await told_to(town, rider, week)


async def test_on_monday_at_nine_riders_queues_and_supervisors_hear_of_the_week_once(town: Town) -> None:
    rider, other, quiet, week = (
        await town.rider(),
        await town.rider("Ann", "en"),
        await town.rider("小李"),
        this_week(town),
    )
    await other.photo(picture(3, (CENTRE[0], CENTRE[1] + 0.01)), "pothole", as_document=True)
    await (await other.press(await town.card(other, button="Submit"), "Submit")).toast()
    _, number = await town.submitted(rider, caption="楼道灯不亮")
    card = await town.ticket(QUEUE, number, button="受理")
    await (await town.staff.press(card, "受理")).toast()
    await rider.wait_for(lambda m: "接单" in words(m))

    skip_to(town, nine(town, week) - MINUTE)
    assert not await told_to(town, rider, week)
    assert not await told_in(town, QUEUE, week)
    rider.seq = town.staff.seq = await town.people.seq()

    skip_to(town, nine(town, week))
    digest = words(await digest_of(rider, week))
    assert "你报了 1 件" in digest
    assert "+5" in digest
    assert "在修：" in digest
    group = await town.staff.wait_for(lambda m: tells_week(m, week), chat=town.groups[QUEUE])
    assert "来 1 件" in words(group)
    assert "photo" in group
    district = await town.staff.wait_for(lambda m: tells_week(m, week), chat=town.groups["supervisors"])
    assert "来 2 件" in words(district)
    assert "Last week" in words((await told_to(town, other, week))[0])
    assert not await told_to(town, quiet, week)

    await town.stop()
    await town.start()
    assert len(await told_to(town, rider, week)) == 1
    assert len(await told_in(town, QUEUE, week)) == 1
    assert len(await told_in(town, "supervisors", week)) == 1

    skip_to(town, nine(town, week.shifted(1)))
    assert len(await told_to(town, rider, week.shifted(1))) == 1
    assert len(await told_in(town, QUEUE, week.shifted(1))) == 1
    assert len(await told_to(town, rider, week)) == 1


async def test_a_bot_that_was_down_over_monday_tells_the_week_when_it_is_back(town: Town) -> None:
    rider, week = await reporter(town), this_week(town)
    await town.stop()
    town.clock.shift_ms += nine(town, week) - town.clock.now() + 26 * 60 * MINUTE
    await town.start()
    await digest_of(rider, week)
    assert len(await told_in(town, QUEUE, week)) == 1
    await town.stop()
    await town.start()
    assert len(await told_to(town, rider, week)) == 1


@pytest.mark.parametrize("stops", [True, False])
async def test_after_weeks_only_what_was_due_in_the_last_two_days_is_told(town: Town, *, stops: bool) -> None:
    """Down for weeks, or asleep with its machine; last week's is there for whoever asks."""
    rider, first = await reporter(town), this_week(town)
    second, third = first.shifted(1), first.shifted(2)
    late = nine(town, second) + 49 * 60 * MINUTE
    if stops:
        await town.stop()
        town.clock.shift_ms += late - town.clock.now()
        await town.start()
    else:
        skip_to(town, late)
    assert not await told_to(town, rider, first)
    assert not await told_to(town, rider, second)
    await rider.text("/digest")
    await digest_of(rider, second)
    skip_to(town, nine(town, third))
    assert len(await told_to(town, rider, third)) == 1


async def test_whoever_muted_the_digest_sees_it_only_when_they_ask(town: Town) -> None:
    rider, week = await reporter(town), this_week(town)
    await rider.text("/digest")
    shown = await rider.wait_for(lambda m: "🔕" in labels(m))
    assert "📊" in words(shown)
    await (await rider.press(shown, "🔕")).toast()
    await rider.wait_for(lambda m: "不再发给你" in words(m))
    skip_to(town, nine(town, week))
    assert not await told_to(town, rider, week)

    await rider.text("/digest")
    shown = await rider.wait_for(lambda m: "🔔" in labels(m) and tells_week(m, week))
    await (await rider.press(shown, "🔔")).toast()
    skip_to(town, nine(town, week.shifted(1)))
    await digest_of(rider, week.shifted(1))


async def test_the_hour_is_chosen_below_the_digest(town: Town) -> None:
    rider, week = await reporter(town), this_week(town)
    await rider.text("/digest")
    shown = await rider.wait_for(lambda m: "🕘" in labels(m))
    await (await rider.press(shown, "🕘")).toast()
    menu = await rider.wait_for(lambda m: "周五" in labels(m))
    for label in ("周五", "18 点"):
        await (await rider.press(menu, label)).toast()
        menu = await rider.wait_for(lambda m, label=label: f"• {label}" in labels(m))  # type: ignore[misc]
    assert "周五 18 点" in words(menu)
    skip_to(town, nine(town, week) + (4 * 24 + 9) * 60 * MINUTE - MINUTE)
    assert not await told_to(town, rider, week)
    skip_to(town, nine(town, week) + (4 * 24 + 9) * 60 * MINUTE)
    await digest_of(rider, week)


async def test_a_rider_answers_below_the_digest_and_it_goes_on(town: Town) -> None:
    rider, week = await reporter(town), this_week(town)
    await act(town, "受理", QUEUE)
    await resolve(town, QUEUE)
    skip_to(town, nine(town, week))
    digest = await digest_of(rider, week)
    assert "photo" in digest
    assert "修好 1 件" in words(digest)
    assert "🎉 修好了：" in words(digest)
    assert "1 件等你看一眼" in words(digest)
    await (await rider.press(digest, "修好了")).toast()
    answered = await rider.wait_for(lambda m: tells_week(m, week) and "修好了" not in labels(m))
    assert answered["message_id"] == digest["message_id"]
    assert "photo" in answered
    assert "等你看一眼" not in words(answered)
    assert rows(town, "select status from report") == [("confirmed",)]


async def test_what_must_be_chased_links_to_its_card_and_supervisors_see_all_queues(town: Town) -> None:
    await reporter(town)
    week = this_week(town)
    card = await town.ticket(QUEUE, "楼道灯")
    skip_to(town, nine(town, week.shifted(1)))
    group = await town.staff.wait_for(lambda m: tells_week(m, week.shifted(1)), chat=town.groups[QUEUE])
    assert "该催的 1 件" in words(group)
    links = [each["url"] for each in group["caption_entities"] if each["type"] == "text_link"]
    assert [link.rpartition("/")[2] for link in links] == [str(card["message_id"])]

    supervisors = town.groups["supervisors"]
    district = await town.staff.wait_for(lambda m: tells_week(m, week.shifted(1)), chat=supervisors)
    assert "超期最多" in words(district)
    await (await town.staff.press(district, "各单位")).toast()
    table = await town.staff.wait_for(lambda m: "个单位有工单" in words(m), chat=supervisors)
    assert "photo" in table
    await (await town.staff.press(table, "Excel")).toast()
    file = await town.staff.wait_for(lambda m: "document" in m, chat=supervisors)
    assert file["document"]["file_name"].endswith(".xlsx")


async def test_many_riders_are_told_in_turns_each_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "RIDERS_AT_ONCE", 2)
    week = this_week(town)
    riders = [await reporter(town, f"骑手{number}", number) for number in range(5)]
    skip_to(town, nine(town, week))
    for rider in riders:
        assert len(await told_to(town, rider, week)) == 1
