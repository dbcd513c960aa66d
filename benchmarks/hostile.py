"""Memory of the bot and its decoding processes while riders send the photos that ask for most of it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pillow_heif
from PIL import Image

from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.pictures import TWELVE_MEGAPIXELS, pictures
from benchmarks.processes import furnish, playground, polled, qianshao
from benchmarks.townspeople import open_groups
from playground.people import People, Person, labels, words

_RIDERS: Final = 4
_MOST_MB: Final = 400
_LOOK_AGAIN_S: Final = 0.02
_PATIENCE_S: Final = 300
_HOSTILE: Final[list[tuple[tuple[int, int], str, str, dict[str, Any]]]] = [
    ((12_000, 9_900), "RGB", "WEBP", {"lossless": True, "method": 0}),  # 34 bytes
    ((12_000, 9_900), "RGB", "PNG", {}),
    ((12_000, 9_900), "RGB", "JPEG", {"progressive": True}),
    ((12_000, 9_900), "RGB", "JPEG", {}),
    ((6_400, 4_800), "RGB", "JPEG", {"progressive": True, "subsampling": 0}),
    ((5_000, 4_000), "RGBA", "PNG", {}),
    ((7_000, 5_000), "RGB", "PNG", {}),
    ((4_000, 2_900), "RGBA", "WEBP", {"quality": 50}),
    ((4_000, 2_900), "RGB", "WEBP", {"save_all": True, "append_images": [Image.new("RGB", (4_000, 2_900), "red")]}),
    ((5_700, 4_200), "RGB", "HEIF", {}),
    ((4_800, 3_600), "RGB", "AVIF", {"speed": 10}),
]
"""Size, mode, format and options: too large, and as large as is taken."""


def measure(scope: Scope) -> list[Figure]:
    """Let riders send hostile photos at once, with a camera's among them."""
    peak = asyncio.run(_measure(scope.folder, scope.count(3, 1)))
    return [Figure("bot and children with hostile pictures, peak", "MB", peak, aim=Aim(Bound.AT_MOST, _MOST_MB))]


async def _measure(folder: Path, rounds: int) -> float:
    photos = [*map(_coded, _HOSTILE), *islice(pictures(TWELVE_MEGAPIXELS), 2)]
    async with playground() as base_url, People(base_url) as people:
        config = furnish(folder, base_url, await open_groups(people))
        async with qianshao(config) as process:
            await polled(people)
            riders = [await _agreed(people, number) for number in range(_RIDERS)]
            with _watched(process.pid) as watch:
                for _ in range(rounds):
                    await asyncio.gather(*(_send(rider, photos) for rider in riders))
            return watch.peak_mb


class _Watch:
    """The largest sum of resident megabytes of a process and its children."""

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0.0
        self._pid = pid

    async def look(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self.peak_mb = max(self.peak_mb, sum(map(_resident_mb, _family(self._pid))))
            await asyncio.sleep(_LOOK_AGAIN_S)


@contextmanager
def _watched(pid: int) -> Iterator[_Watch]:
    watch = _Watch(pid)
    looking = asyncio.create_task(watch.look())
    try:
        yield watch
    finally:
        looking.cancel()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))


def _resident_mb(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def _coded(wanted: tuple[tuple[int, int], str, str, dict[str, Any]]) -> bytes:
    pillow_heif.register_heif_opener()
    size, mode, picture_format, options = wanted
    shades = Image.linear_gradient("L").resize((size[0] // 16, size[1] // 16)).convert(mode)
    blank = size[0] * size[1] > 100e6  # noqa: PLR2004  as their makers do: all of one colour
    out = BytesIO()
    (Image.new(mode, size) if blank else shades.resize(size)).save(out, picture_format, **options)
    return out.getvalue()


async def _agreed(people: People, number: int) -> Person:
    rider = await people.join(f"小王{number}", "zh")
    await rider.text("/start")
    await (await rider.press(await rider.wait_for(lambda m: "同意" in labels(m)), "同意")).toast()
    return rider


async def _send(rider: Person, photos: list[bytes]) -> None:
    """Send each photo as a file, and wait for the answer to a question behind them."""
    for photo in photos:
        await rider.photo(photo, "井盖不见了", as_document=True)
    await rider.text("/points")
    async with asyncio.timeout(_PATIENCE_S):
        while True:
            with suppress(TimeoutError, AssertionError):
                await rider.wait_for(lambda m: "积分" in words(m))
                return
