"""Report numbers are written one way and read back in each way people write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.numbers import ReportNumber, month_at, parse_number, recent_months

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})

numbers = st.builds(
    ReportNumber,
    prefix=st.from_regex(r"\A[A-Z][A-Z0-9]{0,7}\Z"),
    month=st.builds("{:02d}{:02d}".format, st.integers(0, 99), st.integers(1, 12)),
    serial=st.integers(1, 10**12 - 1),
)


@pytest.mark.parametrize(
    ("serial", "written"),
    [(42, "DC-2611-0042"), (9999, "DC-2611-9999"), (10000, "DC-2611-10000"), (1234567, "DC-2611-1234567")],
)
def test_serial_has_four_digits_and_grows(serial: int, written: str) -> None:
    assert str(ReportNumber("DC", "2611", serial)) == written


@pytest.mark.parametrize(
    "text",
    [
        "DC-2611-0042",
        "dc-2611-0042",
        "dc-2611-42",
        "2611-0042",
        " DC-2611-0042\n",
        "ＤＣ－２６１１－００４２",
        "/report_2611_0042",
        "/report_2611_0042@QianshaoBot",
        "/REPORT_2611_0042",
        "report_2611_0042",
    ],
)
def test_each_spelling_is_the_same_number(text: str) -> None:
    assert parse_number(text, "DC") == ReportNumber("DC", "2611", 42)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DC",
        "XX-2611-0042",
        "DC-2600-0042",
        "DC-2613-0042",
        "DC-2611-0000",
        "DC-2611-",
        "DC-26110042",
        "13812345678",
        "2611-0042-1",
        "/report_2611",
        "DC-2611-" + "9" * 13,
        "9" * 4096,
    ],
)
def test_what_is_no_number_of_this_district(text: str) -> None:
    assert parse_number(text, "DC") is None


@pytest.mark.parametrize(
    ("prefix", "month", "serial"),
    [
        ("dc", "2611", 1),
        ("", "2611", 1),
        ("DC", "2613", 1),
        ("DC", "26-11", 1),
        ("DC", "2611", 0),
        ("DC", "2611", -1),
    ],
)
def test_a_number_that_could_not_be_read_back_is_refused(prefix: str, month: str, serial: int) -> None:
    with pytest.raises(ValueError, match="not a report number"):
        ReportNumber(prefix, month, serial)


def test_month_is_the_districts() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    midnight = round(datetime(2026, 10, 31, 16, 0, tzinfo=UTC).timestamp() * 1000)
    assert month_at(midnight - 1, shanghai) == "2610"
    assert month_at(midnight, shanghai) == "2611"


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("2026-12-01", ("2612", "2611")),
        ("2026-12-31", ("2612", "2611")),
        ("2027-01-01", ("2701", "2612")),
        ("2027-03-03", ("2703", "2702")),
    ],
)
def test_the_month_before_is_that_of_the_calendar(day: str, months: tuple[str, str]) -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=shanghai)
    assert recent_months(round(noon.timestamp() * 1000), shanghai) == months


def test_numbers_sort_in_the_order_they_were_given() -> None:
    first, second, third = (
        ReportNumber("DC", month, serial) for month, serial in [("2611", 9999), ("2611", 10000), ("2612", 1)]
    )
    assert sorted([third, second, first]) == [first, second, third]


@given(numbers)
def test_written_and_read_back(number: ReportNumber) -> None:
    spellings = [str(number), str(number).lower(), str(number).translate(FULL_WIDTH), number.command]
    assert {parse_number(spelling, number.prefix) for spelling in spellings} == {number}


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    parsed = parse_number(text, "DC")
    assert parsed is None or parsed.prefix == "DC"
