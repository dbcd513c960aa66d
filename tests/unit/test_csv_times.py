from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.csv_times import TimeReader

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = int(datetime(2024, 5, 3, 12, tzinfo=SHANGHAI).timestamp() * 1000)
MIDNIGHT = NOON - 12 * 3_600_000


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-05-03 12:00:00", NOON),
        ("2024-05-03T12:00", NOON),
        ("2024-05-03T04:00:00Z", NOON),
        ("2024/5/3 12:00", NOON),
        ("05/03/2024 12:00:00 PM", NOON),
        ("2024年5月3日 12:00", NOON),
        ("3.5.2024 12:00", NOON),
        (str(NOON), NOON),
        (str(NOON // 1000), NOON),
        ("2024-05-03", MIDNIGHT),
        ("20240503", None),
        ("", None),
        ("yesterday", None),
        ("2024-13-03", None),
    ],
)
def test_times_of_many_programs_are_read(text: str, at: int | None) -> None:
    assert TimeReader(SHANGHAI).read(text) == at


def test_a_format_that_is_given_is_the_only_one() -> None:
    reader = TimeReader(UTC, "%d/%m/%Y")
    assert reader.read("03/05/2024") == int(datetime(2024, 5, 3, tzinfo=UTC).timestamp() * 1000)
    assert reader.read("2024-05-03") is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    TimeReader(SHANGHAI).read(text)
