"""A seed lives its week again message by message, so that what it found can be looked at and mended."""

from pathlib import Path

from tests.week.city import HOUR, open_city
from tests.week.week import begin

_HOURS = 9
_OFTEN = 12
"""One call in so many fails."""


def fresh(folder: Path) -> Path:
    """A new folder."""
    folder.mkdir()
    return folder


async def morning(folder: Path, seed: int) -> tuple[str, int]:
    """Live the first morning of a seed's week; what stands for all that was said, and how many messages that were."""
    async with open_city(folder, seed, 0, _OFTEN) as city:
        await begin(city, seed)
        await city.live(city.clock.at + _HOURS * HOUR)
        return city.chronicle.digest(), len(city.chronicle.notes)


async def test_a_seed_lives_its_week_again_message_by_message(tmp_path: Path) -> None:
    first, messages = await morning(fresh(tmp_path / "first"), 3)
    again, _ = await morning(fresh(tmp_path / "again"), 3)
    assert messages > 50
    assert again == first
