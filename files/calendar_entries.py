"""Calendar files by RFC 5545, of one event each, in UTC, which every calendar shows in its own time."""

from datetime import UTC, datetime

from icalendar import STATUS, Calendar, Event

from domain.programme.calendar_entries import CalendarEntry


def written(entry: CalendarEntry) -> bytes:
    """Return the file of an entry; of a cancelled one with the method that takes it out (RFC 5546, 3.2.5)."""
    event = Event.new(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=_time(entry.written_at),
        start=_time(entry.starts_at),
        end=_time(entry.ends_at),
        summary=entry.title,
        description=entry.note or None,
        location=entry.place or None,
        url=entry.url or None,
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
    )
    if entry.lat is not None and entry.lng is not None:
        event.add("geo", (entry.lat, entry.lng))
    method = "CANCEL" if entry.cancelled else "PUBLISH"
    calendar = Calendar.new(prodid="-//Qianshao//Activities//EN", method=method, subcomponents=[event])
    return bytes(calendar.to_ical())


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
