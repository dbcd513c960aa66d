"""How much of the disk a report takes once retention has taken what nobody needs."""

from pathlib import Path

from benchmarks.growth_loading import load
from benchmarks.growth_year import Year
from districts.folder import read_district
from districts.shipped import SAMPLE
from tests.database import lay

REPORTS = 5_000
BYTES = 4_500
"""What a report took when this was written, and some; who needs more says here what for.

Of it some 500 are for indexes by which nights find what is past its time, 180 of them of timers that fired.
Some 100 are for the index of who may be handed a ticket, and 30 for when clocks stood still. Some 230 are for the words
by which it is found, 30 for lists of what a queue has closed, and 50 for how long a repair took. Some 190 are for
the times by which exports are read, and 20 for a reason as it is stored. What an empty database takes is not counted:
each table and index that nobody uses has a page of its own.
"""


async def test_a_report_takes_little_room(tmp_path: Path) -> None:
    district = read_district(SAMPLE, [])
    assert district is not None
    file = tmp_path / "year.db"
    queues = tuple(district.queues)
    await load(f"sqlite:///{file}", Year(REPORTS, riders=100, queues=queues, open_at_once=20))
    empty = tmp_path / "empty.db"
    await lay(f"sqlite:///{empty}")
    assert (file.stat().st_size - empty.stat().st_size) / REPORTS <= BYTES
