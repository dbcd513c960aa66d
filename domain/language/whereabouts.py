"""Whether words say where something is and nothing of what it is: 在东门, 路中间, *at the east gate*."""

import re
from collections.abc import Iterable
from typing import Final

from domain.language.addresses import looks_like_address
from domain.language.landmarks import (
    BESIDE,
    CROSSINGS,
    EN_PLACES,
    EN_PRECISE,
    EN_ROADS,
    EN_STARTS,
    EN_THINGS,
    PARTS,
    PLACES,
    ROOMS,
    THINGS,
)

_LONGEST: Final = 30


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _any(*tables: Iterable[str]) -> str:
    words = {word for table in tables for word in table}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_WAYS: Final = _words(
    "人行道 非机动车道 机动车道 自行车道 快车道 慢车道 车道 辅路 主路 马路 道路 大街 街道 路 街 巷 桥 楼道 楼 门 院 店"
)
_AROUND: Final = _words(
    "那儿 那里 那边 这儿 这里 这边 我这 处 位置 地方 左右 正 里面 里边 里 外边 外 上 下 中央 正中 中 口 边 侧 头 角 的"
)
_NO_PLACE: Final = frozenset("在的处上下里外正中头角 ")
"""Of these characters alone no place is made."""

_ROOMS: Final = set(ROOMS) - {"消防通道"}  # which, said alone, is blocked
_NUMBERED: Final = r"(?:第|负|地下)?[0-9一二三四五六七八九十]{1,4}(?:个|号|#|栋|幢|座|期)?(?:单元|层|楼|院|门|路口)"
_FAR: Final = r"[往向朝]?[东西南北前后]走?[0-9一二三四五六七八九十百两]{1,4}多?米"
_BESIDE_THING: Final = rf"(?:{_any(THINGS)})(?:{_any(BESIDE)})"
_PIECE: Final = rf"{_NUMBERED}|{_FAR}|{_BESIDE_THING}|{_any(PLACES, PARTS, _ROOMS, CROSSINGS, BESIDE, _WAYS, _AROUND)}"
_CHINESE: Final = re.compile(rf"(?:就|正|还|是)*(?:在|到|靠近?|临|挨着)?(?:(?>{_PIECE})[\s，,。.]*+)++")

_THINGS: Final = frozenset(EN_THINGS.split("|"))
_PLACES: Final = (
    _words("pavement sidewalk kerb curb footpath path cycle bicycle here there middle end")
    | frozenset(EN_PLACES.split("|"))
    | frozenset(EN_PRECISE.split("|"))
    | frozenset(EN_ROADS.split("|"))
) - {"stop"}
_BEFORE: Final = _words("at in on by near next behind opposite outside inside under beside beneath above over")
_BETWEEN: Final = (EN_STARTS | _BEFORE | _words("the a an of to across my our and with")) - {"no", "no."}
_IT_IS: Final = re.compile(r"(?:it'?s|it is)\b")


def is_whereabouts(text: str) -> bool:
    """Return whether a text says where something is, or only that it is here or there, and names no problem."""
    text = text.strip(" \n，。,.!！~～")
    if not text or len(text) > _LONGEST:
        return False
    return _is_english(text) if text.isascii() else _is_chinese(text)


def means_place(text: str) -> bool:
    """Return whether a text was meant as a place: it contains an address, or says nothing but where something is."""
    return looks_like_address(text) or is_whereabouts(text)


def _is_chinese(text: str) -> bool:
    return not _NO_PLACE.issuperset(text) and _CHINESE.fullmatch(text) is not None


def _is_english(text: str) -> bool:
    """What is broken is a place only after a preposition: *at the light*, but not *light*."""
    words = re.findall(r"[a-z']+|\d{1,4}", _IT_IS.sub("", text.casefold(), count=1))
    places = _PLACES | _THINGS if _BEFORE.intersection(words[:1]) else _PLACES
    is_known = all(word.isdigit() or word in places or word in _BETWEEN for word in words)
    return is_known and not places.isdisjoint(words)
