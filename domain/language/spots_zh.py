"""Spots in Chinese: words are found in one pass, chained if they touch, and cut after the last exact one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from domain.language.figures import NO_POLE, is_only_a_number, number_of_another_kind
from domain.language.landmarks import (
    BESIDE,
    CROSSINGS,
    DOORS,
    ENDS_NAME,
    NAMES_WITH_THEM,
    NO_DOOR,
    PARTS,
    PLACES,
    ROOMS,
    SHOPS,
    THINGS,
)

_DIGITS: Final = "0123456789"
_NUMERALS: Final = "一二三四五六七八九十"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_COUNTED: Final = _DIGITS + _NUMERALS + _LETTERS + "甲乙丙丁"

_N: Final = rf"(?:(?<![A-Za-z0-9-])[A-Za-z]?[0-9]{{1,4}}[A-Za-z]?|[{_NUMERALS}]{{1,3}}|(?<![A-Za-z])[A-Z甲乙丙丁])"
_HOUSE: Final = "楼(?![下上顶道梯前后门口])"
_SEVERAL: Final = "(?![天个盏次年月点米根排分多小周块辆人日时元秒岁%:/]|\\.[0-9])"
_CODE: Final = rf"{NO_POLE}[A-Za-z]{{0,4}}-?[0-9][0-9A-Za-z-]{{0,11}}(?![0-9A-Za-z-]){_SEVERAL}"
_POLE: Final = "(?:电线杆|电杆|路灯杆|灯杆|监控杆|路灯|杆)"
_FAR: Final = f"[{_DIGITS}{_NUMERALS}百两]{{1,4}}多?米"

_PATTERNS: Final = (
    (
        "pole",
        "电路灯监杆",
        rf"{_POLE}子?(?:的?编号|号码|号)?[:是为\s]{{0,2}}{_CODE}(?:号杆|号|#)?",
    ),
    ("pole", _DIGITS, "[0-9][0-9A-Za-z-]{0,9}号(?:电线杆|电杆|路灯杆|灯杆|杆)"),
    (
        "house",
        _COUNTED,
        rf"{_N}\s?(?:号楼|号院|号宿舍楼?|号公寓楼?|#(?:{_HOUSE})?|(?<!一)(?:座|[栋幢](?:{_HOUSE})?)|期|区(?![别分]))",
    ),
    ("unit", _COUNTED, rf"{_N}\s?(?:单元(?:{_HOUSE})?|门洞|号门洞|号门(?![口面市前外旁]))"),
    ("unit", "东西中", f"[东西中]单元(?:{_HOUSE})?"),
    (
        "level",
        _COUNTED,
        rf"{_N}\s?(?:楼(?![盘房])|(?<!一)层(?!楼?高)|(?<=一)层(?=$|[\s,，。的]|楼|大|电|走|门|过|平|住))",
    ),
    ("level", "B负地", rf"(?:B[1-4](?![0-9A-Za-z])[层楼]?|负[{_NUMERALS}1-4]\s?[层楼]?|地下[{_NUMERALS}1-4]层)"),
    (
        "room",
        _DIGITS + _NUMERALS + "东西中",
        rf"(?:(?<![0-9A-Za-z])[0-9]{{3,4}}(?![0-9:])(?:室|户|房|号房)?(?!号)|{_N}[室户](?!外)|[东西中]户)",
    ),
    ("shop", _COUNTED, rf"{_N}\s?号(?:{SHOPS})"),
    ("exit", _LETTERS + _DIGITS, "(?<![A-Za-z])(?:[A-H][0-9]?(?:出入口|出口|入口|口)|[0-9]{1,2}号?(?:出入口|出口))"),
    ("exit", "东西", "(?:东北|东南|西北|西南)口"),
    ("exit", "地", "地铁站?(?:[A-H][0-9]?|[0-9]{1,2}号?)(?:出入口|出口|入口|口)"),
    ("line", _DIGITS, "[0-9]{1,2}号线"),
    ("door", _DIGITS, "[0-9]{1,4}(?:-[0-9]{1,3})?\\s?号(?![线楼车到起开上下早晚就去来])"),
    ("away", "往向朝", f"[往向朝][东西南北]走?(?:{_FAR})?(?:处|左右)?"),
    ("away", "东西南北", f"[东西南北]{_FAR}(?:处|左右)?"),
    ("side", "路", "路[东西南北](?![侧边面头段门口角北南大首路])"),
    ("road", "大国省胡", "(?:大道|大街|国道|省道|胡同)"),
    ("road", "路", "路(?![口灯面段边人过况政障由牙沿缘基标牌肩桩堵]|中(?!段)|交口)"),
    ("road", "街巷", "(?:街(?![道坊区边])|巷(?!子))"),
    ("middle", "中东西南北", "[中东西南北]段"),
    ("beside", "前后", "(?<=[楼房店铺校院])[前后](?![天年门面边方头来])"),
)
"""The kind of a word, the characters that it may begin with, and its pattern; the first match counts."""

_LITERALS: Final = (
    ("part", PARTS, "(?![灯门])"),
    ("thing", THINGS, ""),
    ("cross", CROSSINGS, ""),
    ("beside", BESIDE, "[面边外]?"),
    ("rooms", ROOMS, "(?!的?灯|声控|感应|照明|扶手|口|窗|门|墙皮)"),
    ("place", PLACES, ""),
)


def _by_start() -> Mapping[str, list[tuple[str, str]]]:
    """Return by first character the words that may begin with it, as their kinds and patterns."""
    ways: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, starts, pattern in _PATTERNS:
        for character in starts:
            ways[character].append((kind, pattern))
    for kind, words, unless in _LITERALS:
        for word in sorted(words, key=lambda word: (-len(word), word)):
            ways[word[0]].append((kind, f"{re.escape(word)}{unless}"))
    return ways


_BY_START: Final = _by_start()


@cache
def _starting_with(character: str) -> re.Pattern[str]:
    """Return the pattern of all words that begin with a character; its group names are the kinds with an index.

    There are some hundreds, and a text has a few of them: each is compiled when it is first met.
    """
    ways = enumerate(_BY_START[character])
    return re.compile("|".join(f"(?P<{kind}_{index}>{pattern})" for index, (kind, pattern) in ways))


_START: Final = re.compile(f"[{''.join(sorted(_BY_START))}]")
_NUMBERED: Final = frozenset({"pole", "house", "unit", "level", "shop", "exit"})
_COUNTED_KINDS: Final = _NUMBERED - {"pole"} | {"door", "room"}
_CLOSING: Final = _NUMBERED | {"part"}
_CLOSING_BEHIND: Final[Mapping[str, frozenset[str]]] = {
    "cross": frozenset({"road", "cross", "place", "side"}),
    "side": frozenset({"road", "cross", "middle"}),
    "road": frozenset({"road"}),
    "door": frozenset({"road", "place", "middle"}),
    "rooms": _NUMBERED | {"beside"},
}
"""Kinds that are exact only after one of these."""
_BUILDINGS: Final = frozenset({"house", "door"})
_WITHIN: Final = frozenset({"unit", "level"})
_CAN_BE_NAMED: Final = frozenset({"place", "road", "cross", "side"})
_SHORTEST_NAME, _LONGEST_NAME = 2, 8
_JOINS: Final = frozenset({"", "的", " ", "-", "站", "和", "与", "跟", "及", "、"})
_ROADS: Final = frozenset({"road", "cross", "side"})
_BETWEEN_ROADS: Final = _JOINS | {"/", "&", "到", "同", "x", "X", "×", ","}
_ONLY_A_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·]{3,20}")


class _Word(NamedTuple):
    """One word: its kind, its start with and without its name, and its end."""

    kind: str
    start: int
    bare: int
    end: int

    @property
    def named(self) -> bool:
        return self.start < self.bare


def chinese_spots(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each spot in a half-width text: its start, its end and its words."""
    chain: list[_Word] = []
    for word in _words(text):
        if chain and not _touch(chain[-1], word, text):
            yield from _spot(chain, text)
            chain = []
        chain.append(word)
    yield from _spot(chain, text)


def chinese_rooms(spot: str) -> bool:
    """Return whether a spot names a building and a part of it."""
    kinds = {word.kind for word in _words(spot)}
    return not kinds.isdisjoint(_BUILDINGS) and not kinds.isdisjoint(_WITHIN)


def _words(text: str) -> Iterator[_Word]:
    past = 0
    for begun in _START.finditer(text):
        bare = begun.start()
        match = _starting_with(begun[0]).match(text, bare) if bare >= past else None
        if match is None:
            continue
        kind = str(match.lastgroup).partition("_")[0]
        if kind in _COUNTED_KINDS and (other := number_of_another_kind(text, bare)):
            past = other
            continue
        if kind in _CAN_BE_NAMED:
            yield _Word(kind, _name_start(text, bare, past), bare, match.end())
        elif kind == "beside" and match[0] in DOORS and text[past:bare] not in _JOINS:
            yield _door(text, bare, past, match.end())
        else:
            yield _Word(kind, bare, bare, match.end())
        past = match.end()


def _door(text: str, bare: int, past: int, end: int) -> _Word:
    """Return a position beside an unknown thing; it is exact if a name precedes it."""
    start = _name_start(text, bare, past)
    name = text[start:bare]
    is_name = len(name) >= _SHORTEST_NAME and not name.startswith(NO_DOOR) and not is_only_a_number(name)
    return _Word("part", start, bare, end) if is_name else _Word("beside", bare, bare, end)


def _name_start(text: str, end: int, past: int) -> int:
    """Return where the name before a place or road begins."""
    start = end
    while start > max(past, end - _LONGEST_NAME):
        character = text[start - 1]
        if character in ENDS_NAME and not _is_in_a_name(text, start - 1):
            break
        start -= 1
    return start


def _is_in_a_name(text: str, at: int) -> bool:
    return any(text.startswith(name, at - name.index(text[at])) for name in NAMES_WITH_THEM.get(text[at], ()))


def _touch(left: _Word, right: _Word, text: str) -> bool:
    gap = text[left.end : right.start]
    return gap in (_BETWEEN_ROADS if left.kind in _ROADS and right.kind in _ROADS else _JOINS)


def _spot(chain: list[_Word], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the chain up to its last exact word."""
    last = _last_exact(chain)
    if last >= 0:
        yield chain[0].start, chain[last].end, "".join(_pieces(chain[: last + 1], text))
    elif len(chain) == 1 and chain[0].kind == "place":
        yield from _named_alone(chain[0], text)


def _pieces(said: list[_Word], text: str) -> Iterator[str]:
    """Yield the words and the text between them, without the numbers of flats."""
    past = said[0].start
    for word in said:
        if word.kind != "room":
            yield text[past : word.end]
        past = word.end


def _last_exact(chain: list[_Word]) -> int:
    """Return the index of the last word with which a spot may end; -1 if there is none."""
    last = -1
    before: _Word | None = None
    closed = False
    for index, word in enumerate(chain):
        closed = _closes(word, before, before_closes=closed)
        last, before = index if closed else last, word
    return last


def _closes(word: _Word, before: _Word | None, *, before_closes: bool) -> bool:
    """Return whether a spot may end with this word, behind the one before and whether it may end with that."""
    if word.kind in _CLOSING:
        return True
    if word.kind in {"beside", "away"}:
        return before is not None and (before.kind not in {"room", "beside", "away"} or before_closes)
    is_behind = before is not None and before.kind in _CLOSING_BEHIND.get(word.kind, ())
    return is_behind or (word.kind in {"cross", "side"} and word.named)


def _named_alone(place: _Word, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield a line that is only the name of a place, as in a venue."""
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    if place.named and line == text[place.start : place.end].strip() and _ONLY_A_NAME.fullmatch(line):
        yield place.start, place.end, line
