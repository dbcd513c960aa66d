"""Links that open the chat with the bot: what is written is read again, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme.links import LinkKind, StartLink, parse_link

CODES = st.text("ABCXYZabcxyz0189_-", min_size=1, max_size=60)


@given(st.sampled_from(LinkKind), CODES)
def test_a_link_is_read_as_it_was_written_and_is_one_that_telegram_takes(kind: LinkKind, code: str) -> None:
    link = StartLink(kind, code)
    assert parse_link(link.payload) == link
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", link.payload)
    assert link.url("decheng_bot") == f"https://t.me/decheng_bot?start={link.payload}"


@pytest.mark.parametrize(
    "payload", ["", "s", "s-", "S-EAST", "z-EAST", "s-东", "s-a b", "s-" + "x" * 61, "s-a\n", "ref123"]
)
def test_what_is_none_of_ours_is_no_link(payload: str) -> None:
    assert parse_link(payload) is None
