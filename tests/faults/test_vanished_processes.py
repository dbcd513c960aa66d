"""Several processes on one PostgreSQL server: what one held when it vanished, another does."""

from pathlib import Path

from bot.incoming.receiving import as_item
from playground.people import words
from services.ports.inbox import Claimant, Lane
from storage.database import open_database
from tests.town import open_town


async def test_what_a_vanished_process_held_is_taken_over(tmp_path: Path, postgres_address: str) -> None:
    async with open_town(tmp_path, postgres_address, start=False) as town:
        rider = await town.people.join("小王", "zh")
        await rider.text("/help")
        held = [as_item(update) for update in town.world.updates.pending()[-1:]]
        async with open_database(postgres_address) as other:
            owner = await other.join()
            await other.write(lambda tx: tx.inbox.store(int(town.token.partition(":")[0]), held, 0))
            assert len(
                await other.write(lambda tx: tx.inbox.claim(Claimant(owner, dict.fromkeys(Lane, 10)), 1))
            ) == len(held)
            await town.start()
            witness = await town.rider("小李")
            assert [m["from"]["id"] for m in await rider.messages()] == [rider.id], "whoever lives keeps what it holds"
        await rider.wait_for(lambda m: "/my" in words(m))
        assert witness
