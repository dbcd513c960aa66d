"""The week is told on Monday at nine: once, to whom it concerns, whatever happened to the bot meanwhile."""

import pytest

from domain.week.weeks import Week, last_week, week_of
from playground.people import JSON, Person, labels, words
from services.week import digests
from storage.database import Database
from tests.town import CENTRE, Town, picture
from tests.watching import tells_week

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


async def test_nobody_who_came_after_monday_hears_of_the_week_before(town: Town) -> None:
    rider, week = await town.rider(), last_week(town.clock.now(), town.district.timezone)
    assert not await told_to(town, rider, week)
    assert not await told_in(town, "supervisors", week)
    await town.stop()
    await town.start()
    assert not await told_to(town, rider, week)


async def test_on_monday_at_nine_riders_queues_and_supervisors_hear_of_the_week_once(town: Town) -> None:
    rider, other, week = await town.rider(), await town.rider("Ann", "en"), this_week(town)
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
    assert number[3:].replace("-", "_") in digest
    assert "+5" in digest
    group = await town.staff.wait_for(lambda m: tells_week(m, week), chat=town.groups[QUEUE])
    assert number in words(group)
    assert "收到 1 · 受理 1" in words(group)
    district = await town.staff.wait_for(lambda m: tells_week(m, week), chat=town.groups["supervisors"])
    assert "收到 1 · 受理 1" in words(district)
    assert "Last week" in words((await told_to(town, other, week))[0])

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
    rider, week = await town.rider(), this_week(town)
    await town.stop()
    town.clock.shift_ms += nine(town, week) - town.clock.now() + 26 * 60 * MINUTE
    await town.start()
    await digest_of(rider, week)
    assert len(await told_in(town, QUEUE, week)) == 1
    await town.stop()
    await town.start()
    assert len(await told_to(town, rider, week)) == 1


@pytest.mark.parametrize("stops", [True, False])
async def test_after_weeks_the_last_one_is_told_and_the_next_follows(town: Town, *, stops: bool) -> None:
    """Down for weeks, or asleep with its machine."""
    rider, first = await town.rider(), this_week(town)
    second, third = first.shifted(1), first.shifted(2)
    if stops:
        await town.stop()
        town.clock.shift_ms += nine(town, second) - town.clock.now()
        await town.start()
    else:
        skip_to(town, nine(town, second))
    await digest_of(rider, second)
    assert not await told_to(town, rider, first)
    skip_to(town, nine(town, third))
    assert len(await told_to(town, rider, third)) == 1


async def test_whoever_muted_the_digest_sees_it_only_when_they_ask(town: Town) -> None:
    rider, week = await town.rider(), this_week(town)
    await rider.text("/digest")
    shown = await rider.wait_for(lambda m: "🔕" in labels(m))
    assert tells_week(shown, last_week(town.clock.now(), town.district.timezone))
    await (await rider.press(shown, "🔕")).toast()
    await rider.wait_for(lambda m: "/digest" in words(m))
    skip_to(town, nine(town, week))
    assert not await told_to(town, rider, week)

    await rider.text("/digest")
    shown = await rider.wait_for(lambda m: "🔔" in labels(m))
    assert tells_week(shown, week)
    await (await rider.press(shown, "🔔")).toast()
    skip_to(town, nine(town, week.shifted(1)))
    await digest_of(rider, week.shifted(1))


async def test_a_queue_is_told_its_five_oldest_open_tickets(town: Town) -> None:
    rider, week = await town.rider(), this_week(town)
    numbers = []
    for step in range(6):
        place = (CENTRE[0], CENTRE[1] + step * 0.002)
        _, number = await town.submitted(rider, picture(step, place), caption="楼道灯不亮")
        numbers.append(number)
        town.skip(minutes=1)
    skip_to(town, nine(town, week))
    digest = await town.staff.wait_for(lambda m: tells_week(m, week), chat=town.groups[QUEUE])
    assert [number for number in numbers if number in words(digest)] == numbers[:5]
    assert "收到 6" in words(digest)


async def test_many_riders_are_told_in_turns_each_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "RIDERS_AT_ONCE", 2)
    riders, week = [await town.rider(f"骑手{number}") for number in range(5)], this_week(town)
    skip_to(town, nine(town, week))
    for rider in riders:
        assert len(await told_to(town, rider, week)) == 1
