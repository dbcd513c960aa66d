"""What `qianshao verify` found: a line for each kind, with places and a remedy where something is wrong."""

from collections.abc import Sequence
from typing import Final

from texts.base.wording import visible, words_of

_SHOWN: Final = 20


def found_text(kind: str, count: int, places: Sequence[str], language: str) -> str:
    """Return the lines of one kind; up to twenty places, and how many more there are.

    Raises:
        KeyError: The kind has no wording.
    """
    words = words_of(language)
    lines = [words.plain(f"verify.{kind}", count=f"{count:,}")]
    if not places:
        return lines[0]
    lines += [f"    {visible(place)}" for place in places[:_SHOWN]]
    if count > _SHOWN:
        lines.append(f"    {words.plain('verify.more', count=f'{count - _SHOWN:,}')}")
    lines.append(f"    → {words.plain(f'verify_remedy.{kind}')}")
    return "\n".join(lines)


def verdict_text(wrong: int, language: str) -> str:
    """Return the last line: nothing is wrong, or how many kinds are."""
    words = words_of(language)
    return words.plain("verify.wrong", count=wrong) if wrong else words.plain("verify.clean")
