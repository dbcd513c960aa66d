"""What is refused about wishes; see `domain.errors`."""

from domain.errors import NotAllowed, Refused, TooMany, TooOften


class NoWishes(Refused):
    """Nobody in the district looks after wishes: it has no service queue with a group."""


class WishGone(Refused):
    """There is no such wish that the person may know of."""


class WishTaken(Refused):
    """Somebody else has just taken the wish."""


class WishMoved(Refused):
    """The wish has moved on; it does not allow this any more."""


class OwnWish(NotAllowed):
    """Nobody takes their own wish, nor decides on it as staff."""


class NotAdopter(NotAllowed):
    """Only who has taken a wish can do this."""


class WishesMany(TooMany):
    """A rider has sent as many wishes this month as they may."""


class AdoptedMany(TooMany):
    """A rider has taken as many wishes as one may have at once."""


class TooManyWishWords(TooOften):
    """A rider has written more to the other side of wishes than an hour allows."""


class WishEdited(Refused):
    """A message that answered about a wish was edited; what it said then stands."""


class WishWordsOnly(Refused):
    """A question about a wish was answered by what is neither words nor a photo."""


class WishWordsMissing(Refused):
    """A wish has no words, or an answer about one has none."""


class WishLong(Refused):
    """A wish has more words than it may have."""


class WishSaidLong(Refused):
    """What is said about a wish has more words than it may have."""


class WishDayUnclear(Refused):
    """The words name no day, or more than one."""


class WishDayOver(Refused):
    """The day by which a wish is wanted is past, or too far away."""
