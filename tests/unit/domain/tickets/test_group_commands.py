"""A command of groups is known however a phone writes it, and other words are none."""

import pytest

from domain.tickets.group_commands import meant


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/tickets", ("tickets", "")),
        ("/Tickets 超期", ("tickets", "超期")),
        ("/tickets　超期", ("tickets", "超期")),
        ("/tickets超期", ("tickets", "超期")),
        ("/tickets，我的", ("tickets", "，我的")),
        ("／tickets", ("tickets", "")),
        ("／ｔｉｃｋｅｔ ２６１１－００４２", ("ticket", "２６１１－００４２")),
        ("、find 解放路", ("find", "解放路")),
        ("/ figures month", ("figures", "month")),
        ("／tickets＠Qianshao_Bot 超期", ("tickets", "超期")),
        ("/tickets@qianshao_bot超期", ("tickets", "超期")),
        ("／tickets＠ｑｉａｎｓｈａｏ＿ｂｏｔ", ("tickets", "")),
        ("/ticket0042", ("ticket", "0042")),
        ("/rider2611-0042", ("rider", "2611-0042")),
        ("/find0042", ("find", "0042")),
        ("/announce\n明天：降温", ("announce", "明天：降温")),
    ],
)
def test_a_command_is_known_however_it_is_written(text: str, command: tuple[str, str]) -> None:
    assert meant(text, "qianshao_bot") == command


@pytest.mark.parametrize(
    "text",
    ["", "/", "、", "/tickets@other_bot", "/ticketsx", "/ticket_2611_0042", "/tickets42", "/link2611", "/my", "tickets",
     "/ticket0042@other_bot", "／tickets＠other_bot", "/tickets＠",
     "看 /tickets", "//tickets", "、帮我看看", "/tickеts"],
)  # fmt: skip
def test_other_words_are_none(text: str) -> None:
    assert meant(text, "qianshao_bot") is None
