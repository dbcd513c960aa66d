"""A loop that clears its signal, looks, then waits, misses no commit."""

import asyncio

from storage.engines.signals import Signal, Signals
from storage.session import Kind

FOR_EVER_S = 24 * 3600


async def test_a_signal_that_was_set_before_ends_the_waiting_at_once() -> None:
    signal = Signal()
    signal.set()
    await signal.wait(FOR_EVER_S)


async def test_all_who_wait_are_woken() -> None:
    signal = Signal()
    waiting = [asyncio.create_task(signal.wait(seconds)) for seconds in (None, FOR_EVER_S)]
    await asyncio.sleep(0)
    signal.set()
    await asyncio.gather(*waiting)


async def test_waiting_ends_after_its_time() -> None:
    await Signal().wait(0.001)


async def test_a_cleared_signal_is_waited_for() -> None:
    signal = Signal()
    signal.set()
    signal.clear()
    waiting = asyncio.create_task(signal.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    signal.set()
    await waiting


async def test_who_gave_up_is_forgotten() -> None:
    signal = Signal()
    waiting = asyncio.create_task(signal.wait(FOR_EVER_S))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert waiting.cancelled()
    signal.set()
    await signal.wait(FOR_EVER_S)


async def test_each_kind_has_its_own() -> None:
    signals = Signals()
    signals.set([Kind.INBOX])
    await signals[Kind.INBOX].wait(FOR_EVER_S)
    waiting = asyncio.create_task(signals[Kind.OUTBOX].wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()
