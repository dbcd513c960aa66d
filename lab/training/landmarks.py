"""Captions varied by a landmark or road, so that the model learns to ignore what is near a problem."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from lab.training.captions import Caption

_FIRST_CHINESE: Final = "㐀"
_VERBS: Final = frozenset({"is", "are", "has", "have", "was", "keeps"})

_THINGS: Final = {
    "zh": (
        "垃圾桶", "路灯", "井盖", "消防栓", "公交站牌", "健身器材", "电线杆", "树", "下水道", "配电箱",
        "快递柜", "充电桩", "围墙", "花坛", "学校", "医院", "超市", "银行", "药店", "小区门口", "3号楼",
        "幼儿园", "加油站", "菜市场", "大桥", "工地", "公厕", "停车场", "红绿灯", "自行车棚",
    ),
    "en": (
        "bin", "street light", "manhole", "hydrant", "bus stop", "bench", "lamp post", "tree", "drain",
        "parcel locker", "charging station", "wall", "school", "hospital", "shop", "bank", "gate",
        "building 3", "playground", "gas station", "market", "bridge", "construction site", "public toilet",
        "car park", "traffic light", "bike rack",
    ),
}  # fmt: skip
_BESIDE: Final = {
    "zh": (
        "{}旁边的",
        "{}对面的",
        "{}前面",
        "{}后面的",
        "{}边上",
        "{}下面",
        "靠近{}",
        "{}那儿",
        "{}附近的",
        "{}跟前",
    ),
    "en": (
        "next to the {}", "opposite the {}", "in front of the {}", "behind the {}", "near the {}", "by the {}",
        "outside the {}", "beside the {}",
    ),
}  # fmt: skip
_ROADS: Final = {
    "zh": (
        "人民路",
        "湖滨路",
        "东风路",
        "解放大道",
        "大学路",
        "新华街",
        "建设路",
        "迎宾路",
    ),
    "en": (
        "Renmin Road", "Hubin Road", "Dongfeng Road", "Main Street", "Station Rd", "University Avenue",
        "High Street", "Park Lane",
    ),
}  # fmt: skip
_ON: Final = {
    "zh": (
        "{}", "{}上", "{}口", "{}东头", "{}路口", "{}88号",
    ),
    "en": (
        "on {}", "at {}", "along {}", "corner of {}", "at 12 {}",
    ),
}  # fmt: skip


def beside_landmarks(captions: Iterable[Caption]) -> Iterator[tuple[int, Caption]]:
    """Yield every second caption with a landmark or road inserted, and its index among the captions.

    The choice depends only on the text, so equal captions give equal results.
    """
    for place, caption in enumerate(captions):
        if zlib.crc32(caption.text.encode()) % 2 == 0:
            yield place, replace(caption, text=_beside(caption.text))


def _beside(text: str) -> str:
    chance = zlib.crc32(b"beside " + text.encode())
    language = "zh" if any(character >= _FIRST_CHINESE for character in text) else "en"
    where, what = (_BESIDE, _THINGS) if chance % 2 else (_ON, _ROADS)
    landmark = _drawn(where[language], chance >> 1).format(_drawn(what[language], chance >> 8))
    if language == "zh":
        return landmark + text
    words = text.split()
    verb = next((place for place, word in enumerate(words) if place and word in _VERBS), len(words))
    start = (0, verb, len(words))[(chance >> 25) % 3]
    return " ".join([*words[:start], landmark, *words[start:]])


def _drawn(options: Sequence[str], chance: int) -> str:
    return options[chance % len(options)]
