"""What is refused about missing persons; see `domain.errors`."""

from domain.errors import NotAllowed, Refused


class NobodyMissing(Refused):
    """There is no such call, or it is over."""


class MissingIncomplete(Refused):
    """A call lacks what riders have to be told."""


class MissingNoLonger(Refused):
    """A call lasts as long already as was chosen, or as long as one may."""


class TooManyMissing(Refused):
    """As many calls of the group are open as there may be at a time."""


class SecondNeeded(NotAllowed):
    """Somebody else has to agree to a call as far as this one."""


class MissingFieldUnclear(Refused):
    """What staff said of a missing person can't be taken.

    Attributes:
        why: The name of a wording below `missing_unclear`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
