"""Updates that were in hand at crashes: the cause is set aside, the innocent are not."""

from pathlib import Path

from bot.incoming.receiving import as_item
from playground.people import words
from services.ports.inbox import Claimant, Lane
from storage.database import Database, open_database
from tests.town import Town, open_town
from tests.watching import rows, stands_still

APOLOGY = "没收好"


async def crash(database: Database, *, again: bool) -> None:
    """Take what is due as a process that is gone then; `again` lets the next one take it over."""
    owner = await database.join() if not again else -1
    await database.write(lambda tx: tx.inbox.claim(Claimant(owner, dict.fromkeys(Lane, 10)), 2**62))
    if again:
        await database.write(lambda tx: tx.inbox.release(owner, 0))


async def left_by(town: Town, crashes: int) -> None:
    """Leave the oldest update that waits with Telegram in hand at so many crashes; the last is still to be noticed."""
    update, *_ = town.world.updates.pending()
    town.world.updates.acknowledge(update["update_id"] + 1)
    async with open_database(town.config.storage.database) as database:
        bot = int(town.token.partition(":")[0])
        await database.write(lambda tx: tx.inbox.store(bot, [as_item(update)], 0))
        for number in range(1, crashes + 1):
            await crash(database, again=number < crashes)


async def test_what_was_in_hand_at_three_crashes_is_set_aside(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address) as town:
        rider = await town.rider()
        await stands_still(town)
        await town.stop()
        await rider.text("楼道灯不亮")
        await left_by(town, 3)
        await town.start()
        await rider.wait_for(lambda m: APOLOGY in words(m))
        await rider.text("/points")
        await rider.wait_for(lambda m: "积分" in words(m))
        assert rows(town, "select state, crashes from inbox where crashes > 0") == [("parked", 6)]


async def test_what_was_in_hand_at_two_is_tried_again(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address) as town:
        rider = await town.rider()
        await stands_still(town)
        await town.stop()
        await rider.text("楼道灯不亮")
        await left_by(town, 2)
        await town.start()
        await town.card(rider)
        assert rows(town, "select state, crashes from inbox where crashes > 0") == [("done", 4)]
