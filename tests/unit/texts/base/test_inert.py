"""What people write neither acts nor hides where others read it."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import format_text
from texts.base import inert as rules
from texts.base.inert import inert, one_line
from texts.base.lengths import seen_units
from texts.base.quoting import quoted

ACTING = [
    "@admin",
    "＠admin @a_b1",
    "找@li_zhuren说",
    "#紧急",
    "$USD",
    "/link K7Q2",
    "请发/link K7Q2",
    "/link@qianshao_bot K7Q2",
    "https://evil.com/a?b=1",
    "evil.com",
    "看evil.com/x",
    "a.b.evil.cn",
    "例子.中国",
    "1.2.3.4",
    "http://1.2.3.4/x",
    "tg://user?id=1",
    "ton://transfer/x",
    "li@evil.com",
    "t.me/joinchat",
    "@\u2060admin",
    "@\u200badmin",
    "evil.\u200bcom",
    "/\u200dlink",
]
BROKEN = set("@＠#＃$/:.")
HOSTILE = st.text("@#/:.$a1灯\u2060\u200b\u200d\u202e\u0301\n \t\ud83d", max_size=60) | st.text(max_size=200)


@pytest.mark.parametrize("written", ACTING)
def test_nothing_that_people_write_acts(written: str) -> None:
    shown = inert(written)
    assert not format_text(shown, "", [])[1]
    signs = [at for at, character in enumerate(shown[:-1]) if character in BROKEN and shown[at + 1] not in " /"]
    assert any(shown[at + 1] == "\u2060" for at in signs)


@given(written=HOSTILE)
def test_whatever_is_written_is_shown_without_acting_and_without_what_nobody_sees(written: str) -> None:
    shown = inert(written)
    assert not format_text(shown, "", [])[1]
    assert not set(shown) & set("\u202e\u202b\u200b\u200f\r\t\x00\ud83d")
    assert "\n\n" not in shown
    assert inert(shown) == shown
    shown.encode()


PLAIN = st.text("aZ09灯街—·：，（）:.,-+ ±?<>'&%", max_size=40)


@given(written=HOSTILE | PLAIN)
def test_plain_words_stay_as_they_are_by_the_same_rules(written: str) -> None:
    with patch.object(rules, "_PLAIN", re.compile("(?!)")):  # so that every text is looked through
        looked_through = inert(written)
    assert inert(written) == looked_through


@pytest.mark.parametrize(
    "name", ["", "黄河涯镇", "城市管理", "37.43100, 116.27100", "11月30日 07:17", "报警 110、急救 120"]
)
def test_names_and_times_are_not_looked_through(name: str) -> None:
    with patch.object(rules, "_few_marks", side_effect=AssertionError):
        assert inert(name) == name


def test_what_staff_copy_reads_as_it_was_written() -> None:
    plain = "3号楼2单元 电话0534-2621000，水深0.5米，宽1.5×2 @ 楼梯口；进度 5/10，（见图2）"
    assert inert(plain) == plain
    for kept in ("👩🏽‍🚒❤️🇨🇳", "می‌خواهم", "é", "Ấ", "ᠮᠣᠩᠭᠣᠯ"):
        assert inert(kept) == kept


def test_floods_of_what_takes_no_room_collapse() -> None:
    assert len(inert("灯" + "\u0301" * 4000)) <= 5
    assert len(inert("ก" + "\u0e47" * 4000)) <= 5
    assert inert("灯" + "\n" * 4000 + "灭") == "灯\n灭"
    assert inert("灯" + "\u2800\n \u3164\n" * 500 + "灭") == "灯\n灭"
    assert inert("灯" + " " * 4000 + "灭") == "灯 灭"
    assert len(inert("灯" + "\u200d\ufe0f" * 2000)) <= 3
    assert inert("\u200b\u2060\u00ad") == ""


def test_a_name_stays_in_its_line() -> None:
    assert one_line("李主任\r\n状态：已确认\u2028x") == "李主任 状态：已确认 x"


def test_a_quote_of_nothing_is_none() -> None:
    assert quoted("\u200b \n\u2800", 100) is None


@given(words=HOSTILE, room=st.integers(8, 60))
def test_a_quote_fits_its_room_and_is_whole(words: str, room: int) -> None:
    quote = quoted(words, room)
    if quote is not None:
        assert seen_units(quote) <= room
        assert quote.startswith("<blockquote")
        assert quote.endswith("</blockquote>")


def test_many_lines_are_folded() -> None:
    assert str(quoted("\n".join("灯" * 9), 100)).startswith("<blockquote expandable>")
