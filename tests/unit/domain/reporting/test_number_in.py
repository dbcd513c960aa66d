"""The number that a text names, among other words."""

import pytest

from domain.reporting.numbers import number_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DC-2611-0042 怎么样了", ("2611", 42)),
        ("dc26110042?", ("2611", 42)),
        ("ＤＣ－２６１１－００４２", ("2611", 42)),
        ("2611 0042", ("2611", 42)),
        ("0042修了没", ("", 42)),
        ("#42", ("", 42)),
        ("就是那个 二六一一 零零四二", ("2611", 42)),
        ("是0042不是0024", ("", 42)),
        ("2613-0042", ("", 2613)),
        ("0000", None),
        ("没有号", None),
        ("13800001234", None),
        ("", None),
    ],
)
def test_the_first_number_counts(text: str, found: tuple[str, int] | None) -> None:
    assert number_in(text) == found
