from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.problems import BadValue
from files.csv_times import SlashDates, TimeReader

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
        ("2024-5-3 12:00", NOON),
        ("2024-05-3 4:00 UTC", NOON),
        ("2024-05-03 04:00:00 UTC", NOON),
        ("2024/05/03 04:00Z", NOON),
        ("05/03/2024 12:00:00 PM", NOON),
        ("2024年5月3日 12:00", NOON),
        ("3.5.2024 12:00", NOON),
        (str(NOON), NOON),
        (str(NOON // 1000), NOON),
        ("2024-05-03", MIDNIGHT),
        ("2024/5/3 中午12:00", NOON),
        ("2024/5/3 上午 12:00", MIDNIGHT),
        ("2024年5月3日 12时00分", NOON),
        ("2024.5.3 12:00", NOON),
        ("20240503120000", NOON),
        ("20241303120000", None),
        ("45415.5", NOON),
        ("45415", MIDNIGHT),
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


def test_one_day_above_twelve_decides_for_the_whole_file() -> None:
    assert SlashDates(["05/03/2024", "13/03/2024 12:00", "2024-05-13"]).day_first() is True
    assert SlashDates(["05/03/2024", "03/13/2024"]).day_first() is False
    with pytest.raises(BadValue, match="csv_dates_mixed"):
        SlashDates(["13/03/2024", "03/13/2024"]).day_first()
    reader = TimeReader(SHANGHAI, day_first=True)
    assert (reader.read("3/5/2024 12:00"), reader.read("05/13/2024")) == (NOON, None)


def test_times_that_cannot_be_read_are_counted_but_not_empty_cells() -> None:
    reader = TimeReader(UTC)
    for text in ("", " ", "N/A", "2024-05-03"):
        reader.read(text)
    assert (reader.seen, reader.unreadable) == (2, 1)


def test_an_empty_cell_costs_no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TimeReader, "_moment", pytest.fail)
    assert (TimeReader(UTC).read(""), TimeReader(UTC).read("N/A")) == (None, None)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    TimeReader(SHANGHAI).read(text)
