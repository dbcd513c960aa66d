"""The district's files are read anew while the bot runs, and its parts go on with what they say."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import structlog

from bot.lasting import Lasting
from districts.folder import read_district
from districts.standing_folder import fingerprint, refusals
from domain.district.district import District
from domain.district.problems import Problem, Severity
from domain.errors import DistrictTaken
from services.deps import Deps
from services.tickets import groups
from services.upkeep.district_changes import take_up
from services.upkeep.district_plan import differences, together
from services.upkeep.reloaded import Reloaded

log = structlog.get_logger()
_LOOKS_EVERY_S: Final = 3.0


@dataclass(slots=True)
class Reloading:
    """Takes up the district's files: when asked, and when another process has.

    `deps_for` gives the dependencies for a district; `swap` gives them to all parts of this process, between their
    transactions: whoever began with the former ones ends with them. `closing` has what is closed at the end.
    """

    folder: Path
    database: Lasting
    deps: Deps
    deps_for: Callable[[District], Deps]
    swap: Callable[[Deps], None] = field(init=False)
    mark: str = ""
    closing: AsyncExitStack = field(default_factory=AsyncExitStack)
    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _unfit: str = ""

    async def start(self) -> None:
        """Seat the queues; where the files are others than those of the last run, let the open reports follow them."""
        self.mark = await asyncio.to_thread(fingerprint, self.folder) if self.folder.is_dir() else ""
        taken = await self.database.read(lambda tx: tx.districts.taken())
        if not self.mark or taken == self.mark:
            await self.database.write(lambda tx: groups.seat(tx, self.deps))
            return
        settled = await self.database.write(lambda tx: take_up(tx, self.deps, None, "", self.mark))
        log.info("district_taken", tickets=len(settled))

    async def run(self) -> None:
        """Take up what SIGHUP or another process asks for, until cancelled."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._asked.set)
        try:
            while True:
                try:
                    await asyncio.wait_for(self._asked.wait(), _LOOKS_EVERY_S)
                except TimeoutError:
                    await self._follow()
                else:
                    self._asked.clear()
                    await self._obey()
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    async def reload(self) -> Reloaded:
        """Read the folder anew and take up what it says; with an error in it, nothing changes.

        Raises:
            DistrictTaken: Another process was faster, with other files.
        """
        async with self._one_at_a_time:
            mark, new, problems = await asyncio.to_thread(self._read)
            if new is None:
                return Reloaded(problems=tuple(problems))
            if mark == self.mark:
                return Reloaded()
            old, deps = self.deps.district, self.deps_for(new)
            settled = await self.database.write(lambda tx: take_up(tx, deps, old, self.mark, mark))
            self._take(deps, mark)
            return Reloaded((), differences(old, new), together(settled))

    def _read(self) -> tuple[str, District | None, Sequence[Problem]]:
        """Return the folder's fingerprint, its district, None where that can't be taken up, and its errors."""
        problems: list[Problem] = []
        try:
            mark = fingerprint(self.folder)
            new = read_district(self.folder, problems)
            if new is not None and fingerprint(self.folder) != mark:
                problems.append(Problem("folder_changing", self.folder.name))
        except OSError as error:
            problems.append(Problem("folder_unreadable", self.folder.name, details={"error": str(error)}))
            return "", None, problems
        if new is not None:
            problems += refusals(self.deps.district, new)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        return mark, None if errors else new, errors

    async def _obey(self) -> None:
        try:
            reloaded = await self.reload()
        except DistrictTaken:
            await self._follow()
            return
        for problem in reloaded.problems:
            log.error("district_refused", problem=problem.code, file=problem.file, **problem.details)
        if not reloaded.problems:
            log.info("district_reloaded", tickets=sum(each.count for each in reloaded.moved))

    async def _follow(self) -> None:
        """Go on with the files that another process has taken up, once they are those of the folder."""
        taken = await self.database.read(lambda tx: tx.districts.taken())
        if taken in {"", self.mark, self._unfit} or not self.mark:
            return
        async with self._one_at_a_time:
            mark, new, _ = await asyncio.to_thread(self._read)
            if new is None or mark != taken:
                self._unfit = taken
                log.error("district_not_followed", hint="this machine has other files; SIGHUP reads them")
                return
            self._take(self.deps_for(new), mark)
            log.info("district_followed")

    def _take(self, deps: Deps, mark: str) -> None:
        self.deps, self.mark, self._unfit = deps, mark, ""
        self.swap(deps)


def give(deps: Deps, parts: Sequence[Any]) -> None:
    """Let these parts go on with other dependencies."""
    for part in parts:
        part.deps = deps
