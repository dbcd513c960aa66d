"""Finding the place that a caption names among two thousand, beside looking for each name in turn."""

from collections.abc import Sequence
from itertools import product

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from domain.geo.place_names import Landmark, PlaceKind
from places.gazetteer.gazetteer import PlaceIndex
from places.gazetteer.place_names import fold

_FIRST, _SECOND, _ENDINGS = (
    "湖东解德天三大新康长岔运幸和平",
    "滨风放兴衢八学华乐河桥福",
    "东路|西路|北路|小区|中学|花园|大街|公园|市场|大厦|家园|商场",
)
_CAPTIONS = (
    "湖滨东路与解放北路口东北角 井盖丢了",
    "3号楼楼道灯不亮，天桥小区",
    "下水道堵了臭死了",
    "大学西路上有个大坑，昨天差点摔了，赶紧派人来修吧",
    "垃圾桶满了没人收，苍蝇很多，味道很大",
    "there is a huge pothole in front of the school",
)


def measure(scope: Scope) -> list[Figure]:
    """Find the places of captions, most of which name none."""
    landmarks = _landmarks()
    index = PlaceIndex(landmarks)
    names = [(fold(landmark.name), landmark) for landmark in landmarks]
    texts = _CAPTIONS * scope.count(500, 30)
    naive = time_each(lambda text: _search(names, text), texts[: len(texts) // 10])
    ours = time_each(index.find, texts)
    aim = Aim(Bound.RATIO_AT_MOST, 0.5)
    return [
        Figure(
            f"place of a caption among {len(landmarks)} names, p{percent}",
            "µs",
            percentile(ours, percent),
            "each name looked for in turn",
            percentile(naive, percent),
            aim if percent == 50 else None,  # noqa: PLR2004  the middle is the promise
        )
        for percent in (50, 99)
    ]


def _landmarks() -> list[Landmark]:
    names = ("".join(parts) for parts in product(_FIRST, _SECOND, _ENDINGS.split("|")))
    return [Landmark(name, *_shape(name, number)) for number, name in zip(range(2_000), names, strict=False)]


def _shape(name: str, number: int) -> tuple[PlaceKind, tuple[tuple[float, float], ...]]:
    lat, lng = 37.43 + number % 40 / 1_000, 116.27 + number % 90 / 1_000
    if name.endswith(("路", "街")):
        return PlaceKind.STREET, ((lat, lng), (lat + 0.02, lng + 0.001))
    return PlaceKind.LANDMARK, ((lat, lng),)


def _search(names: Sequence[tuple[str, Landmark]], text: str) -> Landmark | None:
    folded = fold(text)
    return max((named for named in names if named[0] in folded), key=lambda named: len(named[0]), default=(None, None))[
        1
    ]
