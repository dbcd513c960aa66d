"""A photo is recognised once, walked once, and its EXIF parsed once; all that follows comes of that walk."""

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any

import pillow_heif
import pytest
from PIL import Image

import media
from media.errors import MAX_PARTS, PhotoUnfit, RefusalReason
from media.formats import exif
from media.intake import parse, take_in
from media.oddities import Odd, Oddity
from media.pool import PhotoPool
from tests.unit.media.taking import DISTRICT

pillow_heif.register_heif_opener()
ROOM = str(Path(str(media.__file__)).parent)
Call = tuple[str, str]  # a function, and its arguments as written


def photo(picture_format: str, **options: Any) -> bytes:
    tags = Image.Exif()
    tags[exif.ORIENTATION] = 6
    tags.get_ifd(0x8825).update({1: "N", 2: (37, 27, 0), 3: "E", 4: (116, 18, 36)})
    out = BytesIO()
    Image.linear_gradient("L").resize((67, 45)).convert("RGB").save(out, picture_format, exif=tags.tobytes(), **options)
    return out.getvalue()


def moving() -> bytes:
    return photo("WEBP", save_all=True, append_images=[Image.new("RGB", (67, 45))])


def vast() -> bytes:
    """More pixels than are taken."""
    data = bytearray(photo("JPEG"))
    frame = data.index(b"\xff\xc0") + 5
    data[frame : frame + 4] = b"\x40\0\x40\0"
    return bytes(data)


SAMPLES = {
    "JPEG": photo("JPEG"),
    "progressive JPEG": photo("JPEG", progressive=True),
    "JPEG of too many pixels": vast(),
    "PNG": photo("PNG"),
    "WEBP": photo("WEBP"),
    "animated WEBP": moving(),
    "HEIC": photo("HEIF"),
    "AVIF": photo("AVIF"),
}


@contextmanager
def watching(*wholes: bytes) -> Iterator[Counter[Call]]:
    """Count the calls in the room, in any thread, that are given one of these whole, by all of their arguments."""
    calls: Counter[Call] = Counter()
    seen: set[FrameType] = set()  # a generator is called again for each thing that it yields

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(ROOM) or frame in seen:
            return
        seen.add(frame)
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        values = [frame.f_locals[name] for name in names]
        if any(isinstance(value, bytes | bytearray | memoryview) and value in wholes for value in values):
            calls[f"{Path(code.co_filename).name}:{code.co_qualname}", repr(values)] += 1

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.mark.parametrize("name", SAMPLES)
async def test_no_step_is_taken_twice_with_the_same_bytes(name: str) -> None:
    """Twice the same function with the whole file, or its EXIF, and the same other arguments is a second look."""
    data = SAMPLES[name]
    (block,) = parse(data).exif
    pool = PhotoPool(DISTRICT)
    with watching(data, block) as calls, suppress(PhotoUnfit):
        await pool.intake(data)
    pool.close()
    steps = Counter(function for function, _ in calls.elements())
    assert not {function for (function, _), times in calls.items() if times > 1}
    assert steps["intake.py:parse"] == steps["exif.py:parse"] == 1
    assert sum(steps[f"{reader}.py:read"] for reader in ("jpeg", "png", "webp", "heif")) == 1


@pytest.mark.parametrize("name", ["JPEG", "progressive JPEG", "PNG", "WEBP"])
def test_facts_and_clean_copy_come_of_the_walk_without_the_file(name: str) -> None:
    container = parse(SAMPLES[name])
    assert take_in(replace(container, data=b""), DISTRICT) == take_in(container, DISTRICT)


@pytest.mark.parametrize(("name", "decoded"), [(name, name in {"animated WEBP", "HEIC", "AVIF"}) for name in SAMPLES])
def test_the_walk_tells_what_needs_decoding(name: str, *, decoded: bool) -> None:
    assert parse(SAMPLES[name]).needs_decoding is decoded


def stuffed(picture_format: str) -> bytes:
    """A photo with more parts than any camera writes, behind those that tell where it was taken."""
    whole = photo(picture_format)
    if picture_format == "JPEG":
        scan = whole.index(b"\xff\xda")
        return whole[:scan] + b"\xff\xe5\0\x02" * MAX_PARTS + whole[scan:]
    if picture_format == "PNG":
        pixels = whole.index(b"IDAT") - 4
        return whole[:pixels] + b"\0\0\0\0abcd\0\0\0\0" * MAX_PARTS + whole[pixels:]
    return b"RIFF\xff\xff\xff\x7f" + whole[8:] + b"abcd\0\0\0\0" * MAX_PARTS


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP"])
def test_too_many_parts_are_refused_and_the_position_is_still_read(picture_format: str) -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        take_in(parse(stuffed(picture_format)), DISTRICT)
    assert refusal.value.reason is RefusalReason.BROKEN
    assert refusal.value.facts is not None
    assert refusal.value.facts.position is not None
    assert refusal.value.facts.warnings == (Oddity(Odd.OVERFULL),)
