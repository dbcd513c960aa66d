"""Reports that came before any group was there are shown as soon as one is."""

from pathlib import Path

from tests.staff_work import QUEUE
from tests.town import open_town, with_groups
from tests.watching import stands_still


async def test_the_first_group_of_triage_is_shown_what_came_before(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        district, triage = town.district, {"triage": town.groups["triage"]}
        town.district = with_groups(district, {})
        await town.start()
        await town.submitted(await town.rider())
        await stands_still(town)
        await town.stop()
        for seated, queue in ((with_groups(district, triage), "triage"), (district, QUEUE)):
            town.district = seated
            await town.start()
            await town.ticket(queue, "井盖缺失", button="受理")
            await town.stop()
