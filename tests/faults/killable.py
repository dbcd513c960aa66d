"""The bot as a process that kills itself at a named point: `QIANSHAO_KILL_AT=point:n killable.py run --config …`."""

import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.app import App
from bot.incoming.receiving import Poller
from bot.outgoing.sending import Messenger
from cli.main import main
from handlers.context import Context

Method = Callable[..., Awaitable[Any]]
Reached = Callable[[], None]


def kill_at(passes: int) -> Reached:
    """Called for the n-th time, it ends the process as a power cut would."""
    left = passes

    def reached() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def before(method: Method, reached: Reached) -> Method:
    async def wrapped(*args: Any, **more: Any) -> Any:
        reached()
        return await method(*args, **more)

    return wrapped


def after(method: Method, reached: Reached) -> Method:
    async def wrapped(*args: Any, **more: Any) -> Any:
        result = await method(*args, **more)
        reached()
        return result

    return wrapped


def before_offset(poll: Method, reached: Reached) -> Method:
    async def wrapped(poller: Poller, offset: int) -> Any:
        if offset:
            reached()
        return await poll(poller, offset)

    return wrapped


def inside(transact: Method, reached: Reached) -> Method:
    async def wrapped(context: Context, work: Method) -> Any:
        return await transact(context, after(work, reached))

    return wrapped


Wrap = Callable[[Method, Reached], Method]

POINTS: Mapping[str, tuple[type, str, Wrap]] = {
    "after_inbox_commit": (App, "store", after),
    "before_acknowledgement": (Poller, "_poll", before_offset),
    "inside_transaction": (Context, "transact", inside),
    "after_transaction": (Context, "transact", after),
    "before_send": (Messenger, "send", before),
    "after_send": (Messenger, "send", after),
}
"""Which method is watched, and on which side of it the process ends."""


def arm(wish: str) -> None:
    """Arm the point of `point:n`."""
    point, _, passes = wish.partition(":")
    owner, name, wrap = POINTS[point]
    setattr(owner, name, wrap(getattr(owner, name), kill_at(int(passes))))


if __name__ == "__main__":
    if "QIANSHAO_KILL_AT" in os.environ:
        arm(os.environ["QIANSHAO_KILL_AT"])
    main()
