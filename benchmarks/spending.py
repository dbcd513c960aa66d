"""Processor time and memory of processes as Linux keeps them: of a bot by itself, and of what it has started beside."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")
_PARENT, _OWN, _OF_ENDED = 1, slice(11, 13), slice(13, 15)  # fields after the name in parentheses, see proc(5)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the processor, in user and kernel: of the process, all threads, and of all its children.

    The time of a child that has ended counts once its parent has waited for it.
    """

    own: float
    children: float

    @property
    def together(self) -> float:
        """The process and its children."""
        return self.own + self.children

    def since(self, before: "Spent") -> "Spent":
        """What was spent since then."""
        return Spent(self.own - before.own, self.children - before.children)

    def each(self, count: int) -> "Spent":
        """What each of so many things took."""
        return Spent(self.own / count, self.children / count)


def spent(pid: int) -> Spent:
    """What a running process and those that descend from it have spent so far."""
    running = dict(_running())
    fields = running[pid]
    below = sum(_ticks(running[child], _OWN) + _ticks(running[child], _OF_ENDED) for child in _below(pid, running))
    return Spent(_ticks(fields, _OWN), below + _ticks(fields, _OF_ENDED))


def resident(pid: int) -> float:
    """Megabytes that a process has in memory."""
    return _status(pid, "VmRSS")


def peak(pid: int) -> float:
    """Megabytes that it had in memory at most."""
    return _status(pid, "VmHWM")


def _status(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def _running() -> list[tuple[int, list[str]]]:
    return [(int(path.name), fields) for path in Path("/proc").glob("[0-9]*") if (fields := _fields(path))]


def _fields(process: Path) -> list[str]:
    """The fields of its record after its name, which may hold anything; none if it has ended."""
    try:
        return (process / "stat").read_text("utf-8", "replace").rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _below(pid: int, running: dict[int, list[str]]) -> list[int]:
    children = [child for child, fields in running.items() if int(fields[_PARENT]) == pid]
    return [*children, *(one for child in children for one in _below(child, running))]


def _ticks(fields: list[str], which: slice) -> float:
    return sum(map(int, fields[which])) / _TICKS_A_SECOND
