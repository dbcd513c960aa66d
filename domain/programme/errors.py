"""What is refused in the rider programme; see `domain.errors`."""

from domain.errors import NotAllowed, Refused, TooOften


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


class RewardRefused(Refused):
    """A reward can't be redeemed now.

    Attributes:
        why: A value of `domain.district.rewards.Hindrance`.
        missing: How many points are missing.
        day: The day from which it can be, "" for none; an ISO date.
    """

    def __init__(self, why: str, missing: int, day: str) -> None:
        super().__init__(why)
        self.why = why
        self.missing = missing
        self.day = day


class RewardGone(Refused):
    """The price list has no such reward any more, or asks another price for it."""


class OldVoucher(Refused):
    """The rider has a newer code for this voucher: what is shown is an old picture."""


class VoucherOver(Refused):
    """The voucher was handed out, given back, or has ended."""


class OwnVoucher(NotAllowed):
    """Nobody hands something out to themselves."""


class TooManyCodes(TooOften):
    """Somebody has tried more codes that there are not than an hour allows."""


class TooManySightings(TooOften):
    """A rider has sent as many sightings of one person as an hour allows."""


class MissingOver(Refused):
    """The call about a missing person is over, or was none of this rider's."""
