"""The district's files are read anew while the bot runs, and its parts go on with what they say."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import structlog

from bot.lasting import Lasting
from districts.folder import read_district
from districts.standing_folder import fingerprint, refusals
from domain.district.district import District
from domain.district.problems import Problem, Severity
from domain.errors import DistrictTaken, QianshaoError
from services.deps import Deps
from services.tickets import groups
from services.upkeep.district_changes import standing_on, take_up
from services.upkeep.district_plan import differences, together
from services.upkeep.reloaded import Reloaded

log = structlog.get_logger()
_LOOKS_EVERY_S: Final = 3.0
_NOT_FOLLOWED: Final = "this folder has other files than those taken up last: put the same here, or SIGHUP takes these"


class DistrictUnfit(QianshaoError):
    """The district's files say something else of what may not change; `problems` are why, and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = list(problems)


async def with_past(database: Lasting, district: District) -> District:
    """Return a district with what the files before it have said.

    Raises:
        DistrictUnfit: It can't come after them.
    """
    past = await database.read(lambda tx: tx.districts.past())
    if problems := refusals(past, district):
        raise DistrictUnfit(problems)
    return replace(district, past=past)


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
    closing: AsyncExitStack = field(default_factory=AsyncExitStack)
    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _unfit: tuple[str, str] = ("", "")

    async def start(self) -> None:
        """Seat the queues; where the files are others than those of the last run, let the open reports follow them."""
        district = self.deps.district
        taken = await self.database.read(lambda tx: tx.districts.taken())
        if taken == district.mark and district.past.prefix:
            await self.database.write(lambda tx: groups.seat(tx, self.deps))
            return
        settled = await self.database.write(lambda tx: take_up(tx, self.deps, None, ""))
        log.info("district_taken", tickets=len(settled))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear SIGHUP, which would end the process else."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._asked.set)
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    async def run(self) -> None:
        """Take up what SIGHUP or another process asks for, until cancelled."""
        while True:
            try:
                await asyncio.wait_for(self._asked.wait(), _LOOKS_EVERY_S)
            except TimeoutError:
                await self.follow()
            else:
                self._asked.clear()
                await self._obey()

    async def reload(self) -> Reloaded:
        """Read the folder anew and take up what it says; with an error in it, nothing changes.

        Raises:
            DistrictTaken: Another process was faster, with other files.
        """
        async with self._one_at_a_time:
            new, problems = await self._read()
            if new is None:
                return Reloaded(problems=tuple(problems))
            old, deps = self.deps.district, self.deps_for(new)
            seen, _ = self._unfit  # what another process has taken up is known, and who asks wants these
            if new.mark == old.mark and not seen:
                return Reloaded()
            settled = await self.database.write(lambda tx: take_up(tx, deps, old, seen or old.mark))
            kept = await self.database.read(lambda tx: standing_on(tx, old, new))
            self._take(deps)
            return Reloaded((), (*differences(old, new), *kept), together(settled))

    async def _read(self) -> tuple[District | None, Sequence[Problem]]:
        """Return the folder's district, None where that can't be taken up, and its errors."""
        problems: list[Problem] = []
        new = await asyncio.to_thread(read_district, self.folder, problems)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if new is None or errors:
            return None, errors
        try:
            return await with_past(self.database, new), ()
        except DistrictUnfit as unfit:
            return None, unfit.problems

    async def _obey(self) -> None:
        try:
            reloaded = await self.reload()
        except DistrictTaken:
            await self.follow()
            return
        for problem in reloaded.problems:
            log.error("district_refused", problem=problem.code, file=problem.file, **problem.details)
        if not reloaded.problems:
            log.info("district_reloaded", tickets=sum(each.count for each in reloaded.moved))

    async def follow(self) -> None:
        """Go on with the files that another process has taken up, once they are those of the folder."""
        taken = await self.database.read(lambda tx: tx.districts.taken())
        if taken in {"", self.deps.district.mark}:
            self._unfit = ("", "")
            return
        async with self._one_at_a_time:
            found = await asyncio.to_thread(_mark_of, self.folder)
            if self._unfit == (taken, found):
                return
            new = (await self._read())[0] if found == taken else None
            if new is None or new.mark != taken:
                self._unfit = (taken, found)
                log.error("district_not_followed", hint=_NOT_FOLLOWED)
                return
            self._take(self.deps_for(new))
            self.database.signal("timers").set()  # another process has set those of the tickets
            log.info("district_followed")

    def _take(self, deps: Deps) -> None:
        self.deps, self._unfit = deps, ("", "")
        self.swap(deps)


def _mark_of(folder: Path) -> str:
    try:
        return fingerprint(folder)
    except OSError:
        return ""


def give(deps: Deps, parts: Sequence[Any]) -> None:
    """Let these parts go on with other dependencies."""
    for part in parts:
        part.deps = deps
