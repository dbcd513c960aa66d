"""Places that people send: a point, or a live location that moves until it is stopped or its time is over.

https://core.telegram.org/bots/api#location and #editmessagelivelocation (the limits), tdlib/td ``Location.cpp`` and
``MessageContent.cpp`` (``MessageLiveLocation``): a live location carries its period and heading only while it is live.
"""

from typing import Any

from playground.errors import Impossible

JSON = dict[str, Any]

FOREVER = 0x7FFFFFFF  # a period without end
_SHORTEST, _LONGEST = 60, 86_400  # seconds
_MAX_ACCURACY = 1500  # metres
_LIVE_ONLY = ("live_period", "heading", "proximity_alert_radius")


def read(wish: JSON) -> JSON:
    """Return the ``Location`` of a request.

    Raises:
        Impossible: an accuracy, period or heading that no phone sends.
    """
    fields = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
    location = {name: wish[name] for name in fields if wish.get(name) is not None}
    _check(location)
    return location


def moved(message: JSON, wish: JSON, now: int) -> JSON:
    """Return where a live location is now; with ``stop`` as the place that it was stopped at.

    Raises:
        Impossible: it was never live, was stopped, or its time is over.
    """
    location = message.get("location", {})
    period = location.get("live_period")
    if not period:
        raise Impossible("this is no live location")
    if period != FOREVER and now > message["date"] + period:
        raise Impossible("the time of this live location is over")
    if "latitude" in wish:
        location = location | read({"live_period": period, **wish})
    if not wish.get("stop"):
        return dict(location)
    return {name: value for name, value in location.items() if name not in _LIVE_ONLY}


def _check(location: JSON) -> None:
    period, heading = location.get("live_period"), location.get("heading")
    if period is not None and period != FOREVER and not _SHORTEST <= period <= _LONGEST:
        raise Impossible("a live location lasts 60 to 86400 seconds, or without end")
    if heading is not None and (period is None or not 1 <= heading <= 360):  # noqa: PLR2004  degrees
        raise Impossible("a heading is 1 to 360 degrees, and of a live location")
    if not 0 <= location.get("horizontal_accuracy", 0) <= _MAX_ACCURACY:
        raise Impossible("an accuracy is 0 to 1500 metres")
