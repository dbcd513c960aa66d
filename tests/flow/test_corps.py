"""A call's story: staff read how many a badge reaches and call them; one comes, one does not, one is left alone."""

from domain.programme.badges import Badge, Knight
from playground.people import Person, labels, words
from services.ports.transaction import Transaction
from services.tickets.lateness import next_day
from tests.flow.test_activities import QUEUE, published
from tests.staff_work import member
from tests.town import Town
from tests.watching import parked, rows, stands_still, tap


async def _honoured(town: Town, *riders: Person) -> None:
    """Let riders hold the badge of the angels."""
    app = town.app
    assert app is not None

    async def give(tx: Transaction) -> None:
        for rider in riders:
            known = await tx.riders.by_chat(rider.id)
            assert known is not None
            await tx.badges.give(Badge(known.id, Knight.ANGEL, 1, app.deps.clock.now()))

    await app.database.write(give)


def _by_day(town: Town) -> None:
    """Go to the next day if it is night, when nobody is called."""
    app = town.app
    assert app is not None
    now = app.deps.clock.now()
    town.skip(milliseconds=next_day(app.deps, now) - now)


async def test_riders_of_a_badge_are_called_and_answer(town: Town) -> None:
    _by_day(town)
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    comes, stays, other = await town.rider("小李"), await town.rider("Sam", "en"), await town.rider("老王")
    await _honoured(town, comes, stays)
    card = await published(town, staff)
    await tap(staff, card, "召集谁")
    card = await staff.wait_for(lambda m: "天使" in labels(m), chat=group, after=0)
    await tap(staff, card, "天使")
    card = await staff.wait_for(lambda m: "📣 召集天使骑士" in labels(m), chat=group, after=0)
    assert "召集谁：天使" in words(card)
    await tap(staff, card, "📣 召集天使骑士")
    card = await staff.wait_for(lambda m: "召集 2 名天使骑士" in words(m), chat=group, after=0)
    assert "小李" not in words(card)
    assert (await tap(staff, card, "召集")).text == "开始召集了"
    await staff.wait_for(lambda m: "召集过" in words(m) and "📣 召集天使骑士" not in labels(m), chat=group, after=0)

    called = await comes.wait_for(lambda m: "召集天使骑士：🎓 心肺复苏" in words(m))
    assert "文化宫二楼" in words(called)
    assert "还有 10 个名额" in words(called)
    assert (await tap(comes, called, "我来")).text == "报上了"
    await comes.wait_for(lambda m: "你是 1 号" in words(m), after=0)
    called = await stays.wait_for(lambda m: "Calling Angel Knight" in words(m))
    await tap(stays, called, "🔕 No more calls")
    await stays.wait_for(lambda m: "We call you no more" in words(m))
    await tap(stays, called, "Not this time")
    left = await stays.wait_for(lambda m: "not this time" in words(m), after=0)
    assert left["message_id"] == called["message_id"]
    assert not labels(left)
    await stays.text("/badges")
    shown = await stays.wait_for(lambda m: "📣 Call me when needed" in labels(m))
    assert (await tap(stays, shown, "📣 Call me when needed")).text == "We call you when needed"
    await stays.wait_for(lambda m: "🔕 Don't call me" in labels(m), after=0)
    await stands_still(town)
    assert rows(town, "select count(*) from sign_up") == [(1,)]
    assert rows(town, "select count(*) from outbox where key like 'called:%' and chat_id = ?", other.id) == [(0,)]
    assert not parked(town)
