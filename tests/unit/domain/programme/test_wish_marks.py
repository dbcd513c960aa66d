"""What stands out in a wish."""

import pytest

from domain.programme.wish_marks import Mark, marks_in


@pytest.mark.parametrize(("words", "marks"), [
    ("想要一副防风手套", ()),
    ("12月24日前要一个保温杯，500毫升", ()),
    ("a pair of gloves, size 9", ()),
    ("看 https://t.me/abc", (Mark.LINK,)),
    ("shop.example.com 有货", (Mark.LINK,)),
    ("找我 ＠ｇｌｏｖｅｓ＿ｓｈｏｐ", (Mark.LINK,)),
    ("电话 138 0013 8000", (Mark.NUMBER,)),
    ("手套特价 20 元，加微信", (Mark.PRICE, Mark.SCAN)),
    ("gloves for sale, $20", (Mark.PRICE,)),
    ("扫码领取", (Mark.SCAN,)),
    ("能借我钱吗，借点钱急用", (Mark.MONEY,)),
    ("发个红包", (Mark.MONEY,)),
    ("please lend me some cash", (Mark.MONEY,)),
])  # fmt: skip
def test_what_looks_like_an_advertisement(words: str, marks: tuple[Mark, ...]) -> None:
    assert marks_in(words) == marks
