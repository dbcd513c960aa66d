"""Finding the exact spot that a rider's words name, beside looking for every word of the tables in turn."""

from benchmarks.figures import Figure, Scope, percentile, time_each
from domain.language import landmarks
from domain.language.spots import find_spot

_TEXTS = (
    "阳光小区3号楼2单元楼道灯不亮，老人上下楼看不清",
    "人民路与湖滨路口东北角井盖丢了，晚上骑车很危险",
    "垃圾桶满了没人收，苍蝇很多，味道很大",
    "公交站牌旁边的树枝断了挡路",
    "the street light by the bus stop has been out since Monday",
    "manhole cover missing at the corner of Renmin Rd and Hubin Rd",
    "water leaking in Building 3, Unit 2, 4th floor",
)
_WORDS = (
    *landmarks.PLACES,
    *landmarks.THINGS,
    *landmarks.BESIDE,
    *landmarks.PARTS,
    *landmarks.ROOMS,
    *landmarks.CROSSINGS,
    *landmarks.EN_PLACES.split("|"),
    *landmarks.EN_THINGS.split("|"),
    *landmarks.EN_ROADS.split("|"),
)


def measure(scope: Scope) -> list[Figure]:
    """Find spots in captions of riders in both languages."""
    texts = list(_TEXTS) * scope.count(400, 40)
    naive = time_each(lambda text: [word for word in _WORDS if word in text], texts)
    ours = time_each(find_spot, texts)
    baseline = "every word looked for in turn"
    return [
        Figure(
            f"find the spot in a text, p{percent}",
            "µs",
            percentile(ours, percent),
            baseline,
            percentile(naive, percent),
        )
        for percent in (50, 99)
    ]
