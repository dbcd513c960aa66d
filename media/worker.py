"""A process of its own that decodes photos and cleans clips within limits of memory and time."""

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from media import before_after, decoding, photo_hash, shown
from media.errors import PhotoUnfit, RefusalReason
from media.facts import PhotoFacts

_IDLE_S: Final = 60.0
_ADDRESSES: Final = 512 << 20  # of code and threads, which take no memory
_LIBRARIES: Final = 40 << 20  # what decoders load at their first photo
_PAGES: Final = resource.getpagesize()


def _voice(data: bytes) -> Any:
    from media import remuxing  # noqa: PLC0415  its libraries are loaded where a clip is

    return remuxing.voice(data)


def _video(data: bytes) -> Any:
    from media import remuxing  # noqa: PLC0415  as above

    return remuxing.video(data)


def _poster(poster: Any, photos: Any) -> Any:
    from media.charts.poster import poster_file  # noqa: PLC0415  its font is loaded where a poster is drawn

    os.setpriority(os.PRIO_PROCESS, 0, _LATER)  # behind answers and photos; this process does nothing else
    return poster_file(poster, photos)


_LATER: Final = 10

JOBS: dict[str, Callable[..., Any]] = {
    "to_jpeg": decoding.to_jpeg,
    "shown": shown.shown,
    "small": shown.small,
    "contact_sheet": shown.contact_sheet,
    "before_after": before_after.before_after,
    "photo_hash": photo_hash.photo_hash,
    "poster": _poster,
    "voice": _voice,
    "video": _video,
}


Refusal = tuple[RefusalReason, str, PhotoFacts | None]
"""The parts of a `PhotoUnfit`, which as an error can't be sent."""


def main() -> None:
    """Do jobs until their connection ends or a minute passes without one.

    Arguments of the command are the connection's descriptor, the bytes that one job may take, else it is refused, and
    the seconds, else this process ends.
    """
    descriptor, room, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    for ending in (signal.SIGINT, signal.SIGTERM):  # for the bot, which ends this connection once its work is done
        signal.signal(ending, signal.SIG_IGN)
    _limit(room)
    connection = Connection(descriptor)
    try:
        while connection.poll(_IDLE_S):
            name, arguments = pickle.loads(connection.recv_bytes())  # noqa: S301  from the bot itself
            signal.setitimer(signal.ITIMER_REAL, seconds)
            answer = _done(JOBS[name], arguments)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send(answer)
    except (EOFError, OSError):  # the bot has ended
        return


def _done(job: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Refusal | None]:
    try:
        return job(*arguments), None
    except PhotoUnfit as error:
        return None, (error.reason, error.detail, error.facts)
    except MemoryError:
        return None, (RefusalReason.TOO_MANY_PIXELS, "decoding takes more memory than it may", None)
    except Exception as error:  # noqa: BLE001  whatever a decoder does is the photo's fault
        return None, (RefusalReason.BROKEN, repr(error), None)


def _limit(room: int) -> None:
    """Let memory grow by so many bytes beyond what it is now; where a system counts none of it, nothing is limited."""
    try:
        address_space, data = _used()
    except OSError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (address_space + room + _ADDRESSES,) * 2)
    resource.setrlimit(resource.RLIMIT_DATA, (data + room + _LIBRARIES,) * 2)


def _used() -> tuple[int, int]:
    """Return bytes of address space and of data."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[0]) * _PAGES, int(pages[5]) * _PAGES
