"""Reading what a rider writes (danger, category, intent), beside looking for every phrase of the catalogue in turn."""

from collections.abc import Sequence
from random import Random
from sys import getsizeof

from benchmarks.district import sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from districts.shipped import danger_reader_of, suggester_of
from domain.district.catalogue import Category
from domain.language.classifier import Classifier
from domain.language.intents import shared_reader
from lab.training.captions import read_captions, shipped_captions

_TEXTS = 500
_LETTERS = 100
_LETTER_FROM = 200  # characters
_AIM_US = 25
_AIM_MB = 8


def measure(scope: Scope) -> list[Figure]:
    """Suggest categories for some of the shipped captions and letters, in both languages and no reports among them."""
    district = sample_district()
    categories = list(district.catalogue.values())
    suggester = suggester_of(district)
    short, long = (
        [caption.text for caption in read_captions(table, district.catalogue)] for table in shipped_captions()
    )
    texts = Random(1).sample(short, _TEXTS)  # noqa: S311  the same each time
    letters = Random(1).sample([text for text in long if len(text) >= _LETTER_FROM], _LETTERS)  # noqa: S311  as above
    naive, naive_letters = (time_each(lambda text: _search(categories, text), some) for some in (texts, letters))
    ours = time_each(suggester.suggest, texts * scope.count(40, 4))
    ours_letters = time_each(suggester.suggest, letters * scope.count(40, 4))
    dangers = time_each(danger_reader_of(district).find, texts * scope.count(10, 2))
    intents = time_each(shared_reader().read, texts * scope.count(10, 2))
    beside = "every phrase looked for in turn"
    return [
        Figure("categorise a text, p50", "µs", percentile(ours, 50), beside, percentile(naive, 50), _most(_AIM_US)),
        Figure("categorise a text, p99", "µs", percentile(ours, 99), beside, percentile(naive, 99)),
        Figure("categorise a letter, p50", "µs", percentile(ours_letters, 50), beside, percentile(naive_letters, 50)),
        Figure("look for danger in a text, p50", "µs", percentile(dangers, 50), beside, percentile(naive, 50)),
        Figure("look for what is no report, p50", "µs", percentile(intents, 50), beside, percentile(naive, 50)),
        *([_size_of(district.classifier)] if district.classifier is not None else []),
    ]


def _most(limit: float) -> Aim:
    return Aim(Bound.AT_MOST, limit)


def _size_of(classifier: Classifier) -> Figure:
    """What the weights take in memory: their lines, and the integers of the pieces that the texts had."""
    lines, lanes = classifier.lines, classifier.lanes
    size = getsizeof(lines) + sum(map(getsizeof, lines))
    size += getsizeof(lanes) + sum(getsizeof(piece) + getsizeof(weights) for piece, weights in lanes.items())
    return Figure("the learned words in memory", "MB", size / 1e6, aim=_most(_AIM_MB))


def _search(categories: Sequence[Category], text: str) -> list[str]:
    lowered = text.lower()
    return [
        category.slug
        for category in categories
        if any(_stands_in(phrase, lowered) for phrase in (*category.words_zh, *category.words_en))
    ]


def _stands_in(phrase: str, text: str) -> bool:
    """Whether each part of the phrase, in any of its spellings, stands in the text."""
    return all(any(way.rstrip("?*") in text for way in part.split("/")) for part in phrase.split("+"))
