"""When in a week a digest comes: the hours that riders may choose, counted from Monday 00:00 in district time."""

from typing import Final

HOURS: Final = (7, 9, 12, 15, 18, 21)
"""The hours of a day at which a digest may come."""

DAY: Final = 24

USUAL: Final = 9
"""Monday at nine: for groups, and for riders who chose nothing."""

SLOTS: Final = tuple(day * DAY + hour for day in range(7) for hour in HOURS)
