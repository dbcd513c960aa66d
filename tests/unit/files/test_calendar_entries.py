"""Calendar files say when, where and which version, and calendars read the same from them."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from domain.programme.calendar_entries import CalendarEntry
from files.calendar_entries import written

_START = int(datetime(2026, 11, 26, 2, tzinfo=UTC).timestamp() * 1000)
ENTRY = CalendarEntry(
    uid="activity-900@qianshao",
    sequence=2,
    cancelled=False,
    title="心肺复苏; 第一场, 室内",
    note="带上水\nBEGIN:VEVENT",
    place="文化宫",
    lat=37.45,
    lng=116.3,
    url="https://t.me/bot?start=a-900",
    starts_at=_START,
    ends_at=_START + 7_200_000,
    written_at=_START - 1000,
)


def test_what_is_written_is_what_a_calendar_reads() -> None:
    data = written(ENTRY)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART:20261126T020000Z\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = Calendar.from_ical(data)
    (event,) = read.events
    assert read.method == "PUBLISH"
    assert (event.uid, event.sequence, event.status) == (ENTRY.uid, 2, "CONFIRMED")
    assert (event["summary"], event["description"], event["location"]) == (ENTRY.title, ENTRY.note, ENTRY.place)
    assert (event.start, event.end) == (datetime(2026, 11, 26, 2, tzinfo=UTC), datetime(2026, 11, 26, 4, tzinfo=UTC))


def test_a_cancelled_one_is_taken_out() -> None:
    read = Calendar.from_ical(written(replace(ENTRY, cancelled=True, sequence=3)))
    (event,) = read.events
    assert (read.method, event.status, event.sequence, event.uid) == ("CANCEL", "CANCELLED", 3, ENTRY.uid)


def test_what_is_not_known_is_left_out() -> None:
    data = written(replace(ENTRY, lat=None, lng=None, note="", url=""))
    assert not any(name in data for name in (b"GEO", b"DESCRIPTION", b"URL"))
