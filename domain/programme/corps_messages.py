"""The messages of the knights' service corps: to the staff who call, and to the riders who are called."""

from dataclasses import dataclass

from domain.messages import Notice
from domain.tickets.lookups import LookedUp


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCallAsked(LookedUp, name="activity_call", reads_much=True):
    """Before the staff who hold an activity: how many riders would be called, in place of its card."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class ActivityCalled(Notice, name="activity_called"):
    """To a rider of a colour: an activity calls them, as it stood at a revision."""

    activity_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class CallLeft(Notice, name="call_left"):
    """In place of a call: the rider does not come this time."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class CallsTold(Notice, name="calls"):
    """An answer: whether the rider is called."""

    on: bool
