"""How the time of a reader grows with its text: a ratio within one run, in CPU time, whatever else the machine does."""

from collections.abc import Callable
from time import process_time

SHORT, TIMES = 512, 8
_LEAST_S = 0.002
"""What is measured at once: much more than the clock's step."""


def growth(read: Callable[[str], object], unit: str, head: str = "") -> float:
    """How many times as long a text of eight times the length takes: 8 for a linear reader, 64 for a quadratic one."""
    short, long = ((head + unit * length)[:length] for length in (SHORT, SHORT * TIMES))
    return _seconds(read, long) / _seconds(read, short)


def _seconds(read: Callable[[str], object], text: str) -> float:
    """One reading at the best of five trials."""
    read(text)
    repeats = 1
    while (taken := _taken(read, text, repeats)) < _LEAST_S:
        repeats *= 2
    return min(taken, *(_taken(read, text, repeats) for _ in range(4))) / repeats


def _taken(read: Callable[[str], object], text: str, repeats: int) -> float:
    begun = process_time()
    for _ in range(repeats):
        read(text)
    return process_time() - begun
