"""The bot's side of a decoding process: started by the first job, replaced after a death, ended with the bot."""

import os
import pickle
import signal
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from typing import Any, Final

from media.errors import PhotoUnfit, RefusalReason

_PROGRAM: Final = "from media.worker import main; main()"
_GRACE_S: Final = 5.0
_ATTEMPTS: Final = 2
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}


class Died(Exception):
    """The process ended without an answer."""


class DecoderProcess:
    """One process that decodes, one job at a time; every method blocks."""

    def __init__(self, room: int, seconds: float) -> None:
        """Prepare a process whose jobs take at most so many bytes and seconds each; it is started by the first one."""
        self._room = room
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def call(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Have a job done.

        Raises:
            PhotoUnfit: The photo cannot be decoded, within these limits.
        """
        for _ in range(_ATTEMPTS):  # it may have ended for another reason than this photo
            try:
                return self._answer(name, arguments)
            except Died:
                self.end()
            except TimeoutError:
                self.end()
                break
        raise PhotoUnfit(RefusalReason.BROKEN, "decoding ended the process or took too long")

    def end(self) -> None:
        """End the process; the next job starts another."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._connection = None

    def _answer(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Return the value of a job.

        Raises:
            Died: The process ended.
            TimeoutError: It took too long.
            PhotoUnfit: See `call`.
        """
        connection = self._connected()
        try:
            connection.send_bytes(pickle.dumps((name, arguments), pickle.HIGHEST_PROTOCOL))
            if not connection.poll(self._seconds + _GRACE_S):
                raise TimeoutError
            value, refusal = connection.recv()
        except (EOFError, ConnectionError) as error:
            if self._timed_out():
                raise TimeoutError from error
            raise Died from error
        if refusal is not None:
            raise PhotoUnfit(*refusal)
        return value

    def _connected(self) -> Connection:
        """Return the connection to a process that runs, started now if need be."""
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._connection is None:
            self._connection, theirs = Pipe()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603  this program's own module
                    [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), str(self._room), str(self._seconds)],
                    stdin=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    env=os.environ | _ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                )
        return self._connection

    def _timed_out(self) -> bool:
        """Whether its own alarm ended the process."""
        return self._process is not None and self._process.wait() == -signal.SIGALRM
