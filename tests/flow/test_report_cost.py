"""What one report asks of the database and of Telegram, in numbers that must not grow unnoticed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from benchmarks import equal_work, in_process
from benchmarks.in_process import small_photos
from benchmarks.one_report import count_reports
from benchmarks.tally import Tally

REPORTS: Final = 5

# At most so many for one report, from the photo's file to the receipt and the ticket card, while no other is in flight;
# reminders and boards, which timers bring later, are none of it. Whoever must raise a number says here why.
# One of the statements arms the boards of the group and of the supervisors. The report is urgent: one transaction and
# fourteen statements show it to the supervisors, in a message of their own.
AT_ONCE: Final = Tally(transactions=8, commits=6, statements=65)
PAUSING: Final = Tally(transactions=8, commits=7, statements=65)


@pytest.mark.parametrize(("pausing", "most"), [(False, AT_ONCE), (True, PAUSING)])
async def test_a_report_asks_no_more_of_the_database(tmp_path: Path, *, pausing: bool, most: Tally) -> None:
    counted = await count_reports(tmp_path, REPORTS, pausing=pausing)
    assert counted.transactions > 0
    assert counted.commits > 0
    assert counted.statements > 0
    assert counted.transactions <= most.transactions
    assert counted.commits <= most.commits
    assert counted.statements <= most.statements


async def test_the_yardstick_makes_the_same_calls_as_a_report(tmp_path: Path) -> None:
    photos = small_photos(2)
    async with in_process.reporting(tmp_path, photos, chats=1) as ours:
        await ours.report(1, 1)
        before = ours.telegram.calls.copy()
        await ours.report(1, 1)
        called = ours.telegram.calls - before
    async with equal_work.reporting(tmp_path / "equal.db", photos) as equal:
        equal.telegram.calls.clear()
        await equal.report(1, 1)
        assert equal.telegram.calls == called


async def test_waiting_for_a_bot_that_has_ended_fails(tmp_path: Path) -> None:
    async with in_process.reporting(tmp_path, small_photos(1), chats=1) as reported:
        reported.stopping.set()
        with pytest.raises(RuntimeError, match="ended"):
            await reported.report(1, 1)


async def test_waiting_for_a_bot_that_has_failed_raises_its_error(tmp_path: Path) -> None:
    async with in_process.reporting(tmp_path, small_photos(1), chats=1) as reported:
        failing = replace(reported, running=asyncio.create_task(_fail()))
        with pytest.raises(OSError, match="no space"):
            await failing.report(1, 1)


async def _fail() -> None:
    raise OSError("no space")
