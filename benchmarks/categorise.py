"""Finding the category that a rider's words mean, beside looking for every phrase of the catalogue in turn."""

from collections.abc import Sequence

from benchmarks.district import sample_district
from benchmarks.figures import Figure, Scope, percentile, time_each
from domain.catalogue import Category
from domain.suggestion import Suggester
from playground.pictures import SCENES

_MORE = (
    "小区门口的井盖不见了，晚上骑车很危险，昨天差点摔倒",
    "3 号楼二单元楼道灯坏了一个星期了，老人上下楼看不清",
    "垃圾桶满了没人收，苍蝇很多，味道很大",
    "谢谢，已经修好了",
    "the street light by the bus stop has been out since Monday",
    "there is a huge pothole in front of the school",
)


def measure(scope: Scope) -> list[Figure]:
    """Suggest categories for captions of riders in both languages."""
    categories = list(sample_district().catalogue.values())
    suggester = Suggester(categories)
    texts = [text for scene in SCENES for text in (scene.caption_zh, scene.caption_en)] + list(_MORE)
    texts *= scope.count(200, 20)
    naive = time_each(lambda text: _search(categories, text), texts[: len(texts) // 10])
    ours = time_each(suggester.suggest, texts)
    baseline = "every phrase looked for in turn"
    return [
        Figure(f"categorise a text, p{percent}", "µs", percentile(ours, percent), baseline, percentile(naive, percent))
        for percent in (50, 99)
    ]


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
