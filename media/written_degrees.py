"""Latitude and longitude as cameras and editors write them, all untrusted."""

import math
import re
from dataclasses import dataclass
from typing import Final

from media.formats.exif import Value
from media.oddities import Odd, Oddity

_SIXTIETHS: Final = (1, 60, 3600)  # degrees, minutes, seconds
_NUMBER: Final = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,12})?(?:/\d{1,12})?")
_LETTERS: Final = {"北": "N", "南": "S", "东": "E", "東": "E", "西": "W"}
_WHOLE: Final = 1e-6  # degrees or minutes: less is rounding
_MAX_TEXT: Final = 60
_NUL_TO_Z: Final = range(ord("Z") + 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The letters of an axis: of its positive and its negative half."""

    positive: str
    negative: str


LATITUDE: Final = Axis("N", "S")
LONGITUDE: Final = Axis("E", "W")


def degrees(value: Value | None, reference: Value | None, axis: Axis, odd: list[Oddity]) -> float:
    """Return signed degrees; NaN if they are missing or contradict themselves.

    One to three numbers are degrees, minutes and seconds; only the last may have decimals. In a text they stand with
    their letter, as in `37,26.5N`. Values that no writer means, such as 4812 seconds, are refused: by what was meant
    it may be 147 km away.
    """
    parts = _parts(value)
    if not _is_angle(parts):
        odd.append(Oddity(Odd.PARTS, _shown(value)))
        return math.nan
    size = sum(abs(part) / unit for part, unit in zip(parts, _SIXTIETHS, strict=False))
    letter = _letter(reference, axis) or _letter(value if isinstance(value, str) else None, axis)
    below = parts[0] < 0
    if below and letter == axis.positive:
        odd.append(Oddity(Odd.PARTS, _shown(value)))
        return math.nan
    if not letter and not below:
        odd.append(Oddity(Odd.REFERENCE, axis.positive))
    return -size if below or letter == axis.negative else size


def _parts(value: Value | None) -> tuple[float, ...]:
    """Return the numbers of a value: degrees, minutes and seconds, as far as they are written."""
    if isinstance(value, str):
        value = tuple(map(_number, _NUMBER.findall(value[:_MAX_TEXT])))
    return value or ()


def _number(text: str) -> float:
    above, _, below = text.partition("/")
    divisor = float(below or 1)
    return float(above) / divisor if divisor else math.nan


def _is_angle(parts: tuple[float, ...]) -> bool:
    if not 1 <= len(parts) <= len(_SIXTIETHS) or not all(map(math.isfinite, parts)):
        return False
    if any(not 0 <= part <= 60 for part in parts[1:]):  # noqa: PLR2004  60 is a rounded 59.9996
        return False
    return all(_is_whole(part) or not any(parts[place:]) for place, part in enumerate(parts, 1))


def _is_whole(part: float) -> bool:
    return abs(part - round(part)) < _WHOLE


def _letter(reference: Value | None, axis: Axis) -> str:
    """Return the half of the axis that a reference names, by a letter, a word or a character code; empty for none."""
    if isinstance(reference, tuple):
        reference = "".join(chr(int(code)) for code in reference if math.isfinite(code) and int(code) in _NUL_TO_Z)
    text = (reference or "").upper().strip(" \0")
    found = (_LETTERS.get(each, each) for each in re.sub(r"[\d\s.,/°'\"+-]", "", text)[:1])
    letter = next(found, "")
    return letter if letter in (axis.positive, axis.negative) else ""


def _shown(value: Value | None) -> str:
    """Return a value as it may be shown, not longer than a line."""
    text = value if isinstance(value, str) else " ".join(f"{part:.8g}" for part in value or ())
    return text[:_MAX_TEXT]
