"""Which report a ticket was split off from."""

import json
from collections.abc import Sequence
from typing import Final

from domain.reporting.reports import Event

OFF: Final = "split_off"
"""The first event of a report that was split off another."""


def split_from(events: Sequence[Event]) -> str | None:
    """Return the number of the report of which one with these events is a part; None if it is none."""
    return str(json.loads(events[0].detail)["number"]) if events and events[0].action == OFF else None
