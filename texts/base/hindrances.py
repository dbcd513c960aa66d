"""Why a reward can't be redeemed now, in a few words."""

from datetime import datetime, time

from texts.base.locale import Locale


def hindered(why: str, missing: int, day: str, locale: Locale) -> str:
    """Return the wording of a `domain.district.rewards.Hindrance`, with the points that are missing.

    `day` is the ISO date from which it can be redeemed, "" for none.
    """
    return locale.plain(f"hindered.{why}", missing=missing, day=day_of(day, locale) if day else "")


def day_of(day: str, locale: Locale) -> str:
    """Return an ISO date as people read it."""
    noon = datetime.combine(datetime.fromisoformat(day), time(12), locale.district.timezone)
    return locale.day(int(noon.timestamp() * 1000))
