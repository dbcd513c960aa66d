"""Words of activities that more than one screen has: what, when, where and in which languages."""

from domain.district.past import Name
from domain.programme.activities import Activity
from texts.base.locale import Locale
from texts.base.wording import Html


def title_of(activity: Activity, locale: Locale, *, sign: bool = True) -> str:
    """Return the title in the reader's language, else the other one; behind the sign of its kind."""
    name = locale.name(Name(activity.zh or activity.en, activity.en or activity.zh))
    if not sign:
        return name
    kind = locale.district.activity_kinds.get(activity.kind)
    return f"{(kind.sign if kind is not None else '') or '📅'} {name}"


def when(activity: Activity, locale: Locale) -> str:
    """Return day and hours: `12月9日（周三） 19:00–21:00`; one that ends on another day has both days."""
    starts, ends = locale.stamp(activity.starts_at), locale.stamp(activity.ends_at)
    day, clock = locale.weekday(activity.starts_at), starts[-_CLOCK:]
    same_day = locale.day(activity.starts_at) == locale.day(activity.ends_at)
    return locale.plain("activity.when", day=day, starts=clock, ends=ends[-_CLOCK:] if same_day else ends)


def why_off(activity: Activity, locale: Locale) -> Html | None:
    """Return in a line why an activity was called off; None where nobody said why."""
    reason = activity.off_reason
    why = locale.plain(f"off_reason.{reason}") if reason is not None else activity.off_words
    return locale.say("activity.off", reason=why) if why else None


def languages_of(activity: Activity, locale: Locale) -> str:
    """Return the names of the languages that are spoken there."""
    return locale.plain("list.between").join(locale.plain(f"spoken.{each}") for each in activity.languages)


def place_of(activity: Activity, locale: Locale) -> str:
    """Return the station by its name in the reader's language; the words of staff, or of a station that is gone."""
    station = locale.district.stations.get(activity.station)
    return locale.name(station) if station is not None else activity.place


_CLOCK = len("19:00")
