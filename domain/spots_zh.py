"""Spots in Chinese: typed words are found in one pass, chained where they touch, and kept as far as they say where."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.landmarks import BESIDE, CROSSINGS, ENDS_NAME, NAMES_WITH_THEM, PARTS, PLACES, ROOMS, THINGS

_NUM: Final = "(?:(?<![A-Za-z0-9])[A-Za-z]?[0-9]{1,4}[A-Za-z]?|[一二三四五六七八九十]{1,3}|(?<![A-Za-z])[A-Z甲乙丙丁])"
_NO: Final = "[A-Za-z]{0,4}-?[0-9][0-9A-Za-z-]{0,11}(?![0-9A-Za-z-]|[天个盏次年月点米根排分多小周块])"
_POLE: Final = "(?:电线杆|电杆|路灯杆|灯杆|监控杆|路灯|杆)"

_WORD: Final = re.compile(
    rf"""
    (?P<pole> {_POLE}子?(?:的?编号|号码|号)?[:是为\s]{{0,2}}{_NO}(?:号杆|号|\#)? | [0-9][0-9A-Za-z-]{{0,9}}号{_POLE} )
  | (?P<house> {_NUM}\ ?(?:号楼|号院|号宿舍楼?|号公寓|\#楼?|(?<![一两几]|有)(?:栋|幢)(?!楼房)楼?|(?<=[A-Z0-9甲乙丙丁二三四五六七八九十])座|期|区(?![别分])) )
  | (?P<unit> {_NUM}\ ?(?:单元楼?|门洞|号门洞|号门(?!口|面|市)) )
  | (?P<level> (?:地下|负)?{_NUM}\ ?(?:楼(?![盘房])|(?<!一)层|(?<=一)层(?=$|[\s,，。的]|楼|大|电|走|门|过|平|住)) | B[1-4](?:层|楼)? | 负[一二三123]\ ?层? | 地下[一二三123]?层 )
  | (?P<room> [0-9]{{3,4}}(?:室|户|房|号房)? | {_NUM}(?:室|户)(?!外) )
  | (?P<shop> {_NUM}\ ?号(?:商铺|铺位|铺|摊位|摊|店铺|店面|店|门面|门市|车位|车库|充电桩|仓库|厂房|站台|出入口|出口|入口|口|窗口|桥墩|岗) )
  | (?P<exit> (?<![A-Za-z])[A-H][0-9]?(?:出入口|出口|入口|口) | [0-9]{{1,2}}(?:出入口|出口) | (?:东北|东南|西北|西南)口 )
  | (?P<line> [0-9]{{1,2}}号线 )
  | (?P<door> [0-9]{{1,4}}(?:-[0-9]{{1,3}})?号(?![线楼车到前后起开上下早晚就去来]) )
  | (?P<away> [往向朝][东西南北][0-9一二三四五六七八九十百两]{{0,4}}多?米?(?:处|左右)? | [东西南北]?[0-9一二三四五六七八九十百两]{{1,4}}多?米(?:处|左右) )
  | (?P<part> (?:{PARTS})(?![灯门]) )
  | (?P<thing> {THINGS} )
  | (?P<cross> {CROSSINGS} )
  | (?P<side> 路[东西南北](?![侧边面头段门口角北南大首路]) )
  | (?P<road> 大道|大街|国道|省道|胡同|路(?![灯面段边人过况政障由牙沿缘中基标牌肩桩障堵])|街(?![道坊区边])|巷(?!子) )
  | (?P<beside> {BESIDE} )
  | (?P<rooms> (?:{ROOMS})(?!灯|的灯|声控|感应|照明|扶手|口|窗|门|墙皮) )
  | (?P<place> {PLACES} )
    """,
    re.VERBOSE,
)
_NUMBERED: Final = frozenset({"pole", "house", "unit", "level", "shop", "exit"})
_CAN_BE_NAMED: Final = frozenset({"place", "road", "cross", "side"})
_LONGEST_NAME: Final = 8
_JOINS: Final = frozenset({"", "的", " ", "-", "里", "里的", "里面", "内"})
_BETWEEN_ROADS: Final = frozenset(
    {"与", "和", "跟", "及", "、", "/", "&", "到", "同", "x", "X", "×", "-", " ", "", "路与", ","}
)
_ONLY_A_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·]{3,20}")


class _Word(NamedTuple):
    """One word: its kind, where it starts with its name and where without, where it ends."""

    kind: str
    start: int
    bare: int
    end: int

    @property
    def named(self) -> bool:
        return self.start < self.bare


def chinese_spots(text: str) -> Iterator[tuple[int, int, str]]:
    """Each spot with where it stands in a half-width text."""
    chain: list[_Word] = []
    for word in _words(text):
        if chain and not _touch(chain[-1], word, text):
            yield from _spot(chain, text)
            chain = []
        chain.append(word)
    yield from _spot(chain, text)


def _words(text: str) -> Iterator[_Word]:
    past = 0
    for match in _WORD.finditer(text):
        kind, bare = str(match.lastgroup), match.start()
        start = _name_start(text, bare, past) if kind in _CAN_BE_NAMED else bare
        yield _Word(kind, start, bare, match.end())
        past = match.end()


def _name_start(text: str, end: int, past: int) -> int:
    """Where the name before a place or road begins."""
    start = end
    while start > max(past, end - _LONGEST_NAME):
        character = text[start - 1]
        if character in ENDS_NAME and not text.startswith(NAMES_WITH_THEM, start - 1):
            break
        start -= 1
    return start


def _touch(left: _Word, right: _Word, text: str) -> bool:
    gap = text[left.end : right.start]
    if {left.kind, right.kind} <= {"road", "cross", "side"}:
        return gap in _BETWEEN_ROADS
    return gap in _JOINS


def _spot(chain: list[_Word], text: str) -> Iterator[tuple[int, int, str]]:
    """What of a chain says where: up to its last word that closes."""
    last = max((index for index in range(len(chain)) if _closes(chain, index)), default=-1)
    if last < 0:
        yield from _named_alone(chain, text)
        return
    said = chain[: last + 1]
    words = "".join(_pieces(said, text))
    yield said[0].start, said[-1].end, words


def _pieces(said: list[_Word], text: str) -> Iterator[str]:
    """The words and what stands between them, without the numbers of flats."""
    past = said[0].start
    for word in said:
        if word.kind != "room":
            yield text[past : word.end]
        past = word.end


def _closes(chain: list[_Word], index: int) -> bool:
    """Whether a spot may end with this word."""
    word, before = chain[index], chain[index - 1] if index else None
    match word.kind:
        case "pole" | "house" | "unit" | "level" | "shop" | "exit" | "part":
            return True
        case "beside" | "away":
            return (before is not None and before.kind not in {"room", "beside", "away"}) or _closes_before(chain, index)
        case "cross" | "side":
            return word.named or (before is not None and before.kind in {"road", "cross"})
        case "road":
            return word.named and before is not None and before.kind == "road"
        case "door":
            return before is not None and before.kind in {"road", "place"}
        case "rooms":
            return before is not None and before.kind in _NUMBERED
        case _:
            return False


def _closes_before(chain: list[_Word], index: int) -> bool:
    return index > 0 and _closes(chain, index - 1)


def _named_alone(chain: list[_Word], text: str) -> Iterator[tuple[int, int, str]]:
    """A line that is nothing but the name of a place, as a venue brings it."""
    if len(chain) != 1 or chain[0].kind != "place":
        return
    start = text.rfind("\n", 0, chain[0].start) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].strip()
    if line.endswith(text[chain[0].bare : chain[0].end]) and chain[0].named and _ONLY_A_NAME.fullmatch(line):
        yield chain[0].start, chain[0].end, text[chain[0].start : chain[0].end]
