"""What is refused about activities; see `domain.errors`."""

from domain.errors import NotAllowed, Refused


class NoActivities(Refused):
    """The district holds no activities."""


class ActivityGone(Refused):
    """There is no such activity that riders may know of."""


class ActivityCancelled(Refused):
    """The activity was cancelled."""


class ActivityOver(Refused):
    """The activity has ended."""


class ActivityFull(Refused):
    """No seat is free, and nobody waits for one once the activity has begun."""


class CameAlready(Refused):
    """Whoever has checked in can't give their seat back."""


class NotSignedUp(NotAllowed):
    """Only who is signed up for an activity can check in or cancel."""


class NoSeat(NotAllowed):
    """Somebody on the waiting list comes, and no seat is free."""


class DoorNotOpen(Refused):
    """Nobody can check in as yet: it begins an hour before the start."""


class NotCame(Refused):
    """Who has not checked in can't be checked out."""


class CallTooLate(Refused):
    """It begins before any rider could be called to it by day."""


class DoorCodeOld(Refused):
    """The code at the door is an earlier one: another is shown there now."""


class FieldUnclear(Refused):
    """What staff said of an activity can't be taken.

    Attributes:
        why: The name of a wording below `activity_unclear`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OwnCheckIn(NotAllowed):
    """Nobody checks themselves in at the list of those who come."""


class NoDoorPage(Refused):
    """There is no page at the door, as the bot has no web door."""
