"""Hostile photos: refused before they take memory, else decoded where memory and time end; and the next one is fine."""

import asyncio
import os
import signal
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pillow_heif
import pytest
from PIL import Image

from media import worker
from media.decoder_process import DecoderProcess
from media.errors import PhotoUnfit, RefusalReason
from media.formats import exif
from media.intake import parse
from media.memory import MEGABYTE, decoding_bytes, room_of
from media.pool import PhotoPool
from tests.unit.media.taking import DISTRICT, clean

pillow_heif.register_heif_opener()


def photo(size: tuple[int, int], picture_format: str, mode: str = "RGB", **options: Any) -> bytes:
    """A picture with a position."""
    tags = Image.Exif()
    tags[exif.ORIENTATION] = 6
    tags.get_ifd(0x8825).update({1: "N", 2: (37, 27, 0), 3: "E", 4: (116, 18, 36)})
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, picture_format, exif=tags.tobytes(), **options)
    return out.getvalue()


def declared(data: bytes, mark: bytes, skip: int, width: int, height: int, size: int = 2) -> bytes:
    """A file whose header says another size; for JPEG height and width, for PNG width and height."""
    at = data.index(mark) + skip
    first, second = (height, width) if size == 2 else (width, height)
    return data[:at] + first.to_bytes(size, "big") + second.to_bytes(size, "big") + data[at + 2 * size :]


def png_of(width: int, height: int) -> bytes:
    data = declared(photo((64, 64), "PNG"), b"IHDR", 4, width, height, 4)
    return data[:29] + zlib.crc32(data[12:29]).to_bytes(4, "big") + data[33:]


BLANK = Image.new("RGB", (12_000, 9_900))


def blank(picture_format: str, **options: Any) -> bytes:
    out = BytesIO()
    BLANK.save(out, picture_format, **options)
    return out.getvalue()


HOSTILE = {
    "34 bytes of WEBP": blank("WEBP", lossless=True, method=0),
    "a progressive JPEG without shades left out": declared(
        photo((640, 480), "JPEG", progressive=True, subsampling=0, quality=95), b"\xff\xc2", 5, 10_000, 11_000
    ),
    "a PNG of 119 megapixels": png_of(12_000, 9_900),
    "a HEIC of 119 megapixels": photo((640, 480), "HEIF").replace(
        (640).to_bytes(4, "big") + (480).to_bytes(4, "big"), (12_000).to_bytes(4, "big") + (9_900).to_bytes(4, "big")
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_fill_the_memory_is_refused_by_its_first_bytes(name: str) -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        clean(HOSTILE[name])
    assert refusal.value.reason in {RefusalReason.TOO_MANY_PIXELS, RefusalReason.BROKEN}
    facts = refusal.value.facts
    assert facts is not None
    assert facts.position is not None or "WEBP" in name


def test_a_panorama_of_a_hundred_megapixels_is_taken_and_shown() -> None:
    panorama = blank("JPEG", quality=60)
    assert decoding_bytes(clean(panorama).data) < 64 * MEGABYTE
    assert worker.JOBS["shown"](clean(panorama).data, 1)


@pytest.mark.parametrize(
    ("data", "least", "most"),
    [
        (photo((1000, 1000), "JPEG"), 0, 1),
        (photo((1000, 1000), "JPEG", progressive=True), 3, 4),
        (photo((1000, 1000), "JPEG", progressive=True, subsampling=0), 6, 7),
        (photo((1000, 1000), "JPEG", "L", progressive=True), 2, 3),
        (photo((1000, 1000), "JPEG", "CMYK", progressive=True), 8, 9),
        (photo((1000, 1000), "PNG", "L"), 4, 6),
        (photo((1000, 1000), "PNG"), 4, 6),
        (photo((1000, 1000), "PNG", "RGBA"), 8, 10),
        (photo((1000, 1000), "WEBP"), 12, 17),
    ],
)
def test_what_decoding_takes_is_told_by_the_header(data: bytes, least: float, most: float) -> None:
    assert least * 1e6 <= decoding_bytes(data) <= most * 1e6
    assert parse(data).decoding_bytes == decoding_bytes(data)


def test_a_small_machine_gives_a_quarter_at_most() -> None:
    assert room_of(1) == MEGABYTE
    assert room_of(1 << 30) < 1 << 40


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> DecoderProcess:
    """A process that has little time; jobs that no bot asks for are in `JOBS` of its program."""
    program = Path(__file__).with_name("bad_jobs.py")
    started = subprocess.Popen

    def with_bad_jobs(command: list[str], **options: Any) -> Any:
        return started([sys.executable, str(program), *command[3:]], **options)

    monkeypatch.setattr("media.decoder_process.subprocess.Popen", with_bad_jobs)
    return DecoderProcess(64 * MEGABYTE, 0.5)


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        ("hang", RefusalReason.BROKEN),
        ("die", RefusalReason.BROKEN),
        ("fill", RefusalReason.TOO_MANY_PIXELS),
    ],
)
def test_a_decoder_that_does_not_end_or_ends_its_process_is_a_refusal_and_the_next_photo_is_fine(
    process: DecoderProcess, job: str, reason: RefusalReason
) -> None:
    for _ in range(2):
        with pytest.raises(PhotoUnfit) as refusal:
            process.call(job, ())
        assert refusal.value.reason is reason
        assert process.call("shown", (clean(photo((64, 64), "JPEG")).data, 1))
    process.end()


def test_a_process_that_was_killed_meanwhile_is_replaced(process: DecoderProcess) -> None:
    data = clean(photo((64, 64), "JPEG")).data
    shown = process.call("shown", (data, 1))
    first = process.call("number", ())
    os.kill(first, signal.SIGKILL)
    assert process.call("shown", (data, 1)) == shown
    assert process.call("number", ()) != first
    process.end()


def test_the_process_ends_with_the_bot(process: DecoderProcess) -> None:
    process.call("number", ())
    assert process._process is not None
    assert process._connection is not None
    process._connection.close()
    assert process._process.wait(10) == 0


async def test_photos_that_are_refused_leave_the_pool_as_it_was() -> None:
    pool = PhotoPool(ZoneInfo("Asia/Shanghai"), 64)
    with pytest.raises(PhotoUnfit):
        await pool.intake(photo((4000, 3000), "HEIF"))
    intake = await pool.intake(photo((640, 480), "HEIF"))
    assert await pool.shown(intake.clean.data, 1)
    pool.close()


async def test_heavy_photos_leave_one_process_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = PhotoPool(DISTRICT)
    free: list[int] = []
    call = DecoderProcess.call

    def noted(process: DecoderProcess, name: str, arguments: tuple[Any, ...]) -> Any:
        free.append(len(pool._idle))
        return call(process, name, arguments)

    monkeypatch.setattr(DecoderProcess, "call", noted)
    heavy = photo((4000, 3000), "HEIF")
    taken = await asyncio.gather(*(pool.intake(heavy) for _ in range(4)))
    pool.close()
    assert {intake.clean.width for intake in taken} == {3000}
    assert free == [1, 1, 1, 1]
