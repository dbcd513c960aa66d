"""How much memory decoding a photo takes, and how much there is."""

import os
from pathlib import Path
from typing import Final

from media.formats import jpeg, png, webp

MEGABYTE: Final = 1 << 20
_SHARE: Final = 4  # decoding may take this part of a small machine
_GROUP: Final = Path("/sys/fs/cgroup/memory.max")


def decoding_bytes(data: bytes) -> int:
    """Return about how many bytes decoding a clean photo takes, by its first parts alone; 0 if they are damaged."""
    for photo_format in (jpeg, png, webp):
        if photo_format.recognise(data):
            weight: int = photo_format.decoding_bytes(data)
            return weight
    return 0


def room_of(megabytes: int) -> int:
    """Return how many bytes decoding may take: so many megabytes, and at most a quarter of a small machine's."""
    return min(megabytes * MEGABYTE, _machine_bytes() // _SHARE)


def _machine_bytes() -> int:
    """Return the memory of this machine, or what its container may use."""
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        allowed = _GROUP.read_text(encoding="ascii").strip()
    except OSError:
        return installed
    return min(installed, int(allowed)) if allowed.isdecimal() else installed
