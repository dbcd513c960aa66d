"""What is refused about appeals; see `domain.errors`."""

from domain.errors import NotAllowed, Refused, TooOften


class NoAppeals(Refused):
    """The district has nobody who looks after riders."""


class AppealGone(Refused):
    """There is no such appeal, or it is another rider's."""


class AppealKindMissing(Refused):
    """What it is about was not chosen."""


class AppealEmpty(Refused):
    """Neither words nor a voice message say what is wrong."""


class AppealFilesFull(Refused):
    """It has as many photos, voice messages or videos as it may have."""


class AppealContactLong(Refused):
    """What was sent as a contact is none: it is far too long, or no words."""


class AppealTaken(Refused):
    """Somebody has it, so that it can't be withdrawn."""


class TooManyAppeals(TooOften):
    """A rider has sent as many as a day allows."""


class OwnAppeal(NotAllowed):
    """Staff cannot act on an appeal of their own."""


class AppealEnded(Refused):
    """It is closed or was withdrawn, and nobody reads what is said of it any more."""


class NothingHeld(Refused):
    """Who would hand over has no appeals."""


class OwnHandOver(NotAllowed):
    """Nobody takes over from themselves."""
