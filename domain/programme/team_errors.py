"""What is refused about teams; see `domain.errors`."""

from domain.errors import NotAllowed, Refused
from domain.programme.errors import UnknownLink


class InviteUnknown(UnknownLink):
    """There is no such invite, or none any more."""


class InviteUsedUp(Refused):
    """As many have joined by the invite as may."""


class InviteEnded(Refused):
    """The invite's time is over."""


class InviteRevoked(Refused):
    """The invite was taken back."""


class InviteBeforeLeft(Refused):
    """Somebody opens an invite that was made before they left that team, or were taken out of it."""


class InviteOwn(Refused):
    """Somebody opens the invite that they made."""


class InviteSameTeam(Refused):
    """Somebody opens an invite of the team in which they are."""


class InvitesMany(Refused):
    """A team has as many open invites as it may."""


class TeamEnded(Refused):
    """The team is no more."""


class ClaimUnknown(UnknownLink):
    """There is no such personal link."""


class ClaimUsed(Refused):
    """Somebody else has opened the personal link."""


class ClaimOwn(Refused):
    """The rider has opened the personal link before."""


class NoTeam(Refused):
    """Only who is in a team can do this."""


class CaptainOnly(NotAllowed):
    """Only the captain of the team may do this."""


class NickUnfit(Refused):
    """What a team is to call somebody is empty, too long, or more than a name."""


class SaidToday(Refused):
    """A captain has written to the team within the last day."""


class RiderMoved(Refused):
    """The rider is not in the team any more."""
