"""A team's story: supervisors send a captain's link, its opener is named, invites by a link, and writes to the team."""

import re

from domain.programme.teams import Team
from playground.people import JSON, Person, labels, words
from tests.staff_work import member
from tests.town import Town
from tests.watching import parked, stands_still, tap


async def opened(rider: Person, link: JSON, button: str) -> JSON:
    """Let a rider open the link in a message, and press what it offers; what stands there then."""
    found = re.search(r"start=(i-\w+)", words(link))
    assert found, words(link)
    await rider.text(f"/start {found[1]}")
    asked = await rider.wait_for(lambda m: button in labels(m))
    await tap(rider, asked, button)
    return await rider.wait_for(lambda m: "城东队" in words(m) and "🚪 退队" in labels(m), after=0)


async def test_a_team_finds_its_captain_and_its_riders(town: Town) -> None:
    assert town.app is not None
    await town.app.database.write(lambda tx: tx.teams.save_teams([Team("east", "城东队", "East")]))
    group, supervisor = town.groups["supervisors"], await member(town, "王督办", "zh", "supervisors")
    captain, rider = await town.rider("小李"), await town.rider("小周")

    await supervisor.text("/teams", chat=group)
    listed = await supervisor.wait_for(lambda m: "城东队 · 0 人" in labels(m), chat=group)
    await tap(supervisor, listed, "城东队 · 0 人")
    sheet = await supervisor.wait_for(lambda m: "🧭 发队长链接" in labels(m), chat=group, after=0)
    await tap(supervisor, sheet, "🧭 发队长链接")
    sheet = await supervisor.wait_for(lambda m: "start=i-" in words(m), chat=group, after=0)
    await opened(captain, sheet, "🚩 加入")
    asked = await supervisor.wait_for(lambda m: "✅ 任命" in labels(m), chat=group)
    assert "骑手 1 号" in words(asked)
    assert "小李" not in words(asked)
    await tap(supervisor, asked, "✅ 任命")
    await captain.wait_for(lambda m: "的队长了" in words(m))

    await captain.text("/team")
    shown = await captain.wait_for(lambda m: "➕ 邀请" in labels(m))
    await tap(captain, shown, "➕ 邀请")
    menu = await captain.wait_for(lambda m: "👤 给一个人" in labels(m), after=0)
    await tap(captain, menu, "👤 给一个人")
    invite = await captain.wait_for(lambda m: "start=i-" in words(m))
    assert invite.get("photo")
    joined = await opened(rider, invite, "🚩 加入")
    assert "满 5 名骑手" in words(joined)
    assert (await tap(rider, joined, "🏁 我要上榜")).text == "下周起上榜"
    joined = await rider.wait_for(lambda m: "🙈 不上榜" in labels(m), after=0)
    assert (await tap(rider, joined, "🙈 不上榜")).text == "已经不在榜上了"
    assert "2 人，你是骑手 2 号" in words(joined)
    await rider.text("/team 昵称 周周")
    await rider.wait_for(lambda m: "骑手 2 号 周周" in words(m))

    await captain.text("/team 通知 周六八点驿站集合")
    preview = await captain.wait_for(lambda m: "📢 发送" in labels(m))
    await tap(captain, preview, "📢 发送")
    told = await rider.wait_for(lambda m: "周六八点驿站集合" in words(m))
    assert "城东队队长" in words(told)

    await supervisor.text("/teams", chat=group)
    await supervisor.wait_for(lambda m: "城东队 · 2 人" in labels(m), chat=group)
    await stands_still(town)
    assert not parked(town)
