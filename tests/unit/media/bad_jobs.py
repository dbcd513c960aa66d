"""A decoding process with jobs that behave as the worst decoders do."""

import os
import signal
import threading

from media import worker


def hang() -> None:
    """Never end."""
    threading.Event().wait()


def die() -> None:
    """End the process as a fault of memory does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def fill() -> int:
    """Take more memory than there may be."""
    return len(bytearray(1 << 30))


worker.JOBS |= {"hang": hang, "die": die, "fill": fill, "number": os.getpid}

if __name__ == "__main__":
    worker.main()
