"""Numbers beside a word for a part of a building that are times, dates, prices, or numbers of other things."""

import re
from typing import Final

_NUMERALS: Final = "一二三四五六七八九十百零两"
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LONGEST: Final = 12
_AROUND: Final = 10
"""Characters before a number that may say what it counts, and around it that a licence plate may take."""

_FIGURE: Final = re.compile(rf"[A-Za-z]?[0-9]+[A-Za-z]?|[{_NUMERALS}]+|[A-Za-z]")
_BEFORE: Final = re.compile(
    r"(?:[0-9]:"  # 11:30
    rf"|[0-9{_NUMERALS}](?:点钟?|时)过?"  # 十一点三十
    rf"|[0-9{_NUMERALS}]{{1,2}}月份?"
    r"|[¥$€£￥]\s?"
    r"|(?:[订运工]单|单|尾|车牌|手机|电话|取[餐件货]|提货|验证)(?:号码|号|码)[是为:\s]{0,2}"
    r"|(?:电话|手机|微信|QQ)[是为:\s]{0,2}"
    r")\Z"
)
_BEFORE_NUMERAL: Final = re.compile(r"(?:周|星期|礼拜|初)\Z")
_BEFORE_CALL: Final = re.compile(r"(?:打|拨|呼叫|报)[了过]?(?:电话)?\s?\Z")
_SHORTEST_CALL: Final = 3
_BEFORE_MEMBER: Final = re.compile(r"[0-9]{1,4}[/.]\Z")
_MEMBER: Final = re.compile(r"[0-9]{1,3}(?:号[楼院](?!道)|[栋幢座]|单元)")
"""3/5号楼 are two buildings, and 1.3号楼 a list; 11/30号楼道 and 11.30楼道 are days or times."""

_PLATE: Final = re.compile(rf"[{_PROVINCES}]\s?[A-Za-z][·\s-]?[A-Za-z0-9]{{4,6}}(?![A-Za-z0-9])")
NO_POLE: Final = r"(?!1[3-9][0-9]{9}(?![0-9])|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))"
"""A pattern that fails where a mobile number or a date begins, which are no number of a lamp post."""


def number_of_another_kind(text: str, start: int) -> int:
    """Return where the number at `start` ends if it is a time, a date, a price or the number of a thing; else 0."""
    figure = _FIGURE.match(text, start)
    if figure is None:
        return 0
    return _plate_end(text, start) or (figure.end() if _is_said_before(text, figure) else 0)


def is_only_a_number(name: str) -> bool:
    """Return whether what stands before a door is no name but a number, as of a telephone, or a licence plate."""
    return not any(map(str.isalpha, name)) or _PLATE.search(name) is not None


def _plate_end(text: str, start: int) -> int:
    plates = _PLATE.finditer(text, max(0, start - _AROUND), start + _AROUND)
    return next((plate.end() for plate in plates if plate.start() < start < plate.end()), 0)


def _is_said_before(text: str, figure: re.Match[str]) -> bool:
    before = text[max(0, figure.start() - _LONGEST) : figure.start()]
    return (
        _BEFORE.search(before) is not None
        or (figure[0][0] in _NUMERALS and _BEFORE_NUMERAL.search(before) is not None)
        or (len(figure[0]) >= _SHORTEST_CALL and _BEFORE_CALL.search(before) is not None)
        or (_BEFORE_MEMBER.search(before) is not None and _MEMBER.match(text, figure.start()) is None)
    )
