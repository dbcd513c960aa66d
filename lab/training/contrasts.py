"""Short texts made of the catalogue's own words: what is a report, and what in the same words is none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zlib import crc32

from domain.language.classifier import NONE
from domain.language.phrase_reading import OTHER, Described
from domain.language.phrases import parse_phrase
from domain.language.spelling import normalise
from lab.training.captions import Caption

_REPORTS: Final = 120  # of each category in each language

_SETTLED: Final = {
    "zh": ("{}修好了", "{}没坏", "{}已经修好了", "{}没问题", "{}换新的了", "{}处理好了，谢谢"),
    "en": (
        "the {} is not broken", "the {} has been fixed", "{} is fine now", "{} works again, thanks",
        "{} was replaced", "the {} got repaired today",
    ),
}  # fmt: skip
"""What is said of a thing that is in order."""

_ASKED: Final = {
    "zh": ("报{}能得几分", "如果{}怎么报", "昨天的{}，今天修好了", "{}能报吗", "要是{}了怎么办"),
    "en": (
        "how many points for {}", "if there is {} how do I report it", "can I report {} here",
        "{} yesterday, all fixed today", "what to do in case of {}",
    ),
}  # fmt: skip
"""What is asked or told of a problem that is not there."""


def contrasts(categories: Iterable[Described]) -> Iterator[Caption]:
    """Yield texts of each category's phrases, a thing beside its state, and texts of the same that report nothing.

    They teach what is a report; which problem it is, texts that people wrote teach better. The latter, of every second
    of the former, say that the thing is in order or ask about the problem. The same categories give the same.
    """
    for category in categories:
        if category.slug == OTHER:
            continue
        for language, written in (("zh", category.words_zh), ("en", category.words_en)):
            phrases = [_parts(phrase) for phrase in written if not parse_phrase(phrase).hint]
            for thing, said in _drawn(phrases, f"{category.slug} {language}"):
                report = ("" if language == "zh" else " ").join(said)
                yield Caption(report, category.slug, vague=True)
                chance = crc32(f"none {report}".encode())
                if chance % 2:
                    told, filled = (_SETTLED, thing) if chance >> 1 & 1 else (_ASKED, report)
                    ways = told[language]
                    yield Caption(ways[(chance >> 2) % len(ways)].format(filled), NONE, vague=True)


def _parts(phrase: str) -> list[list[str]]:
    """Return the words of each part of a phrase (`domain.language.phrases`), in their order, as they are spoken."""
    return [[_word(word.strip()) for word in part.split("/")] for part in normalise(phrase).split("+")]


def _word(written: str) -> str:
    return f"{written[:-1]}ing" if written.endswith("*") else written


def _drawn(phrases: Sequence[Sequence[Sequence[str]]], of: str) -> Iterator[tuple[str, list[str]]]:
    """Yield things, each with itself and its states in words, each only once; the choice depends on `of` alone.

    The first words of a part are drawn the most: a catalogue begins with the common ones.
    """
    seen: set[tuple[str, ...]] = set()
    for number in range(_REPORTS if phrases else 0):
        parts = phrases[int(len(phrases) * _chance(f"{of} {number}") ** 2)]
        said = [part[int(len(part) * _chance(f"{of} {number} {at}") ** 2)] for at, part in enumerate(parts)]
        if tuple(said) not in seen:
            seen.add(tuple(said))
            yield said[0], said


def _chance(of: str) -> float:
    """Return a number from 0 to below 1, the same each time."""
    return crc32(of.encode()) / 2**32
