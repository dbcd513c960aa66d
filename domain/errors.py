"""Every way in which the product says no; each class's sentence is its meaning, its wording stands in texts."""

from domain.geo.positions import Position


class QianshaoError(Exception):
    """Something that a person can act on went wrong."""


class NobodyAnswered(QianshaoError):
    """No geocoder could be reached, or none gave an answer that can be understood."""


class Refused(QianshaoError):
    """A request that is understood and not carried out; nothing has changed."""


class NotAllowed(Refused):
    """Whoever pressed or wrote has no right to this here."""


class OwnTicket(NotAllowed):
    """Nobody acts as staff on a ticket that they reported or witnessed."""


class NotTheirs(NotAllowed):
    """The report or draft belongs to somebody else."""


class ConsentMissing(Refused):
    """The rider has not agreed to the current terms yet."""


class AlreadyDone(Refused):
    """The same thing was done before; doing it again changes nothing."""


class NoLongerPossible(Refused):
    """The report has moved on; this transition is not open from its present status."""


class Stale(Refused):
    """The button belongs to a message that is not the live card any more."""


class Incomplete(Refused):
    """A draft was submitted before it had all it needs.

    Attributes:
        missing: what is missing, of `category`, `place`, `photo`, `answer`.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class DraftGone(Refused):
    """The draft was submitted, cancelled or has expired."""


class NoSuchReport(Refused):
    """No report of that number is visible to whoever asked."""


class ReportClosed(Refused):
    """The report has come to its end: nothing is added to it any more."""


class TooLate(Refused):
    """The time in which this was possible is over (withdrawing: five minutes, or accepted before)."""


class WordsNeeded(Refused):
    """The transition needs words or a photo that were not given."""


class TooMany(Refused):
    """A limit on count was reached (photos of a draft, reports of a rider in an hour)."""


class CodeUnknown(Refused):
    """The group code is unknown, used or expired."""


class GroupUnfit(Refused):
    """The group can't be a queue's: it is public, or the bot is not its administrator."""


class ClaimLost(QianshaoError):
    """An update is not this process's any more: whoever holds it now carries it out."""


class Conflict(QianshaoError):
    """A row changed between reading and writing; the transaction is run again."""


class PhotoRefused(Refused):
    """A photo can't be taken in.

    Attributes:
        reason: `empty`, `too_large`, `too_many_pixels`, `unsupported_format` or `broken`.
        position: where its file says it was taken, which could be read all the same; None otherwise.
    """

    def __init__(self, reason: str, position: Position | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position
