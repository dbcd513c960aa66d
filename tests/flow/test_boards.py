"""A rider turns the boards, asks to be on their team's, finds their place after the week, and takes themselves off."""

from dataclasses import replace

from domain.people.points import Entry, Merit
from domain.programme.teams import Team
from playground.people import labels, words
from services.ports.transaction import Transaction
from services.programme import joining
from tests import sample_views
from tests.town import Town
from tests.watching import parked, stands_still, tap


async def test_a_rider_finds_their_place_in_the_team_and_takes_themselves_off(town: Town) -> None:
    app = town.app
    assert app is not None
    rider = await town.rider("小李")

    async def form(tx: Transaction) -> None:
        await tx.teams.save_teams([Team("east", "城东队", "East")])
        known = await tx.riders.by_chat(rider.id)
        assert known is not None
        for number in range(5):
            mate = sample_views.rider(id=900 + number, chat_id=90_000 + number, reachable=False)
            await tx.riders.save(mate)
        for number, each in enumerate((900, 901, 902, 903, 904, known.id), 1):
            stay = await joining.enter(tx, app.deps, each, "east")
            if each != known.id:
                await tx.teams.save_stay(replace(stay, on_board=True))
            for check in range(number):
                await tx.ledger.add(
                    Entry(f"c{each}:{check}", each, None, Merit.CHECKED, 2, "2026-11-24", app.deps.clock.now())
                )

    await app.database.write(form)
    await rider.text("/boards")
    shown = await rider.wait_for(lambda m: "队伍榜" in words(m))
    await tap(rider, shown, "企业")
    shown = await rider.wait_for(lambda m: "企业榜" in words(m), after=0)
    await tap(rider, shown, "本队骑手")
    shown = await rider.wait_for(lambda m: "🏁 我要上榜" in labels(m), after=0)
    assert (await tap(rider, shown, "🏁 我要上榜")).text == "下周起上榜"
    await rider.wait_for(lambda m: "🙈 不上榜" in labels(m), after=0)

    town.skip(days=8)
    await stands_still(town)
    await rider.text("/points")
    await rider.wait_for(lambda m: "帮忙看第 1（共 6 人）" in words(m))
    shown = await rider.wait_for(lambda m: "🙈 不上榜" in labels(m), after=0)
    await tap(rider, shown, "帮忙看")
    shown = await rider.wait_for(lambda m: "1. 骑手 6 号" in words(m), after=0)
    assert "帮忙看 6 次" in words(shown)
    assert (await tap(rider, shown, "🙈 不上榜")).text == "已经不在榜上了"
    shown = await rider.wait_for(lambda m: "🏁 我要上榜" in labels(m) and "1. 骑手 5 号" in words(m), after=0)
    assert "骑手 6 号\n" not in words(shown)
    await stands_still(town)
    assert not parked(town)
