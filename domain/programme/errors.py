"""What is refused in the rider programme; see `domain.errors`."""

from domain.errors import NotAllowed, Refused


class DeskNeeded(NotAllowed):
    """Only who stands at the desk of one of these queues may do this: a member of its group.

    Attributes:
        queues: Their ids.
    """

    def __init__(self, queues: tuple[str, ...]) -> None:
        super().__init__(*queues)
        self.queues = queues


class UnknownLink(Refused):
    """A link to the bot says something that is none of ours, or that there is no more."""


class NoStations(Refused):
    """The district has no stations."""


class StationGone(Refused):
    """There is no such station in the district, or none any more."""


class StationClosed(Refused):
    """The station is not open now."""


class NotAtStation(Refused):
    """The place from which somebody would check in is too far from the station."""


class NotCheckedIn(Refused):
    """The rider is not checked in at the station any more."""
