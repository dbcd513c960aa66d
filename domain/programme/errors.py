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
