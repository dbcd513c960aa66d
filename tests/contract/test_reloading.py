"""Processes that share a database take up the district's files, each by itself; open reports are settled once."""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock, TimeOrderedIds
from bot.lasting import Lasting
from bot.reloading import DistrictUnfit, Reloading, with_past
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.errors import DistrictTaken
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.people.points import Awards
from domain.people.riders import Rider
from domain.reporting.reports import Report
from domain.timers import Timer, TimerKind
from services.deps import Deps, Limits
from storage.database import Database
from tests.town import CENTRE, sample_district


def deps_for(district: District) -> Deps:
    return Deps(district, Suggester(()), DangerReader(()), SystemClock(), TimeOrderedIds(), Awards(), Limits())


@dataclass
class Process:
    """A bot's part that reads the district, on a machine of its own."""

    folder: Path
    reloading: Reloading
    swapped: list[Deps] = field(default_factory=list)

    @property
    def queues(self) -> set[str]:
        return set(self.reloading.deps.district.queues)

    def writes(self, name: str, change: Callable[[str], str]) -> None:
        path = self.folder / name
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def gives_up_lighting(self) -> None:
        for name, head in (("queues.toml", "[[queue]]"), ("routing.toml", "[[rule]]")):
            self.writes(name, lambda text, head=head: without(text, head, "lighting"))  # type: ignore[misc]


def without(text: str, head: str, word: str) -> str:
    first, *blocks = text.split(head)
    return first + "".join(head + block for block in blocks if f'"{word}"' not in block)


async def process(database: Database, folder: Path) -> Process:
    """A process that has started with the sample in a folder of its own."""
    shutil.copytree(SAMPLE, folder)
    return await started(database, folder)


async def started(database: Database, folder: Path) -> Process:
    """A process that has started with the files of a folder."""
    read = read_district(folder, [])
    assert read is not None
    lasting = Lasting(database)
    reloading = Reloading(folder, lasting, deps_for(await with_past(lasting, read)), deps_for)
    begun = Process(folder, reloading)
    reloading.swap = begun.swapped.append
    await reloading.start()
    return begun


async def settling(database: Database) -> list[Timer]:
    """The timers that settle a report."""
    due = await database.read(lambda tx: tx.timers.due(2**53, 100))
    return [timer for timer in due if timer.kind is TimerKind.RESETTLE and timer.key.startswith("[2")]


@pytest.fixture
async def lamp(database: Database, rider: Rider, report: Report) -> Report:
    """A broken lamp in the queue that is given up."""
    community = sample_district().community_at(*CENTRE)
    assert community is not None
    position = replace(report.position, lat=CENTRE[0], lng=CENTRE[1])
    lamp = replace(report, category="street_light", queue="lighting", position=position, community=community.id)
    await database.write(lambda tx: tx.riders.save(rider))
    await database.write(lambda tx: tx.reports.add(lamp))
    return lamp


async def test_the_other_process_follows_within_its_look(database: Database, lamp: Report, tmp_path: Path) -> None:
    one, other = await process(database, tmp_path / "one"), await process(database, tmp_path / "other")
    for each in (one, other):
        each.gives_up_lighting()
    told = await one.reloading.reload()
    assert [moved.numbers for moved in told.moved] == [(str(lamp.number),)]
    database.signal("timers").clear()
    await other.reloading.follow()
    async with asyncio.timeout(5):
        await database.signal("timers").wait()  # its clock may not know of the timers of another process
    assert [len(each.swapped) for each in (one, other)] == [1, 1]
    assert not any("lighting" in each.queues for each in (one, other))
    assert len(await settling(database)) == 1
    gone = other.reloading.deps.district.known_queue("lighting")
    assert gone.zh == sample_district().queues["lighting"].zh, "its last name is known"


async def test_both_asked_at_once_settle_once(database: Database, lamp: Report, tmp_path: Path) -> None:
    both = [await process(database, tmp_path / name) for name in ("one", "other")]
    for each in both:
        each.gives_up_lighting()
    told = await asyncio.gather(*(each.reloading.reload() for each in both))
    assert [moved.count for answer in told for moved in answer.moved] == [1, 1], "both say what becomes of it"
    assert len(await settling(database)) == 1
    assert lamp


async def test_two_admins_of_one_process_at_the_same_second(database: Database, lamp: Report, tmp_path: Path) -> None:
    one = await process(database, tmp_path / "one")
    one.gives_up_lighting()
    first, second = await asyncio.gather(one.reloading.reload(), one.reloading.reload())
    assert (len(first.moved), second.differences, second.problems) == (1, (), ())
    assert len(await settling(database)) == len(one.swapped) == 1
    assert lamp


async def test_a_machine_with_other_files_keeps_its_own_until_it_has_the_same(
    database: Database, tmp_path: Path
) -> None:
    one, other = await process(database, tmp_path / "one"), await process(database, tmp_path / "other")
    one.gives_up_lighting()
    await one.reloading.reload()
    with capture_logs() as log:
        for _ in range(3):
            await other.reloading.follow()
    assert [each["event"] for each in log] == ["district_not_followed"], "it is said once"
    assert "lighting" in other.queues
    other.gives_up_lighting()
    await other.reloading.follow()
    assert "lighting" not in other.queues


async def test_who_is_late_with_other_files_is_told_first_and_may_insist(database: Database, tmp_path: Path) -> None:
    one, other = await process(database, tmp_path / "one"), await process(database, tmp_path / "other")
    one.gives_up_lighting()
    await one.reloading.reload()
    other.writes("district.toml", lambda text: text + "\n# ours\n")
    with pytest.raises(DistrictTaken):
        await other.reloading.reload()
    await other.reloading.follow()
    await other.reloading.reload()
    assert await database.read(lambda tx: tx.districts.taken()) == other.reloading.deps.district.mark


async def test_who_insists_on_the_files_that_it_still_has_takes_them_up(database: Database, tmp_path: Path) -> None:
    one, other = await process(database, tmp_path / "one"), await process(database, tmp_path / "other")
    one.gives_up_lighting()
    await one.reloading.reload()
    await other.reloading.follow()
    assert (await other.reloading.reload()).problems == ()
    assert await database.read(lambda tx: tx.districts.taken()) == other.reloading.deps.district.mark
    await one.reloading.follow()
    assert "lighting" not in one.queues, "its folder has other files"


async def test_what_was_not_followed_is_forgotten_once_it_is_taken_back(database: Database, tmp_path: Path) -> None:
    one, other = await process(database, tmp_path / "one"), await process(database, tmp_path / "other")
    one.gives_up_lighting()
    await one.reloading.reload()
    await other.reloading.follow()
    shutil.rmtree(one.folder)
    shutil.copytree(SAMPLE, one.folder)
    await one.reloading.reload()
    await other.reloading.follow()
    other.gives_up_lighting()
    await other.reloading.reload()
    assert "lighting" not in other.queues


async def test_a_mistake_names_no_path_of_the_machine(database: Database, tmp_path: Path) -> None:
    one = await process(database, tmp_path / "one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("districts.folder.fingerprint", _unreadable)
        (problem, *_) = (await one.reloading.reload()).problems
    assert (problem.code, problem.details) == ("folder_unreadable", {"error": "Permission denied"})


def _unreadable(folder: Path) -> str:
    raise PermissionError(13, "Permission denied", str(folder))


async def test_a_folder_that_breaks_or_vanishes_changes_nothing(database: Database, tmp_path: Path) -> None:
    one = await process(database, tmp_path / "one")
    broken = (
        lambda: one.writes("queues.toml", lambda text: text[: len(text) // 2] + '"'),
        lambda: (one.folder / "catalogue.csv").write_bytes(b"\xff\xfe\x00"),
        (one.folder / "routing.toml").unlink,
        lambda: shutil.rmtree(one.folder),
    )
    before = one.reloading.deps
    for breaks in broken:
        breaks()
        assert (await one.reloading.reload()).problems
        await one.reloading.follow()
        assert (one.reloading.deps, one.swapped) == (before, [])
    shutil.copytree(SAMPLE, one.folder)
    assert (await one.reloading.reload()).problems == ()


async def test_files_that_change_while_they_are_read_are_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, marks = await process(database, tmp_path / "one"), iter(["now", "then"])
    monkeypatch.setattr("districts.folder.fingerprint", lambda _: next(marks))
    assert [each.code for each in (await one.reloading.reload()).problems] == ["folder_changing"]


@pytest.mark.parametrize(
    ("before", "after", "code"), [("DC", "XY", "prefix_changed"), ("Asia/Shanghai", "Asia/Urumqi", "timezone_changed")]
)
async def test_what_may_not_change_may_not_at_a_start_either(
    database: Database, tmp_path: Path, before: str, after: str, code: str
) -> None:
    one = await process(database, tmp_path / "one")
    one.writes("district.toml", lambda text: text.replace(f'"{before}"', f'"{after}"'))
    assert [each.code for each in (await one.reloading.reload()).problems] == [code]
    with pytest.raises(DistrictUnfit, match=code):
        await started(database, one.folder)


async def test_a_start_with_other_files_has_reports_follow_once(
    database: Database, lamp: Report, tmp_path: Path
) -> None:
    one = await process(database, tmp_path / "one")
    one.gives_up_lighting()
    for _ in range(2):
        again = await started(database, one.folder)
        assert len(await settling(database)) == 1
    assert again.reloading.deps.district.known_queue("lighting").zh
    assert lamp


async def test_a_storm_of_sighups_reads_the_folder_and_ends_nobody(database: Database, tmp_path: Path) -> None:
    one = await process(database, tmp_path / "one")
    one.gives_up_lighting()
    with one.reloading.listening():
        for _ in range(20):
            os.kill(os.getpid(), signal.SIGHUP)
        running = asyncio.ensure_future(one.reloading.run())
        async with asyncio.timeout(30):
            while not one.swapped:  # noqa: ASYNC110  the bot sets no event of ours
                await asyncio.sleep(0.01)
        running.cancel()
    assert (len(one.swapped), "lighting" in one.queues) == (1, False)
