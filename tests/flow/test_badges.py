"""A badge's story: a rider gets it, sends it on, loses it to a supervisor, gets it again, and is honoured."""

from domain.programme.badges import Badge, Knight
from playground.people import Person, labels, words
from services.ports.transaction import Transaction
from services.programme import trainings
from tests.staff_work import key_of, member
from tests.town import Town
from tests.watching import parked, stands_still, tap
from texts.base.callbacks import Verb


async def _take_back(supervisor: Person, group: int) -> None:
    """Take the badge back, from the sheet of a report's rider on."""
    sheet = await supervisor.wait_for(lambda m: "🎖 徽章" in labels(m), chat=group)
    await tap(supervisor, sheet, "🎖 徽章")
    sheet = await supervisor.wait_for(lambda m: "收回 闪光 ★☆☆" in labels(m), chat=group, after=0)
    assert "小李" not in words(sheet)
    await tap(supervisor, sheet, "收回 闪光 ★☆☆")
    sheet = await supervisor.wait_for(lambda m: "没有真正参加培训" in labels(m), chat=group, after=0)
    await tap(supervisor, sheet, "没有真正参加培训")


async def test_a_badge_is_given_shown_taken_back_and_honoured(town: Town) -> None:
    app = town.app
    assert app is not None
    group, supervisor = town.groups["supervisors"], await member(town, "王督办", "zh", "supervisors")
    rider = await town.rider("小李")
    _, number = await town.submitted(rider)

    async def train(tx: Transaction) -> None:
        known = await tx.riders.by_chat(rider.id)
        assert known is not None
        for knight in (Knight.ANGEL, Knight.PIONEER, Knight.GLIMMER, Knight.FLAME):
            await tx.badges.give(Badge(known.id, knight, 1, app.deps.clock.now()))
        await trainings.complete(tx, app.deps, known.id, "flash", f"lesson:traffic:{known.id}")

    await app.database.write(train)
    town.skip(minutes=6)
    told = await rider.wait_for(lambda m: "你拿到了闪光徽章" in words(m))
    assert told.get("photo")
    await rider.text("/badges")
    shown = await rider.wait_for(lambda m: "🎖 晒闪光" in labels(m))
    await tap(rider, shown, "🎖 晒闪光")
    card = await rider.wait_for(lambda m: "长按转发" in words(m))
    assert card.get("photo")

    asked = await supervisor.wait_for(lambda m: "✍️ 签发" in labels(m), chat=group)
    await supervisor.text(f"/rider {number}", chat=group)
    await _take_back(supervisor, group)
    heard = await rider.wait_for(lambda m: "闪光徽章 ★☆☆ 被收回了" in words(m))
    assert "王督办" not in words(heard)
    gone = await tap(rider, shown, key_of(shown, Verb.BADGE, "flash.1"))
    assert gone.text == "这枚徽章已经不在了"
    await rider.wait_for(lambda m: "★☆☆ 被收回了" in words(m) and "🎖 晒闪光" not in labels(m), after=0)
    over = await supervisor.wait_for(lambda m: "不用签了" in words(m), chat=group, after=0)
    assert over["message_id"] == asked["message_id"]

    sheet = await supervisor.wait_for(lambda m: "恢复 闪光 ★☆☆" in labels(m), chat=group, after=0)
    await tap(supervisor, sheet, "恢复 闪光 ★☆☆")
    await rider.wait_for(lambda m: "还给你了" in words(m))
    town.skip(minutes=6)
    asked = await supervisor.wait_for(lambda m: "✍️ 签发" in labels(m), chat=group)
    await tap(supervisor, asked, "✍️ 签发")
    letter = await rider.wait_for(lambda m: "你是荣誉骑士了" in words(m))
    assert letter.get("photo")
    assert "王督办" not in words(letter)
    await stands_still(town)
    assert not parked(town)
