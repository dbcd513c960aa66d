"""The part of a text that is an address, fit to be asked for elsewhere: a road with its number, an estate, a school."""

import re
from typing import Final

LONGEST: Final = 80
_NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9]"
_CHINESE: Final = re.compile(
    rf"{_NAME}{{1,12}}?(?:大街|大道|大路|路|街|巷|胡同|里弄)(?:\d{{1,5}}\s?号?(?:院|楼)?)?(?:[与和、,，]?{_NAME}{{1,8}}?(?:大街|大道|路|街|巷)交?叉?口)?"
    rf"|{_NAME}{{2,12}}?(?:小区|花园|家园|公寓|广场|大厦|商场|超市|市场|中学|小学|学校|学院|医院|公园|车站|社区|新村|庄园|大桥)"
)
_ENGLISH: Final = re.compile(
    r"\b(?:\d{1,5}\s)?(?:[A-Z][\w'.]{0,20}\s){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Blvd|Square)\b\.?"
)
_PREAMBLE: Final = re.compile(r"^(?:你好|我们|我|人|在|就|到|去|走|从|这|那|是|的|有|位置|地址|地点)+")


def address_in(text: str) -> str | None:
    """The first address of a text; None without one.

    Only this leaves the machine of a caption, and only where the operator chose a geocoder.
    """
    match = _CHINESE.search(text) or _ENGLISH.search(text)
    address = _PREAMBLE.sub("", match[0]).strip() if match else ""
    return address[:LONGEST] or None
