"""What in a wish looks like an advertisement, for staff to look at; nothing is decided by it."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Mark(StrEnum):
    """What stands out in a wish."""

    LINK = "link"
    NUMBER = "number"
    PRICE = "price"
    SCAN = "scan"
    MONEY = "money"


_LOOKS_LIKE: Final[Mapping[Mark, re.Pattern[str]]] = {
    Mark.LINK: re.compile(
        r"https?:|www\.|\bt\.me\b|@[a-z0-9_]{5,}|\b[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|shop|vip)\b"
    ),
    Mark.NUMBER: re.compile(r"\d(?:[\s-]?\d){6,}"),
    Mark.PRICE: re.compile(
        r"[¥$€]\s?\d|\d+(?:\.\d+)?\s?(?:元|块钱?|rmb|yuan|% off)|\d折|特价|优惠|促销|for sale|discount"
    ),
    Mark.SCAN: re.compile(
        r"二维码|扫码|扫一扫|加(?:我|个)?(?:微信|qq|v|群)|微信号|qr ?code|\bwechat\b|\bvx\b|whatsapp"
    ),
    Mark.MONEY: re.compile(r"借(?:我|点)?钱|转账|红包|打钱|众筹|捐款|借款|贷款|\bloan\b|\blend me\b|\bdonat|\bcash\b"),
}


def marks_in(words: str) -> tuple[Mark, ...]:
    """Return what stands out in words, in the order of `Mark`."""
    folded = unicodedata.normalize("NFKC", words).lower()
    return tuple(mark for mark, pattern in _LOOKS_LIKE.items() if pattern.search(folded))
