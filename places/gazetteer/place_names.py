"""Spelling of place names: normalisation, interchangeable endings, and the words around names."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from domain.geo.place_names import PlaceKind
from domain.language.spelling import normalise

# Pairs of traditional and simplified characters that occur in street names but rarely in reports.
_PAIRS: Final = (
    "東东 濱滨 學学 華华 廠厂 醫医 區区 國国 陽阳 鐘钟 莊庄 鎮镇 鄉乡 縣县 廟庙 蘭兰 慶庆 寧宁 豐丰 興兴 榮荣 羅罗 "
    "劉刘 陳陈 張张 楊杨 鄭郑 馮冯 許许 鄧邓 蘇苏 衛卫 義义 聖圣 寶宝 銀银 農农 貿贸 務务 導导 財财 稅税 賓宾 廈厦 "
    "島岛 溫温 漢汉 濟济 澤泽 滄沧 經经 緯纬 術术 藝艺 圖图 團团 實实 驛驿 雲云 勝胜 韓韩 錢钱 鳳凤 龜龟 盧卢 "
    "灣湾 嶺岭 葉叶 魯鲁 趙赵 "
)
_SIMPLER: Final = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_DIGITS: Final = str.maketrans("一二三四五六七八九", "123456789")
_NUMBERED: Final = re.compile(r"第?([一二三四五六七八九1-9])(?=[号期区院中小高栋幢])")
_SHORT: Final[Mapping[str, str]] = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "blvd": "boulevard",
    "sq": "square", "stn": "station", "bldg": "building",
}  # fmt: skip
_SHORTENED: Final = re.compile(rf"(?<![a-z0-9])({'|'.join(_SHORT)})(?:\.|(?![a-z0-9]))")
_LOOSE: Final = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")

ENDINGS: Final[Mapping[PlaceKind, tuple[tuple[str, ...], ...]]] = {
    PlaceKind.STREET: (("大街", "大道", "大路", "路", "街"), (" road", " street", " avenue")),
    PlaceKind.COMMUNITY: (
        ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区"),
        ("村村民委员会", "村民委员会", "村委员会", "村委会", "村"),
    ),
}
"""Endings that people use interchangeably, the longer ones first."""

_AROUND: Final = re.compile(
    r"十字路口|交叉路口|交叉口|交汇处|交界处|路口|对面|对过|旁边|附近|门口|门前|中间|位置|地址|地点|这里|那里|这边|那边|这儿|那儿|"
    r"[东西南北]{1,2}[角侧边面头段口门]?|[口旁处在的是我就与和跟同里内外上前后边侧段]|"
    r"(?<![a-z])(?:north|south|east|west|(?:north|south)[ -]?(?:east|west)(?:ern)?|corner|crossing|intersection|"
    r"junction|opposite|near|next|to|at|in|on|of|and|by|the|side|gate|entrance|front|behind|beside|i|am|i'm|it|is|it's|"
    r"place|address|location|here|there)(?![a-z])"
)


def fold(text: str) -> str:
    """Return the spelling in which names are compared: half-width, simplified, lower case, English endings written out.

    Spaces stay only between Latin words; 第二中学 and 2中学 are the same. At most 4096 characters.
    """
    plain = _SHORTENED.sub(lambda match: _SHORT[match[1]], normalise(text).translate(_SIMPLER))
    return _NUMBERED.sub(lambda match: match[1].translate(_DIGITS), _LOOSE.sub("", plain))


def spellings(name: str, kind: PlaceKind) -> Iterator[str]:
    """Yield other common spellings of a folded name: 湖滨大街 for 湖滨路."""
    for endings in ENDINGS.get(kind, ()):
        ending = next((each for each in endings if name.endswith(each)), None)
        stem = name.removesuffix(ending) if ending else ""
        if len(stem) > 1:
            yield from (stem + other for other in endings if other != ending)


def says_nothing(rest: str) -> bool:
    """Return whether the rest of a folded text, without its names, only gives a side of them."""
    return not any(map(str.isalnum, _AROUND.sub("", rest)))
