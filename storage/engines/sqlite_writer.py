"""The commits of a SQLite file: functions that wait share one, those that may wait ride along with the next."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Sequence
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Any, Final

from services.ports.transaction import Work
from storage.engines.signals import Signals
from storage.engines.sqlite_connection import Connection
from storage.engines.sqlite_errors import explained
from storage.engines.sqlite_thread import Job, JobResult, commit_together
from storage.errors import Unreachable

_SHARED_COMMIT_AT_MOST: Final = 64
_RIDERS_WAIT_S: Final = 0.02


class SharedCommits:
    """Hands functions to the writer's thread, one commit at a time.

    A commit begins at the end of the loop's turn, so that all who ask in one turn share it. No task stands between a
    caller and the thread: each would cost a turn of the loop.
    """

    def __init__(self, connection: Connection, path: Path, signals: Signals) -> None:
        self._connection = connection
        self._path = path
        self._signals = signals
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Job] = deque()
        self._riders: deque[Job] = deque()
        self._leaving: asyncio.TimerHandle | None = None
        self._riders_go = False
        self._at_work = False
        self._closed = False
        self._at_rest = asyncio.Event()

    def write(self, work: Work[Any]) -> asyncio.Future[Any]:
        """Return the result to come of a function, which is run in the next commit.

        Raises:
            Unreachable: The database was closed.
        """
        job = self._job(work)
        self._waiting.append(job)
        self._begin()
        return job.done

    def write_soon(self, work: Work[Any]) -> asyncio.Future[Any]:
        """Return the result to come of a function that waits for somebody else's commit, and goes first in it.

        Raises:
            Unreachable: The database was closed.
        """
        job = self._job(work)
        self._riders.append(job)
        if self._leaving is None:
            self._leaving = self._loop.call_later(_RIDERS_WAIT_S, self._leave)
        return job.done

    async def close(self) -> None:
        """Take no more functions, and return when those that wait are done."""
        self._closed = True
        self._leave()
        await self._at_rest.wait()

    def _job(self, work: Work[Any]) -> Job:
        if self._closed:
            raise Unreachable(f"{self._path} was closed")
        return Job(work, copy_context(), self._loop.create_future())

    def _leave(self) -> None:
        """Let those that ride along wait no longer."""
        self._riders_go = True
        self._begin()

    def _begin(self) -> None:
        if not self._at_work:
            self._at_work = True
            self._loop.call_soon(self._commit)

    def _commit(self) -> None:
        jobs = [job for job in self._next_jobs() if not job.done.done()]
        if not jobs:
            self._go_on()
            return
        try:
            self._connection.post(partial(self._commit_in_thread, jobs))
        except ValueError as error:  # closed before its time
            self._deliver(jobs, [JobResult(error=error)] * len(jobs))

    def _next_jobs(self) -> list[Job]:
        jobs: list[Job] = []
        for line in (self._riders, self._waiting):
            while line and len(jobs) < _SHARED_COMMIT_AT_MOST:
                jobs.append(line.popleft())
        if self._leaving is not None and not self._riders:
            self._leaving.cancel()
            self._leaving = None
        self._riders_go = bool(self._riders)
        return jobs

    def _commit_in_thread(self, jobs: Sequence[Job], connection: sqlite3.Connection) -> None:
        try:
            outcomes = commit_together(connection, jobs)
        except BaseException as error:  # noqa: BLE001  a failed commit fails for every caller
            outcomes = [JobResult(error=error)] * len(jobs)
        self._loop.call_soon_threadsafe(self._deliver, jobs, outcomes)

    def _deliver(self, jobs: Sequence[Job], outcomes: Sequence[JobResult]) -> None:
        for job, outcome in zip(jobs, outcomes, strict=True):
            self._signals.set(outcome.wakes)
            if job.done.done():  # the caller was cancelled meanwhile
                continue
            if outcome.error is None:
                job.done.set_result(outcome.value)
            else:
                job.done.set_exception(explained(outcome.error, self._path))
        self._go_on()

    def _go_on(self) -> None:
        self._at_work = False
        if self._waiting or (self._riders and (self._riders_go or self._closed)):
            self._begin()
        elif self._closed:
            self._at_rest.set()
