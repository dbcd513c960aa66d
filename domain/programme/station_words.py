"""Words by which people ask for a station, as long as nothing else stands beside them: 附近有厕所吗, toilet."""

import re
from collections.abc import Mapping
from typing import Final

from domain.district.stations import Amenity
from domain.language.spelling import normalise

_WORDS: Final[Mapping[str, Amenity | None]] = {
    **dict.fromkeys(("驿站", "蜂巢", "暖心蜂巢", "骑手驿站", "rest station", "rest stations", "station", "stations")),
    **dict.fromkeys(("热水", "开水", "水喝", "drinking water", "hot water"), Amenity.WATER),
    **dict.fromkeys(("充电", "充电的地方", "地方充电", "charging", "place to charge"), Amenity.CHARGING),
    **dict.fromkeys(("微波炉", "热饭的地方", "地方热饭", "microwave"), Amenity.MICROWAVE),
    **dict.fromkeys(("歇脚的地方", "休息的地方", "地方休息", "地方歇脚", "place to rest"), Amenity.REST),
    **dict.fromkeys(("厕所", "卫生间", "洗手间", "公厕", "toilet", "toilets", "restroom", "bathroom"), Amenity.TOILET),
    **dict.fromkeys(("急救箱", "创可贴", "first aid"), Amenity.FIRST_AID),
}
_ASKED: Final = re.compile(
    r"(?:请问|这)?(?:哪里|哪儿|哪|附近|最近的?|where(?:'s| is| are)?(?: there)?(?: the nearest| a| the)?|"
    r"nearest|any)?(?:哪里|哪儿|哪)?(?:有没有|能|可以|有)?\s*"
    rf"(?P<what>{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})"
    r"(?:在哪里|在哪儿|在哪|吗|么|呢|啊| nearby| near me| near by| here)?[?!。.~ ]*"
)


def asks_for_station(text: str) -> frozenset[Amenity] | None:
    """Return what a station must have for which a text asks, nothing for any station; None if it asks for none."""
    found = _ASKED.fullmatch(normalise(text))
    if found is None:
        return None
    amenity = _WORDS[found["what"]]
    return frozenset({amenity}) if amenity is not None else frozenset()
