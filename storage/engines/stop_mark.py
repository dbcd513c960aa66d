"""The note beside a SQLite file by which it knows whether anybody touched it since its process stopped well.

The note holds what no copy keeps: the file's inode and the time of its last change of any kind, which nobody can set.
So a file that was put back from a backup, copied to another machine or left by a killed process is told from one that
nobody touched.
"""

from contextlib import suppress
from pathlib import Path


class StopMark:
    """The note of one file; `as_left` says whether it fitted before the file was opened, or there was no file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(f"{path.name}.stopped")
        self._used = False
        self.as_left = not path.exists() or self._fits()

    def take(self) -> None:
        """Remove the note, as a process uses the file now; one that cannot be removed fits no changed file."""
        self._used = True
        with suppress(OSError):
            self._note.unlink(missing_ok=True)

    def leave(self) -> None:
        """Leave the note once the file is closed, unless a killed process had used it last."""
        if self._used or self.as_left:
            with suppress(OSError):  # without it the file counts as one that may have been put back
                self._note.touch(0o600)
                self._note.write_text(self._witness(), encoding="ascii")

    def _fits(self) -> bool:
        with suppress(OSError):
            return self._note.read_text(encoding="ascii") == self._witness()
        return False

    def _witness(self) -> str:
        found = self._path.stat()
        return f"{found.st_dev}:{found.st_ino}:{found.st_ctime_ns}:{found.st_size}"
