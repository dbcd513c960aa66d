import pytest

from domain.language.widths import columns, room


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("提交", 4),
        ("Submit", 6),
        ("✅ 提交", 7),
        ("📍 位置", 7),
        ("✏️ 说明", 7),
        ("🛠 已解决", 9),
        ("🕳 井盖丢了", 11),
        ("👩🏽‍🚒", 2),
        ("e\u0301", 1),
        ("…", 2),
        ("·é", 2),
    ],
)
def test_columns_are_what_a_phone_shows(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_a_half_row_holds_eight_chinese_or_sixteen_latin_characters() -> None:
    assert (room(1), room(2), room(3)) == (33, 16, 10)
    assert columns("非机动车、共享单") == room(2) == columns("Streetlight down")
