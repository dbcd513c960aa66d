"""The district's working time, and when a limit is reached."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import Self

from domain.district.catalogue import Clock, Span
from domain.district.hours import DAYS, MINUTES_A_DAY, Hours, Interval

_DAY = timedelta(days=1)
_WEEK_MS = 7 * 24 * 3_600_000
_SUNDAY = DAYS.index("sun")
_RUN_ALWAYS = frozenset({Clock.URGENT_HOURS, Clock.CALENDAR_DAYS})

_NEXT_YEAR_FROM = 10
"""The month from which on the next year's holidays are due: they are announced in October or November."""

Window = tuple[int, int]
"""An interval of working time in ms UTC, without its end."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weekly hours in one time zone, with statutory holidays and make-up workdays.

    A shift belongs to the day on which it begins: a holiday cancels its own shifts, but not the rest of the night shift
    before it; it has the shifts of `holiday_hours` instead, if any. A make-up workday has those of the first weekday
    that has any.
    """

    hours: Hours
    timezone: tzinfo
    holidays: frozenset[date] = field(default=frozenset())
    workdays: frozenset[date] = field(default=frozenset())
    holiday_hours: tuple[Interval, ...] = ()

    @property
    def is_daily(self) -> bool:
        """Whether all days have the same hours, holidays too."""
        return len({*self.hours.week}) == 1 and (not self.holidays or self.holiday_hours == self.hours.week[0])

    def with_hours(self, hours: Hours) -> Self:
        """Return a calendar with other hours and the same holidays and make-up workdays."""
        return replace(self, hours=hours)

    def unknown_years(self, today: date) -> tuple[int, ...]:
        """Return those of this year and, from October on, the next of which no holidays are known."""
        years = (today.year, today.year + 1) if today.month >= _NEXT_YEAR_FROM else (today.year,)
        known = {day.year for day in self.holidays}
        return tuple(year for year in years if year not in known)

    def is_open(self, at_ms: int) -> bool:
        """Return whether a time (ms UTC) is within working time."""
        start, _ = next(window for window in self._windows(at_ms) if window[1] > at_ms)
        return start <= at_ms

    def stretch(self, at_ms: int) -> tuple[int, int | None]:
        """Return when the working time begins and ends that a time (ms UTC) lies in, or else that which comes next.

        What follows without a break is part of it. The end is None where none comes within a week.
        """
        windows = (window for window in self._windows(at_ms) if window[1] > at_ms)
        opens, closes = next(windows)
        for start, end in windows:
            if start > closes:
                return opens, closes
            if end - max(opens, at_ms) > _WEEK_MS:
                return opens, None
            closes = end
        raise AssertionError("windows end")  # pragma: no cover  they do not

    def falls_in(self, hours: Hours, at_ms: int) -> bool:
        """Return whether a time (ms UTC) is within the weekly hours of a routing rule.

        A holiday counts as a Sunday and a make-up workday as a Monday, so that a rule for weekend duty also covers
        holidays.
        """
        local = self._local(at_ms)
        minute = local.hour * 60 + local.minute
        today, yesterday = self._counts_as(local.date()), self._counts_as(local.date() - _DAY)
        return hours.holds(today, minute) or hours.holds(yesterday, minute + MINUTES_A_DAY)

    def due_at(self, start_ms: int, span: Span, clock: Clock) -> int:
        """Return when a limit that starts at ``start_ms`` is reached, in ms UTC; never before it.

        The clock of urgent hours never stops. For work hours and work days, minutes and hours are working time. Days
        are whole days after the day of the start: working days end at the close of work, calendar days at midnight.
        """
        if span.unit == "d" and clock is not Clock.URGENT_HOURS:
            return self._end_of_day(start_ms, span.amount, clock)
        if clock in _RUN_ALWAYS:
            return start_ms + span.milliseconds
        return self._after_working(start_ms, span.milliseconds)

    def moved_on(self, limit: int, span: Span, clock: Clock, stopped: int, goes_on: int) -> int:
        """Return a limit after its clock stood still from `stopped` to `goes_on`, all in ms UTC.

        It moves by what would have counted meanwhile: the time of a clock that runs always, working time, or as many
        ends of days (closes of work, midnights) as came, so that it still ends one. A limit that had passed stays.
        """
        if limit <= stopped or goes_on <= stopped:
            return limit
        if span.unit == "d" and clock is not Clock.URGENT_HOURS:
            return self._days_later(limit, clock, stopped, goes_on)
        if clock in _RUN_ALWAYS:
            return limit + goes_on - stopped
        held = self.working_ms(stopped, goes_on)
        return max(limit, self._after_working(limit, held)) if held else limit

    def moment_moved_on(self, moment: int, clock: Clock, stopped: int, goes_on: int) -> int:
        """Return a moment within a limit, such as half time, after its clock stood still; it stays a working one."""
        if moment <= stopped or goes_on <= stopped:
            return moment
        if clock is Clock.URGENT_HOURS:
            return moment + goes_on - stopped
        held = self.working_ms(stopped, goes_on)
        return self._after_working(moment, held, at_work=True) if held else moment

    def half_time(self, start: int, limit: int, clock: Clock) -> int:
        """Return when half of the time from `start` to a limit is over, all in ms UTC.

        For urgent hours that is half of the time; for all others half of the working time, and a working moment; half
        of the time where no working time lies between.
        """
        working = 0 if clock is Clock.URGENT_HOURS else self.working_ms(start, limit)
        if not working:
            return start + (limit - start) // 2
        return self._after_working(start, working // 2, at_work=True)

    def working_ms(self, start: int, end: int) -> int:
        """Return how much working time lies between two times (ms UTC), in milliseconds."""
        total = 0
        for opens, closes in self._windows(start):
            if opens >= end:
                break
            total += max(0, min(closes, end) - max(opens, start))
        return total

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """Return the intervals that begin on a day, as it is a holiday, a make-up workday or neither."""
        if day in self.holidays:
            return self.holiday_hours
        if day in self.workdays:
            return next(filter(None, self.hours.week))
        return self.hours.week[day.weekday()]

    def closes_at(self, day: date) -> int | None:
        """Return when work of a day ends (ms UTC), perhaps on the next day; None where it has none."""
        intervals = self.intervals(day)
        return self._instant(day, intervals[-1][1]) if intervals else None

    def end_of(self, day: date) -> int:
        """Return when work of a day ends (ms UTC), or the day itself where it has none."""
        return self.closes_at(day) or self._instant(day, MINUTES_A_DAY)

    def _days_later(self, limit: int, clock: Clock, stopped: int, goes_on: int) -> int:
        missed = sum(1 for _ in takewhile(lambda end: end <= goes_on, self._ends_of_days(stopped, clock)))
        return next(islice(self._ends_of_days(limit - 1, clock), missed, None)) if missed else limit

    def _ends_of_days(self, after: int, clock: Clock) -> Iterator[int]:
        """Yield the ends of days that count, later than `after`, in order, without end."""
        day, reached = self._local(after).date() - _DAY, after
        while True:
            end = self._instant(day, MINUTES_A_DAY) if clock is Clock.CALENDAR_DAYS else self.closes_at(day)
            if end is not None and end > reached:
                yield end
                reached = end
            day += _DAY

    def _after_working(self, start_ms: int, left: int, *, at_work: bool = False) -> int:
        """Return when so much working time has passed; `at_work`: where work ends then, when it begins again."""
        for opens, closes in self._windows(start_ms):
            begins = max(opens, start_ms)
            if closes - begins >= left + at_work:
                return begins + left
            left -= max(0, closes - begins)
        raise AssertionError("a week without hours")  # pragma: no cover  Hours.parse does not allow it

    def _end_of_day(self, start_ms: int, days: int, clock: Clock) -> int:
        day = self._local(start_ms).date()
        if clock is Clock.CALENDAR_DAYS:
            return self._instant(day + days * _DAY, MINUTES_A_DAY)
        while days:
            day += _DAY
            days -= bool(self.intervals(day))
        return self._instant(day, self.intervals(day)[-1][1])

    def _windows(self, from_ms: int) -> Iterator[Window]:
        """Yield the intervals of working time from the day before ``from_ms`` on, in order, without end."""
        day, reached = self._local(from_ms).date() - _DAY, 0
        while True:
            for start, end in self.intervals(day):
                opens, closes = max(self._instant(day, start), reached), self._instant(day, end)
                if opens < closes:
                    yield opens, closes
                    reached = closes
            day += _DAY

    def _counts_as(self, day: date) -> int:
        if day in self.holidays:
            return _SUNDAY
        return 0 if day in self.workdays else day.weekday()

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, self.timezone)

    def _instant(self, day: date, minute: int) -> int:
        """Return a wall-clock minute as ms UTC; of a minute that occurs twice, the first."""
        days, rest = divmod(minute, MINUTES_A_DAY)
        wall = datetime.combine(day + days * _DAY, time(*divmod(rest, 60)), self.timezone)
        return int(wall.timestamp()) * 1000
