"""Addresses in a text that a geocoder can look up: a road with its number, an estate, a school."""

import re
from typing import Final

LONGEST: Final = 80
_NAME: Final = r"[^\W\d_a-zA-Z这那我你他咱们个的了在有是就把被着很都也还没不谁哪到和与跟]"
_ROAD: Final = rf"{_NAME}{{1,8}}?(?:大街|大道|大路|路|街|巷|胡同)"
_NO_COUNT: Final = r"(?![\d:：%]|[./]\d|[点时天月年日元块米个盏次根处人辆多]|分钟|小时)"  # 人民路11:30, 人民路2天没灯
_CHINESE: Final = re.compile(
    rf"{_ROAD}\d{{1,5}}{_NO_COUNT}[^\S\n]?号?(?:院|楼)?"
    rf"|{_ROAD}[与和跟、/]?{_ROAD}(?:交叉口|交汇处|口)?"
    rf"|{_NAME}{{2,8}}?(?:小区|花园|家园|公寓|大厦|商场|超市|中学|小学|学院|医院|公园|车站|新村|庄园|宿舍)"
)
_ENGLISH: Final = re.compile(
    r"\b\d{1,5}\s(?:[A-Z][\w'.]{0,20}\s){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Blvd|Square)\b\.?"
)
_BARE_ROAD: Final = re.compile(rf"{_ROAD}(?:路口|附近|旁边?|边上?|上|口)?")

_TOWN: Final = re.compile(
    r"[\u4e00-\u9fff]{2,4}|(?:[\u4e00-\u9fff]{1,6}[省市区县镇乡]\s?){1,4}|[A-Z][a-z]{1,20}(?:, ?[A-Z][a-z]{1,20}){0,3}"
)
_SIDE: Final = re.compile(
    r"[东西南北]{1,2}[角侧边面头段口门]|门口|门前|对面|对过|\b(?:corner|side|gate|entrance|opposite|behind|front)\b",
    re.IGNORECASE,
)


def names_side(text: str) -> bool:
    """Return whether a text says at which side of a place something is."""
    return _SIDE.search(text) is not None


def is_town(text: str) -> bool:
    """Return whether a text may be only the name of a town, possibly with its county and province."""
    return _TOWN.fullmatch(text.strip()) is not None


def looks_like_address(text: str) -> bool:
    """Return whether a text was meant as a place: it contains an address, or is only the name of a road."""
    return address_in(text) is not None or _BARE_ROAD.fullmatch(text.strip(" \n，。,.!！")) is not None


def address_in(text: str) -> str | None:
    """Return the first address of a text, or None.

    A road alone is not an address, as the gazetteer knows roads. Only the returned part of a text leaves the machine,
    and only if the operator has configured a geocoder.
    """
    match = _CHINESE.search(text) or _ENGLISH.search(text)
    return match[0].strip()[:LONGEST] if match else None
